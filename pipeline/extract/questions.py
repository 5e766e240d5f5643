"""Acts that are only asked about: in a question, in what somebody was asked, in what a sentence leaves open."""

from itertools import pairwise

from pipeline.extract.acts import Force, Kind
from pipeline.extract.drafts import Draft

ASKERS = frozenset({"we", "i", "he", "she", "they", "you", "it"})
"""Pronouns that a modal stands before only in a question: "what would we want to support".
"""


def is_asked(draft: Draft) -> bool:
    """What is asked is not told: "Should NATO invite Ukraine?"."""
    if draft.reading.is_question:
        return True
    words = draft.reading.tokens[draft.clause.start : draft.head.end]
    return any(one.tag == "m" and other.lower in ASKERS for one, other in pairwise(words))


def is_left_open(draft: Draft) -> bool:
    """What a sentence leaves open is no act: "whether the step would", "what we would want to support"."""
    head, tokens = draft.head, draft.reading.tokens
    if head.kind is Kind.NOUN or head.form != "finite":
        return False
    governor = draft.clause.governor
    weighed = governor is not None and governor.force not in (Force.REPORT, Force.DENY)
    words = tokens[draft.clause.start : head.group]
    if any(token.lower == "whether" for token in words):
        return not weighed and head.modal is not None
    what = next((at for at in range(draft.clause.start, head.group) if tokens[at].lower in ("what", "how")), None)
    if what is None or head.modal is None or head.group - what > WHAT_REACH:
        return False
    return not any(token.tag == "x" for token in tokens[head.end : head.end + WHAT_REACH])


WHAT_REACH = 5
"""Words between "what" and its verb, and between this and the "is" that makes it an answer: "what we need is"."""


def was_asked_first(draft: Draft) -> bool:
    """What somebody was asked about: "Asked about reports that China might send peacekeepers, the spokesman said"."""
    tokens = draft.reading.tokens
    if not tokens or tokens[0].lower not in ("asked", "pressed", "questioned"):
        return False
    comma = next((at for at, token in enumerate(tokens) if token.tag == ","), len(tokens))
    return draft.head.start < comma
