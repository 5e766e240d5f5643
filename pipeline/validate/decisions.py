"""What people decided about held rows, as the gate takes it: released rows pass, dropped rows stay out. Pure."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ruling:
    """The latest decision about one staged row: released (it may break expectations) or dropped (it stays out)."""

    decision_id: uuid.UUID
    row_key: str
    is_release: bool
    reason: str
    decided_by: str


Rulings = Mapping[tuple[str, int], Ruling]
"""(table, row number) → what was decided about it."""


@dataclass(frozen=True, slots=True)
class Override:
    """A row that passed although it broke expectations, with those and the ruling that let it."""

    table: str
    row_no: int
    reasons: tuple[str, ...]
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class SortedRows:
    """Rows after the rulings: `held` by the expectations, `dropped` by people, `overridden` let through."""

    held: dict[str, dict[int, tuple[str, ...]]] = field(default_factory=dict)
    dropped: dict[str, dict[int, tuple[str, ...]]] = field(default_factory=dict)
    overridden: tuple[Override, ...] = ()


def sort_rows(broken: Mapping[str, Mapping[int, Sequence[str]]], rulings: Rulings) -> SortedRows:
    """Rows that broke expectations (table → row → why), and those ruled upon, by what becomes of them."""
    held: dict[str, dict[int, tuple[str, ...]]] = {}
    overridden = []
    for table, rows in broken.items():
        for row, reasons in rows.items():
            ruling = rulings.get((table, row))
            if ruling is None:
                held.setdefault(table, {})[row] = tuple(reasons)
            elif ruling.is_release:
                overridden.append(Override(table, row, tuple(reasons), ruling))
    dropped: dict[str, dict[int, tuple[str, ...]]] = {}
    for (table, row), ruling in rulings.items():
        if not ruling.is_release:
            why = f"dropped by {ruling.decided_by}: {ruling.reason}"
            dropped.setdefault(table, {})[row] = (why, *broken.get(table, {}).get(row, ()))
    return SortedRows(held, dropped, tuple(overridden))
