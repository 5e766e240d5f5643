"""The records that travel between rooms: frozen, plain, and the only thing two rooms share.

    Entry ─► Capture ─► Page ─► Article | Rejection ─► Mention ─► Event

Identifiers are uuid5 of content, so the same bytes and the same code give the same keys.
Offsets are code points, half-open [start, end).
"""

from pipeline.model.articles import (
    Article,
    Block,
    Change,
    Fingerprint,
    LiveEntry,
    Rejection,
)
from pipeline.model.codes import (
    BlockKind,
    CaptureKind,
    ChangeKind,
    Condition,
    Confirmation,
    DatePrecision,
    EventType,
    Factuality,
    Instrument,
    QuoteKind,
    RejectionReason,
    Sector,
    SourceKind,
    Stance,
    Status,
)
from pipeline.model.events import (
    Event,
    Linking,
    Merge,
    Report,
)
from pipeline.model.keys import (
    NAMESPACE,
    content_id,
    sha256_hex,
)
from pipeline.model.mentions import (
    Actor,
    Attribution,
    Document,
    EventDate,
    Evidence,
    Magnitude,
    Mention,
)
from pipeline.model.received import (
    Capture,
    Entry,
    Exchange,
    Fault,
    Origin,
    Page,
)

__all__ = [
    "NAMESPACE",
    "Actor",
    "Article",
    "Attribution",
    "Block",
    "BlockKind",
    "Capture",
    "CaptureKind",
    "Change",
    "ChangeKind",
    "Condition",
    "Confirmation",
    "DatePrecision",
    "Document",
    "Entry",
    "Event",
    "EventDate",
    "EventType",
    "Evidence",
    "Exchange",
    "Factuality",
    "Fault",
    "Fingerprint",
    "Instrument",
    "Linking",
    "LiveEntry",
    "Magnitude",
    "Mention",
    "Merge",
    "Origin",
    "Page",
    "QuoteKind",
    "Rejection",
    "RejectionReason",
    "Report",
    "Sector",
    "SourceKind",
    "Stance",
    "Status",
    "content_id",
    "sha256_hex",
]
