"""What date phrases mean that stand on a month, a weekday, a near day or a unit of time: one reader each.

A reader gets the named parts of a phrase in lower case and answers with a span, a shift from another phrase, or None
where the words are no date after all. Raises ValueError or OverflowError for a day that no calendar has.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from pipeline.extract.dates.spans import (
    DEADLINE_REACH,
    INVASION,
    ONE_DAY,
    Shift,
    Span,
    day_span,
    month_span,
    nearest_year,
    part_of_month,
    part_of_week,
    part_of_year,
    unit_span,
    week_span,
)
from pipeline.extract.dates.tense import Clock
from pipeline.extract.dates.words import ORDINAL_DAYS, VAGUE, month_number, number_value, weekday_number
from pipeline.model import DatePrecision

Parts = Mapping[str, str]

MONTHS_PAST = 5
"""A planned act in a month that went by up to five months ago is looked back at, not a year ahead."""
FEW = 3
"""What `recent weeks` and `the past few days` stand for."""
OTHER_WORDS = ("may", "march")
"""Months whose names are other words too: without a preposition they need a meeting beside them."""
MEETINGS = frozenset({
    "summit", "meeting", "talks", "call", "deal", "agreement", "declaration", "statement", "visit", "session",
    "conference", "election", "elections", "referendum", "vote", "proposal", "pledge",
})  # fmt: skip
ROLLING = {
    "hour": (1, DatePrecision.DAY), "day": (1, DatePrecision.WEEK), "week": (7, DatePrecision.MONTH),
    "fortnight": (14, DatePrecision.MONTH), "month": (30, DatePrecision.QUARTER), "quarter": (91, DatePrecision.YEAR),
    "year": (365, DatePrecision.YEAR),
}  # fmt: skip
"""Unit → its days, and how exactly a stretch of several tells the day; of one the precision is the unit itself."""
REACH_OF = {"since": 0, "by": DEADLINE_REACH, "until": DEADLINE_REACH, "till": DEADLINE_REACH}
"""Preposition → days that a day without a year may lie ahead; other words leave that to the verbs around."""
VAGUE_REACH = {"day": (7, DatePrecision.WEEK), "week": (42, DatePrecision.MONTH), "month": (182, DatePrecision.YEAR)}
"""Unit → days that `several` of them reach back, and the precision: the next larger unit."""


def year_beside(clock: Clock, parts: Parts) -> int | None:
    """The year that a phrase names: `2025`, `last year`."""
    if parts.get("year"):
        return int(parts["year"])
    return clock.today.year + step_of(parts["said"]) if parts.get("said") else None


def step_of(word: str) -> int:
    """-1 for last, 1 for next, 0 for this."""
    last = word.split()[-1] if word else ""
    return {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(last, 0)


def until_today(clock: Clock, span: Span) -> Span:
    """What `since` makes of a span: from its first day to the day of publication."""
    return replace(span, end=max(span.start, clock.today))


def read_calendar_day(clock: Clock, parts: Parts) -> Span | None:
    """`9 January 2025`, `January 9`, `9-10 January`, `the week of 10 March`."""
    if parts.get("amount") and parts["head"] in OTHER_WORDS and not parts.get("prep"):
        return None
    month, first = month_number(parts["head"]), int(parts["first"])
    last = int(parts.get("last") or first)
    reach = REACH_OF.get(parts.get("prep", ""))
    year = year_beside(clock, parts) or nearest_year(
        clock.today, month, max(first, last), is_ahead=clock.is_ahead, reach=reach
    )
    start, end = date(year, month, first), date(year, month, last)
    if end < start:
        return None
    return week_span(start) if "week" in parts.get("around", "") else Span(start, end, DatePrecision.DAY)


def read_spelled_day(clock: Clock, parts: Parts) -> Span | None:
    """`the first of December`, `the last day of May`."""
    month, word, year = month_number(parts["head"]), parts["word"], year_beside(clock, parts)
    if word == "last":
        return day_span(month_span(year or _year_of_month(clock, month, parts), month).end)
    day = ORDINAL_DAYS.index(word) + 1
    return day_span(date(year or nearest_year(clock.today, month, day, is_ahead=clock.is_ahead), month, day))


def read_day_of_month(clock: Clock, parts: Parts) -> Span:
    """`on the 28th`: the last such day; of a plan the next one."""
    day, ahead, today = int(parts["head"]), clock.is_ahead, clock.today
    months = (month_span(today.year, today.month + step) for step in (range(3) if ahead else range(0, -3, -1)))
    days = [month.start.replace(day=day) for month in months if day <= month.end.day]
    return day_span(next(found for found in days if (found >= today if ahead else found <= today)))


def read_month(clock: Clock, parts: Parts) -> Span | None:
    """`in November`, `last November`, `early March 2025`, `mid-January`, `the January meeting`."""
    year = year_beside(clock, parts)
    is_marked = parts.get("part") or parts.get("which") or year or parts.get("prep")
    is_short = len(parts["head"]) <= len("sept") and parts["head"] not in ("may", "june", "july")
    if (is_short and not year) or not (is_marked or _is_beside_noun(parts)):
        return None
    month = month_number(parts["head"])
    span = part_of_month(month_span(year or _year_of_month(clock, month, parts), month), parts.get("part", ""))
    return until_today(clock, span) if parts.get("prep") == "since" else span


def _is_beside_noun(parts: Parts) -> bool:
    """Whether a bare month stands as `the January meeting` or `January's vote`."""
    name, noun = parts["head"], parts.get("noun", "")
    if noun in MEETINGS:
        return True
    return name not in OTHER_WORDS and bool(parts.get("own") or (noun and parts.get("article")))


def _year_of_month(clock: Clock, month: int, parts: Parts) -> int:
    """The last such month unless it is planned; the present one counts as last."""
    today, which = clock.today, parts.get("which", "")
    months_ahead = (month - today.month) % 12
    if which == "last":
        return today.year - (month >= today.month)
    if which == "next":
        return today.year + (month <= today.month)
    is_planned = which == "this" or (clock.is_ahead and months_ahead < 12 - MONTHS_PAST)
    if is_planned:
        return today.year + (month < today.month and which != "this")
    return today.year - (month > today.month)


def read_weekday(clock: Clock, parts: Parts) -> Span | None:
    """`on Thursday`: the last one, today included; of a plan the next one; `Thursday of last week`."""
    if parts.get("masthead"):
        return None
    today, wanted, which = clock.today, weekday_number(parts["head"]), parts.get("which", "")
    week = parts.get("week") or which * (which == "next")
    if week:
        return day_span(week_span(today + timedelta(weeks=step_of(week))).start + timedelta(days=wanted))
    forward, back = (wanted - today.weekday()) % 7, (today.weekday() - wanted) % 7
    if step_of(which) < 0:
        return day_span(today - timedelta(days=back or 7))
    if step_of(which) > 0:
        return day_span(today + timedelta(days=forward or 7))
    is_later = wanted > today.weekday() if which else _is_weekday_ahead(clock, parts, forward)
    return day_span(today + timedelta(days=forward) if is_later else today - timedelta(days=back))


def _is_weekday_ahead(clock: Clock, parts: Parts, days: int) -> bool:
    """Whether a bare weekday is to come. Where nothing tells, tomorrow's name means tomorrow, any other the past."""
    if parts.get("prep") in DEADLINE:
        return True
    outlook = clock.outlook
    return days == 1 if outlook is None else outlook


