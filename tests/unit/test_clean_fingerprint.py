"""One text is known again whatever was trimmed or added; another text on the same subject is not."""

import pytest

from pipeline.clean.fingerprint import bands, containment, copied_share, fingerprint, shingles

STORY = "\n".join(
    f"In place {n} the {w} brigade reported to the {w} minister that everything the {w} council asked for was done."
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    )
)
OTHER = "Parliament votes today. " + " ".join(
    f"Deputy {n} of group {n * 3} spoke against motion {n * 7} of May." for n in range(40)
)


def share(one: str, other: str) -> float:
    return containment(shingles(one), shingles(other))


def test_the_same_text_has_the_same_fingerprint() -> None:
    found = fingerprint(STORY)
    assert found == fingerprint(STORY)
    assert len(found.signature) == 256
    assert len(found.bands) == 32
    assert found.shingle_count == len(shingles(STORY))


def test_a_fingerprint_that_is_stored_stays_comparable() -> None:
    """Another machine, library or byte order must give the same numbers, else nothing stored is found again."""
    found = fingerprint(STORY)
    assert found.signature[:8].hex() == "6a0f3101111fec01"
    assert found.bands[:2] == (-1060262468, -2012243476)
    assert bands(found.signature) == found.bands


@pytest.mark.parametrize(
    "change", [str.upper, lambda t: t.replace("e", "e\u200b"), lambda t: "\u202e" + t.replace(". ", " –  ")]
)
def test_case_marks_and_invisible_characters_do_not_count(change) -> None:
    assert share(change(STORY), STORY) == 1.0


def test_a_trimmed_copy_is_contained_and_boilerplate_does_not_hide_it() -> None:
    trimmed = "\n".join(STORY.split("\n")[:5]) + "\nSubscribe to our newsletter. All rights reserved by us."
    assert 0.8 < share(trimmed, STORY) < 1.0
    assert copied_share(shingles(STORY), shingles(trimmed)) == share(trimmed, STORY)
    assert set(fingerprint(trimmed).bands) & set(fingerprint(STORY).bands)


def test_another_text_is_not_contained() -> None:
    assert share(OTHER, STORY) < 0.05
    assert copied_share(shingles(OTHER), shingles(STORY)) is None


def test_short_texts_are_copies_only_of_themselves_and_nothing_finds_them() -> None:
    short = "Air raid alert lifted in Kyiv."
    assert share(short, short) == 1.0
    assert share(short, "Air raid alert lifted in Kyiv and Lviv.") == 0.0
    assert share("", "") == 0.0
    assert fingerprint(short).bands == ()


def test_lone_surrogates_do_no_harm() -> None:
    assert fingerprint("\ud800 " + STORY).shingle_count
