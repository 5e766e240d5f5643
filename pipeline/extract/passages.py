"""Labelled passages of news text: "Source:", "Background:", "Previously:" at the beginning of a line.

Ukrainian news sites write them in every story. The clean stage marks them where it cleaned the page; a text that comes
as text is read here, so that both are read alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Block, BlockKind, Document

LABEL = re.compile(
    r"^[ \t]*(?P<label>Background|Previously|Earlier|Reminder|Recap|Source|Sources|Details|Quote|Why (?:it|this) matters|"
    r"What happened|Read (?:also|more))[ \t]*:[ \t]*",
    re.MULTILINE,
)
PAST = frozenset({"background", "previously", "earlier", "reminder", "recap"})
UNNAMED = re.compile(r"\b(?:its|his|her|their|own|unnamed|anonymous|several|multiple|two|three)\b[^.]*\bsources?\b|\bsources? (?:in|close|familiar|within)\b", re.I)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What a story's "Source:" line says: the span of its text, and whether it speaks of people without names."""

    start: int
    end: int
    is_anonymous: bool


def background_blocks(document: Document) -> Sequence[Block]:
    """The recaps of a document: those that the clean stage marked, else those that its labels show."""
    if document.blocks:
        return [block for block in document.blocks if block.kind is BlockKind.BACKGROUND]
    labels = list(LABEL.finditer(document.text))
    # One end more than labels where there is no label at all.
    ends = [*(label.start() for label in labels[1:]), len(document.text)]
    return [
        Block(BlockKind.BACKGROUND, label.start(), end)
        for label, end in zip(labels, ends, strict=False)
        if label["label"].lower() in PAST
    ]


def source_line(document: Document) -> SourceLine | None:
    """The first "Source:" line of a document."""
    for label in LABEL.finditer(document.text):
        if label["label"].lower() in ("source", "sources"):
            line_end = document.text.find("\n", label.end())
            end = len(document.text) if line_end < 0 else line_end
            return SourceLine(label.end(), end, bool(UNNAMED.search(document.text, label.end(), end)))
    return None
