"""The leave-one-outlet-out report switches off what only that outlet exercises, and nothing else."""

from datetime import date

import pytest

from pipeline.extract import RuleExtractor
from pipeline.extract.sentences.act_words import Kind
from pipeline.model import Document
from tests.quality.leave_one_out import Used, leave_one_out, narrowed
from tests.quality.scoring import Row

TITLE = "Norway pledges peacekeepers for Ukraine"


def row(key: str, outlet: str, title: str) -> Row:
    """A document without text."""
    return {"id": key, "published": "2025-03-20", "source": outlet, "title": title, "text": "", "events": []}


@pytest.fixture(scope="module")
def whole() -> RuleExtractor:
    return RuleExtractor()


def test_an_act_that_no_other_text_uses_is_off(whole: RuleExtractor) -> None:
    document = Document("a", TITLE, "", date(2025, 3, 20))
    assert whole.extract(document)
    assert not narrowed(whole, {("send", Kind.VERB)}, {"peacekeepers"}).extract(document)
    assert narrowed(whole, {("pledge", Kind.VERB)}, {"peacekeepers"}).extract(document)


def test_an_unknown_wording_is_read_by_the_known_one_inside_it(whole: RuleExtractor) -> None:
    document = Document("a", "Norway pledges European peacekeeping force for Ukraine", "", date(2025, 3, 20))
    assert narrowed(whole, {("pledge", Kind.VERB)}, {"peacekeeping force"}).extract(document)
    assert not narrowed(whole, {("pledge", Kind.VERB)}, {"minehunters"}).extract(document)


def test_what_is_used_elsewhere_stays(whole: RuleExtractor) -> None:
    every, mine = Used(), Used()
    for one in (row("a", "one", TITLE), row("b", "two", TITLE)):
        every.read(whole, one)
    mine.read(whole, row("a", "one", TITLE))
    acts, wordings = every.without(mine)
    assert ("pledge", Kind.VERB) in acts
    assert "peacekeepers" in wordings


def test_the_pooled_line_comes_last() -> None:
    gold = {"a": row("a", "one", TITLE), "b": row("b", "two", "Spain signs a football deal")}
    lines = list(leave_one_out(gold, []))
    assert [name for name, *_ in lines] == ["one", "two", "all"]
    _, documents, full, left = lines[-1]
    assert (documents, full.false_documents, left.false_documents) == (2, 1, 0)
