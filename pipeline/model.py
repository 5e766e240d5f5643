"""The records that travel between rooms: frozen, plain, and the only thing two rooms share.

    Entry ─► Capture ─► Page ─► Article | Rejection ─► Mention ─► Event

Identifiers are uuid5 of content, so the same bytes and the same code give the same keys.
Offsets are code points, half-open [start, end).
"""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pipeline.day import Day
from pipeline.errors import FaultClass

NAMESPACE = uuid.UUID("6f1c2f0e-5d0b-5c3e-9a57-0c6d3a1b7e42")
"""Fixed for ever: changing it would change every key that an analyst may have stored."""


def content_id(kind: str, *parts: object) -> uuid.UUID:
    """The key of a thing of `kind` made of `parts`; parts are joined by a character no text here contains."""
    return uuid.uuid5(NAMESPACE, "\x1f".join([kind, *map(str, parts)]))


def sha256_hex(data: bytes) -> str:
    """SHA-256 as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


# ------------------------------------------------------------------ what was received


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, as the feed gave it. `key` is guid/id, else link; `published_at` is aware or None."""

    key: str
    url: str
    title: str = ""
    summary: str = ""
    published_at: datetime | None = None
    published_raw: str = ""
    authors: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The entry as JSON stores it; `from_json` reads it back."""
        return {
            "key": self.key,
            "url": self.url,
            "title": self.title,
            "summary": self.summary,
            "published_at": self.published_at.isoformat() if self.published_at else None,
            "published_raw": self.published_raw,
            "authors": list(self.authors),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Entry":
        """The entry that `as_json` gave."""
        published = stored["published_at"]
        return cls(
            key=stored["key"],
            url=stored["url"],
            title=stored["title"],
            summary=stored["summary"],
            published_at=datetime.fromisoformat(published) if published else None,
            published_raw=stored["published_raw"],
            authors=tuple(stored["authors"]),
        )

    @property
    def sha256(self) -> str:
        """Of what the feed says about the page: another value means that the page may have changed."""
        return sha256_hex("\x1f".join([self.url, self.title, self.summary, self.published_raw]).encode("utf-8"))


class CaptureKind(StrEnum):
    """What a capture was asked for as."""

    FEED = "feed"
    PAGE = "page"
    ROBOTS = "robots"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP request with its answer, as received; `raw` is the payload on the wire (after chunking), `body` decoded.

    A `fault` means that the answer cannot be used as it is; what came of it is still here, so that it can be kept.
    """

    requested_url: str
    responded_url: str
    fetched_at: datetime
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    request_headers: tuple[tuple[str, str], ...]
    raw: bytes
    body: bytes
    hops: tuple[str, ...] = ()
    """Addresses that redirected, in order; the responded one is not among them."""
    fault: FaultClass | None = None
    detail: str = ""

    def header(self, name: str) -> str:
        """All values of a header joined by commas; empty when there is none."""
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def sha256(self) -> str:
        """Of the decoded payload; of the raw one where it could not be decoded."""
        return sha256_hex(self.body or self.raw)


@dataclass(frozen=True, slots=True)
class Origin:
    """Why something was asked for: the part of a capture that the answer itself cannot tell."""

    kind: CaptureKind
    source_id: str
    feed_url: str | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One archived HTTP response and where its bytes lie (`offset` and `length` in bytes of the WARC file)."""

    capture_id: uuid.UUID
    kind: CaptureKind
    source_id: str
    feed_url: str | None
    entry: Entry | None
    requested_url: str
    responded_url: str
    fetched_at: datetime
    status: int
    content_type: str
    sha256: str
    warc_file: str
    warc_offset: int
    warc_length: int
    day: Day


@dataclass(frozen=True, slots=True)
class Page:
    """What the clean stage is handed: bytes and everything known about them; it can ask for nothing else."""

    body: bytes
    url: str
    responded_url: str
    fetched_at: datetime
    content_type: str = ""
    entry: Entry | None = None
    timezone: str = "UTC"
    """IANA zone of the outlet, for dates that name none."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One input that could not be used as it came: becomes one row of ops.faults. `detail` is at most 1 kB."""

    source_id: str
    url: str
    stage: str
    error_class: FaultClass
    detail: str
    recorded_at: datetime
    sha256: str | None = None
    """Of the bytes at fault, where there were any."""

    def fault_id(self, run_id: uuid.UUID) -> uuid.UUID:
        """Key of the row: the same fault of the same run is recorded once."""
        return content_id("fault", run_id, self.url, self.stage, self.error_class, self.detail)


# ------------------------------------------------------------------ articles


class BlockKind(StrEnum):
    """What a stretch of body is to the reader of news."""

    BACKGROUND = "background"
    SOURCE = "source"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch [start, end) of an article's body with a kind of its own; the rest is ordinary news text."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A page after cleaning. `body` has one paragraph a line; times are aware; `date_confidence` is in [0, 1]."""

    title: str
    body: str
    canonical_url: str
    published_at: datetime | None
    date_source: str
    """Where published_at came from: jsonld, opengraph, meta, time, visible, url, feed, htmldate or none."""
    date_confidence: float = 0.0
    published_raw: str = ""
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str = "und"
    declared_language: str | None = None
    section: str | None = None
    blocks: tuple[Block, ...] = ()
    flags: tuple[str, ...] = ()
    """Faults that did not stop the article, as `class: detail` (for example `text: NUL removed from title`)."""

    @property
    def article_id(self) -> uuid.UUID:
        """Key of the story: one canonical URL, one article."""
        return content_id("article", self.canonical_url)

    @property
    def version_id(self) -> uuid.UUID:
        """Key of this wording of it."""
        return content_id("article_version", self.canonical_url, self.title, self.body)


