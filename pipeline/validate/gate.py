"""The quality gate: one staged batch in, one verdict out, written down before anyone acts on it.

staged batch ─► suites ─► findings ─► verdict ─► rows that fall with held rows ─► quality.*
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from psycopg2 import sql

from pipeline.db import Cursor, Database, insert_rows, json_value, query
from pipeline.errors import FaultClass, GateError
from pipeline.model import Fault
from pipeline.validate.checking import Finding, check, validator_name
from pipeline.validate.decisions import Override, Ruling
from pipeline.validate.suites import Suite, load_suites
from pipeline.validate.verdict import Decision, Held, Verdict, decide

KEYS = {"captures": "capture_id", "articles": "article_id", "mentions": "mention_id", "events": "event_id"}
MAY_BE_EMPTY = frozenset({"articles", "mentions", "events"})
"""A day of rejections, or one on which nobody did anything: no row to ask about. That captures are there, and that
the counts agree with each other, is asked of every batch."""
CASCADE = ("gate_hold_articles", "gate_hold_mentions", "gate_hold_events")
"""Rows that fall with a held one, in this order: what stands on what cannot be published cannot be either."""


CASCADE_REASONS = frozenset(
    {
        "its capture is held back",
        "its article is held back",
        "its event is held back",
        "every mention of it is held back",
    }
)
"""What those statements write beside a row that broke nothing itself."""


def validate_batch(db: Database, batch_id: uuid.UUID, folder: Path) -> Verdict:
    """The verdict on a staged batch, by the suites in `folder`; it is in `quality` when this returns.

    Fails closed: a validator that raises leaves a verdict `stop`, a row in ops.faults, and raises GateError.
    """
    staged = _staged(db, batch_id)
    try:
        suites = load_suites(folder)
        row_counts = _row_counts(db, batch_id, suites)
        asked = [suite for suite in suites if row_counts[suite.name] or suite.name not in MAY_BE_EMPTY]
        findings = tuple(check(db.dsn, batch_id, asked))
        verdict = decide(asked, findings, row_counts, _rulings(db, batch_id))
    except Exception as error:
        reason = f"the validator failed ({type(error).__name__}: {str(error)[:500]})"
        _record(db, staged, Verdict(Decision.STOP, (reason,)))
        _record_fault(db, staged, reason)
        raise GateError(f"day {staged.day}: {reason}; the batch stays in staging") from error
    return _record(db, staged, verdict)


def _staged(db: Database, batch_id: uuid.UUID) -> Any:
    found = db.fetch("select batch_id, staging_id, run_id, day from staging.batches where batch_id = %s", (batch_id,))
    if not found:
        raise GateError(f"batch {batch_id} is not in staging; stage it before validating it")
    return found[0]


def _row_counts(db: Database, batch_id: uuid.UUID, suites: Sequence[Suite]) -> dict[str, int]:
    found = db.fetch(query("gate_row_counts"), {"batch_id": batch_id})
    return {row.suite: row.row_count for row in found if row.suite in {suite.name for suite in suites}}


def _rulings(db: Database, batch_id: uuid.UUID) -> dict[tuple[str, int], Ruling]:
    return {
        (row.target_table, row.row_no): Ruling(
            row.decision_id, row.row_key, row.decision == "release", row.reason, row.decided_by
        )
        for row in db.fetch(query("gate_decisions"), {"batch_id": batch_id})
    }


def _record(db: Database, staged: Any, verdict: Verdict) -> Verdict:
    """Write a verdict with its findings and the rows it holds back; the verdict with those that fall with them."""
    verdict_id = uuid.uuid4()
    with db.transaction() as cursor:
        _insert_verdict(cursor, staged, verdict_id, verdict)
        _insert_findings(cursor, verdict_id, verdict.findings)
        _insert_overrides(cursor, verdict_id, verdict.overridden)
        if verdict.decision is not Decision.QUARANTINE:
            return verdict
        params = {"batch_id": staged.batch_id, "verdict_id": verdict_id}
        for table, rows in verdict.held.items():
            _hold(cursor, table, rows, params)
        for name in CASCADE:
            cursor.execute(query(name), params)
        # What a person dropped waits for nobody.
        cursor.execute(query("gate_settle_dropped"), params)
        return replace(verdict, held=_held(cursor, verdict_id))


def _insert_verdict(cursor: Cursor, staged: Any, verdict_id: uuid.UUID, verdict: Verdict) -> None:
    failed = sum(not finding.is_success for finding in verdict.findings)
    cursor.execute(
        "insert into quality.verdicts (verdict_id, batch_id, staging_id, day, decision, reasons, expectation_count, "
        "failed_count, validator) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            verdict_id,
            staged.batch_id,
            staged.staging_id,
            staged.day,
            str(verdict.decision),
            list(verdict.reasons),
            len(verdict.findings),
            failed,
            validator_name() if verdict.findings else "none: it failed",
        ),
    )


def _insert_findings(cursor: Cursor, verdict_id: uuid.UUID, findings: Sequence[Finding]) -> None:
    insert_rows(
        cursor,
        "insert into quality.results (verdict_id, suite, expectation_no, expectation, column_name, severity, "
        "is_success, element_count, unexpected_count, meaning, details) values %s",
        [
            (
                verdict_id,
                finding.suite,
                finding.expectation.number,
                finding.expectation.kind,
                finding.expectation.column,
                str(finding.expectation.severity),
                finding.is_success,
                finding.element_count,
                finding.unexpected_count,
                finding.expectation.meaning,
                json_value({"examples": list(finding.examples), "error": finding.error}),
            )
            for finding in findings
        ],
    )


def _insert_overrides(cursor: Cursor, verdict_id: uuid.UUID, overridden: Sequence[Override]) -> None:
    insert_rows(
        cursor,
        "insert into quality.overrides (verdict_id, target_table, row_no, row_key, reasons, decision_id) values %s",
        [
            (verdict_id, one.table, one.row_no, one.ruling.row_key, list(one.reasons), one.ruling.decision_id)
            for one in overridden
        ],
    )


def _hold(cursor: Cursor, table: str, rows: Mapping[int, tuple[str, ...]], params: Mapping[str, object]) -> None:
    statement = sql.SQL(query("gate_hold")).format(table=sql.Identifier(table), key=sql.Identifier(KEYS[table]))
    held = json_value([{"row_no": row, "reasons": list(why)} for row, why in rows.items()])
    cursor.execute(statement, {**params, "target_table": table, "held": held})


def _held(cursor: Cursor, verdict_id: uuid.UUID) -> Held:
    cursor.execute(
        "select target_table, row_no, reasons from quality.quarantined_rows where verdict_id = %s "
        "order by target_table, row_no",
        (verdict_id,),
    )
    found: list[Any] = cursor.fetchall()
    held: dict[str, dict[int, tuple[str, ...]]] = {}
    for row in found:
        held.setdefault(row.target_table, {})[row.row_no] = tuple(row.reasons)
    return held


def _record_fault(db: Database, staged: Any, reason: str) -> None:
    fault = Fault("", f"batch:{staged.batch_id}", "validate", FaultClass.GX_ERROR, reason[:1000], datetime.now(UTC))
    db.execute(
        "insert into ops.faults (fault_id, run_id, source_id, url, stage, error_class, detail, recorded_at) "
        "values (%s, %s, %s, %s, %s, %s, %s, clock_timestamp()) on conflict (fault_id) do nothing",
        (
            fault.fault_id(staged.run_id),
            staged.run_id,
            fault.source_id,
            fault.url,
            fault.stage,
            str(fault.error_class),
            fault.detail,
        ),
    )
