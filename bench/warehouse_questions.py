"""The analyst's questions, timed as the analyst asks them: over a connection of her own, rows fetched, warm."""

import random
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipeline.db import Cursor, Database
from pipeline.settings import PROJECT_ROOT

Params = dict[str, object]
FIRST, LAST = date(2022, 1, 1), date(2025, 12, 31)
ACTORS = ("USA", "GBR", "FRA", "DEU", "POL", "EST")
INSTRUMENTS = ("TROOPS", "AIR", "ARMS", "NATO", "FUND")


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `limit_ms` is what it may take at p95 with a million mentions, `drawn_as` names the question whose
    values it is asked with (its own when empty)."""

    name: str
    statement: str
    params: Callable[[random.Random], Params]
    limit_ms: int = 50
    drawn_as: str = ""


@dataclass(frozen=True, slots=True)
class Timing:
    """What asking a question took, milliseconds, and the rows of the largest answer.

    `cpu_p50` and `cpu_p95` are the time that the server's process was really running: on a machine that others use too,
    the rest is waiting for a turn.
    """

    question: Question
    p50: float
    p95: float
    cpu_p50: float
    cpu_p95: float
    rows: int


def _day(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange(400, (LAST - FIRST).days))


def _days(chance: random.Random) -> Params:
    day = _day(chance)
    return {"day": day, "before": day - timedelta(days=30), "known": f"{day + timedelta(days=20)} 12:00+00"}


def _about(chance: random.Random) -> Params:
    day = _day(chance)
    found = {"actor": chance.choice(ACTORS), "instrument": chance.choice(INSTRUMENTS)}
    return found | {"day": day, "week": day - timedelta(days=6), "month": day.replace(day=1)}


def _year(chance: random.Random) -> Params:
    year = chance.randrange(2022, 2026)
    return _about(chance) | {"begin": date(year, 1, 1), "end": date(year, 12, 31)}


def _event(chance: random.Random) -> Params:
    return {"place": chance.randrange(20)}


def _words(chance: random.Random) -> Params:
    # One word of a text in fifty or fewer, and one of every second text.
    return _year(chance) | {"words": f"word{chance.randrange(2000, 9000)} word{chance.randrange(20, 60)}"}


# The happenings with most reports of a burst: what everybody asks about.
SOME_EVENT = "(select event_id from mart.bench_events where place = %(place)s)"
WEEK_OF_CONTRADICTIONS = "contradictions of one actor on one instrument, a week"

QUESTIONS = (
    Question("all positions as of a day", "select * from mart.positions_as_of(%(day)s)", _days),
    Question(
        "all positions as of a day, as known then", "select * from mart.positions_as_of(%(day)s, %(known)s)", _days
    ),
    Question(
        "history of one actor with sentences, newest 100",
        "select date_start, event_type, instruments, status, stance, sentence, canonical_url from mart.current_events "
        "where actor_codes @> array[%(actor)s] and date_start <= %(day)s order by date_start desc limit 100",
        _about,
    ),
    Question(
        "ladder of one instrument, newest 100 steps",
        "select * from mart.ladder where instrument = %(instrument)s and date_start <= %(day)s "
        "order by date_start desc limit 100",
        _about,
    ),
    Question("when each rung was first reached", "select * from mart.climbs where instrument = %(instrument)s", _about),
    Question(
        "first report and spread of a happening",
        f"select * from mart.first_reports where event_id = {SOME_EVENT}",
        _event,
    ),
    Question(
        WEEK_OF_CONTRADICTIONS,
        "select * from mart.disputes_between(%(week)s, %(day)s, %(actor)s, %(instrument)s)",
        _about,
    ),
    Question(
        "the same in full, by pairs of outlets",
        "select * from mart.contradictions_between(%(week)s, %(day)s, %(actor)s, %(instrument)s)",
        _about,
        drawn_as=WEEK_OF_CONTRADICTIONS,
    ),
    Question("what changed in 30 days", "select * from mart.changes_between(%(before)s, %(day)s)", _days),
    Question("what became known on a day", "select * from mart.known_by(%(day)s, since => %(day)s)", _days),
    Question(
        "anonymous or on record, one happening", f"select * from mart.attributed where event_id = {SOME_EVENT}", _event
    ),
    Question(
        "conditions of commitments, newest 100",
        "select condition, date_start, who, event_type, sentence from mart.pledge_conditions "
        "where condition = 'ceasefire' and date_start <= %(day)s order by date_start desc limit 100",
        _about,
    ),
    Question(
        "daily counts of one actor, a month",
        "select * from mart.daily_counts where actor_code = %(actor)s and day between %(month)s and %(day)s",
        _about,
    ),
    Question(
        "monthly counts of all, a year",
        "select month, event_type, sum(event_count) from mart.monthly_counts where month between %(begin)s and %(end)s "
        "and instrument = %(instrument)s group by month, event_type",
        _year,
        200,
    ),
    Question(
        "daily counts of all, a year",
        "select day, sum(event_count) from mart.daily_counts where day between %(begin)s and %(end)s "
        "and actor_code = %(actor)s group by day",
        _year,
        200,
    ),
    Question(
        "lineage of a happening to WARC bytes", f"select * from mart.lineage where event_id = {SOME_EVENT}", _event
    ),
    Question("coverage of a day", "select * from mart.day_coverage where day = %(day)s order by source_id", _days),
    Question(
        "search for two words in a year, best 20",
        "select * from mart.search(%(words)s, 'english', %(begin)s, %(end)s, 20)",
        _words,
    ),
)
REFERENCE = "select count(*) from mart.mentions"
"""What a machine needs to look at every mention once: machines differ, ratios to this do less."""


def ask(analyst: Database, times: int) -> Iterator[Timing]:
    """Each question `times` times with other values each time, after one round with the same values to warm up."""
    with analyst.transaction() as cursor:
        for question in QUESTIONS:
            yield _timed(cursor, question, times)


PLAIN = Question(
    "all positions as of a day, each worked out from all events", "select * from mart.plain_positions(%(day)s)", _days
)


def define_plain(owner: Database) -> None:
    """The definition of positions before there were derived tables (migration 0007), under another name."""
    text = (PROJECT_ROOT / "sql" / "migrations" / "0007_mart_deepened.sql").read_text("utf-8")
    found = re.search(r"create or replace function mart\.positions_as_of\(.*?\n\$\$;\n", text, re.DOTALL)
    if found is None:
        raise ValueError("migration 0007 defines no positions")
    owner.execute(found[0].replace("positions_as_of", "plain_positions"))
    owner.execute("grant execute on function mart.plain_positions to wh_analyst")


def plain(analyst: Database) -> Timing:
    """PLAIN asked a few times: it takes long."""
    with analyst.transaction() as cursor:
        return _timed(cursor, PLAIN, 3)


def reference_ms(analyst: Database) -> float:
    """Milliseconds of REFERENCE, median of three."""
    with analyst.transaction() as cursor:
        return statistics.median(_once(cursor, REFERENCE, {})[0] for _ in range(3))


def _timed(cursor: Cursor, question: Question, times: int) -> Timing:
    chance = random.Random(question.drawn_as or question.name)
    values = [question.params(chance) for _ in range(times)]
    for one in values:
        _once(cursor, question.statement, one)
    asked = [_once(cursor, question.statement, one) for one in values]
    wall, cpu = (sorted(one[part] for one in asked) for part in (0, 1))
    return Timing(
        question,
        statistics.median(wall),
        quantile(wall, 0.95),
        statistics.median(cpu),
        quantile(cpu, 0.95),
        int(max(one[2] for one in asked)),
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` of the ordered ones lie, at least."""
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def _once(cursor: Cursor, statement: str, params: Params) -> tuple[float, float, int]:
    """Milliseconds by the clock, milliseconds on a core, rows."""
    process = cursor.connection.info.backend_pid
    on_core, begun = _on_core(process), time.perf_counter()
    cursor.execute(statement, params)
    rows = cursor.fetchall()
    return (time.perf_counter() - begun) * 1000, _on_core(process) - on_core, len(rows)


def _on_core(process: int) -> float:
    """Milliseconds that a process of this machine has run; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text("ascii").split()[0]) / 1e6
    except OSError:
        return 0.0
