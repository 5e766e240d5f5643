"""Date phrases of news prose, each resolved against the publication time into a closed interval with its precision.

A phrase is read the way a newsroom means it: `on Thursday` is the last one (today included), after `will` the next one;
`earlier this month` ends on the day of publication; `at the end of 2024` is its last quarter; a weekend has two days.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.extract.date_words import (
    DAY,
    HALVES,
    MONTH,
    MONTHS,
    NUMBER,
    QUARTERS,
    UNITS,
    WEEKDAY,
    YEAR,
    month_number,
    number_value,
    weekday_number,
)  # fmt: skip
from pipeline.model import DatePrecision, EventDate

Anchors = Mapping[str, tuple[date, date]]
Found = tuple[date, date, DatePrecision]
Reader = Callable[["Clock", re.Match[str]], Found | None]

WEEK = timedelta(days=7)
ONE = timedelta(days=1)
PLANNED = re.compile(
    r"\b(?:will|shall|due|expected|scheduled|set to|planned|plans? to|going to|next|ahead of|upcoming|to (?:meet|hold|"
    r"discuss|convene|gather|host|vote|sign|visit|travel|chair|attend|address|present|decide))\b[^.;!?]{0,70}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A phrase [start, end) of a text and the interval that it means."""

    start: int
    end: int
    date: EventDate


@dataclass(frozen=True, slots=True)
class Clock:
    """The day of publication where the outlet is, and what stands before the phrase being read."""

    today: date
    before: str = ""
    anchors: Anchors | None = None

    @property
    def is_ahead(self) -> bool:
        """Whether the words before the phrase speak of a plan."""
        return PLANNED.search(self.before) is not None


def find_dates(
    text: str, published: date | datetime, timezone: str = "UTC", anchors: Anchors | None = None
) -> list[DatePhrase]:
    """The date phrases of a text in order, none inside another; `anchors` are named occasions with their dates."""
    today = _day_of(published, timezone)
    candidates = sorted(_candidates(text, today, anchors or {}), key=lambda p: (p.start, -p.end))
    kept: list[DatePhrase] = []
    for phrase in candidates:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


def _day_of(published: date | datetime, timezone: str) -> date:
    if not isinstance(published, datetime):
        return published
    try:
        return published.astimezone(ZoneInfo(timezone)).date()
    except (ZoneInfoNotFoundError, ValueError):
        return published.date()


def _candidates(text: str, today: date, anchors: Anchors) -> Iterator[DatePhrase]:
    for pattern, reader in GRAMMAR:
        for found in pattern.finditer(text):
            clock = Clock(today, text[max(0, found.start() - 90) : found.start()], anchors)
            try:
                read = reader(clock, found)
            except (ValueError, OverflowError):  # 30 February, the year 0: no date, whatever it looks like.
                continue
            if read is not None:
                phrase = found.group()
                yield DatePhrase(found.start(), found.end(), EventDate(*read, phrase))


def _one(day: date) -> Found:
    return day, day, DatePrecision.DAY


def _month(year: int, month: int) -> Found:
    last = date(year + month // 12, month % 12 + 1, 1) - ONE
    return date(year, month, 1), last, DatePrecision.MONTH


def _year(year: int) -> Found:
    return date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR


def _quarter(year: int, quarter: int) -> Found:
    return date(year, 3 * quarter - 2, 1), _month(year, 3 * quarter)[1], DatePrecision.QUARTER


def _week(day: date) -> Found:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6), DatePrecision.WEEK


def _full_date(clock: Clock, found: re.Match[str]) -> Found:
    """`9 January 2025`, `January 9`, `9-10 January`: without a year the nearest one, rather past than future."""
    parts = found.groupdict()
    month, first = month_number(parts["month"]), int(parts["day"])
    last = int(parts.get("last") or first)
    year = int(parts["year"]) if parts.get("year") else _nearest_year(clock, month, first)
    return date(year, month, first), date(year, month, last), DatePrecision.DAY


def _nearest_year(clock: Clock, month: int, day: int) -> int:
    this = date(clock.today.year, month, day)
    ahead = (this - clock.today).days
    if ahead > (200 if clock.is_ahead else 45):
        return clock.today.year - 1
    if ahead < -300 and clock.is_ahead:
        return clock.today.year + 1
    return clock.today.year