DEADLINE = ("by", "until", "till", "for")


def read_near(clock: Clock, parts: Parts) -> Span | None:
    """`yesterday`, `today`, `overnight`, `the day before yesterday`."""
    if parts.get("title"):
        return None
    step = {"yesterday": -1, "tomorrow": 1}.get(parts["head"], 0)
    day = clock.today + timedelta(days=2 * step if parts.get("around") else step)
    # A night that news calls `overnight` began on the day before.
    return Span(day - ONE_DAY, day, DatePrecision.DAY) if parts["head"] == "overnight" else day_span(day)


def read_daytime(clock: Clock, parts: Parts) -> Span | Shift:
    """`last night`, `this morning`, `that evening`."""
    if parts["which"] in ("that", "the same"):
        return Shift(0, from_today=True)
    return day_span(clock.today + timedelta(days={"last": -1, "yesterday": -1, "tomorrow": 1}.get(parts["which"], 0)))


def read_next_day(_: Clock, parts: Parts) -> Shift | None:
    """`the previous day`, `the next day`, `the same day`: counted from the phrase before."""
    if parts["head"] != "day":
        return None
    step = step_of(parts["which"])
    return Shift(step, from_today=step <= 0)


def read_in_the_day(clock: Clock, parts: Parts) -> Span | None:
    """`earlier in the day`, `by the end of the day`."""
    return day_span(clock.today) if parts["head"] == "day" else None


def read_other_day(clock: Clock, parts: Parts) -> Span | None:
    """`the other day`: within a week."""
    return _vague(clock, "day") if parts["head"] == "day" else None


