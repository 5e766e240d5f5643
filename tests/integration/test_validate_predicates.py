"""What is asked together must be what the validator asks by itself: row by row, on rows spoiled in every column."""

import pytest
from psycopg2 import sql

from pipeline.db import Database
from pipeline.load import stage
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT
from pipeline.validate import checking, load_suites
from pipeline.validate.predicates import broken
from pipeline.validate.suites import Suite
from tests.integration.load_histories import batch_of
from tests.integration.test_validate_gate import stories

SUITES = load_suites(PROJECT_ROOT / "expectations")
EXTREMES = {"integer": "-5", "double precision": "7e9", "text": "'\"x'' '", "date": "'1801-02-03'", "boolean": "false"}


def spoil_every_column(owner: Database) -> None:
    """A row for each column that lacks it, and one where it holds what no expectation can like."""
    columns = owner.fetch(
        "select table_name, column_name, data_type, ordinal_position from information_schema.columns "
        "where table_schema = 'staging' and table_name in ('captures', 'articles', 'mentions', 'events') "
        "and column_name not in ('batch_id', 'row_no')"
    )
    for column in columns:
        for value, row_no in (("null", 2), (EXTREMES.get(column.data_type, "null"), 3)):
            setting = sql.SQL("update staging.{} set {} = {} where row_no = %s").format(
                sql.Identifier(column.table_name), sql.Identifier(column.column_name), sql.SQL(value)
            )
            with owner.transaction() as cursor:
                cursor.execute(setting, (row_no * column.ordinal_position % 150 + 1,))


def test_each_predicate_counts_the_rows_that_the_validator_finds_broken(
    server: Server, warehouse_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = Database(warehouse_dsn)
    loader = Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))
    batch = batch_of(stories(160))
    stage(loader, batch)
    spoil_every_column(owner)
    monkeypatch.setattr(checking, "broken", lambda _: None)
    apart = {(f.suite, f.expectation.number): f for f in checking.check(loader.dsn, batch.batch_id, SUITES)}
    monkeypatch.undo()
    together = {(f.suite, f.expectation.number): f for f in checking.check(loader.dsn, batch.batch_id, SUITES)}
    assert apart == together

    seen = 0
    for suite in SUITES:
        for number, count in counts_by_predicate(loader, suite, str(batch.batch_id)).items():
            assert apart[suite.name, number].unexpected_count == count, (suite.name, number)
            seen += count > 0
    assert seen > 60, "the rows are not spoiled enough to tell"


def counts_by_predicate(loader: Database, suite: Suite, batch_id: str) -> dict[int, int]:
    """Rows that each predicate is true of, by the number of the expectation."""
    predicates = {item.number: predicate for item in suite.expectations if (predicate := broken(item)) is not None}
    assert len(predicates) >= len(suite.expectations) - 3, "most can be asked together"
    counts = ", ".join(f"count(*) filter (where {test}) as count_{number}" for number, test in predicates.items())
    row = loader.fetch(f"select {counts} from {suite.view} where batch_id = '{batch_id}'")[0]
    return dict(zip(predicates, row, strict=True))


def test_clean_rows_give_a_finding_for_every_expectation(server: Server, warehouse_dsn: str) -> None:
    loader = Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))
    batch = batch_of(stories(5))
    stage(loader, batch)
    found = list(checking.check(loader.dsn, batch.batch_id, SUITES))
    assert len(found) == sum(len(suite.expectations) for suite in SUITES)
    assert all(finding.is_success for finding in found)
    assert {f.element_count for f in found if f.suite == "mentions" and f.element_count is not None} == {5}
