"""Reading the warehouse as the analyst role: events, evidence, saved queries and SQL of one's own."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import psycopg2

from pipeline.day import Day
from pipeline.db import QUERIES, Database, query
from pipeline.errors import UsageError
from pipeline.run.admin import open_warehouse
from pipeline.settings import Settings

PRIVATE = ("capture_", "cli_", "fault_", "feed_", "gate_", "load_", "quarantine_")
"""Prefixes of statements that the code uses; the others are for people."""
CLI_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are wanted; None = all."""

    first: Day | None = None
    last: Day | None = None
    actor: str | None = None
    instrument: str | None = None
    event_type: str | None = None
    days: tuple[Day, ...] | None = None
    limit: int = CLI_LIMIT

    def params(self) -> dict[str, object]:
        """As parameters of cli_events.sql; codes in capitals, as they are stored."""
        return {
            "first": self.first.date if self.first else None,
            "last": self.last.date if self.last else None,
            "actor": self.actor.upper() if self.actor else None,
            "instrument": self.instrument.upper() if self.instrument else None,
            "event_type": self.event_type.upper() if self.event_type else None,
            "days": [day.date for day in self.days] if self.days is not None else None,
            "row_limit": self.limit,
        }


def events(settings: Settings, wanted: EventFilter) -> list[Any]:
    """Current events, newest first."""
    db = open_warehouse(settings, "analyst")
    return db.fetch(query("cli_events"), wanted.params())


class Brief(NamedTuple):
    """An event on one line of a terminal."""

    date: str
    who: str
    act: str
    instrument: str
    status: str
    sure: str
    sentence: str
    id: str


def brief(rows: Sequence[Any]) -> list[Brief]:
    """Events as people read them."""
    return [
        Brief(
            _interval(row.date_start, row.date_end),
            row.who or "",
            row.event_type,
            ", ".join(row.instruments),
            row.status,
            f"{row.factuality} {row.confidence:.2f}",
            row.sentence,
            str(row.event_id)[:8],
        )
        for row in rows
    ]


def _interval(start: date, end: date) -> str:
    return start.isoformat() if start == end else f"{start} .. {end}"


def evidence(settings: Settings, event_id: str) -> list[Any]:
    """Every report of one event; its key may be shortened to its first eight characters or more."""
    db = open_warehouse(settings, "analyst")
    return db.fetch(query("cli_evidence"), {"event_id": _full_key(db, event_id)})


def _full_key(db: Database, event_id: str) -> uuid.UUID:
    wanted = event_id.strip().lower()
    if len(wanted) < 8 or set(wanted) - set("0123456789abcdef-"):
        raise UsageError(f"{event_id!r} is no event's key; copy eight characters or more from `guarantees events`")
    rows = db.fetch("select event_id from mart.event_keys where event_id::text like %s limit 2", (f"{wanted}%",))
    if not rows:
        raise UsageError(f"no event has the key {event_id}; list them with `guarantees events`")
    if len(rows) > 1:
        raise UsageError(f"more than one event has a key that begins with {event_id}; give more of it")
    key: uuid.UUID = rows[0].event_id
    return key


class Saved(NamedTuple):
    """A saved query, for the list of them."""

    name: str
    answers: str
    parameters: str


def saved_queries() -> list[Saved]:
    """The saved queries that are for people, by name."""
    files = [path for path in sorted(QUERIES.glob("*.sql")) if not path.name.startswith(PRIVATE)]
    return [_saved(path) for path in files]


def _saved(path: Path) -> Saved:
    head = [line[3:] for line in path.read_text("utf-8").splitlines() if line.startswith("-- ")]
    params = [line.removeprefix("param: ") for line in head if line.startswith("param: ")]
    return Saved(path.stem, head[0] if head else "", "; ".join(params))


def sql(settings: Settings, name: str | None, command: str | None, parameters: Sequence[str]) -> list[Any]:
    """Rows of a saved query or of SQL of one's own, as the analyst; without either the list of saved queries."""
    if not name and not command:
        return saved_queries()
    db = open_warehouse(settings, "analyst")
    if command:
        return _fetch(db, command, None)
    if name not in {saved.name for saved in saved_queries()}:
        known = ", ".join(saved.name for saved in saved_queries())
        raise UsageError(f"no saved query is named {name!r}; there are: {known}")
    return _fetch(db, query(name), _params(query(name), parameters))


def _params(statement: str, given: Sequence[str]) -> dict[str, str | None]:
    """Values of the `-- param: name type default value` lines of a query, those given in place of the defaults."""
    declared: dict[str, str | None] = {}
    required = set()
    for line in statement.splitlines():
        if line.startswith("-- param: "):
            name, _, rest = line.removeprefix("-- param: ").partition(" ")
            _, has_default, default = rest.partition(" default ")
            declared[name] = None if default.strip() == "null" or not has_default else default.strip().strip("'")
            required |= set() if has_default else {name}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or name not in declared:
            takes = ", ".join(declared) or "no parameters"
            raise UsageError(f"-p {pair!r}: write name=value; the query takes: {takes}")
        declared[name] = value
        required -= {name}
    if required:
        raise UsageError(f"the query needs -p {sorted(required)[0]}=…; it takes: {', '.join(declared)}")
    return declared


def _fetch(db: Database, statement: str, params: dict[str, str | None] | None) -> list[Any]:
    try:
        return db.table(statement, params)
    except psycopg2.errors.InsufficientPrivilege as error:
        said = error.diag.message_primary
        raise UsageError(f"the analyst role may not do this ({said}); read the mart schema") from error
    except psycopg2.Error as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "it gave no rows"
        raise UsageError(f"PostgreSQL refuses the query: {reason}") from error


def refresh_marts(settings: Settings, days: Sequence[Day]) -> dict[str, int]:
    """Refresh what readers see of some days; events they can see there."""
    rows = events(settings, EventFilter(days=tuple(days)))
    return {"events": len(rows)}
