"""A quotation over several sentences has one speaker, who is often named only where it ends."""

from datetime import date

import pytest

from pipeline.extract import RuleExtractor
from pipeline.extract.sentences.cutting import split_sentences
from pipeline.extract.sentences.tokens import quotations_in
from pipeline.extract.sources.carried import ends_of_quotations
from pipeline.model import Document

BEFORE = "Keir Starmer had said that Britain was ready to send soldiers to Ukraine. "


@pytest.fixture(scope="module")
def extractor():
    return RuleExtractor()


def refusals(extractor, text: str) -> list[list[str]]:
    found = extractor.extract(Document("quoted", "Soldiers for Ukraine", text, date(2025, 2, 17)))
    return [[actor.code for actor in one.actors] for one in found if one.type.value == "REJECT"]


def test_who_closes_a_quotation_says_all_of_it(extractor):
    text = BEFORE + "“We do not plan to send soldiers to Ukraine. We shall help in other ways,” Giorgia Meloni said."
    assert refusals(extractor, text) == [["ITA"]]


def test_who_opens_a_quotation_keeps_it(extractor):
    text = BEFORE + "Giorgia Meloni said: “We do not plan to send soldiers to Ukraine. We shall help in other ways.”"
    assert refusals(extractor, text) == [["ITA"]]


def test_a_quotation_of_one_sentence_is_not_carried():
    text = "“We will not go,” said Anna. “They will. And they will stay,” said Boris."
    assert ends_of_quotations(quotations_in(text), split_sentences(text, "text")) == {1: 2}
