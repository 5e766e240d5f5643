"""Migrations on a real server: once each, in order, never edited, and everything they make explained."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.db import Database
from pipeline.errors import MigrationError
from pipeline.load import migrate
from pipeline.settings import PROJECT_ROOT

MIGRATIONS = PROJECT_ROOT / "sql" / "migrations"
SCHEMAS = "('migration', 'mart', 'ops', 'quality', 'raw', 'staging', 'warehouse')"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(MIGRATIONS, tmp_path / "migrations")


@pytest.fixture
def empty(new_database: Callable[[], str]) -> str:
    return new_database()


def test_all_apply_once_in_order(empty: str) -> None:
    names = sorted(path.name for path in MIGRATIONS.glob("*.sql"))
    assert migrate(empty, MIGRATIONS) == names
    assert migrate(empty, MIGRATIONS) == []
    kept = Database(empty).fetch("select file_name from migration.applied_files order by file_name")
    assert [row.file_name for row in kept] == names


def test_two_runners_at_once_apply_each_file_once(empty: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: migrate(empty, MIGRATIONS), range(4)))
    applied = [name for names in done for name in names]
    assert sorted(applied) == sorted(path.name for path in MIGRATIONS.glob("*.sql"))


def test_a_migration_may_take_as_long_as_it_takes(empty: str, folder: Path) -> None:
    """Derived rows of a warehouse of millions are made in minutes; the pipeline's own limit would undo them."""
    (folder / "9999_slow.sql").write_text(
        "create table warehouse.said as select current_setting('statement_timeout');\n"
    )
    migrate(empty, folder)
    assert [tuple(row) for row in Database(empty).fetch("select * from warehouse.said")] == [("0",)]


def test_a_file_edited_after_it_was_applied_is_refused(empty: str, folder: Path) -> None:
    migrate(empty, folder)
    first = folder / "0001_roles_and_schemas.sql"
    first.write_text(first.read_text("utf-8") + "\n-- edited\n", "utf-8")
    with pytest.raises(MigrationError, match="was changed after it was applied"):
        migrate(empty, folder)


def test_a_file_that_is_gone_or_comes_too_late_is_refused(empty: str, folder: Path) -> None:
    migrate(empty, folder)
    (folder / "0000_early.sql").write_text("select 1;\n", "utf-8")
    with pytest.raises(MigrationError, match="comes before"):
        migrate(empty, folder)
    (folder / "0000_early.sql").unlink()
    (folder / "0005_mart.sql").unlink()
    with pytest.raises(MigrationError, match="is gone"):
        migrate(empty, folder)


def test_a_file_that_fails_leaves_nothing_behind(empty: str, folder: Path) -> None:
    broken = folder / "9999_broken.sql"
    broken.write_text("create table warehouse.half_made (n integer);\nselect no_such_column from ops.runs;\n", "utf-8")
    with pytest.raises(MigrationError, match=r"9999_broken\.sql cannot be applied"):
        migrate(empty, folder)
    assert Database(empty).fetch("select to_regclass('warehouse.half_made') as found")[0].found is None
    broken.write_text("create table warehouse.whole (n integer);\n", "utf-8")
    assert migrate(empty, folder) == ["9999_broken.sql"]


def test_a_folder_without_migrations_is_an_error(empty: str, tmp_path: Path) -> None:
    with pytest.raises(MigrationError, match="no migration"):
        migrate(empty, tmp_path)


def test_everything_belongs_to_the_owner_role(warehouse: Database) -> None:
    strays = warehouse.fetch(
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        f"where n.nspname in {SCHEMAS} and n.nspname <> 'migration' and c.relkind in ('r', 'v') "
        "and pg_get_userbyid(c.relowner) <> 'wh_owner'"
    )
    assert strays == []


def test_every_schema_table_and_view_says_what_it_is(warehouse: Database) -> None:
    silent = warehouse.fetch(
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        f"where n.nspname in {SCHEMAS} and c.relkind in ('r', 'v') "
        "and coalesce(obj_description(c.oid, 'pg_class'), '') !~ 'Grain: '"
    )
    assert silent == []
    unnamed = warehouse.fetch(
        f"select nspname from pg_namespace where nspname in {SCHEMAS} and obj_description(oid, 'pg_namespace') is null"
    )
    assert unnamed == []


def test_every_column_says_what_it_is(warehouse: Database) -> None:
    silent = warehouse.fetch(
        "select c.oid::regclass::text || '.' || a.attname from pg_class c "
        "join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid "
        "and a.attnum > 0 and not a.attisdropped "
        f"where n.nspname in {SCHEMAS} and (c.relkind = 'r' or (c.relkind = 'v' and n.nspname = 'mart')) "
        "and coalesce(col_description(c.oid, a.attnum), '') = ''"
    )
    assert silent == []


def test_every_function_of_the_mart_says_which_question_it_answers(warehouse: Database) -> None:
    found = warehouse.fetch(
        "select p.proname, obj_description(p.oid, 'pg_proc') as question from pg_proc p "
        "where p.pronamespace = 'mart'::regnamespace"
    )
    assert len(found) >= 5
    assert [row.proname for row in found if "?" not in (row.question or "")] == []


def test_the_codebooks_lists_are_the_tables_lists(warehouse: Database) -> None:
    from pipeline.model import EventType, Instrument, Status

    assert {row[0] for row in warehouse.fetch("select event_type from warehouse.event_types")} == set(EventType)
    assert {row[0] for row in warehouse.fetch("select instrument from warehouse.instruments")} == set(Instrument)
    ladder = warehouse.fetch("select status from warehouse.statuses order by rung nulls last, status")
    assert [row.status for row in ladder][:7] == list(Status)[:7]
    assert {row.status for row in ladder} == set(Status)
