"""Floors of the clean stage on the project's own pages: bodies and refusals.

A floor is what was reached when it was set, less one page. Lowering one needs a reason in the commit.
"""

import re
import tomllib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.clean import clean
from pipeline.model import Article, Page, Rejection

CASES = tomllib.loads(Path(__file__).with_name("clean_pages.toml").read_text("utf-8"))
ARTICLES = {name: case for name, case in CASES.items() if case["expect"] == "article"}
OTHERS = {name: case for name, case in CASES.items() if case["expect"] != "article"}
NOW = datetime(2025, 2, 1, 8, tzinfo=UTC)

LEAST_F1 = 0.99
LEAST_CAUGHT = 0.95
LEAST_NAMED = 0.9


def answer(case: dict[str, str]) -> Article | Rejection:
    return clean(Page(case["html"].encode(), case["url"], case["url"], NOW, "text/html; charset=utf-8"))


@pytest.fixture(scope="module")
def answers() -> dict[str, Article | Rejection]:
    return {name: answer(case) for name, case in CASES.items()}


def test_the_set_is_large_enough() -> None:
    assert len(ARTICLES) >= 30
    assert len(OTHERS) >= 30


def test_no_article_is_refused(answers: dict[str, Article | Rejection]) -> None:
    refused = {name: answers[name] for name in ARTICLES if isinstance(answers[name], Rejection)}
    assert refused == {}


def test_pages_that_are_no_article_are_caught(answers: dict[str, Article | Rejection]) -> None:
    caught = [name for name in OTHERS if isinstance(answers[name], Rejection)]
    missed = sorted(set(OTHERS) - set(caught))
    assert len(caught) >= LEAST_CAUGHT * len(OTHERS), missed


def test_they_are_refused_by_their_name(answers: dict[str, Article | Rejection]) -> None:
    wrong = {}
    for name, case in OTHERS.items():
        found = answers[name]
        if not isinstance(found, Rejection) or found.reason != case["expect"]:
            wrong[name] = found
    assert len(wrong) <= (1 - LEAST_NAMED) * len(OTHERS), wrong


def test_bodies(answers: dict[str, Article | Rejection]) -> None:
    scores = {}
    for name, case in ARTICLES.items():
        found = answers[name]
        body = found.body if isinstance(found, Article) else ""
        scores[name] = overlap(" ".join(case["lines"]), body)
    assert sum(scores.values()) / len(scores) >= LEAST_F1, {n: s for n, s in scores.items() if s < 1}


def overlap(truth: str, text: str) -> float:
    """F1 of words as multisets: enough where the words of boilerplate and story differ."""
    want, got = Counter(re.findall(r"\w+", truth)), Counter(re.findall(r"\w+", text))
    hits = (want & got).total()
    return 2 * hits / (want.total() + got.total()) if want or got else 0.0
