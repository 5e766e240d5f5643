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
OCCASION = (
    r"(?:summit|meeting|talks|vote|visit|trip|call|negotiations|conference|elections?|session|gathering|speech|debate|"
    r"round|ceremony|hearing|deadline|dinner|council|inauguration)"
)
BEFORE = r"(?:[Aa]head of|[Bb]efore|[Pp]rior to|[Ii]n the run-up to|[Ii]n advance of)"
YET_TO_COME = re.compile(
    rf"\b{BEFORE} (?:(?!that\b|and\b|but\b)[\w’'-]+ ){{0,6}}?{OCCASION}"
    r"(?: (?!that\b|and\b|but\b|said\b|told\b|was\b|were\b|is\b)[\w’'-]+){0,8} $"
)
"""What stands before the day of what was still to come: "said ahead of talks in Ankara on Monday"."""
BEFORE_ITS = re.compile(rf"\b{BEFORE} (?:the |a )?$")
REACH = 110
"""Code points before a phrase in which the words stand that it belongs to."""
OWN = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+)")


def telling(text: str, found: Sequence[DatePhrase]) -> list[DatePhrase]:
    """The phrases that can say when something happened."""
    kept: list[DatePhrase] = []
    for phrase in found:
        twice = kept and AGAIN.fullmatch(text, kept[-1].end, phrase.start) and _are_same(kept[-1], phrase)
        term = DEADLINE.match(text, phrase.start) is not None
        beside = _is_dateline(text, phrase) or _only_picks(text, phrase) or _is_of_what_follows(text, phrase)
        if not (twice or term or beside):
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


def _is_of_what_follows(text: str, phrase: DatePhrase) -> bool:
    """Whether a phrase is the day of an occasion before which was spoken: "ahead of the vote on Friday"."""
    before = text[max(0, phrase.start - REACH) : phrase.start]
    if YET_TO_COME.search(before):
        return True
    owned = BEFORE_ITS.search(before) and OWN.match(text, phrase.end)
    return bool(owned) and not text[phrase.start : phrase.end].lower().startswith(("this", "earlier"))
