"""A small REST client for Airflow: what this project asks it, with errors that say what to do."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from pipeline.errors import SchedulerError, UsageError
from pipeline.scheduler.environment import USER, Access

# Loopback only: a proxy named in the environment must not see the password.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
TIMEOUT = 30
"""Seconds; a call takes 0.03 s, a starved machine some seconds."""
PAGE = 1000
UNAUTHORIZED, NOT_FOUND, CONFLICT, UNPROCESSABLE = 401, 404, 409, 422


class Run(NamedTuple):
    """One DAG run."""

    dag_id: str
    run_id: str
    run_type: str
    state: str
    partition_key: str | None


class Api:
    """Airflow's REST API at an address; asks for a token when it needs one."""

    def __init__(self, access: Access) -> None:
        self.url = access.url
        self._password = access.password
        self._token = ""

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None, **query: object) -> Any:
        """The decoded answer to one request below /api/v2; raises UsageError on a refusal, SchedulerError otherwise."""
        address = f"{self.url}/api/v2/{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")
        if not self._token:
            self._sign_in()
        try:
            return self._send(method, address, body)
        except urllib.error.HTTPError as error:
            if error.code != UNAUTHORIZED:
                raise _refusal(error, method, path) from error
        self._sign_in()
        try:
            return self._send(method, address, body)
        except urllib.error.HTTPError as error:
            raise _refusal(error, method, path) from error

    def _sign_in(self) -> None:
        self._token = ""
        try:
            answer = self._send("POST", f"{self.url}/auth/token", {"username": USER, "password": self._password})
        except urllib.error.HTTPError as error:
            raise SchedulerError(f"Airflow at {self.url} refuses the kept password; stop it and start again") from error
        self._token = answer["access_token"]

    def _send(self, method: str, address: str, body: Mapping[str, Any] | None) -> Any:
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(address, data=data, headers=headers, method=method)
        try:
            with OPENER.open(request, timeout=TIMEOUT) as response:
                text = response.read()
        except urllib.error.HTTPError:
            raise
        except OSError as error:
            raise SchedulerError(f"Airflow does not answer at {self.url} ({error}); run `make airflow`") from error
        return json.loads(text) if text else None

    def health(self) -> dict[str, str]:
        """Component → healthy, unhealthy or unknown."""
        answer = self.call("GET", "monitor/health")
        return {name: (part or {}).get("status") or "unknown" for name, part in answer.items()}

    def paused(self) -> dict[str, bool]:
        """DAG → whether it is paused, for every DAG that was parsed."""
        answer = self.call("GET", "dags", limit=PAGE)
        return {dag["dag_id"]: dag["is_paused"] for dag in answer["dags"]}

    def unpause(self, dag_ids: Iterable[str]) -> None:
        """Let these DAGs run."""
        for dag_id in dag_ids:
            self.call("PATCH", f"dags/{quote(dag_id)}", {"is_paused": False}, update_mask="is_paused")

    def runs(self, dag_id: str) -> list[Run]:
        """All runs of a DAG, oldest first."""
        found: list[Run] = []
        while True:
            page = self.call("GET", f"dags/{quote(dag_id)}/dagRuns", limit=100, offset=len(found), order_by="run_after")
            found += [
                Run(dag_id, run["dag_run_id"], run["run_type"], run["state"], run["partition_key"])
                for run in page["dag_runs"]
            ]
            if not page["dag_runs"] or len(found) >= page["total_entries"]:
                return found


def wait_until(holds: Callable[[], bool], seconds: float, what: str, pause: float = 0.5) -> None:
    """Return as soon as `holds()`; raises SchedulerError that names `what` when it does not within `seconds`."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise SchedulerError(f"{what}: not within {seconds:.0f} s; see the log below the Airflow folder")
        time.sleep(pause)


def _refusal(error: urllib.error.HTTPError, method: str, path: str) -> UsageError | SchedulerError:
    text = error.read().decode("utf-8", "replace")
    try:
        detail = str(json.loads(text).get("detail", text))
    except (ValueError, AttributeError):
        detail = text
    message = f"Airflow refuses {method} {path} ({error.code}): {detail[:500]}"
    is_request_at_fault = error.code in {400, NOT_FOUND, CONFLICT, UNPROCESSABLE}
    return UsageError(message) if is_request_at_fault else SchedulerError(message)
