"""Words of an act that tell none where they stand: another sense of the verb, or an epithet of a noun."""

from collections.abc import Sequence

from pipeline.extract.lexicon import InstrumentEntry
from pipeline.extract.sentences.act_words import ActFound, Pattern
from pipeline.extract.sentences.groups import Group
from pipeline.extract.sentences.tokens import Token
from pipeline.extract.sentences.verbs import Form
from pipeline.model import Instrument


def has_other_sense(tokens: Sequence[Token], found: ActFound, group: Group) -> bool:
    """Whether a verb means another thing here, or only goes with the noun after it."""
    pattern = found.pattern
    after = tokens[found.end].lower if found.end < len(tokens) else ""
    if pattern.lemma == "ask" and any(token.lower in ASKED for token in tokens[found.end : found.end + 4]):
        return True
    if pattern.lemma == "state" and (after == "to" or tokens[found.start - 1].lower in OF_STATES):
        return True
    if pattern.lemma == "launch" and tokens[found.start - 1].lower in FOUGHT:
        return True  # "the war launched by Russia"
    if pattern.lemma.startswith("have *") and tokens[found.start + 1].lower == "no":
        return True
    return _is_other_sense(pattern, group, after) or _is_blow(tokens, found, group) or _is_epithet(tokens, found, group)


FOUGHT = frozenset({"war", "wars", "invasion", "attack", "attacks", "aggression", "offensive", "strike", "strikes"})
OF_STATES = frozenset({
    "member", "participating", "guarantor", "neighbouring", "neighboring", "baltic", "gulf", "nuclear", "western",
    "european", "signatory", "union", "nordic", "allied", "other", "all", "some", "several", "many", "these", "those",
})  # fmt: skip
"""Words before "states" that make it countries: "called on member states to open"."""


def is_attribute(tokens: Sequence[Token], found: ActFound, before: Token) -> bool:
    """Whether an adjective only goes with the noun after it: "raised a provocative question"."""
    after = tokens[found.end] if found.end < len(tokens) else None
    led = before.tag == "d" or (before.lower.endswith("ly") and before.tag in "ky")  # "urgently needed equipment"
    bare = (
        before.tag in "kpj'"
        and before.lower != "most"
        and found.pattern.lemma not in PREDICATIVE
        and not _has_being(tokens, found.start)
    )
    one = found.end == found.start + 1 and (led or bare) and after is not None
    return one and after is not None and after.tag in "ki" and after.lower not in ("and", "or")


PREDICATIVE = frozenset({"against", "opposed", "ready", "willing", "wary", "open"})
"""Predicates of one word that can stand without a "be" before what they are about: "Rome against sending troops"."""
BEING_REACH = 4
"""Words from a "be" to its predicate: "is once again absolutely vital"."""


def _has_being(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form of "be" stands close before a predicate."""
    return any(token.tag == "x" for token in tokens[max(0, at - BEING_REACH) : at])


def _is_epithet(tokens: Sequence[Token], found: ActFound, group: Group) -> bool:
    """Whether a participle only goes with the noun after it: "urgently needed arms", "an official, endorsed way"."""
    at, end = found.start, found.end
    alone = end == at + 1 and group.start == at >= 2 and Form.PARTICIPLE in found.pattern.forms
    if not alone or end >= len(tokens) or tokens[end].tag not in "ki":
        return False
    how = tokens[at - 1].lower.endswith("ly") and tokens[at - 2].tag in "kdpj"
    listed = at >= 3 and tokens[at - 1].tag == "," and tokens[at - 2].tag in "kl" and tokens[at - 3].tag == "d"
    return (how and found.pattern.lemma in ("need", "want")) or listed


OTHER_SENSE = {
    "lead": frozenset({"to", "into"}), "drive": frozenset({"to", "into"}),
    "ask": frozenset({"about", "whether", "if", "why", "how", "by", "what", "when", "on"}),
    "close": frozenset({"in"}),
    "end": frozenset({"up", "in"}), "strike": frozenset({"out", "down", "back", "at", "inside", "targets"}),
    "cut": frozenset({"through", "short"}), "start": frozenset({"down", "off"}), "hold up": frozenset({"as"}),
    "back": frozenset({"out", "off", "down"}), "agree with": frozenset({"that"}),
}  # fmt: skip
"""Words after a verb with which it means something else: "ends up being the guarantee"."""


def _is_other_sense(pattern: Pattern, group: Group, after: str) -> bool:
    """Whether the word after a verb makes it another one."""
    rated = pattern.lemma == "consider" and group.be and not is_active(pattern.forms)
    return after in OTHER_SENSE.get(pattern.lemma, ()) or (rated and after in RATED)


RATED = frozenset({"a", "an", "as"})
"""Words by which what "is considered" is rated and not weighed: "considered an attack against all"."""

ASKED = frozenset({"question", "questions"})
"""What is asked without asking for anything."""

STRUCK = frozenset({"reach", "strike", "clinch", "seal", "close"})
DEALS = frozenset(
    {"deal", "deals", "agreement", "agreements", "pact", "pacts", "accord", "accords", "compact", "treaty"}
)
WIELDED = frozenset({
    Instrument.ARMS, Instrument.TROOPS, Instrument.AIR, Instrument.MARITIME, Instrument.NUCLEAR, Instrument.BACKSTOP,
})  # fmt: skip
"""What a town is struck with, or by whom a line is reached; a deal on them is named as one."""
STRUCK_REACH = 6
"""Words after "reached" among which the deal stands."""


def _is_blow(tokens: Sequence[Token], found: ActFound, group: Group) -> bool:
    """Whether a town or a target is struck or reached, and no deal."""
    if found.pattern.lemma not in STRUCK or group.be:
        return False
    after = tokens[found.end : found.end + STRUCK_REACH]
    return not any(_is_agreed(token) or token.lower in DEALS for token in after)


def _is_agreed(token: Token) -> bool:
    return isinstance(token.entry, InstrumentEntry) and token.entry.instrument not in WIELDED


def is_active(forms: frozenset[Form]) -> bool:
    """`has been discussing` is active though it holds a be."""
    return Form.GERUND in forms
