"""How fast the path is: pages through clean and extract on one core, and archived pages into warehouse rows.

    python -m bench.path [DIR]

DIR as for bench.clean; without it the project's golden pages. The reference in the same run is trafilatura alone on the
same pages. The second figure polls the pages over loopback into a fresh installation, then times their days from WARC
to published rows, the gate included.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import trafilatura

from bench.clean import Case, load
from bench.serve_pages import serving
from pipeline.clean import clean
from pipeline.day import Day
from pipeline.extract import default_extractor
from pipeline.fetch.poll import PollPlan
from pipeline.model import Document, Page, Rejection
from pipeline.report.progress import Progress
from pipeline.run import admin, collect, process
from pipeline.sample import SITE, sample_sources_toml, serve
from pipeline.settings import Settings
from pipeline.sources import load_sources

PASSES = 3


def clean_and_extract(page: Page) -> int:
    """Mentions of a page; the two pure stages as the pipeline runs them."""
    answer = clean(page)
    if isinstance(answer, Rejection):
        return 0
    published = answer.published_at or page.fetched_at
    document = Document("bench", answer.title, answer.body, published, language=answer.language, blocks=answer.blocks)
    return len(default_extractor().extract(document))


def reference(page: Page) -> int:
    """Length of the text that trafilatura finds."""
    return len(trafilatura.extract(page.body, include_comments=False) or "")


def pages_per_second(work: Callable[[Page], int], cases: Sequence[Case]) -> float:
    """CPU rate of one pass."""
    begun = time.process_time()
    for case in cases:
        work(case.page)
    return len(cases) / (time.process_time() - begun)


def compare(cases: Sequence[Case]) -> dict[str, float]:
    """Rates of both, interleaved so that drift hits them alike; medians."""
    for work in (reference, clean_and_extract):
        pages_per_second(work, cases[:5])
    rates: dict[str, list[float]] = {"ours": [], "trafilatura": []}
    for _ in range(PASSES):
        rates["trafilatura"].append(pages_per_second(reference, cases))
        rates["ours"].append(pages_per_second(clean_and_extract, cases))
    ours, theirs = statistics.median(rates["ours"]), statistics.median(rates["trafilatura"])
    return {"clean_extract_pages_per_s": ours, "trafilatura_pages_per_s": theirs, "ratio": ours / theirs}


def archive_to_rows(folder: Path | None) -> dict[str, float]:
    """Archived pages into published rows, wall clock, after the first import of the validator."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home) / "home")
        try:
            _fill_archive(settings, folder, Path(home) / "feeds.toml")
            days = collect.waiting_days(admin.open_warehouse(settings))
            return _timed(settings, days)
        finally:
            admin.stop(settings)


def _fill_archive(settings: Settings, folder: Path | None, feeds: Path) -> None:
    plan = PollPlan(datetime.now(UTC), settings.concurrency, is_forced=True)
    if folder is None:
        with serve(SITE) as site:
            feeds.write_text(sample_sources_toml(site.base_url), "utf-8")
            allowing = settings.allowing(urlsplit(site.base_url).netloc)
            collect.poll_sources(allowing, load_sources(feeds), plan, Progress(is_quiet=True))
    else:
        with serving(folder) as address:
            feeds = feeds.with_suffix(".txt")
            feeds.write_text(address, "utf-8")
            allowing = settings.allowing(urlsplit(address).netloc)
            collect.poll_sources(allowing, load_sources(feeds), plan, Progress(is_quiet=True))


def _timed(settings: Settings, days: Sequence[Day]) -> dict[str, float]:
    captures = 0
    with process.wired(settings, Progress(is_quiet=True)) as wiring:
        process.process_day(wiring, days[0])
        begun = time.perf_counter()
        for day in days[1:]:
            summary = process.process_day(wiring, day)
            captures += summary.captures if summary else 0
        seconds = time.perf_counter() - begun
    return {
        "days": len(days) - 1,
        "pages": captures,
        "pages_per_s": captures / seconds,
        "s_per_day": seconds / (len(days) - 1),
    }


def main() -> None:
    """Print both figures as JSON lines."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    options = parser.parse_args()
    load_average = round(os.getloadavg()[0], 1)
    cases = load(options.folder)
    print(json.dumps({"bench": "clean+extract", "pages": len(cases), "load": load_average} | compare(cases)))  # noqa: T201
    print(json.dumps({"bench": "WARC to rows"} | archive_to_rows(options.folder)))  # noqa: T201


if __name__ == "__main__":
    main()
