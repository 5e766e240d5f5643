"""Who held which office and who belongs to which group: the warehouse brought up to date with the lexicon."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.db import Database, json_value, query
from pipeline.load.retrying import explained, with_retries

Rows = Sequence[Mapping[str, object]]

LOCK = "select pg_advisory_xact_lock(hashtext('warehouse.offices'))"
# After the lock, and never before what is there: clocks jump.
INSTANT = (
    "select greatest(clock_timestamp(), (select max(recorded_at) from warehouse.actor_roles) + interval '1 us', "
    "(select max(recorded_at) from warehouse.actor_memberships) + interval '1 us') as recorded_at"
)


@dataclass(frozen=True, slots=True)
class Offices:
    """What a lexicon knows: `roles` have the columns of warehouse.actor_roles, `memberships` of actor_memberships.

    Days are texts in ISO form, or None. Every (person, actor, title, first day) and (body, member) stands once.
    """

    roles: Rows
    memberships: Rows

    @property
    def version(self) -> str:
        """Digest of all of it: 12 hex digits."""
        text = json.dumps([list(self.roles), list(self.memberships)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class OfficesLoaded:
    """Rows added and closed, offices and memberships together; both 0 when the lexicon had not changed."""

    added: int
    closed: int


def load_offices(db: Database, offices: Offices) -> OfficesLoaded:
    """Bring offices and memberships up to date with a lexicon; the same lexicon again writes nothing."""
    with explained("the offices of the lexicon cannot be loaded"):
        return with_retries(lambda: _load_once(db, offices))


def _load_once(db: Database, offices: Offices) -> OfficesLoaded:
    params: dict[str, object] = {
        "roles": json_value(list(offices.roles)),
        "memberships": json_value(list(offices.memberships)),
        "version": offices.version,
    }
    with db.transaction() as cursor:
        cursor.execute(LOCK)
        cursor.execute(INSTANT)
        instant: Any = cursor.fetchone()
        params["recorded_at"] = instant.recorded_at
        done = {}
        for name in ("load_roles_close", "load_roles_add", "load_memberships_close", "load_memberships_add"):
            cursor.execute(query(name), params)
            done[name] = cursor.rowcount
    return OfficesLoaded(
        added=done["load_roles_add"] + done["load_memberships_add"],
        closed=done["load_roles_close"] + done["load_memberships_close"],
    )
