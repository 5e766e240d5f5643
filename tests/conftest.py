"""What tests share: sockets off outside the tiers that need them, and one embedded PostgreSQL a test run."""

import itertools
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.db import Database
from pipeline.load import migrate
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT

OFFLINE = ("unit", "golden", "quality")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Block sockets in the tiers that must do without."""
    tests = Path(__file__).parent
    for item in items:
        tier = item.path.relative_to(tests).parts[0] if item.path.is_relative_to(tests) else ""
        if tier in OFFLINE and not any(item.iter_markers("enable_socket")):
            item.add_marker(pytest.mark.disable_socket)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running embedded PostgreSQL in a folder of its own, stopped at the end."""
    # A test's data need not survive a power cut, and syncing hundreds of databases takes a minute.
    running = Server(tmp_path_factory.mktemp("postgres"), {"fsync": "off", "full_page_writes": "off"}).ensure()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def new_database(server: Server) -> Callable[[], str]:
    """A maker of fresh, empty databases: the owner's address of each."""
    numbers = itertools.count(1)
    return lambda: server.create_database(f"test_{next(numbers)}")


@pytest.fixture(scope="session")
def migrated(server: Server) -> str:
    """Name of a database with the whole schema, to be copied from: migrating takes longer than copying."""
    dsn = server.create_database("migrated")
    migrate(dsn, PROJECT_ROOT / "sql" / "migrations")
    server.grant_logins()
    return "migrated"


@pytest.fixture
def warehouse_dsn(server: Server, migrated: str) -> str:
    """The owner's address of a fresh warehouse, migrated and empty; `server.dsn(role, name)` gives the others."""
    return server.create_database(f"warehouse_{uuid.uuid4().hex[:12]}", template=migrated)


@pytest.fixture
def warehouse(warehouse_dsn: str) -> Database:
    """The same as a Database."""
    return Database(warehouse_dsn)
