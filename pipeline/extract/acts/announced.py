"""What somebody only announces of another: "announced Poland's readiness to send troops" is no promise of his."""

from pipeline.extract.actors.subjects import SubjectReader
from pipeline.extract.acts.drafts import Draft, codes_of
from pipeline.extract.sentences.act_words import Force, Kind

TELLING = frozenset({"announce", "confirm", "declare", "reveal", "disclose", "report", "signal"})
"""Verbs that tell of a promise, whoever made it."""
REACH = 5
"""Words between such a verb and the noun of the promise: "announced the firm readiness of"."""


def of_another(draft: Draft, subjects: SubjectReader) -> bool:
    """Whether a verb of telling has a promise of somebody else for its object."""
    head = draft.head
    if head.kind is not Kind.VERB or head.force is not Force.PLEDGE or head.lemma not in TELLING:
        return False
    nouns = (p for p in draft.clause.predicates if p.kind is Kind.NOUN and 0 <= p.start - head.end <= REACH)
    noun = next(nouns, None)
    if noun is None or noun.force is not Force.PLEDGE:
        return False
    owners = {one.code for one in subjects.owner(draft.reading, draft.clause, noun)}
    return bool(owners) and owners.isdisjoint(codes_of(draft))
