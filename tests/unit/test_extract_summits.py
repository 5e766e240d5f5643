"""Named summits as occasions that date phrases count from."""

from datetime import date

import pytest

from pipeline.extract.dates.phrases import find_dates
from pipeline.extract.dates.summits import summit_anchors
from pipeline.extract.lexicon import load_lexicon


def days(*texts: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, texts))


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("at the Alaska summit", "2025-08-18", {"Alaska summit": days("2025-08-15", "2025-08-15")}),
        ("at the Paris summit", "2025-03-28", {"Paris summit": days("2025-03-27", "2025-03-27")}),
        ("at the Paris summit", "2025-09-05", {"Paris summit": days("2025-09-04", "2025-09-04")}),
        ("as İstanbul saw at the Alaska summit 🇺🇦", "2025-08-18", {"Alaska summit": days("2025-08-15", "2025-08-15")}),
        ("at the Geneva talks", "2026-09-01", {}),
        ("NATO summit in Vilnius", "2025-06-01", {"NATO summit in Vilnius": days("2023-07-11", "2023-07-12")}),
        ("no summit is named here", "2025-06-01", {}),
    ],
)
def test_the_summits_a_text_names(text, on, expected):
    assert summit_anchors(load_lexicon(), text, date.fromisoformat(on)) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Putin agreed at the Alaska summit to let them", "2025-08-15", "2025-08-15"),
        ("The day after the Alaska summit they spoke", "2025-08-16", "2025-08-16"),
        ("Three days before the Alaska summit they spoke", "2025-08-12", "2025-08-12"),
        ("At the NATO summit in Vilnius they were told", "2023-07-11", "2023-07-12"),
    ],
)
def test_a_summit_dates_what_was_done_there(text, start, end):
    on = date(2025, 8, 18)
    phrases = find_dates(text, on, anchors=summit_anchors(load_lexicon(), text, on))
    assert [(phrase.date.start, phrase.date.end) for phrase in phrases] == [days(start, end)]


def test_a_name_without_a_preposition_is_no_date():
    text = "The Alaska summit was a success"
    assert not find_dates(text, date(2025, 8, 18), anchors=summit_anchors(load_lexicon(), text, date(2025, 8, 18)))