def _iso(_: Clock, found: re.Match[str]) -> Found:
    return _one(date(int(found["year"]), int(found["month"]), int(found["day"])))


def _weekday(clock: Clock, found: re.Match[str]) -> Found | None:
    wanted = weekday_number(found["weekday"])
    which = (found["which"] or "").lower()
    back = (clock.today.weekday() - wanted) % 7
    if which == "next" or "coming" in which or (which in ("", "this") and clock.is_ahead):
        forward = (wanted - clock.today.weekday()) % 7
        return _one(clock.today + timedelta(days=forward or (7 if which else 0)))
    if which == "this" and back > clock.today.weekday():
        return _one(clock.today + timedelta(days=(wanted - clock.today.weekday()) % 7))
    return _one(clock.today - timedelta(days=back or (7 if which in ("last", "previous") else 0)))


def _near_day(clock: Clock, found: re.Match[str]) -> Found:
    word = re.sub(r"\s+", " ", found.group().lower())
    return _one(clock.today + timedelta(days=next(step for key, step in NEAR_DAYS.items() if key in word)))


NEAR_DAYS = {
    "day before yesterday": -2, "day after tomorrow": 2, "previous day": -1, "day earlier": -1, "yesterday": -1,
    "last night": -1, "tomorrow": 1, "next day": 1, "today": 0, "tonight": 0, "overnight": 0, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "in the day": 0, "same day": 0, "a day after": -1,
}  # fmt: skip


def _this_span(clock: Clock, found: re.Match[str]) -> Found:
    """`last week`, `this month`, `next year`, with `earlier` and `later` cutting at the day of publication."""
    unit, which = found["unit"].lower(), found["which"].lower()
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(which.split()[-1], 0)
    start, end, precision = _span(clock.today, unit, step)
    side = (found["side"] or "").lower()
    if side.startswith("earlier") and step == 0:
        return start, clock.today, precision
    if side.startswith("later") and step == 0:
        return clock.today, end, precision
    return start, end, precision


