"""Whether two reports can be of one happening (codebook, "One happening, many reports"). Pure."""

from datetime import date, timedelta

from pipeline.model import DatePrecision, EventDate, EventType, Report

Block = tuple[str, str, str, int]
"""Family, instrument, actor and week: the reports that are compared with each other."""

FAMILIES: dict[EventType, str] = {
    EventType.CONSIDER: "idea",
    EventType.PROPOSE: "idea",
    EventType.REQUEST: "idea",
    EventType.CONSULT: "talk",
    EventType.PLEDGE: "deal",
    EventType.SIGN: "deal",
    EventType.RATIFY: "deal",
    EventType.IMPLEMENT: "deal",
    EventType.SUPPORT: "deal",
    EventType.CONCEDE: "deal",
    EventType.REJECT: "reject",
    EventType.ACCUSE: "accuse",
    EventType.THREATEN: "threaten",
    EventType.SUSPEND: "suspend",
}

CLOSE, WIDE, RECAP = 2, 7, 21
"""Days between two intervals that may still be one: the codebook's, wide where a date is no exact day; a recap
without a date phrase carries the day it was printed, up to three weeks after the act (measured on the gold set)."""
EXACT = frozenset({DatePrecision.DAY})
ACTORS_SHARED = 0.5
"""Overlap coefficient of the actors from which two reports may be of one act (codebook)."""
BENEFICIARY = "UKR"
"""Party to nearly everything here, so it tells two acts apart only where nobody else acts."""


def family(report: Report) -> str:
    """The family of acts that a report belongs to: only within one can reports be of one happening."""
    return FAMILIES[report.mention.type]


def gap_days(first: EventDate, second: EventDate) -> int:
    """Days between two closed intervals; 0 when they touch."""
    later, earlier = max(first.start, second.start), min(first.end, second.end)
    return max(0, (later - earlier).days)


def near_in_time(first: EventDate, second: EventDate) -> bool:
    """Whether two dates can be of one act."""
    is_exact = first.precision in EXACT and second.precision in EXACT
    return gap_days(first, second) <= (CLOSE if is_exact else WIDE)


def is_undated_recap(report: Report) -> bool:
    """Whether a report recalls an act without saying when it was."""
    return report.mention.background and report.mention.date.precision is DatePrecision.PUB


def is_recap_of(recap: Report, earlier: Report) -> bool:
    """Whether an undated recap can be of an act reported earlier."""
    return is_undated_recap(recap) and 0 <= (recap.mention.date.start - earlier.mention.date.end).days <= RECAP


def share_actors(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether enough of the smaller set of actors is in the larger one."""
    ours, theirs = first - {BENEFICIARY}, second - {BENEFICIARY}
    if not ours or not theirs:
        return ours == theirs and bool(first & second)
    return len(ours & theirs) / min(len(ours), len(theirs)) >= ACTORS_SHARED


def actor_codes(report: Report) -> frozenset[str]:
    """Codes of a report's actors."""
    return frozenset(actor.code for actor in report.mention.actors)


def search_span(report: Report) -> tuple[date, date]:
    """First and last day that a report of the same event can touch: what linking must be shown to find that event.

    It reaches ahead as far as a recap looks back, since days may be read in any order.
    """
    on = report.mention.date
    return on.start - _reach_back(report), on.end + timedelta(days=RECAP)


def _reach_back(report: Report) -> timedelta:
    return timedelta(days=RECAP if is_undated_recap(report) else WIDE)


def blocks(report: Report) -> list[Block]:
    """Where to look for the event of a report: compatible reports have a block in common."""
    on = report.mention.date
    start, end = (on.start - _reach_back(report)).toordinal() // WIDE, on.end.toordinal() // WIDE + 1
    codes = (actor_codes(report) - {BENEFICIARY}) or {BENEFICIARY}
    kind, instruments = family(report), report.mention.instruments
    return [
        (kind, str(instrument), code, week)
        for instrument in instruments
        for code in codes
        for week in range(start, end + 1)
    ]
