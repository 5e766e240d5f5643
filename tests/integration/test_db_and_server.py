"""The ground: the embedded server survives what installations do to it, and rows come back whatever they are named."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.db import Database
from pipeline.errors import ServerError, SettingsError, UsageError
from pipeline.run.read import fetch_typed
from pipeline.server import Server


def test_two_installations_started_at_once_take_two_ports(tmp_path: Path):
    servers = [Server(tmp_path / name) for name in ("one", "two")]
    with ThreadPoolExecutor() as pool:
        list(pool.map(Server.ensure, servers))
    try:
        assert all(server.is_up() for server in servers)
        assert len({server.state["port"] for server in servers}) == 2
    finally:
        assert [server.stop() for server in servers] == [True, True]
    assert not any(server.is_up() for server in servers)


def test_a_killed_server_is_started_again_with_its_data(tmp_path: Path):
    server = Server(tmp_path / "postgres").ensure()
    try:
        Database(server.dsn()).execute("create table kept as select 1 as n")
        pid = int((server.data / "postmaster.pid").read_text().split()[0])
        # As root the server runs in a namespace of its own, and its file shows the number it has outside.
        os.kill(pid, signal.SIGKILL)
        assert Database(server.ensure().dsn()).fetch("select n from kept")[0].n == 1
    finally:
        server.stop()


def test_the_passwords_are_readable_by_the_owner_only(server: Server):
    assert (server.folder / "server.json").stat().st_mode & 0o077 == 0
    assert not (server.folder / "initdb-password").exists()


def test_nobody_gets_in_without_the_password(server: Server):
    wrong = server.dsn().replace(server.state["owner"], "guess")
    with pytest.raises(ServerError, match="does not answer"):
        Database(wrong).fetch("select 1")


def test_an_address_that_is_none_is_a_settings_error():
    with pytest.raises(SettingsError, match="GUARANTEES_WAREHOUSE_DSN"):
        Database("not an address =").fetch("select 1")


def test_a_typed_statement_that_takes_too_long_is_stopped_and_says_so(server: Server):
    hasty = Database(server.dsn(), statement_timeout_ms=100)
    with pytest.raises(UsageError, match=r"stopped after 0\.1 s"):
        fetch_typed(hasty, "select pg_sleep(20)", None)


def test_a_value_that_python_cannot_hold_is_named(server: Server):
    with pytest.raises(UsageError, match="cast its column to text"):
        fetch_typed(Database(server.dsn()), "select date '0044-03-15 BC'", None)


def test_an_unknown_role_is_refused_with_the_known_ones(server: Server):
    with pytest.raises(UsageError, match="analyst"):
        server.dsn("admin")


def test_columns_of_one_name_and_of_none_come_back_apart(warehouse: Database):
    rows = warehouse.table('select count(*), count(1), 1 as "class", 2 as "2nd", null')
    assert len(rows[0]) == len(set(rows[0]._fields)) == 5
    assert rows[0][:2] == (1, 1)


def test_a_statement_without_rows_gives_none(warehouse: Database):
    assert warehouse.table("set local work_mem = '8MB'") == []
