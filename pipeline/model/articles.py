"""A page after cleaning: an article, or the reason why there is none."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from pipeline.model.codes import BlockKind, ChangeKind, RejectionReason
from pipeline.model.keys import content_id


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch [start, end) of an article's body with a kind of its own; the rest is ordinary news text."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One dated update of a live blog: the stretch [start, end) of the article's body, its headline first.

    The headline is [start, text_start); `published_at` is None where the entry's time could not be read.
    """

    start: int
    text_start: int
    end: int
    published_at: datetime | None


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
    entries: tuple[LiveEntry, ...] = ()
    """Of a live blog, in page order; an ordinary article has none."""
    flags: tuple[str, ...] = ()
    """Faults that did not stop the article, as `class: detail` (for example `text: NUL removed from title`).

    `layout: NAME` is none: it names the publisher's layout that the body was read by."""

    @property
    def article_id(self) -> uuid.UUID:
        """Key of the story: one canonical URL, one article."""
        return content_id("article", self.canonical_url)

    @property
    def version_id(self) -> uuid.UUID:
        """Key of this wording of it."""
        return content_id("article_version", self.canonical_url, self.title, self.body)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a body to find its near-duplicates; only those of one `version` can be compared.

    `signature` is a MinHash of 64 unsigned 32-bit numbers; near texts share one of its `bands`. No bands: the text is
    too short to be told from another, or is to be nobody's copy. `shingle_count` is the number of its runs of words.
    """

    version: str
    signature: bytes
    bands: tuple[int, ...]
    shingle_count: int


@dataclass(frozen=True, slots=True)
class Change:
    """One headline or paragraph that differs between two wordings of an article.

    `field` is title or text (the body), an absent side is '', `line` counts paragraphs from 1 in the new text.
    """

    kind: ChangeKind
    line: int
    before: str
    after: str
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A capture that is not an article, with the reason; `detail` is at most 1 kB and for people."""

    reason: RejectionReason
    detail: str = ""
