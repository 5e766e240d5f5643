"""A source and its feeds, and the check of one card; a message names the file, the card, the field, the next step."""

import re
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit

from courlan import extract_domain

from pipeline.errors import SettingsError

READABLE_KINDS = ("rss", "atom")
FEED_KINDS = (*READABLE_KINDS, "html-listing", "news-sitemap", "wp-json", "json")
"""What a card may name; the kinds that no reader exists for yet may stand in the list but not be enabled."""

STATUSES = ("unprobed", "reported_ok", "reported_blocked", "reported_broken", "superseded", "sample", "probed_ok")
"""What is known of the address: `reported_*` is hearsay from public lists, `probed_ok` is our own request."""

TIMEZONES = {
    "UA": "Europe/Kyiv", "GB": "Europe/London", "FR": "Europe/Paris", "DE": "Europe/Berlin", "PL": "Europe/Warsaw",
    "EE": "Europe/Tallinn", "LV": "Europe/Riga", "LT": "Europe/Vilnius", "FI": "Europe/Helsinki",
    "SE": "Europe/Stockholm", "NO": "Europe/Oslo", "CA": "America/Toronto", "US": "America/New_York",
    "BE": "Europe/Brussels", "EU": "Europe/Brussels", "NATO": "Europe/Brussels", "RU": "Europe/Moscow",
}  # fmt: skip
"""Zone of the newsroom where a card names none: the capital, or the seat of the institution."""

POLL_MINUTES = 10
URL_LIMIT = 2048
RIGHTS = "all rights reserved; short quotation"


@dataclass(frozen=True, slots=True)
class Feed:
    """One RSS or Atom document of a source. `timezone` is for dates that name no zone."""

    feed_id: str
    url: str
    kind: str = "rss"
    language: str = ""
    timezone: str = "UTC"
    poll_minutes: int = POLL_MINUTES
    floor: int = 0
    """Least entries one answer should list; fewer is worth a look."""
    ceiling: int = 0
    """Most entries it should list; 0 = no opinion."""
    silence_hours: int = 72
    """Longest expected time without a new entry."""
    selection: str = ""
    archive: str = ""
    """Where this feed's past can be asked for, in words."""
    status: str = "unprobed"
    note: str = ""
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet that is watched; `country_code` is ISO 3166-1 alpha-2, or EU, NATO, ZZ (unknown)."""

    source_id: str
    name: str
    country_code: str = "ZZ"
    language: str = "und"
    timezone: str = "UTC"
    source_type: str = "media"
    rights: str = RIGHTS
    feeds: tuple[Feed, ...] = field(default=())


Card = Mapping[str, Any]

CARD_FIELDS: Mapping[str, type] = {
    "id": str, "source": str, "name": str, "country": str, "language": str, "timezone": str, "kind": str, "url": str,
    "role": str, "archive": str, "selection": str, "silence_hours": int, "rights": str, "status": str, "note": str,
    "enabled": bool, "poll_minutes": int, "floor": int, "ceiling": int,
}  # fmt: skip
PATTERNS = {
    "id": (re.compile(r"[a-z0-9][a-z0-9.-]{0,62}"), "lower-case letters, digits, dots and hyphens"),
    "source": (re.compile(r"[a-z0-9][a-z0-9.-]{0,62}"), "lower-case letters, digits, dots and hyphens"),
    "country": (re.compile(r"[A-Z]{2}|NATO"), "two capital letters, or NATO"),
    "language": (re.compile(r"[a-z]{2,3}"), "an ISO 639 code such as en or uk"),
}
RANGES = {"silence_hours": (1, 24 * 365), "poll_minutes": (1, 24 * 60), "floor": (0, 2000), "ceiling": (0, 2000)}
CHOICES = {"kind": FEED_KINDS, "status": STATUSES}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands, for messages: the file and the card's id or number."""

    file: str
    card: str

    def error(self, name: str, problem: str, next_step: str) -> SettingsError:
        """A SettingsError about one field of this card."""
        return SettingsError(f"{self.file}: card {self.card}: {name}: {problem}; {next_step}")


def read_card(card: Card, place: Place) -> tuple[Source, Feed]:
    """The source (without feeds) and the feed of one card; raises SettingsError at the first wrong field."""
    for required in ("id", "name", "url"):
        if not card.get(required):
            raise place.error(required, "is missing", f"add a line `{required} = …` to the card")
    for name, value in card.items():
        _check_field(name, value, place)
    url = check_url(str(card["url"]), place)
    country = card.get("country", "ZZ")
    timezone = card.get("timezone", TIMEZONES.get(country, "UTC"))
    language = card.get("language", "und")
    feed = Feed(
        feed_id=card["id"], url=url, language=language, timezone=timezone, is_enabled=card.get("enabled", True),
        **{name: card[name] for name in _names(Feed) & card.keys() - {"url", "language", "timezone"}},
    )  # fmt: skip
    if feed.is_enabled and feed.kind not in READABLE_KINDS:
        raise place.error("enabled", f"no reader exists for kind {feed.kind!r}", "write `enabled = false` for now")
    source = Source(
        source_id=card.get("source") or source_id_of(url), name=card["name"], country_code=country,
        language=language, timezone=timezone, source_type=card.get("role", "media"), rights=card.get("rights", RIGHTS),
    )  # fmt: skip
    return source, feed


def _names(record: type) -> set[str]:
    return {item.name for item in fields(record)}


def _check_field(name: str, value: object, place: Place) -> None:
    kind = CARD_FIELDS.get(name)
    if kind is None:
        raise place.error(name, "is not a field of a card", f"use one of {', '.join(CARD_FIELDS)}")
    if type(value) is not kind:
        raise place.error(name, f"{value!r} is not of type {kind.__name__}", f"write a {kind.__name__}")
    if name in CHOICES and value not in CHOICES[name]:
        raise place.error(name, f"{value!r} is not known", f"use one of {', '.join(CHOICES[name])}")
    if name in PATTERNS and not PATTERNS[name][0].fullmatch(str(value)):
        raise place.error(name, f"{value!r} does not fit", f"write {PATTERNS[name][1]}")
    if isinstance(value, int) and name in RANGES and not RANGES[name][0] <= value <= RANGES[name][1]:
        low, high = RANGES[name]
        raise place.error(name, f"{value} is out of range", f"write a number from {low} to {high}")
    if name == "timezone":
        check_timezone(str(value), place)


def check_timezone(name: str, place: Place) -> None:
    """Raise SettingsError unless `name` is an IANA zone."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise place.error("timezone", f"{name!r} is not an IANA zone", "write one such as Europe/Kyiv") from error


def check_url(url: str, place: Place) -> str:
    """The address as it is, if it is an absolute http(s) address without a name or password in it."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise place.error("url", f"{url[:200]!r} cannot be read", "write a whole http(s) address") from None
    if not usable or len(url) > URL_LIMIT or re.search(r"[\s\x00-\x1f\x7f]", url):
        raise place.error("url", f"{url[:200]!r} is not an address", "write a whole http(s) address")
    if parts.username is not None or parts.password is not None:
        raise place.error("url", "carries a user name", "take the part before the @ out; it would land in the logs")
    return url


def source_id_of(url: str) -> str:
    """The source an address belongs to: its registrable domain, else host and port (`127.0.0.1-8000`)."""
    domain = extract_domain(url)
    if domain:
        return str(domain).lower()
    parts = urlsplit(url)
    host = re.sub(r"[^a-z0-9.]+", "-", (parts.hostname or "unknown").lower()).strip("-.") or "unknown"
    return f"{host}-{parts.port}" if parts.port else host
