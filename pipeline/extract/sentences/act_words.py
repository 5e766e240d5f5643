"""The act lexicon: wordings as patterns over words, found in a tokenized sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pipeline.extract.sentences.judgements import Judgement, judged
from pipeline.extract.sentences.tokens import DATE_WORDS, Token
from pipeline.extract.sentences.verbs import Form

GAP = 6
"""Words that `*` may stand for: "put British boots on", not half a sentence."""


class Force(StrEnum):
    """What an act word does to the meaning: the event types, and the parts they are composed of."""

    CONSULT = "CONSULT"
    CONSIDER = "CONSIDER"
    PROPOSE = "PROPOSE"
    REQUEST = "REQUEST"
    PLEDGE = "PLEDGE"
    SIGN = "SIGN"
    RATIFY = "RATIFY"
    IMPLEMENT = "IMPLEMENT"
    SUPPORT = "SUPPORT"
    REJECT = "REJECT"
    ACCUSE = "ACCUSE"
    THREATEN = "THREATEN"
    SUSPEND = "SUSPEND"
    CONCEDE = "CONCEDE"
    SUPPLY = "SUPPLY"
    READY = "READY"
    WANT = "WANT"
    BEGIN = "BEGIN"
    UNDO = "UNDO"
    DENY = "DENY"
    REPORT = "REPORT"


class Kind(StrEnum):
    """The word class of a wording."""

    VERB = "verb"
    NOUN = "noun"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Act:
    """An entry of acts.toml."""

    act_id: str
    force: Force


@dataclass(frozen=True, slots=True)
class Pattern:
    """A wording: `words` with None for a gap; `forms` of its first word where it is a verb."""

    words: tuple[str | None, ...]
    act: Act
    kind: Kind
    forms: frozenset[Form]
    lemma: str


@dataclass(slots=True)  # made for every sentence: frozen takes four times as long
class ActFound:
    """A pattern found at tokens [start, end)."""

    start: int
    end: int
    pattern: Pattern


Rank = tuple[int, bool, str, bool, int]
Ranked = tuple[Rank, Pattern]


class Seconds(NamedTuple):
    """The patterns that share their first two words, by what comes next: nothing or a gap, or a third word."""

    open: list[Ranked]
    third: dict[str, list[Ranked]]


class Followers(NamedTuple):
    """The patterns that share their first word, by what comes next: nothing, a word, or a gap and then a word."""

    alone: list[Ranked]
    direct: dict[str, Seconds]
    beyond: dict[str, list[Ranked]]


class ActLexicon:
    """Patterns by first word, longest first."""

    def __init__(
        self,
        patterns: Sequence[Pattern],
        common: frozenset[str] = frozenset(),
        judgements: Sequence[Judgement] = (),
    ) -> None:
        self.common = common
        """Past and third-person forms of verbs without a force."""
        self.patterns = tuple(patterns)
        self.judgements = tuple(judgements)
        self._by_first: dict[str, Followers] = {}
        for number, pattern in enumerate(patterns):
            self._add(pattern, number)
        self._judgements: dict[str, list[Judgement]] = {}
        for judgement in judgements:
            self._judgements.setdefault(judgement.word, []).append(judgement)
            self._by_first.setdefault(judgement.word, Followers([], {}, {}))
        self._acts = {pattern.act.act_id: pattern.act for pattern in patterns}
        self.size = len(patterns)
        self.words = frozenset(self._by_first)
        """First words of all patterns."""
        self._seconds = {
            word: frozenset(direct)
            for word, (alone, direct, beyond) in self._by_first.items()
            if not alone and not beyond and word not in self._judgements
        }
        """The words that can follow a first word which begins nothing without one of them."""

    def _add(self, pattern: Pattern, number: int) -> None:
        first, second, third = (*pattern.words, None, None)[:3]
        assert first is not None  # a wording cannot begin with a gap
        alone, direct, beyond = self._by_first.setdefault(first, Followers([], {}, {}))
        known = alone
        if second is not None:
            seconds = direct.setdefault(second, Seconds([], {}))
            known = seconds.open if third is None else seconds.third.setdefault(third, [])
        elif (beyond_gap := next((word for word in pattern.words[1:] if word is not None), None)) is not None:
            known = beyond.setdefault(beyond_gap, [])
        known.append((_rank(pattern, number), pattern))

    def may_begin(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a pattern may begin at its first word: the word after it leaves most of "the" and "in" out."""
        seconds = self._seconds.get(tokens[index].lower)
        if seconds is None:
            return True
        return not seconds.isdisjoint([_first_word(tokens[place]) for place in _next_places(tokens, index + 1)])

    def at(self, tokens: Sequence[Token], index: int) -> list[ActFound]:
        """The patterns that begin at a token, the longest first."""
        word = tokens[index].lower
        followers = self._by_first.get(word)
        if followers is None:
            return []
        found = [(rank, ActFound(index, index + 1, pattern)) for rank, pattern in followers.alone]
        for rank, pattern in _in_reach(followers, tokens, index):
            end = _end(pattern.words, tokens, index)
            if end:
                found.append((rank, ActFound(index, end, pattern)))
        if word in self._judgements:
            found.extend(self._judged(tokens, index))
        if len(found) > 1:
            found.sort()
        return [act for _, act in found] if found else []

    def _judged(self, tokens: Sequence[Token], index: int) -> Iterator[tuple[Rank, ActFound]]:
        """What is called something from a token on, as patterns."""
        for number, one in enumerate(judged(tokens, index, self._judgements[tokens[index].lower])):
            verb = one.judgement
            lemma = f"{verb.lemma} * {' '.join(one.words)}"
            words = (verb.word, None, *one.words)
            pattern = Pattern(words, self._acts[verb.act_id], Kind.VERB, verb.forms, lemma)
            yield _rank(pattern, self.size + number), ActFound(index, one.end, pattern)


