"""What the warehouse believes now, as the records that linking takes."""

import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

from pipeline.day import Day
from pipeline.db import Cursor, Database, query
from pipeline.model import (
    Actor,
    Attribution,
    Condition,
    Confirmation,
    DatePrecision,
    EventDate,
    EventType,
    Evidence,
    Factuality,
    Instrument,
    Magnitude,
    Mention,
    QuoteKind,
    Report,
    Sector,
    SourceKind,
    Stance,
    Status,
)


class Known(NamedTuple):
    """Reports with the events they belong to (merges followed), and how far the ledger was when they were read."""

    reports: list[Report]
    ledger_position: int


def known_reports(db: Database, day_from: Day, day_to: Day) -> Known:
    """All reports of every event that has a report whose act or publication touches the days named."""
    with db.transaction() as cursor:
        # Position and reports must be of one moment, else a batch published in between would go unseen.
        cursor.execute("set transaction isolation level repeatable read")
        cursor.execute("select coalesce(max(position), 0) as position from ops.ledger")
        newest: Any = cursor.fetchone()
        cursor.execute(query("load_known_events"), {"day_from": day_from.date, "day_to": day_to.date})
        found: list[Any] = cursor.fetchall()
        return Known(reports_of(cursor, [row.event_id for row in found]), newest.position)


def reports_of(cursor: Cursor, event_ids: Sequence[uuid.UUID]) -> list[Report]:
    """All current reports of the events named, oldest first, each with the event that it belongs to by now."""
    if not event_ids:
        return []
    cursor.execute(query("load_reports"), {"event_ids": list(event_ids)})
    return [_report(row) for row in cursor.fetchall()]


def _report(row: Any) -> Report:
    return Report(
        mention_id=row.mention_id,
        article_id=row.article_id,
        published_at=row.published_at,
        source_id=row.source_id,
        mention=_mention(row),
        event_id=row.canonical_event_id,
        entry_position=row.entry_position,
    )


def _mention(row: Any) -> Mention:
    return Mention(
        type=EventType(row.event_type),
        instruments=tuple(map(Instrument, row.instruments)),
        actors=tuple(_actor(actor) for actor in row.actors),
        recipients=tuple(row.recipients),
        providers=tuple(row.providers),
        status=Status(row.status),
        stance=Stance(row.stance),
        conditions=tuple(map(Condition, row.conditions)),
        factuality=Factuality(row.factuality),
        confirmation=Confirmation(row.confirmation),
        date=EventDate(row.date_start, row.date_end, DatePrecision(row.date_precision), row.date_text),
        attribution=Attribution(
            SourceKind(row.source_kind), row.speaker, row.outlet, QuoteKind(row.quote_kind), row.hops
        ),
        background=row.is_background,
        magnitude=None if row.magnitude_value is None else Magnitude(row.magnitude_value, row.magnitude_unit),
        evidence=Evidence(row.field, row.start_offset, row.end_offset, row.sentence_start, row.sentence_end),
        rule_id=row.rule_id,
        extractor=row.extractor,
        confidence=row.confidence,
    )


def _actor(found: dict[str, str | None]) -> Actor:
    sector = found["sector"]
    return Actor(str(found["code"]), Sector(sector) if sector else None, found["name"])
