"""What a headline tells shortly and the text below it in full: a group by its members, a deal by what was agreed."""

import re

from pipeline.extract.scope.gate import ALLIES
from pipeline.extract.scope.recaps import LEAD
from pipeline.model import EventType, Mention, Status

OVERSEAS = frozenset({"USA", "CAN", "AUS", "NZL", "JPN", "KOR"})
"""Allies that are no Europeans."""
EUROPEANS = frozenset(ALLIES) - OVERSEAS - {"RUS", "BLR", "UKR"}
MEMBERS = {"EUROPE": EUROPEANS, "COTW": frozenset(ALLIES) - {"RUS", "BLR", "UKR"}}
"""Whom a headline can mean that names no country: "Europeans offer", "allies pledge"."""
COALITION = re.compile(r"\bcoalition\b|\bcountries\b|\bnations\b|\bstates\b|\bwest\b", re.I)
"""Words by which a headline means a group as such, and not the two or three that its text names."""
CONCLUDING = re.compile(r"\b(?:deal|agreement|accord)s?\b", re.I)
RECENT = 3
"""Days before publication on which the text of a headline can date its act."""


def told_in_full(headline: Mention, mention: Mention, title: str) -> bool:
    """Whether the lead tells a headline's act with its actors by name, or a deal by what was agreed."""
    if headline.evidence.field != "title" or mention.evidence.field != "text" or mention.evidence.start > LEAD:
        return False
    if set(headline.instruments).isdisjoint(mention.instruments):
        return False
    if abs((headline.date.start - mention.date.end).days) > RECENT or mention.status is Status.DENIED:
        return False
    return _names_members(headline, mention, title) or _agrees(headline, mention, title)


def _names_members(headline: Mention, mention: Mention, title: str) -> bool:
    whole = [actor.code for actor in headline.actors]
    members = {actor.code for actor in mention.actors}
    if headline.type is not mention.type or len(whole) != 1 or len(members) < 2 or COALITION.search(title):
        return False
    return members <= MEMBERS.get(whole[0], frozenset())


def _agrees(headline: Mention, mention: Mention, title: str) -> bool:
    """Whether a deal that a headline calls struck is told as what its parties agreed to do, and nobody signed."""
    told = (headline.type, mention.type) == (EventType.SIGN, EventType.PLEDGE)
    struck = CONCLUDING.search(title, headline.evidence.start, headline.evidence.end) is not None
    return told and struck and {a.code for a in headline.actors} == {a.code for a in mention.actors}
