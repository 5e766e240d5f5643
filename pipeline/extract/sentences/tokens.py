"""Words of a sentence with a light tag each: names found by the lexicon are one token, closed classes are listed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract.lexicon import (
    CountryEntry,
    CueEntry,
    Entry,
    InstrumentEntry,
    Match,
    OutletEntry,
    SummitEntry,
    SurfaceKind,
    TitleEntry,
)

WORD = re.compile(
    # No blank begins a word: told once, not by every alternative. Then the commonest: a plain word before a blank.
    r"(?!\s)(?:[^\W\d_]++(?=[\s,.])"
    # A word with its hyphened parts, or one that ends in a contracted "not".
    r"|[^\W\d_][^\W_]*+(?:(?<=[^\W\d_]n)['’]t\b|(?:[-‐‑][^\W_]+)*)"
    r"|\d+[-‐‑][^\W\d_]+|[€$£]?\d[\d.,]*(?:(?<=[.,])\d+|(?<=\d))(?:[-–]\d[\d,]*(?![-–]))?(?:[^\W\d_]+)?"
    r"|[^\W_]+(?:[-‐‑][^\W_]+)*"
    r"|(?<=\w)['’](?:s|re|ve|ll|d|m)\b|(?<=s)['’](?=\s+[^\W_])|[^\w\s]|_)"
)

ACTOR, INSTRUMENT, PERSON_TITLE = "a", "i", "l"
TAGS: dict[str, str] = {}


def _list(tag: str, words: str) -> None:
    for word in words.split():
        TAGS.setdefault(word, tag)


_list("x", "be is are was were been being am 're 'm ai")
_list("h", "have has had having 've")
_list("m", "will would can could may might shall should must ought 'll 'd wo ca sha cannot")
_list("z", "do does did")
_list("n", "not n't never no neither nor without none nobody nothing hardly")
_list("t", "to")
_list("u", "he she they we i it you him her them us me himself herself themselves itself who")
_list("r", "which whose whom where")
_list("c", "that whether")
_list("j", "and or but & plus")
_list(
    "w",
    "because while although though if unless when once until till since whereas after before as amid despite than lest "
    "following",
)
_list("d", "the a an this these those its his their our my your any some every all both another such either half")
_list(
    "p",
    "of in on at by for from with without into onto over under about against between among across through "
    "during within "
    "towards toward upon via near per like unlike around behind beyond off out up down ahead alongside regarding "
    "concerning including outside inside",
)
_list(
    "y",
    "each also again still already now then once ever just only even soon later earlier yet formally "
    "publicly privately "
    "repeatedly reportedly finally recently previously temporarily immediately categorically firmly strongly openly "
    "flatly officially jointly together too today yesterday tomorrow tonight not-only further instead rather almost "
    "nearly well long fully possibly probably likely potentially perhaps maybe apparently effectively initially "
    "separately reluctantly quickly outright always often meanwhile however therefore thus either back forward away",
)
_list(",", ",")
_list(";", "; : — – - … . ! ? ( ) [ ]")
_list("q", "one two three four five six seven eight nine ten dozen hundred thousand million billion")


@dataclass(slots=True)
class Token:
    """A word at [start, end) of its field; `lower` is folded, `match` the lexicon's entry where it named one."""

    lower: str
    start: int
    end: int
    tag: str
    match: Match | None = None
    quoted: bool = False
    capital: bool = False

    @property
    def entry(self) -> Entry | None:
        """What the lexicon says the word is, if it is in it."""
        return self.match.entry if self.match is not None else None


ACTS_IN_WORDING = ("drop", "abandon", "giv", "renounc", "rul", "exclud", "bar", "not ", "will ", "never ", "to ")
"""Beginnings of wordings that hold an act beside the instrument: the act must stay visible to the rules."""


def merges(match: Match) -> bool:
    """Whether a match stands as one token: names, instruments, titles, media and summits do, cues do not."""
    return not isinstance(match.entry, CueEntry)


def holds_act(match: Match) -> bool:
    """Whether a wording of an instrument begins with what is done to it."""
    return isinstance(match.entry, InstrumentEntry) and match.text.lower().startswith(ACTS_IN_WORDING)


def tag_of_match(match: Match) -> str:
    """a actor, e demonym, l title, i instrument, o medium, s summit, k a name that a hyphen makes an adjective."""
    entry = match.entry
    if match.glued and not isinstance(entry, InstrumentEntry):
        return "k"
    if isinstance(entry, CountryEntry) and entry.kind is SurfaceKind.DEMONYM:
        return "e"
    return TAG_OF_ENTRY.get(type(entry), ACTOR)


TAG_OF_ENTRY: dict[type, str] = {
    InstrumentEntry: INSTRUMENT, TitleEntry: PERSON_TITLE, OutletEntry: "o", SummitEntry: "s",
}  # fmt: skip


CACHED = 60_000
"""Words whose tag is remembered: the vocabulary of a few thousand articles."""


@lru_cache(maxsize=CACHED)
def fold_word(word: str) -> str:
    """A word as the rules compare it: small letters, straight apostrophe and hyphen."""
    return word.lower().replace("’", "'").replace("‑", "-").replace("‐", "-")


@lru_cache(maxsize=CACHED)
def tag_of_word(lower: str) -> str:
    """The tag of a word outside the lexicon; `k` (any content word) where no closed class lists it."""
    tag = TAGS.get(lower)
    if tag is not None:
        return tag
    if lower[0].isdigit() or lower[0] in "€$£":
        return "q"
    if len(lower) > 4 and lower.endswith("ly") and lower not in NOT_ADVERBS:
        return "y"
    return "k"


