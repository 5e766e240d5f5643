"""Happenings: reports in their place, events, and how the two belong together."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pipeline.model.codes import Condition, Confirmation, EventType, Factuality, Instrument, Stance, Status
from pipeline.model.mentions import Actor, EventDate, Magnitude, Mention


@dataclass(frozen=True, slots=True)
class Report:
    """A mention with its place in the world: what linking is handed. `event_id` is set once it is linked."""

    mention_id: uuid.UUID
    article_id: uuid.UUID
    published_at: datetime
    source_id: str
    mention: Mention
    event_id: uuid.UUID | None = None
    entry_position: int | None = None
    """Of the live blog's entry that it stands in, from 1; `published_at` is then that entry's. None elsewhere."""


@dataclass(frozen=True, slots=True)
class Event:
    """A happening: the canonical row over all its mentions (codebook, "One happening, many reports")."""

    event_id: uuid.UUID
    type: EventType
    instruments: tuple[Instrument, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[str, ...]
    providers: tuple[str, ...]
    status: Status
    stance: Stance
    conditions: tuple[Condition, ...]
    factuality: Factuality
    confirmation: Confirmation
    date: EventDate
    magnitude: Magnitude | None
    confidence: float
    mention_ids: tuple[uuid.UUID, ...]
    evidence_mention_id: uuid.UUID
    """The mention whose sentence speaks for the event."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two events found to be one happening; the loser's key stays valid and leads to the winner."""

    loser: uuid.UUID
    winner: uuid.UUID
    reason: str


@dataclass(frozen=True, slots=True)
class Linking:
    """Answer of linking: event of every report handed in, the canonical rows touched, and merges."""

    assignments: Mapping[uuid.UUID, uuid.UUID]
    events: tuple[Event, ...]
    merges: tuple[Merge, ...] = ()
