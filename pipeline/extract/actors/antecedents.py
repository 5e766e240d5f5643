"""Whom a relative pronoun means: "Macron, who …", "British instructors, who have trained"."""

from collections.abc import Sequence

from pipeline.extract.actors.named import Named
from pipeline.extract.actors.phrases import ActorReader
from pipeline.extract.objects.instruments import OWNERS
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Sector

ASIDE = frozenset({"—", "–", "-", "("})
"""Marks before a relative clause that stands apart from its noun."""
AGO = 3
"""Words of "three weeks ago" between a name and the "which" that means it."""


def antecedent(actors: ActorReader, tokens: Sequence[Token], clause: Clause) -> list[Named]:
    """Whom a relative pronoun means: the name before it, past a comma and "three weeks ago"."""
    at = clause.start - 1
    while at >= 0 and (tokens[at].tag == "," or tokens[at].lower in ASIDE):
        at -= 1
    at -= AGO if at > AGO and tokens[at].lower == "ago" else 0
    if at >= 0 and tokens[at].tag == "i":
        return _soldiers_of(tokens[at], at)
    if at < 0 or tokens[at].tag not in "ael":
        return []
    begin = at
    while begin > 0 and tokens[begin - 1].tag in "aelkd'":
        begin -= 1
    return actors.heads(tokens, begin, at + 1)


def _soldiers_of(token: Token, at: int) -> list[Named]:
    """Whose soldiers an instrument names by its first word: "British instructors, who have trained"."""
    first = token.lower.split(" ", 1)[0]
    return [Named(OWNERS[first], Sector.GOV, None, at)] if first in OWNERS and " " in token.lower else []
