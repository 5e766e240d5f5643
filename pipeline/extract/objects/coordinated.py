"""Instruments that share one noun: "military and financial aid", "membership in NATO and the EU"."""

from collections.abc import Sequence

from pipeline.extract.lexicon import InstrumentEntry
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Instrument

AID = frozenset({"aid", "assistance", "support", "help"})


def shares_aid(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether "military and" stands before an aid of another kind, behind the token `start`."""
    shared = not AID.isdisjoint(tokens[at].lower.split()) and at - 2 >= start and tokens[at - 1].tag in "j,"
    return shared and tokens[at - 2].lower.split()[-1] == "military"


MEMBERSHIP = frozenset({Instrument.NATO, Instrument.EU})
ALLIANCES = ("nato", "eu", "european union", "alliance", "bloc")


def shares_membership(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether an alliance is joined to the membership of another: "EU and NATO aspirations"."""
    if at + 2 < end and tokens[at + 1].tag == "j" and _is_membership(tokens[at + 2]):
        return tokens[at + 2].lower.startswith(ALLIANCES)
    before = at - 2 if tokens[at - 1].tag == "d" else at - 1
    linked = before > 0 and tokens[before].tag == "j" and _is_membership(tokens[before - 1])
    return linked and tokens[before - 1].lower.endswith(ALLIANCES)


def _is_membership(token: Token) -> bool:
    entry = token.match.entry if token.match is not None else None
    return isinstance(entry, InstrumentEntry) and entry.instrument in MEMBERSHIP
