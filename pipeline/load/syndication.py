"""Whose copy every article is. Pure, and a function of the articles there are: not of the order in which they came.

An article's original is the earliest article that is one text with it; its group is where originals lead in the end.
Copies do not join groups: a digest that carries two stories is a copy of the earlier one, and the two stay two.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

Key = tuple[datetime, uuid.UUID]


@dataclass(frozen=True, slots=True)
class Belief:
    """Whose copy an article is: the earliest with its text, the first of its group, and the share in common."""

    original_id: uuid.UUID
    group_id: uuid.UUID
    containment: float


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a regrouping goes by.

    `asked`: articles whose original may have changed. `pairs`: two articles that may be one text, one of them asked.
    `beliefs`: what is held of these and of all in their groups. `told_at`: of those that are articles now.
    """

    asked: frozenset[uuid.UUID]
    told_at: Mapping[uuid.UUID, datetime]
    pairs: Sequence[tuple[uuid.UUID, uuid.UUID]]
    beliefs: Mapping[uuid.UUID, Belief]
    share: Callable[[uuid.UUID, uuid.UUID], float | None]

    def key(self, article_id: uuid.UUID) -> Key:
        """Sorts the earlier of two articles first."""
        return (self.told_at[article_id], article_id)


Originals = dict[uuid.UUID, tuple[uuid.UUID, float]]


def regroup(grounds: Grounds) -> dict[uuid.UUID, Belief | None]:
    """What is to be believed of every article asked for or in a group with one; None = it is nobody's copy."""
    originals = _originals(grounds)
    return {article_id: _belief(originals, article_id) for article_id in {*grounds.asked, *grounds.beliefs, *originals}}


def _originals(grounds: Grounds) -> Originals:
    """The earliest article with the text of each, and their share in common."""
    originals: Originals = {
        article_id: (belief.original_id, belief.containment)
        for article_id, belief in grounds.beliefs.items()
        if article_id not in grounds.asked and belief.original_id in grounds.told_at
    }
    both = {(one, other) for pair in grounds.pairs for one, other in (pair, pair[::-1])}
    earlier = [(other, one) for one, other in both if grounds.key(other) < grounds.key(one)]
    # The earliest candidates first: the first that holds is the original, and the later ones need no comparing.
    for original, article_id in sorted(earlier, key=lambda pair: grounds.key(pair[0])):
        known = originals.get(article_id)
        if known is None or grounds.key(original) < grounds.key(known[0]):
            share = grounds.share(original, article_id)
            if share is not None:
                originals[article_id] = (original, round(share, 4))
    return originals


def _belief(originals: Originals, article_id: uuid.UUID) -> Belief | None:
    if article_id not in originals:
        return None
    original, share = originals[article_id]
    first = original
    while first in originals:
        first = originals[first][0]
    return Belief(original, first, share)