class RejectionReason(StrEnum):
    """Why a page is not an article: a closed list."""

    HTTP_STATUS = "http_status"
    EMPTY = "empty"
    NOT_HTML = "not_html"
    BAD_CHARSET = "bad_charset"
    LIMITS = "limits"
    TIMEOUT = "timeout"
    NO_TEXT = "no_text"
    TRUNCATED = "truncated"
    CONSENT_WALL = "consent_wall"
    PAYWALL = "paywall"
    LOGIN = "login"
    BOT_CHECK = "bot_check"
    SOFT_404 = "soft_404"
    JAVASCRIPT_SHELL = "javascript_shell"
    SECTION_FRONT = "section_front"
    VIDEO_PAGE = "video_page"
    GALLERY = "gallery"
    ERROR_PAGE = "error_page"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A capture that is not an article, with the reason; `detail` is at most 1 kB and for people."""

    reason: RejectionReason
    detail: str = ""


# ------------------------------------------------------------------ what an article says


class EventType(StrEnum):
    """The act (codebook, table of types)."""

    CONSULT = "CONSULT"
    CONSIDER = "CONSIDER"
    PROPOSE = "PROPOSE"
    REQUEST = "REQUEST"
    PLEDGE = "PLEDGE"
    SIGN = "SIGN"
    RATIFY = "RATIFY"
    IMPLEMENT = "IMPLEMENT"
    SUPPORT = "SUPPORT"
    REJECT = "REJECT"
    ACCUSE = "ACCUSE"
    THREATEN = "THREATEN"
    SUSPEND = "SUSPEND"
    CONCEDE = "CONCEDE"


class Instrument(StrEnum):
    """What the act is about (codebook, list of instruments)."""

    TROOPS = "TROOPS"
    MONITOR = "MONITOR"
    AIR = "AIR"
    MARITIME = "MARITIME"
    NATO = "NATO"
    ART5 = "ART5"
    BACKSTOP = "BACKSTOP"
    BILAT = "BILAT"
    EU = "EU"
    ARMS = "ARMS"
    TRAIN = "TRAIN"
    INTEL = "INTEL"
    FUND = "FUND"
    SNAPBACK = "SNAPBACK"
    NUCLEAR = "NUCLEAR"
    DMZ = "DMZ"
    NEUTRAL = "NEUTRAL"
    GUARANTOR = "GUARANTOR"
    BUDAPEST = "BUDAPEST"
    GENERIC = "GENERIC"


class Sector(StrEnum):
    """The part of a polity an actor speaks from."""

    GOV = "GOV"
    LEG = "LEG"
    MIL = "MIL"
    OPP = "OPP"
    ELI = "ELI"
    IGO = "IGO"


class Status(StrEnum):
    """State of the instrument after the act, as reported; the first seven are the ladder, in order."""

    SPECULATED = "speculated"
    DISCUSSED = "discussed"
    PROPOSED = "proposed"
    PLEDGED = "pledged"
    SIGNED = "signed"
    RATIFIED = "ratified"
    IMPLEMENTED = "implemented"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    DENIED = "denied"


class Stance(StrEnum):
    """The actor's polarity towards the instrument."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    CONDITIONAL = "conditional"
    UNDECIDED = "undecided"
    NEUTRAL = "neutral"


class Condition(StrEnum):
    """What the act is made to wait for."""

    CEASEFIRE = "ceasefire"
    PEACE_DEAL = "peace_deal"
    US_BACKSTOP = "us_backstop"
    PARLIAMENT = "parliament"
    UN_MANDATE = "un_mandate"
    RUSSIAN_CONSENT = "russian_consent"
    OTHER = "other"


class Factuality(StrEnum):
    """FactBank value of the act for the outermost cited source (Saurí and Pustejovsky 2009)."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAINLY_NOT = "CT-"
    PROBABLY_NOT = "PR-"
    POSSIBLY_NOT = "PS-"
    UNKNOWN = "Uu"


class Confirmation(StrEnum):
    """The official reaction that the report itself carries."""

    NONE = "none"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    NOT_DENIED = "not_denied"
    NO_COMMENT = "no_comment"


class DatePrecision(StrEnum):
    """How exactly the date of the act is known; `pub` = no phrase, the publication day stands in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    PUB = "pub"


class SourceKind(StrEnum):
    """Whose word it is."""

    NAMED = "named"
    SPOKESPERSON = "spokesperson"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    POLL = "poll"
    UNATTRIBUTED = "unattributed"


class QuoteKind(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


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


# ------------------------------------------------------------------ happenings


@dataclass(frozen=True, slots=True)
class Report:
    """A mention with its place in the world: what linking is handed. `event_id` is set once it is linked."""

    mention_id: uuid.UUID
    article_id: uuid.UUID
    published_at: datetime
    source_id: str
    mention: Mention
    event_id: uuid.UUID | None = None


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
