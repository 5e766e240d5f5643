"""Read a feed: bytes to entries, and a typed fault for everything that was not as it should be.

bytes ─► make_safe ─► feedparser (on BytesIO: a string would be opened or fetched) ─► entries, keys, dates
"""

import io
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import feedparser
from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from feedparser.exceptions import CharacterEncodingOverride, CharacterEncodingUnknown, NonXMLContentType

from pipeline.errors import FaultClass, FaultError
from pipeline.fetch.feed_bytes import make_safe
from pipeline.fetch.feed_dates import read_date
from pipeline.fetch.links import page_url, same_page_key
from pipeline.model import Entry

TITLE_LIMIT = 1000
SUMMARY_LIMIT = 20_000
KEY_LIMIT = 2048
AUTHOR_LIMIT = 20
"""Longest title, summary and key in characters, and most authors, of one entry."""

DATE_FIELDS = ("published", "updated", "created")
"""In this order; looked for with keys(), because `in` and get() of feedparser's dict map `updated` to `published`."""

# With its list of schemes feedparser empties javascript: links, and nobody would learn of them.
feedparser.urls.ACCEPTABLE_URI_SCHEMES = ()

NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CLOSED = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")


@dataclass(frozen=True, slots=True)
class FeedFault:
    """Something in a feed that was not as it should be; `url` is the entry's link where it concerns one."""

    fault: FaultClass
    detail: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """What a feed says: its entries in document order, one for each page."""

    entries: tuple[Entry, ...]
    faults: tuple[FeedFault, ...] = ()
    title: str = ""
    language: str = ""


Report = Callable[[FeedFault], None]


def parse_feed(body: bytes, url: str, fetched_at: datetime, timezone: str, content_type: str = "") -> FeedDocument:
    """The entries of a feed; raises FaultError when it is not one (not_a_feed, malformed, limits).

    `timezone` is read into dates that name no zone. May take seconds on hostile input: call it through a FeedWorker.
    """
    safe = make_safe(body)
    faults = [FeedFault(fault, detail) for fault, detail in safe.faults]
    kind = f"application/xml; charset={safe.charset}" if safe.charset else content_type
    parsed = _run_feedparser(safe.body, url, kind)
    raw_entries = _complete(parsed, safe.body)
    if not parsed.get("version") and not raw_entries:
        raise FaultError(FaultClass.NOT_A_FEED, f"neither RSS nor Atom; it begins {safe.body[:60]!r}", url)
    faults += _wellformedness(parsed)
    if not raw_entries:
        faults.append(FeedFault(FaultClass.NOT_A_FEED, "the feed lists no entries"))
    reader = _EntryReader(fetched_at, timezone, faults.append)
    entries = _distinct([entry for raw in raw_entries if (entry := reader.read(raw)) is not None])
    return FeedDocument(
        entries=entries,
        faults=tuple(_gathered(faults)),
        title=_plain(str(parsed.feed.get("title", "")))[:TITLE_LIMIT],
        language=str(parsed.feed.get("language", ""))[:20],
    )


def _run_feedparser(body: bytes, url: str, content_type: str) -> Any:
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    try:
        return feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, KeyError, TypeError, AttributeError, LookupError, AssertionError, RecursionError) as error:
        # 2 % of mutated feeds raise something; which of these is chance, so they are one fault.
        raise FaultError(FaultClass.MALFORMED, f"the parser gave up ({type(error).__name__}: {error})", url) from error


def _complete(parsed: Any, body: bytes) -> list[Mapping[str, Any]]:
    """The entries, without the last one where the document breaks off inside it."""
    entries = list(parsed.entries)
    if parsed.bozo and len(entries) > len(CLOSED.findall(body)):
        entries = entries[: len(CLOSED.findall(body))]
    return entries


def _wellformedness(parsed: Any) -> list[FeedFault]:
    problem = parsed.get("bozo_exception")
    if not parsed.bozo or isinstance(problem, CharacterEncodingOverride | NonXMLContentType):
        return []
    fault = FaultClass.BAD_CHARSET if isinstance(problem, CharacterEncodingUnknown) else FaultClass.MALFORMED
    return [FeedFault(fault, f"{type(problem).__name__}: {problem}"[:500])]


