"""COPY of Python values into a staging table: escaped, and counted in and out."""

import io
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from psycopg2 import sql

from pipeline.db import Cursor
from pipeline.errors import GuaranteesError

CHUNK_ROWS = 5_000
"""Rows per COPY: a few MB of text at once, whatever the size of the batch."""

# In the text format a bare backslash, tab or newline would shift or end the data, `\\.` without an error.
COPY_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_needs_escape = re.compile(r"[\\\t\n\r]").search
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
    lines: list[str] = []
    for row in rows:
        lines.append("\t".join(map(_field, row)))
        if len(lines) == CHUNK_ROWS:
            given, written = given + len(lines), written + _send(cursor, statement, lines)
            lines = []
    given, written = given + len(lines), written + _send(cursor, statement, lines)
    if written != given:
        raise GuaranteesError(f"{table}: {given} rows were sent and {written} arrived; nothing was kept, try again")
    return written


def _send(cursor: Cursor, statement: sql.Composed, lines: list[str]) -> int:
    if not lines:
        return 0
    cursor.copy_expert(statement, io.StringIO("\n".join(lines) + "\n"))
    return int(cursor.rowcount)


def _field(value: object) -> str:
    if value is None:
        return "\\N"
    text = _text(value)
    # Looking costs a tenth of translating, and few values need it.
    return text.translate(COPY_ESCAPES) if _needs_escape(text) else text


def _text(value: Any) -> str:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, tuple):
        return "{" + ",".join(map(_element, value)) + "}"
    if isinstance(value, list):
        return _json(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _element(value: object) -> str:
    text = clean_text(str(value))
    return f'"{text.translate(ARRAY_ESCAPES)}"' if '"' in text or "\\" in text else f'"{text}"'


def _json(value: list[Any]) -> str:
    # jsonb refuses an escaped NUL or surrogate: clean the text before json escapes it.
    return json.dumps([{key: _clean(part) for key, part in item.items()} for item in value], ensure_ascii=False)


def _clean(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value
