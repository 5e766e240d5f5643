"""Airflow from outside: start and stop it beside this installation, and talk to it over REST. Never imports it.

`airflow` commands cost 4-8 s each, a REST call 0.03 s; so everything after the start goes over REST.
"""

from pipeline.scheduler.api import Api, Run
from pipeline.scheduler.backfills import Backfill, backfill, request_backfill
from pipeline.scheduler.environment import Access, environment, load_access, refuse_weak_keys
from pipeline.scheduler.process import Running, Status, connect, start, status, stop

DAGS = ("poll_feeds", "sweep_archives", "process_day", "publish")

__all__ = [
    "DAGS",
    "Access",
    "Api",
    "Backfill",
    "Run",
    "Running",
    "Status",
    "backfill",
    "connect",
    "environment",
    "load_access",
    "refuse_weak_keys",
    "request_backfill",
    "start",
    "status",
    "stop",
]
