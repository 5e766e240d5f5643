"""Floors of the clean stage on the project's own pages: bodies, refusals, and near-duplicates.

A floor is what was reached when it was set, less one page. Lowering one needs a reason in the commit.
"""

import itertools
import re
import tomllib
import uuid
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.clean import clean
from pipeline.clean.fingerprint import Candidates, fingerprint, is_copy
from pipeline.model import Article, Page, Rejection

CASES = tomllib.loads(Path(__file__).with_name("clean_pages.toml").read_text("utf-8"))
ARTICLES = {name: case for name, case in CASES.items() if case["expect"] == "article"}
OTHERS = {name: case for name, case in CASES.items() if case["expect"] != "article"}
NOW = datetime(2025, 2, 1, 8, tzinfo=UTC)

STORIES = tomllib.loads(Path(__file__).with_name("near_duplicates.toml").read_text("utf-8"))["story"]

LEAST_F1 = 0.99
LEAST_CAUGHT = 0.95
LEAST_NAMED = 0.9
LEAST_COPY_PRECISION = 0.98
LEAST_COPY_RECALL = 0.95


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


def versions(story: dict[str, list[str]]) -> dict[str, str]:
    """What outlets make of a wire story: the ones named copy are one text, the others are not."""
    text, middle = story["text"], len(story["text"]) // 2 + 1
    furniture = ["Subscribe to our newsletter for more.", "The agency is not responsible for other sites."]
    return {
        "copy as sent": "\n".join(text),
        "copy with furniture": "\n".join([furniture[0], *text, *furniture]),
        "copy trimmed": "\n".join(text[:middle]),
        "copy re-headed": "\n".join(["What happened, and why it matters, in short.", *text[1:]]),
        "copy merged": " ".join(text).replace(" said ", " told reporters "),
        "follow-up with recap": "\n".join([*story["follow_up"], *text[:2]]),
        "rewrite": "\n".join(story["rewrite"]),
    }


def test_near_duplicates() -> None:
    texts = {(n, name): body for n, story in enumerate(STORIES) for name, body in versions(story).items()}
    prints = {key: fingerprint(body) for key, body in texts.items()}
    right = found = wanted = 0
    mistakes = []
    for a, b in itertools.combinations(texts, 2):
        is_one = a[0] == b[0] and a[1].startswith("copy") and b[1].startswith("copy")
        says = is_copy(prints[a], prints[b])
        wanted, found, right = wanted + is_one, found + says, right + (is_one and says)
        if is_one != says:
            mistakes.append((a, b))
    assert right / found >= LEAST_COPY_PRECISION, mistakes
    assert right / wanted >= LEAST_COPY_RECALL, mistakes


def test_the_index_finds_what_comparing_all_finds() -> None:
    texts = [(n, name, body) for n, story in enumerate(STORIES) for name, body in versions(story).items()]
    candidates = Candidates()
    for number, (_, _, body) in enumerate(texts):
        candidates.add(uuid.UUID(int=number), fingerprint(body))
    missed = []
    for number, (story, name, body) in enumerate(texts):
        print_ = fingerprint(body)
        hits = {article_id.int for article_id, _ in candidates.copies_of(print_)}
        everyone = {other for other, (_, _, text) in enumerate(texts) if is_copy(print_, fingerprint(text))}
        missed.extend((story, name, texts[other][1]) for other in everyone - hits)
        assert number in hits
    assert len(missed) <= (1 - LEAST_COPY_RECALL) * len(texts) * 5, missed
