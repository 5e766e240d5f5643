"""Instruments that share one noun: "military and financial aid" is arms as well as money."""

from collections.abc import Sequence

from pipeline.extract.sentences.tokens import Token

AID = frozenset({"aid", "assistance", "support", "help"})


def shares_aid(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether "military and" stands before an aid of another kind, behind the token `start`."""
    shared = not AID.isdisjoint(tokens[at].lower.split()) and at - 2 >= start and tokens[at - 1].tag in "j,"
    return shared and tokens[at - 2].lower.split()[-1] == "military"
