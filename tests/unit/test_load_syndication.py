"""Whose copy an article is depends on the articles there are, not on the order in which they came."""

import itertools
import uuid
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.load.syndication import Belief, Grounds, regroup

START = datetime(2025, 3, 3, tzinfo=UTC)
A, B, C, D = (uuid.UUID(int=n) for n in range(1, 5))


class Archive:
    """The statements of the loader over articles in memory: who is asked, who is near, what is believed."""

    def __init__(self, alike: set[frozenset[uuid.UUID]]) -> None:
        self.alike = alike
        self.told: dict[uuid.UUID, datetime] = {}
        self.beliefs: dict[uuid.UUID, Belief] = {}
        self.compared = 0

    def change(self, told: dict[uuid.UUID, datetime | None]) -> None:
        """Publish articles, move them to another time, or (None) take them away; then regroup as publishing does."""
        for article_id, at in told.items():
            if at is None:
                self.told.pop(article_id, None)
            else:
                self.told[article_id] = at
        asked = {*told, *(copy for copy, belief in self.beliefs.items() if belief.original_id in told)}
        pairs = [(a, b) for a in asked if a in self.told for b in self.told if frozenset((a, b)) in self.alike]
        named = asked | {b for _, b in pairs}
        groups = named | {self.beliefs[one].group_id for one in named if one in self.beliefs}
        beliefs = {copy: belief for copy, belief in self.beliefs.items() if belief.group_id in groups}
        for article_id, belief in regroup(Grounds(frozenset(asked), self.told, pairs, beliefs, self.share)).items():
            self.beliefs.pop(article_id, None)
            if belief is not None:
                self.beliefs[article_id] = belief

    def share(self, one: uuid.UUID, other: uuid.UUID) -> float:
        self.compared += 1
        return 1.0


def pair(one: uuid.UUID, other: uuid.UUID) -> frozenset[uuid.UUID]:
    return frozenset((one, other))


def hours(number: int) -> datetime:
    return START + timedelta(hours=number)


def test_an_earlier_article_that_comes_late_becomes_the_first_of_the_group() -> None:
    archive = Archive({pair(A, B), pair(B, C), pair(A, C)})
    archive.change({B: hours(2), C: hours(3)})
    assert archive.beliefs == {C: Belief(B, B, 1.0)}
    archive.change({A: hours(1)})
    assert archive.beliefs == {B: Belief(A, A, 1.0), C: Belief(A, A, 1.0)}


def test_a_copy_of_a_copy_belongs_to_the_group_of_the_first() -> None:
    archive = Archive({pair(A, B), pair(B, C)})
    archive.change({A: hours(1), B: hours(2), C: hours(3)})
    assert archive.beliefs == {B: Belief(A, A, 1.0), C: Belief(B, A, 1.0)}


def test_a_digest_of_two_stories_does_not_make_them_one() -> None:
    archive = Archive({pair(A, C), pair(B, C)})
    archive.change({A: hours(1), B: hours(2), C: hours(3)})
    assert archive.beliefs == {C: Belief(A, A, 1.0)}


def test_when_the_first_goes_the_next_takes_its_place() -> None:
    archive = Archive({pair(A, B), pair(B, C), pair(A, C)})
    archive.change({A: hours(1), B: hours(2), C: hours(3)})
    archive.change({A: None})
    assert archive.beliefs == {C: Belief(B, B, 1.0)}


def test_of_two_at_one_moment_the_smaller_key_is_the_first() -> None:
    archive = Archive({pair(A, B)})
    archive.change({B: START, A: START})
    assert archive.beliefs == {B: Belief(A, A, 1.0)}


def test_of_many_copies_each_is_compared_with_the_first_only() -> None:
    many = [uuid.UUID(int=n) for n in range(100)]
    archive = Archive({pair(a, b) for a in many for b in many if a != b})
    archive.change({one: hours(number) for number, one in enumerate(many)})
    assert {belief.original_id for belief in archive.beliefs.values()} == {many[0]}
    assert archive.compared == 99


IDS = [uuid.UUID(int=n) for n in range(1, 9)]


@given(
    alike=st.sets(st.sampled_from([pair(a, b) for a in IDS for b in IDS if a < b])),
    times=st.lists(st.integers(0, 5), min_size=len(IDS), max_size=len(IDS)),
    order=st.permutations(IDS),
    cuts=st.sets(st.integers(1, len(IDS) - 1)),
    moved=st.dictionaries(st.sampled_from(IDS), st.none() | st.integers(0, 5), max_size=3),
)
def test_any_order_and_any_batches_give_the_same_groups(alike, times, order, cuts, moved) -> None:
    told = {one: hours(time) for one, time in zip(IDS, times, strict=True)}
    step_by_step = Archive(alike)
    bounds = [0, *sorted(cuts), len(order)]
    for begin, end in itertools.pairwise(bounds):
        step_by_step.change({one: told[one] for one in order[begin:end]})
    changed = {one: None if time is None else hours(time) for one, time in moved.items()}
    step_by_step.change(changed)
    at_once = Archive(alike)
    at_once.change({one: at for one, at in (told | changed).items() if at is not None})
    assert step_by_step.beliefs == at_once.beliefs
