"""The register of runs: one row a try."""

import uuid
from dataclasses import dataclass

from pipeline.day import Day
from pipeline.db import Database


@dataclass(frozen=True, slots=True)
class Run:
    """One try of one stage; `dag_run` is the orchestrator's id of it, None when started by hand."""

    run_id: uuid.UUID
    stage: str
    code_version: str
    day: Day | None = None
    dag_run: str | None = None
    try_number: int = 1


def start_run(db: Database, run: Run) -> None:
    """Register a try; from now on batches of older tries of the same run are refused."""
    db.execute(
        "insert into ops.runs (run_id, stage, day, dag_run, try_number, code_version) values (%s, %s, %s, %s, %s, %s) "
        "on conflict (run_id) do nothing",
        (run.run_id, run.stage, run.day.date if run.day else None, run.dag_run, run.try_number, run.code_version),
    )


def finish_run(db: Database, run_id: uuid.UUID, state: str) -> None:
    """Close a try as succeeded, failed or stopped (by the gate); a try that is closed stays as it is."""
    db.execute(
        "update ops.runs set state = %s, finished_at = greatest(clock_timestamp(), started_at) "
        "where run_id = %s and state = 'running'",
        (state, run_id),
    )
