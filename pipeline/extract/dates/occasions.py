"""What date phrases mean that stand on a weekend, a season, a feast, an anniversary, a quarter or a bare year."""

from datetime import date, timedelta

from pipeline.extract.dates.readers import Parts, step_of, until_today, year_beside
from pipeline.extract.dates.spans import (
    INVASION,
    ONE_DAY,
    Span,
    day_span,
    nearest_year,
    part_of_year,
    season_span,
    year_span,
)
from pipeline.extract.dates.tense import Clock
from pipeline.extract.dates.words import FEASTS, ORDINALS
from pipeline.model import DatePrecision

FIRST_YEAR, YEARS_AHEAD = 1990, 25
"""Years that this subject speaks of: from Ukraine's independence to the horizon of a long agreement."""
SATURDAY, WEDNESDAY = 5, 2
ADVENT = 11
"""The month from which `before Christmas` means the one to come."""


def read_weekend(clock: Clock, parts: Parts) -> Span:
    """Saturday and Sunday: the last ones, of a plan the next ones. Precision is the day (codebook)."""
    today, which = clock.today, parts.get("which", "")
    saturday = today - timedelta(days=(today.weekday() - SATURDAY) % 7)
    is_weekend = today.weekday() >= SATURDAY
    # On Monday and Tuesday `this weekend` is still the one that was.
    is_this = which == "this" and WEDNESDAY <= today.weekday() < SATURDAY
    if step_of(which) > 0 or is_this or (not which and not is_weekend and clock.is_ahead):
        saturday += timedelta(weeks=1)
    elif step_of(which) < 0 and is_weekend:
        saturday -= timedelta(weeks=1)
    return Span(saturday, saturday + ONE_DAY, DatePrecision.DAY)


def read_season(clock: Clock, parts: Parts) -> Span | None:
    """`last summer`, `in the spring of 2022`, `this autumn`: the last one that began unless planned."""
    which, season, today = parts.get("which", ""), parts["head"], clock.today
    year = year_beside(clock, parts)
    if year is not None:
        return season_span(year, season)
    if not which and (not parts.get("prep") or season == "fall"):
        return None
    begun = next(span for back in range(2) if (span := season_span(today.year - back, season)).start <= today)
    if which == "last":
        return season_span(begun.start.year - (begun.end >= today), season)
    if which == "this":
        return begun if begun.end >= today else season_span(today.year, season)
    return season_span(begun.start.year + 1, season) if step_of(which) > 0 or clock.is_ahead else begun


def read_feast(clock: Clock, parts: Parts) -> Span | None:
    """`before Christmas`: December up to the eve; `at Christmas`, `New Year's Eve`, `on Victory Day`: the day."""
    feast, side, today = parts["head"], parts.get("prep", ""), clock.today
    month, day = FEASTS[feast]
    length = timedelta(days=1 if feast == "christmas" else 0)
    if parts.get("eve"):
        eve = date(today.year, month, day) - (ONE_DAY if parts["eve"] == "eve" else timedelta())
        month, day, length = eve.month, eve.day, timedelta()
    elif side not in BESIDE or parts.get("whose", "").startswith(("us", "american")):
        return None
    elif side in BEFORE:
        return _before_feast(clock, feast)
    year = nearest_year(today, month, day, is_ahead=clock.is_ahead)
    return Span(date(year, month, day), date(year, month, day) + length, DatePrecision.DAY)


AT = ("at", "on", "over", "during")
BEFORE = ("before", "by", "until", "ahead of", "pre-")
BESIDE = AT + BEFORE


def _before_feast(clock: Clock, feast: str) -> Span | None:
    if feast not in ("christmas", "new year"):
        return None
    is_to_come = clock.today.month >= ADVENT or clock.is_ahead
    year = clock.today.year if is_to_come else clock.today.year - 1
    last = 24 if feast == "christmas" else 31
    return Span(date(year, 12, 1), date(year, 12, last), DatePrecision.MONTH)


def read_anniversary(clock: Clock, parts: Parts) -> Span:
    """`the third anniversary of the full-scale invasion`."""
    if parts.get("nth"):
        return day_span(INVASION.replace(year=INVASION.year + ORDINALS.index(parts["nth"]) + 1))
    return day_span(
        INVASION.replace(year=nearest_year(clock.today, INVASION.month, INVASION.day, is_ahead=clock.is_ahead))
    )


def read_quarter(clock: Clock, parts: Parts) -> Span | None:
    """`Q3 2025`, `in Q4`, `H1 of next year`."""
    year = year_beside(clock, parts)
    if year is None and not parts.get("prep"):
        return None
    return part_of_year(year or clock.today.year, parts["head"])


def read_year(clock: Clock, parts: Parts) -> Span | None:
    """`in 2022`, `since 2014`, `at the end of 2024`, `between 2014 and 2022`, `2022's talks`, `in the 1990s`."""
    year, prep = int(parts["head"]), parts.get("prep", "")
    if parts.get("day"):
        return day_span(date(year, int(parts["month"]), int(parts["day"])))
    if not FIRST_YEAR <= year <= clock.today.year + YEARS_AHEAD or (parts.get("amount") and prep != "in"):
        return None
    if parts.get("article") and not parts.get("decade"):
        return None
    if parts.get("part"):
        return part_of_year(year, parts["part"])
    if prep == "since" and year <= clock.today.year:
        return until_today(clock, year_span(year))
    return _years(year, parts) if prep or parts.get("own") or parts.get("from") else None


def _years(year: int, parts: Parts) -> Span | None:
    if parts.get("decade"):
        return year_span(year, year + 9) if year % 10 == 0 else None
    first, last = int(parts.get("from") or year), year
    if parts.get("last"):
        last = int(str(year)[: 4 - len(parts["last"])] + parts["last"])
    return year_span(first, last) if first <= last else None
