"""Read a watch list of any of four forms into sources; the ending of the file's name decides which."""

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.model import sha256_hex
from pipeline.sources.card import READABLE_KINDS, Card, Place, Source, read_card, source_id_of
from pipeline.sources.opml import read_opml

SHARED_FIELDS = ("name", "country_code", "source_type", "rights")
"""What the cards of one source must agree on."""

DEFAULT_PORTS = {"http": 80, "https": 443}


def load_sources(path: Path | str) -> tuple[Source, ...]:
    """The sources of a watch list (.toml, .opml/.xml, .csv, .txt), in the order of their first card.

    Raises SettingsError that names the file, the card, the field and the next step; one bad card refuses the list,
    because a source that silently drops out looks like a source that is silent.
    """
    file = Path(path)
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise SettingsError(f"{file}: the ending {file.suffix!r} is not known; use {', '.join(READERS)}")
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: cannot be read ({error}); check the path and save it as UTF-8") from error
    sources = _group(reader(text, file.name), file.name)
    if not sources:
        raise SettingsError(f"{file}: lists no feed; add at least one card")
    return sources


def feed_rows(sources: Iterable[Source]) -> list[dict[str, object]]:
    """The list as rows of raw.feeds."""
    return [
        {
            "feed_url": feed.url, "feed_id": feed.feed_id, "source_id": source.source_id, "source_name": source.name,
            "source_type": source.source_type, "country_code": source.country_code, "language": feed.language,
            "timezone": feed.timezone, "kind": feed.kind, "silence_hours": feed.silence_hours,
            "is_enabled": feed.is_enabled,
        }
        for source in sources
        for feed in source.feeds
    ]  # fmt: skip


def _group(cards: Iterable[tuple[Card, Place]], file: str) -> tuple[Source, ...]:
    sources: dict[str, Source] = {}
    seen: set[tuple[str, str]] = set()
    for card, place in cards:
        source, feed = read_card(card, place)
        for name, value in (("id", feed.feed_id), ("url", feed.url)):
            if (name, value) in seen:
                raise place.error(name, f"{value!r} stands in the list twice", "remove one of the two cards")
            seen.add((name, value))
        known = sources.setdefault(source.source_id, source)
        for name in SHARED_FIELDS:
            if getattr(known, name) != getattr(source, name):
                problem = f"{getattr(source, name)!r} differs from {getattr(known, name)!r} in another card of {file}"
                raise place.error(name, problem, f"make the cards of source {source.source_id} agree")
        sources[source.source_id] = replace(known, feeds=(*known.feeds, feed))
    return tuple(sources.values())


def _from_toml(text: str, file: str) -> Iterator[tuple[Card, Place]]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: is not TOML ({error}); correct the line named") from error
    unknown = table.keys() - {"feed"}
    if unknown or not isinstance(table.get("feed", []), list):
        raise SettingsError(f"{file}: {sorted(unknown) or 'feed'} is not a card; start every card with [[feed]]")
    for number, card in enumerate(table.get("feed", []), 1):
        if not isinstance(card, dict):
            raise SettingsError(f"{file}: card {number} is not a table; start every card with [[feed]]")
        yield card, Place(file, str(card.get("id", f"number {number}")))


def _from_csv(text: str, file: str) -> Iterator[tuple[Card, Place]]:
    """Columns id, outlet, country, lang, url, kind, role, starter; the others are notes for people."""
    rows = csv.DictReader(io.StringIO(text))
    missing = {"id", "outlet", "url"} - set(rows.fieldnames or ())
    if missing:
        raise SettingsError(f"{file}: column {sorted(missing)[0]!r} is missing; the first line must name the columns")
    for row in rows:
        place = Place(file, row["id"] or f"in line {rows.line_num}")
        kind = row.get("kind") or "rss"
        card = {
            "id": row["id"], "name": row["outlet"], "country": row.get("country") or "ZZ",
            "language": row.get("lang") or "und", "url": row["url"], "kind": kind, "role": row.get("role") or "media",
            "source": row["id"], "enabled": (row.get("starter") or "yes") == "yes" and kind in READABLE_KINDS,
        }  # fmt: skip
        yield card, place


def _from_opml(text: str, file: str) -> Iterator[tuple[Card, Place]]:
    for number, outline in enumerate(read_opml(text, file), 1):
        place = Place(file, f"number {number}")
        yield _bare_card(outline.url, outline.title, outline.kind), place


def _from_lines(text: str, file: str) -> Iterator[tuple[Card, Place]]:
    for number, line in enumerate(text.splitlines(), 1):
        url = line.partition(" #")[0].strip()
        if url and not url.startswith("#"):
            yield _bare_card(url, "", "rss"), Place(file, f"in line {number}")


def _bare_card(url: str, title: str, kind: str) -> Card:
    """A card for an address of which nothing else is known; its id tells two feeds of one source apart."""
    try:
        source = source_id_of(url)
    except ValueError:
        source = "unknown"
    feed_id = f"{source[:50]}-{sha256_hex(url.encode())[:8]}"
    return {"id": feed_id, "source": source, "name": source, "note": title, "url": url, "kind": kind}


READERS = {".toml": _from_toml, ".opml": _from_opml, ".xml": _from_opml, ".csv": _from_csv, ".txt": _from_lines}
