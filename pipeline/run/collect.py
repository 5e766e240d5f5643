"""From the watch list to the archive: polling and sweeping, wired."""

import asyncio
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby

from pipeline.archive import CaptureIndex, Keeper, find_captures_of_day, recover
from pipeline.day import Day
from pipeline.db import Database, query
from pipeline.fetch.feed_worker import FeedWorker
from pipeline.fetch.http import Client, Manners
from pipeline.fetch.ledger import Step
from pipeline.fetch.policy import Decider, by_host
from pipeline.fetch.poll import Desk, FeedTarget, PollPlan, PollReport, poll
from pipeline.fetch.state import PostgresStore, captured_keys
from pipeline.load import Run, finish_run, start_run
from pipeline.report.progress import Progress
from pipeline.run.admin import open_warehouse
from pipeline.settings import CODE_VERSION, Settings
from pipeline.sources import Source, feed_rows, load_sources

GROUPS = 4
"""Tasks that share a poll: a task costs about 0.4 s of its own, and hosts are polled side by side inside one anyway."""


def targets(sources: Iterable[Source]) -> list[FeedTarget]:
    """The enabled feeds as polling takes them."""
    return [
        FeedTarget(source.source_id, feed.url, feed.timezone, feed.poll_minutes, feed.floor, feed.ceiling)
        for source in sources
        for feed in source.feeds
        if feed.is_enabled
    ]


def poll_sources(
    settings: Settings,
    sources: Sequence[Source],
    plan: PollPlan,
    progress: Progress,
    feed_urls: frozenset[str] | None = None,
) -> PollReport:
    """Poll the feeds of `sources` (those in `feed_urls`, if given); what was received is archived and indexed."""
    db = open_warehouse(settings)
    run = Run(uuid.uuid4(), "poll", CODE_VERSION)
    start_run(db, run)
    store = PostgresStore(db)
    store.register(feed_rows(sources))
    index = CaptureIndex(db)
    _recover(settings, index, store)
    wanted = [feed for feed in targets(sources) if feed_urls is None or feed.url in feed_urls]
    manners = Manners(settings.user_agent, settings.allowed_hosts, timeout=settings.request_timeout)
    keeper = Keeper(settings.archive_root, index, run.run_id, plan.clock)

    async def work() -> PollReport:
        async with Client(manners) as client, FeedWorker() as parser:
            return await poll(wanted, Desk(client, parser, keeper, store), plan, _teller(progress))

    report = asyncio.run(work())
    index.record_faults(report.faults, run.run_id)
    finish_run(db, run.run_id, "succeeded")
    return report


def _teller(progress: Progress) -> Callable[[Step], None]:
    def tell(step: Step) -> None:
        progress.step(f"  {step.what} {step.done}/{step.total} {step.outcome:<10} {step.url}")

    return tell


def _recover(settings: Settings, index: CaptureIndex, store: PostgresStore) -> tuple[Day, ...]:
    """Index what a dead run left in the archive; the days that this touches."""
    found = recover(settings.archive_root, index)
    if found.captures:
        store.captured(captured_keys(found.captures))
    return tuple(sorted({capture.day for capture in found.captures}))


def due_groups(settings: Settings, now: datetime) -> list[list[str]]:
    """Addresses of the feeds that are due, in at most four groups; a host is never split between two."""
    db = open_warehouse(settings)
    store = PostgresStore(db)
    sources = load_sources(settings.feeds)
    store.register(feed_rows(sources))
    wanted = targets(sources)
    due = Decider(now).due(wanted, store.states([feed.url for feed in wanted]))
    hosts = sorted(by_host(due).values(), key=len, reverse=True)
    groups: list[list[str]] = [[] for _ in range(min(GROUPS, len(hosts)))]
    for feeds in hosts:
        min(groups, key=len).extend(feed.url for feed in feeds)
    return groups


def poll_group(settings: Settings, feed_urls: Sequence[str], now: datetime) -> list[str]:
    """Poll some feeds of the watch list; keys of the days that got captures."""
    plan = PollPlan(now, settings.concurrency)
    report = poll_sources(settings, load_sources(settings.feeds), plan, Progress(is_quiet=True), frozenset(feed_urls))
    # Days that an earlier task captured and never announced: it was killed before Airflow stored its event.
    return [day.key for day in sorted({*report.days, *waiting_days(open_warehouse(settings))})]


def waiting_days(db: Database) -> list[Day]:
    """Days with captures that no published batch has read: what a run that was cut off left behind."""
    return [Day(row.day) for row in db.fetch(query("capture_waiting_days"))]


def sweep_day(settings: Settings, day: Day) -> dict[str, int]:
    """Bring into the index what the archive holds of a day; what it holds, in numbers."""
    db: Database = open_warehouse(settings)
    run = Run(uuid.uuid4(), "sweep", CODE_VERSION, day)
    start_run(db, run)
    coverage = find_captures_of_day(settings.archive_root, CaptureIndex(db), day)
    finish_run(db, run.run_id, "succeeded")
    by_source = groupby(sorted(capture.source_id for capture in coverage.captures))
    return {
        "captures": len(coverage.captures),
        "sources": sum(1 for _ in by_source),
        "recovered": coverage.recovered_count,
        "missing_files": len(coverage.missing_files),
    }
