"""Lists for people and for programs: the same rows as a table or as one JSON array."""

import json
import math
import os
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

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
    if isinstance(value, dict | bytes | memoryview):
        value = json_text(value).strip('"')
    return str(value).translate(UNPRINTABLE)


def _duration(value: timedelta) -> str:
    seconds = f"{value / timedelta(seconds=1):.6f}".rstrip("0").rstrip(".")
    return f"PT{seconds}S"


def _finite(value: float | Decimal) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None


PLAIN: tuple[tuple[Any, Callable[[Any], object]], ...] = (
    (bool | int | str | None, lambda value: value),
    (float | Decimal, _finite),
    (date | time, lambda value: value.isoformat()),
    (timedelta, _duration),
    (bytes | bytearray | memoryview, lambda value: value.hex()),
    (dict, lambda value: {str(key): jsonable(part) for key, part in value.items()}),
    (list | tuple | set | frozenset, lambda value: [jsonable(part) for part in value]),
)
"""How the types that PostgreSQL gives are put into JSON; any other is put as its text (uuid, ranges, addresses)."""


def jsonable(value: object) -> Any:
    """A value as JSON can hold it: dates and durations in ISO 8601, bytes in hex, null for what is no number."""
    for kind, put in PLAIN:
        if isinstance(value, kind):
            return put(value)
    return str(value)


def json_text(value: object) -> str:
    """A value as JSON (RFC 8259: without NaN and Infinity), on one line."""
    return json.dumps(jsonable(value), ensure_ascii=False, allow_nan=False)


def as_json(rows: Sequence[Any]) -> str:
    """Named tuples or dicts as one JSON array."""
    return json_text([row._asdict() if hasattr(row, "_asdict") else row for row in rows])


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
MOST_COLUMNS = 10
"""More columns than this leave each a few letters of width: such rows are shown as blocks of `name: value` lines."""


def out() -> Console:
    """Standard output; NO_COLOR and COLUMNS are respected by rich itself."""
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PLAIN_WIDTH
    return console


def show(
    rows: Sequence[Any], *, is_json: bool, title: str = "", wide: Sequence[str] = (), most_columns: int = MOST_COLUMNS
) -> None:
    """Write rows to stdout: as JSON, as a table, or as a block a row when there are more than `most_columns`.

    A narrow terminal gets wide columns below their rows.
    """
    console = out()
    if is_json:
        console.file.write(as_json(rows) + "\n")
    elif not rows:
        console.print(f"{title or 'rows'}: none", markup=False)
    elif len(rows[0]._fields) > most_columns:
        _show_blocks(console, rows, title)
    elif wide and console.width < NARROW and len(rows[0]._fields) > len(wide) + 2:
        _show_stacked(console, rows, title, wide)
    else:
        console.print(as_table(rows, title, wide))


def _show_blocks(console: Console, rows: Sequence[Any], title: str) -> None:
    """A row as lines `name: value`, those without a value left out; lines are not cut, so that addresses stay whole."""
    if title:
        console.print(Text(title, style="italic"), soft_wrap=True)
    width = max(map(len, rows[0]._fields)) + 2
    for number, row in enumerate(rows):
        if number or title:
            console.print()
        for name, value in row._asdict().items():
            if cell := shown(value):
                label = Text(f"{name}:".ljust(width), style="bold")
                console.print(label + Text(cell.replace("\n", " ")), soft_wrap=True)


def _show_stacked(console: Console, rows: Sequence[Any], title: str, wide: Sequence[str]) -> None:
    console.print(Text(title, style="italic"))
    for row in rows:
        cells = row._asdict()
        head = " · ".join(shown(value) for name, value in cells.items() if name not in wide and value)
        console.print(Text(head, style="bold"))
        for name in wide:
            console.print(Padding(Text(shown(cells[name])), (0, 0, 0, 4)))
