"""The pure rooms without a warehouse: what `extract`, `explain` and `clean` do on files."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pipeline.clean import CLEANER_VERSION, clean
from pipeline.day import Day
from pipeline.errors import FaultError, UsageError
from pipeline.extract import Extractor, default_extractor, event_record, explain
from pipeline.link import link
from pipeline.model import Article, Document, Mention, Page, Rejection, Report, content_id
from pipeline.run.reading import mentions_of


@dataclass(frozen=True, slots=True)
class Line:
    """The answer to one line of a file of documents; `record` is None when the line was no document at all."""

    number: int
    record: dict[str, Any] | None
    error: str = ""


def extract_lines(text: str, extractor: Extractor | None = None) -> Iterator[Line]:
    """The events of each document, linked over all of them, in the order of the lines; a bad line spoils no other."""
    extractor = extractor or default_extractor()
    read = [(number, *_document(line)) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    mentions = [_mentions(extractor, document) for _, document, _ in read]
    event_ids = _event_ids(
        [(document, found) for (_, document, _), (found, _) in zip(read, mentions, strict=True) if document]
    )
    for (number, document, error), (found, broken) in zip(read, mentions, strict=True):
        if document is None or broken:
            yield Line(number, None, error or broken)
            continue
        events = [
            event_record(mention) | _quoted(document, mention) | {"event_id": event_ids[_key(document, mention)]}
            for mention in found
        ]
        yield Line(number, {"id": document.document_id, "events": events}, error)


def _mentions(extractor: Extractor, document: Document | None) -> tuple[tuple[Mention, ...], str]:
    """The mentions of a document, or why there are none."""
    try:
        return (mentions_of(extractor, document) if document else ()), ""
    except FaultError as error:
        return (), f"document {error.url}: {error.detail}"


def _quoted(document: Document, mention: Mention) -> dict[str, Any]:
    """The words that triggered an event, as they stand in the document."""
    evidence = mention.evidence
    text = document.title if evidence.field == "title" else document.text
    return {
        "trigger": text[evidence.start : evidence.end],
        "sentence": text[evidence.sentence_start : evidence.sentence_end],
    }


def _key(document: Document, mention: Mention) -> str:
    return str(mention.mention_id(content_id("document", document.document_id)))


def _event_ids(found: list[tuple[Document, tuple[Mention, ...]]]) -> dict[str, str]:
    reports = [
        Report(
            mention_id=mention.mention_id(content_id("document", document.document_id)),
            article_id=content_id("document", document.document_id),
            published_at=_instant(document.published),
            source_id=document.outlet,
            mention=mention,
        )
        for document, mentions in found
        for mention in mentions
    ]
    return {str(mention): str(event) for mention, event in link(reports, ()).assignments.items()}


def _instant(published: date | datetime) -> datetime:
    if isinstance(published, datetime):
        return published
    return datetime.combine(published, time.min, UTC)


def _document(line: str) -> tuple[Document | None, str]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return None, f"not JSON ({error}); write one object a line"
    if not isinstance(row, dict) or type(row.get("id")) not in (str, int):
        return None, 'no "id"; a document is {"id": …, "published": …, "title": …, "text": …}'
    try:
        published = _published(row.get("published"))
        _refuse_unusable(row)
    except ValueError as error:
        return None, f"document {row['id']}: {error}"
    return (
        Document(
            document_id=str(row["id"]),
            title=str(row.get("title") or ""),
            text=str(row.get("text") or ""),
            published=published,
            outlet=str(row.get("source") or row.get("outlet") or ""),
            timezone=str(row.get("timezone") or "UTC"),
            language=row.get("language"),
        ),
        "",
    )


TEXTS = ("title", "text", "source", "outlet", "timezone", "language")
KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object", str: "text"}


def _kind(value: object) -> str:
    return KINDS.get(type(value), "null")


def _refuse_unusable(row: dict[str, Any]) -> None:
    for name in TEXTS:
        if not isinstance(row.get(name), str | None):
            raise ValueError(f'"{name}" is of the wrong type ({_kind(row[name])}); give text')  # noqa: TRY004
    if row.get("title") is None and row.get("text") is None:
        raise ValueError('neither "title" nor "text"; give one of them or both')
    try:
        ZoneInfo(row.get("timezone") or "UTC")
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f'"timezone" {row["timezone"]!r} is no zone; give one such as Europe/Kyiv') from error


def _published(value: object) -> date | datetime:
    written = "a day (2025-01-16) or an instant (2025-01-16T08:00:00+00:00)"
    if value is None or value == "":
        raise ValueError(f'no "published"; give {written}')
    if not isinstance(value, str):
        raise ValueError(f'"published" is of the wrong type ({_kind(value)}); give {written} as text')  # noqa: TRY004
    try:
        if len(value) == len("2025-01-16"):
            return date.fromisoformat(value)
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"published {value!r} is neither a day nor an ISO 8601 instant") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def explain_text(text: str, published: Day) -> str:
    """What the extractor sees in a text whose first line is the title: sentences, clauses, words, rules, events."""
    title, _, body = text.partition("\n")
    document = Document("explained", title.strip(), body.strip("\n"), published.date)
    seen = explain(document)
    lines = [f"{seen.extractor}, published {published}"]
    if seen.gate:
        lines.append(f"not read: {seen.gate}")
    for sentence in seen.sentences:
        lines += ["", f"[{sentence.field} {sentence.start}-{sentence.end}] {sentence.text}"]
        lines += [f"    clause ({note.intro}) {note.text}" for note in sentence.clauses]
        lines += [f"    word   {match}" for match in sentence.matches]
        lines += [
            f"    rule   {note.rule_id}: {note.outcome}: {', '.join(note.actors) or 'nobody'} · "
            f"{', '.join(note.instruments) or 'no instrument'} · “{note.trigger}”"
            for note in sentence.rules
        ]
    lines += ["", f"{len(seen.mentions)} event(s)"]
    lines += [_event_line(document, mention) for mention in seen.mentions]
    return "\n".join(lines)


def _event_line(document: Document, mention: Mention) -> str:
    actors = ", ".join(actor.code for actor in mention.actors)
    when = (
        f"{mention.date.start}"
        if mention.date.start == mention.date.end
        else f"{mention.date.start}..{mention.date.end}"
    )
    said = _quoted(document, mention)["trigger"]
    words = [
        when,
        actors,
        str(mention.type),
        ", ".join(mention.instruments),
        str(mention.status),
        str(mention.factuality),
    ]
    return f"    {' · '.join(words)} · {mention.rule_id} · “{said}”"


def refuse_no_address(url: str) -> None:
    """Raise UsageError when `url` is not an absolute http address."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)
    except ValueError:
        is_address = False
    if not is_address:
        raise UsageError(f"--url {url!r} is no address; give it whole, for example https://example.org/story")


def clean_page(body: bytes, url: str, content_type: str, fetched_at: datetime) -> dict[str, Any]:
    """{article: …} or {rejection: …} of one page, ready for JSON."""
    answer = clean(Page(body=body, url=url, responded_url=url, fetched_at=fetched_at, content_type=content_type))
    if isinstance(answer, Rejection):
        return {"rejection": {"reason": str(answer.reason), "detail": answer.detail, "cleaner": CLEANER_VERSION}}
    return {"article": _article(answer)}


def _article(article: Article) -> dict[str, Any]:
    ids = {"article_id": article.article_id, "version_id": article.version_id, "cleaner": CLEANER_VERSION}
    return asdict(article) | ids


def readable(answer: dict[str, Any]) -> str:
    """The same answer as plain text."""
    if "rejection" in answer:
        return f"rejected: {answer['rejection']['reason']} ({answer['rejection']['detail']})"
    article = answer["article"]
    head = [article["title"], f"{article['published_at']} ({article['date_source']})", article["canonical_url"]]
    return "\n".join([*map(str, head), "", article["body"]])
