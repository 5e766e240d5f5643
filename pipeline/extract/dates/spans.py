"""Calendar arithmetic of the date grammar: intervals with their precision, all closed."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.extract.dates.words import SEASONS
from pipeline.model import DatePrecision

ONE_DAY = timedelta(days=1)
INVASION = date(2022, 2, 24)
"""Start of Russia's full-scale invasion, which news counts weeks and anniversaries from."""
PLANNED_REACH, NOMINAL_REACH = 200, 45
"""Days a date without a year may lie ahead: of a plan over half a year, of anything else a month and a half, since
a newsroom gives the year of a date that is further away."""
DEADLINE_REACH = 320
"""Days that `by 1 September` may lie ahead: nearly the year, less a month and a half that it may lie back."""


@dataclass(frozen=True, slots=True)
class Span:
    """What a phrase means."""

    start: date
    end: date
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class Shift:
    """Days counted from another phrase of the text: `a day after`. Without one: from publication, if `from_today`."""

    days: int
    from_today: bool


def day_span(day: date) -> Span:
    """One day."""
    return Span(day, day, DatePrecision.DAY)


def week_span(day: date) -> Span:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6), DatePrecision.WEEK)


def month_span(year: int, month: int) -> Span:
    """A month of the calendar; months outside 1..12 carry into the years around."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]), DatePrecision.MONTH)


def quarter_span(year: int, quarter: int) -> Span:
    """A quarter of the calendar; quarters outside 1..4 carry."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    end = month_span(year, 3 * quarter).end
    return Span(date(year, 3 * quarter - 2, 1), end, DatePrecision.QUARTER)


def year_span(year: int, last: int | None = None) -> Span:
    """A year, or the years from one to another."""
    return Span(date(year, 1, 1), date(last or year, 12, 31), DatePrecision.YEAR)


def season_span(year: int, season: str) -> Span:
    """Three months by the weather's calendar: a winter begins in December of its year."""
    first = SEASONS[season]
    return Span(month_span(year, first).start, month_span(year, first + 2).end, DatePrecision.QUARTER)


def unit_span(today: date, unit: str, step: int) -> Span:
    """The week, month, quarter or year that is `step` away from the one of today."""
    if unit == "week":
        return week_span(today + timedelta(weeks=step))
    if unit == "month":
        return month_span(today.year, today.month + step)
    if unit == "quarter":
        return quarter_span(today.year, (today.month + 2) // 3 + step)
    return year_span(today.year + step)


def part_of_year(year: int, part: str) -> Span:
    """`end`, `early`, `mid`, `first half`, `q3`, `third quarter` of a year. Its end is its last quarter (codebook)."""
    first, last = next((span for word, span in YEAR_PARTS.items() if word in part), (1, 4))
    precision = DatePrecision.QUARTER if first == last else DatePrecision.YEAR
    return Span(quarter_span(year, first).start, quarter_span(year, last).end, precision)


YEAR_PARTS = {
    "first half": (1, 2), "1st half": (1, 2), "h1": (1, 2), "second half": (3, 4), "2nd half": (3, 4), "h2": (3, 4),
    "first quarter": (1, 1), "second quarter": (2, 2), "third quarter": (3, 3), "fourth quarter": (4, 4),
    "last quarter": (4, 4), "q1": (1, 1), "q2": (2, 2), "q3": (3, 3), "q4": (4, 4),
    "end": (4, 4), "late": (4, 4), "close": (4, 4), "early": (1, 1), "start": (1, 1), "beginning": (1, 1),
    "mid": (2, 3),
}  # fmt: skip


def part_of_month(month: Span, part: str) -> Span:
    """`early`, `mid`, `late`, `first week`, `second half` of a month."""
    last = month.end.day
    first, end = next((span for word, span in MONTH_PARTS.items() if word in part), (1, last))
    if "last week" in part:
        first, end = last - 6, last
    precision = DatePrecision.WEEK if "week" in part else DatePrecision.MONTH
    return Span(month.start.replace(day=first), month.start.replace(day=min(end, last)), precision)


MONTH_PARTS = {
    "first week": (1, 7), "second week": (8, 14), "third week": (15, 21), "fourth week": (22, 28),
    "first half": (1, 15), "second half": (16, 31),
    "early": (1, 10), "beginning": (1, 10), "start": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31),
}  # fmt: skip


def part_of_week(week: Span, part: str) -> Span:
    """`early`, `late`, `end` of a week."""
    first, last = next((span for word, span in WEEK_PARTS.items() if word in part), (0, 6))
    return Span(week.start + timedelta(days=first), week.start + timedelta(days=last), DatePrecision.WEEK)


WEEK_PARTS = {"early": (0, 2), "start": (0, 2), "beginning": (0, 2), "mid": (1, 3), "late": (3, 6), "end": (4, 6)}


def nearest_year(today: date, month: int, day: int, *, is_ahead: bool, reach: int | None = None) -> int:
    """The year of a date given without one: rather past than future. Raises ValueError where no year near has it."""
    if reach is None:
        reach = PLANNED_REACH if is_ahead else NOMINAL_REACH
    fitting = [
        year
        for year in range(today.year + 1, today.year - 5, -1)
        if day <= monthrange(year, month)[1] and (date(year, month, day) - today).days <= reach
    ]
    if not fitting:
        raise ValueError(f"no {day}.{month}. near {today}")
    # A plan looks ahead to the last one in reach; so does a nominal date, whose reach is short.
    return fitting[0]
