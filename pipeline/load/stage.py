"""Staging: a batch into unlogged tables without constraints, so that the gate sees it as it is."""

import uuid
from collections.abc import Iterable, Sequence

from pipeline.db import Cursor, Database
from pipeline.load import rows
from pipeline.load.batch import Batch, StagedCounts
from pipeline.load.copying import copy_rows
from pipeline.load.retrying import explained, with_retries

TABLES = ("captures", "articles", "mentions", "events", "merges", "scopes", "batches")

# The columns that are joined over: working out what is frequent in long texts would take longer than the rest.
ANALYZE = (
    "analyze staging.captures (batch_id, row_no, capture_id, source_id), "
    "staging.articles (batch_id, row_no, article_id, capture_id, version_id, is_latest), "
    "staging.mentions (batch_id, row_no, mention_id, event_id, article_id, capture_id, version_id), "
    "staging.events (batch_id, row_no, event_id, evidence_mention_id), "
    "staging.merges (batch_id, event_id, canonical_event_id)"
)


def stage(db: Database, batch: Batch) -> StagedCounts:
    """Put a batch into staging, in place of an earlier staging of it; what was written, by table."""
    with explained(f"day {batch.day}: the batch cannot be staged"):
        return with_retries(lambda: _stage_once(db, batch))


def _stage_once(db: Database, batch: Batch) -> StagedCounts:
    mentions, outdated = rows.mention_rows(batch)
    with db.transaction() as cursor:
        discard(cursor, batch.batch_id)
        counts = StagedCounts(
            captures=_copy(cursor, batch, "captures", rows.CAPTURES, rows.capture_rows(batch.outcomes)),
            articles=_copy(cursor, batch, "articles", rows.ARTICLES, rows.article_rows(batch.outcomes)),
            mentions=_copy(cursor, batch, "mentions", rows.MENTIONS, mentions),
            events=_copy(cursor, batch, "events", rows.EVENTS, map(rows.event_row, batch.linking.events)),
            outdated=outdated,
        )
        merges = ((batch.batch_id, merge.loser, merge.winner, merge.reason) for merge in batch.linking.merges)
        copy_rows(cursor, "staging.merges", ("batch_id", "event_id", "canonical_event_id", "reason"), merges)
        _register(cursor, batch, counts)
        # Statistics of the empty tables of a moment ago would make the gate's joins a hundred times slower.
        cursor.execute(ANALYZE)
    return counts


def discard(cursor: Cursor, batch_id: uuid.UUID) -> None:
    """Remove what is staged of a batch."""
    for table in TABLES:
        cursor.execute(f"delete from staging.{table} where batch_id = %s", (batch_id,))


def _copy(cursor: Cursor, batch: Batch, table: str, columns: Sequence[str], found: Iterable[rows.Row]) -> int:
    numbered = ((batch.batch_id, number, *row) for number, row in enumerate(found, 1))
    return copy_rows(cursor, f"staging.{table}", ("batch_id", "row_no", *columns), numbered)


def _register(cursor: Cursor, batch: Batch, counts: StagedCounts) -> None:
    versions = batch.versions
    cursor.execute(
        "insert into staging.batches (batch_id, staging_id, run_id, day, code_version, cleaner_version, "
        "extractor_version, linker_version, ledger_position, capture_count, article_count, mention_count, event_count) "
        "values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            batch.batch_id,
            uuid.uuid4(),
            batch.run_id,
            batch.day.date,
            versions.code,
            versions.cleaner,
            versions.extractor,
            versions.linker,
            batch.ledger_position,
            counts.captures,
            counts.articles,
            counts.mentions,
            counts.events,
        ),
    )
