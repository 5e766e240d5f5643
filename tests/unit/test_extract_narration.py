"""What is told beside a sentence: found by its place, in order, never over the end of a field; and who is a "she"."""

import pytest

from pipeline.extract.actors.memory import Narration, Told, is_woman
from pipeline.extract.actors.named import Named
from pipeline.extract.sentences.cutting import Sentence

TITLE = Told(Sentence("title", 0, 0, 20), frozenset({"POL"}))
TEXT = [Told(Sentence("text", index, 100 * index, 100 * index + 90), frozenset()) for index in (0, 1, 3, 4, 9)]
TOLD = Narration([TITLE, *TEXT])


def indices(told: list[Told]) -> list[tuple[str, int]]:
    return [(one.sentence.field, one.sentence.index) for one in told]


def test_a_sentence_is_found_by_where_it_starts() -> None:
    assert TOLD.starting_at("text", 300) is TEXT[2].sentence
    assert TOLD.starting_at("text", 200) is None
    assert TOLD.starting_at("title", 300) is None


def test_what_is_beside_comes_in_order_and_skips_what_was_not_read() -> None:
    assert indices(TOLD.beside(TEXT[2].sentence, 2, 1)) == [("text", 1), ("text", 3), ("text", 4)]
    assert indices(TOLD.beside(TEXT[0].sentence, 2, 1)) == [("text", 0), ("text", 1)]


def test_the_first_sentences_of_the_text_are_beside_the_headline_and_not_the_other_way_round() -> None:
    assert indices(TOLD.beside(TITLE.sentence, 1, 1)) == [("title", 0), ("text", 0), ("text", 1)]
    assert TITLE not in TOLD.beside(TEXT[0].sentence, 1, 1)


def test_before_the_first_sentence_of_a_text_stands_its_headline() -> None:
    assert TOLD.before(TEXT[0].sentence) is TITLE
    assert TOLD.before(TEXT[1].sentence) is TEXT[0]
    assert TOLD.before(TEXT[2].sentence) is None


@pytest.mark.parametrize(
    "name", ["Riikka Purra", "Mariya Gabriel", "Valerie Hayer", "Samantha Power", "Heidi Reichinnek", "Joni Ernst"]
)
def test_a_woman_is_known_by_her_first_name(name: str) -> None:
    assert is_woman(Named("EU", None, name, 0))


@pytest.mark.parametrize("name", ["Nicola Fratoianni", "Lindsey Graham", "Robin Wagener", "Marian Kery", None])
def test_a_man_and_a_country_are_no_women(name: str | None) -> None:
    assert not is_woman(Named("EU", None, name, 0))
