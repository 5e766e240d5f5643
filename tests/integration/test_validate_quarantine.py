"""Held rows and what people decide about them: released rows enter, dropped ones stay out, all of it written down."""

import psycopg2
import pytest

from pipeline.db import Database
from pipeline.errors import UsageError
from pipeline.load import Batch, LoadReport, publish, stage
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT
from pipeline.validate import Choice, Decision, Verdict, decide_row, validate_batch
from tests.integration.load_histories import batch_of, canonical
from tests.integration.test_validate_gate import stories

SUITES = PROJECT_ROOT / "expectations"
COUNT = 30
TOLD = ("the words were checked by hand", "an operator")


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    return Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))


@pytest.fixture
def owner(warehouse_dsn: str) -> Database:
    return Database(warehouse_dsn)


class Desk:
    """Days that are processed again and again, each time with the same damage to row 1 of a table."""

    def __init__(self, loader: Database, owner: Database) -> None:
        self.loader, self.owner, self.table = loader, owner, "mentions"
        self.verdict: Verdict
        self.report: LoadReport
        self.batch: Batch

    def process(self, damage: str | None, table: str = "mentions") -> None:
        """Stage, damage, judge and publish the day."""
        position = self.loader.fetch("select coalesce(max(position), 0) as n from ops.ledger")[0].n
        self.batch = batch_of(stories(COUNT), position=position)
        stage(self.loader, self.batch)
        if damage:
            self.owner.execute(f"update staging.{table} set {damage} where row_no = 1")
        self.verdict = validate_batch(self.loader, self.batch.batch_id, SUITES)
        self.report = publish(self.loader, self.batch.batch_id, canonical)

    def key(self, table: str = "mentions") -> str:
        found = self.loader.fetch(
            "select row_key from quality.quarantined_rows where target_table = %s and row_no = 1", (table,)
        )
        return str(found[0].row_key)

    def count(self, table: str) -> int:
        return int(self.loader.fetch(f"select count(*) from warehouse.{table} where superseded_at = 'infinity'")[0][0])


@pytest.fixture
def desk(loader: Database, owner: Database) -> Desk:
    return Desk(loader, owner)


BROKEN = "trigger_text = 'other words'"


def test_a_released_row_enters_at_the_next_processing_and_that_is_written_down(desk: Desk) -> None:
    desk.process(BROKEN)
    assert desk.verdict.quarantined == {"mentions": 1, "events": 1}
    decided = decide_row(desk.loader, desk.key()[:8], None, Choice.RELEASE, TOLD)
    assert (decided.table, str(decided.day)) == ("mentions", "2025-01-16")
    # Nothing happens before the day is processed again.
    assert desk.count("mentions") == COUNT - 1
    desk.process(BROKEN)
    assert desk.verdict.decision is Decision.ACCEPT
    assert (desk.report.tables["mentions"].inserted, desk.report.tables["mentions"].quarantined) == (1, 0)
    assert desk.count("mentions") == desk.count("event_versions") == COUNT
    override = desk.loader.fetch("select * from mart.quarantine_overrides")[0]
    assert (override.target_table, override.row_key, override.decided_by, override.reason) == (
        "mentions", desk.key(), "an operator", TOLD[0],
    )  # fmt: skip
    assert "is_trigger_true" in override.reasons[0]
    # The expectation still says that it failed.
    failed = desk.loader.fetch("select column_name from quality.results where not is_success and severity <> 'warn'")
    assert {row.column_name for row in failed} == {"is_trigger_true"}
    held = desk.loader.fetch("select resolution, resolution_note from quality.quarantined_rows")
    assert sorted(tuple(row) for row in held) == [("published", None), ("released", TOLD[0])]
    desk.process(BROKEN)
    assert desk.report.inserted == 0


def test_a_release_is_for_the_row_as_it_was_held(desk: Desk) -> None:
    desk.process(BROKEN)
    decide_row(desk.loader, desk.key(), None, Choice.RELEASE, TOLD)
    desk.process(f"{BROKEN}, row_hash = gen_random_uuid()")
    assert desk.verdict.quarantined == {"mentions": 1, "events": 1}


def test_a_dropped_row_stays_out_even_when_it_is_valid_until_it_is_released(desk: Desk) -> None:
    desk.process(BROKEN)
    decide_row(desk.loader, desk.key(), "mentions", Choice.DROP, TOLD)
    desk.process(None)
    assert desk.verdict.decision is Decision.QUARANTINE
    assert desk.verdict.held["mentions"][1][0] == f"dropped by an operator: {TOLD[0]}"
    assert desk.count("mentions") == COUNT - 1
    waiting = desk.loader.fetch(
        "select target_table from quality.quarantined_rows where resolved_at is null and target_table = 'mentions'"
    )
    assert waiting == []
    decide_row(desk.loader, desk.key(), "mentions", Choice.RELEASE, TOLD)
    desk.process(None)
    assert desk.verdict.decision is Decision.ACCEPT
    assert desk.count("mentions") == COUNT
    choices = desk.loader.fetch("select decision from mart.quarantine_decisions order by decision_no")
    assert [row.decision for row in choices] == ["drop", "release"]


def test_a_dropped_article_takes_what_stands_on_it_along(desk: Desk) -> None:
    desk.process("canonical_url = 'gopher://x'", "articles")
    decide_row(desk.loader, desk.key("articles"), "articles", Choice.DROP, TOLD)
    desk.process(None)
    assert desk.verdict.quarantined == {"articles": 1, "mentions": 1, "events": 1}
    assert desk.report.tables["articles"].quarantined == 1


