"""A warehouse full of invented mentions, made inside the server in minutes: sql in warehouse_rows.sql."""

import os
import re
import time
from pathlib import Path

import psycopg2

from pipeline.db import Cursor
from pipeline.load import migrate
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT

ROWS = Path(__file__).with_name("warehouse_rows.sql")
SHOWN = ("server_version", "shared_buffers", "effective_cache_size", "work_mem", "random_page_cost", "fsync")


def start(folder: Path) -> Server:
    """A server for figures: a quarter of the memory for its cache, up to 2 GB; migrated, with logins."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    cache = min(memory // 4, 2 << 30) >> 20
    server = Server(folder, {"shared_buffers": f"{cache}MB", "max_wal_size": "8GB"}).ensure()
    migrate(server.dsn(), PROJECT_ROOT / "sql" / "migrations")
    server.grant_logins()
    return server


def hardware(server: Server) -> str:
    """Cores, memory and the server's settings, for the head of a report."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    connection = psycopg2.connect(server.dsn())
    try:
        with connection.cursor() as cursor:
            settings = []
            for name in SHOWN:
                cursor.execute(f"show {name}")
                found = cursor.fetchone()
                settings.append(f"{name} {found[0] if found else '?'}")
    finally:
        connection.close()
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {memory:.0f} GB, load {load:.1f}; PostgreSQL: {', '.join(settings)}"


def fill(server: Server, mentions: int, paragraphs: int) -> float:
    """Fill the warehouse; seconds. Indexes are taken off meanwhile, foreign keys are not asked: the rows fit."""
    begun = time.perf_counter()
    connection = psycopg2.connect(server.dsn())
    connection.autocommit = True
    params = {"mentions": mentions, "reports_per_event": 4, "mentions_per_article": 3, "paragraphs": paragraphs}
    try:
        with connection.cursor() as cursor:
            cursor.execute("set timezone = 'UTC'; set session_replication_role = replica; set synchronous_commit = off")
            cursor.execute("set work_mem = '256MB'; set maintenance_work_mem = '1GB'")
            indexes = _indexes(cursor)
            for name in indexes:
                cursor.execute(f"drop index {name}")
            for statement in re.split(r";\n", ROWS.read_text("utf-8")):
                if statement.strip():
                    cursor.execute(statement, params)
            for definition in indexes.values():
                cursor.execute(definition)
            cursor.execute("analyze")
            # What is derived is worked out belief by belief, each by a key: not without the indexes.
            cursor.execute("select warehouse.rebuild_derived()")
            cursor.execute("vacuum analyze")
    finally:
        connection.close()
    return time.perf_counter() - begun


def row_counts(server: Server) -> dict[str, int]:
    """Rows by table of the warehouse, those with any."""
    connection = psycopg2.connect(server.dsn())
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "select relname, reltuples::bigint from pg_class where relnamespace = 'warehouse'::regnamespace "
                "and relkind = 'r' and reltuples > 0 order by relname"
            )
            return dict(cursor.fetchall())
    finally:
        connection.close()


def _indexes(cursor: Cursor) -> dict[str, str]:
    """Name and definition of every index that no constraint needs."""
    cursor.execute(
        "select schemaname || '.' || indexname, indexdef from pg_indexes where schemaname in ('warehouse', 'raw') "
        "and not exists (select from pg_constraint where conindid = (schemaname || '.' || indexname)::regclass)"
    )
    return dict(cursor.fetchall())
