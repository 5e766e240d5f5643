"""Whether an act in a long article is near enough to Ukraine: news about something else names it in passing.

A feed's summary is about one thing. A whole article may name Ukraine in its fourth paragraph and speak of another
country's aid in its tenth; there an act counts only where its own sentence names Ukraine, or where the one before does
and the instrument's own words leave no doubt.
"""

from collections.abc import Sequence
from itertools import islice
from math import ceil

from pipeline.extract.acts.drafts import Draft
from pipeline.extract.lexicon import Match
from pipeline.extract.scope.gate import is_ukraine
from pipeline.model import Document

BRIEF = 600
"""Code points of a feed's summary at most."""
FOCUS = 600
"""Code points per naming of Ukraine, at most, in an article that is about it: those of the development set have 60 to
350, the real pages about something else that name it at all more than 900."""

LEAST = 2
"""Namings of Ukraine in a text that is about it."""


class Nearness:
    """Where a document names Ukraine, and whether it is about it."""

    def __init__(self, document: Document, title: Sequence[Match], text: Sequence[Match]) -> None:
        self._places: list[int] = []
        """Where the text names Ukraine: all places, where these are too few for a text that is about it."""
        self.is_about_ukraine = len(document.text) <= BRIEF or any(map(is_ukraine, title))
        if not self.is_about_ukraine:
            enough = max(LEAST, ceil(len(document.text) / FOCUS))
            self._places = list(islice((match.start for match in text if is_ukraine(match)), enough))
            self.is_about_ukraine = len(self._places) == enough

    def is_near(self, draft: Draft) -> bool:
        """Whether an act belongs to Ukraine's affairs as far as its surroundings tell."""
        if self.is_about_ukraine:
            return True
        sentence = draft.reading.sentence
        if self._named(sentence.field, sentence.start, sentence.end):
            return True
        before = self._named(sentence.field, sentence.start - PASSAGE, sentence.start)
        return before and any(one.is_strong for one in draft.held)

    def _named(self, field: str, start: int, end: int) -> bool:
        return field == "text" and any(start <= place < end for place in self._places)


PASSAGE = 300
"""Code points before a sentence that it is read with: about the two sentences before it."""
