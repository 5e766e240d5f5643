"""Looking after an installation: addresses, migrations, checks, stopping."""

import sys
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from pipeline import scheduler, server
from pipeline.day import Day
from pipeline.db import Database, sql_files
from pipeline.errors import GuaranteesError, SettingsError
from pipeline.load import migrate
from pipeline.settings import PROJECT_ROOT, Settings

MIGRATIONS = PROJECT_ROOT / "sql" / "migrations"
SUITES = PROJECT_ROOT / "expectations"


def migrate_warehouse(settings: Settings) -> list[str]:
    """Apply what is missing of sql/migrations; the names applied. On the embedded server the roles get logins."""
    applied = migrate(server.warehouse_dsn(settings), MIGRATIONS)
    if settings.warehouse_dsn is None:
        server.embedded(settings).grant_logins()
    return applied


def open_warehouse(settings: Settings, role: str = "loader") -> Database:
    """The warehouse, up and migrated, as `role`."""
    migrate_warehouse(settings)
    return Database(server.warehouse_dsn(settings, role), application_name=f"guarantees {role}")


def dsn(settings: Settings, role: str) -> str:
    """A libpq address for `role`, after starting and migrating what is not."""
    server.warehouse_dsn(settings, role)
    migrate_warehouse(settings)
    return server.warehouse_dsn(settings, role)


class Check(NamedTuple):
    """One line of `guarantees doctor`."""

    is_ok: bool
    what: str
    found: str
    next_step: str


def doctor(settings: Settings) -> list[Check]:
    """What the pipeline needs, each with what was found and what to do about it."""
    return [
        _check("python", _python),
        _check("state folder", lambda: _writable(settings)),
        _check("feed list", lambda: _feeds(settings)),
        _check("lexicons", _lexicons),
        _check("expectation suites", _suites),
        _check("database", lambda: _database(settings)),
        _check("schema", lambda: _schema(settings)),
        _check("archive", lambda: _archive(settings)),
    ]


def _check(what: str, probe: Callable[[], str]) -> Check:
    try:
        return Check(True, what, probe(), "")
    except GuaranteesError as error:
        return Check(False, what, type(error).__name__, str(error))
    except OSError as error:
        return Check(False, what, type(error).__name__, f"{error}; correct it and run `guarantees doctor` again")


def _python() -> str:
    found = ".".join(map(str, sys.version_info[:3]))
    if not (3, 11) <= sys.version_info[:2] < (3, 13):
        raise SettingsError(f"Python {found} is not 3.11 or 3.12; make .venv with one of these")
    return found


def _writable(settings: Settings) -> str:
    settings.home.mkdir(parents=True, exist_ok=True)
    probe = settings.home / ".writable"
    probe.touch()
    probe.unlink()
    return str(settings.home)


def _feeds(settings: Settings) -> str:
    from pipeline.sources import load_sources

    sources = load_sources(settings.feeds)
    return f"{len(sources)} sources, {sum(len(source.feeds) for source in sources)} feeds"


def _lexicons() -> str:
    from pipeline.extract import EXTRACTOR_VERSION, default_extractor

    return f"{default_extractor().name} {EXTRACTOR_VERSION}"


def _suites() -> str:
    found = sorted(SUITES.glob("*.json"))
    if not found:
        raise SettingsError(f"no suite below {SUITES}; restore the folder from the repository")
    return ", ".join(path.stem for path in found)


def _database(settings: Settings) -> str:
    found = Database(server.warehouse_dsn(settings)).fetch("select split_part(version(), ' on ', 1) as version")
    return str(found[0].version)


def _schema(settings: Settings) -> str:
    applied = migrate_warehouse(settings)
    return f"{len(sql_files(MIGRATIONS))} migrations, {len(applied)} applied just now"


def _archive(settings: Settings) -> str:
    from pipeline.archive import count_files

    return f"{count_files(settings.archive_root)} WARC files in {settings.archive_root}"


def airflow(settings: Settings) -> None:
    """Start Airflow in the foreground; ends with Ctrl-C or `guarantees stop`."""
    open_warehouse(settings)
    scheduler.start(settings, foreground=True)


def unpause(settings: Settings) -> str:
    """Let the four DAGs of the running Airflow begin; a line that says so."""
    api = scheduler.connect(settings)
    api.unpause(scheduler.DAGS)
    return f"unpaused: {', '.join(scheduler.DAGS)}; watch {api.url}/dags"


def backfill(settings: Settings, first: Day, last: Day, now: datetime) -> str:
    """Ask the running Airflow for past days; a line that says what was accepted."""
    return scheduler.backfill(settings, first, last, now)


def stop(settings: Settings) -> list[str]:
    """Stop Airflow and the embedded database; what was really stopped."""
    stopped = ["airflow"] if scheduler.stop(settings) else []
    # Also where the warehouse is elsewhere: Airflow's metadata may be here.
    if server.embedded(settings).stop():
        stopped.append("database")
    return stopped
