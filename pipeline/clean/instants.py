"""One written date to one instant: ISO 8601, RFC 5322, epoch, and the date lines of English and Ukrainian pages."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Offsets in minutes. An abbreviation that is not here makes the date unreadable: a guess of UTC would be a silent lie.
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "ist (dublin)": 60, "cet": 60, "mez": 60,
    "cest": 120, "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "мск": 180, "trt": 180, "est": -300, "edt": -240,
    "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "jst": 540, "kst": 540,
}  # fmt: skip
LOCAL_ZONES = {
    "et": "America/New_York", "ct": "America/Chicago", "pt": "America/Los_Angeles", "kyiv time": "Europe/Kyiv",
    "за київським часом": "Europe/Kyiv", "за києвом": "Europe/Kyiv", "uk time": "Europe/London",
}  # fmt: skip
MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12, "січ": 1, "лют": 2, "бер": 3, "кві": 4, "тра": 5, "чер": 6, "лип": 7, "сер": 8, "вер": 9, "жов": 10,
    "лис": 11, "гру": 12, "янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "май": 5, "июн": 6, "июл": 7, "авг": 8,
    "сен": 9, "окт": 10, "ноя": 11, "дек": 12, "mär": 3, "mai": 5, "okt": 10, "dez": 12,
}  # fmt: skip
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|січ(?:ня|ень)|лют(?:ого|ий)|берез(?:ня|ень)|квіт(?:ня|ень)|трав(?:ня|ень)|черв(?:ня|ень)"
    r"|лип(?:ня|ень)|серп(?:ня|ень)|верес(?:ня|ень)|жовт(?:ня|ень)|листопад[а]?|груд(?:ня|ень)|января|февраля|марта|апреля"
    r"|januar|februar|märz|mai|juni|juli|oktober|dezember"
    r"|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    r"|січ|лют|бер|кві|квіт|тра|трав|чер|черв|лип|сер|серп|вер|жов|жовт|лис|лист|гру|груд)(?![^\W\d])\.?"
)
# A signed offset after a clock: `10:30-11:30` is a span of hours, so a bare minus needs four digits or a small hour.
OFFSET = r"(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d{2})?|[+-]\d{4}|\+\d{2}:\d{2}|-0\d:\d{2}"
CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?\s*(?P<half>[ap]\.?m\.?)?"
    rf"(?:\s*\(?(?P<zone>{OFFSET}|kyiv time|uk time|за київським часом|за києвом|[A-Za-zМСК]{{1,4}})\b\)?)?"
)
GAP = r"[\s,|–—·•-]*(?:(?:at|um|о|об|в|г\.|р\.|року)(?![^\W\d])[\s,|–—·•-]*){0,2}"
WEEKDAY = r"(?:[^\W\d]{3,9}\.?,?\s+)?"
YEAR = r"(?P<year>(?:19|20)\d{2})"
SHAPES = tuple(
    re.compile(rf"(?<![\w.]){shape}(?!\w)", re.I)
    for shape in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+of)?\s+{MONTH},?\s+{YEAR}(?:{GAP}{CLOCK})?",
        rf"{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{YEAR}(?:{GAP}{CLOCK})?",
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{YEAR}(?:{GAP}{CLOCK})?",
        rf"{YEAR}\.\s?(?P<month>\d{{1,2}})\.\s?(?P<day>\d{{1,2}})\.?(?:{GAP}{CLOCK})?",
        rf"{YEAR}/(?P<month>\d{{2}})/(?P<day>\d{{2}})(?:{GAP}{CLOCK})?(?!/)",
        rf"{YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?:[T\s]+{CLOCK})?",
        rf"{CLOCK}[\s,|–—·•-]+{WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH},?\s+{YEAR}",
        rf"{CLOCK}[\s,|–—·•-]+{WEEKDAY}{MONTH}\s+(?P<day>\d{{1,2}}),?\s+{YEAR}",
        rf"{CLOCK}[\s,|–—·•-]+(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{YEAR}",
        rf"(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/{YEAR}(?:{GAP}{CLOCK})?",
    )
)
ISO = re.compile(
    r"^\s*(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})(?:[T\s]+(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})"
    r"(?:[.,]\d+)?)?)?\s*(?P<zone>Z|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{2,4})?\s*$",
    re.I,
)
RFC_5322 = re.compile(
    r"^\s*(?:\w{3,9},?\s+)?(?P<day>\d{1,2})[\s-](?P<month>[A-Za-z]{3})\w*[\s-](?P<year>\d{4})\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2}))?\s*(?P<zone>[+-]\d{4}|[A-Za-z]{1,5})?\s*$"
)
EPOCH = re.compile(r"^\s*\d{10}(?:\d{3})?\s*$")
AGO = re.compile(
    r"\b(?P<count>\d{1,2}|an?|one)\s+(?P<unit>min(?:ute)?s?|h(?:ou)?rs?|days?|хв\w*|годин\w*|дн\w*|день)\.?\s+(?:ago|тому)\b",
    re.I,
)
NAMED_DAY = re.compile(rf"\b(?P<name>today|yesterday|сьогодні|вчора|учора)\b(?:{GAP}{CLOCK})?", re.I)


NO_YEAR = re.compile(rf"(?:[^\W\d]{{5,10}},?\s+)?(?P<day>\d{{1,2}})\s+{MONTH}(?:{GAP}{CLOCK})?", re.I)
BESIDE_DATE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|понеділок|вівторок|середа|четвер|п.ятниця|субота|неділя|published|posted"
    r"|updated|issued|last|modified|created|on|at|am|pm|uhr|року|опубліковано|оновлено|ago|тому)\b|[\W_]+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Instant:
    """A written date, read: aware, in the zone it was written in where it names one."""

    at: datetime
    raw: str
    has_clock: bool = True
    has_zone: bool = True


def read_instant(raw: str, zone: str) -> Instant | None:
    """The instant that a machine-readable date means; `zone` (IANA) is applied only where it names none.

    None when it is no date: 30 February, an unknown zone abbreviation, a bare year.
    """
    raw = raw.strip()
    if EPOCH.match(raw):
        seconds = int(raw[:10])
        return Instant(datetime.fromtimestamp(seconds, UTC), raw)
    for shape in (ISO, RFC_5322):
        found = shape.match(raw)
        if found:
            return _instant(found.groupdict(), raw, zone)
    return find_instant(raw, zone) if len(raw) < 100 else None


def find_instant(text: str, zone: str) -> Instant | None:
    """The first date line written out in a short text, in English or Ukrainian words or day.month.year."""
    text = text.replace("\u00a0", " ")
    hits = [found for shape in SHAPES if (found := shape.search(text))]
    # The reading with most of the text wins: `10:35, 16 January 2025` also holds a date without a clock.
    for found in sorted(hits, key=lambda m: (-(m.end() - m.start()), m.start())):
        parts = found.groupdict()
        if "/" in found.group()[:4]:
            parts = _day_and_month(parts)
        instant = _instant(parts, found.group().strip(), zone)
        if instant:
            return instant
    return None


def find_relative(text: str, zone: str, now: datetime) -> Instant | None:
    """The instant that `2 hours ago` or `вчора, 10:35` meant when the page was fetched at `now`."""
    found = AGO.search(text)
    if found:
        count = int(found["count"]) if found["count"].isdigit() else 1
        unit = found["unit"].lower()
        minutes = 1 if unit.startswith(("min", "хв")) else 60 if unit.startswith(("h", "годин")) else 1440
        return Instant(now - timedelta(minutes=count * minutes), found.group(), has_clock=minutes < 1440)
    found = NAMED_DAY.search(text)
    if not found:
        return _without_year(text, zone, now)
    day = now.astimezone(zone_of(zone)) - timedelta(days=0 if found["name"].lower() in ("today", "сьогодні") else 1)
    parts = found.groupdict() | {"year": str(day.year), "month": str(day.month), "day": str(day.day)}
    return _instant(parts, found.group().strip(), zone)


def _without_year(text: str, zone: str, now: datetime) -> Instant | None:
    """`20 січня, 10:30` as a line of its own: the last such day before the page was fetched."""
    found = NO_YEAR.fullmatch(text.strip())
    if not found:
        return None
    parts = found.groupdict()
    for year in (now.year, now.year - 1):
        instant = _instant(parts | {"year": str(year)}, text.strip(), zone)
        if instant and instant.at <= now + timedelta(days=1):
            return instant
    return None


def is_date_line(line: str) -> bool:
    """Whether a short line is nothing but a date: a weekday, `Published` or a zone may stand beside it."""
    found = find_instant(line, "UTC")
    raw = found.raw if found else (AGO.search(line) or [""])[0]
    rest = line.replace(raw, " ") if raw else line
    return bool(raw) and len(BESIDE_DATE.sub("", rest).strip()) <= 4


def zone_of(name: str) -> tzinfo:
    """The IANA zone, or UTC when there is none of that name (cards are checked when they are loaded)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: "Europe" is a folder of zones
        return UTC


