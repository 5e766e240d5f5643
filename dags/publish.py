"""A day of events was loaded: refresh what readers see."""

from typing import Any

from airflow.sdk import PartitionedAssetTimetable, dag, task
from assets import DAY_PARAMS, DEFAULTS, EVENTS, open_key

from pipeline.settings import load_settings


@dag(
    schedule=PartitionedAssetTimetable(assets=EVENTS),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    params=DAY_PARAMS,
    tags=["guarantees", "publish"],
)
def publish() -> None:
    """Refresh the marts for one loaded day."""

    @task(retries=0)
    def open_day(**context: Any) -> str:
        return open_key(context)

    @task(inlets=[EVENTS])
    def refresh(day: str) -> dict[str, int]:
        from pipeline import run
        from pipeline.day import Day

        return run.publish_marts(load_settings(), [Day.parse(day)])

    refresh(open_day())


publish()
