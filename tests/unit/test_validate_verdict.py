"""From findings to a verdict, and suites as data: whatever is not clearly right is a no."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import GateError
from pipeline.settings import PROJECT_ROOT
from pipeline.validate.checking import Finding, sqlalchemy_url
from pipeline.validate.suites import SUITES, Expectation, Severity, Suite, load_suites
from pipeline.validate.verdict import Decision, decide

FOLDER = PROJECT_ROOT / "expectations"


def suite(severity: Severity = Severity.QUARANTINE) -> Suite:
    expectation = Expectation(1, "expect_column_values_to_not_be_null", {"column": "title"}, severity, "a reason")
    return Suite("articles", "staging.checked_articles", (expectation,), stop_share=0.2)


def finding(severity: Severity = Severity.QUARANTINE, **changes: Any) -> Finding:
    known: dict[str, Any] = {"is_success": False, "element_count": 100, "unexpected_count": 1, "rows": (7,)}
    return Finding("articles", suite(severity).expectations[0], **(known | changes))


def verdict_on(found: Finding, severity: Severity = Severity.QUARANTINE, rows: int = 100) -> Decision:
    return decide([suite(severity)], [found], {"articles": rows}).decision


def test_all_well_is_accepted() -> None:
    assert verdict_on(finding(is_success=True, rows=(), unexpected_count=0)) is Decision.ACCEPT


def test_a_bad_row_is_held_with_its_reason() -> None:
    verdict = decide([suite()], [finding()], {"articles": 100})
    assert verdict.decision is Decision.QUARANTINE
    assert verdict.held == {"articles": {7: ("title: column values to not be null (a reason)",)}}
    assert verdict.quarantined == {"articles": 1}


def test_a_stopping_failure_stops_and_a_warning_does_not() -> None:
    assert verdict_on(finding(Severity.STOP, rows=()), Severity.STOP) is Decision.STOP
    warned = decide([suite(Severity.WARN)], [finding(Severity.WARN, rows=())], {"articles": 100})
    assert warned.decision is Decision.ACCEPT
    assert len(warned.warnings) == 1


@pytest.mark.parametrize("severity", list(Severity))
def test_an_expectation_that_raised_stops_whatever_its_severity(severity: Severity) -> None:
    assert verdict_on(finding(severity, error="no such column", rows=()), severity) is Decision.STOP


def test_an_expectation_without_an_answer_stops() -> None:
    verdict = decide([suite()], [], {"articles": 100})
    assert verdict.decision is Decision.STOP
    assert "was not evaluated" in verdict.reasons[0]


def test_a_quarantine_that_cannot_name_all_its_rows_stops() -> None:
    assert verdict_on(finding(rows=())) is Decision.STOP
    assert verdict_on(finding(unexpected_count=3)) is Decision.STOP


@pytest.mark.parametrize(
    ("held", "rows", "decision"),
    [
        (1, 1, Decision.STOP),
        (5, 5, Decision.STOP),
        (1, 2, Decision.QUARANTINE),
        (20, 100, Decision.QUARANTINE),
        (21, 100, Decision.STOP),
        (9, 19, Decision.QUARANTINE),
    ],
)
def test_too_much_to_be_the_fault_of_single_rows(held: int, rows: int, decision: Decision) -> None:
    found = finding(rows=tuple(range(held)), unexpected_count=held, element_count=rows)
    assert verdict_on(found, rows=rows) is decision


def test_shipped_suites_all_load_with_reasons() -> None:
    found = load_suites(FOLDER)
    assert [one.name for one in found] == list(SUITES)
    expectations = [expectation for one in found for expectation in one.expectations]
    assert all(expectation.reason for expectation in expectations)
    assert {expectation.severity for expectation in expectations} == set(Severity)


def test_every_closed_list_also_refuses_null() -> None:
    # Great Expectations passes a NULL through every list, range and pattern.
    for one in load_suites(FOLDER):
        guarded = {e.column for e in one.expectations if e.kind == "expect_column_values_to_not_be_null"}
        derived = ("copies", "title_length", "body_length", "rejection_share", "undated_share", "mentions_per_article",
                   "volume_ratio", "events_per_article", "unknown_actor_share", "untrue_offset_share", "orphan_count",
                   "unproven_share", "outside_window_share", "doubled_key_count")  # fmt: skip
        for expectation in one.expectations:
            column = expectation.column
            if column is None or column.startswith(("is_", "has_", "are_")) or column in derived:
                continue
            assert column in guarded, f"{one.name}.{column}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"meta": {"view": "staging.x", "stop_share": 0.2}, "expectations": []}',
        '{"meta": {"view": "staging.x", "stop_share": 0.2}, "expectations": [{"type": "t", "kwargs": {}, "meta": {}}]}',
    ],
)
def test_a_suite_that_asks_for_nothing_is_refused(tmp_path: Path, text: str) -> None:
    for name in SUITES:
        (tmp_path / f"{name}.json").write_text(text, "utf-8")
    with pytest.raises(GateError, match=r"captures\.json"):
        load_suites(tmp_path)


def test_suites_name_their_view_and_what_they_are_about() -> None:
    for name in SUITES:
        meta = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))["meta"]
        assert meta["view"].startswith("staging.checked_")
        assert meta["about"]


@pytest.mark.parametrize(
    ("dsn", "url"),
    [
        (
            "postgresql://loader:p%40ss%24word@127.0.0.1:5433/news",
            "postgresql+psycopg2://loader:p%40ss%24word@127.0.0.1:5433/news?",
        ),
        ("host=/var/run/pg dbname=news user=loader", "postgresql+psycopg2://loader@/news?"),
    ],
)
def test_a_libpq_address_as_sqlalchemy_takes_it(dsn: str, url: str) -> None:
    made = sqlalchemy_url(dsn)
    assert made.startswith(url)
    assert ("host=%2Fvar%2Frun%2Fpg" in made) == ("/var/run" in dsn)
    assert "$" not in made
    assert "statement_timeout" in made
