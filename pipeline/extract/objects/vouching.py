"""Whether a weak wording means an instrument: what stands around it, and what the rest of the document is about."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.extract.lexicon import CountryEntry, PersonEntry
from pipeline.extract.lexicon.short_names import INS
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Instrument

UKRAINE = frozenset({
    "ukraine", "kyiv", "kiev", "ukrainian", "ukrainians", "ukraine's", "there", "zelensky", "zelenskyy", "zelenskiy",
})  # fmt: skip
AID_WORDS = (
    "aid", "assistance", "support", "help", "package", "packages", "deliveries", "supplies", "shipments",
    "transfers",
)  # fmt: skip
INTEL_VERBS = frozenset({
    "sharing", "share", "shared", "shares", "pause", "paused", "suspend", "suspended", "provide", "provides",
    "provided", "providing", "give", "gives", "gave", "giving", "pass", "passed", "cut", "restore", "restored",
    "feed", "feeds", "fed", "feeding", "supply", "supplies", "supplied", "relay", "resume", "resumed", "halt",
    "halted", "stop", "stopped",
})  # fmt: skip
TRUCE = frozenset({"ceasefire", "truce", "peace", "cease-fire", "armistice", "front", "frontline", "hostilities"})

NEAR = 20
"""Words around a weak wording among which Ukraine must be named."""
NEVER_WEAK = frozenset({INS.DMZ, INS.NEUTRAL, INS.MARITIME, INS.SNAPBACK, INS.BUDAPEST, INS.GUARANTOR})
"""Instruments whose weak wordings mean something else too often."""


@dataclass(frozen=True, slots=True)
class Vouching:
    """What a document names without doubt: instruments in `strong` wordings, `bodies`; `is_brief`: all is Ukraine's."""

    strong: Collection[Instrument]
    bodies: Collection[str | None]
    is_brief: bool

    def vouch(self, tokens: Sequence[Token], at: int, instrument: Instrument, owner: str | None) -> bool:
        """Whether a weak wording means the instrument here."""
        if instrument in NEVER_WEAK:
            return False
        window = tokens[max(0, at - NEAR) : at + NEAR + 1]
        near = {token.lower for token in window}
        words = " ".join(near)
        ukraine = not near.isdisjoint(UKRAINE) or "ukrain" in words or "kyiv" in words
        ukraine = ukraine or any(is_ukrainian(token) for token in window if token.match is not None)
        rule = RULES.get(instrument)
        return ukraine if rule is None else rule(self, Around(tokens, at, near, owner, ukraine))

    def names(self, *instruments: Instrument) -> bool:
        """Whether one of the instruments is named without doubt."""
        return any(one in self.strong for one in instruments)


@dataclass(slots=True)
class Around:
    """What stands around a weak wording: the words near it, whose it is, and whether Ukraine is named."""

    tokens: Sequence[Token]
    at: int
    near: set[str]
    owner: str | None
    ukraine: bool


def is_ukrainian(token: Token) -> bool:
    """Whether a name is Ukraine's or that of one of its people."""
    entry = token.entry
    return (isinstance(entry, PersonEntry) and entry.country == "UKR") or (
        isinstance(entry, CountryEntry) and entry.code == "UKR"
    )


CIVIL = frozenset({
    "humanitarian", "reconstruction", "recovery", "rebuild", "rebuilding", "energy", "housing", "heating", "hospitals",
    "electricity", "refugees", "schools", "businesses", "farmers", "agriculture", "transport", "demining", "farmland",
    "generators", "medicines", "medical", "food", "grain", "shelter", "orphans", "healthcare", "entrepreneurs",
})  # fmt: skip
"""Words near an aid that are no soldier's."""
MARTIAL = (
    "milit", "weapon", "arms", "defen", "ammunition", "missile", "tank", "artillery", "drone", "lethal", "battle",
)  # fmt: skip
"""How words begin that make an aid, civil words near it or not, one of arms."""


def _is_arms(known: Vouching, around: Around) -> bool:
    named = around.tokens[around.at].lower
    helps = around.ukraine or known.is_brief or named.endswith(AID_WORDS)
    if named.endswith(AID_WORDS) and not around.near.isdisjoint(CIVIL):
        return helps and "humanitarian" not in around.near and any(word.startswith(MARTIAL) for word in around.near)
    return "humanitarian" not in around.near and helps


OBJECT_REACH = 7
"""Words after "to guarantee" in which it is said what."""
SAFE = (
    "secur", "safe", "peace", "sovereign", "independen", "defen", "protect", "territor", "integrity", "border", "truce",
    "cease", "future", "freedom", "that", "it", "this", "agreement", "deal", "settlement", "no", "surviv", "stability",
)  # fmt: skip
"""How words begin for what a guarantee of security guarantees: no deposits, and no place in a tournament."""


def _is_guarantee(known: Vouching, around: Around) -> bool:
    after = around.tokens[around.at + 1 : around.at + 1 + OBJECT_REACH]
    does = around.at > 0 and around.tokens[around.at - 1].tag in "tm" and around.tokens[around.at].lower == "guarantee"
    if does and not any(token.lower.startswith(SAFE) or token.match is not None for token in after):
        return False
    told = around.ukraine or known.is_brief or known.names(INS.GENERIC)
    return told or "security" in around.tokens[around.at].lower


def _is_monitoring(known: Vouching, around: Around) -> bool:
    led = any(token.lower == "led" for token in around.tokens[around.at + 1 : around.at + 2])
    return not around.near.isdisjoint(TRUCE) or known.names(INS.MONITOR) or led


RULES: Mapping[Instrument, Callable[[Vouching, Around], bool]] = {
    INS.TROOPS: lambda known, around: (
        around.ukraine or (known.names(INS.TROOPS) if around.owner is None else known.is_brief)
    ),
    INS.ARMS: _is_arms,
    INS.NATO: lambda known, around: (
        "NATO" in known.bodies and (around.ukraine or known.is_brief or known.names(INS.NATO))
    ),
    INS.EU: lambda known, around: "EU" in known.bodies and (around.ukraine or known.is_brief or known.names(INS.EU)),
    INS.GENERIC: _is_guarantee,
    INS.FUND: lambda known, around: around.ukraine or known.is_brief,
    INS.BACKSTOP: lambda known, around: around.ukraine or known.names(INS.TROOPS, INS.GENERIC),
    INS.AIR: lambda known, around: around.ukraine or known.is_brief or known.names(INS.TROOPS, INS.GENERIC),
    INS.MONITOR: _is_monitoring,
    INS.INTEL: lambda _, around: around.ukraine and not around.near.isdisjoint(INTEL_VERBS),
}
"""What vouches for the weak wordings of an instrument; where none is given, that Ukraine is named near by."""
