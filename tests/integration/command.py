"""The command as a person types it, in this process, on one test's warehouse."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline import cli
from pipeline.server import Server


@dataclass
class Command:
    """`guarantees …` with its environment; a known error is its message and exit code, as in `main`."""

    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def type(self, *words: str, code: int = 0) -> str:
        """What stdout says; with a code other than 0, what stderr says."""
        self.monkeypatch.setattr("sys.argv", ["guarantees", *words])
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = self.capsys.readouterr()
        assert ended.value.code == code, said.out + said.err
        return said.err if code else said.out

    def json(self, *words: str) -> Any:
        """What stdout says as JSON."""
        return json.loads(self.type(*words, "--json"))


def command_on(
    server: Server, dsn: str, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """The command on a warehouse that is migrated."""
    name = dsn.rpartition("/")[2]
    monkeypatch.setenv("GUARANTEES_HOME", str(home))
    monkeypatch.setenv("GUARANTEES_WAREHOUSE_DSN", dsn)
    for role in ("loader", "analyst"):
        monkeypatch.setenv(f"GUARANTEES_{role.upper()}_DSN", server.dsn(role, name))
    monkeypatch.setenv("COLUMNS", "200")
    return Command(capsys, monkeypatch)
