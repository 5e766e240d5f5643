"""How sure a mention is: the share of its kind that was right, on items that the rules were not yet written for.

The base and the deductions were counted on the project's own items at the time they were first read (core matches per
predicted event): .86 of the plain ones were right, and less of each kind below.
"""

from pipeline.extract.drafts import Draft

BASE = 0.86
LONG_ARTICLE = 0.10
"""An article tells of many things; a summary of one."""
OWNED_NOUN = 0.16
"""The act is a noun with an owner: "Kyiv's demand for"."""
POINTED_BACK = 0.13
"""The instrument stands in another sentence: "rejected the idea"."""
ODD_CLAUSE = 0.15
"""The clause hangs on a noun or a dash, or brings a second subject."""
UNLISTED_VERB = 0.08
"""The verb is known only by the modal before it."""
SECOND_HAND = 0.04
"""Somebody else says it."""
LEAST = 0.3

BRIEF = 1200
"""Code points beyond which a text is an article."""


def confidence_of(draft: Draft, length: int) -> float:
    """The confidence of a draft in a text of that many code points, to two places."""
    doubts = (
        (length > BRIEF, LONG_ARTICLE),
        (draft.is_nominal, OWNED_NOUN),
        (not draft.held, POINTED_BACK),
        (draft.clause.intro in ("rel", "dash", "conj-subject"), ODD_CLAUSE),
        (draft.head.act.act_id == "supply.any", UNLISTED_VERB),
        (bool(draft.speaker) and draft.speaker != draft.actors, SECOND_HAND),
    )
    return round(max(LEAST, BASE - sum(cost for holds, cost in doubts if holds)), 2)
