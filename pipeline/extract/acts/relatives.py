"""What a relative clause or an apposition leaves out: "a force, which Moscow rejects", "an idea Berlin dismissed"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.acts.meaning import Meaning
from pipeline.extract.objects.instruments import Held, InstrumentReader, choose
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.tokens import DATE_WORDS, Token

if TYPE_CHECKING:
    from pipeline.extract.acts.drafts import Draft

SUBJECT_REACH = 6
"""Words of the subject of its clause."""

TOLD = frozenset({
    Force.REJECT, Force.SUPPORT, Force.ACCUSE, Force.CONSIDER, Force.THREATEN, Force.CONCEDE,
    Force.PLEDGE, Force.REQUEST, Force.PROPOSE, Force.SIGN, Force.RATIFY, Force.WANT, Force.READY,
})  # fmt: skip
"""Acts whose object a relative clause can leave out; what is delivered there only tells which thing is meant."""


ONLY_NAMES = frozenset({"announce", "have no part in", "take no part in", "play no part in"})
"""Acts by which a relative clause only tells which thing is meant: "the package that Ottawa announced in June"."""

WANTED = frozenset({
    Force.REQUEST, Force.WANT, Force.REJECT, Force.SUPPORT, Force.PROPOSE, Force.ACCUSE, Force.CONSIDER,
})  # fmt: skip
"""Acts told of a thing in so few words that no "which" is needed: "the guarantees Kyiv seeks"."""


def leaves_out(tokens: Sequence[Token], clause: Clause, chain: Sequence[Predicate], meaning: Meaning | None) -> bool:
    """Whether a relative clause with a subject of its own has no object after its verbs: "which Moscow rejects"."""
    head, last = chain[0], chain[-1]
    if clause.intro != "rel" or head.form != "finite" or head.passive or last.passive:
        return False
    if meaning is None or meaning.force not in TOLD or head.lemma in ONLY_NAMES:
        return False
    subject = [token for token in tokens[clause.start : head.group] if token.tag in "aelu" and token.lower != "who"]
    return bool(subject) and not _has_object(tokens, last.end, clause.end)


def _has_object(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether words follow a verb that could be its object."""
    return at < end and tokens[at].tag not in "p;,wyjcq" and tokens[at].lower not in DATE_WORDS


def contact_object(tokens: Sequence[Token], clause: Clause, chain: Sequence[Predicate]) -> int | None:
    """The instrument right before the subject of a verb without an object: "the guarantees Kyiv seeks"."""
    head, last = chain[0], chain[-1]
    told = head.kind is Kind.VERB and head.form == "finite" and not head.passive and head.force in WANTED
    if not told or head.lemma == "need" or _has_object(tokens, last.end, clause.end):
        return None
    at = head.group - 1
    while at >= clause.start and head.group - at <= SUBJECT_REACH and tokens[at].tag in "aelud'":
        at -= 1
    named = at < head.group - 1 and tokens[at + 1].tag in "aelud" and at >= clause.start
    return at if named and tokens[at].tag == "i" else None


def asks_what(words: Sequence[str]) -> bool:
    """Whether words open the question that is weighed: "looking into what it could contribute to a force"."""
    return not {"what", "how", "whether", "where"}.isdisjoint(words)


def earlier_clauses(clauses: Sequence[Clause], clause: Clause) -> Iterable[Clause]:
    """The clauses before one, the nearest first."""
    return reversed([before for before in clauses if before.end <= clause.start])


def left_out(instruments: InstrumentReader, draft: "Draft") -> list[Held]:
    """What a relative clause or an apposition takes up: "a force, which Moscow has rejected"."""
    reading, clause, governor = draft.reading, draft.clause, draft.clause.governor
    if governor is not None and governor.force is Force.REPORT and governor.form == "finite":
        outer = reading.clause_of(governor)
        clause = replace(clause, intro="rel") if outer.intro == "rel" else clause  # "a request he said she denied"
    if leaves_out(reading.tokens, clause, draft.chain, draft.meaning):
        told = (choose(instruments.held(reading.tokens, one.start, one.end))
                for one in earlier_clauses(reading.clauses, clause))  # fmt: skip
        return next((held for held in told if held), [])
    at = contact_object(reading.tokens, clause, draft.chain)
    return instruments.held(reading.tokens, at, at + 1) if at is not None else []
