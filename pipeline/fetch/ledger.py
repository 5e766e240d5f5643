"""What one poll did, collected while its tasks run side by side, and the report it ends as."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from pipeline.day import Day
from pipeline.errors import FaultClass, FaultError
from pipeline.model import Capture, CaptureKind, Exchange, Fault, Origin


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done, for whoever watches: `what` is feed or page, `outcome` ok, unchanged or a fault class."""

    what: str
    url: str
    outcome: str
    done: int
    total: int


Progress = Callable[[Step], None]


class Keeper(Protocol):
    """Where exchanges are kept before anything reads them: the archive."""

    def keep(self, exchange: Exchange, origin: Origin) -> Capture:
        """Keep an exchange; the capture says where it will lie."""

    def flush(self) -> None:
        """Make everything kept so far durable and findable."""


@dataclass(frozen=True, slots=True)
class PollReport:
    """What a poll did. `feed_count` is the feeds asked; ok, unchanged and failed add up to it."""

    feed_count: int
    feeds_ok: int
    feeds_unchanged: int
    feeds_failed: int
    entries_new: int
    pages_captured: int
    pages_failed: int
    captures: tuple[Capture, ...]
    faults: tuple[Fault, ...]

    @property
    def days(self) -> tuple[Day, ...]:
        """The days that pages were captured for, in order."""
        return tuple(sorted({capture.day for capture in self.captures if capture.kind is CaptureKind.PAGE}))


@dataclass(slots=True)
class Ledger:
    """Counts, captures and faults of a poll under way. One event loop writes it, so it needs no lock."""

    clock: Callable[[], datetime]
    progress: Progress | None = None
    totals: dict[str, int] = field(default_factory=lambda: {"feed": 0, "page": 0})
    outcomes: dict[str, list[str]] = field(default_factory=lambda: {"feed": [], "page": []})
    entries_new: int = 0
    captures: list[Capture] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def done(self, what: str, url: str, outcome: str) -> None:
        """Count a finished feed or page and tell who watches."""
        self.outcomes[what].append(outcome)
        if self.progress:
            self.progress(Step(what, url, outcome, len(self.outcomes[what]), self.totals[what]))

    def fault(self, source_id: str, stage: str, error: FaultError, url: str, sha256: str | None = None) -> None:
        """Note a fault of one input."""
        where = error.url or url
        self.faults.append(Fault(source_id, where, stage, error.fault, error.detail, self.clock(), sha256))

    def answer_fault(self, source_id: str, exchange: Exchange) -> FaultClass | None:
        """Note the fault of an answer, if it has one."""
        if exchange.fault is not None:
            error = FaultError(exchange.fault, exchange.detail, exchange.requested_url)
            self.fault(source_id, "fetch", error, exchange.requested_url, exchange.sha256)
        return exchange.fault

    def report(self) -> PollReport:
        """The report of the poll so far."""
        feeds, pages = self.outcomes["feed"], self.outcomes["page"]
        ok, unchanged = feeds.count("ok"), feeds.count("unchanged")
        return PollReport(
            feed_count=len(feeds),
            feeds_ok=ok,
            feeds_unchanged=unchanged,
            feeds_failed=len(feeds) - ok - unchanged,
            entries_new=self.entries_new,
            pages_captured=sum(capture.kind is CaptureKind.PAGE for capture in self.captures),
            pages_failed=len(pages) - pages.count("ok"),
            captures=tuple(self.captures),
            faults=tuple(self.faults),
        )
