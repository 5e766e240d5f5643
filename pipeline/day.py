"""The unit of work: one UTC day, its key and its half-open interval."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from pipeline.errors import UsageError

# A date in a URL path, as news sites write it: /2025/01/16/, /2025-01-16-, /20250116.
URL_DATE = re.compile(r"(?<!\d)(20[12]\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
FIRST_DAY = date(2014, 1, 1)
"""The monitor's window opens with the year of the Budapest breach; an older date is a broken clock."""


@dataclass(frozen=True, order=True, slots=True)
class Day:
    """A partition: `key` is `YYYY-MM-DD` (UTC)."""

    date: date

    @classmethod
    def parse(cls, key: str | None) -> "Day":
        """The day of a key; raises UsageError on anything that is not exactly `YYYY-MM-DD`."""
        if not key or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", key):
            raise UsageError(f"{key!r} is not a day; write it as YYYY-MM-DD, for example 2025-01-16")
        try:
            return cls(date.fromisoformat(key))
        except ValueError as error:
            raise UsageError(f"{key!r} is not a day of the calendar ({error})") from error

    @classmethod
    def of(cls, instant: datetime) -> "Day":
        """The UTC day an aware instant falls on."""
        return cls(instant.astimezone(UTC).date())

    @property
    def key(self) -> str:
        """`YYYY-MM-DD`."""
        return self.date.isoformat()

    @property
    def start(self) -> datetime:
        """First instant of the day (UTC)."""
        return datetime.combine(self.date, time.min, UTC)

    @property
    def end(self) -> datetime:
        """First instant after the day (UTC)."""
        return self.start + timedelta(days=1)

    def __str__(self) -> str:
        return self.key


def refuse_reversed(first: Day, last: Day) -> None:
    """Raise UsageError when an interval of days is given the wrong way round."""
    if last < first:
        raise UsageError(f"the interval {first}..{last} ends before it begins; swap the two days")


def is_plausible(instant: datetime, fetched_at: datetime) -> bool:
    """Whether a publication time lies in [2014-01-01, fetched_at + 1 day]; outside it a date is a fault."""
    return Day(FIRST_DAY).start <= instant <= fetched_at + timedelta(days=1)


def day_of_capture(published_at: datetime | None, url: str, fetched_at: datetime) -> Day:
    """The day a capture belongs to: the feed's date, else a date in the URL, else the day it was fetched."""
    if published_at is not None and is_plausible(published_at, fetched_at):
        return Day.of(published_at)
    found = URL_DATE.search(url)
    if found:
        year, _, month, dom = found.groups()
        try:
            day = Day(date(int(year), int(month), int(dom)))
        except ValueError:
            return Day.of(fetched_at)
        if is_plausible(day.start, fetched_at):
            return day
    return Day.of(fetched_at)
