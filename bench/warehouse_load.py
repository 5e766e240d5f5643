"""How fast rows get in: a day through stage, gate and publish, beside a bare COPY of the same bytes in the same run."""

import io
import os
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bench.warehouse_batch import day_batch
from pipeline.db import Database
from pipeline.link import canonical
from pipeline.load import Batch, LoadReport, publish, rows, stage
from pipeline.load.copying import copy_text
from pipeline.load.publish import take_words, tell_planner
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT
from pipeline.validate import validate_batch

SUITES = PROJECT_ROOT / "expectations"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, and seconds on a core of this process and the server's together."""

    clock: float
    core: float


@dataclass(frozen=True, slots=True)
class Passage:
    """One batch through the load, step by step, and the report.

    `planner` (the planner is told what is there now) and `words` (its articles made ready for search) come after the
    commit, when every row can be read already.
    """

    stage: Spent
    gate: Spent
    publish: Spent
    planner: Spent
    words: Spent
    report: LoadReport
    mentions: int


@dataclass(frozen=True, slots=True)
class Watch:
    """Measures what runs against one server."""

    server: Server

    def time(self, work: Callable[[], object]) -> Spent:
        """What `work` took. Every piece of work has connections of its own, whose processes end with it."""
        core, begun = self._on_core(), time.perf_counter()
        work()
        clock = time.perf_counter() - begun
        return Spent(clock, self._on_core() - core)

    def _on_core(self) -> float:
        # Processes of the server that have ended are counted with their parent, those that are left by themselves.
        time.sleep(0.3)
        postmaster = int((self.server.data / "postmaster.pid").read_text("utf-8").split()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text("ascii").split()
        ticks = sum(_ticks(postmaster)[2:]) + sum(sum(_ticks(int(child))[:2]) for child in children)
        return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def _ticks(process: int) -> list[int]:
    """User and system time of a process, and of its children that have ended; zeros when it is gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    except FileNotFoundError:
        return [0, 0, 0, 0]
    return [int(field) for field in fields[11:15]]


def passage(server: Server, batch: Batch) -> Passage:
    """A batch under a new key through stage, gate and publish."""
    loader, watch = Database(server.dsn("loader")), Watch(server)
    fresh = replace(batch, batch_id=uuid.uuid4(), ledger_position=1 << 40)
    reports: list[LoadReport] = []
    return Passage(
        watch.time(lambda: stage(loader, fresh)),
        watch.time(lambda: validate_batch(loader, fresh.batch_id, SUITES)),
        watch.time(lambda: reports.append(publish(loader, fresh.batch_id, canonical, settles=False))),
        watch.time(lambda: tell_planner(loader)),
        watch.time(lambda: take_words(loader)),
        reports[0],
        len(fresh.reports),
    )


def bare_copy(server: Server, batch: Batch) -> Spent:
    """A bare COPY of all rows of a batch, ready as text, into plain tables without keys or indexes."""
    mentions, _ = rows.mention_rows(batch)
    found = {
        "captures": (rows.CAPTURES, list(rows.capture_rows(batch.outcomes))),
        "articles": (rows.ARTICLES, list(rows.article_rows(batch.outcomes))),
        "mentions": (rows.MENTIONS, mentions),
        "events": (rows.EVENTS, list(map(rows.event_row, batch.linking.events))),
    }
    texts = {table: (columns, copy_text(values)) for table, (columns, values) in found.items()}
    owner = Database(server.dsn())
    for table in texts:
        owner.execute(f"create table public.bare_{table} (like staging.{table})")
        owner.execute(f"alter table public.bare_{table} alter batch_id drop not null, alter row_no drop not null")

    def copy() -> None:
        with owner.transaction() as cursor:
            for table, (columns, text) in texts.items():
                cursor.copy_expert(f"copy public.bare_{table} ({', '.join(columns)}) from stdin", io.StringIO(text))

    spent = Watch(server).time(copy)
    for table in texts:
        owner.execute(f"drop table public.bare_{table}")
    return spent


def gate(server: Server, mentions: int) -> Spent:
    """All suites on a batch of so many mentions."""
    loader = Database(server.dsn("loader"))
    batch = day_batch(mentions, seed=mentions)
    stage(loader, batch)
    return Watch(server).time(lambda: validate_batch(loader, batch.batch_id, SUITES))
