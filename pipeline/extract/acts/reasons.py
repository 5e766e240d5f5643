"""Why what reads like an act cannot become an event: a part is missing, or it is only supposed, unsaid or to come."""

from collections.abc import Sequence

from pipeline.extract.acts.chains import is_not_said
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.groups import Predicate


def why_not(draft: Draft, governed: Sequence[Predicate]) -> str:
    """Why a draft cannot become an event, or nothing."""
    if draft.meaning is None:
        return "no act: " + " > ".join(predicate.lemma for predicate in governed)
    if not draft.instruments:
        return "no instrument"
    if not draft.actors:
        return "no actor"
    if is_not_said(draft.clause, draft.reading):
        return "not said"
    if draft.head.modal in ("would", "'d") and draft.head.perfect:
        return "did not come about"
    if draft.clause.intro == "cond" and draft.meaning.force is not Force.REQUEST:
        return "in a condition"
    if _is_of_others(draft):
        return "what others would do"
    return "not yet" if _is_to_come(draft) else ""


def _is_of_others(draft: Draft) -> bool:
    """Whether some who are not named would do it: "support those that are ready to", "any partner willing to"."""
    words, clause, head = draft.reading.words, draft.clause, draft.head
    if clause.intro == "rel":
        before = clause.start - 1 - (draft.reading.tokens[clause.start - 1].tag == ",")
        own = any(token.tag in "uael" for token in draft.reading.tokens[clause.start + 1 : head.group])
        return words[before] in UNNAMED and not own and bool(draft.speaker) and draft.actors == draft.speaker
    governed = any(p.kind is Kind.VERB and p.start < head.group for p in clause.predicates)
    return governed and head.kind is Kind.PHRASE and head.group == head.start and words[head.group - 1] in UNNAMED


UNNAMED = frozenset({
    "countries", "country", "nations", "nation", "states", "state", "partners", "partner", "allies", "ally", "those",
    "anyone", "members", "governments", "capitals", "others",
})  # fmt: skip
"""Nouns for somebody who could do it."""


def _is_to_come(draft: Draft) -> bool:
    """Whether a clause of time tells of what has not come about: "until it sends", "after the two agree on"."""
    opener = draft.reading.words[draft.clause.start]
    if draft.clause.intro != "time":
        return False
    head = draft.head
    present = head.kind is Kind.VERB and not (head.past or head.perfect or head.modal or head.passive)
    ahead = opener in ("after", "when") and present and not draft.reading.is_title
    return ahead or opener in ("before", "until", "till")
