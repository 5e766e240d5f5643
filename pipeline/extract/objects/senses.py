"""What the words around an instrument make of it: another thing, or no more than the frame or the aim of another."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.lexicon import CountryEntry, PersonEntry
from pipeline.extract.lexicon.short_names import INS
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Instrument

TRAINING = frozenset({"train", "trains", "trained", "training", "to train", "instruct", "teach"})
TRAINED = 6
"""Words after "train" in which soldiers are those who are trained: "to train some 700 soldiers"."""
ABOVE = frozenset({"in the air", "by air", "from the air", "on land", "at sea", "by sea"})
ON_LAND = frozenset({"land", "ground", "water"})
AROUND = 6
"""Words around "in the air" in which "on land" makes it a place, not what is done there."""


OF_FORCES = frozenset({
    "naval", "air", "military", "maritime", "aerial", "surveillance", "logistical", "intelligence", "defence",
    "defense", "nato", "nuclear", "strategic",
})  # fmt: skip
"""Whose assets are no money."""
MEDIATING = frozenset({"african", "papal", "vatican", "diplomatic", "shuttle", "vatican's", "pope's"})
"""Whose peace mission talks: nobody's soldiers."""
RECEIVING = 5
"""Words after "peace mission to" in which Russia makes it one of mediators."""
PATIENTS = frozenset({
    "wounded", "injured", "battle-weary", "disabled", "traumatised", "traumatized", "exhausted", "captured", "fallen",
    "killed", "returning", "missing", "former", "demobilised", "demobilized", "convalescent", "sick",
})  # fmt: skip
"""What soldiers are that are cared for, not sent."""
CARE = frozenset({
    "well-being", "wellbeing", "health", "rehabilitation", "treatment", "families", "widows", "mothers", "evacuation",
    "morale", "bodies", "remains", "exchange", "release", "funeral", "funerals", "graves", "memory", "needs",
})  # fmt: skip
"""What "of" or "for" soldiers shows that they are cared for: "for the well-being of their soldiers"."""


def is_of_another_kind(tokens: Sequence[Token], at: int, instrument: Instrument) -> bool:
    """Whether a wording names what a treaty bans, the neutrality of a thing, a place, patients or mediators."""
    near = tokens[max(0, at - 2) : at]
    if instrument is INS.TROOPS and (_are_cared_for(tokens, at) or _mediates(tokens, at)):
        return True
    if tokens[at].lower == "assets" and near and near[-1].lower in OF_FORCES:
        return True  # "could offer naval and air assets"
    if tokens[at].lower in ("aid", "help", "support") and near and near[-1].tag == "t":
        return at + 1 < len(tokens) and tokens[at + 1].tag in "ae"  # "a force to aid Ukraine"
    if tokens[at].lower in ABOVE and _is_everywhere(tokens, at):
        return True
    if instrument is INS.NUCLEAR and any(
        token.lower.startswith("european") for token in tokens[max(0, at - 2) : at + 1]
    ):
        return True  # the umbrella that Europe would have of its own
    if len(near) < 2:
        return False
    if instrument is INS.NEUTRAL:
        return near[1].tag == "'" and near[0].tag == "k" and near[0].lower not in ("country", "nation", "state")
    controlled = instrument in (INS.ARMS, INS.NUCLEAR) and near[1].lower in ("on", "against", "banning", "of")
    return controlled and near[0].lower in ("treaty", "convention", "moratorium", "non-proliferation")


def _are_cared_for(tokens: Sequence[Token], at: int) -> bool:
    before = [token.lower for token in tokens[max(0, at - 4) : at]]
    if before[-1:] and before[-1] in PATIENTS:
        return True
    links = [place for place, word in enumerate(before) if word in ("of", "for") and place > 0]
    return any(before[place - 1] in CARE for place in links)


def _mediates(tokens: Sequence[Token], at: int) -> bool:
    """Whether a "peace mission" is one of mediators: by whose it is, or because Russia receives it."""
    if not tokens[at].lower.endswith(("peace mission", "peace missions")):
        return False
    after = tokens[at + 1 : at + 1 + RECEIVING]
    received = bool(after) and after[0].lower == "to" and any(is_russian(token) for token in after)
    return received or any(token.lower in MEDIATING for token in tokens[max(0, at - 2) : at])


def is_russian(token: Token) -> bool:
    """Whether a name is Russia's or that of one of its people."""
    entry = token.entry
    return (isinstance(entry, PersonEntry) and entry.country == "RUS") or (
        isinstance(entry, CountryEntry) and entry.code == "RUS"
    )


def are_trained(tokens: Sequence[Token], at: int) -> bool:
    """Whether soldiers are the object of training, with no other thing between."""
    for before in range(at - 1, max(0, at - TRAINED) - 1, -1):
        if tokens[before].lower in TRAINING:
            return True
        if tokens[before].tag in "a,;jwix" or tokens[before].lower in ("in", "by", "with", "from", "for"):
            return False
    return False


def _is_everywhere(tokens: Sequence[Token], at: int) -> bool:
    """Whether a thing is said to be "on land" as well as "in the air": "on land or in the air"."""
    places = (place for place in range(max(2, at - AROUND), at) if tokens[place].lower in ON_LAND)
    return any("i" in (tokens[place - 1].tag, tokens[place - 2].tag) for place in places)


FRAMING = ("under", "within", "regarding", "concerning")
RELATING = frozenset({("relation", "to"), ("part", "of"), ("context", "of"), ("framework", "of"), ("terms", "of")})


def is_framed(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether the instrument only frames another: "as part of security guarantees"; a sum says not what it buys."""
    if tokens[at].lower.startswith(("billion ", "bn ", "euros ")):
        return True
    before = [token.lower for token in tokens[max(start, at - 5) : at]]
    if before[-1:] == ["as"] or (before[-2:-1] == ["as"] and tokens[at - 1].tag == "d"):
        return True
    if not RELATING.isdisjoint(pairwise(before)) or not set(before).isdisjoint(FRAMING):
        return True
    return "part" in before and "of" in before


BEST = frozenset({
    "best", "strongest", "only", "main", "real", "key", "reliable", "important", "ultimate", "first", "effective",
    "surest", "greatest",
})  # fmt: skip
BEING = frozenset({"is", "are", "was", "be", "remains", "means", "lies"})


def is_defined(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows says which thing a guarantee is: "the best guarantee is NATO membership"."""
    praised = any(token.lower in BEST for token in tokens[max(0, at - 5) : at])
    return praised and any(token.lower in BEING for token in tokens[at + 1 : at + 4])


AIMING = ("guarantee", "ensur", "secur", "protect", "safeguard", "deter", "prevent", "defend", "uphold", "keep")
"""How verbs begin by which soldiers or arms are said to be for something."""


def is_aim(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether an infinitive names a guarantee as the aim of a thing named before: "troops to ensure guarantees"."""
    words = [token.lower for token in tokens[max(start, at - 4) : at + 1]]
    to = next((place for place, word in enumerate(words[:-1]) if word == "to"), None)
    if to is None:
        return False
    verb = words[to + 2] if words[to + 1] == "help" and to + 2 < len(words) else words[to + 1]
    place = max(start, at - 4) + to - 1
    return verb.startswith(AIMING) and place >= start and tokens[place].tag in "iak" and _holds(tokens, start, place)


def _holds(tokens: Sequence[Token], start: int, place: int) -> bool:
    """Whether an instrument stands shortly before an aim."""
    return any(token.tag == "i" for token in tokens[max(start, place - 4) : place + 1])
