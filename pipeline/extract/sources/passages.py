"""Labelled passages of news text: "Source:", "Background:", "Previously:" at the beginning of a line.

Ukrainian news sites write them in every story. The clean stage marks them where it cleaned the page; a text that comes
as text is read here, so that both are read alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.extract.sources.media import Credit, credit_in
from pipeline.model import Block, BlockKind, Document, Factuality, Mention, SourceKind

LABEL = re.compile(
    r"\n[ \t]*(?P<label>Background|Previously|Earlier|Reminder|Recap|Source|Sources|Details|Quote|"
    r"Why (?:it|this) matters|What happened|Read (?:also|more))[ \t]*:[ \t]*"
)
PAST = frozenset({"background", "previously", "earlier", "reminder", "recap"})
UNNAMED = re.compile(
    r"\b(?:its|his|her|their|own|unnamed|anonymous|several|multiple|two|three)\b[^.]*\bsources?\b"
    r"|\bsources? (?:in|close|familiar|within)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class StorySource:
    """What a story's "Source:" line says: the medium it was taken from, and whether that has it from the unnamed."""

    outlet: str
    is_anonymous: bool
    hops: int


def background_blocks(document: Document) -> Sequence[Block]:
    """The recaps of a document: those that the clean stage marked, else those that its labels show."""
    if document.blocks:
        return [block for block in document.blocks if block.kind is BlockKind.BACKGROUND]
    labels = _labels(document.text)
    # One end more than labels where there is no label at all.
    ends = [*(label.start for label in labels[1:]), len(document.text)]
    return [
        Block(BlockKind.BACKGROUND, label.start, end)
        for label, end in zip(labels, ends, strict=False)
        if label.name in PAST
    ]


class Label(NamedTuple):
    """A label at [start, end) of a text, in small letters."""

    start: int
    end: int
    name: str


def _labels(text: str) -> list[Label]:
    """The labels at the beginnings of lines."""
    # Each place lies one further in the text with a line's end before it, as the end of the line before does.
    return [Label(found.start(), found.end() - 1, found["label"].lower()) for found in LABEL.finditer(f"\n{text}")]


def named_source(document: Document, found: Sequence[Credit]) -> StorySource | None:
    """The medium that the first "Source:" line of a document names; None where it names none."""
    for label in _labels(document.text):
        if label.name in ("source", "sources"):
            line_end = document.text.find("\n", label.end)
            end = len(document.text) if line_end < 0 else line_end
            credit = credit_in(found, "text", label.start, end)
            hops = len({one.name for one in found if one.field == "text" and label.start <= one.start < end})
            unnamed = bool(UNNAMED.search(document.text, label.end, end))
            return StorySource(credit.name, unnamed, hops) if credit else None
    return None


def credited(mention: Mention, source: StorySource | None) -> Mention:
    """A mention that names no medium, credited to what the story's "Source:" line names.

    What that medium has from people without names is probable, not certain (codebook, factuality).
    """
    stated = mention.attribution
    if source is None:
        return mention
    if stated.outlet is None:
        stated = replace(stated, outlet=source.outlet, hops=max(source.hops, stated.hops))
    if not source.is_anonymous or stated.kind is not SourceKind.UNATTRIBUTED:
        return replace(mention, attribution=stated)
    certain = mention.factuality is Factuality.CERTAIN
    return replace(
        mention,
        attribution=replace(stated, kind=SourceKind.ANONYMOUS),
        factuality=Factuality.PROBABLE if certain else mention.factuality,
    )
