"""The shape of a news text: stretches under labels such as `Background:` are marked with their offsets."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files

from pipeline.model import Block, BlockKind

_WORDS = tomllib.loads(files("pipeline.clean").joinpath("structure.toml").read_text("utf-8"))
# A label opens a block that lasts until the next label; None = ordinary news text that only ends the block before.
_KINDS = {"source": BlockKind.SOURCE, "quote": BlockKind.QUOTE, "background": BlockKind.BACKGROUND, "news": None}
LABEL = tuple(
    (re.compile(rf"^(?:[-–—•*]\s*)?(?:{'|'.join(words)})\s*(?::|$)\s*", re.I), _KINDS[name])
    for name, words in _WORDS["labels"].items()
)
ONE_LINE = (BlockKind.SOURCE, BlockKind.QUOTE)
QUOTED = re.compile(r"[\"“„«]")
RECALLS = re.compile(f"^(?:{'|'.join(_WORDS['openings']['background'])})", re.I)
LEAD_PARAGRAPHS = 2
"""An opening that recalls marks one paragraph, as agencies close a story; among the first it is the story itself."""


def blocks_of(lines: Sequence[str]) -> tuple[Block, ...]:
    """Marked stretches of the body that these lines make when joined by newlines; offsets are code points."""
    return tuple(_merged(_stretches(lines)))


def _stretches(lines: Sequence[str]) -> Iterator[Block]:
    position, kind = 0, None
    for index, line in enumerate(lines):
        start, end = position, position + len(line)
        position = end + 1
        label = _label(line)
        if label is not None:
            kind, body_at = label
            start += body_at
        elif kind in ONE_LINE and not _is_label_only(lines[index - 1]) and not QUOTED.match(line):
            # `Source: …` and `Quote: …` are one line, or as many as are in quotation marks; then the story goes on.
            kind = None
        if kind is not None and start < end:
            yield Block(kind, start, end)
        elif kind is None and index >= LEAD_PARAGRAPHS and RECALLS.match(line):
            yield Block(BlockKind.BACKGROUND, start, end)


def _label(line: str) -> tuple[BlockKind | None, int] | None:
    """Kind that a line's label opens and where the text behind it begins; None when the line has no label."""
    for pattern, kind in LABEL:
        found = pattern.match(line)
        if found:
            return kind, found.end()
    return None


def _is_label_only(line: str) -> bool:
    label = _label(line)
    return label is not None and label[1] >= len(line)


def _merged(blocks: Iterator[Block]) -> Iterator[Block]:
    """Neighbours of one kind as one block."""
    last: Block | None = None
    for block in blocks:
        if last is not None and last.kind == block.kind and block.start == last.end + 1:
            last = Block(last.kind, last.start, block.end)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last
