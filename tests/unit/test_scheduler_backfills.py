"""Backfills: what is asked of Airflow, and what is refused before it would hang."""

from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.day import Day
from pipeline.errors import UsageError
from pipeline.scheduler import DAGS, request_backfill

NOW = datetime(2026, 1, 10, 9, 30, tzinfo=UTC)


class FakeApi:
    """Accepts every request and plans one run for each day of the window that was not swept before."""

    url = "http://127.0.0.1:1"

    def __init__(self, paused: tuple[str, ...] = (), swept: tuple[str, ...] = ()) -> None:
        self._paused, self._swept, self.created = paused, swept, list[dict[str, Any]]()

    def paused(self) -> dict[str, bool]:
        return {dag_id: dag_id in self._paused for dag_id in DAGS}

    def call(self, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        first, last = (datetime.fromisoformat(body[name]).date() for name in ("from_date", "to_date"))
        if path == "backfills":
            self.created.append(body)
            return {"id": 7}
        assert (method, path) == ("POST", "backfills/dry_run")
        days = [first.fromordinal(number).isoformat() for number in range(first.toordinal(), last.toordinal() + 1)]
        is_new = {day: body["reprocess_behavior"] == "completed" or day not in self._swept for day in days}
        return {"backfills": [{"partition_key": day} for day in days if is_new[day]]}


def ask(api: FakeApi, first: str, last: str, *, is_repeated: bool = False):
    return request_backfill(api, Day.parse(first), Day.parse(last), NOW, is_repeated=is_repeated)  # type: ignore[arg-type]


def test_past_days_are_asked_for_once():
    api = FakeApi()
    made = ask(api, "2025-01-14", "2025-01-18")
    assert made.backfill_id == 7
    assert made.days == ("2025-01-14", "2025-01-15", "2025-01-16", "2025-01-17", "2025-01-18")
    assert made.left_out == 0
    assert [body["dag_id"] for body in api.created] == ["sweep_archives"]
    assert api.created[0]["from_date"] == "2025-01-14T00:00:00+00:00"
    assert api.created[0]["to_date"] == "2025-01-18T00:00:00+00:00"


def test_days_that_are_not_over_are_cut_off():
    made = ask(FakeApi(), "2026-01-08", "2026-01-12")
    assert made.days == ("2026-01-08", "2026-01-09")
    assert made.left_out == 3


@pytest.mark.parametrize("dag_id", ["sweep_archives", "process_day", "publish"])
def test_a_paused_dag_would_wait_for_ever(dag_id):
    api = FakeApi(paused=(dag_id,))
    with pytest.raises(UsageError, match=f"paused: {dag_id}"):
        ask(api, "2025-01-14", "2025-01-18")
    assert api.created == []


def test_polling_may_be_paused():
    assert ask(FakeApi(paused=("poll_feeds",)), "2025-01-14", "2025-01-14").days == ("2025-01-14",)


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [
        ("2026-01-10", "2026-01-12", "not over yet"),
        ("2025-01-18", "2025-01-14", "swap the two days"),
        ("2013-12-31", "2014-01-05", "window opens"),
    ],
)
def test_impossible_windows_are_refused(first, last, problem):
    api = FakeApi()
    with pytest.raises(UsageError, match=problem):
        ask(api, first, last)
    assert api.created == []


def test_days_swept_before_are_left_out_unless_repeated():
    swept = ("2025-01-14", "2025-01-15")
    assert ask(FakeApi(swept=swept), "2025-01-14", "2025-01-16").days == ("2025-01-16",)
    with pytest.raises(UsageError, match="swept before"):
        ask(FakeApi(swept=swept), "2025-01-14", "2025-01-15")
    api = FakeApi(swept=swept)
    assert ask(api, "2025-01-14", "2025-01-15", is_repeated=True).days == swept
    assert api.created[0]["reprocess_behavior"] == "completed"
