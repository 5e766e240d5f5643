"""Backfills: past days through `sweep_archives`, guarded against the ways in which Airflow would hang silently."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.day import FIRST_DAY, Day, refuse_reversed
from pipeline.errors import UsageError
from pipeline.scheduler.api import Api
from pipeline.scheduler.process import connect
from pipeline.settings import Settings

SWEEP = "sweep_archives"
NEEDED = (SWEEP, "process_day", "publish")
"""A backfill with one of these paused queues for ever and says nothing."""


@dataclass(frozen=True, slots=True)
class Backfill:
    """A backfill that Airflow has accepted."""

    backfill_id: int
    first: Day
    last: Day
    days: tuple[str, ...]
    left_out: int
    """How many days at the end were cut off because they are not over."""


def request_backfill(api: Api, first: Day, last: Day, now: datetime, *, is_repeated: bool = False) -> Backfill:
    """Ask for the days from `first` to `last` (those that are over); raises UsageError when that cannot work.

    Days that were swept before are left out unless `is_repeated`.
    """
    first, until = _window(first, last, now)
    asleep = [dag_id for dag_id, is_paused in api.paused().items() if is_paused and dag_id in NEEDED]
    if asleep:
        raise UsageError(
            f"paused: {', '.join(sorted(asleep))}; a backfill would wait for ever. Unpause them on {api.url}/dags"
        )
    body = {
        "dag_id": SWEEP,
        "from_date": first.start.isoformat(),
        "to_date": until.start.isoformat(),
        "max_active_runs": 2,
        "reprocess_behavior": "completed" if is_repeated else "none",
    }
    planned = api.call("POST", "backfills/dry_run", body)["backfills"]
    days = tuple(sorted(run["partition_key"] for run in planned))
    if not days:
        raise UsageError(f"every day from {first} to {until} was swept before; ask for it to be repeated")
    made = api.call("POST", "backfills", body)
    return Backfill(made["id"], first, until, days, (last.date - until.date).days)


def _window(first: Day, last: Day, now: datetime) -> tuple[Day, Day]:
    yesterday = Day(Day.of(now).date - timedelta(days=1))
    refuse_reversed(first, last)
    if first.date < FIRST_DAY:
        raise UsageError(f"{first} lies before {FIRST_DAY}, where the monitor's window opens; begin there")
    if first > yesterday:
        raise UsageError(f"{first} is not over yet; a backfill takes days up to {yesterday}")
    return first, min(last, yesterday)


def backfill(settings: Settings, first: Day, last: Day, now: datetime, *, is_repeated: bool = False) -> str:
    """Ask this installation's Airflow for past days; a line that says what was accepted."""
    api = connect(settings)
    made = request_backfill(api, first, last, now, is_repeated=is_repeated)
    cut = f"; {made.left_out} days that are not over were left out" if made.left_out else ""
    return (
        f"backfill {made.backfill_id}: {len(made.days)} days from {made.first} to {made.last}{cut}; "
        f"watch {api.url}/dags/{SWEEP}"
    )
