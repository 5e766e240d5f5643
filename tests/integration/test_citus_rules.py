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
    assert kinds["distributed"] == 4


def test_dropped_foreign_keys_are_there_again(cluster: Database) -> None:
    keys = "select conrelid::regclass::text, conname from pg_constraint where contype = 'f' order by 1, 2"
    before = cluster.fetch(keys)
    cluster.execute(DISTRIBUTE.read_text("utf-8"))
    assert cluster.fetch(keys) == before


REFUSED = {
    "a unique key without the distribution column": (
        "create unique index by_place on raw.captures (warc_file, warc_offset)", r"by_place of raw\.captures lacks",
    ),
    "the distribution column only included in a key": (
        "create unique index by_place on raw.captures (warc_file) include (capture_id)", "by_place .* lacks",
    ),
    "a trigger": (
        "create trigger guard before update on warehouse.mentions for each row execute function "
        "suppress_redundant_updates_trigger()", r"warehouse\.mentions because it has triggers: guard",
    ),
    "a rule": (
        "create rule quiet as on delete to warehouse.sources do instead nothing", r"quiet of warehouse\.sources",
    ),
    "a policy": ("create policy own on warehouse.events using (true)", r"own of warehouse\.events"),
    "an identity column that is no bigint": (
        "alter table warehouse.events add place integer generated always as identity", "identity column place",
    ),
    "a foreign key to a distributed table from a table beside it": (
        "alter table raw.entries add capture_id uuid, "
        "add constraint of_capture foreign key (capture_id) references raw.captures",
        r"a local table has a foreign key to raw\.captures",
    ),
    "a foreign key to a table that stays on the coordinator": (
        "alter table raw.captures add constraint of_file foreign key (warc_file) references raw.warc_files",
        "of_file .* neither distributed nor",
    ),
    "a foreign key from a reference table to one that is none": (
        "alter table warehouse.mentions add run_id uuid, "
        "add constraint of_run foreign key (run_id) references ops.runs",
        r"reference table warehouse\.mentions has a foreign key",
    ),
    "an exclusion constraint that leaves the distribution column out": (
        "alter table raw.captures add constraint apart exclude using gist (tstzrange(fetched_at, null) with &&)",
        "apart of",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", REFUSED)
def test_what_would_not_port_is_refused(cluster: Database, change: str) -> None:
    statement, reason = REFUSED[change]
    cluster.execute(statement)
    with pytest.raises(psycopg2.errors.RaiseException, match=reason):
        cluster.execute(DISTRIBUTE.read_text("utf-8"))
    assert cluster.fetch("select * from public.placements") == []
