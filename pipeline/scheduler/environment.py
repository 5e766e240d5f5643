"""What Airflow's processes find in their environment: a light, loopback-only installation below `home`/airflow."""

import base64
import json
import os
import secrets
import socket
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import SecretStr

from pipeline import server
from pipeline.errors import SchedulerError, SettingsError
from pipeline.settings import PROJECT_ROOT, Settings

USER = "admin"
FIRST_PORT = 28_080
"""Ports are tried from here upwards, so that two checkouts run side by side; any free one serves."""
METADATA_VARIABLE = "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"
SECRETS = {
    "AIRFLOW__API_AUTH__JWT_SECRET": "jwt_secret",
    "AIRFLOW__API__SECRET_KEY": "secret_key",
    "AIRFLOW__CORE__FERNET_KEY": "fernet_key",
}
SHORTEST_SECRET = 32
"""Characters; shorter ones are placeholders such as `temporary_key`, not keys."""
PLACEHOLDERS = ("change", "example", "secret_key", "temporary_key", "airflow_jwt")


@dataclass(frozen=True, slots=True)
class Access:
    """Where this installation's Airflow listens and who may enter; kept in a file that only its owner reads."""

    port: int
    password: str
    jwt_secret: str
    secret_key: str
    fernet_key: str

    @property
    def url(self) -> str:
        """Address of the admin page and of the REST API."""
        return f"http://127.0.0.1:{self.port}"


def folder(settings: Settings) -> Path:
    """AIRFLOW_HOME of this installation."""
    return settings.home / "airflow"


def _access_file(settings: Settings) -> Path:
    return folder(settings) / "access.json"


def load_access(settings: Settings) -> Access:
    """What a start has left behind; raises SchedulerError before the first one."""
    try:
        return Access(**json.loads(_access_file(settings).read_text("utf-8")))
    except FileNotFoundError as error:
        raise SchedulerError(
            f"Airflow was never started in {folder(settings)}; run `make airflow` in another terminal"
        ) from error
    except (ValueError, TypeError) as error:
        raise SchedulerError(
            f"{_access_file(settings)} is damaged ({error}); remove it, start Airflow again"
        ) from error


def prepare(settings: Settings) -> Access:
    """Folder, free port, password and keys of this installation: those of the last start, or new ones."""
    folder(settings).mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = load_access(settings) if _access_file(settings).exists() else None
    port = _free_port(kept.port if kept else FIRST_PORT)
    access = Access(
        port=port,
        password=kept.password if kept else secrets.token_urlsafe(12),
        jwt_secret=kept.jwt_secret if kept else secrets.token_urlsafe(48),
        secret_key=kept.secret_key if kept else secrets.token_urlsafe(48),
        fernet_key=kept.fernet_key if kept else base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    )
    _write_private(_access_file(settings), json.dumps(asdict(access)))
    _write_private(_password_file(settings), json.dumps({USER: access.password}))
    _write_private(_command_folder(settings) / "airflow", _command(), mode=0o700)
    return access


def _password_file(settings: Settings) -> Path:
    return folder(settings) / "simple_auth_manager_passwords.json.generated"


def _command_folder(settings: Settings) -> Path:
    return folder(settings) / "bin"


def _command() -> str:
    # `standalone` calls `airflow` by name. The servers that it would open for logs listen on every address and on
    # fixed ports; here the pages read the log files themselves.
    return (
        "#!/bin/sh\n"
        'case "$1" in scheduler|triggerer) set -- "$@" --skip-serve-logs ;; esac\n'
        f'exec "{sys.executable}" -m airflow "$@"\n'
    )


def _write_private(path: Path, text: str, mode: int = 0o600) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(path.name + ".new")
    aside.unlink(missing_ok=True)
    aside.touch(mode=mode)
    aside.write_text(text, "utf-8")
    aside.replace(path)


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
    raise SchedulerError(f"no free port from {FIRST_PORT} to {FIRST_PORT + 199}; stop another server")


def refuse_weak_keys(environ: Mapping[str, str]) -> None:
    """Raise SettingsError when the environment opens Airflow to everybody or brings a key that is a placeholder."""
    open_door = "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS"
    if environ.get(open_door, "").strip().lower() in {"1", "t", "true", "y", "yes", "on"}:
        raise SettingsError(f"{open_door} makes everybody an administrator; unset it")
    for name in SECRETS:
        value = environ.get(name)
        is_placeholder = value is not None and any(word in value.lower() for word in PLACEHOLDERS)
        if value is not None and (len(value) < SHORTEST_SECRET or is_placeholder):
            raise SettingsError(
                f"{name} is a placeholder or shorter than {SHORTEST_SECRET} characters; unset it, or make one with "
                f"`python -c 'import secrets; print(secrets.token_urlsafe(48))'`"
            )


def metadata_url(settings: Settings) -> str:
    """SQLAlchemy's address of Airflow's own database: what the environment says, else the embedded server, started."""
    own = os.environ.get(METADATA_VARIABLE)
    if own:
        return own
    dsn = server.embedded(settings).ensure().dsn("owner", server.METADATA)
    # A bare postgresql:// means psycopg 3 to SQLAlchemy 2.1.
    return dsn.replace("postgresql://", "postgresql+psycopg2://", 1)


def environment(settings: Settings, access: Access, metadata: str) -> dict[str, str]:
    """The whole environment for `airflow standalone`; what is set under AIRFLOW__ wins over the light defaults."""
    home = folder(settings)
    ours = _ours(settings) | {
        "AIRFLOW_HOME": str(home),
        METADATA_VARIABLE: metadata,
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT_ROOT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT_ROOT / "plugins"),
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{access.url}/execution/",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(_password_file(settings)),
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(access.port),
        "AIRFLOW__API__BASE_URL": access.url,
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "PATH": os.pathsep.join((str(_command_folder(settings)), os.environ.get("PATH", os.defpath))),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(PROJECT_ROOT), os.environ.get("PYTHONPATH")))),
    }
    theirs = {name: getattr(access, field) for name, field in SECRETS.items()} | LIGHT
    return theirs | dict(os.environ) | ours


LIGHT = {
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__PARALLELISM": "4",
    "AIRFLOW__API__WORKERS": "1",
    "AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES": "1",
    "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "30",
    # A finished task would otherwise keep its slot for five seconds.
    "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
    "AIRFLOW__LOGGING__COLORED_CONSOLE_LOG": "False",
    "GX_ANALYTICS_ENABLED": "false",
}
"""Defaults for a small machine; each can be overridden from the environment."""


def _ours(settings: Settings) -> dict[str, str]:
    # The tasks read the environment, so these settings have to be in it, wherever they came from.
    fields = {name: value for name, value in settings if value is not None and value != ""}
    return {"GUARANTEES_ROOT": str(PROJECT_ROOT)} | {
        f"GUARANTEES_{name.upper()}": value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        for name, value in fields.items()
    }
