"""Rows for people and for programs: JSON that every parser reads, blocks where a table would be too narrow."""

import json
from collections import namedtuple
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from pipeline.report.tables import as_json, show


def no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


@pytest.mark.parametrize(
    ("value", "put"),
    [
        (timedelta(days=1, hours=2), "PT93600S"),
        (timedelta(milliseconds=-1500), "PT-1.5S"),
        (timedelta(0), "PT0S"),
        (memoryview(b"\x00\xff"), "00ff"),
        (b"\x00\xff", "00ff"),
        (float("nan"), None),
        (float("-inf"), None),
        (Decimal("NaN"), None),
        (Decimal("1.5"), 1.5),
        (True, True),
        (datetime(2025, 1, 16, 8, tzinfo=UTC), "2025-01-16T08:00:00+00:00"),
        (date(2025, 1, 16), "2025-01-16"),
        (time(8, 30), "08:30:00"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ({"a": [float("inf"), timedelta(seconds=1)]}, {"a": [None, "PT1S"]}),
    ],
)
def test_every_type_that_postgresql_gives_becomes_json(value, put):
    row = namedtuple("row", "value")(value)
    assert json.loads(as_json([row]), parse_constant=no_constant) == [{"value": put}]


def test_a_row_of_many_columns_is_a_block_of_lines(capsys: pytest.CaptureFixture[str]):
    row = namedtuple("row", [f"column_{letter}" for letter in "abcdefghijkl"])
    address = "https://example.org/" + "long" * 100
    show([row("first", None, address, *range(9)), row("second", *range(11))], is_json=False, title="Rows")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Rows"
    assert lines[2].split() == ["column_a:", "first"]
    assert lines[3].split() == ["column_c:", address]
    assert lines.count("") == 2


def test_a_row_of_few_columns_stays_on_its_line(capsys: pytest.CaptureFixture[str]):
    show([namedtuple("row", "a b")(1, 2)], is_json=False)
    assert capsys.readouterr().out.splitlines()[-1].split() == ["1", "│", "2"]
