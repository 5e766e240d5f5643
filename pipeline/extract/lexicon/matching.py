"""Find every surface of the lexicon in a text: longest first from the left, whole words, true offsets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

import ahocorasick

from pipeline.errors import SettingsError
from pipeline.extract.lexicon.entries import CueEntry, CueKind, Entry, Match
from pipeline.extract.lexicon.fold import fold, folded_text

PLACE = itemgetter(0, 1)
SHORT = 4
"""A surface of at most so many capitals (US, UN, NATO) is matched as written: small, it is another word."""


class CaseRule(StrEnum):
    """How the text must be written for a surface to count."""

    ANY = "any"
    CAPITAL = "capital"
    EXACT = "exact"
    SMALL = "small"


def case_rule(surface: str) -> CaseRule:
    """As the surface is written: US exactly so, "the West" with its capital, "prime minister" in any case."""
    if surface == surface.lower():
        return CaseRule.ANY
    letters = "".join(filter(str.isalpha, surface)) if len(surface) <= 2 * SHORT else surface
    return CaseRule.EXACT if len(letters) <= SHORT and letters.isupper() else CaseRule.CAPITAL


@dataclass(frozen=True, slots=True)
class SharedName:
    """A surname of several people, or of one whose surname is a common one: resolved by date and company.

    `guarded` ids need the full name earlier in the text, or a title just before the surname.
    """

    person_ids: tuple[str, ...]
    guarded: frozenset[str] = frozenset()


class Surface(NamedTuple):
    """A wording, what it means, and where it was written down (for errors)."""

    text: str
    entry: Entry | SharedName
    origin: str
    is_small: bool = False

    @property
    def rule(self) -> CaseRule:
        """How the text must be written for it."""
        return CaseRule.SMALL if self.is_small else case_rule(self.text)


class Alternative(NamedTuple):
    """A way of writing a folded wording; `capital` is the offset of the first capital it asks for."""

    rule: CaseRule
    text: str
    capital: int
    entry: Entry | SharedName


Hit = tuple[int, int, Entry | SharedName]
"""A surface found at [start, end), before shared names are resolved."""
Found = tuple[int, int, Entry | SharedName]
"""Start, end with its sign turned (so that sorting puts the longest first), and what was found."""


class Matcher:
    """An automaton over folded surfaces; built once, then read by any number of callers."""

    def __init__(self, surfaces: Iterable[Surface]) -> None:
        written: dict[str, list[tuple[CaseRule, Surface]]] = {}
        for surface in surfaces:
            key = folded_text(surface.text)
            # What is folded already is written in small letters, and most wordings are met once: both told quickly.
            rule = ANY if surface.text == key and not surface.is_small else surface.rule
            if key in written:
                _add(written[key], rule, surface)
            else:
                written[key] = [(rule, surface)]
        self._automaton = ahocorasick.Automaton()
        for key, known in written.items():
            plain = known[0][1].entry if len(known) == 1 and known[0][0] is ANY else None
            alternatives = () if plain else tuple(_alternative(rule, surface) for rule, surface in known)
            self._automaton.add_word(key, (len(key), plain, _is_function_word(known[0][1].entry), alternatives))
        self._automaton.make_automaton()
        self.size = len(written)

    def hits(self, text: str) -> list[Hit]:
        """The surfaces in `text` from the left: no two names overlap, nor two cues; a cue inside a name is left out."""
        folded = fold(text)
        words = f" {folded.text} "  # so that each surface has a neighbour on either side
        # Half of what the automaton finds is the inside of a word: left out before anything else is asked of it.
        whole = [
            (last - found[0], last, found)
            for last, found in self._automaton.iter(words)
            if not words[last + 1].isalnum() and not words[last - found[0]].isalnum()
        ]
        if folded.places is not None:
            whole = [(*folded.span(start, end), found) for start, end, found in whole]
        names: list[Found] = []
        cues: list[Found] = []
        for start, end, (_, plain, is_cue, alternatives) in whole:
            if plain is not None:
                (cues if is_cue else names).append((start, -end, plain))
            elif (entry := _written_as(alternatives, text, start, end)) is not None:
                (cues if _is_function_word(entry) else names).append((start, -end, entry))
        return _two_layers(names, cues)


def _add(known: list[tuple[CaseRule, Surface]], rule: CaseRule, surface: Surface) -> None:
    """Add a way of writing a folded wording, unless it is known; raises SettingsError where it means another entry."""
    for other_rule, other in known:
        if rule is other_rule and (rule is not CaseRule.EXACT or surface.text == other.text):
            if other.entry == surface.entry:
                return
            raise SettingsError(
                f"{surface.origin}: the wording {surface.text!r} already means {other.entry!r} ({other.origin}); "
                "keep it in one place"
            )
    known.append((rule, surface))


def _alternative(rule: CaseRule, surface: Surface) -> Alternative:
    text, capital = surface.text, 0
    if rule is CaseRule.CAPITAL and not text[0].isupper():
        capital = next(at for at, sign in enumerate(text) if sign.isupper())
    return Alternative(rule, text, capital, surface.entry)


def _written_as(alternatives: Sequence[Alternative], text: str, start: int, end: int) -> Entry | SharedName | None:
    """The alternative whose way of writing the text follows, the strictest first."""
    best: Entry | SharedName | None = None
    for rule, surface, capital, entry in alternatives:
        if rule is CAPITAL:
            best = best if text[start + capital].islower() else entry
        elif rule is ANY:
            best = best or entry
        elif text[start:end].islower() if rule is SMALL else text[start:end] == surface:
            return entry
    return best


# Told once: Python 3.11 looks a member of an enumeration up ten times as slowly as any other name.
ANY, CAPITAL, SMALL = CaseRule.ANY, CaseRule.CAPITAL, CaseRule.SMALL


def _two_layers(names: list[Found], cues: list[Found]) -> list[Hit]:
    """Names in one layer and cues in another, so that "without US support" is a condition and still names the US."""
    hits = _leftmost_longest(names)
    inside = bytearray(hits[-1][1] if hits else 0)
    for start, end, _ in hits:
        inside[start:end] = b"\x01" * (end - start)
    hits += [cue for cue in _leftmost_longest(cues) if cue[1] > len(inside) or 0 in inside[cue[0] : cue[1]]]
    hits.sort(key=PLACE)
    return hits


def _is_function_word(entry: Entry | SharedName) -> bool:
    return isinstance(entry, CueEntry) and entry.kind not in NAMING_CUES


NAMING_CUES = frozenset({CueKind.MASK, CueKind.OTHER_BENEFICIARY, CueKind.OFF_TOPIC})
"""Cues that stand for a thing, and so take the place of the names inside them."""


def _leftmost_longest(found: list[Found]) -> list[Hit]:
    found.sort(key=PLACE)
    hits: list[Hit] = []
    free_from = 0
    for start, minus_end, entry in found:
        if start >= free_from:
            hits.append((start, -minus_end, entry))
            free_from = -minus_end
    return hits


def make_match(text: str, start: int, end: int, entry: Entry) -> Match:
    """The match of an entry found at [start, end), with what a hyphen ties to it."""
    tied = text[end : end + 1] in HYPHENS or text[start - 1 : start] in HYPHENS
    return Match(start, end, text[start:end], entry, _glued(text, start, end) if tied else "")


HYPHENS = frozenset("-‐‑")


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
