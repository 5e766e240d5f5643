"""One day through clean, extract, link, validate and load, wired. Only ids, days and counts leave these functions."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline.archive import CaptureIndex, read_capture
from pipeline.clean import CLEANER_VERSION, Cleaner
from pipeline.day import Day
from pipeline.db import Database
from pipeline.errors import BatchStoppedError, FaultClass, FaultError, StaleBatchError
from pipeline.extract import EXTRACTOR_VERSION, Extractor
from pipeline.link import LINKER_VERSION, canonical, link, search_span
from pipeline.load import (
    Batch,
    LoadReport,
    Outcome,
    Run,
    StagedCounts,
    Versions,
    finish_run,
    known_reports,
    publish,
    stage,
    start_run,
)
from pipeline.model import Article, Capture, Fault, Page, Rejection, RejectionReason, Report, content_id
from pipeline.report.progress import Progress
from pipeline.run import opinion
from pipeline.run.admin import SUITES, open_warehouse
from pipeline.run.offices import bring_offices
from pipeline.run.reading import Newsroom, newsroom, read_articles
from pipeline.run.stories import STORIES, fingerprint_of
from pipeline.run.summary import DaySummary
from pipeline.settings import CODE_VERSION, Settings
from pipeline.validate import validate_batch as judge

STALE_TRIES = 3
"""How often a day is linked anew because another was published meanwhile."""

REASONS = {
    FaultClass.TRUNCATED: RejectionReason.TRUNCATED,
    FaultClass.TOO_LARGE: RejectionReason.LIMITS,
    FaultClass.LIMITS: RejectionReason.LIMITS,
    FaultClass.TIMEOUT: RejectionReason.TIMEOUT,
    FaultClass.BAD_ENCODING: RejectionReason.BAD_CHARSET,
}
"""Rejection of a capture whose bytes cannot be read back whole."""


FAULT_NAMES = frozenset(fault.value for fault in FaultClass)


@dataclass(frozen=True, slots=True)
class Wiring:
    """What the stages of one or many days work with; made by `wired`."""

    settings: Settings
    db: Database
    cleaner: Cleaner
    progress: Progress
    extractor_of: Callable[[Settings], Extractor] = opinion.extractor
    """Makes the extractor of one day."""


@contextmanager
def wired(settings: Settings, progress: Progress) -> Iterator[Wiring]:
    """The stages' things, ready: the warehouse up and migrated and its offices those of the lexicon.

    The cleaning process starts at the first page.
    """
    db = open_warehouse(settings)
    bring_offices(db)
    with Cleaner() as cleaner:
        yield Wiring(settings, db, cleaner, progress)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Whose try it is: the orchestrator's run and try, or None and 1 when started by hand."""

    dag_run: str | None = None
    try_number: int = 1

    def run(self, day: Day) -> Run:
        """The run that this try is."""
        key = content_id("run", "process", day, self.dag_run, self.try_number) if self.dag_run else uuid.uuid4()
        return Run(key, "process", CODE_VERSION, day, self.dag_run, self.try_number)


FEEDS = "select feed_url, source_name, timezone from raw.feeds"


@dataclass(frozen=True, slots=True)
class Staged:
    """A staged batch in numbers."""

    batch_id: uuid.UUID
    run_id: uuid.UUID
    day: Day
    counts: StagedCounts
    rejections: Counter[str]


def stage_batch(wiring: Wiring, day: Day, attempt: Attempt) -> Staged | None:
    """Read a day from the archive through clean, extract and link into staging; None when it has no captures."""
    db = wiring.db
    captures = CaptureIndex(db).history(day)
    if not captures:
        return None
    extractor = wiring.extractor_of(wiring.settings)
    run = attempt.run(day)
    start_run(db, run)
    feeds = {row.feed_url: Newsroom(row.source_name, row.timezone) for row in db.fetch(FEEDS)}
    outcomes = _clean(wiring, captures, feeds)
    read = read_articles(extractor, outcomes, feeds, wiring.progress)
    known, position = _known(db, day, read.reports)
    linking = link(read.reports, known)
    batch = Batch(
        batch_id=content_id("batch", run.run_id),
        run_id=run.run_id,
        day=day,
        versions=Versions(CODE_VERSION, CLEANER_VERSION, EXTRACTOR_VERSION, LINKER_VERSION),
        outcomes=read.outcomes,
        reports=read.reports,
        linking=linking,
        ledger_position=position,
    )
    counts = stage(db, batch)
    CaptureIndex(db).record_faults(
        [*_faults(outcomes), *read.faults, *opinion.faults_of(extractor, outcomes)], run.run_id
    )
    rejections = Counter(str(o.result.reason) for o in outcomes if isinstance(o.result, Rejection))
    return Staged(batch.batch_id, run.run_id, day, counts, rejections)


