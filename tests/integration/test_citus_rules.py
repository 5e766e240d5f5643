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


REFUSED = {
    "a unique key without the distribution column": (
        "create unique index by_url on warehouse.articles (canonical_url)", r"by_url of warehouse\.articles lacks",
    ),
    "the distribution column only included in a key": (
        "create unique index by_url on warehouse.articles (canonical_url) include (article_id)", "by_url .* lacks",
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
    "a foreign key to a table on another node": (
        "alter table warehouse.mentions add constraint of_event foreign key (event_id) references warehouse.events",
        r"a local table has a foreign key to warehouse\.events",
    ),
    "a foreign key to a table that stays on the coordinator": (
        "alter table warehouse.events add feed_url text, "
        "add constraint by_feed foreign key (feed_url) references raw.feed_state", "by_feed .* neither distributed nor",
    ),
    "an exclusion constraint that leaves the distribution column out": (
        "alter table warehouse.events add constraint apart exclude using gist (tstzrange(recorded_at, null) with &&)",
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
