"""Date phrases of news prose, each resolved against the publication time into a closed interval with its precision.

head words (months, weekdays, units, years …) ─► rules of their kind ─► longest readings ─► shifts and ranges ─► phrases

A phrase is read the way a newsroom means it: `on Thursday` is the last one (today included), after `will` the next one;
`earlier this month` ends on the day of publication; `at the end of 2024` is its last quarter; a weekend has two days.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import ahocorasick

from pipeline.extract.dates.grammar import GRAMMAR
from pipeline.extract.dates.spans import Shift, Span, day_span
from pipeline.extract.dates.tense import SENTENCE_END, Clock
from pipeline.extract.dates.words import HEADS, ORDINALS, HeadKind
from pipeline.model import DatePrecision, EventDate

Anchors = Mapping[str, tuple[date, date]]

REACH_LEFT, REACH_RIGHT = 64, 64
"""Code points that a phrase may reach to either side of its head word; the longest readings have about forty."""
MOST_HEADS = 20_000
"""Head words read in one text. A megabyte of news has about two thousand; a list of dates as long is no news."""
NEIGHBOUR = 240
"""Code points within which a shift ("a day later") looks for the phrase that it counts from."""

DIGITS = re.compile(r"\d+")
YEAR_DIGITS = 4
CENTURIES = ("19", "20")
ORDINAL_HEAD = re.compile(r"the ([12]\d|3[01]|[1-9])(?=(?:st|nd|rd|th)\b)")
JOINT = re.compile(r"\s*(?:[-–—]|\b(?:to|until|till|through)\b)\s*")
AND = re.compile(r"\s+and\s+")
OCCASION_LEFT = re.compile(
    r"(?<!\w)(?:(?:on\s+)?(?:the|(?P<count>\w+))\s+(?P<unit>day|days|week|weeks)\s+(?P<side>after|before)\s+|"
    r"(?:on\s+)?the\s+(?P<eve>eve)\s+of\s+|on\s+the\s+(?P<nth>first|second|third|fourth|last)\s+day\s+of\s+|"
    r"(?:at|during|on\s+the\s+(?:margins|sidelines)\s+of)\s+)(?:the\s+)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A phrase [start, end) of a text and the interval that it means."""

    start: int
    end: int
    date: EventDate


@dataclass(frozen=True, slots=True)
class _Reading:
    start: int
    end: int
    meaning: Span | Shift
    has_year: bool = True


def find_dates(
    text: str,
    published: date | datetime,
    timezone: str = "UTC",
    anchors: Anchors | None = None,
    within: tuple[int, int] | None = None,
) -> list[DatePhrase]:
    """The date phrases of a text in order, none overlapping another.

    `anchors` are occasions as the text names them, with their first and last day: they make `at the Alaska summit` and
    `the day after the Alaska summit` date phrases. `within` is the sentence [start, end) whose phrases are asked for:
    the rest of the text is read only for what one of them counts from.
    """
    if not text:
        return []
    today = local_day(published, timezone)
    start, end = within or (0, len(text))
    readings = _apart([*_head_readings(text, today, (start, end)), *_occasions(text, anchors or {})])
    if within is not None and any(isinstance(reading.meaning, Shift) for reading in readings):
        around = (max(0, start - NEIGHBOUR - REACH_RIGHT), min(len(text), end + NEIGHBOUR + REACH_LEFT))
        readings = _apart(list(_head_readings(text, today, around)))
    phrases = _joined(text, list(_settled(text, readings, today)))
    return [phrase for phrase in phrases if start <= phrase.start < end]


def _apart(readings: list[_Reading]) -> list[_Reading]:
    """The readings from the left, of two that overlap the longer one."""
    kept: list[_Reading] = []
    for reading in sorted(readings, key=lambda r: (r.start, -r.end)):
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
        elif reading.end - reading.start > kept[-1].end - kept[-1].start:
            kept[-1] = reading
    return kept


