"""The lexicon's dated offices and memberships into the warehouse, so that "who spoke" has an answer in SQL."""

from pipeline.db import Database
from pipeline.extract.lexicon import Lexicon, load_lexicon
from pipeline.load import Offices, OfficesLoaded, load_offices


def bring_offices(db: Database) -> OfficesLoaded:
    """Bring the warehouse's offices up to date with the lexicon of this version; `db` is the loader's."""
    return load_offices(db, offices_of(load_lexicon()))


def offices_of(lexicon: Lexicon) -> Offices:
    """What a lexicon knows of offices and memberships, as rows; those who make up an informal group carry no dates."""
    return Offices(
        roles=[
            {
                "person_id": person.person_id,
                "actor_code": role.represents,
                "title": role.title,
                "valid_from": role.start.isoformat(),
                "valid_to": role.end.isoformat() if role.end else None,
                "person_name": person.name,
                "country_code": person.country,
                "sector": str(role.sector),
                "is_spokesperson": role.is_spokesperson,
                "origin": role.source,
            }
            for person in lexicon.people.values()
            for role in person.roles
        ],
        memberships=[
            {
                "body_id": body.body_id,
                "member_code": member.country,
                "valid_from": member.start.isoformat() if member.start else None,
                "valid_to": member.end.isoformat() if member.end else None,
                "body_name": body.name,
            }
            for body in lexicon.bodies.values()
            for member in body.memberships
        ],
    )
