"""Words that look like an act and only describe, only say, or have nobody for their subject."""

from collections.abc import Sequence

from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.reading import Reading
from pipeline.extract.sentences.tokens import Token

DESCRIBING = (Force.SUPPLY, Force.SUPPORT, Force.PLEDGE)
"""Acts whose participle only tells which thing is meant: "weapons promised to Kyiv"."""


def only_describes(reading: Reading, clause: Clause, head: Predicate) -> bool:
    """Whether a participle says which thing is meant, and no more: "weapons promised", "modelled on Article 5"."""
    if head.force is Force.PROPOSE:
        return not _has_agent(reading, head)
    return head.force in DESCRIBING and not _is_main(reading, clause, head)


def _has_agent(reading: Reading, head: Predicate) -> bool:
    """Whether "by" follows a participle: "a force proposed by Paris", not "guarantees modelled on Article 5"."""
    return any(token.lower == "by" for token in reading.tokens[head.end - 1 : head.end + 2]) or reading.is_title


def _is_main(reading: Reading, clause: Clause, head: Predicate) -> bool:
    """Whether a participle is all the verb that a headline has: "Tanks promised to Kyiv by Berlin"."""
    if head.force is Force.PLEDGE and reading.tokens[min(head.end, len(reading.tokens) - 1)].lower == "by":
        return True  # "the package announced by the Netherlands" is theirs
    return reading.is_title and not any(p.form == "finite" and p.start < head.start for p in reading.predicates)


def only_says(reading: Reading, head: Predicate) -> bool:
    """Whether "suggested" is a verb of saying here, as a whole clause follows; "dubbed" after a comma only names."""
    if head.lemma.startswith("dub") and reading.tokens[head.group - 1].tag == ",":
        return True  # "the framework, dubbed the Nansen programme"
    return head.lemma in ("suggest", "announce") and any(clause.governor is head for clause in reading.clauses)


def is_part_of_outer(reading: Reading, clause: Clause) -> bool:
    """Whether a clause only tells what a refusal or approval before it is about: "rejected calls that Kyiv give up"."""
    noun = clause.governor
    if noun is None or noun.kind is not Kind.NOUN:
        return False
    before = (p for p in reading.clause_of(noun).predicates if p.kind is Kind.VERB and p.start < noun.start)
    return any(p.force in JUDGING and not p.negated for p in before)


JUDGING = frozenset({Force.REJECT, Force.SUPPORT, Force.ACCUSE})
"""What is done to what somebody else suggests."""


def is_impersonal(tokens: Sequence[Token], clause: Clause, head: Predicate) -> bool:
    """Whether the subject is only "there" or an "it" that stands for what follows."""
    words = [token.lower for token in tokens[clause.start : head.group] if token.tag not in "cj,"]
    dummy = head.form == "inf" and words[:1] == ["it"] and any(t.tag == "x" for t in tokens[clause.start : head.group])
    said = head.kind is Kind.PHRASE and words[:1] == ["it"] and tokens[min(clause.start + 1, head.group)].tag in "xm"
    dummy = dummy or said or (head.lemma == "be part of" and words == ["it"])
    return (
        is_expletive(tokens, clause.start, head.group)
        or head.lemma.startswith("now is")
        or dummy
        or (head.kind is Kind.PHRASE and words == ["it"])
    )


def is_expletive(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether "there" stands for the subject of a predicate: "there will be", not "There, leaders signed"."""
    return any(
        tokens[at].lower == "there" and (at + 1 >= end or tokens[at + 1].tag in "xhmzvyn'") for at in range(start, end)
    )
