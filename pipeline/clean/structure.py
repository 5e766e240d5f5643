"""The shape of a news text: labels such as `Details:` fall away or stay, background and quotes are marked with offsets."""

import re
from collections.abc import Iterator, Sequence

from pipeline.model import Block, BlockKind

# A label opens a block that lasts until the next label; None = ordinary news text that only ends the block before.
LABELS: tuple[tuple[str, BlockKind | None], ...] = (
    (r"source|джерело|sources|джерела", BlockKind.SOURCE),
    (r"quotes?|quotation|direct speech|verbatim|literally|пряма мова|дослівно|цитата", BlockKind.QUOTE),
    (r"background|previously|earlier|reminder|recall|for reference|for context|context|what preceded(?: it)?|"
     r"передісторія|що передувало|що було раніше|раніше|нагадаємо|довідка|контекст|бекграунд", BlockKind.BACKGROUND),
    (r"details|detail|why (?:it|this) (?:is important|matters)|what (?:happened|is known|next)|update(?:d)?(?: at \d\d?:\d\d)?|"
     r"деталі|чому це важливо|що відомо|що далі|оновлено(?: о \d\d?:\d\d)?", None),
)  # fmt: skip
LABEL = tuple(
    (re.compile(rf"^(?:[-–—•*]\s*)?(?P<label>{words})\s*(?P<colon>:|$)\s*", re.I), kind) for words, kind in LABELS
)
# One paragraph that recalls, as agencies close a story; never among the first paragraphs, where it is the story.
RECALLS = re.compile(
    r"^(?:as (?:previously |earlier )?reported(?: earlier| by \w+| previously)?\b|as ukrinform reported|it was (?:earlier|previously) reported|"
    r"earlier,? (?:it was reported|\w+ reported|it became known)|as a reminder\b|(?:to )?recall(?:,| that)|we (?:would )?remind\b|"
    r"previously,? (?:it was reported|\w+ reported)|нагада(?:ємо|йте)\b|як (?:раніше )?(?:повідомляв|повідомляло)\w*|раніше повідомлялося|"
    r"як відомо,)",
    re.I,
)
LEAD_PARAGRAPHS = 2


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
        elif kind is BlockKind.SOURCE and index > 0 and not _is_label_only(lines[index - 1]):
            # `Source: …` is one line; the story goes on below it.
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
