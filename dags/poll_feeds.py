"""Every ten minutes: fetch the feeds that are due, a few hosts a task, and announce the days that got new captures."""

import os
from datetime import timedelta
from typing import Any

from airflow.sdk import dag, task
from airflow.sdk.exceptions import AirflowSkipException
from assets import DEFAULTS, DOCUMENTS, START

from pipeline.settings import load_settings


@dag(
    schedule=os.environ.get("GUARANTEES_POLL_CRON", "*/10 * * * *"),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    tags=["guarantees", "fetch"],
)
def poll_feeds() -> None:
    """Fetch due feeds and new pages, archive them, announce their days."""

    @task(execution_timeout=timedelta(minutes=2))
    def due_groups(**context: Any) -> list[list[str]]:
        from pipeline import run

        # The tick, not the clock: a feed asked at 12:00:07 would not be due at 12:10:05, and every other poll be lost.
        return run.due_groups(load_settings(), context["dag_run"].run_after)

    # A group announces its own days: one dead host neither holds back the others nor hides behind them.
    @task(outlets=[DOCUMENTS], max_active_tis_per_dagrun=2)
    def poll(feed_urls: list[str], **context: Any) -> list[str]:
        from pipeline import run

        days = run.poll_group(load_settings(), feed_urls, context["dag_run"].run_after)
        if not days:
            raise AirflowSkipException("nothing new")
        context["outlet_events"][DOCUMENTS].add_partitions(days)
        return days

    poll.expand(feed_urls=due_groups())


poll_feeds()
