"""expectations/README.md lists exactly the expectations of the suites, each with severity and reason.

REWRITE_GOLDEN=1 writes the lists anew; the diff is the review.
"""

import os
import re

import pytest

from pipeline.settings import PROJECT_ROOT
from pipeline.validate.suites import Expectation, Severity, Suite, load_suites

FOLDER = PROJECT_ROOT / "expectations"
README = FOLDER / "README.md"
SUITES = load_suites(FOLDER)


def line(expectation: Expectation) -> str:
    """An expectation as a line of the list."""
    asked = expectation.meaning.removesuffix(f" ({expectation.reason})")
    cells = (str(expectation.number), asked, str(expectation.severity), expectation.reason)
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def listing(suite: Suite) -> str:
    head = f"### {suite.name}\n\n| no | asked | severity | because |\n|---|---|---|---|\n"
    return head + "\n".join(map(line, suite.expectations)) + "\n"


def test_the_page_lists_exactly_the_expectations() -> None:
    text = README.read_text("utf-8")
    start = text.index("## Every expectation\n")
    wanted = "## Every expectation\n\n" + "\n".join(map(listing, SUITES))
    if os.environ.get("REWRITE_GOLDEN"):
        README.write_text(text[:start] + wanted, "utf-8")
    else:
        assert text[start:] == wanted


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_every_expectation_says_in_words_why_it_is_there(suite: Suite) -> None:
    assert all(len(re.findall(r"\w+", item.reason)) >= 3 for item in suite.expectations)
    assert len({(item.kind, str(item.kwargs)) for item in suite.expectations}) == len(suite.expectations)


CHECKS = {
    ("day", "volume_ratio"): Severity.WARN,
    ("day", "rejection_share"): Severity.WARN,
    ("day", "undated_share"): Severity.WARN,
    ("day", "events_per_article"): Severity.WARN,
    ("day", "unknown_actor_share"): Severity.WARN,
    ("day", "untrue_offset_share"): Severity.WARN,
    ("day", "orphan_count"): Severity.STOP,
    ("day", "unproven_share"): Severity.WARN,
    ("day", "outside_window_share"): Severity.WARN,
    ("day", "doubled_key_count"): Severity.STOP,
    ("mentions", "is_trigger_true"): Severity.QUARANTINE,
    ("mentions", "are_actors_known"): Severity.QUARANTINE,
    ("mentions", "is_date_plausible"): Severity.QUARANTINE,
    ("mentions", "has_article"): Severity.STOP,
    ("mentions", "has_event"): Severity.STOP,
    ("events", "has_evidence"): Severity.QUARANTINE,
    ("events", "copies"): Severity.STOP,
    ("captures", "copies"): Severity.STOP,
    ("articles", "is_date_plausible"): Severity.QUARANTINE,
}
"""What a day must be asked, and what the answer no does."""


def test_every_check_of_a_day_is_there_with_its_severity() -> None:
    found = {(suite.name, item.column): item.severity for suite in SUITES for item in suite.expectations}
    assert {check: found.get(check) for check in CHECKS} == CHECKS
