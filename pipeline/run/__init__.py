"""The only wiring: rooms are joined here and nowhere else. The command and the DAGs call nothing below this.

collect   watch list → archive          process   a day: archive → warehouse
read      warehouse → rows for people   admin     migrations, checks, stopping
offline   the pure rooms on files       pipe      the whole flow once
"""

from collections.abc import Sequence

from pipeline.day import Day
from pipeline.report.progress import Progress
from pipeline.run.collect import due_groups, poll_group, sweep_day
from pipeline.run.process import Attempt, load_batch, stage_batch, validate_batch, wired
from pipeline.run.read import refresh_marts
from pipeline.settings import Settings

__all__ = [
    "due_groups", "load_batch", "poll_group", "publish_marts", "stage_day", "sweep_day", "validate_batch",
]  # fmt: skip


def stage_day(settings: Settings, day: Day, dag_run_id: str, try_number: int) -> str:
    """Stage one day for a try of an orchestrated run; the batch's key, empty when the day has no captures."""
    with wired(settings, Progress(is_quiet=True)) as wiring:
        staged = stage_batch(wiring, day, Attempt(dag_run_id, try_number))
    return str(staged.batch_id) if staged else ""


def publish_marts(settings: Settings, days: Sequence[Day]) -> dict[str, int]:
    """Refresh what readers see of some days; rows they can see."""
    return refresh_marts(settings, days)
