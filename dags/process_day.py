"""A day of documents was announced: clean, extract and link it, put it through the quality gate, load it."""

from typing import Any

from airflow.sdk import PartitionedAssetTimetable, dag, task
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException
from assets import DAY_PARAMS, DEFAULTS, DOCUMENTS, EVENTS, open_key

from pipeline.settings import load_settings


@dag(
    schedule=PartitionedAssetTimetable(assets=DOCUMENTS),
    catchup=False,
    # Linking reads what is published near a day: of two neighbours at once the second is linked anew when it loads.
    max_active_runs=2,
    default_args=DEFAULTS,
    params=DAY_PARAMS,
    tags=["guarantees", "process"],
)
def process_day() -> None:
    """Bring one day of the warehouse up to date with the archive and the code; harmless to repeat."""

    @task(retries=0)
    def open_day(**context: Any) -> str:
        return open_key(context)

    @task
    def stage(day: str, **context: Any) -> str:
        from pipeline import run
        from pipeline.day import Day

        attempt = context["dag_run"].run_id, context["ti"].try_number
        batch_id = run.stage_day(load_settings(), Day.parse(day), *attempt)
        if not batch_id:
            raise AirflowSkipException(f"nothing to do for {day}")
        return batch_id

    @task
    def validate(batch_id: str) -> str:
        from pipeline import run

        if run.validate_batch(load_settings(), batch_id) == "stop":
            raise AirflowFailException(f"the quality gate stopped batch {batch_id}; see quality.results")
        return batch_id

    @task(outlets=[EVENTS])
    def load(day: str, batch_id: str, **context: Any) -> dict[str, int]:
        from pipeline import run
        from pipeline.day import Day

        counts = run.load_batch(load_settings(), batch_id, Day.parse(day))
        context["outlet_events"][EVENTS].extra = counts
        context["outlet_events"][EVENTS].add_partitions(day)
        return counts

    day = open_day()
    load(day, validate(stage(day)))


process_day()
