"""Lists for people and for programs: the same rows as a table or as one JSON array."""

import json
import os
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

# Written as \u escapes when shown: they would reorder or hide what stands beside them on a terminal.
UNPRINTABLE = {
    code: f"\\u{code:04x}"
    for code in [
        *range(0x20),
        0x7F,
        *range(0x80, 0xA0),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
    if code != 0x0A
}


def shown(value: object) -> str:
    """A value as one cell: lists joined, dates in ISO form, control and direction characters made visible."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(shown(part) for part in value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value).translate(UNPRINTABLE)


def jsonable(value: object) -> Any:
    """A value as JSON can hold it; uuid and dates as text."""
    if isinstance(value, UUID | date | datetime):
        return value.isoformat() if isinstance(value, date | datetime) else str(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {key: jsonable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(part) for part in value]
    return value


def as_json(rows: Sequence[Any]) -> str:
    """Named tuples or dicts as one JSON array."""
    return json.dumps([jsonable(row._asdict() if hasattr(row, "_asdict") else row) for row in rows], ensure_ascii=False)


UNBROKEN = frozenset({"date", "act", "status", "sure", "id", "what", "number"})
"""Columns of short words, which are not to be broken for the sake of a long one."""


def as_table(rows: Sequence[Any], title: str = "", wide: Sequence[str] = ()) -> Table:
    """Named tuples as a table; columns in `wide` may take what is left of the width."""
    table = Table(title=title or None, title_justify="left", show_edge=False, pad_edge=False)
    columns = rows[0]._fields if rows else ()
    for column in columns:
        table.add_column(column, overflow="fold", ratio=1 if column in wide else None, no_wrap=column in UNBROKEN)
    for row in rows:
        table.add_row(*(Text(shown(value)) for value in row))
    return table


PLAIN_WIDTH = 180
"""Columns of a table that goes to a file or a pipe, where nobody's window is the measure."""
NARROW = 140
"""Below this a wide column gets a line of its own under its row."""


def out() -> Console:
    """Standard output; NO_COLOR and COLUMNS are respected by rich itself."""
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PLAIN_WIDTH
    return console


def show(rows: Sequence[Any], *, is_json: bool, title: str = "", wide: Sequence[str] = ()) -> None:
    """Write rows to stdout, as JSON or as a table; a narrow terminal gets wide columns below their rows."""
    console = out()
    if is_json:
        console.file.write(as_json(rows) + "\n")
    elif not rows:
        console.print(f"{title or 'rows'}: none", markup=False)
    elif wide and console.width < NARROW and len(rows[0]._fields) > len(wide) + 2:
        _show_stacked(console, rows, title, wide)
    else:
        console.print(as_table(rows, title, wide))


def _show_stacked(console: Console, rows: Sequence[Any], title: str, wide: Sequence[str]) -> None:
    console.print(Text(title, style="italic"))
    for row in rows:
        cells = row._asdict()
        head = " · ".join(shown(value) for name, value in cells.items() if name not in wide and value)
        console.print(Text(head, style="bold"))
        for name in wide:
            console.print(Padding(Text(shown(cells[name])), (0, 0, 0, 4)))
