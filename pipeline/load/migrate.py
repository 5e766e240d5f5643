"""Schema migrations: numbered files, one transaction each, forward only, one runner at a time."""

import hashlib
from pathlib import Path

import psycopg2

from pipeline.db import Connection, Cursor, connect, sql_files
from pipeline.errors import MigrationError

LOCK = 0x67756172
"""Any fixed number ("guar"): runners on one database wait for each other on it."""

BOOKKEEPING = """
create schema if not exists migration;
create table if not exists migration.applied_files (
    file_name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default clock_timestamp(),
    applied_by text not null default session_user
);
comment on schema migration is 'Which schema migrations this database has seen.';
comment on table migration.applied_files is 'Grain: one applied migration file.';
comment on column migration.applied_files.file_name is 'Name in sql/migrations.';
comment on column migration.applied_files.sha256 is 'Digest of the file as applied; a changed file is refused.';
comment on column migration.applied_files.applied_at is 'When it was applied (UTC).';
comment on column migration.applied_files.applied_by is 'Login that applied it.';
"""


def migrate(dsn: str, folder: Path) -> list[str]:
    """Apply what is missing, in order; the names applied. Raises MigrationError on drift, a gap, or an SQL error.

    Two runners at once apply each file once: the second waits. A file that fails leaves nothing of itself.
    """
    files = {path.name: path.read_text("utf-8") for path in sql_files(folder)}
    if not files:
        raise MigrationError(f"no migration in {folder}; restore the folder from the repository")
    # Without a limit: derived rows of a big warehouse take long to make, and so does waiting for the runner that does.
    connection = connect(dsn, application_name="guarantees migrate", statement_timeout_ms=0)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", (LOCK,))
            return [_apply(connection, name, files[name]) for name in _pending(_applied(cursor), files)]
    finally:
        connection.close()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _applied(cursor: Cursor) -> dict[str, str]:
    # Asked first: a run with nothing to do needs no right to create schemas.
    cursor.execute("select to_regclass('migration.applied_files')")
    if cursor.fetchone() == (None,):
        cursor.execute(BOOKKEEPING)
    cursor.execute("select file_name, sha256 from migration.applied_files")
    return dict(cursor.fetchall())


def _pending(applied: dict[str, str], files: dict[str, str]) -> list[str]:
    for name, digest in applied.items():
        if name not in files:
            raise MigrationError(f"{name} was applied but is gone from the folder; restore it from the repository")
        if _digest(files[name]) != digest:
            raise MigrationError(f"{name} was changed after it was applied; restore it and add a new file instead")
    pending = [name for name in files if name not in applied]
    if pending and applied and pending[0] < max(applied):
        raise MigrationError(f"{pending[0]} comes before {max(applied)}, which is applied; give it a later number")
    return pending


def _apply(connection: Connection, name: str, text: str) -> str:
    connection.autocommit = False
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute("set local lock_timeout = '5s'")
            # Everything after the first file belongs to wh_owner, whoever connects.
            cursor.execute("select from pg_roles where rolname = 'wh_owner' and to_regnamespace('ops') is not null")
            if cursor.fetchone() is not None:
                cursor.execute("set local role wh_owner")
            cursor.execute(text)
            cursor.execute("reset role")
            cursor.execute(
                "insert into migration.applied_files (file_name, sha256) values (%s, %s)", (name, _digest(text))
            )
    except psycopg2.Error as error:
        raise MigrationError(f"{name} cannot be applied and left nothing behind: {str(error).strip()}") from error
    finally:
        connection.autocommit = True
    return name
