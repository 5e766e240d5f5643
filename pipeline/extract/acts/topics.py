"""What a meeting was about where the topic is the subject: "guarantees topped the agenda when the two met"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.extract.actors.named import Named, merge
from pipeline.extract.actors.subjects import Reading
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import Meaning
from pipeline.extract.acts.parties import object_of, with_whom
from pipeline.extract.objects.instruments import Held, choose
from pipeline.extract.sentences.act_words import Act, Force, Kind
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.groups import Predicate

if TYPE_CHECKING:
    from pipeline.extract.acts.frames import FrameReader

MEETINGS = frozenset({
    "talks", "meeting", "meetings", "call", "conversation", "conversations", "summit", "dinner", "lunch", "discussions",
    "discussion", "negotiations", "consultations", "session", "gathering", "conference", "visit", "encounter", "agenda",
    "exchange", "videoconference", "teleconference",
})  # fmt: skip
TOPICS = frozenset({
    "focus", "subject", "topic", "topics", "theme", "heart", "centre", "center", "core", "agenda", "centrepiece",
    "issues", "subjects", "themes", "questions", "points", "item", "items",
})  # fmt: skip
"""Nouns that say of a thing that it is talked about."""
RAISED = frozenset({
    "topped", "tops", "top", "topping", "dominated", "dominates", "dominate", "came", "comes", "come", "figured",
    "featured", "features", "loomed", "overshadowed", "headed", "heads", "figures",
})  # fmt: skip
"""Verbs that say so of a meeting."""
BEING = frozenset({"is", "was", "are", "were", "be", "been"})

TOPIC = Act("consult.topic", Force.CONSULT)
BODIES = frozenset({"NATO", "EU", "UN", "G7", "COTW", "EUROPE"})
"""Who can meet by themselves."""


def talked_about(reader: "FrameReader", reading: Reading, clause: Clause, drafts: Sequence[Draft]) -> Draft | None:
    """The talk that a clause tells by its topic, where it tells no other act."""
    words = reading.words[clause.start : clause.end]
    if (RAISED.isdisjoint(words) and TOPICS.isdisjoint(words)) or reading.is_question:
        return None
    if MEETINGS.isdisjoint(words) and all(t.tag != "s" for t in reading.tokens[clause.start : clause.end]):
        return None
    if any(draft.clause is clause and not draft.blocked for draft in drafts) or "not" in words:
        return None
    told = _topic(reader, reading, clause)
    if told is None:
        return None
    held, verb, end, said = told
    who = _parties(reader, reading, clause, said)
    if len(who) == 1 and who[0].code not in BODIES:
        who = merge([*reader.subjects.speaker(reading, clause), *who])
    if not who or (len(who) == 1 and who[0].code not in BODIES):
        return None
    head = Predicate(TOPIC, Kind.PHRASE, TOPIC.act_id, verb, verb, end, "finite")
    instruments = tuple(sorted({one.instrument for one in held}))
    return reader.draft_of(reading, clause, head, (Meaning(Force.CONSULT, TOPIC.act_id), who, instruments, held))


def _topic(
    reader: "FrameReader", reading: Reading, clause: Clause
) -> tuple[tuple[Held, ...], int, int, tuple[int, int]] | None:
    """What the talk was about, where the words stand that say so, and where its parties are named."""
    words, start, end = reading.words, clause.start, clause.end
    verb = next((at for at in range(start, end) if words[at] in BEING or words[at] in RAISED), end)
    held = tuple(choose(reader.instruments.held(reading.tokens, start, verb)))
    if held:
        topic = next((at for at in range(verb, end) if words[at] in TOPICS), None)
        meets = next((i for i in range(verb, end) if words[i] in MEETINGS or reading.tokens[i].tag == "s"), None)
        if meets is None or (words[verb] in BEING and topic is None):
            return None
        return held, verb, meets + 1, (verb, end)
    if words[verb : verb + 1] == [] or words[verb] not in BEING or TOPICS.isdisjoint(words[start:verb]):
        return None
    held = tuple(choose(reader.instruments.held(reading.tokens, verb, end)))
    return (held, verb, held[0].at + 1, (start, verb)) if held and held[0].at - verb <= NEAR else None


NEAR = 4
"""Words from "the main topic was" to the topic."""


def _parties(reader: "FrameReader", reading: Reading, clause: Clause, span: tuple[int, int]) -> list[Named]:
    """Who met: with or between whom, of whom a meeting was, whose it was, or who did in the clause after "when"."""
    tokens, actors = reading.tokens, reader.subjects.actors
    start, end = span
    found = with_whom(tokens, start, end, actors)
    for at in range(start + 1, end):
        if reading.words[at] in MEETINGS and tokens[at - 1].tag == "'" and at > 1:
            found = [*actors.heads(tokens, max(start, at - 3), at - 1), *found]
        if reading.words[at] == "of" and reading.words[at - 1] in MEETINGS:
            found = [*found, *actors.heads(tokens, at + 1, end)]
    after = reading.clauses[reading.clauses.index(clause) + 1 :][:1]
    if not found and after and after[0].intro in ("time", "sub"):
        verb = next((p for p in after[0].predicates if p.form == "finite"), None)
        stop = verb.group if verb is not None else after[0].end
        found = actors.heads(tokens, after[0].start + 1, stop)
        found = [*found, *(object_of(tokens, verb.end, after[0].end, actors) if verb is not None else [])]
        found = [*found, *with_whom(tokens, after[0].start, after[0].end, actors)]
    return merge(found)
