"""Extraction holds its floors on the gold sets, and the floors themselves cannot fall unnoticed."""

import pytest

from pipeline.extract import RuleExtractor, event_record
from pipeline.model import Article, Document, EventType, Instrument, Sector
from pipeline.sample import SITE
from tests.golden.test_sample_pages import PAGES, cleaned
from tests.quality import score_all
from tests.quality.scoring import Score, read_rows, score

LEAST_OF_THE_SAMPLE = 0.91
"""Core F1 on the sample's 68 events when the floor was set, rounded down."""


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    return RuleExtractor()


@pytest.mark.parametrize("name", sorted(score_all.SETS))
def test_a_gold_set_keeps_its_floors(name: str, extractor: RuleExtractor) -> None:
    found = score_all.score_file(score_all.SETS[name], extractor)
    assert score_all.shortfalls(name, found, score_all.floors()[name]) == []


def test_the_sample_is_read_as_a_careful_reader_does(extractor: RuleExtractor) -> None:
    """The pages that a newcomer sees first, cleaned and read: few of their events may be missed or made up."""
    gold, found = {}, {}
    for page in PAGES:
        article = cleaned(SITE, page["path"], page["editions"][0])
        if not isinstance(article, Article):
            continue
        assert article.published_at is not None
        gold[page["id"]] = page
        document = Document(page["id"], article.title, article.body, article.published_at.date())
        found[page["id"]] = [event_record(mention) for mention in extractor.extract(document)]
    assert score(gold, found).measure("core").f1 >= LEAST_OF_THE_SAMPLE


def test_the_development_gold_reaches_what_was_asked() -> None:
    floor = score_all.floors()["dev"]
    assert floor["core"] >= 0.90
    assert floor["strict"] >= 0.70


def test_own_items_are_many_and_well_formed() -> None:
    rows = read_rows(score_all.SETS["own"])
    assert len(rows) >= 150
    for row in rows.values():
        for event in row["events"]:
            assert EventType(event["type"])
            assert all(Instrument(code) for code in event["instruments"])
            assert all(one["sector"] is None or Sector(one["sector"]) for one in event["actors"])
            text = row["title"] if event["field"] == "title" else row["text"]
            assert text[event["span"][0] : event["span"][1]] == event["trigger"]


def test_a_changed_gold_file_voids_its_floors() -> None:
    floor = {**score_all.floors()["dev"], "sha256": "0" * 64}
    assert "changed" in score_all.shortfalls("dev", Score(), floor)[0]


def test_a_missed_floor_is_named() -> None:
    missed = score_all.shortfalls("dev", Score(gold=1, predicted=1), score_all.floors()["dev"])
    assert any("core" in text for text in missed)


def test_a_floor_falls_only_when_told() -> None:
    old = {"dev": dict.fromkeys(score_all.METRICS, 0.9)}
    new = {"dev": {**old["dev"], "core": 0.8}}
    assert score_all.lowered(new, old) == ["dev.core 0.9 -> 0.8"]
