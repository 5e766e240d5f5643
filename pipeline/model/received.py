"""What was received: entries of feeds, exchanges, captures, and what went wrong."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.day import Day
from pipeline.errors import FaultClass
from pipeline.model.codes import CaptureKind
from pipeline.model.keys import content_id, sha256_hex


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, as the feed gave it. `key` is guid/id, else link; `published_at` is aware or None."""

    key: str
    url: str
    title: str = ""
    summary: str = ""
    published_at: datetime | None = None
    published_raw: str = ""
    authors: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The entry as JSON stores it; `from_json` reads it back."""
        return {
            "key": self.key,
            "url": self.url,
            "title": self.title,
            "summary": self.summary,
            "published_at": self.published_at.isoformat() if self.published_at else None,
            "published_raw": self.published_raw,
            "authors": list(self.authors),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Entry":
        """The entry that `as_json` gave."""
        published = stored["published_at"]
        return cls(
            key=stored["key"],
            url=stored["url"],
            title=stored["title"],
            summary=stored["summary"],
            published_at=datetime.fromisoformat(published) if published else None,
            published_raw=stored["published_raw"],
            authors=tuple(stored["authors"]),
        )

    @property
    def sha256(self) -> str:
        """Of what the feed says about the page: another value means that the page may have changed."""
        return sha256_hex("\x1f".join([self.url, self.title, self.summary, self.published_raw]).encode("utf-8"))


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP request with its answer, as received; `raw` is the payload on the wire (after chunking), `body` decoded.

    A `fault` means that the answer cannot be used as it is; what came of it is still here, so that it can be kept.
    """

    requested_url: str
    responded_url: str
    fetched_at: datetime
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    request_headers: tuple[tuple[str, str], ...]
    raw: bytes
    body: bytes
    hops: tuple[str, ...] = ()
    """Addresses that redirected, in order; the responded one is not among them."""
    fault: FaultClass | None = None
    detail: str = ""

    def header(self, name: str) -> str:
        """All values of a header joined by commas; empty when there is none."""
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def sha256(self) -> str:
        """Of the decoded payload; of the raw one where it could not be decoded."""
        return sha256_hex(self.body or self.raw)


@dataclass(frozen=True, slots=True)
class Origin:
    """Why something was asked for: the part of a capture that the answer itself cannot tell."""

    kind: CaptureKind
    source_id: str
    feed_url: str | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One archived HTTP response and where its bytes lie (`offset` and `length` in bytes of the WARC file)."""

    capture_id: uuid.UUID
    kind: CaptureKind
    source_id: str
    feed_url: str | None
    entry: Entry | None
    requested_url: str
    responded_url: str
    fetched_at: datetime
    status: int
    content_type: str
    sha256: str
    warc_file: str
    warc_offset: int
    warc_length: int
    day: Day


@dataclass(frozen=True, slots=True)
class Page:
    """What the clean stage is handed: bytes and everything known about them; it can ask for nothing else."""

    body: bytes
    url: str
    responded_url: str
    fetched_at: datetime
    content_type: str = ""
    entry: Entry | None = None
    timezone: str = "UTC"
    """IANA zone of the outlet, for dates that name none."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One input that could not be used as it came: becomes one row of ops.faults. `detail` is at most 1 kB."""

    source_id: str
    url: str
    stage: str
    error_class: FaultClass
    detail: str
    recorded_at: datetime
    sha256: str | None = None
    """Of the bytes at fault, where there were any."""

    def fault_id(self, run_id: uuid.UUID) -> uuid.UUID:
        """Key of the row: the same fault of the same run is recorded once."""
        return content_id("fault", run_id, self.url, self.stage, self.error_class, self.detail)
