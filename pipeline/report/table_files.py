"""Tables as files: CSV (RFC 4180), JSON Lines and Parquet. The same rows give the same bytes.

In CSV a list is joined with `|`, a missing value is empty and an empty text is `""`, and a text that a spreadsheet
would take for a formula begins with an apostrophe (OWASP, CSV Injection). The other formats hold every value as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.report.columns import Column, Kind
from pipeline.report.tables import json_text

Row = Sequence[Any]

GROUP_ROWS = 20_000
"""Rows of a Parquet row group: some ten MB in memory, and part of what makes the bytes the same."""


class Format(StrEnum):
    """What a table can be written as; the value is the ending of the file's name."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"


# The signs that OWASP names, full-width forms included; with apostrophes before them, so that one can be taken away.
_is_formula = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]").match
_needs_quotes = re.compile(r'[",\r\n]').search


def inert(text: str) -> str:
    """The text as no spreadsheet runs it; take one leading apostrophe away to have it back."""
    return f"'{text}" if _is_formula(text) else text


def write_table(path: Path, form: Format, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Write rows to a file of a format, a part at a time; the number of rows."""
    return WRITERS[form](path, columns, rows)


def _write_csv(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(column.name for column in columns) + "\r\n")
        for row in rows:
            cells = (_cell(column.kind, value) for column, value in zip(columns, row, strict=True))
            file.write(",".join(cells) + "\r\n")
            count += 1
    return count


def _cell(kind: Kind, value: Any) -> str:
    if value is None:
        return ""
    if kind in (Kind.TEXT, Kind.TEXTS):
        text = inert(value if kind is Kind.TEXT else "|".join(value))
        return '"' + text.replace('"', '""') + '"' if not text or _needs_quotes(text) else text
    text = str(_plain(kind, value))
    return '"' + text.replace('"', '""') + '"' if _needs_quotes(text) else text


def _plain(kind: Kind, value: Any) -> object:
    """A value that is neither text nor list, in the words of every format but Parquet."""
    if kind is Kind.INSTANT:
        return _utc(value).isoformat().replace("+00:00", "Z")
    if kind is Kind.BOOLEAN:
        return "true" if value else "false"
    if kind is Kind.JSON:
        return json_text(value)
    if kind is Kind.NUMBER:
        return repr(float(value))
    return value


def _utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


def _write_json_lines(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            record = {
                column.name: _plain(column.kind, value) if column.kind is Kind.INSTANT and value else value
                for column, value in zip(columns, row, strict=True)
            }
            file.write(json_text(record) + "\n")
            count += 1
    return count


def _write_parquet(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    # Late: it takes a fifth of a second that no other command should pay.
    import pyarrow as pa
    from pyarrow import parquet

    types = {
        Kind.TEXT: pa.string(),
        Kind.TEXTS: pa.list_(pa.string()),
        Kind.JSON: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.BOOLEAN: pa.bool_(),
        Kind.DAY: pa.date32(),
        Kind.INSTANT: pa.timestamp("us", tz="UTC"),
        Kind.KEY: pa.string(),
    }
    schema = pa.schema(
        [
            pa.field(column.name, types[column.kind], metadata={"meaning": column.meaning, "unit": column.unit})
            for column in columns
        ]
    )
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as file:
        for group in _groups(rows):
            cells = zip(*group, strict=True)
            arrays = [
                pa.array([_stored(column.kind, value) for value in values], field.type)
                for column, values, field in zip(columns, cells, schema, strict=True)
            ]
            file.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(group)
    return count


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(rows)
    while group := list(islice(source, GROUP_ROWS)):
        yield group


def _stored(kind: Kind, value: Any) -> object:
    if value is None:
        return None
    if kind is Kind.JSON:
        return json_text(value)
    return str(value) if kind is Kind.KEY else value


WRITERS: dict[Format, Callable[[Path, Sequence[Column], Iterable[Row]], int]] = {
    Format.CSV: _write_csv,
    Format.PARQUET: _write_parquet,
    Format.JSONL: _write_json_lines,
}
