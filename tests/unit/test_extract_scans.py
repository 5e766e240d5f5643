"""The scans that skip through a text instead of looking at every sign of it: they must find what a slow look finds."""

import re
import sys
from collections.abc import Sequence
from datetime import date

import pytest

from pipeline.extract.lexicon.fold import FEW, LAST_LETTER, fold, small_letters
from pipeline.extract.lexicon.patterns import WordSearch
from pipeline.extract.scope.gate import is_english
from pipeline.extract.sentences.act_file import load_acts
from pipeline.extract.sentences.act_words import GAP
from pipeline.extract.sentences.cutting import split_sentences
from pipeline.extract.sentences.tokens import Token, tokenize
from pipeline.extract.sources.passages import background_blocks
from pipeline.model import Document


def signs(first: int, beyond: int) -> list[str]:
    return [chr(number) for number in range(first, beyond) if not 0xD800 <= number < 0xE000]


def tokens_of(text: str) -> Sequence[Token]:
    return tokenize(text, 0, len(text), [])


def sentences_of(text: str) -> list[str]:
    return [text[one.start : one.end] for one in split_sentences(text, "text")]


def test_small_letters_take_one_sign_for_one() -> None:
    assert all(len(small_letters(sign)) == 1 for sign in signs(0, sys.maxunicode + 1))


def test_small_letters_are_those_of_the_text() -> None:
    assert small_letters("İzmir said NO, Δ") == "izmir said no, δ"


@pytest.mark.parametrize("few", [True, False], ids=["few signs", "many signs"])
def test_folding_gives_the_same_for_a_sign_alone_and_in_a_text(few: bool) -> None:
    alphabet = [sign for sign in signs(0xA0, 0x500) if fold(sign).text]
    sample = alphabet[:: len(alphabet) // 50] if few else alphabet
    assert (len(set(sample)) <= FEW) is few
    text = "Kyiv " + " ".join(sample)
    assert fold(text).text == "kyiv " + " ".join(fold(sign).text for sign in sample)


def test_folding_keeps_what_lies_beyond_the_alphabets() -> None:
    assert fold(f"A{chr(LAST_LETTER + 1)}").text == f"a{chr(LAST_LETTER + 1)}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “No.”She left.", ["He said “No.”", "She left."]),
        ('"Never."\nParis agreed…And left.', ['"Never."', "Paris agreed…And left."]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("The U.S. Senate met.\n\n\nIt rose.", ["The U.S. Senate met.", "It rose."]),
        ("It is 3.5 km. e.g. here.", ["It is 3.5 km. e.g. here."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, found: list[str]) -> None:
    assert sentences_of(text) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They didn't", [("they", "u"), ("did", "z"), ("n't", "n")]),
        ("It may end in May", [("it", "u"), ("may", "m"), ("end", "k"), ("in", "p"), ("may", "k")]),
        ("Kyiv's plan: it's on", [
            ("kyiv", "k"), ("'s", "'"), ("plan", "k"), (":", ";"), ("it", "u"), ("'s", "x"), ("on", "p"),
        ]),
        ("F16-like - 3-mile jets", [("f16-like", "k"), ("-", ";"), ("3-mile", "q"), ("jets", "k")]),
        ("€90bn, 1,500 men", [("€90bn", "q"), (",", ","), ("1,500", "q"), ("men", "k")]),
    ],
)  # fmt: skip
def test_words_whose_neighbours_decide_are_told_apart(text: str, words: list[tuple[str, str]]) -> None:
    assert [(token.lower, token.tag) for token in tokens_of(text)] == words


def test_a_quotation_marks_the_words_inside_it() -> None:
    assert [(token.lower, token.quoted) for token in tokens_of("He “may not” go")] == [
        ("he", False), ("may", True), ("not", True), ("go", False),
    ]  # fmt: skip


@pytest.mark.parametrize(("between", "is_found"), [(GAP, True), (GAP + 1, False)])
def test_a_gap_is_bridged_as_far_as_it_reaches(between: int, is_found: bool) -> None:
    text = f"give {'big ' * between}permission"
    found = [one.pattern.lemma for one in load_acts().at(tokens_of(text), 0)]
    assert ("give * permission" in found) is is_found


SENDING = WordSearch([("send|deploy", r"\w* (?:any|no)\b"), ("no troops|nobody", r"\b"), ("no", r" force\b")])


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("send any", True),
        ("they will deploy no more", True),
        ("(sends any", True),
        ("resend any", False),
        ("Xsend any", False),
        ("ésend any", False),
        ("deployed anybody", False),
        ("said:\n“no force", True),
        ("no forces", False),
        ("nobody’s", True),
        ("", False),
    ],
)
def test_a_word_search_finds_wordings_where_a_word_begins(text: str, is_it: bool) -> None:
    assert SENDING.is_in(text) is is_it
    slow = re.compile(r"\b(?:(?:send|deploy)\w* (?:any|no)\b|(?:no troops|nobody)\b|no force\b)")
    assert bool(slow.search(text)) is is_it


def test_a_word_search_gives_the_lines_of_its_finds() -> None:
    text = "Nobody said.\nnobody, nobody\n\nOthers\n“no force”"
    assert [text[start:end] for start, end in SENDING.lines(text)] == ["nobody, nobody", "“no force”"]
    assert list(SENDING.lines("send any")) == [(0, 8)]


def test_labels_stand_at_the_beginning_of_a_line_only() -> None:
    text = "Background: old.\nThe label Background: is no label here.\n  Previously: older.\nSource: Reuters"
    document = Document("d", "Ukraine", text, date(2025, 8, 20))
    found = [text[block.start : block.start + 12].strip() for block in background_blocks(document)]
    assert found == ["Background:", "Previously"]


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("The talks were held in the capital and it is not clear who will attend. " * 4, True),
        ("De gesprekken vonden plaats bij de grens, maar niemand weet nog wie er morgen komt. " * 4, False),
        ("Переговоры прошли в столице, и пока неясно, кто приедет на следующую встречу. " * 4, False),
        ("", False),
    ],
    ids=["English", "Dutch", "Russian", "nothing"],
)
def test_english_is_told_by_its_commonest_words(text: str, is_it: bool) -> None:
    assert is_english(Document("d", "", text, date(2025, 8, 20))) is is_it
