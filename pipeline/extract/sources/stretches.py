"""Stretches of a text, of which those that meet another one are found without a look at all of them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate


class Stretches:
    """Stretches [start, end) in order of their starts; they may overlap, as a cue does the names in it."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = list(spans)
        self._starts = [start for start, _ in self._spans]
        self._reach = list(accumulate((end for _, end in self._spans), max))

    def meeting(self, start: int, end: int) -> Iterator[int]:
        """The numbers of the stretches that share a sign with [start, end), the last one first."""
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._reach[at] > start:
            if self._spans[at][1] > start:
                yield at
            at -= 1
