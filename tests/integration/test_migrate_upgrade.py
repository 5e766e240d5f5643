"""From the first release's schema, with the data that it wrote, to today's: nothing changes that was published."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.db import Database
from pipeline.load import migrate
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT
from tests.integration.load_histories import event_key, load_on_top
from tests.integration.mart_history import REVERSAL, story

MIGRATIONS = PROJECT_ROOT / "sql" / "migrations"
WRITTEN_BY_RELEASE = Path(__file__).parent / "data" / "release_0_1_0.sql"
RELEASED = {
    "0001_roles_and_schemas.sql": "27abcedc207f96f0e00a194c37f6e314caa8c25d8a2753b72e476318b42a9b6f",
    "0002_raw.sql": "cdf213909fc1cb6bd6ee9e44404582cbe00ee190f2a1dad1db05002c9777d8cc",
    "0003_warehouse.sql": "5fd49450df64250654f8abe4c366d1beb0ffe74f5d4cf449630f55c8287c10fa",
    "0004_quality_and_staging.sql": "e2a158efaa5f054ca650cedeb847c1f1871540531951fe25078f5199e0f1d76d",
    "0005_mart.sql": "9dcc0c69233f8c014565d0c410123b6ef0a26cbe3c2a6247b25a97d5fa53a205",
}
FACTS = (
    *("outcomes", "articles", "article_versions", "article_states"),
    *("mentions", "events", "event_versions", "resolutions"),
)
POSITIONS = "select actor_code, instrument, stance, status from mart.positions_as_of(%s) order by 1, 2"


def rows(db: Database, statement: str, *params: object) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.fetch(statement, params or None)]


@pytest.fixture
def released(server: Server, new_database: Callable[[], str], tmp_path: Path) -> Database:
    """A warehouse as the first release left it: its five migrations, and what it published."""
    folder = tmp_path / "released"
    folder.mkdir()
    for name in RELEASED:
        shutil.copy(MIGRATIONS / name, folder)
    dsn = new_database()
    migrate(dsn, folder)
    server.grant_logins()
    db = Database(dsn)
    db.execute(WRITTEN_BY_RELEASE.read_text("utf-8"))
    return db


def test_what_was_released_is_not_edited() -> None:
    """A changed file would be refused wherever the release runs."""
    found = {name: hashlib.sha256((MIGRATIONS / name).read_bytes()).hexdigest() for name in RELEASED}
    assert found == RELEASED


def test_an_upgrade_keeps_every_published_fact(released: Database) -> None:
    columns = {
        table: ", ".join(
            row.column_name
            for row in released.fetch(
                "select column_name from information_schema.columns "
                "where table_schema = 'warehouse' and table_name = %s order by ordinal_position",
                (table,),
            )
        )
        for table in FACTS
    }
    before = {table: rows(released, f"select {columns[table]} from warehouse.{table} order by 1, 2") for table in FACTS}
    assert len(before["mentions"]) == 9
    assert len(before["resolutions"]) == 1
    applied = migrate(released.dsn, MIGRATIONS)
    assert applied == sorted(path.name for path in MIGRATIONS.glob("*.sql") if path.name not in RELEASED)
    after = {table: rows(released, f"select {columns[table]} from warehouse.{table} order by 1, 2") for table in FACTS}
    assert after == before


def test_the_views_answer_from_what_an_older_release_wrote(released: Database) -> None:
    migrate(released.dsn, MIGRATIONS)
    assert rows(released, POSITIONS, "2025-12-31") == [
        ("DEU", "BILAT", "support", "signed"),
        ("GBR", "TROOPS", "oppose", "rejected"),
        ("UKR", "BILAT", "support", "signed"),
    ]
    assert rows(released, POSITIONS, "2025-01-20") == [("GBR", "TROOPS", "conditional", "pledged")]
    views = released.fetch("select table_name from information_schema.views where table_schema = 'mart'")
    assert len(views) >= 26
    for view in views:
        released.fetch(f"select * from mart.{view.table_name}")


def test_an_upgraded_warehouse_takes_the_next_day_and_joins_old_events(server: Server, released: Database) -> None:
    migrate(released.dsn, MIGRATIONS)
    loader = Database(server.dsn("loader", released.dsn.rpartition("/")[2]))
    told_again = story(9, REVERSAL, "2025-03-04T08:00:00", "daily-sample")
    report = load_on_top(loader, told_again)
    assert (report.new_events, report.joined_events) == (0, 1)
    kept = rows(released, "select report_count from mart.current_events where event_id = %s", event_key("reversal"))
    assert kept == [(2,)]
    assert load_on_top(loader, told_again).inserted == 0
