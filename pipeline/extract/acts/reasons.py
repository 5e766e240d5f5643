"""Why what reads like an act cannot become an event: a part is missing, or it is only supposed, unsaid or to come."""

from collections.abc import Sequence

from pipeline.extract.acts.chains import is_not_said
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.sentences.act_words import Force
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
    if draft.clause.intro == "time" and draft.reading.tokens[draft.clause.start].lower in ("before", "until", "till"):
        return "not yet"
    return ""
