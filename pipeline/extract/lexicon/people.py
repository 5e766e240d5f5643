"""Office-holders with their dated roles, out of people.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipeline.extract.lexicon.cards import Card, DataFiles
from pipeline.extract.lexicon.entries import PersonEntry, Role
from pipeline.extract.lexicon.matching import SharedName, Surface
from pipeline.extract.lexicon.polities import CODED_BODIES, Polities
from pipeline.model import Sector

SEATS_OF_ONE = frozenset({
    "president", "prime_minister", "foreign_minister", "defence_minister", "finance_minister", "vice_president",
    "secretary_general", "commission_president", "council_president", "high_representative", "parliament_president",
    "monarch", "chancellor",
})  # fmt: skip
"""Titles of which a country or body has one holder at a time: two at once is a mistake in the file."""


@dataclass(frozen=True, slots=True)
class People:
    """Everybody by id, the holders of every (title, code) in order of time, and the wordings of names."""

    by_id: Mapping[str, PersonEntry]
    holders: Mapping[tuple[str, str], tuple[tuple[Role, PersonEntry], ...]]
    surfaces: tuple[Surface, ...]


def read_people(data: DataFiles, polities: Polities) -> People:
    """Read people.toml; every role must name a known title and code, and nobody holds two roles at once."""
    by_id: dict[str, PersonEntry] = {}
    surfaces: list[Surface] = []
    shared: dict[str, list[tuple[str, bool]]] = {}
    holders: dict[tuple[str, str], list[tuple[Role, PersonEntry]]] = {}
    for card in data.cards("people.toml", "person", "id"):
        person = _person(card, polities)
        if by_id.setdefault(person.person_id, person) is not person:
            card.wrong("id", f"{person.person_id} stands twice in the file")
        surfaces.extend(Surface(name, person, card.origin) for name in person.names)
        for field in ("shared", "guarded"):
            for name in card.texts(field):
                shared.setdefault(name, []).append((person.person_id, field == "guarded"))
        _seat(card, person, holders)
        card.close()
    surfaces.extend(_shared_surfaces(shared))
    ordered = {seat: tuple(sorted(held, key=lambda pair: pair[0].start)) for seat, held in holders.items()}
    return People(by_id, ordered, tuple(surfaces))


def _shared_surfaces(shared: Mapping[str, list[tuple[str, bool]]]) -> list[Surface]:
    return [
        Surface(
            name,
            SharedName(tuple(person for person, _ in claims), frozenset(person for person, kept in claims if kept)),
            f"people.toml, shared name {name}",
        )
        for name, claims in shared.items()
    ]


def _person(card: Card, polities: Polities) -> PersonEntry:
    person_id, names, country = card.text("id"), card.wordings("names"), card.text("country")
    if not names:
        card.wrong("names", "is missing")
    if country not in polities.countries:
        card.wrong("country", f"{country!r} is no country of countries.toml")
    source = card.text("source")
    roles = tuple(_role(row, country, source, polities) for row in card.cards("roles"))
    if not roles:
        card.wrong("roles", "is missing")
    for before, after in pairwise(roles):
        if before.end is None or after.start < before.end:
            card.wrong("roles", f"{after.title} from {after.start} begins before {before.title} has ended")
    return PersonEntry(person_id, names, country, roles)


def _role(row: Card, country: str, source: str, polities: Polities) -> Role:
    title = row.text("title")
    if title not in polities.titles:
        row.wrong("title", f"{title!r} is no title of titles.toml")
    code = row.text("for", country)
    if code not in polities.countries and code not in CODED_BODIES and code not in polities.bodies:
        row.wrong("for", f"{code!r} is neither a country of countries.toml nor a body of bodies.toml")
    known = polities.titles[title]
    start, end = row.day("from"), row.optional_day("to")
    if end is not None and end <= start:
        row.wrong("to", f"{end} is not after {start}")
    role = Role(
        title, code, row.member("sector", Sector, Sector.IGO if code in ("EU", "NATO", "UN") else known.sector),
        start, end, row.text("source", source), row.flag("is_spokesperson") or known.is_spokesperson,
    )  # fmt: skip
    row.close()
    return role


def _seat(card: Card, person: PersonEntry, holders: dict[tuple[str, str], list[tuple[Role, PersonEntry]]]) -> None:
    """Enter the roles of a person, refusing a second holder of a seat of one."""
    for role in person.roles:
        held = holders.setdefault((role.title, role.represents), [])
        for other, holder in held if role.title in SEATS_OF_ONE else ():
            if other.start < (role.end or date.max) and role.start < (other.end or date.max):
                card.wrong(
                    "roles", f"{role.title} of {role.represents} from {role.start} overlaps with {holder.name}'s "
                    f"({other.start} to {other.end})",
                )  # fmt: skip
        held.append((role, person))
