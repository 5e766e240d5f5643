"""Clauses without a finite verb that have a subject of their own: "with Italy ruling out troops, Poland wavering"."""

from collections.abc import Iterator, Sequence

from pipeline.extract.sentences.act_words import Kind
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.tokens import Token

REACH = 15
"""Words of a subject with its title and apposition: "with his counterpart in Prague, Petr Fiala, also saying"."""
OPENS = ",;jw"
"""Tags before "with" where it opens such a clause; after a noun it only says with whom: "talks with Russia"."""


def absolute_starts(tokens: Sequence[Token], predicates: Sequence[Predicate]) -> Iterator[int]:
    """The tokens at which the subjects of such clauses begin, in order."""
    opened = False
    for predicate in predicates:
        bare = predicate.form == "gerund" or (predicate.kind is Kind.PHRASE and predicate.group == predicate.start)
        if not bare:
            continue
        start = _subject_start(tokens, predicate.group, after_first=opened)
        if start is not None:
            opened = True
            yield start


def _subject_start(tokens: Sequence[Token], verb: int, *, after_first: bool) -> int | None:
    """Where the subject before a verb begins: after "with", or after a comma where one such clause came before."""
    near = verb - 1
    while near >= 0 and tokens[near].tag == "y":
        near -= 1
    if near < 0 or tokens[near].tag not in "ael,":
        return None
    for at in range(near, max(-1, verb - REACH), -1):
        token = tokens[at]
        if token.lower == "with" and (at == 0 or tokens[at - 1].tag in OPENS):
            return at + 1
        if token.tag in "xhmzvw;r":
            return None
        joint = token.tag in ",j" and at < near and tokens[at + 1].tag in "ae"
        if after_first and joint and at + 2 >= near:
            return at + 1
    return None
