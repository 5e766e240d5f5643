"""Nothing a page can hold breaks the extractor, slows it beyond bearing, or shifts its offsets."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import default_extractor
from pipeline.model import Document, Mention

SECONDS = 2.0
"""For a text of a million code points (the project's bound)."""

SHORT, LONG, MOST_RATIO = 20_000, 80_000, 8
"""Four times the text takes at most four times the time; 16 times would be quadratic, the rest is for the machine."""

SEEDS = st.sampled_from([
    "Macron", "Kyiv's", "will", "not", "send", "peacekeepers", "to", "Ukraine", ",", "said", "“", "”", "if",
    "that", "NATO",
    "rejected", "the idea", ".", "\n", "İ", "😀", "\u200f", "Зеленський", "US-led", "and", "26 countries",
    "security guarantees",
    "…", "—", "who", "by", "(", ")", ":", "'s", "no", "on Friday", "a", "frozen Russian assets", "\x00", "\u0301",
])  # fmt: skip


def extract(title: str, text: str) -> tuple[Mention, ...]:
    return default_extractor().extract(Document("d", title, text, date(2025, 8, 20)))


@given(st.lists(SEEDS, max_size=40).map(" ".join), st.lists(SEEDS, max_size=12).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_offsets_lie_in_the_text_and_answers_repeat(text: str, title: str) -> None:
    found = extract(title, text)
    assert found == extract(title, text)
    for mention in found:
        evidence = mention.evidence
        field = title if evidence.field == "title" else text
        assert 0 <= evidence.sentence_start <= evidence.start < evidence.end <= evidence.sentence_end <= len(field)
        assert mention.actors
        assert mention.instruments
        assert mention.date.start <= mention.date.end


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(text: str) -> None:
    found = extract(text[:60], text)
    assert all(0 <= one.evidence.start < one.evidence.end <= len(text) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "The European peacekeepers said that Ukraine would send troops and " * 15_000,
        "Macron, Starmer and Zelenskyy " * 33_000,
        "a" * 1_000_000,
        "\n" * 1_000_000,
        '"' * 1_000_000,
        "Ukraine troops. " * 62_000,
        "İ😀\u200f " * 200_000,
    ],
    ids=["one sentence", "names", "one word", "lines", "quotes", "sentences", "signs"],
)
def test_a_million_signs_are_read_in_time(text: str) -> None:
    default_extractor()
    started = time.process_time()
    extract("Ukraine troops", text)
    assert time.process_time() - started <= SECONDS


def least_seconds(text: str) -> float:
    """Of the processor, the least of three readings: the others also hold what the machine did beside it."""
    taken = []
    for _ in range(3):
        started = time.process_time()
        extract("Ukraine troops", text)
        taken.append(time.process_time() - started)
    return min(taken)


@pytest.mark.parametrize(
    "sentence",
    [
        "Macron said on Sky News. ",
        "He told the daily Tygodnik Morski that it was so, citing Agenzia Nova. ",
        "That is what a German newspaper said and the foreign media reported. ",
        "He told Reuters, CNN and Sky News, ",
    ],
    ids=["people", "media unlisted", "sorts of media", "no sentence"],
)
def test_credits_take_time_in_proportion_to_the_text(sentence: str) -> None:
    default_extractor()
    few, many = (least_seconds(sentence * (length // len(sentence))) for length in (SHORT, LONG))
    assert many / few < MOST_RATIO


def test_direction_marks_do_not_shift_the_trigger() -> None:
    title = "\u200fMacron \u200erules out sending troops to Ukraine"
    (found,) = extract(title, "")
    assert title[found.evidence.start : found.evidence.end].startswith("rules out")


def test_letters_that_look_latin_are_read() -> None:
    (found,) = extract("Масron rules out sending troops to Ukraine", "")
    assert [actor.code for actor in found.actors] == ["FRA"]


def test_an_empty_document_is_no_event() -> None:
    assert extract("", "") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Reports say that thousands of troops who trained in Russia have been sent to Ukraine.",
        "The remarks of leaders who spoke of troops for Ukraine have been met with apprehension.",
    ],
)
def test_a_passive_may_resume_its_clause_with_no_word_before_it(text: str) -> None:
    found = extract("North Korea sends troops to Russia; Ukraine says they have arrived", text)
    assert [mention.type for mention in found if mention.evidence.field == "text"] == []


@pytest.mark.parametrize(
    "text",
    [
        "If Macron sends troops to Ukraine, according to a newspaper, it would be war.",
        "Germany would not let Ukraine into NATO whenever money for Kyiv is voted",
        "Poland wants a force that",
    ],
)
def test_words_without_their_neighbours_are_read(text: str) -> None:
    assert extract(text, "") == extract(text, "")
    extract("", text)