@dataclass(frozen=True, slots=True)
class _EntryReader:
    fetched_at: datetime
    timezone: str
    report: Report

    def read(self, raw: Mapping[str, Any]) -> Entry | None:
        """One entry, or None where it has no page; whatever was wrong is reported."""
        link = str(raw.get("link") or "")
        try:
            url = page_url(_clean(link))
        except FaultError as error:
            missing = FeedFault(FaultClass.MALFORMED, f"entry {str(raw.get('id', ''))[:200]!r} has no link")
            self.report(FeedFault(error.fault, error.detail, error.url) if link else missing)
            return None
        dated = str(next((raw[name] for name in DATE_FIELDS if name in raw.keys()), ""))  # noqa: SIM118 - see DATE_FIELDS
        date = read_date(_clean(dated), self.timezone, self.fetched_at)
        if date.fault:
            self.report(FeedFault(FaultClass.DATE, date.fault, url))
        return Entry(
            key=self._text("key", str(raw.get("id") or link), KEY_LIMIT, url),
            url=url,
            title=self._text("title", _plain(str(raw.get("title", ""))), TITLE_LIMIT, url),
            summary=self._text("summary", _plain(_summary(raw)), SUMMARY_LIMIT, url),
            published_at=date.instant,
            published_raw=_clean(dated)[:200],
            authors=tuple(self._text("author", name, 200, url) for name in _authors(raw)),
        )

    def _text(self, name: str, value: str, limit: int, url: str) -> str:
        cleaned = _clean(value)
        if cleaned != value or "\ufffd" in value:
            self.report(FeedFault(FaultClass.TEXT, f"{name} carries characters that no text may carry", url))
        if len(cleaned) > limit:
            self.report(FeedFault(FaultClass.LIMITS, f"{name} of {len(cleaned)} characters cut to {limit}", url))
        return cleaned[:limit]


def _clean(text: str) -> str:
    """Text without control characters; a lone surrogate, which PostgreSQL refuses, becomes U+FFFD."""
    return NO_TEXT.sub(lambda found: "\ufffd" if "\ud800" <= found[0] <= "\udfff" else "", text)


def _plain(markup: str) -> str:
    """The text of a scrap of HTML on one line."""
    if "<" in markup or "&" in markup:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
            markup = BeautifulSoup(markup[: SUMMARY_LIMIT * 5], "lxml").get_text(" ")
    return " ".join(markup.split())


def _summary(raw: Mapping[str, Any]) -> str:
    contents = raw.get("content") or [{}]
    return str(raw.get("summary") or contents[0].get("value") or "")


def _authors(raw: Mapping[str, Any]) -> list[str]:
    named = [str(author.get("name") or "") for author in raw.get("authors") or [] if isinstance(author, Mapping)]
    names = [" ".join(name.split()) for name in named or [str(raw.get("author") or "")]]
    return list(dict.fromkeys(name for name in names if name))[:AUTHOR_LIMIT]


def _distinct(entries: list[Entry]) -> tuple[Entry, ...]:
    """One entry a page, the first; a key that several pages share says nothing, so their links become their keys."""
    pages = {same_page_key(entry.url): entry for entry in reversed(entries)}
    sharing = Counter(entry.key for entry in pages.values())
    kept = [entry for entry in entries if pages[same_page_key(entry.url)] is entry]
    return tuple(replace(entry, key=entry.url) if sharing[entry.key] > 1 else entry for entry in kept)


def _gathered(faults: Iterable[FeedFault]) -> Iterable[FeedFault]:
    """The faults, with those that a whole feed shares (dates without a zone) told once, with their number."""
    faults = list(faults)
    assumed = [fault for fault in faults if "names no zone; read in" in fault.detail]
    yield from (fault for fault in faults if fault not in assumed)
    if assumed:
        yield replace(assumed[0], detail=f"{assumed[0].detail} ({len(assumed)} entries)")
