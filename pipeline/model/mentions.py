"""What an article says: one report of one act, with its evidence."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

from pipeline.model.articles import Block
from pipeline.model.codes import (
    Condition,
    Confirmation,
    DatePrecision,
    EventType,
    Factuality,
    Instrument,
    QuoteKind,
    Sector,
    SourceKind,
    Stance,
    Status,
)
from pipeline.model.keys import content_id


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    """Who acts: `code` is ISO 3166-1 alpha-3 or NATO, EU, UN, G7, COTW, EUROPE; `name` as written, if a person."""

    code: str
    sector: Sector | None = None
    name: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class EventDate:
    """Closed interval of the act, with the phrase it was read from (None where `precision` is pub)."""

    start: date
    end: date
    precision: DatePrecision
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """On whose word: outlet = original medium if not the publisher; hops = media between publisher and speaker."""

    kind: SourceKind = SourceKind.UNATTRIBUTED
    speaker: str | None = None
    outlet: str | None = None
    quote: QuoteKind = QuoteKind.INDIRECT
    hops: int = 0


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A size with its unit: 26 countries, 90e9 EUR, 40 km."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the trigger and its sentence stand; `field` is title or text (the body)."""

    field: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class Document:
    """What an extractor is handed. `published` is an aware instant, or a day when no time is known."""

    document_id: str
    title: str
    text: str
    published: datetime | date
    outlet: str = ""
    timezone: str = "UTC"
    language: str | None = None
    """As the clean stage found it; None makes the extractor look for itself."""
    blocks: tuple[Block, ...] = ()
    context: str = ""
    """What the text is about, in words that are not read for acts: the headline above a live blog's entry."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One report of an act in one article version: the codebook's record plus how it was found."""

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
    attribution: Attribution
    background: bool
    magnitude: Magnitude | None
    evidence: Evidence
    rule_id: str
    extractor: str
    confidence: float

    def mention_id(self, version_id: uuid.UUID) -> uuid.UUID:
        """Key of this report: where it stands, what act, by whom, about what."""
        return content_id(
            "mention", version_id, self.evidence.field, self.evidence.start, self.evidence.end, self.type,
            ",".join(sorted(a.code for a in self.actors)), ",".join(sorted(self.instruments)), self.date.start,
        )  # fmt: skip
