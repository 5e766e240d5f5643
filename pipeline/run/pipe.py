"""The whole flow once, for a person: poll, then every day that got captures; or archived days again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.day import Day, refuse_reversed
from pipeline.db import query
from pipeline.fetch.poll import PollPlan, PollReport
from pipeline.report.progress import Progress
from pipeline.run.admin import open_warehouse
from pipeline.run.collect import poll_sources, waiting_days
from pipeline.run.process import process_day, wired
from pipeline.run.read import refresh_marts
from pipeline.run.summary import FaultRow, RunSummary
from pipeline.sample import LAST_EDITION, sample_sources_toml, serve, stable_port
from pipeline.settings import Settings
from pipeline.sources import load_sources

NEWEST_DAYS = 31


def run_feeds(settings: Settings, feeds: Path, now: datetime, progress: Progress) -> RunSummary:
    """Poll every feed of a list now and process the days it touched, and days still waiting to be processed."""
    sources = load_sources(feeds)
    progress.step(f"poll: {sum(len(source.feeds) for source in sources)} feeds of {len(sources)} sources")
    report = poll_sources(settings, sources, PollPlan(now, settings.concurrency, is_forced=True), progress)
    days = {*report.days, *waiting_days(open_warehouse(settings))}
    # Nothing new: the newest days are read again all the same, so that a second run can say that it changes nothing.
    days = days or set(_newest(settings, [source.source_id for source in sources]))
    return _process(settings, sorted(days), progress, report)


def run_sample(settings: Settings, now: datetime, progress: Progress) -> RunSummary:
    """Serve the bundled sample on loopback and run over it: its first edition, then the one with a correction."""
    folder = settings.home / "sample"
    port = stable_port(folder / "port")
    with serve(port=port) as site:
        progress.step(f"sample: served at {site.base_url}")
        settings = settings.allowing(urlsplit(site.base_url).netloc)
        feeds = folder / "feeds.toml"
        feeds.write_text(sample_sources_toml(site.base_url), "utf-8")
        sources = load_sources(feeds)
        first = 0
        if not _newest(settings, [source.source_id for source in sources]):
            plan = PollPlan(now, settings.concurrency, is_forced=True)
            first = poll_sources(settings, sources, plan, progress).pages_captured
        # To an outlet, another edition is what the passing of a day is.
        site.edition = LAST_EDITION
        summary = run_feeds(settings, feeds, now, progress)
        return replace(summary, fetched=summary.fetched + first)


def replay(settings: Settings, first: Day, last: Day, progress: Progress) -> RunSummary:
    """Take archived days through the stages again; no network is used."""
    refuse_reversed(first, last)
    rows = open_warehouse(settings).fetch(query("capture_days"), {"first": first.date, "last": last.date})
    return _process(settings, [Day(row.day) for row in rows], progress, None)


def _newest(settings: Settings, source_ids: Sequence[str]) -> list[Day]:
    params = {"source_ids": list(source_ids), "row_limit": NEWEST_DAYS}
    return [Day(row.day) for row in open_warehouse(settings).fetch(query("capture_newest_days"), params)]


def _process(settings: Settings, days: Sequence[Day], progress: Progress, poll: PollReport | None) -> RunSummary:
    summaries = []
    with wired(settings, progress) as wiring:
        for day in days:
            progress.step(f"day {day}")
            summary = process_day(wiring, day)
            if summary is not None:
                summaries.append(summary)
                progress.step(
                    f"  {summary.decision}: {summary.rows['inserted']} inserted, {summary.rows['unchanged']} unchanged"
                )
    seen = refresh_marts(settings, days)
    faults = poll.faults if poll else ()
    return RunSummary(
        days=tuple(summaries),
        fetched=poll.pages_captured if poll else 0,
        not_modified=poll.feeds_unchanged if poll else 0,
        events=seen["events"],
        feeds=poll.feed_count if poll else 0,
        feeds_failed=poll.feeds_failed if poll else 0,
        faults=tuple(FaultRow(fault.stage, str(fault.error_class), fault.url, fault.detail) for fault in faults),
    )
