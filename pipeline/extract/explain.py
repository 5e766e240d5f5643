"""Why a document gave these events and not others: sentences, clauses, words found, rules fired and blocked."""

from dataclasses import dataclass

from pipeline.extract.acts.drafts import Draft
from pipeline.extract.rules import RuleExtractor, default_extractor
from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sentences.reading import Reading
from pipeline.model import Document, Mention


@dataclass(frozen=True, slots=True)
class ClauseNote:
    """A clause with what opened it and the act words in it, as `lemma:FORCE:form`."""

    intro: str
    text: str
    predicates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleNote:
    """A rule at work: `fired`, or the reason it was blocked for."""

    rule_id: str
    trigger: str
    actors: tuple[str, ...]
    instruments: tuple[str, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class SentenceNote:
    """A sentence taken apart; offsets are code points of its field."""

    field: str
    start: int
    end: int
    text: str
    matches: tuple[str, ...]
    clauses: tuple[ClauseNote, ...]
    rules: tuple[RuleNote, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything the rules saw; `gate` says why a document was not read at all, or is empty."""

    document_id: str
    extractor: str
    gate: str
    sentences: tuple[SentenceNote, ...]
    mentions: tuple[Mention, ...]


def explain(document: Document) -> Explanation:
    """How the rules read a document, sentence by sentence."""
    extractor = default_extractor()
    assert isinstance(extractor, RuleExtractor)  # only rules can be explained
    trace = extractor.trace(document)
    by_sentence: dict[tuple[str, int], list[Draft]] = {}
    for draft in trace.drafts:
        sentence = draft.reading.sentence
        by_sentence.setdefault((sentence.field, sentence.start), []).append(draft)
    notes = tuple(
        _sentence(document, reading, by_sentence.get((reading.sentence.field, reading.sentence.start), []))
        for reading in trace.readings
    )
    return Explanation(document.document_id, extractor.name, trace.gate, notes, extractor.extract(document))


def _sentence(document: Document, reading: Reading, drafts: list[Draft]) -> SentenceNote:
    sentence = reading.sentence
    text = document.title if sentence.field == "title" else document.text
    matches = tuple(f"{t.match.text} = {_entry(t.match.entry)}" for t in reading.tokens if t.match is not None)
    clauses = tuple(_clause(text, reading, index) for index in range(len(reading.clauses)))
    rules = tuple(_rule(text, draft) for draft in drafts)
    return SentenceNote(
        sentence.field, sentence.start, sentence.end, text[sentence.start : sentence.end], matches, clauses, rules
    )


def _entry(entry: object) -> str:
    name = type(entry).__name__.removesuffix("Entry").lower()
    for attribute in ("instrument", "code", "key", "name", "kind"):
        value = getattr(entry, attribute, None)
        if value:
            return f"{name} {value}"
    return name


def _clause(text: str, reading: Reading, index: int) -> ClauseNote:
    clause = reading.clauses[index]
    tokens = reading.tokens[clause.start : clause.end]
    words = text[tokens[0].start : tokens[-1].end]
    acts = tuple(f"{p.lemma}:{p.force}:{p.form}" for p in clause.predicates if p.force is not Force.BEGIN)
    return ClauseNote(clause.intro, words, acts)


def _rule(text: str, draft: Draft) -> RuleNote:
    tokens = draft.reading.tokens
    trigger = text[tokens[draft.head.group].start : tokens[draft.chain[-1].end - 1].end]
    rule_id = draft.meaning.path if draft.meaning else draft.head.act.act_id
    return RuleNote(
        rule_id, trigger, tuple(one.code for one in draft.actors), tuple(one.value for one in draft.instruments),
        draft.blocked or "fired",
    )  # fmt: skip
