"""What a relative clause or an apposition leaves out: "a force, which Moscow rejects", "an idea Berlin dismissed"."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.actors import DATE_WORDS, ActorReader
from pipeline.extract.acts import Force, Kind
from pipeline.extract.clause import Clause
from pipeline.extract.groups import Predicate
from pipeline.extract.instruments import OWNERS, Held, InstrumentReader, choose
from pipeline.extract.meaning import Meaning
from pipeline.extract.named import Named
from pipeline.extract.tokens import Token
from pipeline.model import Sector

if TYPE_CHECKING:
    from pipeline.extract.drafts import Draft

APPOSED = frozenset({
    "idea", "proposal", "proposition", "plan", "move", "step", "demand", "request", "condition", "prospect", "option",
    "notion", "concept", "suggestion", "scenario", "measure", "decision", "offer", "initiative", "possibility",
    "position", "stance", "commitment", "promise", "pledge", "scheme", "mission", "force", "deployment", "policy",
    "course", "outcome", "arrangement", "requirement", "ambition", "goal", "aim", "aspiration", "bid", "appeal",
})  # fmt: skip
"""Nouns by which an apposition takes up what was named before the comma."""
BARE = frozenset({"something", "one"})
"""Words that do so without an article: "something Washington has refused"."""
HEAD_REACH = 4
"""Words from the article of an apposition to its noun."""
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


def apposition_noun(tokens: Sequence[Token], at: int) -> int | None:
    """The noun of an apposition that begins at a token and goes on with a clause, or None where none does."""
    noun = at if tokens[at].lower in BARE else _noun_after(tokens, at)
    if noun is None or noun + 2 >= len(tokens):
        return None
    return noun if tokens[noun + 1].tag in "aelucryd" else None


def _noun_after(tokens: Sequence[Token], at: int) -> int | None:
    if tokens[at].tag != "d":
        return None
    for noun in range(at + 1, min(len(tokens), at + HEAD_REACH)):
        if tokens[noun].lower in APPOSED:
            return noun
        if tokens[noun].tag not in "ky":
            return None
    return None


def takes_up(tokens: Sequence[Token], at: int, next_finite: Callable[[int], int | None]) -> bool:
    """Whether an apposition with a clause of its own begins at a token; `next_finite` finds the next verb from one."""
    noun = apposition_noun(tokens, at)
    if noun is None:
        return False
    finite = next_finite(noun + 1)
    if finite is None:
        return tokens[noun + 1].tag in "cr"
    return any(token.tag in "aelucr" for token in tokens[noun + 1 : finite])


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


ASIDE = frozenset({"—", "–", "-", "("})
"""Marks before a relative clause that stands apart from its noun."""
AGO = 3
"""Words of "three weeks ago" between a name and the "which" that means it."""


def antecedent(actors: ActorReader, tokens: Sequence[Token], clause: Clause) -> list[Named]:
    """Whom a relative pronoun means: the name before it, past a comma and "three weeks ago"."""
    at = clause.start - 1
    while at >= 0 and (tokens[at].tag == "," or tokens[at].lower in ASIDE):
        at -= 1
    at -= AGO if at > AGO and tokens[at].lower == "ago" else 0
    if at >= 0 and tokens[at].tag == "i":
        return _soldiers_of(tokens[at], at)
    if at < 0 or tokens[at].tag not in "ael":
        return []
    begin = at
    while begin > 0 and tokens[begin - 1].tag in "aelkd'":
        begin -= 1
    return actors.heads(tokens, begin, at + 1)


def _soldiers_of(token: Token, at: int) -> list[Named]:
    """Whose soldiers an instrument names by its first word: "British instructors, who have trained"."""
    first = token.lower.split(" ", 1)[0]
    return [Named(OWNERS[first], Sector.GOV, None, at)] if first in OWNERS and " " in token.lower else []


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