def local_day(published: date | datetime, timezone: str = "UTC") -> date:
    """The day of publication where the outlet is; a datetime without zone is local time already."""
    if not isinstance(published, datetime):
        return published
    if published.tzinfo is None:
        return published.date()
    try:
        return published.astimezone(ZoneInfo(timezone)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: "Europe" is a folder of zones
        return published.date()


def _automaton() -> ahocorasick.Automaton:
    heads = ahocorasick.Automaton()
    for word, kind in HEADS.items():
        heads.add_word(word, (len(word), kind))
    heads.make_automaton()
    return heads


_HEADS = _automaton()


def _heads(text: str, begin: int, stop: int) -> Iterator[tuple[int, int, HeadKind]]:
    """Where a phrase can stand in [begin, stop): whole head words, and four digits that can be a year."""
    for last, (length, kind) in _HEADS.iter_long(text, begin, stop):
        start, end = last - length + 1, last + 1
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start, end, kind
    for found in DIGITS.finditer(text, begin, stop):
        start, end = found.span()
        if end - start == YEAR_DIGITS and text.startswith(CENTURIES, start) and not _goes_on(text[start - 1 : start]):
            yield start, end, HeadKind.YEAR
    for found in ORDINAL_HEAD.finditer(text, begin, stop):
        start, end = found.span(1)
        yield start, end, HeadKind.ORDINAL


def _goes_on(before: str) -> bool:
    """Whether the sign before four digits makes them part of something else: "1,2025", "1/2025", "€2025"."""
    return bool(before) and (before.isalnum() or before in ".,:/£$€")


def _head_readings(text: str, today: date, span: tuple[int, int]) -> Iterator[_Reading]:
    for start, end, kind in islice(_heads(text, *span), MOST_HEADS):
        reading = _read_head(Clock(today, text, start, end), kind)
        if reading is not None:
            yield reading


def _read_head(clock: Clock, kind: HeadKind) -> _Reading | None:
    """The first reading that the rules of a kind give for the word at the clock."""
    low, high = max(0, clock.start - REACH_LEFT), min(len(clock.text), clock.end + REACH_RIGHT)
    for rule in GRAMMAR[kind]:
        right = rule.right.match(clock.text, clock.end, high)
        left = rule.left.search(clock.text, low, clock.start) if right else None
        if not (left and right):
            continue
        parts = {"head": _folded(clock.text[clock.start : clock.end])}
        for name, value in (*left.groupdict().items(), *right.groupdict().items()):
            if value:
                parts[name.removesuffix("_too")] = _folded(value)
        try:
            meaning = rule.read(clock, parts)
        except (ValueError, OverflowError):  # 30 February, the year 0: no date, whatever it looks like.
            continue
        if meaning is not None:
            has_year = kind is not HeadKind.MONTH or "year" in parts
            return _Reading(left.start(), right.end(), meaning, has_year)
    return None


def _folded(words: str) -> str:
    return " ".join(words.lower().split())


def _occasions(text: str, anchors: Anchors) -> Iterator[_Reading]:
    """`at the Alaska summit`: its days; `the day after the Alaska summit`: a day counted from it."""
    for name, (first, last) in anchors.items():
        start = text.find(name) if name else -1
        while start >= 0:
            end = start + len(name)
            left = OCCASION_LEFT.search(text, max(0, start - REACH_LEFT), start)
            meaning = _occasion(left, first, last) if left and not text[end : end + 1].isalnum() else None
            if left and meaning:
                yield _Reading(left.start(), end, meaning)
            start = text.find(name, end)


def _occasion(left: re.Match[str], first: date, last: date) -> Span | None:
    if left["eve"]:
        return day_span(first - timedelta(days=1))
    if left["nth"]:
        nth = left["nth"].lower()
        day = last if nth == "last" else first + timedelta(days=ORDINALS.index(nth))
        return day_span(day) if day <= last else None
    if not left["unit"]:
        return Span(first, last, DatePrecision.DAY)
    count = COUNTS.get((left["count"] or "the").lower())
    if count is None:
        return None
    days = timedelta(days=count * (7 if left["unit"].lower().startswith("week") else 1))
    return day_span(last + days if left["side"].lower() == "after" else first - days)


COUNTS = {"the": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}


def _settled(text: str, readings: list[_Reading], today: date) -> Iterator[_Reading]:
    """Readings with every shift counted from the phrase beside it, or from today; without either it is no date."""
    for place, reading in enumerate(readings):
        if isinstance(reading.meaning, Span):
            yield reading
            continue
        shift = reading.meaning
        beside = _beside(text, readings, place, shift)
        if beside is not None or shift.from_today:
            yield replace(reading, meaning=day_span((beside or today) + timedelta(days=shift.days)))


def _beside(text: str, readings: list[_Reading], place: int, shift: Shift) -> date | None:
    """The day that a shift counts from: one named before it, or else after it in the same sentence.

    Only a shift back must find the one before in its own sentence: "the next day" goes on from the last sentence.
    """
    own = readings[place]
    if place and (day := _single_day(readings[place - 1])) is not None:
        between = text[max(readings[place - 1].end, own.start - NEIGHBOUR - 1) : own.start]
        if len(between) <= NEIGHBOUR and (shift.days >= 0 or not SENTENCE_END.search(between)):
            return day
    if shift.from_today and place + 1 < len(readings) and (day := _single_day(readings[place + 1])) is not None:
        between = text[own.end : min(readings[place + 1].start, own.end + NEIGHBOUR + 1)]
        if len(between) <= NEIGHBOUR and not SENTENCE_END.search(between):
            return day
    return None


def _single_day(reading: _Reading) -> date | None:
    meaning = reading.meaning
    return meaning.start if isinstance(meaning, Span) and meaning.start == meaning.end else None


def _joined(text: str, readings: list[_Reading]) -> list[DatePhrase]:
    """Phrases of the readings; two days that a dash or `to` ties, or running ones that `and` ties, are one interval."""
    phrases: list[DatePhrase] = []
    place = 0
    while place < len(readings):
        reading = readings[place]
        follower = readings[place + 1] if place + 1 < len(readings) else None
        joint = _range(text, reading, follower) if follower else None
        if joint is not None:
            place += 1
        phrases.append(_phrase(text, joint or reading))
        place += 1
    return phrases


def _range(text: str, first: _Reading, second: _Reading) -> _Reading | None:
    start, end = _single_day(first), _single_day(second)
    if start is None or end is None or second.start - first.end > len(" through "):
        return None
    following = second.has_year and end - start == timedelta(days=1) and AND.fullmatch(text, first.end, second.start)
    if not (following or JOINT.fullmatch(text, first.end, second.start)):
        return None
    if not first.has_year and second.has_year:
        if (start.month, start.day) == (2, 29):
            return None  # in a leap year of its own
        start = start.replace(year=end.year)
        start = start.replace(year=end.year - 1) if start > end else start
    return _Reading(first.start, second.end, Span(start, end, DatePrecision.DAY)) if start <= end else None


def _phrase(text: str, reading: _Reading) -> DatePhrase:
    span = reading.meaning
    if isinstance(span, Shift):
        raise TypeError(f"{reading} was not counted from any day")
    written = text[reading.start : reading.end]
    return DatePhrase(reading.start, reading.end, EventDate(span.start, span.end, span.precision, written))
