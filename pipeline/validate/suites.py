"""Expectation suites as data: read, checked, and refused when they ask for nothing."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline.errors import GateError

SUITES = ("captures", "articles", "mentions", "events", "day")
"""The suites a batch must pass, in order; a missing file is a fault of the gate, not a suite less."""


class Severity(StrEnum):
    """What the failure of an expectation does."""

    STOP = "stop"
    QUARANTINE = "quarantine"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation of a suite, numbered from 1; `kind` and `kwargs` are Great Expectations' words."""

    number: int
    kind: str
    kwargs: dict[str, Any]
    severity: Severity
    reason: str

    @property
    def column(self) -> str | None:
        """The column it is about, None when it is about the table."""
        found = self.kwargs.get("column")
        return str(found) if found is not None else None

    @property
    def meaning(self) -> str:
        """The expectation in words, for people who read a verdict."""
        bounds = {key: value for key, value in self.kwargs.items() if key != "column"}
        words = self.kind.removeprefix("expect_").replace("_", " ")
        return f"{self.column or 'table'}: {words}{f' {bounds}' if bounds else ''} ({self.reason})"

    def as_gx(self) -> dict[str, Any]:
        """The form that Great Expectations reads."""
        return {"type": self.kind, "kwargs": dict(self.kwargs), "meta": {"number": self.number}}


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite over a view of the staged batch; more than `stop_share` of its rows held back stops the batch."""

    name: str
    view: str
    expectations: tuple[Expectation, ...]
    stop_share: float


def load_suites(folder: Path) -> tuple[Suite, ...]:
    """All suites of SUITES from `folder`; raises GateError that names the file and what is wrong in it."""
    return tuple(_load(folder / f"{name}.json") for name in SUITES)


def _load(path: Path) -> Suite:
    try:
        found = json.loads(path.read_text("utf-8"))
        suite = Suite(
            name=path.stem,
            view=str(found["meta"]["view"]),
            expectations=tuple(_expectation(number, item) for number, item in enumerate(found["expectations"], 1)),
            stop_share=float(found["meta"]["stop_share"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GateError(f"{path}: not a suite ({type(error).__name__}: {error}); restore it") from error
    if not suite.expectations:
        raise GateError(f"{path}: no expectation in it, so it would let everything through; restore it")
    return suite


def _expectation(number: int, item: dict[str, Any]) -> Expectation:
    meta = item["meta"]
    return Expectation(number, str(item["type"]), dict(item["kwargs"]), Severity(meta["severity"]), str(meta["reason"]))
