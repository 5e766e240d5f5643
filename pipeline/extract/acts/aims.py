"""What somebody's demands, conditions and goals are said to be: "neutrality is one of Moscow's conditions"."""

from typing import TYPE_CHECKING

from pipeline.extract.actors.named import Named
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import Meaning
from pipeline.extract.objects.instruments import choose
from pipeline.extract.sentences.act_words import Act, Force, Kind
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.groups import BEING, Predicate
from pipeline.extract.sentences.reading import Reading

if TYPE_CHECKING:
    from pipeline.extract.acts.frames import FrameReader

DEMANDS = frozenset({
    "demand", "demands", "condition", "conditions", "precondition", "preconditions", "priority", "priorities", "goal",
    "goals", "aim", "aims", "objective", "objectives", "requirement", "requirements", "request", "requests", "wish",
    "price", "prerequisite", "prerequisites", "ultimatum", "ambition", "position", "dream", "list",
})  # fmt: skip
"""Nouns of which the content is what their owner asks for."""
OWNER_REACH = 5
"""Words from the owner of a demand to its noun: "Moscow's main demands"."""

AIMED = Act("request.content", Force.REQUEST)


def aimed(reader: "FrameReader", reading: Reading, clause: Clause) -> Draft | None:
    """What a clause says that somebody demands, by naming the demand and its content."""
    words, tokens, start, end = reading.words, reading.tokens, clause.start, clause.end
    noun = next((at for at in range(start, end) if words[at] in DEMANDS and tokens[at].match is None), None)
    be = next((at for at in range(start, end) if words[at] in BEING or words[at] == "being"), None)
    if noun is None or be is None or noun == be or reading.is_question or clause.intro in ("cond", "rel"):
        return None
    if any(token.tag == "n" for token in tokens[be : be + 3]):
        return None
    told = (start, be) if noun > be else (be, _end(reading, clause))
    held = tuple(choose(reader.instruments.held(tokens, *told)))
    who = _owner(reader, reading, noun, clause) if held else []
    if not who or (noun > be and held[-1].at > be):
        return None
    first, last = (be, noun + 1) if noun > be else (noun, held[0].at + 1)
    head = Predicate(AIMED, Kind.PHRASE, AIMED.act_id, first, first, last, "finite")
    instruments = tuple(sorted({one.instrument for one in held}))
    return reader.draft_of(reading, clause, head, (Meaning(Force.REQUEST, AIMED.act_id), who, instruments, held))


def _end(reading: Reading, clause: Clause) -> int:
    """Where the content of a demand ends: with the that-clause after it."""
    after = reading.clauses[reading.clauses.index(clause) + 1 :][:1]
    return after[0].end if after and after[0].intro == "that" and after[0].start == clause.end else clause.end


def _owner(reader: "FrameReader", reading: Reading, noun: int, clause: Clause) -> list[Named]:
    """Whose a demand is: in the genitive or as an adjective before it, or after a "for" that opens the clause."""
    tokens, actors = reading.tokens, reader.subjects.actors
    near = range(max(clause.start, noun - OWNER_REACH), noun)
    mark = next((at for at in reversed(near) if tokens[at].tag == "'"), None)
    if mark is not None:
        return actors.heads(tokens, max(clause.start, mark - 3), mark)
    before = noun - 1
    while before > clause.start and tokens[before].tag == "k":
        before -= 1
    if tokens[before].tag == "e":
        return reader.subjects.texts.bare(tokens, before, before + 1)
    if reading.words[clause.start] == "for" and tokens[clause.start + 1].tag in "ael":
        return actors.heads(tokens, clause.start + 1, clause.start + 3)
    return []
