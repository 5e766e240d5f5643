"""Decisions of people about held rows: release lets one enter all the same, drop keeps it out. Append-only.

A release is for the row as it was held: when a replay reads it otherwise, the gate judges it anew. A drop is for the
row's key. The latest decision counts, and takes effect when the row's day is processed again.
"""

import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.day import Day
from pipeline.db import Cursor, Database, query
from pipeline.errors import UsageError
from pipeline.validate.gate import CASCADE_REASONS, KEYS

LEAST_KEY = 8
"""Characters of a key that must be given: a shorter one would soon mean another row."""


class Choice(StrEnum):
    """What can be decided about a held row."""

    RELEASE = "release"
    DROP = "drop"


RESOLUTIONS = {Choice.RELEASE: "released", Choice.DROP: "dropped"}


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that is written down; `day` is the one to process again for it to take effect."""

    table: str
    row_key: str
    day: Day
    choice: Choice


def decide_row(db: Database, key: str, table: str | None, choice: Choice, told: tuple[str, str]) -> Decided:
    """Release or drop a held row, named by the first characters of its key; `told` is the reason and who decided.

    Raises UsageError when no or more than one row is meant, when the row only falls with another one, and when the
    warehouse itself would refuse what is released.
    """
    reason, decided_by = (part.strip() for part in told)
    if not reason:
        raise UsageError("--reason is empty; say why, it is kept with the decision")
    if not decided_by:
        raise UsageError("--by is empty; say who decides, it is kept with the decision")
    with db.transaction() as cursor:
        row = _held_row(cursor, key, table)
        if choice is Choice.RELEASE:
            _refuse_release(cursor, row)
        params = {
            "decision_id": uuid.uuid4(),
            "target_table": row.target_table,
            "row_key": row.row_key,
            "row_hash": row.row_hash,
            "decision": str(choice),
            "resolution": RESOLUTIONS[choice],
            "reason": reason,
            "decided_by": decided_by,
        }
        cursor.execute(query("gate_decide"), params)
        cursor.execute(query("gate_decided"), params)
    return Decided(row.target_table, row.row_key, Day(row.day), choice)


def refuse_no_table(table: str | None) -> None:
    """Raise UsageError when rows of no staged table are meant; None = of any."""
    if table is not None and table not in KEYS:
        raise UsageError(f"--table {table!r} is none of {', '.join(KEYS)}")


def refuse_no_key(key: str) -> str:
    """The beginning of a key in small letters; raises UsageError when it cannot be one."""
    wanted = key.strip().lower()
    if len(wanted) < LEAST_KEY or set(wanted) - set("0123456789abcdef-"):
        raise UsageError(f"{key!r} is no row's key; copy eight characters or more from `guarantees quarantine list`")
    return wanted


def _held_row(cursor: Cursor, key: str, table: str | None) -> Any:
    refuse_no_table(table)
    wanted = refuse_no_key(key)
    cursor.execute(query("gate_held_row"), {"key_start": wanted, "target_table": table, "row_limit": 2})
    found: list[Any] = cursor.fetchall()
    if not found:
        raise UsageError(f"no held row has the key {key}; list them with `guarantees quarantine list --all`")
    if len(found) > 1:
        tables = sorted({row.target_table for row in found})
        more = f"name the table with --table ({', '.join(tables)})" if len(tables) > 1 else "give more of it"
        raise UsageError(f"more than one held row has a key that begins with {key}; {more}")
    return found[0]


def _refuse_release(cursor: Cursor, row: Any) -> None:
    what = f"{row.target_table} {row.row_key}"
    if CASCADE_REASONS.issuperset(row.reasons):
        raise UsageError(
            f"{what} broke nothing itself ({'; '.join(row.reasons)}): it comes back with the row it fell with; "
            "release that one"
        )
    if row.row_hash is None:
        raise UsageError(f"{what} has no digest, so nothing tells whether a replay brings the same row; drop it")
    cursor.execute("select quality.refusal_of(%s, %s, %s) as said", (row.verdict_id, row.target_table, row.row_no))
    refusal: Any = cursor.fetchone()
    if refusal.said is not None:
        raise UsageError(
            f"{what} cannot be released: the warehouse itself refuses it ({refusal.said}); "
            "correct what reads it and replay the day, or drop it"
        )
