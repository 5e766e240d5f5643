"""The DAG files: exactly four DAGs, each as agreed, parsed fast without network, database or heavy libraries."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.settings import PROJECT_ROOT

FOLDER = PROJECT_ROOT / "dags"
LISTED = {"assets.py", "poll_feeds.py", "sweep_archives.py", "process_day.py", "publish.py"}
PARSE_SECONDS = 2.0
"""The promise of FAULTS A06; it takes 0.2 s."""
LONGEST_FILE = 80


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("airflow")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "GUARANTEES_POLL"))}
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("describe_dags.py")), str(FOLDER), str(home / "found.json")],
        env=environ
        | {
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            # Nobody listens there: parsing must not miss it.
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": "postgresql+psycopg2://nobody@127.0.0.1:9/none",
            "PYTHONPATH": str(PROJECT_ROOT),
            "PYTHONWARNINGS": "error::DeprecationWarning:assets,error::DeprecationWarning:__main__",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    answer: dict[str, Any] = json.loads((home / "found.json").read_text("utf-8"))
    return answer


def test_every_file_is_listed_and_short():
    files = {path.name: path for path in FOLDER.glob("**/*.py")}
    assert set(files) == LISTED
    assert {name for name, path in files.items() if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE} == set()


def test_all_parse_without_network_or_heavy_libraries(found):
    assert found["errors"] == {}
    assert found["connections"] == []
    assert found["heavy"] == []
    assert found["seconds"] < PARSE_SECONDS


def test_there_are_exactly_the_four_dags(found):
    assert {dag_id: dag["file"] for dag_id, dag in found["dags"].items()} == {
        "poll_feeds": "poll_feeds.py",
        "sweep_archives": "sweep_archives.py",
        "process_day": "process_day.py",
        "publish": "publish.py",
    }


@pytest.mark.parametrize(
    ("dag_id", "timetable", "parts"),
    [
        ("poll_feeds", "CronTriggerTimetable", ("'*/10 * * * *'",)),
        ("sweep_archives", "CronPartitionTimetable", ("'0 0 * * *'", "run_offset=-1", "key_format='%Y-%m-%d'", "UTC")),
        ("process_day", "PartitionedAssetTimetable", ("name='documents'", "IdentityMapper")),
        ("publish", "PartitionedAssetTimetable", ("name='events'", "IdentityMapper")),
    ],
)
def test_schedules(found, dag_id, timetable, parts):
    dag = found["dags"][dag_id]
    assert dag["timetable"] == timetable
    assert all(part in dag["schedule"] for part in parts), dag["schedule"]
    assert dag["catchup"] is False


def test_assets_are_written_and_read_where_the_chain_says(found):
    tasks = {
        f"{dag_id}.{task_id}": task for dag_id, dag in found["dags"].items() for task_id, task in dag["tasks"].items()
    }
    assert {name: task["outlets"] for name, task in tasks.items() if task["outlets"]} == {
        "poll_feeds.poll": ["documents"],
        "sweep_archives.sweep": ["documents"],
        "process_day.load": ["events"],
    }
    assert {name: task["inlets"] for name, task in tasks.items() if task["inlets"]} == {
        "publish.refresh": ["events"],
    }


def test_the_order_of_the_stages(found):
    order = {task_id: task["downstream"] for task_id, task in found["dags"]["process_day"]["tasks"].items()}
    assert order == {"open_day": ["load", "stage"], "stage": ["validate"], "validate": ["load"], "load": []}


def test_every_task_ends_some_time_and_work_is_tried_again(found):
    for dag_id, dag in found["dags"].items():
        for task_id, task in dag["tasks"].items():
            assert task["timeout"], f"{dag_id}.{task_id} may run for ever"
            # A malformed key stays malformed.
            assert (task["retries"] == 0) == (task_id == "open_day"), f"{dag_id}.{task_id}"


def test_what_must_not_run_twice_at_once(found):
    assert {dag_id: dag["max_active_runs"] for dag_id, dag in found["dags"].items()} == {
        "poll_feeds": 1,
        "sweep_archives": 2,
        "process_day": 2,
        "publish": 1,
    }


def test_each_says_what_it_is(found):
    for dag_id, dag in found["dags"].items():
        assert "guarantees" in dag["tags"], dag_id
        assert dag["doc"], dag_id
