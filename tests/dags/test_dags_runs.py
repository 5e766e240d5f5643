"""process_day as Airflow runs it, without a scheduler: how it learns its day, and where it ends when there is none."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.scheduler import environment
from pipeline.scheduler.environment import metadata_url, prepare
from pipeline.server import embedded
from pipeline.settings import Settings

REFUSED: list[str | None] = [None, "2025-1-16", "2025-02-30"]
EMPTY = "2025-01-16"


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str | None, Any]]:
    home = tmp_path_factory.mktemp("guarantees")
    settings = Settings(home=home)
    answer = home / "answer.json"
    try:
        with pytest.MonkeyPatch.context() as environ:
            for name in [name for name in os.environ if name.startswith("AIRFLOW")]:
                environ.delenv(name)
            env = environment(settings, prepare(settings), metadata_url(settings))
        program = str(Path(__file__).with_name("run_dags.py"))
        done = subprocess.run(
            [sys.executable, program, str(answer), json.dumps([*REFUSED, EMPTY])],
            env=env, capture_output=True, text=True, check=False, timeout=240,
        )  # fmt: skip
        assert answer.exists(), done.stdout[-3000:] + done.stderr[-3000:]
        yield {run["day"]: run for run in json.loads(answer.read_text("utf-8"))}
    finally:
        embedded(settings).stop()


@pytest.mark.parametrize("day", REFUSED)
def test_no_day_no_work(runs, day):
    assert runs[day]["state"] == "failed"
    assert runs[day]["tasks"] == {
        "open_day": "failed",
        "stage": "upstream_failed",
        "validate": "upstream_failed",
        "load": "upstream_failed",
    }


def test_a_day_without_captures_ends_well_and_announces_nothing(runs):
    assert runs[EMPTY]["state"] == "success"
    assert runs[EMPTY]["tasks"] == {
        "open_day": "success",
        "stage": "skipped",
        "validate": "skipped",
        "load": "skipped",
    }
