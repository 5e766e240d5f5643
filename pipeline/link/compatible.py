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
"""Party to nearly everything here, so it tells two acts apart only where nobody else acts, and at a table."""
RECIPROCAL = frozenset({EventType.CONSULT, EventType.SIGN})
"""Acts whose actors are the parties to one meeting or one text (codebook)."""
GROUPS = frozenset({"COTW", "EUROPE", "EU", "NATO", "G7", "UN"})
"""Parties that stand for many: reports of their meetings name different members."""
PARTIES_SHARED = 2
"""A table has two sides, so a party that two reports share alone may have sat at two tables."""


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


def is_reciprocal(report: Report) -> bool:
    """Whether the actors of a report are parties to one act."""
    return report.mention.type in RECIPROCAL


def share_actors(first: frozenset[str], second: frozenset[str], *, are_parties: bool = False) -> bool:
    """Whether enough of the smaller set of actors is in the larger one, and parties can have sat at one table."""
    ours, theirs = first - {BENEFICIARY}, second - {BENEFICIARY}
    if not ours or not theirs:
        return ours == theirs and bool(first & second)
    if are_parties and not _is_one_table(first, second):
        return False
    return len(ours & theirs) / min(len(ours), len(theirs)) >= ACTORS_SHARED


def _is_one_table(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two lists of parties can be of one meeting or text.

    A report may leave parties out, Ukraine too. Where each names one that the other does not, Britain and Ukraine in
    Kyiv and Britain and France at Chequers, they need more in common than one of them, and Ukraine in both or neither.
    """
    shared = first & second
    if shared in (first, second) or shared & GROUPS:
        return True
    return len(shared) >= PARTIES_SHARED and (BENEFICIARY in first) == (BENEFICIARY in second)


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
