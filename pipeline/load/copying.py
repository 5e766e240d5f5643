"""COPY of Python values into a staging table: escaped, and counted in and out.

Values are escaped a column at a time: most columns of a chunk hold one type and nothing to escape, which one look
tells; a look at each value would take most of the time of staging.
"""

import io
import itertools
import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from psycopg2 import sql

from pipeline.db import Cursor
from pipeline.errors import GuaranteesError

CHUNK_ROWS = 5_000
"""Rows per COPY: a few MB of text at once, whatever the size of the batch."""

NULL = "\\N"
# In the text format a bare backslash, tab or newline would shift or end the data, `\\.` without an error.
ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))
"""In this order: the backslash first, or it would be escaped twice."""
ARRAY_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"'})
# PostgreSQL stores neither NUL nor a lone surrogate; each becomes one other code point, so that offsets stay true.
UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")


def clean_text(text: str) -> str:
    """The text with what PostgreSQL cannot store replaced by U+FFFD, one for one."""
    if text.isascii() and "\0" not in text:
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.translate(UNSTORABLE)
    return text.replace("\0", "\ufffd") if "\0" in text else text


def copy_rows(cursor: Cursor, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write rows into schema.table by COPY; the number written, which is the number given or an error."""
    schema, name = table.split(".")
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(schema, name), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    given = written = 0
    remaining = iter(rows)
    while chunk := list(itertools.islice(remaining, CHUNK_ROWS)):
        cursor.copy_expert(statement, io.StringIO(copy_text(chunk)))
        given, written = given + len(chunk), written + int(cursor.rowcount)
    if written != given:
        raise GuaranteesError(f"{table}: {given} rows were sent and {written} arrived; nothing was kept, try again")
    return written


def copy_text(rows: Sequence[Sequence[object]]) -> str:
    """Rows in the text format of COPY, a line each. Raises ValueError when rows differ in length."""
    columns = map(_column, zip(*rows, strict=True))
    return "\n".join(map("\t".join, zip(*columns, strict=True))) + "\n"


def _column(values: tuple[Any, ...]) -> Iterable[str]:
    """One column of a chunk, each value as a field of COPY."""
    kinds = set(map(type, values))
    kinds.discard(type(None))
    if kinds == {str}:
        return _texts(values)
    write = WRITERS.get(kinds.pop()) if len(kinds) == 1 else None
    if write is None:
        return map(_field, values)
    return [NULL if value is None else write(value) for value in values]


def _texts(values: tuple[str | None, ...]) -> Iterable[str]:
    everything = "".join(filter(None, values))
    if not _is_plain(everything):
        return map(_field, values)
    return [NULL if value is None else value for value in values]


def _is_plain(text: str) -> bool:
    """Whether nothing in it needs to be escaped or replaced."""
    return not any(character in text for character in "\\\t\n\r\0") and clean_text(text) is text


def _field(value: object) -> str:
    if value is None:
        return NULL
    text = _text(value)
    for character, escape in ESCAPES:
        if character in text:
            text = text.replace(character, escape)
    return text


def _text(value: Any) -> str:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return _boolean(value)
    if isinstance(value, tuple):
        return _array(value)
    if isinstance(value, list):
        return _json(value)
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _boolean(value: bool) -> str:
    return "t" if value else "f"


# Lists of codes and of actors repeat from row to row.
@lru_cache(maxsize=10_000)
def _array(value: tuple[object, ...]) -> str:
    return "{" + ",".join(map(_element, value)) + "}"


def _element(value: object) -> str:
    text = clean_text(str(value))
    return f'"{text.translate(ARRAY_ESCAPES)}"' if '"' in text or "\\" in text else f'"{text}"'


def _json(value: list[Any]) -> str:
    return _objects(tuple(tuple(item.items()) for item in value))


@lru_cache(maxsize=10_000)
def _objects(items: tuple[tuple[tuple[str, Any], ...], ...]) -> str:
    # jsonb refuses an escaped NUL or surrogate: clean the text before json escapes it.
    return json.dumps([{key: _clean(part) for key, part in item} for item in items], ensure_ascii=False)


def _clean(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


WRITERS: dict[type, Callable[[Any], str]] = {
    uuid.UUID: lambda value: value.hex,
    bool: _boolean,
    int: str,
    float: repr,
    date: date.isoformat,
    datetime: datetime.isoformat,
}
"""Types whose text never needs escaping, each with how it is written; all others go through `_field`."""
