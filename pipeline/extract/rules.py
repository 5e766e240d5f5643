"""The extractor by rules: a document in, mentions out; nothing but the text, the lexicon and the day is consulted."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Protocol

from pipeline.extract.actors import ActorReader
from pipeline.extract.acts import ActLexicon, load_acts
from pipeline.extract.assemble import assemble
from pipeline.extract.clauses import ClauseSplitter
from pipeline.extract.dating import Dates, published_on
from pipeline.extract.frames import Draft, FrameReader
from pipeline.extract.gate import has_subject, is_english
from pipeline.extract.instruments import InstrumentReader
from pipeline.extract.lexicon import Lexicon, Match, load_lexicon
from pipeline.extract.predicates import find_predicates, mark_verbs
from pipeline.extract.scope import Scope
from pipeline.extract.sentences import Sentence, split_sentences
from pipeline.extract.subjects import Memory, Reading, SubjectReader
from pipeline.extract.tokens import QUOTATION, holds_act, tokenize
from pipeline.model import Document, Mention

EXTRACTOR_VERSION = "rules-1"
"""Goes up with every change that can change an answer; stored with every mention."""

MOST_SENTENCES = 400
"""Sentences read of one document: beyond it stands a live blog or an archive page, whose first part tells the news."""


class Extractor(Protocol):
    """Anything that reads mentions out of a document."""

    name: str

    def extract(self, document: Document) -> tuple[Mention, ...]:
        """The mentions of a document, in order of place."""
        ...


@dataclass(slots=True)
class Trace:
    """What was seen on the way: for `explain`."""

    matches: dict[str, list[Match]] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    gate: str = ""


class RuleExtractor:
    """Clause-level rules over the lexicon. Holds no state between documents."""

    name = EXTRACTOR_VERSION

    def __init__(self, lexicon: Lexicon | None = None, acts: ActLexicon | None = None) -> None:
        self.lexicon = lexicon or load_lexicon()
        self.acts = acts or load_acts()

    def extract(self, document: Document) -> tuple[Mention, ...]:
        """The mentions of a document, in order of place; none where it is not English or not about the subject."""
        trace = self.trace(document)
        if trace.gate:
            return ()
        return assemble(document, trace.drafts, Dates(document), self.name)

    def trace(self, document: Document) -> Trace:
        """Everything the rules saw in a document."""
        trace = Trace()
        if not is_english(document):
            trace.gate = "not English"
            return trace
        on = published_on(document)
        trace.matches = {"title": self.find(document.title, on), "text": self.find(document.text, on)}
        if not has_subject([*trace.matches["title"], *trace.matches["text"]]):
            trace.gate = "names no Ukraine or no instrument"
            return trace
        found = [*trace.matches["title"], *trace.matches["text"]]
        memory = Memory()
        subjects = SubjectReader(ActorReader(self.lexicon, on), memory)
        reader = FrameReader(subjects, InstrumentReader(found, _is_brief(document)), memory)
        for name, text in (("title", document.title), ("text", document.text)):
            self._field(trace, reader, name, text)
        scope = Scope(document.title, found)
        for draft in trace.drafts:
            draft.blocked = draft.blocked or scope.check(draft)
        return trace

    def find(self, text: str, on: date) -> list[Match]:
        """The lexicon's matches; a wording that holds an act ("drop its NATO bid") is opened to what stands behind it."""
        found: list[Match] = []
        for match in self.lexicon.find(text, on):
            if not holds_act(match):
                found.append(match)
                continue
            begin = match.start + len(match.text.split(" ", 1)[0])
            inner = self.find(text[begin : match.end], on)
            found.extend(replace(one, start=one.start + begin, end=one.end + begin) for one in inner)
        return found

    def _field(self, trace: Trace, reader: FrameReader, name: str, text: str) -> None:
        matches = trace.matches[name]
        at = 0
        quotations = [(found.start(), found.end()) for found in QUOTATION.finditer(text)]
        for sentence in split_sentences(text, name)[:MOST_SENTENCES]:
            while at < len(matches) and matches[at].end <= sentence.start:
                at += 1
            inside = _inside(matches, at, sentence)
            while quotations and quotations[0][1] <= sentence.start:
                quotations.pop(0)
            opened = bool(quotations) and quotations[0][0] < sentence.start
            reading = self.read(text, sentence, inside, text[quotations[0][1] - 1] if opened else "")
            trace.readings.append(reading)
            trace.drafts.extend(reader.read(reading))

    def read(self, text: str, sentence: Sentence, matches: Sequence[Match], closing: str = "") -> Reading:
        """One sentence taken apart."""
        tokens = tokenize(text, sentence.start, sentence.end, matches, closing)
        predicates = find_predicates(tokens, self.acts, sentence.field == "title")
        tokens = mark_verbs(tokens, predicates, self.acts.common)
        clauses = ClauseSplitter(tokens, predicates).split() if tokens else []
        return Reading(sentence, tokens, predicates, clauses)


BRIEF = 600
"""Code points of a feed's summary at most."""


def _is_brief(document: Document) -> bool:
    words = f"{document.title} {document.text}".lower()
    return len(document.text) <= BRIEF and ("ukrain" in words or "kyiv" in words or "zelensk" in words)


def _inside(matches: Sequence[Match], at: int, sentence: Sentence) -> list[Match]:
    inside = []
    while at < len(matches) and matches[at].start < sentence.end:
        if matches[at].start >= sentence.start and matches[at].end <= sentence.end:
            inside.append(matches[at])
        at += 1
    return inside


@cache
def default_extractor() -> Extractor:
    """The extractor that the pipeline uses."""
    return RuleExtractor()
