"""What polling remembers between runs, in PostgreSQL; `Store` is the shape, for tests that hold it in memory."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from pipeline.db import Database, insert_rows, json_value, query
from pipeline.fetch.links import same_page_key
from pipeline.fetch.policy import FeedState
from pipeline.fetch.robots import RobotsCopy
from pipeline.model import Capture, Entry, content_id


@dataclass(frozen=True, slots=True)
class PendingPage:
    """A page that a feed listed and that is not in the archive yet."""

    entry_id: uuid.UUID
    source_id: str
    feed_url: str
    entry: Entry
    attempt_count: int = 0


@dataclass(frozen=True, slots=True)
class Retry:
    """A page that failed: when to try again; None = given up."""

    entry_id: uuid.UUID
    attempt_count: int
    next_fetch_at: datetime | None


class Store(Protocol):
    """What polling needs to remember."""

    def states(self, urls: Sequence[str]) -> dict[str, FeedState]:
        """States of those feeds that were polled before."""

    def save(self, state: FeedState) -> None:
        """Remember a feed's state."""

    def save_with_entries(self, state: FeedState, pages: Sequence[PendingPage], now: datetime) -> int:
        """Remember a state and its feed's entries at once; the number of pages that are new or changed."""

    def pending(self, source_ids: Sequence[str], now: datetime) -> tuple[PendingPage, ...]:
        """Pages of these sources that are to be fetched now."""

    def captured(self, entries: Iterable[tuple[uuid.UUID, str]]) -> None:
        """Pages (key, entry's digest) are in the archive; one whose entry has changed meanwhile stays pending."""

    def postpone(self, retries: Sequence[Retry]) -> None:
        """Pages failed."""

    def robots(self, origin: str) -> RobotsCopy | None:
        """The copy of an origin's robots.txt."""

    def save_robots(self, robots: RobotsCopy) -> None:
        """Remember a copy of robots.txt."""


def pending_page(source_id: str, feed_url: str, entry: Entry) -> PendingPage:
    """The page of an entry; two feeds of a source that list it under two spellings mean one page."""
    return PendingPage(content_id("entry", source_id, same_page_key(entry.url)), source_id, feed_url, entry)


def captured_keys(captures: Iterable[Capture]) -> list[tuple[uuid.UUID, str]]:
    """What `Store.captured` takes, for page captures that recovery found."""
    return [
        (pending_page(capture.source_id, capture.feed_url or "", capture.entry).entry_id, capture.entry.sha256)
        for capture in captures
        if capture.entry is not None
    ]


class PostgresStore:
    """The Store of an installation; see raw.feed_state, raw.entries and raw.robots."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def states(self, urls: Sequence[str]) -> dict[str, FeedState]:
        """States of those feeds that were polled before."""
        rows: list[Any] = self._db.fetch(query("feed_states"), {"urls": list(urls)})
        return {row.feed_url: FeedState(**row._asdict()) for row in rows}

    def save(self, state: FeedState) -> None:
        """Remember a feed's state."""
        self._db.execute(query("feed_state_save"), _state_values(state))

    def save_with_entries(self, state: FeedState, pages: Sequence[PendingPage], now: datetime) -> int:
        """Remember a state and its feed's entries in one transaction; the number of pages new or changed."""
        # One statement may touch a row once: of two spellings of a page the first stands.
        rows = {page.entry_id: page for page in reversed(pages)}
        values = [
            (
                page.entry_id, page.source_id, page.feed_url, page.entry.url, json_value(page.entry.as_json()),
                page.entry.sha256, now, now, now,
            )
            for page in sorted(rows.values(), key=lambda page: page.entry_id)
        ]  # fmt: skip
        with self._db.transaction() as cursor:
            changed = insert_rows(cursor, query("feed_entries_save"), values)
            cursor.execute(query("feed_state_save"), _state_values(state))
        return changed

    def pending(self, source_ids: Sequence[str], now: datetime) -> tuple[PendingPage, ...]:
        """Pages of these sources that are to be fetched now, the newest entry first."""
        rows: list[Any] = self._db.fetch(query("feed_entries_pending"), {"sources": list(source_ids), "now": now})
        return tuple(
            PendingPage(row.entry_id, row.source_id, row.feed_url, Entry.from_json(row.entry), row.attempt_count)
            for row in rows
        )

    def captured(self, entries: Iterable[tuple[uuid.UUID, str]]) -> None:
        """Pages (key, entry's digest) are in the archive; one whose entry has changed meanwhile stays pending."""
        values = [list(column) for column in zip(*entries, strict=True)]
        if values:
            self._db.execute(query("feed_entries_captured"), {"ids": values[0], "digests": values[1]})

    def postpone(self, retries: Sequence[Retry]) -> None:
        """Pages failed."""
        with self._db.transaction() as cursor:
            for retry in retries:
                cursor.execute(
                    query("feed_entry_postpone"),
                    {"id": retry.entry_id, "attempts": retry.attempt_count, "next": retry.next_fetch_at},
                )

    def robots(self, origin: str) -> RobotsCopy | None:
        """The copy of an origin's robots.txt."""
        rows: list[Any] = self._db.fetch(query("feed_robots"), {"origin": origin})
        return RobotsCopy(**rows[0]._asdict()) if rows else None

    def save_robots(self, robots: RobotsCopy) -> None:
        """Remember a copy of robots.txt."""
        values = {
            "origin": robots.origin, "status": robots.status, "body": robots.body, "fetched_at": robots.fetched_at,
        }  # fmt: skip
        self._db.execute(query("feed_robots_save"), values)

    def register(self, feeds: Sequence[dict[str, object]]) -> None:
        """Write the watch list into raw.feeds (keys: its columns); feeds that have left the list are disabled."""
        with self._db.transaction() as cursor:
            for feed in feeds:
                cursor.execute(query("feed_register"), feed)
            cursor.execute(query("feed_unregister"), {"urls": [feed["feed_url"] for feed in feeds]})


def _state_values(state: FeedState) -> dict[str, object]:
    return {name: getattr(state, name) for name in FeedState.__slots__}
