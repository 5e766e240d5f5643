"""The numbers of a run add up, and its words and exit code say what they mean."""

from collections import Counter

import pytest

from pipeline.day import Day
from pipeline.report.tables import as_json, shown
from pipeline.run.summary import Count, DaySummary, RunSummary


def day(decision: str = "accept", **more) -> DaySummary:
    return DaySummary(Day.parse("2025-01-16"), decision, **more)


def test_days_are_summed():
    summary = RunSummary(
        (
            day(captures=3, articles=2, rejections=Counter(paywall=1), rows=Counter(inserted=5, unchanged=1)),
            day(captures=2, articles=1, rejections=Counter(no_text=1), rows=Counter(inserted=1)),
        )
    )
    numbers = summary.as_dict()["counts"]
    assert numbers["captures"] == numbers["articles"] + numbers["rejections"] == 5
    assert numbers["inserted"] == 6
    assert "1 no_text, 1 paywall" in {row.details for row in summary.count_rows()}


@pytest.mark.parametrize(
    ("summary", "code", "words"),
    [
        (RunSummary((day(captures=1, rows=Counter(inserted=2)),)), 0, "2 rows inserted"),
        (RunSummary((day(captures=1, rows=Counter(unchanged=2)),)), 0, "0 rows inserted"),
        (RunSummary((day("stop", captures=1, reasons=("no title",)),)), 3, "no title"),
        (RunSummary((), feeds=2, feeds_failed=2), 1, "2 of 2 feeds failed"),
        (RunSummary((day(captures=1),), feeds=2, feeds_failed=2), 1, "2 of 2 feeds failed"),
        (RunSummary((), feeds=2, feeds_failed=1), 0, "Nothing to do"),
    ],
)
def test_the_exit_code_and_the_closing_words(summary, code, words):
    assert summary.exit_code == code
    assert words in summary.closing_words()


def test_text_that_would_reorder_a_terminal_is_shown_as_what_it_is():
    assert shown("a\u202eb\x1b[31m") == "a\\u202eb\\u001b[31m"


def test_rows_become_one_json_array():
    assert as_json([Count("mentions", 2)]) == '[{"what": "mentions", "number": 2, "details": ""}]'
