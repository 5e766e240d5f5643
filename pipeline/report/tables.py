"""Lists for people and for programs: the same rows as a table or as one JSON array."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from rich.console import Console
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


def as_table(rows: Sequence[Any], title: str = "", wide: Sequence[str] = ()) -> Table:
    """Named tuples as a table; columns in `wide` may take what is left of the width."""
    table = Table(title=title or None, title_justify="left", show_edge=False, pad_edge=False)
    columns = rows[0]._fields if rows else ()
    for column in columns:
        table.add_column(column, overflow="fold", ratio=1 if column in wide else None, no_wrap=False)
    for row in rows:
        table.add_row(*(Text(shown(value)) for value in row))
    return table


def show(rows: Sequence[Any], *, is_json: bool, title: str = "", wide: Sequence[str] = ()) -> None:
    """Write rows to stdout, as JSON or as a table."""
    console = Console(highlight=False)
    if is_json:
        console.file.write(as_json(rows) + "\n")
    elif rows:
        console.print(as_table(rows, title, wide))
    else:
        console.print(f"{title or 'rows'}: none", markup=False)
