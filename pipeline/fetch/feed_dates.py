"""Dates of feeds, read from the raw string by our own grammar.

feedparser reads EET and MSK as UTC, a missing zone as UTC and epoch seconds as a year; a wrong day puts an entry
into the wrong partition, so what is not understood stays None, with a fault that says why.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from pipeline.day import is_plausible

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

# Hours east of UTC. Names that two parts of the world share and that news feeds use both ways (IST, CST of China)
# are left out: an unknown name is a fault, a guess would be a wrong day.
ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "JST": 9, "KST": 9,
}  # fmt: skip

ZONE = r"(?P<zone>[+-]\d{2}:?\d{2}|[A-Za-z]{1,5})?"
CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
RFC_822 = re.compile(
    rf"(?:[A-Za-z]{{3,9}},?\s*)?(?P<day>\d{{1,2}})[\s-](?P<month>[A-Za-z]{{3,9}})\.?[\s-](?P<year>\d{{4}}|\d{{2}}),?"
    rf"(?:\s+{CLOCK}\s*{ZONE})?(?:\s*\([A-Za-z ]{{1,40}}\))?"
)
ISO_8601 = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?:[Tt\s]\s?{CLOCK}\s*{ZONE})?")
LONGEST = 100
"""Characters of a date that are looked at; a longer string is not a date."""


@dataclass(frozen=True, slots=True)
class FeedDate:
    """A publication time (UTC) or None; `fault` says what was wrong; `is_assumed` when the zone came from the card."""

    instant: datetime | None
    fault: str = ""
    is_assumed: bool = False


def read_date(raw: str, zone_name: str, fetched_at: datetime) -> FeedDate:
    """The instant a feed's date string means; a string without a zone is read in `zone_name`, if that is not empty."""
    text = raw.strip()
    if not text:
        return FeedDate(None)
    found = RFC_822.fullmatch(text[:LONGEST]) or ISO_8601.fullmatch(text[:LONGEST])
    if found is None or len(text) > LONGEST:
        return FeedDate(None, f"date {text[:LONGEST]!r} is not in a known form")
    try:
        moment = _moment(found.groupdict())
        zone = _zone(found["zone"], zone_name)
    except ValueError as error:
        return FeedDate(None, f"date {text!r}: {error}")
    # A time that the clock repeats in autumn is taken as its first pass (fold 0).
    instant = moment.replace(tzinfo=zone).astimezone(UTC)
    if not is_plausible(instant, fetched_at):
        return FeedDate(None, f"date {text!r} lies outside 2014-01-01 to a day after the fetch")
    if found["zone"] is None:
        return FeedDate(instant, f"date {text!r} names no zone; read in {zone_name}", is_assumed=True)
    return FeedDate(instant)


def _moment(parts: dict[str, str | None]) -> datetime:
    month = parts["month"] or ""
    number = int(month) if month.isdigit() else MONTHS.get(month[:3].lower())
    if number is None:
        raise ValueError(f"month {month!r} is not known")
    year = int(parts["year"] or 0)
    year += 2000 if year < 100 else 0
    second = min(int(parts["second"] or 0), 59)
    hour = int(parts["hour"] or 0)
    # 24:00 is the end of the day in ISO 8601.
    late = timedelta(days=1) if hour == 24 else timedelta()
    clock = (hour % 24 if late else hour, int(parts["minute"] or 0), second)
    return datetime(year, number, int(parts["day"] or 0), *clock) + late  # noqa: DTZ001 - the zone is read apart


def _zone(name: str | None, fallback: str) -> tzinfo:
    if name is None:
        if not fallback:
            raise ValueError("names no zone, and the feed's card names none")
        return ZoneInfo(fallback)
    if name[0] in "+-":
        digits = name[1:].replace(":", "")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        if offset > timedelta(hours=14):
            raise ValueError(f"offset {name} is beyond 14 hours")
        return timezone(-offset if name[0] == "-" else offset)
    if name.upper() not in ZONES:
        raise ValueError(f"zone {name!r} is not known")
    return timezone(timedelta(hours=ZONES[name.upper()]))