def is_ambiguous(instant: Instant) -> bool:
    """Whether the clock showed that local time twice, on the night summer time ends."""
    return not instant.has_zone and instant.at.utcoffset() != instant.at.replace(fold=1).utcoffset()


def _instant(parts: dict[str, str | None], raw: str, zone: str) -> Instant | None:
    offset = _offset(parts.get("zone"))
    if offset is None and parts.get("zone"):
        return None
    try:
        at = datetime(
            int(parts["year"] or 0), _month(parts["month"] or ""), int(parts["day"] or 0),
            _hour(parts), int(parts.get("minute") or 0), int(parts.get("second") or 0),
            tzinfo=offset or zone_of(zone),
        )  # fmt: skip
    except ValueError:
        return None
    return Instant(at, raw, has_clock=bool(parts.get("hour")), has_zone=offset is not None)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return MONTHS.get(text[:3].lower(), 0)


def _hour(parts: dict[str, str | None]) -> int:
    hour, half = int(parts.get("hour") or 0), (parts.get("half") or "").lower()
    if half and 1 <= hour <= 12:
        return hour % 12 + (12 if half.startswith("p") else 0)
    return hour


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    name = text.strip(" ()").lower()
    signed = name.removeprefix("gmt").removeprefix("utc")
    if signed[:1] in ("+", "-"):
        name, digits = signed, signed[1:].replace(":", "")
        hours, rest = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        minutes = int(hours) * 60 + int(rest)
        # No place on Earth is 15 hours away from Greenwich.
        return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes)) if minutes < 15 * 60 else None
    if name in LOCAL_ZONES:
        return ZoneInfo(LOCAL_ZONES[name])
    return timezone(timedelta(minutes=ZONES[name]), name.upper()) if name in ZONES else None


def _day_and_month(parts: dict[str, str | None]) -> dict[str, str | None]:
    """A date with slashes, read by the number that can only be a day; 0 as its day where both could be."""
    first, second = int(parts["day"] or 0), int(parts["month"] or 0)
    if second > 12:
        return parts | {"day": str(second), "month": str(first)}
    return parts if first > 12 or first == second else parts | {"day": "0"}
