"""What a column of an exported table is: its kind, meaning, unit and values, for the files and for their codebook."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a cell holds, in the words of the codebook."""

    TEXT = "text"
    TEXTS = "list of text"
    JSON = "JSON"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DAY = "day"
    INSTANT = "instant"
    KEY = "uuid"


KINDS = {
    "text": Kind.TEXT,
    "text[]": Kind.TEXTS,
    "jsonb": Kind.JSON,
    "smallint": Kind.INTEGER,
    "integer": Kind.INTEGER,
    "bigint": Kind.INTEGER,
    "double precision": Kind.NUMBER,
    "boolean": Kind.BOOLEAN,
    "date": Kind.DAY,
    "timestamp with time zone": Kind.INSTANT,
    "uuid": Kind.KEY,
}
"""PostgreSQL's names of the types that the mart's records have."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `unit` is empty where there is none, `values` where the list is not closed."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()


def codebook_columns() -> tuple[Column, ...]:
    """The columns of the codebook itself."""
    return (
        Column("table", Kind.TEXT, "Exported table."),
        Column("column", Kind.TEXT, "Its column."),
        Column("type", Kind.TEXT, "What a cell holds.", values=tuple(Kind)),
        Column("unit", Kind.TEXT, "Unit; empty where there is none."),
        Column("meaning", Kind.TEXT, "What it says."),
        Column("values", Kind.TEXTS, "The closed list it is taken from; empty where there is none."),
    )


def codebook_rows(table: str, columns: tuple[Column, ...]) -> list[tuple[object, ...]]:
    """The codebook's rows about one table."""
    return [
        (table, column.name, str(column.kind), column.unit, column.meaning, list(column.values)) for column in columns
    ]
