"""Find every surface of the lexicon in a text: longest first from the left, whole words, true offsets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import ahocorasick

from pipeline.errors import SettingsError
from pipeline.extract.lexicon.entries import Entry, Match
from pipeline.extract.lexicon.fold import fold

SHORT = 4
"""A surface of at most so many capitals (US, UN, NATO) is matched as written: small, it is another word."""


class CaseRule(StrEnum):
    """How the text must be written for a surface to count."""

    ANY = "any"
    INITIAL = "initial"
    EXACT = "exact"
    SMALL = "small"


def case_rule(surface: str) -> CaseRule:
    """As the surface is written: US exactly so, Poland with its capital, "prime minister" in any case."""
    letters = [sign for sign in surface if sign.isalpha()]
    if letters and len(letters) <= SHORT and all(sign.isupper() for sign in letters):
        return CaseRule.EXACT
    return CaseRule.INITIAL if surface[:1].isupper() else CaseRule.ANY


@dataclass(frozen=True, slots=True)
class SharedName:
    """A surname of several people, or of one whose surname is a common one: resolved by date and company.

    `guarded` ids need the full name earlier in the text, or a title just before the surname.
    """

    person_ids: tuple[str, ...]
    guarded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Surface:
    """A wording, what it means, and where it was written down (for errors)."""

    text: str
    entry: Entry | SharedName
    origin: str
    is_small: bool = False

    @property
    def rule(self) -> CaseRule:
        """How the text must be written for it."""
        return CaseRule.SMALL if self.is_small else case_rule(self.text)


@dataclass(frozen=True, slots=True)
class Hit:
    """A surface found, before shared names are resolved."""

    start: int
    end: int
    entry: Entry | SharedName


class Matcher:
    """An automaton over folded surfaces; built once, then read by any number of callers."""

    def __init__(self, surfaces: Iterable[Surface]) -> None:
        rules: dict[str, dict[tuple[CaseRule, str], Surface]] = {}
        for surface in surfaces:
            _add(rules.setdefault(fold(surface.text).text, {}), surface)
        self._automaton = ahocorasick.Automaton()
        for key, known in rules.items():
            alternatives = tuple((rule, found.text, found.entry) for (rule, _), found in known.items())
            self._automaton.add_word(key, (len(key), alternatives))
        self._automaton.make_automaton()
        self.size = len(rules)

    def hits(self, text: str) -> list[Hit]:
        """The surfaces in `text`, leftmost and longest first, none overlapping."""
        folded = fold(text)
        words = folded.text
        last = len(words) - 1
        found: list[tuple[int, int, Entry | SharedName]] = []
        for at, (length, alternatives) in self._automaton.iter(words):
            start = at - length + 1
            if (start and _in_word(words[start - 1])) or (at < last and _in_word(words[at + 1])):
                continue
            begin, end = folded.span(start, at + 1)
            entry = _written_as(alternatives, text, begin, end)
            if entry is not None:
                found.append((begin, -end, entry))
        return _leftmost_longest(found)


def _add(known: dict[tuple[CaseRule, str], Surface], surface: Surface) -> None:
    rule = surface.rule
    key = (rule, surface.text if rule is CaseRule.EXACT else "")
    other = known.setdefault(key, surface)
    if other.entry != surface.entry:
        raise SettingsError(
            f"{surface.origin}: the wording {surface.text!r} already means {other.entry!r} ({other.origin}); "
            "keep it in one place"
        )


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _written_as(
    alternatives: Sequence[tuple[CaseRule, str, Entry | SharedName]], text: str, start: int, end: int
) -> Entry | SharedName | None:
    """The alternative whose way of writing the text follows, the strictest first."""
    best: Entry | SharedName | None = None
    for rule, surface, entry in alternatives:
        if rule is CaseRule.EXACT and text[start:end] == surface:
            return entry
        if (rule is CaseRule.ANY and best is None) or (rule is CaseRule.INITIAL and not text[start].islower()):
            best = entry
        elif rule is CaseRule.SMALL and text[start:end].islower():
            return entry
    return best


def _leftmost_longest(found: list[tuple[int, int, Entry | SharedName]]) -> list[Hit]:
    found.sort(key=_place)
    hits: list[Hit] = []
    free_from = 0
    for start, minus_end, entry in found:
        if start >= free_from:
            hits.append(Hit(start, -minus_end, entry))
            free_from = -minus_end
    return hits


def _place(found: tuple[int, int, object]) -> tuple[int, int]:
    return found[0], found[1]


def make_match(text: str, hit: Hit, entry: Entry) -> Match:
    """The match of a hit, with what a hyphen ties to it."""
    return Match(hit.start, hit.end, text[hit.start : hit.end], entry, _glued(text, hit.start, hit.end))


HYPHENS = "-‐‑"


def _glued(text: str, start: int, end: int) -> str:
    """`-led` of "US-led" or `pro-` of "pro-Russian"; nothing where a capital follows ("US-Ukraine deal")."""
    if end + 1 < len(text) and text[end] in HYPHENS and text[end + 1].islower():
        stop = end + 1
        while stop < len(text) and text[stop].isalpha():
            stop += 1
        return text[end:stop]
    if start > 1 and text[start - 1] in HYPHENS and text[start - 2].isalpha():
        begin = start - 2
        while begin > 0 and text[begin - 1].isalpha():
            begin -= 1
        prefix = text[begin:start]
        return prefix if prefix[:-1].lower() in PREFIXES else ""
    return ""


PREFIXES = frozenset({"pro", "anti", "non", "ex", "post", "pre", "ultra", "trans", "mid", "sub"})
"""Prefixes that turn a name into something else; "Franco-German" and "US-Ukraine" are two names instead."""
