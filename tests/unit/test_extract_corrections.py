"""Each correction names all forces that it can turn: of any other it leaves meaning, instruments and actors alone."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.extract import RuleExtractor
from pipeline.extract.acts.corrections import RULES, Rule
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.sentences.act_words import Force
from pipeline.model import Document

ITEMS = Path(__file__).parent.parent / "quality" / "own.jsonl"
EVERY = 8
"""Of so many items one is read: enough for each rule to find what it turns."""


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    extractor = RuleExtractor()
    rows = [json.loads(line) for line in ITEMS.read_text("utf-8").splitlines()[::EVERY]]
    documents = [Document(row["id"], row["title"], row["text"], date.fromisoformat(row["published"])) for row in rows]
    found = [draft for document in documents for draft in extractor.trace(document).drafts]
    return [draft for draft in found if draft.meaning is not None and draft.actors]


@pytest.mark.parametrize(("forces", "rule"), RULES, ids=[rule.__name__ for _, rule in RULES])
def test_a_rule_leaves_other_forces_alone(drafts: list[Draft], forces: frozenset[Force], rule: Rule) -> None:
    assert len(drafts) > 50
    for draft in drafts:
        assert draft.meaning is not None
        for force in frozenset(Force) - forces:
            meaning, asked = replace(draft.meaning, force=force), replace(draft, actors=list(draft.actors))
            assert rule(asked, meaning) == meaning
            assert asked == draft
