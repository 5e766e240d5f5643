"""Pages put into an archive as if they had been fetched, and days processed from it: the whole path but the network."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.archive import ArchiveWriter, CaptureIndex
from pipeline.clean import Cleaner
from pipeline.day import Day
from pipeline.db import Database
from pipeline.extract import Extractor
from pipeline.model import CaptureKind, Entry, Exchange, Origin
from pipeline.report.progress import Progress
from pipeline.run import opinion
from pipeline.run.process import Wiring, process_day
from pipeline.run.summary import DaySummary
from pipeline.settings import Settings


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass(frozen=True)
class Fetched:
    """One fetch of a page: its markup, and what the feed said of it; instants in ISO, UTC."""

    url: str
    title: str
    published: str
    markup: str
    fetched: str = ""

    @property
    def exchange(self) -> Exchange:
        fetched_at = instant(self.fetched or self.published.replace(":00:00", ":30:00"))
        head = (("Content-Type", "text/html; charset=utf-8"),)
        body = self.markup.encode()
        return Exchange(self.url, self.url, fetched_at, 200, "OK", head, (), body, body)

    @property
    def origin(self) -> Origin:
        source = urlsplit(self.url).netloc
        entry = Entry(self.url, self.url, self.title, "", instant(self.published))
        return Origin(CaptureKind.PAGE, source, f"https://{source}/rss", entry)


def article(title: str, published: str, paragraphs: Iterable[str], extra: str = "") -> str:
    """A plain page of an outlet."""
    told = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f"<meta property='article:published_time' content='{published}Z'>{extra}</head>"
        f"<body><main><article><h1>{title}</h1>{told}</article></main></body></html>"
    )


def archive(root: Path, db: Database, pages: Sequence[Fetched]) -> None:
    """Keep the pages in one WARC file and index it."""
    writer = ArchiveWriter(root, uuid.UUID(int=7), instant("2025-03-10T00:00:00"))
    for page in pages:
        writer.keep(page.exchange, page.origin)
    file = writer.close()
    assert file is not None
    CaptureIndex(db).insert(file)


def process(
    home: Path, db: Database, days: Sequence[str], extractor_of: Callable[[Settings], Extractor] = opinion.extractor
) -> list[DaySummary]:
    """Take days through every stage, the real gate included, in the order given."""
    settings = Settings(home=home)
    with Cleaner() as cleaner:
        wiring = Wiring(settings, db, cleaner, Progress(is_quiet=True), extractor_of)
        summaries = [process_day(wiring, Day.parse(day)) for day in days]
    return [summary for summary in summaries if summary is not None]
