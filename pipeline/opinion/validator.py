"""Turn a model's answer into mentions that the article itself carries. Pure.

What is believed: closed lists, codes that the caller vouches for, and words that stand in the article. Each string of a
mention is cut from the article at offsets found here; dates are read by the caller's grammar, never by the model.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from pipeline.errors import FaultClass, FaultError
from pipeline.model import (
    Actor,
    Attribution,
    BlockKind,
    DatePrecision,
    Document,
    EventDate,
    EventType,
    Evidence,
    Mention,
    QuoteKind,
    Sector,
    SourceKind,
)
from pipeline.opinion.answer import AnswerActor, AnswerEvent, read_answer

RULE_ID = "opinion"
CONFIDENCE = 0.3
"""Below the 0.5 of the rules, so that in an event of several reports the rules' sentence speaks for it. A model's own
figure would be its word on its word, and an article could talk it up."""

LONGEST_ANSWER = 60_000
"""Code points of an answer; the most events allowed, each with long quotes, take a third of it."""
MOST_EVENTS = 24
"""Events of one article; three times as many as the fullest article of the development sets has."""
SHORTEST_TRIGGER, LONGEST_TRIGGER = 3, 300
"""Code points: less marks no place, more is no longer a trigger."""
FORESIGHT = timedelta(days=1)
"""A dated act lies in the past of its report, time zones allowed for; a phrase further ahead is a deadline."""

FOR_UKRAINE = frozenset({EventType.PLEDGE, EventType.IMPLEMENT, EventType.SUSPEND})
ORGANISATIONS = frozenset({"NATO", "EU", "UN"})
GROUPS = frozenset({"COTW", "EUROPE", "G7"})
"""Sectors by the codebook: IGO is for the organisations alone, groups of governments are GOV."""


class Stretch(Protocol):
    """A stretch [start, end) of a field."""

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """One past the last."""
        ...


class DatedPhrase(Stretch, Protocol):
    """A date phrase with what it means."""

    @property
    def date(self) -> EventDate:
        """The interval."""
        ...


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the caller vouches for; a `field` name is title or text."""

    actor_codes: Callable[[Document], frozenset[str]]
    """Codes that may act, supply or be addressed in a document."""
    sentences: Callable[[Document, str], Sequence[Stretch]]
    date_phrases: Callable[[Document, str], Sequence[DatedPhrase]]
    published_on: Callable[[Document], date]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What of an answer stands, and why the rest does not."""

    mentions: tuple[Mention, ...]
    dropped: tuple[str, ...] = ()


class _UnfoundedError(Exception):
    """An event that the article does not carry; the message is the reason and quotes nothing."""


def judge(document: Document, content: str, grounds: Grounds, extractor: str) -> Judgement:
    """The mentions of an answer in order of place; `document` is what the model was shown.

    Raises FaultError where the answer as a whole cannot be used: oversized (too_large), of another shape (malformed),
    or with more events than an article tells (limits).
    """
    if len(content) > LONGEST_ANSWER:
        raise FaultError(FaultClass.TOO_LARGE, f"an answer of {len(content)} characters, at most {LONGEST_ANSWER}")
    events = read_answer(content).events
    if len(events) > MOST_EVENTS:
        raise FaultError(FaultClass.LIMITS, f"{len(events)} events of one article, at most {MOST_EVENTS}")
    reader = _Reader(document, grounds, extractor)
    mentions: list[Mention] = []
    dropped: list[str] = []
    for event in events:
        try:
            mention = reader.read(event)
        except _UnfoundedError as unfounded:
            dropped.append(str(unfounded))
            continue
        if not any(_tells_same(mention, other) for other in mentions):
            mentions.append(mention)
    return Judgement(tuple(sorted(mentions, key=place)), tuple(dropped))


def place(mention: Mention) -> tuple[bool, int]:
    """Where a mention stands, to sort by: the title first, then code points."""
    return mention.evidence.field != "title", mention.evidence.start


def _tells_same(one: Mention, other: Mention) -> bool:
    """One event for each distinct act, actors, instruments and date of a document (codebook)."""
    return (one.type, _codes(one), set(one.instruments), one.date.start) == (
        other.type, _codes(other), set(other.instruments), other.date.start,
    )  # fmt: skip


def _codes(mention: Mention) -> set[str]:
    return {actor.code for actor in mention.actors}


@dataclass(slots=True)
class _Reader:
    """Reads the events of one answer against one document."""

    document: Document
    grounds: Grounds
    extractor: str
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.known = self.grounds.actor_codes(self.document)

    def read(self, event: AnswerEvent) -> Mention:
        evidence = self._evidence(event)
        if not event.instruments or not event.actors:
            raise _UnfoundedError("no actor or no instrument")
        return Mention(
            type=event.type,
            instruments=tuple(dict.fromkeys(event.instruments)),
            actors=self._actors(event.actors),
            recipients=("UKR",) if event.type in FOR_UKRAINE else self._known(event.recipients),
            providers=self._known(event.providers),
            status=event.status,
            stance=event.stance,
            conditions=tuple(dict.fromkeys(event.conditions)),
            factuality=event.factuality,
            confirmation=event.confirmation,
            date=self._date(event, evidence),
            attribution=self._attribution(event),
            background=event.background or self._is_recap(evidence),
            magnitude=None,
            evidence=evidence,
            rule_id=RULE_ID,
            extractor=self.extractor,
            confidence=CONFIDENCE,
        )

    def _text(self, name: str) -> str:
        return self.document.title if name == "title" else self.document.text

    def _evidence(self, event: AnswerEvent) -> Evidence:
        text, trigger = self._text(event.field), event.trigger.strip()
        if not SHORTEST_TRIGGER <= len(trigger) <= LONGEST_TRIGGER:
            raise _UnfoundedError("trigger too short or too long")
        places = _places(text, trigger)
        if not places:
            raise _UnfoundedError("trigger not in the text")
        if len(places) > 1:
            raise _UnfoundedError("trigger in several places")
        start, end = places[0], places[0] + len(trigger)
        for sentence in self.grounds.sentences(self.document, event.field):
            if sentence.start <= start and end <= sentence.end:
                return Evidence(event.field, start, end, sentence.start, sentence.end)
        raise _UnfoundedError("trigger not within one sentence")

    def _actors(self, given: Sequence[AnswerActor]) -> tuple[Actor, ...]:
        self._known([actor.code for actor in given])
        first: dict[str, Actor] = {}
        for actor in given:
            first.setdefault(actor.code, Actor(actor.code, _sector(actor)))
        return tuple(first.values())

    def _known(self, codes: Sequence[str]) -> tuple[str, ...]:
        if any(code not in self.known for code in codes):
            raise _UnfoundedError("an actor code that the article does not name")
        return tuple(dict.fromkeys(codes))

    def _date(self, event: AnswerEvent, evidence: Evidence) -> EventDate:
        """The grammar's reading of the phrase that the model pointed at in the sentence; else the publication day."""
        on = self.grounds.published_on(self.document)
        said = (event.date_text or "").strip()
        sentence = self._text(evidence.field)[evidence.sentence_start : evidence.sentence_end]
        at = [evidence.sentence_start + place for place in _places(sentence, said)] if said else []
        for phrase in self.grounds.date_phrases(self.document, evidence.field) if at else ():
            is_meant = any(place < phrase.end and phrase.start < place + len(said) for place in at)
            if is_meant and phrase.date.start <= on + FORESIGHT:
                return phrase.date
        return EventDate(on, on, DatePrecision.PUB)

    def _attribution(self, event: AnswerEvent) -> Attribution:
        """On whose word; a speaker whom the article does not name is none."""
        said = (event.speaker or "").strip()
        is_named = 0 < len(said) <= LONGEST_TRIGGER and any(
            _places(text, said) for text in (self.document.title, self.document.text)
        )
        if is_named:
            return Attribution(event.source_kind, said, None, event.quote_kind)
        kind = SourceKind.UNATTRIBUTED if event.source_kind is SourceKind.NAMED else event.source_kind
        quote = QuoteKind.INDIRECT if kind is SourceKind.UNATTRIBUTED else event.quote_kind
        return Attribution(kind, None, None, quote)

    def _is_recap(self, evidence: Evidence) -> bool:
        return evidence.field == "text" and any(
            block.kind is BlockKind.BACKGROUND and block.start <= evidence.sentence_start < block.end
            for block in self.document.blocks
        )


def _sector(actor: AnswerActor) -> Sector:
    if actor.code in GROUPS:
        return Sector.GOV
    if actor.sector is Sector.IGO and actor.code not in ORGANISATIONS:
        raise _UnfoundedError("sector IGO of a country")
    return actor.sector


def _places(text: str, words: str) -> list[int]:
    """Where words stand in a text as whole words, letter for letter; two places are enough to tell."""
    places: list[int] = []
    start = text.find(words)
    while start >= 0 and len(places) < 2:
        end = start + len(words)
        if not (_is_joined(text, start) or _is_joined(text, end)):
            places.append(start)
        start = text.find(words, start + 1)
    return places


def _is_joined(text: str, border: int) -> bool:
    """Whether a border cuts through a word."""
    return bool(JOINED.fullmatch(text[max(0, border - 1) : border + 1]))


JOINED = re.compile(r"\w\w")
