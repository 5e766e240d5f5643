"""Fast answers are the plain ones: random histories with corrections, retractions, merges, and late reports."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from pipeline.db import Database
from pipeline.model import Condition, DatePrecision, EventType, Factuality, RejectionReason, Sector
from pipeline.server import Server
from tests.integration import plain_answers
from tests.integration.load_histories import Said, Story, load_on_top

WORDS = ("will send", "will not send", "may send", "would send", "sent them")
FIRST = date(2025, 1, 1)
ACTS = (EventType.PLEDGE, EventType.REJECT, EventType.SUPPORT, EventType.SIGN, EventType.CONSULT, EventType.CONSIDER)
SECTORS = (Sector.GOV, Sector.GOV, Sector.GOV, Sector.OPP, Sector.LEG)


def said(chance: random.Random, words: str) -> Said:
    day = FIRST + timedelta(days=chance.randrange(40))
    actors = chance.sample(["GBR", "FRA", "USA"], chance.choice([1, 1, 2]))
    instruments = chance.sample(["TROOPS", "AIR"], chance.choice([1, 1, 2]))
    kind = chance.choice(ACTS)
    return Said(
        words, kind, actors, instruments, str(day), f"{kind} {actors[0]} {day.day % 4}",
        precision=DatePrecision.DAY, factuality=chance.choice([*Factuality, *[Factuality.CERTAIN] * 9]),
        conditions=[Condition.CEASEFIRE] if chance.random() < 0.2 else (), sector=chance.choice(SECTORS),
    )  # fmt: skip


def story(chance: random.Random, number: int) -> Story:
    """A page of up to four reports; a number that comes again is a later capture, reworded, or no article any more."""
    lines = [f"They {words}, line {line}, {chance.randrange(99)}." for line, words in enumerate(WORDS)]
    chosen = chance.sample(WORDS, chance.choice([1, 1, 2, 4]))
    published = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=chance.randrange(24 * 40))
    return Story(
        f"https://paper-{number % 4}.example/{number}", f"Page {number}", "\n".join(lines),
        f"{published:%Y-%m-%dT%H:%M:%S}", [said(chance, words) for words in chosen], source=f"paper-{number % 4}",
        fetched=(published + timedelta(hours=chance.randrange(1, 400))).replace(tzinfo=None).isoformat(),
        reason=RejectionReason.SOFT_404 if chance.random() < 0.06 else None,
    )  # fmt: skip


def merges(chance: random.Random) -> list[tuple[str, str]]:
    """Now and then two happenings of one kind and actor turn out to be one; names as in `said`."""
    if chance.random() < 0.5:
        return []
    kind, actor = chance.choice(ACTS), chance.choice(["GBR", "FRA", "USA"])
    loser, winner = chance.sample(range(4), 2)
    return [(f"{kind} {actor} {loser}", f"{kind} {actor} {winner}")]


@pytest.fixture(scope="module", params=range(3))
def history(request: pytest.FixtureRequest, server: Server, migrated: str) -> tuple[Database, random.Random]:
    db = Database(server.create_database(f"history_{request.param}", template=migrated))
    chance = random.Random(f"history {request.param}")
    plain_answers.install(db)
    for _ in range(7):
        stories = {number: story(chance, number) for number in chance.choices(range(14), k=5)}
        load_on_top(db, *stories.values(), merges=merges(chance))
    return db, chance


def same(db: Database, fast: str, plain: str) -> int:
    """Whether two queries give the same rows, whatever their order; the number of rows."""
    left, right = (sorted(map(repr, map(tuple, db.fetch(statement)))) for statement in (fast, plain))
    assert left == right, fast
    return len(left)


def test_fast_answers_are_the_plain_ones(history: tuple[Database, random.Random]) -> None:
    db, chance = history
    moments = [f"'{row.at.isoformat()}'" for row in db.fetch("select published_at as at from ops.ledger order by 1")]
    rows = 0
    for known_at in [*moments, "'infinity'", "'2000-01-01'"]:
        for day in [FIRST + timedelta(days=chance.randrange(-2, 60)) for _ in range(4)]:
            call = f"('{day}', {known_at})"
            rows += same(db, f"select * from mart.positions_as_of{call}", f"select * from plain.positions_as_of{call}")
            change = f"('{day - timedelta(days=chance.randrange(-9, 30))}', '{day}', {known_at})"
            same(db, f"select * from mart.changes_between{change}", f"select * from plain.changes_between{change}")
            known = f"select * from mart.known_by{call}"
            rows += same(db, known, f"select * from plain.known_by{call}")
            since = day - timedelta(days=chance.randrange(20))
            later = f"select * from plain.known_by{call} where first_published_at >= '{since}'"
            same(db, f"select * from mart.known_by('{day}', {known_at}, '{since}')", later)
    assert rows > 100, "these histories say nothing"


def test_fast_views_are_the_plain_ones(history: tuple[Database, random.Random]) -> None:
    db, _ = history
    views = ("mentions", "current_events", "ladder", "daily_counts", "monthly_counts", "day_coverage")
    rows = {view: same(db, f"select * from mart.{view}", f"select * from plain.{view}") for view in views}
    assert min(rows.values()) > 0, rows
    assert db.fetch("select count(*) as merged from warehouse.resolutions")[0].merged > 0


def test_contradictions_of_some_days_are_those_of_the_view(history: tuple[Database, random.Random]) -> None:
    db, chance = history
    found = same(
        db,
        "select * from mart.contradictions_between('-infinity', 'infinity')",
        "select * from plain.contradictions",
    )
    assert found > 0
    for _ in range(6):
        first = FIRST + timedelta(days=chance.randrange(40))
        last = first + timedelta(days=chance.randrange(10))
        actor, instrument = chance.choice(["GBR", "FRA", "USA"]), chance.choice(["TROOPS", "AIR"])
        fast = f"select * from mart.contradictions_between('{first}', '{last}', '{actor}', '{instrument}')"
        # Several reports of one outlet about one happening may be of several days: the view then shows the first.
        wide = (
            f"select * from plain.contradictions where actor_code = '{actor}' and instrument = '{instrument}' "
            f"and date_for between '{first}' and '{last}'"
        )
        assert {tuple(row) for row in db.fetch(wide)} <= {tuple(row) for row in db.fetch(fast)}


def test_disputes_are_the_contradictions_by_happening(history: tuple[Database, random.Random]) -> None:
    db, chance = history
    found = same(
        db,
        f"select {BY_HAPPENING}, {SAID} from mart.disputes_between('-infinity', 'infinity', null, null, null)",
        COUNTED,
    )
    assert found > 0
    for _ in range(6):
        first = FIRST + timedelta(days=chance.randrange(40))
        call = f"('{first}', '{first + timedelta(days=chance.randrange(10))}', '{chance.choice(['GBR', 'FRA', 'USA'])}'"
        same(
            db,
            f"select {BY_HAPPENING} from mart.disputes_between{call}, null, null)",
            f"select distinct {BY_HAPPENING} from mart.contradictions_between{call})",
        )


def test_what_is_kept_unfolded_follows_the_facts(history: tuple[Database, random.Random]) -> None:
    db, _ = history
    drift = {row.target_table: (row.missing_count, row.surplus_count) for row in db.fetch(DRIFT)}
    assert drift == dict.fromkeys(
        ["acts", "actor_instruments", "standings", "day_tallies", "claims", "evidence"], (0, 0)
    )
    before = [db.fetch(statement) for statement in (KEPT_ACTS, KEPT_CLAIMS, KEPT_STANDINGS)]
    db.execute("select warehouse.rebuild_derived()")
    after = [db.fetch(statement) for statement in (KEPT_ACTS, KEPT_CLAIMS, KEPT_STANDINGS)]
    assert before == after
    assert all(after)
    db.execute("delete from warehouse.acts where instrument = 'AIR'")
    assert [row.target_table for row in db.fetch(DRIFT) if row.missing_count] == ["acts"]
    db.execute("update warehouse.standings set rung = 1 where rung > 1")
    assert [row.target_table for row in db.fetch(DRIFT) if row.surplus_count] == ["actor_instruments", "standings"]
    db.execute("select warehouse.rebuild_derived()")


BY_HAPPENING = "actor_code, instrument, event_id_for, event_id_against"
SAID = "report_count_for, report_count_against, source_count_for, source_count_against"
COUNTED = """
with said as (
    select claims.actor_code, claims.instrument, claims.is_for, mentions.event_id, count(*) as report_count,
        count(distinct mentions.source_id) as source_count
    from warehouse.claims as claims
    inner join mart.mentions as mentions on claims.mention_id = mentions.mention_id
    where claims.superseded_at = 'infinity'
    group by 1, 2, 3, 4
)
select pairs.*, pro.report_count, contra.report_count as against, pro.source_count, contra.source_count as sources
from (
    select distinct actor_code, instrument, event_id_for, event_id_against from plain.contradictions
) as pairs
inner join said as pro
    on (pro.actor_code, pro.instrument, pro.event_id) = (pairs.actor_code, pairs.instrument, pairs.event_id_for)
    and pro.is_for
inner join said as contra
    on (contra.actor_code, contra.instrument, contra.event_id)
    = (pairs.actor_code, pairs.instrument, pairs.event_id_against)
    and not contra.is_for
"""
# Pairs are numbered anew by a rebuild: the numbers mean nothing.
KEPT_ACTS = "select to_jsonb(acts) - 'pair_no' as act from warehouse.acts as acts order by 1"
KEPT_CLAIMS = "select * from warehouse.claims order by 1, 2, 3, 4"
KEPT_STANDINGS = (
    "select pairs.actor_code, pairs.instrument, standings.day_from, standings.recorded_at, standings.superseded_at, "
    "standings.rung from warehouse.standings as standings "
    "inner join warehouse.actor_instruments as pairs on standings.pair_no = pairs.pair_no order by 1, 2, 3, 4"
)
DRIFT = "select * from warehouse.drift_of_derived()"