def _span(today: date, unit: str, step: int) -> Found:
    if unit == "week":
        return _week(today + step * WEEK)
    if unit == "month":
        number = today.year * 12 + today.month - 1 + step
        return _month(number // 12, number % 12 + 1)
    if unit == "quarter":
        number = today.year * 4 + (today.month - 1) // 3 + step
        return _quarter(number // 4, number % 4 + 1)
    return _year(today.year + step)


def _part_of_year(clock: Clock, found: re.Match[str]) -> Found:
    """`at the end of 2024`, `late last year`, `early 2025`, `mid-2025`, `first half of 2026`, `Q3 2025`, seasons."""
    year = _named_year(clock, found["year"])
    part = re.sub(r"[\s-]+", " ", found["part"].lower())
    first, last = next(span for word, span in (HALVES | QUARTERS).items() if word in part)
    return (
        _quarter(year, first)[0],
        _quarter(year, last)[1],
        DatePrecision.QUARTER if first == last else DatePrecision.YEAR,
    )


def _named_year(clock: Clock, text: str) -> int:
    step = {"last": -1, "this": 0, "the": 0, "next": 1}.get(text.lower().split()[0])
    return int(text) if step is None else clock.today.year + step


def _month_phrase(clock: Clock, found: re.Match[str]) -> Found:
    """`in November`, `last November`, `early March 2025`, `mid-January`: the last such month unless planned."""
    month = month_number(found["month"])
    which = (found["which"] or "").lower()
    if found["year"]:
        year = int(found["year"])
    elif which == "next" or (clock.is_ahead and month >= clock.today.month):
        year = clock.today.year + (month < clock.today.month or (which == "next" and month == clock.today.month))
    else:
        year = clock.today.year - (month > clock.today.month or (which == "last" and month == clock.today.month))
    start, end, precision = _month(year, month)
    side = (found["side"] or "").lower().strip(" -")
    thirds = {
        "early": (1, 10),
        "beginning": (1, 10),
        "start": (1, 10),
        "mid": (11, 20),
        "late": (21, end.day),
        "end": (21, end.day),
    }
    first, last = next((span for word, span in thirds.items() if word in side), (1, end.day))
    return start.replace(day=first), start.replace(day=last), precision


def _bare_year(clock: Clock, found: re.Match[str]) -> Found | None:
    year = int(found["year"])
    return _year(year) if 1990 <= year <= clock.today.year + 15 else None


def _ago(clock: Clock, found: re.Match[str]) -> Found:
    count, unit = number_value(found["count"]), UNITS[found["unit"].lower().rstrip("s")]
    sign = 1 if found.group().lower().startswith("in ") else -1
    if unit == "day":
        return _one(clock.today + sign * timedelta(days=count))
    if unit == "hour":
        return _one(clock.today)
    start, end, precision = _span(clock.today, unit, sign * count)
    return start, end, precision


def _recent(clock: Clock, found: re.Match[str]) -> Found:
    unit = UNITS[found["unit"].lower().rstrip("s")]
    count = number_value(found["count"]) if found["count"] else 3
    days = {"hour": 1, "day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}[unit] * count
    precision = {"hour": DatePrecision.DAY, "day": DatePrecision.WEEK, "week": DatePrecision.MONTH}.get(
        unit, DatePrecision.YEAR
    )
    if found.group().lower().split()[-2] in ("coming", "next") or "coming" in found.group().lower():
        return clock.today, clock.today + timedelta(days=days), precision
    return clock.today - timedelta(days=days), clock.today, precision


def _weekend(clock: Clock, found: re.Match[str]) -> Found:
    saturday = clock.today - timedelta(days=(clock.today.weekday() - 5) % 7)
    which = (found["which"] or "").lower()
    if which in ("next", "this coming", "coming") or (clock.is_ahead and clock.today.weekday() < 5):
        saturday += WEEK
    elif which == "last" and clock.today.weekday() >= 5:
        saturday -= WEEK
    return saturday, saturday + ONE, DatePrecision.DAY


def _before_feast(clock: Clock, found: re.Match[str]) -> Found:
    """`before Christmas`, `pre-Christmas`, `before the new year`: December up to the eve."""
    is_ahead = clock.today.month >= 11
    year = clock.today.year if is_ahead else clock.today.year - 1
    last = 24 if "christmas" in found.group().lower() else 31
    return date(year, 12, 1), date(year, 12, last), DatePrecision.MONTH


def _feast(clock: Clock, found: re.Match[str]) -> Found:
    month, day = next(when for word, when in FEASTS.items() if word in found.group().lower())
    year = _nearest_year(clock, month, day)
    return _one(date(year, month, day))


FEASTS = {"christmas eve": (12, 24), "christmas day": (12, 25), "new year's eve": (12, 31), "new year's day": (1, 1)}


def _occasion(clock: Clock, found: re.Match[str]) -> Found | None:
    """`the day after the Alaska summit`: a day counted from a named occasion."""
    span = _anchor(clock, found["name"])
    if span is None:
        return None
    count = number_value(found["count"]) if found["count"] else 1
    unit = 7 if "week" in found["unit"].lower() else 1
    if found["side"].lower() == "after":
        return _one(span[1] + timedelta(days=count * unit))
    return _one(span[0] - timedelta(days=count * unit))


def _at_occasion(clock: Clock, found: re.Match[str]) -> Found | None:
    """`at the Alaska summit`: the days of a named occasion."""
    span = _anchor(clock, found["name"])
    return (*span, DatePrecision.DAY) if span else None


def _anchor(clock: Clock, name: str) -> tuple[date, date] | None:
    lowered = name.lower()
    return next((when for key, when in (clock.anchors or {}).items() if key.lower() in lowered), None)


def _grammar(*rules: tuple[tuple[str, ...], Reader]) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    return tuple((re.compile("".join(parts), re.IGNORECASE), reader) for parts, reader in rules)


LAST_DAY = r"(?:\s*(?:-|–|and|to)\s*(?P<last>\d{1,2}))?(?:st|nd|rd|th)?"

GRAMMAR = _grammar(
    ((rf"(?:\b(?:on|by|until|since|from)\s+)?(?:\b{WEEKDAY},?\s+(?:the\s+)?)?", DAY, r"(?:st|nd|rd|th)?", LAST_DAY,
      r"\s+(?:of\s+)?", MONTH, rf"(?:,?\s+{YEAR})?(?!\w)"), _full_date),
    ((rf"(?:\b(?:on|by|until|since|from)\s+)?(?:\b{WEEKDAY},?\s+)?\b", MONTH, r"\s+", DAY,
      r"(?:st|nd|rd|th)?", LAST_DAY, rf"(?:,?\s+{YEAR})?(?![\w,.]*\d)(?!\w)"), _full_date),
    ((r"(?<![\d-])(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",), _iso),
    ((r"(?:\b(?:on|at|since|until|by|later on|late on|early on|from)\s+)?",
      r"(?:\b(?P<which>last|next|this coming|this|previous|coming)\s+)?", rf"\b(?P<weekday>{WEEKDAY})(?:['’]s)?\b",
      r"(?:\s+(?:morning|afternoon|evening|night))?"), _weekday),
    ((r"\b(?:the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|(?:on\s+)?the\s+previous\s+day|",
      r"(?:a|the)\s+day\s+earlier|yesterday|last\s+night|tomorrow|the\s+next\s+day|today|tonight|overnight|",
      r"this\s+(?:morning|afternoon|evening)|(?:earlier|later)\s+in\s+the\s+day|the\s+same\s+day|",
      r"a\s+day\s+after)\b"), _near_day),
    ((r"\b(?:(?P<side>earlier|later)\s+)?(?P<which>last|this|next|previous|the\s+past|the\s+previous|the\s+coming)",
      r"\s+(?P<unit>week|month|quarter|year)\b"), _this_span),
    ((r"\b(?:(?:at|by|from|since|before|in)\s+)?(?:the\s+)?(?P<part>end\s+of|late|early|(?:start|beginning)\s+of|",
      r"mid(?:dle\s+of|[\s-])?|(?:first|second|1st|2nd)\s+half\s+of|(?:first|second|third|fourth)\s+quarter\s+of|",
      r"Q[1-4](?:\s+of)?|(?:spring|summer|autumn|fall|winter)(?:\s+of)?)[\s-]*(?:in\s+)?",
      r"(?P<year>(?:last|this|next|the)\s+year|20\d\d)\b"), _part_of_year),
    ((r"\b(?:(?:in|since|until|by|during|from|at|the)\s+){0,3}(?:(?P<side>early|late|mid|(?:the\s+)?end\s+of|",
      r"the\s+(?:start|beginning)\s+of)[\s-]+)?(?:(?P<which>last|next|this)\s+)?", MONTHS,
      rf"(?:,?\s+(?:of\s+)?{YEAR})?(?![\w])"), _month_phrase),
    ((r"\b(?:in|since|during|of|back\s+in|until|by|from)\s+(?P<year>(?:19|20)\d\d)\b",
      r"(?!\s*(?:%|per|troops|soldiers|tanks|missiles|euros|people))"), _bare_year),
    ((rf"\b(?P<count>{NUMBER})\s+(?P<unit>hour|day|week|month|year)s?\s+(?:ago|earlier|before)\b",), _ago),
    ((r"\b(?:in|over|during|for|within)\s+(?:the\s+)?(?:recent|past|last|coming|next)\s+",
      rf"(?:(?P<count>{NUMBER})\s+)?(?P<unit>hours|days|weeks|months|years)\b"), _recent),
    ((r"\b(?:(?:over|at|on|during)\s+)?(?:the\s+)?(?:(?P<which>last|next|this\s+coming|this|coming)\s+)?weekend\b",),
     _weekend),
    ((r"\b(?:before|pre-|ahead\s+of)\s*(?:Christmas|the\s+new\s+year)\b",), _before_feast),
    ((r"\b(?:on\s+)?(?:Christmas\s+(?:Eve|Day)|New\s+Year['’]s\s+(?:Eve|Day))\b",), _feast),
    ((rf"\b(?:the|(?P<count>{NUMBER}))\s+(?P<unit>day|week)s?\s+(?P<side>after|before)\s+(?:the\s+)?",
      r"(?P<name>(?-i:[A-Z])[^.,;]{2,40})"), _occasion),
    ((r"\b(?:at|during)\s+(?:the\s+)?(?P<name>(?-i:[A-Z])[\w'’ -]{2,40}?\s(?:summit|meeting|conference|talks))\b",),
     _at_occasion),
)  # fmt: skip
