"""How fast the warehouse answers, loads and judges, on invented rows in a database that is thrown away.

    python -m bench.warehouse [--mentions N] [--times N] [--folder DIR] [--keep]

The rows are as uneven as the news: a few actors, instruments, outlets, days and happenings have most of them; a part
was corrected, retracted or merged. The default fits `make bench`; figures for the handbook use 1000000 and 10000000.
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

Line = Mapping[str, object]


def happenings_to_ask_about(owner: Database) -> None:
    """A table of the twenty happenings with most reports, whose keys an analyst would have from yesterday's answers."""
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
    for timing in warehouse_questions.ask(analyst, times):
        yield {
            "question": timing.question.name,
            "p50_ms": round(timing.p50, 1),
            "p95_ms": round(timing.p95, 1),
            "p95_ms_on_core": round(timing.cpu_p95, 1),
            "of_reference": round(timing.p50 / reference, 3),
            "rows": timing.rows,
            "limit_ms": timing.question.limit_ms,
        }


def load(server: Server, mentions: int) -> Iterator[Line]:
    """Two lines: a day loaded for the first time, and the same again; beside a bare COPY of the same bytes."""
    owner, loader = Database(server.dsn()), Database(server.dsn("loader"))
    batch = day_batch(mentions)
    bare = warehouse_load.copy_seconds(owner, batch)
    # So that the validator's import is nobody's.
    warehouse_load.gate_seconds(loader, 30)
    first = warehouse_load.passage(loader, batch)
    again = warehouse_load.passage(loader, batch)
    for name, passed in (("first load", first), ("the same again", again)):
        yield {
            "load": name,
            "mentions": passed.mentions,
            "copy_s": round(bare, 2),
            "stage_s": round(passed.stage, 2),
            "gate_s": round(passed.gate, 2),
            "publish_s": round(passed.publish, 2),
            "words_s": round(passed.words, 2),
            "publish_mentions_per_s": round(passed.rate),
            "all_mentions_per_s": round(passed.rate_of_all),
            "publish_of_copy": round(bare / passed.publish, 3),
            "all_of_copy": round(bare / passed.seconds, 3),
            "rows_written": passed.report.inserted + passed.report.superseded,
        }


def gate(server: Server) -> Iterator[Line]:
    """A line a size: seconds of all suites."""
    loader = Database(server.dsn("loader"))
    warehouse_load.gate_seconds(loader, 30)
    for mentions, limit in GATE_LIMITS.items():
        spent = warehouse_load.gate_seconds(loader, mentions)
        yield {"gate": f"{mentions} mentions, {mentions // 3} articles", "s": round(spent, 2), "limit_s": limit}


def report(server: Server, mentions: int, times: int) -> Iterator[Line]:
    """All lines, the rows and the machine first."""
    seconds = warehouse_data.fill(server, mentions, paragraphs=4 if mentions <= 1_000_000 else 1)
    yield {"rows": warehouse_data.row_counts(server), "filled_in_s": round(seconds)}
    yield {"machine": warehouse_data.hardware(server)}
    yield from questions(server, times)
    yield from load(server, LOAD_MENTIONS)
    yield from gate(server)


def main() -> None:
    """Print the lines as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    # What pages are read from is the other benches' matter.
    parser.add_argument("pages", type=Path, nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20, help="how often each question is asked")
    parser.add_argument("--folder", type=Path, help="where the database is made; a temporary folder when not given")
    parser.add_argument("--keep", action="store_true", help="leave the database in its folder")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=options.folder))
    server = warehouse_data.start(folder / "postgres")
    try:
        for line in report(server, options.mentions, options.times):
            print(json.dumps({"bench": "warehouse"} | dict(line)), flush=True)  # noqa: T201
    finally:
        server.stop()
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