def read_counted(clock: Clock, parts: Parts) -> Span | Shift | None:
    """`two weeks ago`, `three days earlier`, `a day after`, `a week into the invasion`."""
    count, unit, side = number_value(parts["count"]), parts["head"].removesuffix("s"), parts["side"]
    if parts["count"] == "the" and unit != "day":
        return None
    if unit == "fortnight":
        count, unit = 2 * count, "week"
    if side.startswith("into"):
        return _counted_from(INVASION, unit, count)
    if count == VAGUE:
        return _vague(clock, unit) if side in ("ago", "earlier") else None
    if unit in ("hour", "day"):
        days = count // 24 if unit == "hour" else count
        return Shift(days if side == "later" else -days, from_today=side != "later")
    # "Three years after the invasion", "a year earlier": counted from a day that only the reader knows.
    is_adrift = side in ("later", "after") or (side == "earlier" and unit == "year")
    return None if is_adrift else unit_span(clock.today, unit, -count)


def _counted_from(day: date, unit: str, count: int) -> Span | None:
    if unit == "day":
        return day_span(day + timedelta(days=count))
    return unit_span(day, unit, count) if unit in ("week", "month", "year") else None


def _vague(clock: Clock, unit: str) -> Span | None:
    """Some units ago; nobody says how many."""
    if unit not in VAGUE_REACH:
        return day_span(clock.today) if unit == "hour" else None
    days, precision = VAGUE_REACH[unit]
    return Span(clock.today - timedelta(days=days), clock.today - ONE_DAY, precision)


def read_vague_ago(clock: Clock, parts: Parts) -> Span | None:
    """`weeks ago`, `days earlier`."""
    return _vague(clock, parts["head"].removesuffix("s")) if parts["head"].endswith("s") else None


def read_rolling(clock: Clock, parts: Parts) -> Span | None:
    """`in recent weeks`, `over the past month`, `in the next two days`: up to, or from, the day of publication."""
    unit, is_plural = parts["head"].removesuffix("s"), parts["head"].endswith("s")
    is_to_come = step_of(parts["which"]) > 0
    if not is_plural and (unit == "day" or not parts.get("article") or (is_to_come and not parts.get("prep"))):
        return None
    count = (number_value(parts["count"]) or FEW) if parts.get("count") else (FEW if is_plural else 1)
    days, precision = ROLLING[unit]
    reach = timedelta(days=-(-count // 24) if unit == "hour" else count * days)
    if not is_plural and unit in CALENDAR_UNITS:
        precision = DatePrecision(unit)
    if is_to_come:
        return Span(clock.today, clock.today + reach, precision)
    return Span(clock.today - reach, clock.today, precision)


def read_in_units(clock: Clock, parts: Parts) -> Span | None:
    """`in two weeks' time`, and `in two weeks` of a plan."""
    count = number_value(parts["count"])
    if count == VAGUE or not (parts.get("time") or clock.is_ahead):
        return None
    return _counted_from(clock.today, parts["head"].removesuffix("s"), count)


def read_calendar_unit(clock: Clock, parts: Parts) -> Span | None:
    """`last week`, `earlier this month`, `at the end of the year`, `late last year`."""
    unit, part, step = parts["head"], parts.get("part", ""), step_of(parts["which"])
    if unit not in CALENDAR_UNITS or (parts["which"] == "the" and not part):
        return None
    span = unit_span(clock.today, unit, step)
    if step == 0 and part in ("earlier", "earlier in", "so far"):
        return Span(span.start, clock.today, span.precision)
    if step == 0 and part in ("later", "later in", "rest of", "remainder of"):
        return Span(clock.today, span.end, span.precision)
    if unit == "week":
        return part_of_week(span, part)
    if unit == "month":
        return part_of_month(span, part)
    return part_of_year(span.start.year, part) if unit == "year" and part else span


CALENDAR_UNITS = ("week", "month", "quarter", "year")


def read_nth_quarter(clock: Clock, parts: Parts) -> Span | None:
    """`in the third quarter`: of this year, or of the last one where this year's is to come and nothing plans it."""
    if parts["head"] != "quarter":
        return None
    span = part_of_year(clock.today.year, f"{parts['nth']} quarter")
    return (
        span
        if span.start <= clock.today or clock.is_ahead
        else part_of_year(span.start.year - 1, f"{parts['nth']} quarter")
    )


def read_before_last(clock: Clock, parts: Parts) -> Span | None:
    """`the week before last`."""
    return unit_span(clock.today, parts["head"], -2) if parts["head"] in CALENDAR_UNITS else None
