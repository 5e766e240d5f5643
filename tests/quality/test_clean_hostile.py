"""Floors of the clean stage on hostile pages: broken markup, odd encodings, stories among what is no story."""

from statistics import fmean

import pytest

from pipeline.clean.mojibake import undo_mojibake
from pipeline.model import Article, Rejection
from tests.quality import (
    hostile_charsets,
    hostile_furniture,
    hostile_markup,
    hostile_oddities,
    hostile_refusals,
    hostile_signs,
)
from tests.quality.hostile import CASES, STORIES, answer, score

LEAST_MEAN = 0.99
LEAST_EACH = 0.9


@pytest.fixture(scope="module")
def answers() -> dict[str, Article | Rejection]:
    return {name: answer(case) for name, case in CASES.items()}


def test_the_set_is_large_enough() -> None:
    modules = (hostile_markup, hostile_furniture, hostile_charsets, hostile_oddities, hostile_refusals, hostile_signs)
    assert all(module.__doc__ for module in modules)
    assert len(CASES) >= 280


def test_every_page_gives_what_a_reader_would_take_from_it(answers: dict[str, Article | Rejection]) -> None:
    scores = {name: score(CASES[name], found) for name, found in answers.items()}
    bad = {name: (round(value, 3), answers[name]) for name, value in scores.items() if value < LEAST_EACH}
    assert bad == {}
    assert fmean(scores.values()) >= LEAST_MEAN


def test_every_headline_is_read_right(answers: dict[str, Article | Rejection]) -> None:
    wrong = {
        name: found.title
        for name, found in answers.items()
        if isinstance(found, Article) and CASES[name].title is not None and found.title != CASES[name].title
    }
    assert wrong == {}


@pytest.mark.parametrize("language", STORIES)
def test_sound_text_is_never_taken_for_mojibake(language: str) -> None:
    text = "\n".join(STORIES[language]["lines"])
    assert undo_mojibake(text) == (text, ())
    mixed = text + " Ãngel, Århus, «Â», Рівне, Ñandú, naïve – Ça ira, l’Âge d’or; СЃ"
    assert undo_mojibake(mixed)[0].startswith(text)
