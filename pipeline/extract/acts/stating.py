"""Who states what a noun names as his country's: "Martin stressed Ireland's support for guarantees"."""

from pipeline.extract.acts.drafts import Draft, codes_of
from pipeline.extract.lexicon import PersonEntry
from pipeline.extract.sentences.act_words import Force, Kind

STATES = frozenset({
    "state", "stress", "emphasise", "emphasize", "reiterate", "repeat", "restate", "reaffirm", "insist", "express",
    "voice", "underline", "assert",
})  # fmt: skip
"""Verbs of stating, whose subject speaks even where it is a country."""


def stating_person(draft: Draft) -> str | None:
    """The person who states the act that a noun names; None where nobody of its actors does."""
    clause, tokens, codes = draft.clause, draft.reading.tokens, codes_of(draft)
    verbs = [p for p in clause.predicates if p.start < draft.head.start and p.kind is Kind.VERB and p.form == "finite"]
    if not verbs or not (verbs[-1].force is Force.REPORT or verbs[-1].lemma.split(" ", 1)[0] in STATES):
        return None
    people = [token.entry for token in tokens[clause.start : verbs[-1].group] if isinstance(token.entry, PersonEntry)]
    own = [one.name for one in people if codes & {role.represents.upper() for role in one.roles}]
    return own[-1] if own else None
