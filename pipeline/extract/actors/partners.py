"""With whom one talks or signs: the names after "with", "between" and the like, as far as their list goes."""

from collections.abc import Sequence

from pipeline.extract.actors.named import Named
from pipeline.extract.actors.phrases import TRANSPARENT, ActorReader
from pipeline.extract.sentences.tokens import Token

EXAMPLES = frozenset({"including", "like"})
"""Words that name some of those with whom one talks or signs: "with 23 countries, including Japan"."""
WARS = frozenset({"war", "conflict", "ceasefire", "truce", "peace", "fighting", "hostilities", "cease-fire"})
DEALS = frozenset({"deal", "agreement", "settlement", "accord", "treaty"})
PEACE = frozenset({"peace", "ceasefire", "truce", "final", "cease-fire"})


def partners(tokens: Sequence[Token], start: int, end: int, actors: ActorReader) -> list[Named]:
    """Whoever stands after "with" or "between" in [start, end)."""
    found: list[Named] = []
    for at in range(start, end):
        if tokens[at].lower in ("with", "between") and not is_of_war(tokens, at):
            found.extend(actors.heads(tokens, at + 1, end_of_names(tokens, at + 1, end)))
    return found


def end_of_names(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where a list of names with their titles ends: "the leaders of Sweden, Norway and Iceland" is one."""
    stop = start
    while stop < end and _goes_on(tokens, stop):
        stop += 1
    return stop


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a list of names goes on at a token."""
    token, before = tokens[at], tokens[at - 1]
    if token.lower in ("of", "from"):
        return before.tag == "l" or before.lower in TRANSPARENT
    listed = token.tag in "aeldj,'kq" or token.lower in EXAMPLES
    return listed and not (token.tag == "k" and before.tag == "a")


def is_of_war(tokens: Sequence[Token], at: int) -> bool:
    """Whether "with" names the other side of the war or of its end: "once there is peace with Russia"."""
    before = [token.lower for token in tokens[max(0, at - 2) : at]]
    if before[-1:] in (["accordance"], ["line"], ["keeping"], ["compliance"]):
        return True  # "signed in line with the G7 declaration" names a text, and no party
    return before[-1:] != [] and (before[-1] in WARS or (before[-1] in DEALS and before[0] in PEACE))