DATE_WORDS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "last", "next", "late", "early", "earlier",
    "june", "july", "august", "september", "october", "november", "december", "week", "month", "year", "morning",
    "evening",
})  # fmt: skip
"""Words that tell when, by which a noun beside them is no object."""
NOT_ADVERBS = frozenset({
    "supply", "apply", "reply", "rely", "ally", "family", "italy", "july", "assembly", "imply", "rally", "unlikely",
})  # fmt: skip


QUOTATION = re.compile(r"“[^”\n]{1,2000}”|\"[^\"\n]{1,2000}\"")
"""A quotation that may run over several sentences of a paragraph."""


def quotations_in(text: str) -> list[tuple[int, int]]:
    """The [start, end) of every quotation of a text, its marks included."""
    return [found.span() for found in QUOTATION.finditer(text)]


def tokenize(text: str, start: int, end: int, matches: Sequence[Match], closing: str = "") -> list[Token]:
    """The tokens of [start, end), quotation marks left out; `matches` are the lexicon's finds inside it, in order.

    `closing` is the mark that ends the quotation in whose middle the stretch begins, if it does.
    """
    scanner = _Scanner(text, closing)
    at = start
    for match in matches:
        if match.start < at or not merges(match):
            continue
        scanner.plain(at, match.start)
        scanner.name(match)
        at = match.end
    scanner.plain(at, end)
    return scanner.tokens


BY_NEIGHBOURS = "?"
"""What `_known` answers for a word whose tag, or number of tokens, its neighbours decide."""


@lru_cache(maxsize=CACHED)
def _known(word: str) -> tuple[str, str, bool]:
    """A word folded, its tag, and whether it has a capital."""
    lower, capital = fold_word(word), word[0].isupper()
    if word in QUOTES or lower in ("'s", "-", "again") or (lower == "may" and capital) or _is_contracted_not(lower):
        return lower, BY_NEIGHBOURS, capital
    return lower, tag_of_word(lower), capital


def _is_contracted_not(lower: str) -> bool:
    return lower.endswith("n't") and len(lower) > 3


class _Scanner:
    """Collects tokens and knows whether it stands inside a quotation."""

    def __init__(self, text: str, closing: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.closing = closing

    def name(self, match: Match) -> None:
        tag = tag_of_match(match)
        capital = match.text[0].isupper()
        lower = fold_word(match.text)
        self.tokens.append(Token(lower, match.start, match.end, tag, match, bool(self.closing), capital))

    def plain(self, start: int, end: int) -> None:
        add, quoted = self.tokens.append, bool(self.closing)
        for found in WORD.finditer(self.text, start, end):
            word, at = found.group(), found.start()
            lower, tag, capital = _known(word)
            if tag is BY_NEIGHBOURS:
                self._by_neighbours(word, lower, at)
                quoted = bool(self.closing)
            else:
                add(Token(lower, at, at + len(word), tag, None, quoted, capital))

    def _by_neighbours(self, word: str, lower: str, start: int) -> None:
        stop = start + len(word)
        if word in QUOTES:
            self._quote(word, start)
        elif lower == "'s":
            self._add(lower, "x" if self.tokens and _takes_is(self.tokens[-1]) else "'", start, stop)
        elif lower == "again":
            if self.tokens and self.tokens[-1].lower == "once":
                self.tokens[-1].tag = "y"  # "has once again spoken out"
            self._add(lower, "y", start, stop)
        elif lower == "-":
            self._add(lower, tag_of_word(lower) if self._is_dash(start) else "k", start, stop)
        elif lower == "may":
            is_month = bool(self.tokens) and _opens_month(self.tokens[-1])
            self._add(lower, "k" if is_month else tag_of_word(lower), start, stop)
        else:
            self._add(lower[:-3], tag_of_word(lower[:-3]), start, stop - 3)
            self._add("n't", "n", stop - 3, stop)

    def _add(self, lower: str, tag: str, start: int, stop: int) -> None:
        self.tokens.append(Token(lower, start, stop, tag, None, bool(self.closing), self.text[start].isupper()))

    def _is_dash(self, start: int) -> bool:
        return self.text[start - 1 : start].isspace() and self.text[start + 1 : start + 2].isspace()

    def _quote(self, mark: str, start: int) -> None:
        """Open or close; a single mark opens only before a letter and after no letter."""
        if self.closing:
            if mark in self.closing:
                self.closing = ""
            return
        if mark in "'’" and start and self.text[start - 1].isalnum():
            if self.text[start - 1] in "sS":
                self.tokens.append(Token("'s", start, start + 1, "'"))
            return
        self.closing = CLOSERS.get(mark, "")


def _opens_month(token: Token) -> bool:
    """Whether a capital "May" after this word is the month: "the last day of May", "19 May"."""
    return (
        token.lower in {"of", "in", "on", "by", "since", "until", "late", "early", "last", "from", "to"}
        or token.tag == "q"
    )


def _takes_is(token: Token) -> bool:
    """Whether 's after this word is short for "is" and no genitive."""
    return token.tag == "u" or token.lower in {"there", "that", "here", "what", "where"}


CLOSERS = {"“": '”"', '"': '"”', "„": '“”"', "«": "»", "‘": "’'", "'": "'’"}
QUOTES = frozenset("“”„«»‘’'\"")
