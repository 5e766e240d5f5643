"""Quarantine as an operator sees it: what is held back and why, and what is to become of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pipeline.day import Day
from pipeline.db import query
from pipeline.errors import UsageError
from pipeline.run.admin import open_warehouse
from pipeline.settings import Settings
from pipeline.validate import Choice, Decided, decide_row, refuse_no_key, refuse_no_table

__all__ = ["Choice", "HeldRow", "brief", "decide", "held_row", "held_rows"]


class HeldRow(NamedTuple):
    """A held row on one line of a terminal."""

    day: str
    table: str
    key: str
    state: str
    held_at: datetime
    why: str


def held_rows(settings: Settings, day: Day | None, table: str | None, *, with_resolved: bool) -> list[Any]:
    """Held rows, each once as it was held last; those that were dealt with only when asked for."""
    refuse_no_table(table)
    params = {"day": day.date if day else None, "target_table": table, "key_start": None}
    return _fetch(settings, params | {"with_resolved": with_resolved})


def held_row(settings: Settings, key: str, table: str | None) -> list[Any]:
    """All that is known of one held row, named by the first characters of its key."""
    refuse_no_table(table)
    params = {"day": None, "target_table": table, "key_start": refuse_no_key(key)}
    found = _fetch(settings, params | {"with_resolved": True})
    if not found:
        raise UsageError(f"no held row has the key {key}; list them with `guarantees quarantine list --all`")
    return found


def brief(rows: Sequence[Any]) -> list[HeldRow]:
    """Held rows as people read them."""
    return [
        HeldRow(
            row.day.isoformat(),
            row.target_table,
            row.row_key or "(no key)",
            row.state,
            row.quarantined_at,
            "; ".join(row.reasons),
        )
        for row in rows
    ]


def decide(settings: Settings, key: str, table: str | None, choice: Choice, told: tuple[str, str]) -> str:
    """Write down a decision about a held row; a line that says what it was and what to do next."""
    decided: Decided = decide_row(open_warehouse(settings), key, table, choice, told)
    done = "released" if choice is Choice.RELEASE else "dropped"
    return (
        f"{done}: {decided.table} {decided.row_key}; "
        f"it takes effect with `guarantees replay --from {decided.day} --to {decided.day}`"
    )


def _fetch(settings: Settings, params: dict[str, object]) -> list[Any]:
    return open_warehouse(settings, "analyst").fetch(query("cli_quarantine"), params)
