"""Settings: the environment and nothing else. Every variable starts with `GUARANTEES_`."""

import os
import re
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.errors import SettingsError

PROJECT_ROOT = Path(os.environ.get("GUARANTEES_ROOT", Path(__file__).resolve().parent.parent))
"""The checkout (or the folder an image copies it to): where sql/, expectations/, config/ and dags/ stand."""

CODE_VERSION = "0.1.0"
"""Stored with every run, so that a row tells which code made it."""


class Settings(BaseSettings):
    """Everything that differs between two installations; all state lives below `home`."""

    model_config = SettingsConfigDict(env_prefix="GUARANTEES_", env_ignore_empty=True, frozen=True)

    home: Path = PROJECT_ROOT / "var"
    warehouse_dsn: SecretStr | None = None
    """A libpq address of the owner role; unset = the embedded server below `home`."""
    loader_dsn: SecretStr | None = None
    analyst_dsn: SecretStr | None = None
    archive: str = ""
    """Root of the WARC archive: a path or any fsspec address; empty = `home`/archive."""
    feeds: Path = PROJECT_ROOT / "config" / "feeds.toml"
    user_agent: str = "GuaranteesMonitor/0.1 (+self-hosted news monitor; contact: operator)"
    allow_hosts: str = ""
    """Comma-separated host:port pairs: the only private addresses that are ever asked."""
    concurrency: int = Field(default=8, ge=1, le=64)
    request_timeout: float = Field(default=15.0, gt=0, le=300)
    """Seconds for a whole request, from the first byte sent to the last received."""
    opinion_url: str = ""
    """An OpenAI-compatible endpoint (`https://host/v1`) that is asked for a second opinion; empty = nobody is asked."""
    opinion_model: str = ""
    opinion_key: SecretStr | None = None
    opinion_timeout: float = Field(default=60.0, gt=0, le=600)
    """Seconds for one answer."""

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        return home.expanduser().resolve()

    @property
    def archive_root(self) -> str:
        """The archive's address; a plain path where nothing else was set."""
        return self.archive or str(self.home / "archive")

    @field_validator("allow_hosts")
    @classmethod
    def _host_and_port(cls, hosts: str) -> str:
        for host in filter(None, (part.strip() for part in hosts.split(","))):
            if not re.fullmatch(r"(?:\[[0-9a-fA-F:.]+\]|[^\s:/@\[\]]+):[1-9]\d{0,4}", host):
                raise ValueError(f"{host!r} is not host:port, for example 127.0.0.1:8000")
        return hosts

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """`allow_hosts` as a set."""
        return frozenset(host.strip() for host in self.allow_hosts.split(",") if host.strip())

    def allowing(self, host: str) -> "Settings":
        """These settings with one more host:port that may be asked."""
        return self.model_copy(update={"allow_hosts": ",".join(sorted({*self.allowed_hosts, host}))})


def load_settings() -> Settings:
    """The settings of this process; raises SettingsError that names the variable."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "GUARANTEES_" + "_".join(map(str, first["loc"])).upper()
        raise SettingsError(f"{name}: {first['msg']}; correct it in the environment") from error
