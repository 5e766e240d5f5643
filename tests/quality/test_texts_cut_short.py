"""Texts break off anywhere: a feed's summary in the middle of a clause, a headline after "that". All are read."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.extract import default_extractor
from pipeline.model import Document

ITEMS = Path(__file__).with_name("own.jsonl")
EVERY = 5
"""Words between two cuts of one text; where the first is moves on from item to item, so that all places come up."""
WORD = re.compile(r"\w+|[^\w\s]")


def beginnings(text: str, first: int) -> list[str]:
    ends = [found.end() for found in WORD.finditer(text)]
    return [text[:end] for end in ends[first % EVERY :: EVERY]]


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_text_is_read_wherever_it_breaks_off(field: str) -> None:
    extractor = default_extractor()
    count = 0
    for number, line in enumerate(ITEMS.read_text("utf-8").splitlines()):
        for cut in beginnings(json.loads(line)[field], number):
            title, text = (cut, "") if field == "title" else ("", cut)
            for mention in extractor.extract(Document("d", title, text, date(2025, 8, 20))):
                assert mention.evidence.end <= len(cut)
            count += 1
    assert count > 500
