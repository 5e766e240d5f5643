"""No statement of ours is of a shape that Citus refuses, with tables placed as sql/citus/distribute.sql places them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.db import Database
from pipeline.settings import PROJECT_ROOT
from tests.integration import citus_statements as citus
from tests.integration.citus_statements import Place, refusals, statements_of, statements_of_function

QUERIES = sorted((PROJECT_ROOT / "sql" / "queries").glob("*.sql"))
OURS = "('mart', 'ops', 'quality', 'raw', 'staging', 'warehouse')"

SOME = {
    "w.words": Place("distributed", "article_id", "words"),
    "w.prints": Place("distributed", "article_id", "words"),
    "w.captures": Place("distributed", "capture_id", "captures"),
    "w.articles": Place("reference"),
    "w.runs": Place("local"),
}
SHAPES = {
    "select 1 from w.words as a inner join w.prints as b on a.article_id = b.article_id": set(),
    "select 1 from w.words as a inner join w.prints as b on a.version_id = b.article_id": {citus.ACROSS},
    "select 1 from w.words as a inner join w.captures as b on a.article_id = b.capture_id": {citus.ACROSS},
    "select 1 from w.words as a inner join w.articles as b on a.title = b.title": set(),
    "select 1 from w.articles as b left join w.words as a on a.article_id = b.article_id": {citus.KEPT},
    "select 1 from w.words as a left join w.articles as b on a.article_id = b.article_id": set(),
    "select 1 from w.words as a where exists (select from w.prints as b where b.article_id = a.article_id)": set(),
    "select 1 from w.words as a where exists (select from w.prints as b where b.no = a.no)": {citus.CORRELATED},
    "select 1 from w.articles as a cross join lateral (select b.no from w.words as b where b.no = a.no limit 1) as c": {
        citus.CORRELATED
    },
    "select 1 from w.words as a where exists (select from w.runs as b where b.no = a.no)": {citus.COORDINATOR},
    "select 1 from w.words as a where a.no in (select b.no from w.prints as b)": set(),
    "with c as (select b.no from w.prints as b) select 1 from w.words as a inner join c on a.no = c.no": set(),
    "update w.words as a set article_id = null": {citus.MOVED_KEY},
    "update w.words as a set no = random()": {citus.VOLATILE},
    "update w.articles as a set no = 1 from w.words as b where a.no = b.no": {citus.JOINED_CHANGE},
    "update w.articles as a set no = 1 from w.runs as b where a.no = b.no": set(),
    "update w.articles as a set no = 1 where exists (select from w.runs as b where b.no = a.no)": {citus.COORDINATOR},
    "with recursive c as (select 1 as no union select c.no from c) select c.no from c": {"recursive"},
    "select a.no from w.words as a group by grouping sets ((a.no), ())": {"grouping sets"},
    "select a.no from w.words as a for update": {"locks rows"},
    "select a.no from w.words as a tablesample system (1)": {"tablesample"},
    "select a.no from w.articles as a for update": set(),
}


@pytest.mark.parametrize("text", SHAPES)
def test_shapes_that_citus_refuses_are_found(text: str) -> None:
    (statement,) = statements_of(text)
    assert refusals(statement, SOME) == SHAPES[text]


def test_statements_of_a_function_are_found() -> None:
    text = (
        "CREATE OR REPLACE FUNCTION mart.f(day date) RETURNS TABLE (no integer) LANGUAGE plpgsql AS $f$ "
        "declare x w.words%rowtype; begin return query select a.no from w.words as a for update; end $f$"
    )
    (statement,) = statements_of_function(text)
    assert refusals(statement, SOME) == {"locks rows"}


@pytest.fixture
def cluster(warehouse: Database) -> Database:
    warehouse.execute(Path(__file__).with_name("citus_rules.sql").read_text("utf-8"))
    warehouse.execute((PROJECT_ROOT / "sql" / "citus" / "distribute.sql").read_text("utf-8"))
    return warehouse


def placed(cluster: Database) -> Mapping[str, Place]:
    found = cluster.fetch(
        "select relation::text as name, kind, distribution_column::text as key, colocation from public.placements"
    )
    return {row.name: Place(row.kind, row.key, row.colocation) for row in found}


def test_no_view_function_or_query_is_refused(cluster: Database) -> None:
    views = cluster.fetch(
        "select c.oid::regclass::text as name, replace(pg_get_viewdef(c.oid), '%%', '%%%%') as text from pg_class as c "
        f"where c.relkind = 'v' and c.relnamespace::regnamespace::text in {OURS}"
    )
    functions = cluster.fetch(
        "select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as text from pg_proc as p "
        f"where p.pronamespace::regnamespace::text in {OURS}"
    )
    read = {row.name: list(statements_of(row.text)) for row in views}
    read |= {row.name: list(statements_of_function(row.text)) for row in functions}
    read |= {path.stem: list(statements_of(path.read_text("utf-8"))) for path in QUERIES}
    places = placed(cluster)
    refused = {
        name: found for name, parts in read.items() if (found := set().union(*(refusals(p, places) for p in parts)))
    }
    assert refused == {}
    assert all(read.values())
    # Not because nothing was understood: the bulk is read, and with every fact spread by its key much would be refused.
    spread = places | {
        name: Place("distributed", "event_id" if "event" in name or "acts" in name else "article_id", name)
        for name in ("warehouse.mentions", "warehouse.acts", "warehouse.event_versions", "warehouse.article_states")
    }
    ladder = refusals(read["mart.ladder"][0], spread)
    assert ladder >= {citus.ACROSS}


def test_functions_are_such_as_citus_can_plan(cluster: Database) -> None:
    # Parameters inside functions in SQL are not seen by its planner.
    found = cluster.fetch(
        "select p.oid::regprocedure::text as name from pg_proc as p join pg_language as l on l.oid = p.prolang "
        f"where p.pronamespace::regnamespace::text in {OURS} and l.lanname <> 'plpgsql'"
    )
    assert found == []
