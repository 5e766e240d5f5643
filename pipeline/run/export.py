"""Events, mentions and positions of the warehouse as files with their codebook, the same bytes whenever asked again."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import psycopg2

from pipeline.db import Cursor, Database, query
from pipeline.errors import ServerError, UsageError
from pipeline.model import (
    Condition,
    Confirmation,
    DatePrecision,
    EventType,
    Factuality,
    Instrument,
    QuoteKind,
    SourceKind,
    Stance,
    Status,
)
from pipeline.report.columns import KINDS, Column, codebook_columns, codebook_rows
from pipeline.report.progress import Progress
from pipeline.report.table_files import Format, write_table
from pipeline.report.whole_files import whole_files
from pipeline.run.admin import open_warehouse
from pipeline.settings import CODE_VERSION, Settings

__all__ = ["Exported", "Format", "Table", "Wanted", "export", "parse_instant"]


class Table(StrEnum):
    """What can be exported; the value is the first part of the file's name."""

    EVENTS = "events"
    MENTIONS = "mentions"
    POSITIONS = "positions"


RECORDS = {
    Table.EVENTS: "mart.event_record",
    Table.MENTIONS: "mart.mention_record",
    Table.POSITIONS: "mart.position_record",
}
CODEBOOK, MANIFEST = "codebook.csv", "export.json"
FETCH_ROWS = 2_000
"""Rows in memory at once: the server keeps the rest."""
SAY_EVERY = 100_000
EXPORT_SECONDS = 3_600
"""Limit of one table: the first part of ten million mentions takes minutes."""

VALUES: dict[str, type[StrEnum] | tuple[str, ...]] = {
    "event_type": EventType,
    "instrument": Instrument,
    "instruments": Instrument,
    "status": Status,
    "status_in_force": Status,
    "stance": Stance,
    "conditions": Condition,
    "factuality": Factuality,
    "confirmation": Confirmation,
    "date_precision": DatePrecision,
    "source_kind": SourceKind,
    "quote_kind": QuoteKind,
    "field": ("title", "text"),
    "actor_type": ("country", "organisation", "group"),
}
"""Columns with a closed list."""

UNITS = {
    "confidence": "share, 0 to 1",
    "magnitude_value": "that of magnitude_unit",
    "hops": "media",
    "rung": "place on the ladder, 1 to 7",
    "start_offset": "code points",
    "end_offset": "code points",
    "sentence_start": "code points",
    "sentence_end": "code points",
    "warc_offset": "bytes",
    "warc_length": "bytes",
    "date_start": "day (UTC)",
    "date_end": "day (UTC)",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export: acts up to `as_of` (None = all), as believed at `known_at` (None = now, and written down)."""

    folder: Path
    form: Format
    tables: tuple[Table, ...]
    as_of: date | None = None
    known_at: datetime | None = None
    is_forced: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: file name → rows and SHA-256; `known_at` gives the same files again."""

    folder: Path
    known_at: str
    as_of: str
    files: dict[str, tuple[int, str]]

    def as_dict(self) -> dict[str, object]:
        """As JSON; also the manifest, which lies beside the files and names no folder."""
        return {
            "as_of": self.as_of,
            "known_at": self.known_at,
            "code_version": CODE_VERSION,
            "files": {name: {"rows": rows, "sha256": digest} for name, (rows, digest) in self.files.items()},
        }


def parse_instant(text: str, now: datetime) -> datetime:
    """An instant that was typed, UTC where it names no zone; raises UsageError when it is none, or lies ahead."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--known-at {text!r}: write it as 2025-01-16 or 2025-01-16T08:00:00+00:00") from error
    instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    if instant > now:
        raise UsageError(f"--known-at {text}: lies ahead, so nobody can say yet what will be known then")
    return instant.astimezone(UTC)


def export(settings: Settings, wanted: Wanted, progress: Progress) -> Exported:
    """Write the tables wanted and their codebook into a folder, whole or not at all."""
    try:
        return _export(settings, wanted, progress)
    except psycopg2.Error as error:
        said = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ServerError(f"the warehouse broke off the export ({said}); nothing was written, try again") from error


def _export(settings: Settings, wanted: Wanted, progress: Progress) -> Exported:
    warehouse = open_warehouse(settings, "analyst")
    # Writing follows the statements in one transaction: a deadline of its own, or ten minutes would end it.
    db = Database(warehouse.dsn, warehouse.application_name, EXPORT_SECONDS * 1000, EXPORT_SECONDS * len(Table))
    names = {table: f"{table}.{wanted.form}" for table in dict.fromkeys(wanted.tables)}
    with (
        whole_files(wanted.folder, [*names.values(), CODEBOOK, MANIFEST], is_forced=wanted.is_forced) as paths,
        db.transaction() as cursor,
    ):
        # One moment for all tables.
        cursor.execute("set transaction isolation level repeatable read, read only")
        params = _moment(cursor, wanted)
        codebook: list[tuple[object, ...]] = []
        counts: dict[str, int] = {}
        for table, name in names.items():
            columns = _columns(cursor, table)
            codebook += codebook_rows(table, columns)
            rows = _rows(cursor, table, params)
            counts[name] = write_table(paths[name], wanted.form, columns, _counted(rows, table, progress))
            progress.step(f"  {name}: {counts[name]} rows")
        counts[CODEBOOK] = write_table(paths[CODEBOOK], Format.CSV, codebook_columns(), codebook)
        done = Exported(
            wanted.folder,
            params["known_at"],
            params["as_of"],
            {name: (count, _digest(paths[name])) for name, count in counts.items()},
        )
        paths[MANIFEST].write_text(json.dumps(done.as_dict(), indent=2) + "\n", "utf-8")
    return done


def _moment(cursor: Cursor, wanted: Wanted) -> dict[str, str]:
    """The two moments as the functions of the mart take them; without `known_at` that of the last publication."""
    known_at = wanted.known_at
    if known_at is None:
        cursor.execute("select max(published_at) as published_at from mart.loads")
        newest: Any = cursor.fetchone()
        known_at = newest.published_at
    return {
        "as_of": wanted.as_of.isoformat() if wanted.as_of else "infinity",
        # Nothing was ever published: whatever the moment, there is nothing.
        "known_at": known_at.astimezone(UTC).isoformat() if known_at else "-infinity",
    }


def _columns(cursor: Cursor, table: Table) -> tuple[Column, ...]:
    cursor.execute(query("cli_export_columns"), {"record": RECORDS[table]})
    found: list[Any] = cursor.fetchall()
    return tuple(
        Column(row.name, KINDS[row.type], row.meaning, _unit(row.name), tuple(map(str, VALUES.get(row.name, ()))))
        for row in found
    )


def _unit(column: str) -> str:
    if column.endswith("_at"):
        return "instant (UTC)"
    return "count" if column.endswith("_count") else UNITS.get(column, "")


def _rows(cursor: Cursor, table: Table, params: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table, fetched a part at a time from a cursor on the server."""
    with cursor.connection.cursor(f"export_{table}", cursor_factory=psycopg2.extensions.cursor) as served:
        served.itersize = FETCH_ROWS
        served.execute(query(f"cli_export_{table}"), params)
        yield from served


def _counted(rows: Iterator[tuple[Any, ...]], table: Table, progress: Progress) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(rows, 1):
        yield row
        if number % SAY_EVERY == 0:
            progress.step(f"  {table}: {number} rows so far")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
