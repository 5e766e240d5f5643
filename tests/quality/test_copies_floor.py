"""Floors of near-duplicates on the project's own stories: what outlets make of a wire story, and what looks like it.

Measured as the warehouse finds them: two texts are one when they share a band of their fingerprints and the shorter
stands in the longer. A floor is never lowered without a reason in the commit.
"""

import itertools
import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from pipeline.clean.fingerprint import copied_share, fingerprint, shingles

SET = tomllib.loads(Path(__file__).with_name("near_duplicates.toml").read_text("utf-8"))
LEAST_PRECISION = 0.98
LEAST_RECALL = 0.98
LEAST_A_SECOND = 1_000

BLOG = 3
"""Stories that one live blog quotes the first sentences of."""
FURNITURE = ["Subscribe to our newsletter for more.", "The agency is not responsible for other sites."]

Key = tuple[str, str]
"""Of a text: the story (or outlet) that it belongs to, and what was made of it; what begins with `copy` is one text."""


def versions(story: dict) -> dict[str, str]:
    """What outlets make of a wire story."""
    text, requoted = story["text"], story["requoted"]
    middle = len(text) // 2 + 1
    translated = [requoted["text"] if line == requoted["line"] else told for line, told in enumerate(text, 1)]
    return {
        "copy as sent": "\n".join(text),
        "copy with furniture": "\n".join([FURNITURE[0], *text, *FURNITURE]),
        "copy trimmed": "\n".join(text[:middle]),
        "copy trimmed at both ends": "\n".join(text[1:-1]),
        "copy re-headed": "\n".join(["What happened, and why it matters, in short.", *text[1:]]),
        "copy merged": " ".join(text).replace(" said ", " told reporters "),
        "copy with a quote translated anew": "\n".join(translated),
        "follow-up with recap": "\n".join([*story["follow_up"], *text[:2]]),
        "rewrite": "\n".join(story["rewrite"]),
    }


def texts() -> dict[Key, str]:
    stories = SET["story"]
    found = {(f"story {n}", name): body for n, story in enumerate(stories) for name, body in versions(story).items()}
    for n in range(0, len(stories), BLOG):
        quoted = (line for story in stories[n : n + BLOG] for line in story["text"][:2])
        found[f"blog {n}", "live blog"] = "\n".join(quoted)
    for n, outlet in enumerate(SET["items"]):
        for m, item in enumerate(outlet["text"]):
            found[f"outlet {n}", f"item {m}"] = "\n".join([item, *outlet["furniture"]])
    return found


def is_one(a: Key, b: Key) -> bool:
    return a[0] == b[0] and a[1].startswith("copy") and b[1].startswith("copy")


@pytest.fixture(scope="module")
def answers() -> dict[tuple[Key, Key], bool]:
    """Of every pair of texts, whether it is held to be one text."""
    read = texts()
    bands = {key: set(fingerprint(body).bands) for key, body in read.items()}
    runs = {key: shingles(body) for key, body in read.items()}
    return {
        (a, b): bool(bands[a] & bands[b]) and copied_share(runs[a], runs[b]) is not None
        for a, b in itertools.combinations(read, 2)
    }


def test_the_set_is_large_enough() -> None:
    kinds = Counter(name.rstrip("0123456789 ") for _, name in texts())
    assert sum(count for kind, count in kinds.items() if kind.startswith("copy")) >= 70
    assert sum(count for kind, count in kinds.items() if not kind.startswith("copy")) >= 30


def test_copies_are_found_and_nothing_else_is(answers: dict[tuple[Key, Key], bool]) -> None:
    wanted = {pair for pair in answers if is_one(*pair)}
    found = {pair for pair, says in answers.items() if says}
    assert len(found & wanted) >= LEAST_PRECISION * len(found), sorted(found - wanted)
    assert len(found & wanted) >= LEAST_RECALL * len(wanted), sorted(wanted - found)


def test_each_kind_of_copy_is_found(answers: dict[tuple[Key, Key], bool]) -> None:
    """No floor of all kinds together hides that one kind is lost."""
    wanted, found = Counter[str](), Counter[str]()
    for (a, b), says in answers.items():
        if is_one(a, b) and "copy as sent" in (a[1], b[1]):
            kind = b[1] if a[1] == "copy as sent" else a[1]
            wanted[kind] += 1
            found[kind] += says
    assert {kind: found[kind] / wanted[kind] for kind in wanted if found[kind] < 0.9 * wanted[kind]} == {}


def test_fingerprints_are_taken_fast_enough() -> None:
    bodies = list(texts().values())

    def seconds() -> float:
        begun = time.process_time()
        for body in bodies:
            fingerprint(body)
        return time.process_time() - begun

    # The best of three: other work on the machine only ever adds to it.
    assert len(bodies) / min(seconds() for _ in range(3)) >= LEAST_A_SECOND
