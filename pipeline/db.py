"""PostgreSQL for the rooms that keep state: connections, transactions, and the named statements of sql/queries/."""

import os
import re
import socket
import threading
from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from keyword import iskeyword
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extras
from psycopg2 import extensions

from pipeline.errors import ServerError, SettingsError, UsageError
from pipeline.settings import PROJECT_ROOT

Connection = extensions.connection
Cursor = extensions.cursor

QUERIES = PROJECT_ROOT / "sql" / "queries"

Params = Mapping[str, object] | Sequence[object] | None

# A peer that goes silent after COMMIT would otherwise block for many minutes: probe after 30 s, give up after 60 s.
KEEPALIVE: dict[str, Any] = {
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}

STATEMENT_TIMEOUT_MS = 300_000
"""For the pipeline's own statements; the longest, publishing a big day, takes some seconds."""

TRANSACTION_DEADLINE = 600.0
"""Seconds that a transaction may take in all: twice what one statement may."""

psycopg2.extras.register_uuid()  # type: ignore[no-untyped-call]


def connect(
    dsn: str, *, application_name: str = "guarantees", statement_timeout_ms: int = STATEMENT_TIMEOUT_MS
) -> Connection:
    """An open connection in UTC with keepalives and a statement timeout; raises ServerError when nobody answers."""
    ours = f"-c timezone=UTC -c statement_timeout={statement_timeout_ms} -c idle_in_transaction_session_timeout=600000"
    try:
        options = f"{extensions.parse_dsn(dsn).get('options', '')} {ours}".strip()
        opened: Connection = psycopg2.connect(
            dsn, application_name=application_name, connect_timeout=10, options=options, **KEEPALIVE
        )
    except psycopg2.ProgrammingError as error:
        raise SettingsError(
            "the warehouse address is not one that libpq reads; see GUARANTEES_WAREHOUSE_DSN"
        ) from error
    except psycopg2.OperationalError as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "no answer"
        raise ServerError(
            f"the warehouse does not answer ({reason}); run `guarantees migrate` or set GUARANTEES_WAREHOUSE_DSN"
        ) from error
    return opened


@contextmanager
def _deadline(connection: Connection, seconds: float) -> Iterator[None]:
    """Cut a connection that is still in use after so many seconds; whatever waits for it fails as with a lost one.

    A peer whose kernel acknowledges while its program never answers is past every timeout of libpq, and while
    psycopg2 waits, no signal handler of Python's runs: only another thread can end it.
    """

    def cut() -> None:
        # The descriptor is libpq's: a copy of it is shut down and closed, which the original feels.
        with suppress(OSError, psycopg2.InterfaceError), socket.socket(fileno=os.dup(connection.fileno())) as end:
            end.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


class Database:
    """A warehouse address; hands out short transactions, each on a connection of its own."""

    def __init__(
        self,
        dsn: str,
        application_name: str = "guarantees",
        statement_timeout_ms: int = STATEMENT_TIMEOUT_MS,
        deadline: float = TRANSACTION_DEADLINE,
    ) -> None:
        self.dsn = dsn
        self.application_name = application_name
        self.statement_timeout_ms = statement_timeout_ms
        self.deadline = deadline

    @contextmanager
    def transaction(self) -> Iterator[Cursor]:
        """A cursor whose work is committed when the block ends and rolled back when it raises."""
        connection = connect(
            self.dsn, application_name=self.application_name, statement_timeout_ms=self.statement_timeout_ms
        )
        try:
            with (
                _deadline(connection, self.deadline),
                connection,
                connection.cursor(cursor_factory=psycopg2.extras.NamedTupleCursor) as cursor,
            ):
                yield cursor
        finally:
            connection.close()

    def fetch(self, statement: str, params: Params = None) -> list[Any]:
        """All rows of one statement, as named tuples."""
        with self.transaction() as cursor:
            cursor.execute(statement, params)
            return cursor.fetchall()

    def table(self, statement: str, params: Params = None) -> list[Any]:
        """All rows of a statement that somebody typed: its columns may have no name, or one name twice."""
        with self.transaction() as cursor, cursor.connection.cursor(cursor_factory=extensions.cursor) as plain:
            plain.execute(statement, params)
            if plain.description is None:
                return []
            row = namedtuple("row", _distinct([column.name for column in plain.description]))  # type: ignore[misc]
            return [row(*values) for values in plain.fetchall()]

    def execute(self, statement: str, params: Params = None) -> int:
        """Run one statement; the number of rows it touched."""
        with self.transaction() as cursor:
            cursor.execute(statement, params)
            return cursor.rowcount


def _distinct(names: Sequence[str]) -> list[str]:
    """Names that a tuple's fields can have, each once."""
    made: list[str] = []
    for number, name in enumerate(names, 1):
        plain = re.sub(r"\W|^[\d_]+", "", name) or f"column{number}"
        made.append(plain if plain not in made and not iskeyword(plain) else f"{plain}_{number}")
    return made


@cache
def query(name: str) -> str:
    """The statement that sql/queries/`name`.sql holds; raises UsageError that lists the names when there is none."""
    path = QUERIES / f"{name}.sql"
    if not path.is_file() or path.parent != QUERIES:
        known = ", ".join(sorted(file.stem for file in QUERIES.glob("*.sql")))
        raise UsageError(f"no saved query is named {name!r}; there are: {known}")
    return path.read_text("utf-8")


def insert_rows(cursor: Cursor, statement: str, rows: Sequence[Sequence[object]]) -> int:
    """Insert many rows with `insert into … values %s …`; the number of rows really written."""
    written = 0
    for start in range(0, len(rows), 1000):
        psycopg2.extras.execute_values(cursor, statement, rows[start : start + 1000], page_size=1000)
        written += cursor.rowcount
    return written


def json_value(value: object) -> psycopg2.extras.Json:
    """A value for a jsonb column."""
    return psycopg2.extras.Json(value)


def sql_files(folder: Path) -> list[Path]:
    """The .sql files of a folder in the order of their names."""
    return sorted(folder.glob("*.sql"))
