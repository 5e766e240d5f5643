"""The one instrument that an article, or the idea at its head, is about: what "the plan" means there."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.extract.lexicon import InstrumentEntry, Match, Strength
from pipeline.model import Instrument

MOSTLY = 0.6
"""Share of an article's plain namings of instruments from which it is about one; a third may be asides."""
OFTEN = 3
"""Plain namings below which nothing is the subject of an article."""
LEAD = 400
"""Code points at the beginning of an article in which its subject is named."""


def topic_of(title: Sequence[Match], text: Sequence[Match]) -> tuple[Instrument, ...]:
    """The one instrument that an article is about: named at its head, and more often than all others together."""
    named = Counter([one for match in (*title, *text) if (one := _strong(match)) is not None])
    head = {_strong(match) for match in (*title, *(match for match in text if match.start < LEAD))}
    enough = max(OFTEN, MOSTLY * named.total())
    return tuple(one for one, count in named.most_common(1) if count >= enough and one in head)


LED = 250
"""Code points at the beginning of a text in which the idea stands that its headline means."""
IDEA = re.compile(
    r"\b(?:proposal|idea|plan|offer|initiative|request|demand|suggestion|possibility|prospect|notion|call)s?"
    r" (?:to|of|for|on|about|that)\b[^.;:]{0,40}$"
)
"""A noun for what is brought up, shortly before what it is about."""


def lead_of(text: str, matches: Sequence[Match]) -> tuple[Instrument, ...]:
    """The one instrument of the idea, plan or demand that the first sentence of a text tells of."""
    near = (match for match in matches if match.start < LED)
    told = {one for m in near if (one := _strong(m)) is not None and IDEA.search(text[: m.start].lower())}
    return tuple(told) if len(told) == 1 else ()


def _strong(match: Match) -> Instrument | None:
    entry = match.entry
    return entry.instrument if isinstance(entry, InstrumentEntry) and entry.strength is Strength.STRONG else None
