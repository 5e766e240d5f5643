"""From findings to a decision. Pure: the same findings give the same verdict."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from pipeline.validate.checking import Finding
from pipeline.validate.decisions import Override, Rulings, sort_rows
from pipeline.validate.suites import Severity, Suite

FEW_ROWS = 20
"""Below this many rows a share says little: there only a table that is held back whole stops the batch."""


class Decision(StrEnum):
    """What may be published."""

    ACCEPT = "accept"
    QUARANTINE = "quarantine"
    STOP = "stop"


Held = Mapping[str, Mapping[int, tuple[str, ...]]]
"""Table → row number → why it is held back."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one staging of a batch; `quarantined` counts rows held back by table."""

    decision: Decision
    reasons: tuple[str, ...] = ()
    held: Held = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    overridden: tuple[Override, ...] = ()

    @property
    def quarantined(self) -> dict[str, int]:
        """Rows held back by table."""
        return {table: len(rows) for table, rows in self.held.items()}

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is odd and was let through."""
        return tuple(
            _said(finding)
            for finding in self.findings
            if not finding.is_success and finding.expectation.severity is Severity.WARN
        )


def decide(
    suites: Sequence[Suite],
    findings: Sequence[Finding],
    row_counts: Mapping[str, int],
    rulings: Rulings = MappingProxyType({}),
) -> Verdict:
    """The verdict on findings. Whatever is not clearly right stops the batch: no answer counts as no.

    `rulings` are people's decisions about single rows: a released row passes, a dropped one stays out, and neither
    counts towards the share of rows that stops a batch. No ruling reaches an expectation that stops.
    """
    broken: dict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
    for finding in findings:
        for row in finding.rows:
            broken[finding.suite][row] = (*broken[finding.suite].get(row, ()), finding.expectation.meaning)
    rows = sort_rows(broken, rulings)
    stops = [*_unanswered(suites, findings), *_stopping(findings), *_too_many(suites, rows.held, row_counts)]
    if stops:
        return Verdict(Decision.STOP, tuple(stops), {}, tuple(findings))
    held = {
        table: rows.dropped.get(table, {}) | rows.held.get(table, {})
        for table in dict.fromkeys((*rows.held, *rows.dropped))
    }
    decision = Decision.QUARANTINE if held else Decision.ACCEPT
    reasons = [f"{table}: {len(found)} of {row_counts[table]} rows held back" for table, found in held.items()]
    return Verdict(decision, tuple(reasons), held, tuple(findings), rows.overridden)


def _said(finding: Finding) -> str:
    seen = f"; seen: {', '.join(finding.examples)}" if finding.examples else ""
    return f"{finding.suite}.{finding.expectation.meaning}{seen}"


def _unanswered(suites: Sequence[Suite], findings: Sequence[Finding]) -> list[str]:
    """Expectations that raised, or that were asked and never answered."""
    answered = {(finding.suite, finding.expectation.number) for finding in findings}
    missing = [
        f"{suite.name}: expectation {expectation.number} was not evaluated"
        for suite in suites
        for expectation in suite.expectations
        if (suite.name, expectation.number) not in answered
    ]
    raised = [
        f"{finding.suite}.{finding.expectation.meaning} raised: {finding.error}"
        for finding in findings
        if finding.error
    ]
    return missing + raised


def _stopping(findings: Sequence[Finding]) -> list[str]:
    failed = [finding for finding in findings if not finding.is_success and not finding.error]
    return [
        _said(finding)
        for finding in failed
        # A quarantine that cannot name all its rows would let some through.
        if finding.expectation.severity is Severity.STOP
        or (
            finding.expectation.severity is Severity.QUARANTINE
            and (not finding.rows or len(finding.rows) != finding.unexpected_count)
        )
    ]


def _too_many(suites: Sequence[Suite], held: Held, row_counts: Mapping[str, int]) -> list[str]:
    """Tables of which so much would be held back that the fault is not in the rows."""
    stops = []
    for suite in suites:
        total, count = row_counts.get(suite.name, 0), len(held.get(suite.name, {}))
        if count and (count >= total or (total >= FEW_ROWS and count > suite.stop_share * total)):
            stops.append(f"{suite.name}: {count} of {total} rows broke expectations, more than single rows can explain")
    return stops
