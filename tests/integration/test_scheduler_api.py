"""The REST client against a loopback server that answers as Airflow does: tokens, refusals, proxies."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pipeline.errors import SchedulerError, UsageError
from pipeline.scheduler import Access, Api
from pipeline.scheduler.api import wait_until


class Airflow(ThreadingHTTPServer):
    """Hands out token-1, token-2, ...; the tokens in `expired` are refused."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.tokens = 0
        self.expired: set[str] = set()
        self.answers: dict[str, tuple[int, Any]] = {}
        self.seen: list[str] = []


class Handler(BaseHTTPRequestHandler):
    server: Airflow

    def do_GET(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or "null")
        self.server.seen.append(f"{self.command} {self.path}")
        if self.path == "/auth/token":
            self.server.tokens += 1
            is_right = body == {"username": "admin", "password": "right"}
            self._answer(201 if is_right else 401, {"access_token": f"token-{self.server.tokens}"})
        elif self.headers.get("Authorization", "").removeprefix("Bearer ") in self.server.expired:
            self._answer(401, {"detail": "expired"})
        else:
            self._answer(*self.server.answers.get(self.path.partition("?")[0], (404, {"detail": "no such thing"})))

    do_POST = do_PATCH = do_GET  # noqa: N815  the names that http.server looks for

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

    def _answer(self, status: int, body: object) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def airflow() -> Iterator[Airflow]:
    with Airflow() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def api(airflow: Airflow, password: str = "right") -> Api:
    return Api(Access(airflow.server_address[1], password, "", "", ""))


def test_one_token_serves_many_calls_and_is_renewed(airflow):
    airflow.answers["/api/v2/dags"] = (200, {"dags": [{"dag_id": "publish", "is_paused": True}]})
    client = api(airflow)
    assert client.paused() == client.paused() == {"publish": True}
    assert airflow.tokens == 1
    airflow.expired.add("token-1")
    assert client.paused() == {"publish": True}
    assert airflow.tokens == 2


def test_a_wrong_password_is_said(airflow):
    with pytest.raises(SchedulerError, match="refuses the kept password"):
        api(airflow, "wrong").paused()


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, UsageError), (409, UsageError), (422, UsageError), (403, SchedulerError), (500, SchedulerError)],
)
def test_a_refusal_carries_what_airflow_said(airflow, status, kind):
    airflow.answers["/api/v2/dags/x/dagRuns"] = (status, {"detail": "for a reason"})
    with pytest.raises(kind, match=f"POST dags/x/dagRuns .{status}.: for a reason"):
        api(airflow).call("POST", "dags/x/dagRuns", {"partition_key": "2025-01-16"})


def test_health_names_parts_that_do_not_answer(airflow):
    airflow.answers["/api/v2/monitor/health"] = (
        200,
        {"scheduler": {"status": "healthy"}, "triggerer": {"status": None}},
    )
    assert api(airflow).health() == {"scheduler": "healthy", "triggerer": "unknown"}


def test_runs_are_read_page_by_page(airflow):
    run = {"dag_run_id": "r", "run_type": "scheduled", "state": "success", "partition_key": None}
    airflow.answers["/api/v2/dags/publish/dagRuns"] = (200, {"dag_runs": [run] * 2, "total_entries": 5})
    assert len(api(airflow).runs("publish")) == 6, "until the total is reached"
    assert sum("offset=2" in line for line in airflow.seen) == 1


def test_a_proxy_never_sees_the_password(airflow, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    airflow.answers["/api/v2/dags"] = (200, {"dags": []})
    assert api(airflow).paused() == {}


def test_nobody_there(airflow):
    client = api(airflow)
    airflow.server_close()
    with pytest.raises(SchedulerError, match="run `make airflow`"):
        client.paused()


def test_waiting_has_an_end():
    with pytest.raises(SchedulerError, match="tea: not within 0 s"):
        wait_until(lambda: False, 0.05, "tea", pause=0.01)