def test_held_rows_come_back_by_themselves_when_a_replay_makes_them_valid(desk: Desk) -> None:
    desk.process(BROKEN)
    desk.process(None)
    assert desk.count("mentions") == COUNT
    resolved = desk.loader.fetch("select distinct resolution from quality.quarantined_rows")
    assert [row.resolution for row in resolved] == ["published"]


@pytest.mark.parametrize("damage", [BROKEN, "date_start = '1066-10-14'", "hops = 99", "actor_codes = '{XXX}'"])
def test_what_the_warehouse_can_hold_can_be_released(desk: Desk, damage: str) -> None:
    desk.process(damage)
    decide_row(desk.loader, desk.key(), None, Choice.RELEASE, TOLD)
    desk.process(damage)
    assert desk.report.tables["mentions"].inserted == 1


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("status = 'wished_for'", "foreign key"),
        ("confidence = 7", "check constraint"),
        ("event_type = null", "null value"),
        ("instruments = '{XXX}'", "no code of the codebook"),
        ("conditions = '{weather}'", "no code of the codebook"),
    ],
)
def test_what_the_warehouse_itself_refuses_cannot_be_released(desk: Desk, damage: str, said: str) -> None:
    desk.process(damage)
    before = desk.loader.fetch("select count(*) from warehouse.mentions")
    with pytest.raises(UsageError, match=said):
        decide_row(desk.loader, desk.key(), None, Choice.RELEASE, TOLD)
    assert desk.loader.fetch("select count(*) from warehouse.mentions") == before
    assert desk.loader.fetch("select * from quality.decisions") == []
    assert decide_row(desk.loader, desk.key(), None, Choice.DROP, TOLD).choice is Choice.DROP


@pytest.mark.parametrize(
    ("table", "damage"),
    [
        ("captures", "fetched_at = '2999-01-01'"),
        ("articles", "published_at = '2001-01-01'"),
        ("events", "date_start = '1066-10-14'"),
    ],
)
def test_rows_of_every_table_can_be_released(desk: Desk, table: str, damage: str) -> None:
    desk.process(damage, table)
    assert desk.verdict.quarantined[table] == 1
    decide_row(desk.loader, desk.key(table), table, Choice.RELEASE, TOLD)
    desk.process(damage, table)
    assert desk.verdict.decision is Decision.ACCEPT
    assert desk.report.tables[table].inserted == 1


def test_a_row_that_only_falls_with_another_is_not_released_alone(desk: Desk) -> None:
    desk.process("canonical_url = 'gopher://x'", "articles")
    with pytest.raises(UsageError, match="release that one"):
        decide_row(desk.loader, desk.key("mentions"), "mentions", Choice.RELEASE, TOLD)


@pytest.mark.parametrize(
    ("key", "table", "told", "said"),
    [
        ("abc", None, TOLD, "no row's key"),
        ("%%%%%%%%", None, TOLD, "no row's key"),
        ("00000000", None, TOLD, "no held row"),
        ("KEY", "opinions", TOLD, "none of captures"),
        ("KEY", "articles", TOLD, "no held row"),
        ("KEY", None, (" ", "an operator"), "--reason is empty"),
        ("KEY", None, ("why", ""), "--by is empty"),
    ],
)
def test_what_cannot_be_decided_is_said(
    desk: Desk, key: str, table: str | None, told: tuple[str, str], said: str
) -> None:
    desk.process(BROKEN)
    with pytest.raises(UsageError, match=said):
        decide_row(desk.loader, desk.key() if key == "KEY" else key, table, Choice.DROP, told)


def test_so_many_broken_rows_that_the_batch_must_stop_are_not_let_in_by_one_release(desk: Desk) -> None:
    desk.process(BROKEN)
    decide_row(desk.loader, desk.key(), None, Choice.RELEASE, TOLD)
    batch = batch_of(stories(COUNT), position=1)
    stage(desk.loader, batch)
    desk.owner.execute(f"update staging.mentions set {BROKEN}")
    assert validate_batch(desk.loader, batch.batch_id, SUITES).decision is Decision.STOP


@pytest.mark.parametrize(
    "statement",
    [
        "update quality.decisions set reason = 'another'",
        "delete from quality.decisions",
        "delete from quality.overrides",
        "update quality.overrides set reasons = '{other}'",
        "truncate quality.decisions",
        "update warehouse.actor_roles set person_name = 'Somebody'",
        "delete from warehouse.actor_roles",
        "delete from warehouse.actor_memberships",
    ],
)
def test_decisions_and_offices_are_append_only_for_the_loader(desk: Desk, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        desk.loader.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "select * from quality.decisions",
        "select * from quality.overrides",
        "select * from warehouse.actor_roles",
        "select quality.refusal_of(gen_random_uuid(), 'mentions', 1)",
        "insert into quality.decisions (decision_id, target_table, row_key, decision, reason, decided_by) "
        "values (gen_random_uuid(), 'mentions', 'x', 'drop', 'x', 'x')",
        "delete from mart.quarantine_decisions",
    ],
)
def test_the_analyst_decides_nothing(server: Server, warehouse_dsn: str, statement: str) -> None:
    analyst = Database(server.dsn("analyst", warehouse_dsn.rpartition("/")[2]))
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        analyst.execute(statement)


def test_the_loader_cannot_decide_in_the_name_of_another_login(desk: Desk) -> None:
    desk.process(BROKEN)
    decide_row(desk.loader, desk.key(), None, Choice.DROP, TOLD)
    assert desk.loader.fetch("select login from quality.decisions")[0].login == "guarantees_loader"
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        desk.loader.execute(
            "insert into quality.decisions (decision_id, target_table, row_key, decision, reason, decided_by, login) "
            "values (gen_random_uuid(), 'mentions', 'x', 'drop', 'x', 'x', 'guarantees_owner')"
        )
