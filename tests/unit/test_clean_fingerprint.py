"""One text is known again whatever was trimmed or added; another text on the same subject is not."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.clean.fingerprint import Candidates, containment, fingerprint, is_copy, syndication

STORY = "\n".join(
    f"In place {n} the {w} brigade reported to the {w} minister that everything the {w} council asked for was done."
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    )
)
OTHER = "Parliament votes today. " + " ".join(
    f"Deputy {n} of group {n * 3} spoke against motion {n * 7} of May." for n in range(40)
)
START = datetime(2025, 1, 16, tzinfo=UTC)


def test_the_same_text_has_the_same_fingerprint() -> None:
    assert fingerprint(STORY) == fingerprint(STORY)
    assert len(fingerprint(STORY).signature) == 256


@pytest.mark.parametrize(
    "change", [str.upper, lambda t: t.replace("e", "e\u200b"), lambda t: "\u202e" + t.replace(". ", " –  ")]
)
def test_case_marks_and_invisible_characters_do_not_count(change) -> None:
    assert containment(fingerprint(change(STORY)), fingerprint(STORY)) == 1.0


def test_a_trimmed_copy_is_contained_and_boilerplate_does_not_hide_it() -> None:
    trimmed = "\n".join(STORY.split("\n")[:5]) + "\nSubscribe to our newsletter. All rights reserved by us."
    assert 0.8 < containment(fingerprint(trimmed), fingerprint(STORY)) < 1.0
    assert is_copy(fingerprint(STORY), fingerprint(trimmed))


def test_another_text_is_not_contained() -> None:
    assert containment(fingerprint(OTHER), fingerprint(STORY)) < 0.05


def test_short_texts_are_copies_only_of_themselves() -> None:
    short = fingerprint("Air raid alert lifted in Kyiv.")
    assert containment(short, short) == 1.0
    assert containment(short, fingerprint("Air raid alert lifted in Kyiv and Lviv.")) == 0.0
    assert containment(fingerprint(""), fingerprint("")) == 0.0


def test_lone_surrogates_do_no_harm() -> None:
    assert fingerprint("\ud800 " + STORY).shingles


def test_candidates_answer_most_similar_first_and_once() -> None:
    candidates, first, second = Candidates(), uuid.UUID(int=1), uuid.UUID(int=2)
    candidates.add(first, fingerprint(STORY))
    candidates.add(first, fingerprint(STORY))
    candidates.add(
        second, fingerprint("\n".join(STORY.split("\n")[:8]) + " And something else was said at the very end.")
    )
    candidates.add(uuid.UUID(int=3), fingerprint(OTHER))
    assert [article_id for article_id, _ in candidates.copies_of(fingerprint(STORY))] == [first, second]


def test_syndication_points_to_the_earliest_whatever_the_order_given() -> None:
    ids = [uuid.UUID(int=n) for n in range(4)]
    bodies = [STORY, STORY + "\nAgency.", "\n".join(STORY.split("\n")[:7]), OTHER]
    articles = [(ids[n], START + timedelta(hours=n), bodies[n]) for n in range(4)]
    expected = syndication(articles)
    assert [(copy.article_id, copy.original_id) for copy in expected] == [(ids[1], ids[0]), (ids[2], ids[0])]
    assert syndication(reversed(articles)) == expected
