"""Who may do what: the loader rewrites and removes nothing that is published, the analyst reads the mart only."""

import psycopg2
import psycopg2.errors
import pytest

from pipeline.db import Database
from pipeline.model import EventType
from pipeline.server import Server
from tests.integration.load_histories import Said, Story, batch_of, load

PLEDGE = Said("will send troops", EventType.PLEDGE, ["GBR"], ["TROOPS"], "2025-01-16", "pledge")
STORY = Story("https://a.example/1", "A force", "Britain will send troops, he said.", "2025-01-16T08:00:00", [PLEDGE])
FACTS = (
    "outcomes",
    "articles",
    "article_versions",
    "article_states",
    "mentions",
    "events",
    "event_versions",
    "resolutions",
    *("fingerprints", "syndications", "corrections", "actor_roles", "actor_memberships"),
    *("acts", "actor_instruments", "claims", "evidence", "day_tallies", "article_words"),
)


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    loader = Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))
    load(loader, batch_of([STORY]))
    return loader


@pytest.fixture
def analyst(server: Server, warehouse_dsn: str, loader: Database) -> Database:
    return Database(server.dsn("analyst", warehouse_dsn.rpartition("/")[2]))


def refused(db: Database, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege) as refusal:
        db.execute(statement)
    assert refusal.value.pgcode == "42501"


@pytest.mark.parametrize("table", FACTS)
def test_the_loader_removes_nothing_that_is_published(loader: Database, table: str) -> None:
    refused(loader, f"delete from warehouse.{table}")
    refused(loader, f"truncate warehouse.{table}")
    refused(loader, f"drop table warehouse.{table}")


@pytest.mark.parametrize(
    "statement",
    [
        "update warehouse.mentions set sentence = 'other words'",
        "update warehouse.event_versions set status = 'signed'",
        "update warehouse.event_versions set recorded_at = now()",
        "update warehouse.article_versions set body = ''",
        "update warehouse.events set event_id = gen_random_uuid()",
        "insert into warehouse.actors (actor_code, actor_type, name) values ('XXX', 'country', 'Nowhere')",
        "update warehouse.statuses set rung = 7",
        "update warehouse.fingerprints set bands = '{}'",
        "update warehouse.syndications set original_id = article_id",
        "update warehouse.corrections set old_text = ''",
        "update warehouse.actor_roles set person_name = 'Nobody'",
        "update warehouse.acts set status = 'signed'",
        "update warehouse.claims set is_for = true",
        "update warehouse.article_words set words_simple = ''",
        "update warehouse.day_tallies set day = '2025-01-01'",
        "select warehouse.rebuild_derived()",
        "update quality.decisions set decided_by = 'nobody'",
        "delete from quality.overrides",
        "delete from ops.ledger",
        "update ops.ledger set position = default",
        "update ops.load_audits set staged_count = 0",
        "update quality.verdicts set decision = 'accept'",
        "delete from quality.quarantined_rows",
        "delete from ops.faults",
        "truncate staging.mentions",
        "delete from raw.captures",
        "create table warehouse.extra (n integer)",
        "create table mart.extra (n integer)",
    ],
)
def test_the_loader_rewrites_nothing(loader: Database, statement: str) -> None:
    refused(loader, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "select * from warehouse.mentions",
        "select * from warehouse.event_versions",
        "select * from warehouse.fingerprints",
        "select * from warehouse.acts_of_versions",
        "select * from warehouse.drift_of_derived()",
        "select * from quality.decisions",
        "select * from staging.mentions",
        "select * from quality.verdicts",
        "select * from raw.captures",
        "select * from ops.ledger",
        "select * from migration.applied_files",
        "update mart.actors set name = 'Atlantis'",
        "delete from mart.rejections",
        "create view mart.mine as select 1",
        "create table public.mine (n integer)",
    ],
)
def test_the_analyst_reads_the_mart_only(analyst: Database, statement: str) -> None:
    refused(analyst, statement)


def test_the_analyst_reads_every_view_and_calls_every_function(analyst: Database) -> None:
    views = analyst.fetch("select table_name from information_schema.views where table_schema = 'mart' order by 1")
    assert len(views) >= 20
    for view in views:
        analyst.fetch(f"select * from mart.{view.table_name} limit 1")
    assert analyst.fetch("select count(*) from mart.positions_as_of('2025-02-01')")[0][0] == 1


def test_a_function_of_the_mart_cannot_be_led_astray_by_the_callers_search_path(analyst: Database) -> None:
    with analyst.transaction() as cursor:
        # A temporary function or table of the caller's must never be what the owner's function runs.
        cursor.execute("create temporary table event_versions (event_id uuid)")
        cursor.execute("create function pg_temp.coalesce_text(text) returns text language sql as 'select ''stolen'''")
        cursor.execute("set local search_path = pg_temp, public")
        cursor.execute("select actor_name from mart.positions_as_of('2025-02-01')")
        assert cursor.fetchone() == ("United Kingdom",)


def test_functions_that_run_with_the_owners_rights_fix_their_search_path(analyst: Database) -> None:
    loose = analyst.fetch(
        "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace "
        "where n.nspname in ('ops', 'raw', 'staging', 'warehouse', 'quality', 'mart') and p.prosecdef "
        "and not coalesce(array_to_string(p.proconfig, ',') like 'search_path=pg_catalog, pg_temp%', false)"
    )
    assert loose == []
