"""Date phrases that date nothing: datelines, the same day named twice, and what only tells which thing is meant."""

import re
from collections.abc import Sequence

from pipeline.extract.dates.phrases import DatePhrase
from pipeline.extract.dates.readers import MEETINGS
from pipeline.model import DatePrecision

DATELINE = re.compile(r"\s*(?:\([A-Z][\w. ]{1,30}\)|/[A-Z][\w-]{1,20}/\.?)\s*(?:[-–—]|(?<=\.)|(?=[A-Z]))")
"""What stands between the day in a dateline and the news: "Aug. 19 (UPI) --", "September 13. /TASS/."."""
DATELINE_REACH = 60
"""Code points at the beginning of a text within which its dateline ends."""
AGAIN = re.compile(r"\s*[,(\[–—-]\s*|\s+")
"""What stands between two names of one day: "on Monday (17 February)"."""
DEADLINE = re.compile(r"(?:by|until|till|through to|no later than)\b", re.I)
OWN = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+)")


def telling(text: str, found: Sequence[DatePhrase]) -> list[DatePhrase]:
    """The phrases that can say when something happened."""
    kept: list[DatePhrase] = []
    for phrase in found:
        twice = kept and AGAIN.fullmatch(text, kept[-1].end, phrase.start) and _are_same(kept[-1], phrase)
        term = DEADLINE.match(text, phrase.start) is not None
        if not (twice or term or _is_dateline(text, phrase) or _only_picks(text, phrase)):
            kept.append(phrase)
    return kept


def _are_same(first: DatePhrase, second: DatePhrase) -> bool:
    return (first.date.start, first.date.end) == (second.date.start, second.date.end)


def _is_dateline(text: str, phrase: DatePhrase) -> bool:
    return phrase.end <= DATELINE_REACH and bool(DATELINE.match(text, phrase.end))


def _only_picks(text: str, phrase: DatePhrase) -> bool:
    """Whether a phrase tells which thing is meant: "last year's supply", "today's Russia"; "Friday's summit" dates."""
    owned = OWN.match(text, phrase.end)
    if owned is None:
        return False
    vague = phrase.date.precision is not DatePrecision.DAY or text[phrase.start : phrase.end].lower() == "today"
    words = owned.group().lower().replace("’", "'").split()
    return vague and not MEETINGS.intersection(words)
