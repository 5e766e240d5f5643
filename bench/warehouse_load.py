"""How fast rows get in: a day through stage, gate and publish, beside a bare COPY of the same bytes in the same run."""

import io
import itertools
import time
import uuid
from dataclasses import dataclass, replace

from bench.warehouse_batch import day_batch
from pipeline.db import Database
from pipeline.link import canonical
from pipeline.load import Batch, LoadReport, publish, rows, stage
from pipeline.load.copying import copy_text
from pipeline.load.publish import take_words
from pipeline.settings import PROJECT_ROOT
from pipeline.validate import validate_batch

SUITES = PROJECT_ROOT / "expectations"


@dataclass(frozen=True, slots=True)
class Passage:
    """One batch through the load: seconds by step (`words`: its articles made ready for search), and the report."""

    stage: float
    gate: float
    publish: float
    words: float
    report: LoadReport
    mentions: int

    @property
    def rate(self) -> float:
        """Mentions a second through publishing: gate passed, keys, indexes and derived rows included."""
        return self.mentions / self.publish

    @property
    def seconds(self) -> float:
        """Seconds of all steps."""
        return self.stage + self.gate + self.publish + self.words

    @property
    def rate_of_all(self) -> float:
        """Mentions a second through all steps."""
        return self.mentions / self.seconds


def passage(loader: Database, batch: Batch) -> Passage:
    """A batch under a new key through stage, gate and publish."""
    fresh = replace(batch, batch_id=uuid.uuid4(), ledger_position=1 << 40)
    marks = [time.perf_counter()]
    stage(loader, fresh)
    marks.append(time.perf_counter())
    validate_batch(loader, fresh.batch_id, SUITES)
    marks.append(time.perf_counter())
    report = publish(loader, fresh.batch_id, canonical, takes_words=False)
    marks.append(time.perf_counter())
    take_words(loader)
    marks.append(time.perf_counter())
    steps = [end - begin for begin, end in itertools.pairwise(marks)]
    return Passage(*steps, report, len(fresh.reports))


def copy_seconds(owner: Database, batch: Batch) -> float:
    """Seconds of a bare COPY of all rows of a batch, ready as text, into plain tables without keys or indexes."""
    mentions, _ = rows.mention_rows(batch)
    found = {
        "captures": (rows.CAPTURES, list(rows.capture_rows(batch.outcomes))),
        "articles": (rows.ARTICLES, list(rows.article_rows(batch.outcomes))),
        "mentions": (rows.MENTIONS, mentions),
        "events": (rows.EVENTS, list(map(rows.event_row, batch.linking.events))),
    }
    spent = 0.0
    with owner.transaction() as cursor:
        for table, (columns, values) in found.items():
            cursor.execute(f"create temporary table raw_{table} (like staging.{table}) on commit drop")
            cursor.execute(f"alter table raw_{table} alter batch_id drop not null, alter row_no drop not null")
            text = io.StringIO(copy_text(values))
            begun = time.perf_counter()
            cursor.copy_expert(f"copy raw_{table} ({', '.join(columns)}) from stdin", text)
            spent += time.perf_counter() - begun
    return spent


def gate_seconds(loader: Database, mentions: int) -> float:
    """Seconds of all suites on a batch of so many mentions, the validator imported before."""
    batch = day_batch(mentions, seed=mentions)
    stage(loader, batch)
    begun = time.perf_counter()
    validate_batch(loader, batch.batch_id, SUITES)
    return time.perf_counter() - begun
