"""What a run did, in numbers that must add up: every capture an article or a rejection, every row accounted for."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.day import Day

OK, FAILED, GATE_CLOSED = 0, 1, 3
FAULTS = "guarantees sql faults"


class Count(NamedTuple):
    """One line of the table of counts."""

    what: str
    number: int
    details: str = ""


class FaultRow(NamedTuple):
    """One line of the table of faults."""

    stage: str
    error_class: str
    url: str
    detail: str


@dataclass(frozen=True)
class DaySummary:
    """What processing one day did. `rows` counts table → outcome (inserted, unchanged, quarantined, superseded)."""

    day: Day
    decision: str
    captures: int = 0
    articles: int = 0
    rejections: Counter[str] = field(default_factory=Counter)
    mentions: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class RunSummary:
    """All days of a run and what happened on the way to the archive."""

    days: tuple[DaySummary, ...]
    fetched: int = 0
    not_modified: int = 0
    feeds: int = 0
    feeds_failed: int = 0
    events: int = 0
    """Happenings that readers see on these days, after merges."""
    faults: tuple[FaultRow, ...] = ()

    @property
    def captures(self) -> int:
        """Page captures that were processed."""
        return sum(day.captures for day in self.days)

    @property
    def rows(self) -> Counter[str]:
        """Rows by outcome, over all days and tables."""
        return sum((day.rows for day in self.days), Counter[str]())

    @property
    def rejections(self) -> Counter[str]:
        """Rejections by reason."""
        return sum((day.rejections for day in self.days), Counter[str]())

    @property
    def stopped(self) -> tuple[DaySummary, ...]:
        """Days whose batch the gate stopped."""
        return tuple(day for day in self.days if day.decision == "stop")

    @property
    def exit_code(self) -> int:
        """0; 3 when the gate stopped a day; 1 when every feed failed."""
        if self.stopped:
            return GATE_CLOSED
        return FAILED if self.feeds and self.feeds == self.feeds_failed else OK

    def count_rows(self) -> list[Count]:
        """The table of counts."""
        rejected = self.rejections
        rows = self.rows
        reasons = ", ".join(f"{number} {reason}" for reason, number in sorted(rejected.items()))
        feeds = f"pages; of {self.feeds} feeds {self.not_modified} unchanged, {self.feeds_failed} failed"
        return [
            Count("fetched", self.fetched, feeds),
            Count("captures", self.captures, "pages of the days that were processed"),
            Count("articles", sum(day.articles for day in self.days)),
            Count("rejections", rejected.total(), reasons),
            Count("mentions", sum(day.mentions for day in self.days)),
            Count("events", self.events, "distinct happenings that these mentions report"),
            Count("inserted", rows["inserted"], "rows, all tables"),
            Count("unchanged", rows["unchanged"]),
            Count("superseded", rows["superseded"], "older beliefs closed, none deleted"),
            Count("quarantined", rows["quarantined"], "guarantees sql quarantine" if rows["quarantined"] else ""),
            Count("faults", len(self.faults)),
        ]  # fmt: skip

    def fault_rows(self) -> list[FaultRow]:
        """Faults met on the way, a row each."""
        return list(self.faults)

    def closing_words(self) -> str:
        """What it comes to, and what to type next."""
        if self.stopped:
            reasons = "; ".join(f"{day.day}: {', '.join(day.reasons)}" for day in self.stopped)
            return f"The quality gate stopped {len(self.stopped)} day(s): {reasons}\nLook closer: guarantees sql gate"
        if self.feeds and self.feeds == self.feeds_failed:
            return f"{self.feeds_failed} of {self.feeds} feeds failed: nothing new was read.\nLook closer: {FAULTS}"
        if not self.captures:
            return "Nothing to do: no feed had anything new and no day had captures."
        news = self.rows["inserted"]
        said = f"{news} rows inserted." if news else "0 rows inserted: the warehouse already held all of it."
        return f"{said}\nNext: guarantees events --actor GBR · guarantees evidence ID · guarantees sql"

    def as_dict(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "counts": {row.what: row.number for row in self.count_rows()},
            "rejections": dict(self.rejections),
            "days": [{"day": day.day.key, "decision": day.decision, "rows": dict(day.rows)} for day in self.days],
            "faults": [row._asdict() for row in self.faults],
        }
