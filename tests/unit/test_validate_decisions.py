"""What becomes of rows that people decided about."""

import uuid

from pipeline.validate.decisions import Override, Ruling, sort_rows
from pipeline.validate.suites import Severity
from pipeline.validate.verdict import Decision, decide
from tests.unit.test_validate_verdict import finding, suite

RELEASED = Ruling(uuid.UUID(int=1), "key 7", is_release=True, reason="read by hand", decided_by="an operator")
DROPPED = Ruling(uuid.UUID(int=2), "key 7", is_release=False, reason="a parody", decided_by="an operator")
BROKEN = {"articles": {7: ("too short",), 8: ("too long",)}}


def test_a_released_row_passes_and_is_written_down_with_what_it_broke() -> None:
    rows = sort_rows(BROKEN, {("articles", 7): RELEASED})
    assert rows.held == {"articles": {8: ("too long",)}}
    assert rows.overridden == (Override("articles", 7, ("too short",), RELEASED),)
    assert rows.dropped == {}


def test_a_released_row_that_breaks_nothing_is_no_override() -> None:
    assert sort_rows({}, {("articles", 7): RELEASED}).overridden == ()


def test_a_dropped_row_stays_out_whether_it_breaks_something_or_not() -> None:
    rulings = {("articles", 7): DROPPED, ("mentions", 1): DROPPED}
    rows = sort_rows(BROKEN, rulings)
    assert rows.held == {"articles": {8: ("too long",)}}
    assert rows.dropped == {
        "articles": {7: ("dropped by an operator: a parody", "too short")},
        "mentions": {1: ("dropped by an operator: a parody",)},
    }


def test_decisions_do_not_count_towards_the_share_that_stops() -> None:
    rows = tuple(range(30))
    broken = finding(rows=rows, unexpected_count=30, element_count=100)
    assert decide([suite()], [broken], {"articles": 100}).decision is Decision.STOP
    ruled = {("articles", row): RELEASED for row in rows}
    assert decide([suite()], [broken], {"articles": 100}, ruled).decision is Decision.ACCEPT
    ruled |= {("articles", 0): DROPPED}
    verdict = decide([suite()], [broken], {"articles": 100}, ruled)
    assert verdict.decision is Decision.QUARANTINE
    assert verdict.quarantined == {"articles": 1}
    assert len(verdict.overridden) == 29


def test_no_decision_reaches_an_expectation_that_stops() -> None:
    stopping = finding(Severity.STOP, rows=())
    ruled = {("articles", 7): RELEASED}
    assert decide([suite(Severity.STOP)], [stopping], {"articles": 100}, ruled).decision is Decision.STOP
