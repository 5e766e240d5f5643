"""Quotations that run over several sentences: who speaks is often told only where they end."""

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.extract.actors.named import Named
from pipeline.extract.actors.phrases import ActorReader
from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sentences.cutting import Sentence
from pipeline.extract.sentences.reading import Reading

FURTHEST = 4
"""Sentences over which a quotation is followed to its end."""


def ends_of_quotations(quotations: Sequence[tuple[int, int]], sentences: Sequence[Sentence]) -> dict[int, int]:
    """For each sentence in a quotation that goes on beyond it, the number of the sentence that ends the quotation."""
    starts = [sentence.start for sentence in sentences]
    carried: dict[int, int] = {}
    for start, end in quotations:
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        if 0 <= first < last <= first + FURTHEST:
            carried.update(dict.fromkeys(range(first, last), last))
    return carried


def closing_speaker(reading: Reading, actors: ActorReader) -> list[Named]:
    """Who is named as the speaker behind a quotation that ends in a sentence: "…," Tusk said."""
    tokens = reading.tokens
    end = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].quoted), -1) + 1
    told = any(p.force is Force.REPORT and p.start >= end and p.form == "finite" for p in reading.predicates)
    return actors.heads(tokens, end, len(tokens))[:1] if 0 < end < len(tokens) and told else []


def has_own_speaker(reading: Reading) -> bool:
    """Whether a sentence says itself who speaks in it."""
    return any(p.force is Force.REPORT and not reading.tokens[p.start].quoted for p in reading.predicates)