def _in_reach(followers: Followers, tokens: Sequence[Token], index: int) -> list[Ranked]:
    """The patterns of several words of which the next ones stand where they can stand."""
    _, direct, beyond = followers
    near: list[Ranked] = []
    if direct:
        for place in _next_places(tokens, index + 1):
            seconds = direct.get(_first_word(tokens[place]))
            if seconds is not None:
                near += _third_in_reach(seconds, tokens, place + 1)
    if beyond:
        near += _beyond_gap(beyond, tokens, index + 1)
    return near


def _next_places(tokens: Sequence[Token], at: int) -> Sequence[int]:
    """Where the next word of a wording can stand: here, or behind what the wording leaves out."""
    if at >= len(tokens):
        return ()
    token = tokens[at]
    if token.tag in LEFT_OUT or token.lower in ORDERING:
        return range(at, min(len(tokens), at + _leavable(tokens, at) + 1))
    dated = _dated_end(tokens, at) if token.lower in DATED else 0
    return (at, dated) if dated else (at,)


def _third_in_reach(seconds: Seconds, tokens: Sequence[Token], start: int) -> Sequence[Ranked]:
    """The patterns of which the third word, if they have one, stands at `start` or after a word that is left out."""
    known, third = seconds
    if not third:
        return known
    words = [_first_word(token) for token in tokens[start : start + 2]]
    return [*known, *(ranked for word in dict.fromkeys(words) for ranked in third.get(word, ()))]


def _beyond_gap(beyond: dict[str, list[Ranked]], tokens: Sequence[Token], start: int) -> list[Ranked]:
    """The patterns that go on after a gap which begins at `start`: none reaches over a word that no gap can hold."""
    seen: dict[str, None] = {}
    for token in tokens[start : start + GAP + 1]:
        word = token.lower if token.match is None else _first_word(token)
        if word in beyond:
            seen[word] = None
        if token.tag in ENDS_GAP or token.lower in NOT:
            break
    return [ranked for word in seen for ranked in beyond[word]] if seen else []


def _rank(pattern: Pattern, number: int) -> Rank:
    """Longest first; of equals a verb before a noun, because only a verb is checked against its neighbours."""
    words = pattern.words
    length = len(words) - words.count(None)
    is_direct = len(words) > 1 and words[1] is not None
    return -length, pattern.kind is not Kind.VERB, pattern.act.act_id, is_direct, number


def _first_word(token: Token) -> str:
    """The word by which a pattern goes on at a token.

    It can begin a meeting's name, "held talks in Geneva", or end an instrument's, "received military training".
    """
    if token.match is None:
        return token.lower
    if token.tag == "i" and token.lower.endswith(" training"):
        return "training"
    if token.tag == "i" and token.lower.startswith(JOINING):
        return token.lower.split(" ", 1)[0]
    return token.lower.split(" ", 1)[0] if token.tag == "s" else token.lower


def _end(words: Sequence[str | None], tokens: Sequence[Token], index: int) -> int:
    """Where the pattern ends if it stands at `index`, else 0."""
    at = start = index + 1
    last = len(tokens)
    gap = False
    for word in words[1:]:
        if word is None:
            gap = True
            continue
        if gap:
            at = _find(word, tokens, at, min(last, at + GAP + 1))
            if at < 0 or not _can_fill(tokens[start:at], word):
                return 0
        elif at >= last:
            return 0
        elif tokens[at].lower != word and _first_word(tokens[at]) != word:
            left_out = _left_out(tokens, at, word)
            if not left_out:
                return 0
            at += left_out
        at += 1
        start = at
        gap = False
    return at


