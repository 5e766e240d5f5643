"""How fast the warehouse answers, loads and judges, on invented rows in a database that is thrown away.

    python -m bench.warehouse [--mentions N] [--times N] [--asks-only] [--fill-only] [--folder DIR [--keep | --again]]

The rows are as uneven as the news: a few actors, instruments, outlets, days and happenings have most of them; a part
was corrected, retracted or merged. The default fits `make bench`; figures for the handbook use 1000000 and 10000000.
Ten million take most of an hour to make and some 40 GB of disk: keep them, and ask again.
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench import warehouse_data, warehouse_load, warehouse_questions
from bench.warehouse_batch import day_batch
from pipeline.db import Database
from pipeline.server import Server

LOAD_MENTIONS = 30_000
GATE_LIMITS = {3_000: 3.0, 100_000: 10.0}
"""Mentions of a batch and seconds that the gate may take for it."""
MANY_MENTIONS = 5_000_000
"""From here on an answer may take four times as long as with a million."""

Line = Mapping[str, object]


def happenings_to_ask_about(owner: Database) -> None:
    """A table of the twenty happenings with most reports, whose keys an analyst would have from yesterday's answers."""
    owner.execute("drop table if exists mart.bench_events")
    owner.execute(
        "create table mart.bench_events as select row_number() over () - 1 as place, busy.event_id from ("
        "select event_id from warehouse.mentions where superseded_at = 'infinity' "
        "group by event_id order by count(*) desc limit 20) as busy"
    )
    owner.execute("grant select on mart.bench_events to wh_analyst")


def questions(server: Server, times: int) -> Iterator[Line]:
    """A line a question: milliseconds, warm, as the analyst's login."""
    happenings_to_ask_about(Database(server.dsn()))
    analyst = Database(server.dsn("analyst"))
    reference = warehouse_questions.reference_ms(analyst)
    yield {"reference": warehouse_questions.REFERENCE, "ms": round(reference, 1)}
    warehouse_questions.define_plain(Database(server.dsn()))
    may_take = 4 if warehouse_data.row_counts(server)["mentions"] > MANY_MENTIONS else 1
    yield _answered(warehouse_questions.plain(analyst), reference, may_take)
    for timing in warehouse_questions.ask(analyst, times):
        yield _answered(timing, reference, may_take)


def _answered(timing: warehouse_questions.Timing, reference: float, may_take: int) -> Line:
    return {
        "question": timing.question.name,
        "p50_ms": round(timing.p50, 1),
        "p95_ms": round(timing.p95, 1),
        "p50_ms_on_core": round(timing.cpu_p50, 1),
        "p95_ms_on_core": round(timing.cpu_p95, 1),
        "of_reference": round(timing.p50 / reference, 3),
        "rows": timing.rows,
        "limit_ms": timing.question.limit_ms * may_take,
    }


def load(server: Server, mentions: int) -> Iterator[Line]:
    """Two lines: a day loaded for the first time, and the same again; beside a bare COPY of the same bytes."""
    batch = day_batch(mentions)
    bare = warehouse_load.bare_copy(server, batch)
    # So that the validator's import is nobody's.
    warehouse_load.gate(server, 30)
    for name in ("first load", "the same again"):
        passed = warehouse_load.passage(server, batch)
        steps = {
            "copy": bare,
            "stage": passed.stage,
            "gate": passed.gate,
            "publish": passed.publish,
            "planner": passed.planner,
            "words": passed.words,
        }
        yield (
            {"load": name, "mentions": passed.mentions}
            | {f"{step}_s": _spent(spent) for step, spent in steps.items()}
            | {
                "publish_mentions_per_s": round(passed.mentions / passed.publish.clock),
                "publish_of_copy": round(bare.clock / passed.publish.clock, 3),
                "publish_of_copy_on_core": round(bare.core / passed.publish.core, 3),
                "rows_written": passed.report.inserted + passed.report.superseded,
            }
        )


def _spent(spent: warehouse_load.Spent) -> Mapping[str, float]:
    return {"clock": round(spent.clock, 2), "core": round(spent.core, 2)}


def gate(server: Server) -> Iterator[Line]:
    """A line a size: seconds of all suites, the validator imported before."""
    warehouse_load.gate(server, 30)
    for mentions, limit in GATE_LIMITS.items():
        spent = warehouse_load.gate(server, mentions)
        yield {"gate": f"{mentions} mentions, {mentions // 3} articles", "s": _spent(spent), "limit_s": limit}


def made(server: Server, mentions: int) -> Iterator[Line]:
    """The warehouse filled; a line of its rows."""
    seconds = warehouse_data.fill(server, mentions, paragraphs=4 if mentions <= 1_000_000 else 1)
    yield {"rows": warehouse_data.row_counts(server), "filled_in_s": round(seconds)}


def report(server: Server, options: argparse.Namespace) -> Iterator[Line]:
    """All lines, the rows and the machine first; what is kept is only asked."""
    if options.again:
        yield {"rows": warehouse_data.row_counts(server)}
    else:
        yield from made(server, options.mentions)
    yield {"machine": warehouse_data.hardware(server)}
    if options.fill_only:
        return
    yield from questions(server, options.times)
    if options.asks_only or options.again:
        return
    yield from load(server, LOAD_MENTIONS)
    yield from gate(server)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    # What pages are read from is the other benches' matter.
    parser.add_argument("pages", type=Path, nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20, help="how often each question is asked")
    parser.add_argument("--asks-only", action="store_true", help="neither load nor judge")
    parser.add_argument("--fill-only", action="store_true", help="ask nothing either: for a database that is kept")
    parser.add_argument("--folder", type=Path, help="where the database is made; a temporary folder when not given")
    parser.add_argument("--keep", action="store_true", help="leave the database in that folder")
    parser.add_argument("--again", action="store_true", help="ask the database that was kept in that folder")
    options = parser.parse_args()
    if (options.keep or options.again) and options.folder is None:
        parser.error("--keep and --again need a --folder")
    is_there = options.folder is not None and (options.folder / "postgres").exists()
    if options.again != is_there:
        parser.error(f"{options.folder} holds {'a database: --again asks it' if is_there else 'no database'}")
    return options


def main() -> None:
    """Print the lines as JSON."""
    options = _options()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="bench-"))
    server = warehouse_data.start(folder / "postgres")
    try:
        for line in report(server, options):
            print(json.dumps({"bench": "warehouse"} | dict(line)), flush=True)  # noqa: T201
    finally:
        server.stop()
        if not (options.keep or options.again):
            shutil.rmtree(folder / "postgres", ignore_errors=True)
            if options.folder is None:
                folder.rmdir()


if __name__ == "__main__":
    main()
