"""Every night, for the day before: ask the archives for what is missing of that day. The one DAG that is backfilled."""

from typing import Any

from airflow.sdk import CronPartitionTimetable, dag, task
from assets import DAY_PARAMS, DEFAULTS, DOCUMENTS, START, open_key

from pipeline.settings import load_settings


@dag(
    schedule=CronPartitionTimetable("0 0 * * *", timezone="UTC", run_offset=-1, key_format="%Y-%m-%d"),
    start_date=START,
    catchup=False,
    max_active_runs=2,
    default_args=DEFAULTS,
    params=DAY_PARAMS,
    tags=["guarantees", "fetch", "backfill"],
)
def sweep_archives() -> None:
    """Complete one day from the archives and announce it."""

    @task(retries=0)
    def open_day(**context: Any) -> str:
        return open_key(context)

    @task(outlets=[DOCUMENTS])
    def sweep(day: str, **context: Any) -> dict[str, int]:
        from pipeline import run
        from pipeline.day import Day

        counts = run.sweep_day(load_settings(), Day.parse(day))
        context["outlet_events"][DOCUMENTS].extra = counts
        context["outlet_events"][DOCUMENTS].add_partitions(day)
        return counts

    sweep(open_day())


sweep_archives()
