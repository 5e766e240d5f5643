"""A batch as rows of the staging tables. Pure."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.load.batch import Batch, Outcome
from pipeline.model import Actor, Article, Event, Fingerprint, Mention, Rejection, Report

Row = tuple[object, ...]

CAPTURES = (
    "capture_id", "day", "source_id", "requested_url", "responded_url", "fetched_at", "http_status", "content_type",
    "sha256", "warc_file", "warc_offset", "warc_length", "outcome", "reason", "detail", "article_id", "version_id",
    "row_hash",
)  # fmt: skip
ARTICLES = (
    "capture_id", "fetched_at", "is_latest", "article_id", "canonical_url", "title", "body", "version_id", "source_id",
    "published_at", "date_source", "date_confidence", "published_raw", "modified_at", "authors", "language",
    "declared_language", "section", "flags", "row_hash", "live_entries", "fingerprint_version", "signature", "bands",
    "shingle_count",
)  # fmt: skip
RECORD = (
    "event_type", "instruments", "actor_codes", "actors", "recipients", "providers", "status", "stance", "conditions",
    "factuality", "confirmation", "date_start", "date_end", "date_precision", "date_text", "magnitude_value",
    "magnitude_unit", "confidence",
)  # fmt: skip
MENTIONS = (
    "mention_id", "event_id", "capture_id", "article_id", "version_id", "source_id", "published_at", *RECORD, "outlet",
    "speaker", "source_kind", "quote_kind", "hops", "is_background", "field", "start_offset", "end_offset",
    "sentence_start", "sentence_end", "trigger_text", "sentence", "rule_id", "extractor", "row_hash",
    "entry_position",
)  # fmt: skip
EVENTS = ("event_id", "mention_set", *RECORD, "evidence_mention_id", "row_hash")


def digest(values: Iterable[object]) -> uuid.UUID:
    """128 bits over values; equal values give equal digests in any process."""
    # repr, not str: it keeps None, "None" and "" apart.
    text = "\x1f".join(map(repr, values))
    return uuid.UUID(bytes=hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())


def mention_set(mention_ids: Iterable[uuid.UUID]) -> uuid.UUID:
    """Digest of a set of mentions, as load_touched.sql also makes it."""
    joined = ",".join(sorted(map(str, mention_ids)))
    return uuid.UUID(hex=hashlib.sha256(joined.encode()).hexdigest()[:32])


def latest_captures(outcomes: Sequence[Outcome]) -> dict[uuid.UUID, uuid.UUID]:
    """article_id → capture_id of its latest capture: only that wording becomes current."""
    latest: dict[uuid.UUID, tuple[Any, ...]] = {}
    for outcome in outcomes:
        article_id = outcome.article_id
        if article_id is not None:
            rank = (outcome.capture.fetched_at, outcome.capture.capture_id)
            latest[article_id] = max(latest.get(article_id, rank), rank)
    return {article_id: rank[1] for article_id, rank in latest.items()}


def capture_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """Rows of staging.captures, in the order of CAPTURES."""
    for outcome in outcomes:
        capture, result = outcome.capture, outcome.result
        fate: Row
        if isinstance(result, Rejection):
            fate = ("rejection", str(result.reason), result.detail[:1000], None, None)
        else:
            fate = ("article", None, None, outcome.article_id, outcome.version_id)
        yield (
            capture.capture_id, capture.day.date, capture.source_id, capture.requested_url, capture.responded_url,
            capture.fetched_at, capture.status, capture.content_type, capture.sha256, capture.warc_file,
            capture.warc_offset, capture.warc_length, *fate,
            digest([capture.day.key, capture.warc_file, capture.warc_offset, *fate]),
        )  # fmt: skip


def article_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """Rows of staging.articles, in the order of ARTICLES."""
    latest = latest_captures(outcomes)
    for outcome in outcomes:
        capture, article, article_id = outcome.capture, outcome.result, outcome.article_id
        if isinstance(article, Rejection) or article_id is None:
            continue
        belief: Row = (
            outcome.version_id, capture.source_id, article.published_at, article.date_source, article.date_confidence,
            article.published_raw, article.modified_at, tuple(article.authors), article.language,
            article.declared_language, article.section, tuple(article.flags),
        )  # fmt: skip
        entries = _entries(article)
        # What only live blogs have is in the digest of live blogs only: all others keep theirs.
        said = (*belief, entries) if entries else belief
        yield (
            capture.capture_id, capture.fetched_at, latest[article_id] == capture.capture_id, article_id,
            article.canonical_url, article.title, article.body, *belief, digest(said), entries,
            *_fingerprint(outcome.fingerprint),
        )  # fmt: skip


def _entries(article: Article) -> list[Mapping[str, object]]:
    return [
        {
            "start": entry.start,
            "text_start": entry.text_start,
            "end": entry.end,
            "published_at": entry.published_at.isoformat() if entry.published_at else None,
        }
        for entry in article.entries
    ]


def _fingerprint(found: Fingerprint | None) -> Row:
    return (found.version, found.signature, found.bands, found.shingle_count) if found else (None, None, None, None)


@dataclass(frozen=True, slots=True)
class _Place:
    """The wording that a report stands in."""

    capture_id: uuid.UUID
    version_id: uuid.UUID
    article: Article
    is_latest: bool


def mention_rows(batch: Batch) -> tuple[list[Row], int]:
    """Rows of staging.mentions in the order of MENTIONS, and how many reports stand in outdated wordings.

    A report whose wording is not in the batch gets no version: the gate stops such a batch.
    """
    places = _places(batch.outcomes)
    rows, outdated = [], 0
    for report in batch.reports:
        place = _place(report, places.get(report.article_id, []))
        if place is not None and not place.is_latest:
            outdated += 1
            continue
        rows.append(_mention_row(report, place, batch.linking.assignments.get(report.mention_id)))
    return rows, outdated


def _places(outcomes: Sequence[Outcome]) -> dict[uuid.UUID, list[_Place]]:
    latest = latest_captures(outcomes)
    places: dict[uuid.UUID, list[_Place]] = {}
    for outcome in outcomes:
        capture, article, article_id, version_id = (
            outcome.capture,
            outcome.result,
            outcome.article_id,
            outcome.version_id,
        )
        if isinstance(article, Article) and article_id is not None and version_id is not None:
            place = _Place(capture.capture_id, version_id, article, latest[article_id] == capture.capture_id)
            places.setdefault(article_id, []).append(place)
    # The latest first: the same wording may have been captured twice.
    return {article_id: sorted(found, key=lambda place: not place.is_latest) for article_id, found in places.items()}


def _place(report: Report, places: Sequence[_Place]) -> _Place | None:
    for place in places:
        if report.mention.mention_id(place.version_id) == report.mention_id:
            return place
    return None


def _mention_row(report: Report, place: _Place | None, event_id: uuid.UUID | None) -> Row:
    mention, evidence = report.mention, report.mention.evidence
    text = "" if place is None else place.article.title if evidence.field == "title" else place.article.body
    word = mention.attribution
    said: Row = (
        report.source_id, report.published_at, *record(mention), word.outlet, word.speaker, str(word.kind),
        str(word.quote), word.hops, mention.background,
        evidence.field, evidence.start, evidence.end, evidence.sentence_start, evidence.sentence_end,
        text[evidence.start : evidence.end], text[evidence.sentence_start : evidence.sentence_end], mention.rule_id,
        mention.extractor,
    )  # fmt: skip
    version_id, capture_id = (place.version_id, place.capture_id) if place else (None, None)
    position = report.entry_position
    hashed = said if position is None else (*said, position)
    return (report.mention_id, event_id, capture_id, report.article_id, version_id, *said, digest(hashed), position)


def record(item: Mention | Event) -> Row:
    """What a mention and an event have in common, in the order of RECORD."""
    size = item.magnitude
    return (
        str(item.type), _codes(item.instruments), tuple(dict.fromkeys(actor.code for actor in item.actors)),
        [_actor(actor) for actor in item.actors], _codes(item.recipients), _codes(item.providers), str(item.status),
        str(item.stance), _codes(item.conditions), str(item.factuality), str(item.confirmation), item.date.start,
        item.date.end, str(item.date.precision), item.date.text, size.value if size else None,
        size.unit if size else None, item.confidence,
    )  # fmt: skip


def _codes(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(code) for code in codes)


def _actor(actor: Actor) -> Mapping[str, str | None]:
    return {"code": actor.code, "sector": str(actor.sector) if actor.sector else None, "name": actor.name}


def event_row(event: Event) -> Row:
    """A row of staging.events, in the order of EVENTS."""
    said: Row = (*record(event), event.evidence_mention_id)
    return (event.event_id, mention_set(event.mention_ids), *said, digest(said))
