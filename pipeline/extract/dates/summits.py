"""Summits named in a text as occasions of the date grammar (`at the Alaska summit`, `a day after the Paris talks`)."""

import re
from datetime import date, timedelta

from pipeline.extract.dates.phrases import Anchors
from pipeline.extract.lexicon import Lexicon, SummitEntry

NEAR = timedelta(days=60)
"""How far from publication "the Geneva talks" may lie: round after round is held in one town, and a later round that
the lexicon does not know yet must not take the date of an old one."""
SURE = re.compile(r"\b(?:(?:19|20)\d\d|NATO|G7)\b", re.IGNORECASE)
"""A name with its year, or with the body whose summits go round the towns, is one occasion at any distance."""


def summit_anchors(lexicon: Lexicon, text: str, on: date) -> Anchors:
    """The summits that a text of the day `on` names, as it writes them, each with its first and last day.

    A summit that recurs under one name means its occurrence nearest to `on`.
    """
    anchors: dict[str, tuple[date, date]] = {}
    for match in lexicon.find(text, on):
        if isinstance(match.entry, SummitEntry):
            name = text[match.start : match.end]
            days = match.entry.nearest(on)
            if SURE.search(name) or days[0] - NEAR <= on <= days[1] + NEAR:
                anchors[name] = days
    return anchors