ORDERING = frozenset(
    {"above", "first", "foremost", "primarily", "mainly", "notably", "explicitly", "specifically", "loudly"}
)
"""Adverbs that can stand inside a wording: "calls first for"."""
LEFT_OUT = frozenset("dy")
"""Tags of words that a wording leaves out: "take the lead in", "calls again for"."""
ENDS_GAP = frozenset(";,cxhmzvw")
"""Tags of marks and verbs, over which no wording reaches."""
NOT = frozenset({"not", "n't", "never"})
"""Behind a verb these begin another one: "does not rule out taking part in" is no "do one's part in"."""


JOINING = ("joining ", "becoming ")
"""Gerunds with which the wording of an instrument can begin: "does not see Ukraine joining NATO"."""


def _find(word: str, tokens: Sequence[Token], start: int, stop: int) -> int:
    """The first token in [start, stop) that is the word, with no mark, verb or "not" before it; else -1."""
    for at in range(start, stop):
        token = tokens[at]
        if token.lower == word or _first_word(token) == word:
            return at
        if token.tag in ENDS_GAP or token.lower in NOT:
            return -1
    return -1


def _left_out(tokens: Sequence[Token], at: int, word: str) -> int:
    """How many words stand here that the wording leaves out: an article, an adverb, a date before "to"."""
    if word in ("to", "of", "for") and at < len(tokens) and tokens[at].lower in DATED:
        stop = _dated_end(tokens, at)
        if stop and tokens[stop].lower == word:
            return stop - at
    if at >= len(tokens) or not (tokens[at].tag in LEFT_OUT or tokens[at].lower in ORDERING):
        return 0
    last = at + _leavable(tokens, at)
    return next((place - at for place in range(at + 1, min(len(tokens), last + 1)) if tokens[place].lower == word), 0)


def _dated_end(tokens: Sequence[Token], at: int) -> int:
    """The token after a date that begins here, 0 where none does."""
    stop = at + 1
    while stop < len(tokens) and stop - at <= DATED_REACH and _is_of_date(tokens[stop]):
        stop += 1
    return stop if at + 1 < stop < len(tokens) else 0


def _is_of_date(token: Token) -> bool:
    return token.lower in DATE_WORDS or token.tag == "q"


DATED = frozenset({"last", "this", "on", "earlier", "late", "in", "early"})
DATED_REACH = 3
"""Words of a date that stands inside a wording: "a decision last week to pause"."""


def _leavable(tokens: Sequence[Token], at: int) -> int:
    """How many words stand here that wordings leave out: "first and foremost", "once again"."""
    stop = at
    while stop < len(tokens) and stop - at < MOST_LEFT_OUT:
        joined = tokens[stop].lower == "and" and stop > at and tokens[stop - 1].lower in ORDERING
        if not (joined or tokens[stop].tag in LEFT_OUT or tokens[stop].lower in ORDERING):
            break
        stop += 1
    return stop - at


MOST_LEFT_OUT = 3


def _can_fill(gap: Sequence[Token], word: str) -> bool:
    """Whether words can stand in a gap before a word."""
    if word == "to":
        return _is_object(gap)
    if word in PAPERS and any(token.lower in UNDER for token in gap):
        return False  # "send missiles under a plan"
    return word not in TEXTS or not any(token.tag in "pt" and token.lower != "of" for token in gap)


TEXTS = frozenset({"agreement", "deal", "pact", "treaty", "accord"})
"""Objects of "agree * deal": in "agree to forces under a peace deal" the deal is no object."""


WILLING = frozenset(
    {"willing", "ready", "prepared", "set", "due", "able", "open", "committed", "going", "poised", "likely", "opposed"}
)
"""Words whose own complement a "to" opens: "tells Europeans he is willing to" asks nothing of them."""


PAPERS = frozenset({"plan", "plans", "proposal", "proposals", "draft", "document", "initiative", "package"})
UNDER = frozenset({"under", "within", "through"})
"""Prepositions before a text by which something is done, not which is the object."""


def _is_object(gap: Sequence[Token]) -> bool:
    """Whether the words of a gap before "to" name whom somebody is asked: "urged Berlin to", not "wants arms to"."""
    if gap and gap[-1].lower in WILLING:
        return False
    tags = {token.tag for token in gap}
    return "i" not in tags and bool(tags & set("aelu"))
