"""What the four DAGs share: the two assets, the retry policy, and how a run learns its day.

Wiring only: `pipeline.run` does the work and is imported inside the tasks, so that parsing needs no network, no
database and none of the heavy libraries.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import Asset, Param

from pipeline.day import Day

DOCUMENTS = Asset("documents")
"""Captures in the archive; its partitions are days with captures that were not processed yet."""
EVENTS = Asset("events")
"""Published rows; its partitions are days that were loaded."""

START = datetime(2014, 1, 1, tzinfo=UTC)
"""First day that can be backfilled: the monitor's window opens with the year of the Budapest breach."""

DEFAULTS = {
    "retries": 4,
    # 1, 2, 4, 8 minutes: outlives a warehouse that is away for ten minutes.
    "retry_delay": timedelta(minutes=1),
    "retry_exponential_backoff": True,
    "max_retry_delay": timedelta(minutes=10),
    "execution_timeout": timedelta(minutes=15),
}

DAY_PARAMS = {
    "day": Param(
        None,
        type=["null", "string"],
        title="Day",
        description="YYYY-MM-DD (UTC), for a run started by hand without a partition key.",
    )
}


def open_key(context: Mapping[str, Any]) -> str:
    """The day of this run; raises UsageError when there is none or it is malformed: Airflow takes any string as key."""
    return Day.parse(context["dag_run"].partition_key or context["params"]["day"]).key
