"""The schema keeps the rules of a Citus cluster; no Citus runs here, its functions are stood in for by their rules."""

from pathlib import Path

import psycopg2
import pytest

from pipeline.db import Database
from pipeline.settings import PROJECT_ROOT

DISTRIBUTE = PROJECT_ROOT / "sql" / "citus" / "distribute.sql"
RULES = Path(__file__).parent / "citus_rules.sql"
SPREAD = "('ops', 'quality', 'raw', 'staging', 'warehouse')"
WRONG_KEYS = """
select k.conrelid::regclass::text, k.conname from pg_constraint k
join public.placements f on f.relation = k.conrelid
join public.placements t on t.relation = k.confrelid
where k.contype = 'f' and t.kind <> 'reference' and not (f.kind = 'local' and t.kind = 'local') and not (
    f.kind = 'distributed' and t.kind = 'distributed' and f.colocation = t.colocation
    and exists (
        select from unnest(k.conkey, k.confkey) as pairs (mine, theirs)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pairs.mine and a.attname = f.distribution_column
        join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pairs.theirs
            and b.attname = t.distribution_column
    )
)
"""


@pytest.fixture
def cluster(warehouse: Database) -> Database:
    warehouse.execute(RULES.read_text("utf-8"))
    return warehouse


def test_the_whole_schema_spreads_by_the_rules(cluster: Database) -> None:
    cluster.execute(DISTRIBUTE.read_text("utf-8"))
    left_out = cluster.fetch(
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        f"where n.nspname in {SPREAD} and c.relkind in ('r', 'p') "
        "and not exists (select from public.placements p where p.relation = c.oid)"
    )
    assert left_out == []
    assert cluster.fetch(WRONG_KEYS) == []
    kinds = dict(tuple(row) for row in cluster.fetch("select kind, count(*) from public.placements group by kind"))
    assert kinds["distributed"] >= 10


def test_dropped_foreign_keys_are_there_again(cluster: Database) -> None:
    keys = "select conrelid::regclass::text, conname from pg_constraint where contype = 'f' order by 1, 2"
    before = cluster.fetch(keys)
    cluster.execute(DISTRIBUTE.read_text("utf-8"))
    assert cluster.fetch(keys) == before


def test_a_key_that_would_not_port_is_refused(cluster: Database) -> None:
    cluster.execute("create unique index by_url on warehouse.articles (canonical_url)")
    with pytest.raises(psycopg2.errors.RaiseException, match=r"by_url of warehouse\.articles lacks"):
        cluster.execute(DISTRIBUTE.read_text("utf-8"))
