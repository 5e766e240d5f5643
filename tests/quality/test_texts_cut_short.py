"""Texts begin and break off anywhere, and reports say anywhere whose word it is. All are read."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.extract import default_extractor
from pipeline.model import Document

ITEMS = Path(__file__).with_name("own.jsonl")
EVERY = 10
"""Words between two cuts of one text; where the first is moves on from item to item, so that all places come up."""
WORD = re.compile(r"\w+|[^\w\s]")


ASIDE = ", according to two diplomats, "
"""What a report can put between any two words."""


def cuts(text: str, first: int) -> list[str]:
    """Beginnings of a text, its ends, and the text with an aside at the same places."""
    ends = [found.end() for found in WORD.finditer(text)][first % EVERY :: EVERY]
    return [cut for end in ends for cut in (text[:end], text[end:], text[:end] + ASIDE + text[end:].lstrip())]


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_text_is_read_wherever_it_breaks_off(field: str) -> None:
    extractor = default_extractor()
    count = 0
    for number, line in enumerate(ITEMS.read_text("utf-8").splitlines()):
        for cut in cuts(json.loads(line)[field], number):
            title, text = (cut, "") if field == "title" else ("", cut)
            for mention in extractor.extract(Document("d", title, text, date(2025, 8, 20))):
                assert mention.evidence.end <= len(cut)
            count += 1
    assert count > 500
