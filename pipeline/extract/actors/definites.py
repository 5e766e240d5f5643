"""Whom a noun with an article means that names nobody: "the two leaders", "both countries", "the prime minister"."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.actors.memory import Memory
from pipeline.extract.actors.named import Named
from pipeline.extract.actors.phrases import DUO
from pipeline.extract.lexicon import TitleEntry
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Sector


def definite(memory: Memory, tokens: Sequence[Token], words: Sequence[str]) -> list[Named]:
    """ "The two leaders", "both countries", "the prime minister"."""
    if 1 < len(words) <= COUNTRY_REACH and words[-2] == "the" and words[-1] in COUNTRY:
        return memory.at_home()
    if DUO.isdisjoint(words) and "l" not in [token.tag for token in tokens]:
        return memory.group if list(words) in THREE and len(memory.group) == TRIO else []
    first = next((at for at, word in enumerate(words) if word in ("the", "both", "two", "these")), len(words))
    while first + 1 < len(words) and words[first] == "the" and _is_adjunct(tokens, first):
        first = next((at for at in range(first + 1, len(words)) if words[at] in ("the", "both")), len(words))
    if DUO.intersection(words[first : first + 3]):
        meant = memory.met or memory.group
        return _pair(meant) if "two" in words[first : first + 3] else meant
    plural = (first < len(words) and words[first] == "the") or (tokens and tokens[0].tag == "l")
    named = next((t for t in tokens[first if first < len(words) else 0 :] if t.tag == "l"), None)
    if plural and named is not None and named.lower in LEADERS and (memory.met or memory.group):
        return memory.met or memory.group
    if words and (words[0] == "the" or tokens[0].tag == "l" or words[0] == "a"):
        institution = next((t for t in tokens[:INSTITUTION_REACH] if _is_institution(t)), None)
        if institution is not None and isinstance(institution.entry, TitleEntry):
            return [replace(one, sector=institution.entry.sector, name=None) for one in memory.at_home()]
    titled = any(_is_one_office(token) for token in tokens) and not any(token.tag == "'" for token in tokens)
    return memory.person[:1] if titled and words[0] == "the" else []


COUNTRY = frozenset({"country", "nation", "republic", "kingdom", "opposition"})
"""Nouns that with an article mean the country told of, or its opposition."""
COUNTRY_REACH = 4
"""Words of a subject that is no more than "and the country"."""

THREE = (["the", "three"], ["the", "trio"], ["all", "three"])
PAIR, TRIO = 2, 3


def _pair(group: Sequence[Named]) -> list[Named]:
    """The two of three that do not include Ukraine: of those who signed with it, "the two countries" send troops."""
    others = [one for one in group if one.code != "UKR"]
    return others if len(group) > len(others) == PAIR else list(group)


LEADERS = frozenset({"leaders", "ministers", "ambassadors", "diplomats", "heads of state", "heads of government"})
"""The many whom a sentence before named: "the leaders agreed to"."""


def _is_adjunct(tokens: Sequence[Token], at: int) -> bool:
    """Whether the article at `at` stands in a phrase with a preposition: "Under the document, the two countries"."""
    return at > 0 and tokens[at - 1].tag == "p"


INSTITUTION_REACH = 4
"""Words at the beginning of a subject in which its institution stands: "the centre-right government"."""


def _is_institution(token: Token) -> bool:
    """Whether a title is a country's government, ministry or parliament, or its members."""
    entry = token.entry
    if token.tag != "l" or not isinstance(entry, TitleEntry):
        return False
    return (entry.is_institution and entry.key not in ("delegation", "military")) or (
        entry.is_plural and entry.sector is Sector.LEG
    )


def _is_one_office(token: Token) -> bool:
    """Whether a title is one man's: "the prime minister", not "the leaders"."""
    return token.tag == "l" and not (isinstance(token.entry, TitleEntry) and token.entry.is_plural)
