"""Who takes part in talks that are told of as a thing: "came up at a summit of", "the talks covered"."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.actors.named import Named, merge
from pipeline.extract.actors.partners import end_of_names, partners
from pipeline.extract.actors.subjects import SubjectReader
from pipeline.extract.lexicon import CountryEntry, SurfaceKind
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.reading import Reading
from pipeline.extract.sentences.tokens import Token
from pipeline.extract.sentences.topics import GATHERINGS, TOPIC

ALL_OF_THEM = frozenset({"between", "among", "amongst", "involving", "bringing", "gathering", "comprising"})
"""Words after a gathering that name everybody who gathers."""
JOINED = frozenset({"attended", "joined", "hosted", "chaired", "held", "convened"})
"""What is done to a gathering "by" those whom it brings together."""
HELD = ("held", "had")
MEETS = frozenset({
    "met", "meet", "meets", "hosted", "hosts", "received", "receives", "welcomed", "welcomes", "visited", "visits",
    "phoned", "called", "joined", "hold", "held",
})  # fmt: skip
"""Verbs of a clause of time that tells who talked."""
REACH = 9
"""Words from a gathering to the end of who gathers: "a gathering of 20 European heads of state and government"."""
FURTHER = 14
"""Words from a gathering to who gathers, past its topic, place and day: "talks on Monday in Rome with"."""


def took_part(subjects: SubjectReader, reading: Reading, clause: Clause, head: Predicate) -> list[Named]:
    """The parties of talks that the verb leaves out: in "when Starmer hosted Zelensky", in "at a meeting of"."""
    if head.force is not Force.CONSULT:
        return []
    hosts = _host_and_guests(subjects, reading) if head.passive else []
    found = hosts or _gathered(subjects, reading, clause, head)
    if head.passive and not found:
        found = _at_occasion(subjects, reading, clause, head)
    return found if found or head.kind is Kind.NOUN else _host_and_guests(subjects, reading)


def is_of_gathering(subjects: SubjectReader, reading: Reading, clause: Clause, head: Predicate) -> bool:
    """Whether the subject is talks or their topic: "the talks focused on", "guarantees topped the agenda"."""
    if head.force is not Force.CONSULT or head.kind is Kind.NOUN:
        return False
    start, end = subjects.span(reading, clause, head)
    topic = head.kind is Kind.PHRASE and any(word in head.lemma for word in ("topic", "agenda", "subject"))
    return topic or head.act.act_id == TOPIC or not GATHERINGS.isdisjoint(reading.words[start:end])


OCCURRING = frozenset({
    "ongoing", "underway", "way", "continuing", "continue", "continues", "continued", "place", "held", "begun", "began",
    "begin", "begins", "start", "started", "starts", "resume", "resumed", "scheduled", "planned", "due", "going",
    "ended", "end", "concluded", "go", "progress", "advancing", "intensified", "intensifying", "intensify",
    "progressing", "advanced", "conducted", "proceeding", "kicked", "stage", "stages",
})  # fmt: skip
"""What is said of talks that are only told to take place."""
TURNING = frozenset({"focused", "focussed", "centred", "centered", "concentrated", "touched", "turned", "dwelt"})
"""Verbs that a wording of talks can hold: "talks between Rubio and Yermak focused on"."""
TELLING = 5
"""Words from a verb to the end of "are at an advanced stage"."""


def takes_place(reading: Reading, clause: Clause, noun: Predicate) -> bool:
    """Whether a clause says of talks that they take place: "discussions on … are ongoing"."""
    tokens = reading.tokens
    if any(token.tag in "xhmzv" for token in tokens[clause.start : noun.start]):
        return False
    if not TURNING.isdisjoint(reading.words[noun.start : noun.end]):
        return True
    verb = next((at for at in range(noun.end, clause.end) if _is_verb(reading, at)), clause.end)
    said = reading.words[verb : min(clause.end, verb + TELLING)]
    return not OCCURRING.isdisjoint(said) and "not" not in said


def _is_verb(reading: Reading, at: int) -> bool:
    """Whether a verb begins here."""
    return reading.tokens[at].tag in "xhmzv" or reading.words[at] in OCCURRING


def _host_and_guests(subjects: SubjectReader, reading: Reading) -> list[Named]:
    """Who meets in a clause of time of the same sentence."""
    tokens = reading.tokens
    for other in reading.clauses:
        places = range(other.start, other.end) if other.intro == "time" else ()
        at = next((at for at in places if tokens[at].lower in MEETS), None)
        if at is not None:
            guests = subjects.actors.heads(tokens, at + 1, min(other.end, at + 1 + REACH))
            return merge([*subjects.meant(reading, other.start, at), *guests])
    return []


def _at_occasion(subjects: SubjectReader, reading: Reading, clause: Clause, head: Predicate) -> list[Named]:
    """Who met where a thing was discussed: "at a meeting of X, Y was discussed", "X met in Paris, where Y was"."""
    words, index = reading.words, reading.clauses.index(clause)
    relative = clause.intro == "rel" and (
        words[clause.start] == "where" or words[clause.start : clause.start + 2] in AT
    )
    if not relative or not index:
        opens = words[clause.start] in ON_OCCASION
        return _gathered(subjects, reading, clause, replace(head, kind=Kind.VERB, passive=False)) if opens else []
    outer = reading.clauses[index - 1]
    meets = next((p for p in outer.predicates if p.force is Force.CONSULT and p.kind is Kind.VERB), None)
    if meets is not None:
        guest = meets.start + 1 + (words[meets.start + 1] == "with")
        guests = subjects.actors.heads(reading.tokens, guest, min(outer.end, guest + REACH))
        return merge([*subjects.subject(reading, outer, meets), *guests])
    first = next((p for p in outer.predicates if p.form == "finite"), None)
    return _gathered(subjects, reading, outer, replace(head, passive=False, group=outer.start)) or (
        subjects.subject(reading, outer, first) if first is not None and first.lemma.startswith("meet") else []
    )


AT = (["at", "which"], ["during", "which"], ["in", "which"])
"""Beginnings of a relative clause that tells what went on at a meeting, beside "where"."""
ON_OCCASION = frozenset({"at", "during", "in"})
"""Words before the meeting at which a thing was discussed."""


def _gathered(subjects: SubjectReader, reading: Reading, clause: Clause, head: Predicate) -> list[Named]:
    """Who gathers, as the noun of the gathering tells: before a topic or after it, but of a passive only after it."""
    start = head.start + 1 if head.passive else head.start if head.kind is Kind.NOUN else clause.start
    end = head.end if head.kind is Kind.NOUN else clause.end
    for at in range(start, end):
        if reading.words[at] in GATHERINGS:
            found = _at(subjects, reading, clause, replace(head, kind=Kind.NOUN, group=at, start=at, end=at + 1))
            if found:
                return found
    return []


def _at(subjects: SubjectReader, reading: Reading, clause: Clause, noun: Predicate) -> list[Named]:
    """Who gathers at the gathering that stands at a noun."""
    tokens, end = reading.tokens, clause.end
    if noun.end < end and tokens[noun.end].tag in "aeldu":
        return _held_with(subjects, reading, noun.end)
    for at in range(noun.end, min(end, noun.end + FURTHER)):
        word = tokens[at].lower
        joined = word == "by" and tokens[at - 1].lower in JOINED
        if word in ALL_OF_THEM or joined or (word == "of" and at == noun.end):
            found = subjects.actors.heads(tokens, at + 1, end_of_names(tokens, at + 1, end))
            if found:
                return found
        elif word == "with":
            others = subjects.actors.heads(tokens, at + 1, end_of_names(tokens, at + 1, end))
            return _two_sides(subjects, reading, clause, (noun, others))
        elif tokens[at].tag in ";wrm":
            break
    return [] if _is_placed(tokens, noun.start) else subjects.owner(reading, clause, noun)


def _two_sides(
    subjects: SubjectReader, reading: Reading, clause: Clause, told: tuple[Predicate, list[Named]]
) -> list[Named]:
    """Both sides of "his talks with": whose they are, or else who speaks of them."""
    noun, others = told
    owner = [] if _is_placed(reading.tokens, noun.start) else subjects.owner(reading, clause, noun)
    both = merge([*(owner or subjects.speaker(reading, clause)), *others])
    return both if others and len(both) > 1 else []


def _is_placed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital before a gathering only says where it is: "the Berlin talks"."""
    entry = tokens[at - 1].entry if at else None
    return isinstance(entry, CountryEntry) and entry.kind is SurfaceKind.CAPITAL


def _held_with(subjects: SubjectReader, reading: Reading, start: int) -> list[Named]:
    """The two sides of "a call that Trump held with European leaders", from the name of the first on."""
    tokens = reading.tokens
    held = next((at for at in range(start, min(len(tokens), start + REACH)) if tokens[at].lower in HELD), None)
    if held is None or held + 1 >= len(tokens) or tokens[held + 1].lower != "with":
        return []
    stop = end_of_names(tokens, held + 2, len(tokens))
    return merge([*subjects.meant(reading, start, held), *subjects.actors.heads(tokens, held + 2, stop)])


def met_in(subjects: SubjectReader, reading: Reading) -> list[Named]:
    """Who met in a sentence, where two sides are told: whom "the two leaders" of the next one means."""
    for head in reading.predicates:
        if head.force is Force.CONSULT and head.kind is Kind.VERB and head.form == "finite" and not head.passive:
            clause = reading.clause_of(head)
            others = partners(reading.tokens, head.start, clause.end, subjects.actors)
            others = others or subjects.actors.heads(
                reading.tokens, head.end, end_of_names(reading.tokens, head.end, clause.end)
            )
            both = merge([*subjects.subject(reading, clause, head), *others]) if others else []
            if len(both) > 1:
                return both
    return []
