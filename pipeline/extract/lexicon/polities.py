"""Countries, international bodies and words for offices, out of their data files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.extract.lexicon.cards import Card, DataFiles
from pipeline.extract.lexicon.entries import BodyEntry, CountryEntry, Membership, SurfaceKind, TitleEntry
from pipeline.extract.lexicon.matching import Surface
from pipeline.model import Sector

CODED_BODIES = frozenset({"NATO", "EU", "UN", "G7", "COTW", "EUROPE"})
"""The bodies that the codebook allows as actors."""

SURFACE_FIELDS: Mapping[str, tuple[SurfaceKind, Sector]] = {
    "names": (SurfaceKind.NAME, Sector.GOV),
    "demonyms": (SurfaceKind.DEMONYM, Sector.GOV),
    "capital": (SurfaceKind.CAPITAL, Sector.GOV),
    "metonyms": (SurfaceKind.METONYM, Sector.GOV),
    "legislature": (SurfaceKind.METONYM, Sector.LEG),
    "military": (SurfaceKind.METONYM, Sector.MIL),
    "opposition": (SurfaceKind.METONYM, Sector.OPP),
}
"""Fields of a country's card that hold wordings, with what each wording is."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country: `titles` says what a title means there ("chancellor": finance_minister in Britain)."""

    code: str
    name: str
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Polities:
    """Countries and bodies by code or id, titles by key, and what each title means for which code."""

    countries: Mapping[str, Country]
    bodies: Mapping[str, BodyEntry]
    titles: Mapping[str, TitleEntry]
    aliases: Mapping[str, Mapping[str, str]]
    surfaces: tuple[Surface, ...]


def read_polities(data: DataFiles) -> Polities:
    """Read countries.toml, bodies.toml and titles.toml."""
    surfaces: list[Surface] = []
    countries: dict[str, Country] = {}
    for card in data.cards("countries.toml", "country", "code"):
        country = _country(card, surfaces)
        if country.code in countries:
            card.wrong("code", f"{country.code} stands twice in the file")
        countries[country.code] = country
    titles = _titles(data, surfaces)
    aliases = {country.code: country.titles for country in countries.values()}
    bodies = _bodies(data, surfaces, frozenset(countries), aliases)
    return Polities(countries, bodies, titles, aliases, tuple(surfaces))


def _country(card: Card, surfaces: list[Surface]) -> Country:
    code = card.text("code")
    if len(code) != 3 or not code.isascii() or not code.isupper():
        card.wrong("code", f"{code!r} is no ISO 3166-1 alpha-3 code")
    name = ""
    for column, (kind, sector) in SURFACE_FIELDS.items():
        wordings = card.wordings(column)
        name = name or (wordings[0] if wordings else card.wrong(column, "is missing"))
        entry = CountryEntry(code, name, kind, sector)
        surfaces.extend(Surface(wording, entry, card.origin) for wording in wordings)
    titles = card.mapping("titles")
    card.close()
    return Country(code, name, titles)


def _titles(data: DataFiles, surfaces: list[Surface]) -> dict[str, TitleEntry]:
    titles: dict[str, TitleEntry] = {}
    for card in data.cards("titles.toml", "title", "key"):
        key, sector = card.text("key"), card.member("sector", Sector)
        institution, spokesperson = card.flag("is_institution"), card.flag("is_spokesperson")
        single = TitleEntry(key, sector, institution, spokesperson)
        several = TitleEntry(key, sector, institution, spokesperson, is_plural=True)
        if titles.setdefault(key, single) is not single:
            card.wrong("key", f"{key} stands twice in the file")
        surfaces.extend(Surface(wording, single, card.origin) for wording in card.wordings("wordings"))
        surfaces.extend(Surface(wording, several, card.origin) for wording in card.wordings("plurals"))
        card.close()
    return titles


def _bodies(
    data: DataFiles, surfaces: list[Surface], countries: frozenset[str], aliases: dict[str, Mapping[str, str]]
) -> dict[str, BodyEntry]:
    bodies: dict[str, BodyEntry] = {}
    for card in data.cards("bodies.toml", "body", "id"):
        body = _body(card, countries)
        if bodies.setdefault(body.body_id, body) is not body:
            card.wrong("id", f"{body.body_id} stands twice in the file")
        surfaces.extend(Surface(wording, body, card.origin) for wording in card.wordings("names"))
        titles = card.mapping("titles")
        if titles:
            aliases[body.body_id] = titles
        card.close()
    return bodies


def _body(card: Card, countries: frozenset[str]) -> BodyEntry:
    body_id, code, members = card.text("id"), card.optional_text("code"), card.texts("members")
    if code is not None and code not in CODED_BODIES:
        card.wrong(
            "code", f"{code!r} is none of {', '.join(sorted(CODED_BODIES))}; leave it out for a body that never acts"
        )
    for member in members:
        if member not in countries:
            card.wrong("members", f"{member!r} is no country of countries.toml")
    sector = card.member("sector", Sector, Sector.IGO)
    return BodyEntry(body_id, card.text("name"), code, sector, members, tuple(_joined(card, countries)))


def _joined(card: Card, countries: frozenset[str]) -> Iterator[Membership]:
    """The dated members of a body, each once."""
    seen: set[str] = set()
    for term in card.cards("joined"):
        start, end = term.day("on"), term.optional_day("left")
        if end is not None and end <= start:
            term.wrong("left", f"{end} is not after the day of joining, {start}")
        for country in term.texts("countries"):
            if country not in countries:
                term.wrong("countries", f"{country!r} is no country of countries.toml")
            if country in seen:
                term.wrong("countries", f"{country!r} joined twice")
            seen.add(country)
            yield Membership(country, start, end)
        term.close()
