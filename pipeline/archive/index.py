"""The capture index in PostgreSQL: which responses the archive holds, where, and for which day."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Protocol

from pipeline.archive.record import IndexLine
from pipeline.archive.writer import WarcFile
from pipeline.day import Day
from pipeline.db import Database, insert_rows, json_value, query
from pipeline.model import Capture, CaptureKind, Entry, Fault, sha256_hex


class _Row(Protocol):
    """A row of raw.captures as capture_by_day gives it."""

    capture_id: uuid.UUID
    kind: str
    source_id: str
    feed_url: str | None
    entry: dict[str, Any] | None
    requested_url: str
    responded_url: str
    fetched_at: datetime
    status: int
    content_type: str
    sha256: str
    warc_file: str
    warc_offset: int
    warc_length: int
    day: date


class CaptureIndex:
    """Inserts are idempotent: a file or a fault that is told twice adds nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def insert(self, file: WarcFile) -> int:
        """Index a file of the archive in one transaction; the number of captures that were new."""
        with self._db.transaction() as cursor:
            added = insert_rows(cursor, query("capture_insert"), [_values(line) for line in file.lines])
            cursor.execute(query("capture_file_insert"), (file.name, len(file.lines), file.byte_count))
        return added

    def known_files(self) -> frozenset[str]:
        """Names of the files that are indexed."""
        return frozenset(row.warc_file for row in self._db.fetch(query("capture_files")))

    def by_day(self, day: Day, kind: CaptureKind = CaptureKind.PAGE) -> tuple[Capture, ...]:
        """The captures of a day, oldest first."""
        rows: Iterable[_Row] = self._db.fetch(query("capture_by_day"), {"day": day.date, "kind": kind.value})
        return tuple(_capture(row) for row in rows)

    def history(self, day: Day) -> tuple[Capture, ...]:
        """Every page capture of the addresses captured for a day: an article is read with all its wordings."""
        rows: Iterable[_Row] = self._db.fetch(query("capture_history"), {"day": day.date})
        return tuple(_capture(row) for row in rows)

    def get(self, capture_id: uuid.UUID) -> Capture | None:
        """One capture by its key."""
        rows: Sequence[_Row] = self._db.fetch(query("capture_by_id"), {"capture_id": capture_id})
        return _capture(rows[0]) if rows else None

    def record_faults(self, faults: Iterable[Fault], run_id: uuid.UUID) -> int:
        """Write fault rows; the number that were new."""
        cleaned = (
            replace(fault, url=_storable(fault.url)[:4000], detail=_storable(fault.detail)[:1000]) for fault in faults
        )
        rows = {fault.fault_id(run_id): fault for fault in cleaned}
        values = [
            (
                fault_id, run_id, fault.source_id, fault.url, fault.stage, fault.error_class.value, fault.detail,
                fault.sha256, fault.recorded_at,
            )
            for fault_id, fault in rows.items()
        ]  # fmt: skip
        with self._db.transaction() as cursor:
            return insert_rows(cursor, query("fault_insert"), values)


def _storable(text: str) -> str:
    """Text that PostgreSQL takes: without NUL and lone surrogates, which details may quote."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _values(line: IndexLine) -> tuple[object, ...]:
    capture = line.capture
    return (
        capture.capture_id, capture.kind.value, capture.source_id, capture.feed_url,
        json_value(capture.entry.as_json()) if capture.entry else None,
        capture.requested_url, capture.responded_url, sha256_hex(capture.requested_url.encode("utf-8")),
        capture.fetched_at, capture.status, capture.content_type, capture.sha256,
        line.fault.value if line.fault else None,
        capture.warc_file, capture.warc_offset, capture.warc_length, capture.day.date, line.run_id,
    )  # fmt: skip


def _capture(row: _Row) -> Capture:
    return Capture(
        capture_id=row.capture_id,
        kind=CaptureKind(row.kind),
        source_id=row.source_id,
        feed_url=row.feed_url,
        entry=Entry.from_json(row.entry) if row.entry else None,
        requested_url=row.requested_url,
        responded_url=row.responded_url,
        fetched_at=row.fetched_at,
        status=row.status,
        content_type=row.content_type,
        sha256=row.sha256,
        warc_file=row.warc_file,
        warc_offset=row.warc_offset,
        warc_length=row.warc_length,
        day=Day(row.day),
    )
