"""Reading the warehouse as the analyst role: events, evidence, saved queries and SQL of one's own."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

import psycopg2

from pipeline.day import Day, refuse_reversed
from pipeline.db import QUERIES, Database, query
from pipeline.errors import UsageError
from pipeline.model import EventType, Instrument
from pipeline.run.admin import open_warehouse
from pipeline.settings import Settings

PRIVATE = ("capture_", "cli_", "fault_", "feed_", "gate_", "load_", "quarantine_")
"""Prefixes of statements that the code uses; the others are for people."""
CLI_LIMIT = 10_000
ANALYST_SECONDS = 60
"""Limit of one typed statement: every saved query takes less than a second, a forgotten join runs for ever."""


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
    """Current events, newest first; raises UsageError on codes that no event can have."""
    _one_of("--instrument", wanted.instrument, Instrument)
    _one_of("--type", wanted.event_type, EventType)
    if wanted.first and wanted.last:
        refuse_reversed(wanted.first, wanted.last)
    db = open_warehouse(settings, "analyst")
    if wanted.actor is not None:
        _known_actor(db, wanted.actor)
    return db.fetch(query("cli_events"), wanted.params())


def _one_of(option: str, given: str | None, codes: type[StrEnum]) -> None:
    if given is not None and given.upper() not in set(codes):
        raise UsageError(f"{option} {given!r} is no code of the codebook; there are: {', '.join(codes)}")


def _known_actor(db: Database, code: str) -> None:
    if not db.fetch("select 1 from mart.actors where actor_code = %s", (code.upper(),)):
        raise UsageError(
            f"--actor {code!r} is no actor's code; list them with "
            '`guarantees sql -c "select actor_code, name from mart.actors order by name"`'
        )


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


class Told(NamedTuple):
    """A report of an event as people read it; `bytes` is the WARC file, offset and length."""

    sentence: str
    said_by: str
    outlet: str
    published: datetime
    url: str
    bytes: str
    read_as: str
    mention_id: uuid.UUID


def told(rows: Sequence[Any]) -> list[Told]:
    """Reports as people read them; the other columns are in the JSON."""
    return [
        Told(
            row.sentence,
            f"{row.speaker} ({row.source_kind})" if row.speaker else row.source_kind,
            f"{row.source_name}, citing {row.outlet}" if row.outlet else row.source_name,
            row.published_at,
            row.canonical_url,
            f"{row.warc_file}@{row.warc_offset}+{row.warc_length}",
            f"{', '.join(row.actor_codes)} {row.event_type} {', '.join(row.instruments)} · {row.status} · "
            f"{row.factuality} {row.confidence:.2f} · {_interval(row.date_start, row.date_end)}",
            row.mention_id,
        )
        for row in rows
    ]


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
    if command is not None and not command.strip():
        raise UsageError('-c is empty; give a statement, for example -c "select * from mart.current_events"')
    if not name and not command:
        return saved_queries()
    warehouse = open_warehouse(settings, "analyst")
    db = Database(warehouse.dsn, warehouse.application_name, ANALYST_SECONDS * 1000)
    if command:
        return fetch_typed(db, command, None)
    if name not in {saved.name for saved in saved_queries()}:
        known = ", ".join(saved.name for saved in saved_queries())
        raise UsageError(f"no saved query is named {name!r}; there are: {known}")
    params = _params(query(name), parameters)
    if event_id := params.get("event_id"):
        params["event_id"] = str(_full_key(db, event_id))
    return fetch_typed(db, query(name), params)


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


def fetch_typed(db: Database, statement: str, params: dict[str, str | None] | None) -> list[Any]:
    """Rows of a statement that a person typed; raises UsageError with what PostgreSQL says against it."""
    try:
        return db.table(statement, params)
    except psycopg2.errors.InsufficientPrivilege as error:
        said = error.diag.message_primary
        raise UsageError(f"the analyst role may not do this ({said}); read the mart schema") from error
    except psycopg2.errors.QueryCanceled as error:
        raise UsageError(
            f"the query was stopped after {db.statement_timeout_ms / 1000:g} s; narrow it, "
            'or run it without this limit: psql "$(guarantees dsn)"'
        ) from error
    except psycopg2.Error as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "it gave no rows"
        raise UsageError(f"PostgreSQL refuses the query: {reason}") from error
    except ValueError as error:
        raise UsageError(f"a value of the answer cannot be read ({error}); cast its column to text") from error


def refresh_marts(settings: Settings, days: Sequence[Day]) -> dict[str, int]:
    """Refresh what readers see of some days; events they can see there."""
    rows = events(settings, EventFilter(days=tuple(days)))
    return {"events": len(rows)}
