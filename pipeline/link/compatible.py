"""Whether two reports can be of one happening (codebook, "One happening, many reports"). Pure."""

from pipeline.model import DatePrecision, EventDate, EventType, Report

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


def is_recap_of(recap: Report, earlier: Report) -> bool:
    """Whether an undated recap can be of an act reported earlier."""
    mention = recap.mention
    is_undated = mention.background and mention.date.precision is DatePrecision.PUB
    return is_undated and 0 <= (mention.date.start - earlier.mention.date.end).days <= RECAP


def share_actors(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether enough of the smaller set of actors is in the larger one."""
    ours, theirs = first - {BENEFICIARY}, second - {BENEFICIARY}
    if not ours or not theirs:
        return ours == theirs and bool(first & second)
    return len(ours & theirs) / min(len(ours), len(theirs)) >= ACTORS_SHARED


def actor_codes(report: Report) -> frozenset[str]:
    """Codes of a report's actors."""
    return frozenset(actor.code for actor in report.mention.actors)


def weeks(span: EventDate, reach: int = WIDE) -> range:
    """Numbers of the blocks of a week that an interval reaches into, `reach` days before it and a week after."""
    start, end = (span.start.toordinal() - reach) // WIDE, (span.end.toordinal() + WIDE) // WIDE
    return range(start, end + 1)
