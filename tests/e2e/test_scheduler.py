"""A real Airflow on the embedded PostgreSQL: feeds become rows by themselves, and past days are backfilled, once each.

One installation serves all the tests of this file, which build on each other in order.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from pipeline import scheduler
from pipeline.day import Day
from pipeline.db import Database
from pipeline.errors import UsageError
from pipeline.sample.server import SampleServer, sample_sources_toml, serve
from pipeline.scheduler import Api, Run
from pipeline.scheduler.api import wait_until
from pipeline.server import embedded
from pipeline.settings import Settings

PATIENCE = 480
"""Seconds for the slowest step, twenty days twice through all stages: some 80 on an idle machine, 250 on a busy one."""
FIRST, LAST = Day.parse("2025-01-14"), Day.parse("2025-01-18")

pytestmark = pytest.mark.timeout(900)


@dataclass
class Installation:
    """What runs, and how long things took."""

    settings: Settings
    api: Api
    site: SampleServer
    seconds: dict[str, float]

    @property
    def warehouse(self) -> Database:
        return Database(embedded(self.settings).dsn("owner"))

    def count(self, statement: str) -> int:
        return int(self.warehouse.fetch(f"select count(*) as n from {statement}")[0].n)

    def wait(self, holds: Callable[[], bool], what: str) -> float:
        """Seconds until `holds()`; a failure shows how the runs stand."""
        started = time.monotonic()
        try:
            wait_until(holds, PATIENCE, what, pause=1.0)
        except Exception as error:
            error.add_note("\n".join(map(str, self.runs())))
            raise
        return time.monotonic() - started

    def runs(self, dag_id: str = "") -> list[Run]:
        return [run for name in scheduler.DAGS if dag_id in {"", name} for run in self.api.runs(name)]

    def is_idle(self) -> bool:
        return all(run.state in {"success", "failed"} for run in self.runs() if run.dag_id != "poll_feeds")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guarantees")


@pytest.fixture(scope="module")
def airflow(home: Path, timings: dict[str, float]) -> Iterator[Installation]:
    feeds = home / "feeds.toml"
    with serve() as site, pytest.MonkeyPatch.context() as environ:
        for name in [name for name in os.environ if name.startswith(("AIRFLOW", "GUARANTEES_"))]:
            environ.delenv(name)
        environ.setenv("GUARANTEES_POLL_CRON", "* * * * *")
        settings = Settings(home=home, feeds=feeds).allowing(urlsplit(site.base_url).netloc)
        cards = sample_sources_toml(site.base_url)
        feeds.write_text(cards.replace("enabled = true", "poll_minutes = 1\nenabled = true"), "utf-8")
        started = time.monotonic()
        running = None
        try:
            running = scheduler.start(settings)
            installation = Installation(settings, Api(running.access), site, timings)
            installation.seconds["start until healthy"] = time.monotonic() - started
            yield installation
        finally:
            scheduler.stop(settings)
            embedded(settings).stop()
            if running:
                running.process.wait(timeout=30)


def test_it_is_healthy_and_everything_is_paused_at_first(airflow):
    assert set(airflow.api.health().values()) == {"healthy"}
    assert airflow.api.paused() == dict.fromkeys(scheduler.DAGS, True)
    assert airflow.api.url.startswith("http://127.0.0.1:")


def test_a_backfill_of_a_paused_dag_is_refused(airflow):
    with pytest.raises(UsageError, match=r"paused: process_day, publish, sweep_archives"):
        scheduler.request_backfill(airflow.api, FIRST, LAST, datetime.now(UTC))
    assert airflow.runs() == []


def test_scheduled_polls_become_rows_without_a_hand(airflow):
    started = time.monotonic()
    airflow.api.unpause(scheduler.DAGS)

    def is_first_row_there() -> bool:
        return airflow.count("pg_views where schemaname = 'mart' and viewname = 'current_events'") == 1 and bool(
            airflow.count("mart.current_events")
        )

    airflow.wait(is_first_row_there, "no row in mart.current_events")
    airflow.seconds["unpause until the first row"] = time.monotonic() - started

    def are_all_days_through() -> bool:
        published = {run.partition_key for run in airflow.runs("publish") if run.state == "success"}
        touched = airflow.warehouse.fetch("select distinct day from raw.captures where kind = 'page'")
        return bool(touched) and {row.day.isoformat() for row in touched} <= published and airflow.is_idle()

    airflow.wait(are_all_days_through, "days with captures that were not published")
    airflow.seconds["unpause until every day is published"] = time.monotonic() - started
    by_hand = [run for run in airflow.runs() if run.run_type not in {"scheduled", "asset_triggered"}]
    assert by_hand == []
    assert [run for run in airflow.runs() if run.state == "failed"] == []
    assert airflow.count("(select distinct day from raw.captures where kind = 'page') as days") >= 5


def test_every_page_of_the_sample_was_asked_for_once(airflow):
    pages = [line for line in airflow.site.requests if ".html" in line or line.endswith(" 404")]
    assert pages
    assert {line: n for line, n in Counter(pages).items() if n > 1} == {}


def test_a_changed_feed_is_soon_a_row(airflow):
    before = airflow.count("warehouse.article_versions")
    airflow.site.edition = 2
    seconds = airflow.wait(
        lambda: airflow.count("warehouse.article_versions") > before, "the correction did not arrive"
    )
    airflow.seconds["feed change until it is a row (polled every minute)"] = seconds
    airflow.wait(airflow.is_idle, "runs that do not end")


def test_past_days_are_backfilled_once_each_and_change_nothing(airflow):
    rows = airflow.warehouse.fetch("select * from mart.current_events order by event_id")
    before = {run.run_id for run in airflow.runs()}
    started = time.monotonic()
    made = scheduler.request_backfill(airflow.api, FIRST, LAST, datetime.now(UTC))
    days = [date.fromordinal(n).isoformat() for n in range(FIRST.date.toordinal(), LAST.date.toordinal() + 1)]
    assert list(made.days) == days
    airflow.wait(
        lambda: airflow.api.call("GET", f"backfills/{made.backfill_id}")["completed_at"], "the backfill does not end"
    )

    def processed() -> list[Run]:
        new = [run for run in airflow.runs("process_day") if run.run_id not in before]
        return [run for run in new if run.partition_key in days and run.state == "success"]

    airflow.wait(lambda: len(processed()) >= len(days) and airflow.is_idle(), "days that were not processed")
    airflow.seconds["backfill of five days"] = time.monotonic() - started
    swept = [run for run in airflow.runs("sweep_archives") if run.run_type == "backfill"]
    assert sorted((run.partition_key, run.state) for run in swept) == [(day, "success") for day in days]
    assert sorted(run.partition_key for run in processed()) == days
    assert airflow.warehouse.fetch("select * from mart.current_events order by event_id") == rows


def test_a_second_backfill_of_the_same_days_says_so(airflow):
    with pytest.raises(UsageError, match="swept before"):
        scheduler.request_backfill(airflow.api, FIRST, LAST, datetime.now(UTC))


def test_a_key_that_is_no_day_fails_at_the_first_task(airflow):
    body = {"logical_date": None, "partition_key": "not-a-day"}
    run_id = airflow.api.call("POST", "dags/process_day/dagRuns", body)["dag_run_id"]

    def state() -> str:
        return next(run.state for run in airflow.runs("process_day") if run.run_id == run_id)

    airflow.wait(lambda: state() in {"failed", "success"}, "the malformed run does not end")
    assert state() == "failed"
    instances = airflow.api.call("GET", f"dags/process_day/dagRuns/{quote(run_id)}/taskInstances")["task_instances"]
    tasks: dict[str, list[str]] = {}
    for instance in instances:
        tasks.setdefault(instance["task_id"], []).append(instance["state"] or "none")
    assert tasks == {
        "open_day": ["failed"],
        "stage": ["upstream_failed"],
        "validate": ["upstream_failed"],
        "load": ["upstream_failed"],
    }


def test_no_secret_is_in_the_logs(airflow):
    secrets = [*embedded(airflow.settings).state.values()]
    access = scheduler.load_access(airflow.settings)
    secrets += [access.password, access.jwt_secret, access.secret_key, access.fernet_key]
    secrets = [secret for secret in secrets if len(secret) > 8]
    home = airflow.settings.home / "airflow"
    logs = [home / "standalone.log", *(home / "logs").rglob("*.log")]
    assert len(logs) > 10
    found = [path.name for path in logs if any(secret in path.read_text("utf-8", "replace") for secret in secrets)]
    assert found == []


def test_stopping_leaves_no_process(airflow):
    assert scheduler.status(airflow.settings).is_running
    assert scheduler.stop(airflow.settings) is True
    assert not scheduler.status(airflow.settings).is_running
    left = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                command = (process / "cmdline").read_bytes()
                folder = str((process / "cwd").readlink())
            except OSError:
                continue
            if b"airflow" in command and folder.startswith(str(airflow.settings.home)):
                left.append(command)
    assert left == []
