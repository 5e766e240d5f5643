"""Every ten minutes: fetch the feeds that are due, a few hosts a task, and announce the days that got new captures."""

import os
from datetime import UTC, datetime, timedelta
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
    def due_groups() -> list[list[str]]:
        from pipeline import run

        return run.due_groups(load_settings(), datetime.now(UTC))

    # A group announces its own days: one dead host neither holds back the others nor hides behind them.
    @task(outlets=[DOCUMENTS], max_active_tis_per_dagrun=2)
    def poll(feed_urls: list[str], **context: Any) -> list[str]:
        from pipeline import run

        days = run.poll_group(load_settings(), feed_urls, datetime.now(UTC))
        if not days:
            raise AirflowSkipException("nothing new")
        context["outlet_events"][DOCUMENTS].add_partitions(days)
        return days

    poll.expand(feed_urls=due_groups())


poll_feeds()
