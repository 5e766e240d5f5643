"""Make the bytes of a feed safe to parse: refuse what is no feed, declare nothing, carry no impossible characters.

Every step is linear in the length of the document, because it sees what the deadline of the parser process would
otherwise have to stop.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from pipeline.errors import FaultClass, FaultError
from pipeline.fetch.feed_dates import read_date

MAX_ENTRIES = 2000
"""Entries read of one document; the longest honest feed seen lists 400."""

PROLOG_LIMIT = 65_536
FIRST_ELEMENT = re.compile(rb"<[A-Za-z_]")
DOCTYPE = re.compile(rb"<!doctype[^>\[]*>", re.IGNORECASE)
BLANKS = re.compile(rb"\s\s+")
HTML_START = re.compile(rb"<(?:html|head|body|script|div|p|meta|title|svg)\b", re.IGNORECASE)
REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Surrogates written as if they were characters (CESU-8); no UTF-8 decoder accepts them.
SURROGATES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
REPLACEMENT = b"&#xFFFD;"
ITEM_START = re.compile(rb"<(?:\w+:)?(item|entry)(?=[\s>])")
ITEM_DATE = re.compile(rb"<(?:pubDate|published|updated|dc:date)>([^<]{4,100})<")
UNDATED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SafeFeed:
    """Bytes that may be parsed, and what had to be done to them."""

    body: bytes
    faults: tuple[tuple[FaultClass, str], ...]
    charset: str = ""
    """Set where the bytes were recoded, so that what the server said of them no longer holds."""


def make_safe(body: bytes) -> SafeFeed:
    """The document ready to parse; raises FaultError (not_a_feed, malformed, limits) when it must not be."""
    if not body.strip():
        raise FaultError(FaultClass.NOT_A_FEED, "the answer is empty")
    charset = ""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        charset = "utf-8"
        body = body.decode("utf-16", "replace").encode("utf-8")
        body = re.sub(rb"^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']", rb"\1", body, count=1)
    body = _checked_prolog(body.removeprefix(b"\xef\xbb\xbf"))
    faults: list[tuple[FaultClass, str]] = []
    body, count = _without_impossible(body)
    if count:
        faults.append((FaultClass.TEXT, f"{count} characters that no XML may carry were replaced or removed"))
    body, dropped = cut_to_newest(body)
    if dropped:
        faults.append((FaultClass.LIMITS, f"{dropped} entries beyond the newest {MAX_ENTRIES} were left out"))
    return SafeFeed(body, tuple(faults), charset)


def _checked_prolog(body: bytes) -> bytes:
    """Drop a harmless DOCTYPE, refuse one that declares; squeeze blanks, over which feedparser is quadratic."""
    start = FIRST_ELEMENT.search(body)
    if start is None:
        raise FaultError(FaultClass.NOT_A_FEED, f"no element in it; it begins {body[:40]!r}")
    prolog, rest = body[: start.start()].lstrip(), body[start.start() :]
    if prolog and not prolog.startswith(b"<"):
        raise FaultError(FaultClass.NOT_A_FEED, f"it begins {prolog[:40]!r}")
    prolog = BLANKS.sub(b"\n", prolog)
    if len(prolog) > PROLOG_LIMIT:
        raise FaultError(FaultClass.LIMITS, f"{len(prolog)} bytes before the first element")
    upper = prolog.upper()
    if b"<!ENTITY" in upper or b"<!ELEMENT" in upper or upper.count(b"<!DOCTYPE") > 1:
        raise FaultError(FaultClass.MALFORMED, "it declares entities or several document types")
    if re.search(rb"<!DOCTYPE\s+HTML", upper) or HTML_START.match(rest):
        raise FaultError(FaultClass.NOT_A_FEED, "it is an HTML page")
    prolog = DOCTYPE.sub(b"", prolog)
    if b"<!DOCTYPE" in prolog.upper():
        raise FaultError(FaultClass.MALFORMED, "its document type has declarations of its own")
    return prolog + rest


def _without_impossible(body: bytes) -> tuple[bytes, int]:
    count = 0

    def checked(found: re.Match[bytes]) -> bytes:
        nonlocal count
        number = _code_point(found)
        if number is not None and _is_xml_character(number):
            return found[0]
        count += 1
        return REPLACEMENT

    body = REFERENCE.sub(checked, body)
    body, controls = CONTROLS.subn(b"", body)
    if SURROGATES.search(body) and _declares_utf8(body):
        body, surrogates = SURROGATES.subn("\ufffd".encode(), body)
        count += surrogates
    return body, count + controls


def _code_point(found: re.Match[bytes]) -> int | None:
    digits = found[1] or found[2]
    # Ten digits are past every character; longer ones would only cost time.
    return int(digits, 16 if found[1] else 10) if len(digits) <= 10 else None


def _is_xml_character(number: int) -> bool:
    return (
        number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 0x10000 <= number <= 0x10FFFF
    )


def _declares_utf8(body: bytes) -> bool:
    named = re.match(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)", body[:500])
    return named is None or named[1].lower() in (b"utf-8", b"utf8")


def cut_to_newest(body: bytes) -> tuple[bytes, int]:
    """The document with at most MAX_ENTRIES entries, the newest by their own dates; and how many were left out."""
    starts = [found.start() for found in ITEM_START.finditer(body)]
    if len(starts) <= MAX_ENTRIES:
        return body, 0
    spans = list(_spans(body, starts))
    ranked = sorted(range(len(spans)), key=lambda n: (_written_at(body[slice(*spans[n])]), -n), reverse=True)
    kept = sorted(ranked[:MAX_ENTRIES])
    tail = body[spans[-1][1] :]
    return body[: starts[0]] + b"".join(body[slice(*spans[n])] for n in kept) + tail, len(spans) - len(kept)


def _spans(body: bytes, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Each entry from its start to the next one's; the last ends at its own end tag."""
    yield from pairwise(starts)
    closing = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>").search(body, starts[-1])
    yield starts[-1], closing.end() if closing else len(body)


def _written_at(entry: bytes) -> datetime:
    found = ITEM_DATE.search(entry)
    raw = found[1].decode("latin-1") if found else ""
    return read_date(raw, "UTC", datetime(2100, 1, 1, tzinfo=UTC)).instant or UNDATED