def _clean(wiring: Wiring, captures: Sequence[Capture], feeds: Mapping[str, Newsroom]) -> list[Outcome]:
    outcomes = []
    for capture in wiring.progress.each(captures, "clean", len(captures)):
        result = _clean_one(wiring, capture, newsroom(capture, feeds).timezone)
        outcomes.append(Outcome(capture, result, fingerprint_of(result)))
    return outcomes


def _clean_one(wiring: Wiring, capture: Capture, timezone: str) -> Article | Rejection:
    if not 200 <= capture.status < 300:
        return Rejection(RejectionReason.HTTP_STATUS, f"the server answered {capture.status}")
    try:
        response = read_capture(
            wiring.settings.archive_root, capture.warc_file, capture.warc_offset, capture.warc_length
        )
    except FaultError as error:
        if error.fault is FaultClass.UNREACHABLE:
            raise  # The archive is not there: rejecting its pages would retract what was read from them.
        return Rejection(REASONS.get(error.fault, RejectionReason.TRUNCATED), f"{error.fault}: {error.detail}")
    page = Page(
        body=response.body,
        url=capture.requested_url,
        responded_url=capture.responded_url,
        fetched_at=capture.fetched_at,
        content_type=capture.content_type,
        entry=capture.entry,
        timezone=timezone,
    )
    return wiring.cleaner.clean(page)


def _known(db: Database, day: Day, reports: Sequence[Report]) -> tuple[list[Report], int]:
    """Reports of events that these reports may belong to, and the oldest ledger position they were read at."""
    found: dict[uuid.UUID, Report] = {}
    positions: list[int] = []
    for first, last in _windows(reports):
        known = known_reports(db, first, last)
        found |= {report.mention_id: report for report in known.reports}
        positions.append(known.ledger_position)
    if not positions:
        positions.append(known_reports(db, day, day).ledger_position)
    return list(found.values()), min(positions)


def _windows(reports: Sequence[Report]) -> list[tuple[Day, Day]]:
    """Disjoint stretches of days around the dates of the reports."""
    spans = sorted(map(search_span, reports))
    merged: list[tuple[Day, Day]] = []
    for start, end in spans:
        if merged and Day(start) <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], Day(end)))
        else:
            merged.append((Day(start), Day(end)))
    return merged


def _faults(outcomes: Sequence[Outcome]) -> list[Fault]:
    """Faults that did not stop an article (its flags), as rows of ops.faults."""
    faults = []
    for outcome in outcomes:
        for flag in getattr(outcome.result, "flags", ()):
            name, _, detail = flag.partition(": ")
            if name in FAULT_NAMES:
                capture = outcome.capture
                faults.append(
                    Fault(
                        capture.source_id, capture.requested_url, "clean", FaultClass(name), detail, capture.fetched_at,
                        capture.sha256,
                    )
                )  # fmt: skip
    return faults


def validate_batch(settings: Settings, batch_id: str) -> str:
    """The gate's decision on a staged batch: accept, quarantine or stop."""
    return str(judge(open_warehouse(settings), uuid.UUID(batch_id), SUITES).decision)


def load_batch(settings: Settings, batch_id: str, day: Day) -> dict[str, int]:
    """Publish a judged batch of a day; rows by outcome. A batch that others overtook is staged and judged anew."""
    db = open_warehouse(settings)
    try:
        report = publish(db, uuid.UUID(batch_id), canonical, STORIES)
    except StaleBatchError:
        with wired(settings, Progress(is_quiet=True)) as wiring:
            summary = process_day(wiring, day)
        if summary is None or summary.decision == "stop":
            raise
        return dict(summary.rows)
    return counts_of(report)


def counts_of(report: LoadReport) -> dict[str, int]:
    """Rows by outcome."""
    return {
        "inserted": report.inserted,
        "unchanged": report.unchanged,
        "superseded": report.superseded,
        "quarantined": report.quarantined,
    }


def process_day(wiring: Wiring, day: Day) -> DaySummary | None:
    """A day through every stage, linked anew when another was published meanwhile; None when it has no captures."""
    for _ in range(STALE_TRIES):
        staged = stage_batch(wiring, day, Attempt())
        if staged is None:
            return None
        try:
            return _judge_and_publish(wiring.db, staged)
        except StaleBatchError as error:
            wiring.progress.step(f"  {error}")
    raise StaleBatchError(f"day {day}: others published near it {STALE_TRIES} times in a row; run it again")


def _judge_and_publish(db: Database, staged: Staged) -> DaySummary:
    verdict = judge(db, staged.batch_id, SUITES)
    rows: Counter[str] = Counter()
    try:
        rows.update(counts_of(publish(db, staged.batch_id, canonical, STORIES)))
        finish_run(db, staged.run_id, "succeeded")
    except BatchStoppedError:
        finish_run(db, staged.run_id, "stopped")
    return DaySummary(
        day=staged.day,
        decision=str(verdict.decision),
        captures=staged.counts.captures,
        articles=staged.counts.articles,
        rejections=staged.rejections,
        mentions=staged.counts.mentions,
        rows=rows,
        reasons=tuple(verdict.reasons),
    )
