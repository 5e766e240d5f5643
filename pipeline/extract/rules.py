"""The extractor by rules: a document in, mentions out; nothing but the text, the lexicon and the day is consulted."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Protocol

from pipeline.extract.actors.memory import Memory, Told
from pipeline.extract.actors.phrases import ActorReader
from pipeline.extract.actors.subjects import SubjectReader
from pipeline.extract.acts.dating import Dates, published_on
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.frames import FrameReader
from pipeline.extract.assemble import assemble
from pipeline.extract.lexicon import BodyEntry, InstrumentEntry, Lexicon, Match, PersonEntry, load_lexicon
from pipeline.extract.lexicon.fold import small_letters
from pipeline.extract.objects.instruments import InstrumentReader
from pipeline.extract.objects.topics import lead_of, topic_of
from pipeline.extract.scope.exclusions import Scope
from pipeline.extract.scope.gate import has_subject, is_english, is_promising, needs_context
from pipeline.extract.scope.nearness import BRIEF, Nearness
from pipeline.extract.sentences.act_file import load_acts
from pipeline.extract.sentences.act_words import ActLexicon
from pipeline.extract.sentences.clauses import ClauseSplitter
from pipeline.extract.sentences.cutting import Sentence, split_sentences
from pipeline.extract.sentences.predicates import find_predicates, mark_verbs
from pipeline.extract.sentences.reading import Reading
from pipeline.extract.sentences.tokens import holds_act, quotations_in, tokenize
from pipeline.extract.sources.carried import closing_speaker, ends_of_quotations, has_own_speaker
from pipeline.model import Document, Mention

EXTRACTOR_VERSION = "rules-5"
"""Goes up with every change that can change an answer; stored with every mention."""

CONTEXT = 2
"""Sentences before a promising one that are read for its pronouns and for "the idea"."""

FURTHEST = 6
"""Sentences before it to which "he" reaches back at most, where those between name nobody."""

MOST_TEXT = 120_000
"""Code points read of one document; a long read has 40,000."""

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
    told: list[Told] = field(default_factory=list)
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
        dates = Dates(document, self.lexicon, trace.told)
        return assemble(document, trace.drafts, dates, trace.matches, self.name)

    def trace(self, document: Document) -> Trace:
        """Everything the rules saw in a document."""
        trace = Trace()
        if not is_english(document):
            trace.gate = "not English"
            return trace
        on = published_on(document)
        title, text = (field[:MOST_TEXT].replace("ʼ", "’") for field in (document.title, document.text))
        named = self.find(title, on)
        known = {match.entry.person_id for match in named if isinstance(match.entry, PersonEntry)}
        trace.matches = {"title": named, "text": self.find(text, on, known)}
        about = [*self.find(document.context, on), *named]
        if not has_subject([*about, *trace.matches["text"]]):
            trace.gate = "names no Ukraine or no instrument"
            return trace
        found = [*trace.matches["title"], *trace.matches["text"]]
        memory = Memory(told=trace.told)
        bodies = [(match.text.lower(), match.entry) for match in found if isinstance(match.entry, BodyEntry)]
        actors = ActorReader(self.lexicon, on, _people(found), has_coalition=_names_coalition(bodies))
        actors.offices.bodies = frozenset(body.code for _, body in bodies if body.code)
        actors.offices.are_of_nato = _are_of_nato(bodies)
        subjects = SubjectReader(actors, memory)
        reader = FrameReader(
            subjects,
            InstrumentReader(
                found,
                _is_brief(document),
                topic_of(trace.matches["title"], trace.matches["text"]),
                lead_of(text, trace.matches["text"]),
            ),
            memory,
        )
        self._field(trace, reader, "title", title)
        self._field(trace, reader, "text", text)
        scope = Scope(document.title, trace.matches, _is_brief(document), on)
        nearness = Nearness(document, about, trace.matches["text"])
        for draft in trace.drafts:
            far = (
                ""
                if draft.blocked or nearness.is_near(draft)
                else "far from Ukraine in an article about something else"
            )
            draft.blocked = draft.blocked or far or scope.check(draft)
        return trace

    def find(self, text: str, on: date, known: Collection[str] = ()) -> list[Match]:
        """The lexicon's matches; a wording that holds an act ("drop its NATO bid") is opened to what it is about.

        `known` are ids of people named before the text, whom a shared surname in it means.
        """
        found: list[Match] = []
        for match in self.lexicon.find(text, on, known):
            if not isinstance(match.entry, InstrumentEntry) or not holds_act(match):
                found.append(match)
                continue
            begin = match.start + len(match.text.split(" ", 1)[0])
            inner = self.find(text[begin : match.end], on)
            found.extend(replace(one, start=one.start + begin, end=one.end + begin) for one in inner)
        return found

    def _field(self, trace: Trace, reader: FrameReader, name: str, text: str) -> None:
        """Read the sentences that can hold an act, and those just before them for what their pronouns mean."""
        sentences = split_sentences(text, name)[:MOST_SENTENCES]
        inside = _by_sentence(trace.matches[name], sentences)
        wanted = _wanted(text, sentences, inside)
        quotations = quotations_in(text)
        carried = {at: end for at, end in ends_of_quotations(quotations, sentences).items() if wanted[at]}
        for end in carried.values():
            wanted[end] = wanted[end] or False
        places = [at for at, is_read in enumerate(wanted) if is_read is not None]
        closing = _Quotations(text, quotations)
        marks = [closing.open_at(sentences[at].start) for at in places]
        readings = self.take_apart(text, [sentences[at] for at in places], [inside[at] for at in places], marks)
        told = dict(zip(places, readings, strict=True))
        for at, reading in told.items():
            if at in carried and not has_own_speaker(reading):
                ahead = closing_speaker(told[carried[at]], reader.subjects.actors)
                reader.memory.speaker = ahead or reader.memory.speaker
            if wanted[at]:
                trace.readings.append(reading)
                trace.drafts.extend(reader.read(reading))
            else:
                reader.skim(reading)

    def take_apart(
        self, text: str, sentences: Sequence[Sentence], matches: Sequence[Sequence[Match]], marks: Sequence[str]
    ) -> list[Reading]:
        """The sentences of a text taken apart, each with the matches inside it and the mark that closes its quotation.

        Step by step over all of them, not sentence by sentence: a step's code stays warm, which is a tenth faster.
        """
        found = [
            tokenize(text, sentence.start, sentence.end, inside, closing)
            for sentence, inside, closing in zip(sentences, matches, marks, strict=True)
        ]
        acts = self.acts
        predicates = [
            find_predicates(tokens, acts, sentence.field == "title")
            for sentence, tokens in zip(sentences, found, strict=True)
        ]
        marked = [mark_verbs(tokens, told, acts.common) for tokens, told in zip(found, predicates, strict=True)]
        clauses = [
            ClauseSplitter(tokens, told).split() if tokens else []
            for tokens, told in zip(marked, predicates, strict=True)
        ]
        asked = [_is_asked(text, sentence) for sentence in sentences]
        return list(map(Reading, sentences, marked, predicates, clauses, asked))


def _is_asked(text: str, sentence: Sentence) -> bool:
    return text[sentence.start : sentence.end].rstrip("\"'”’» ").endswith("?")


def _is_brief(document: Document) -> bool:
    if len(document.text) > BRIEF:
        return False
    words = f"{document.title} {document.text}".lower()
    return "ukrain" in words or "kyiv" in words or "zelensk" in words


def _people(matches: Sequence[Match]) -> list[PersonEntry]:
    return [match.entry for match in matches if isinstance(match.entry, PersonEntry)]


def _are_of_nato(bodies: Sequence[tuple[str, BodyEntry]]) -> bool:
    """Whether "allies" are those in NATO: the document names these and no other allies or coalition."""
    named = any(small.startswith(OF_NATO) for small, _ in bodies)
    return named and not any("COTW" in body.codes for _, body in bodies)


OF_NATO = ("nato allies", "nato members", "nato countries", "nato's allies", "nato member", "allies in nato")


def _names_coalition(bodies: Sequence[tuple[str, BodyEntry]]) -> bool:
    return any("coalition of" in small and "COTW" in body.codes for small, body in bodies)


class _Quotations:
    """Tells, for rising places, which mark ends the quotation that a place stands in."""

    def __init__(self, text: str, quotations: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._quotations = iter(quotations)
        self._span = (-1, -1)

    def open_at(self, place: int) -> str:
        """The closing mark of the quotation around a place, or nothing."""
        while self._span[1] <= place:
            found = next(self._quotations, None)
            if found is None:
                return ""
            self._span = found
        return self._text[self._span[1] - 1] if self._span[0] < place else ""


def _wanted(text: str, sentences: Sequence[Sentence], inside: Sequence[Sequence[Match]]) -> list[bool | None]:
    """For each sentence: True to read it, False to skim it for the pronouns of a later one, None to leave it out.

    A title is at least skimmed: the text says "he" of whom it names.
    """
    wanted: list[bool | None] = [False if sentence.field == "title" else None for sentence in sentences]
    small = small_letters(text)
    for at, sentence in enumerate(sentences):
        words = small[sentence.start : sentence.end]
        answers = sentence.field == "title" and at > 0 and wanted[at - 1] and _is_asked(text, sentences[at - 1])
        if not answers and not is_promising(words, inside[at]):
            continue
        wanted[at] = True
        if needs_context(words):
            for before in range(_context_start(inside, at), at):
                wanted[before] = wanted[before] or False
    return wanted


def _context_start(inside: Sequence[Sequence[Match]], at: int) -> int:
    """The first sentence that tells what the pronouns of sentence `at` mean: back to one that names a person."""
    start = max(0, at - CONTEXT)
    while start > max(0, at - FURTHEST) and not any(isinstance(m.entry, PersonEntry) for m in inside[start]):
        start -= 1
    return start


def _by_sentence(matches: Sequence[Match], sentences: Sequence[Sentence]) -> list[list[Match]]:
    """The matches inside each sentence."""
    starts = [match.start for match in matches]
    inside: list[list[Match]] = []
    for sentence in sentences:
        first, beyond = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        inside.append([match for match in matches[first:beyond] if match.end <= sentence.end])
    return inside


@cache
def default_extractor() -> Extractor:
    """The extractor that the pipeline uses."""
    return RuleExtractor()
