"""Tables as files: what each format holds, formulas made inert, and the same bytes for the same rows."""

import csv
import json
import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from pipeline.report.columns import KINDS, Column, Kind, codebook_columns, codebook_rows
from pipeline.report.table_files import Format, inert, write_table

KEY = uuid.UUID("12345678-1234-5678-1234-567812345678")
COLUMNS = tuple(Column(str(kind).replace(" ", "_"), kind, f"A {kind}.", "a unit") for kind in Kind)
MOMENT = datetime(2025, 1, 16, 10, 0, 0, 5, tzinfo=timezone(timedelta(hours=2)))
FULL = ('a, "b"\nc', ["GBR", "FRA"], [{"code": "GBR"}], 7, 0.1, True, date(2025, 1, 16), MOMENT, KEY)
EMPTY = ("", [], [], 0, -1.5, False, date(1, 1, 1), datetime(2025, 1, 1, tzinfo=UTC), KEY)
NOTHING = (None,) * len(COLUMNS)
ROWS: list[tuple[Any, ...]] = [FULL, EMPTY, NOTHING]


def written(folder: Path, form: Format, rows: list[tuple[Any, ...]] = ROWS) -> Path:
    path = folder / f"table.{form}"
    assert write_table(path, form, COLUMNS, iter(rows)) == len(rows)
    return path


def test_csv_holds_every_kind_and_tells_missing_from_empty(tmp_path: Path) -> None:
    lines = written(tmp_path, Format.CSV).read_bytes().decode().split("\r\n")
    assert lines[0] == "text,list_of_text,JSON,integer,number,boolean,day,instant,uuid"
    assert lines[1] == (
        '"a, ""b""\nc",GBR|FRA,"[{""code"": ""GBR""}]",7,0.1,true,2025-01-16,2025-01-16T08:00:00.000005Z,' + str(KEY)
    )
    assert lines[2] == f'"","",[],0,-1.5,false,0001-01-01,2025-01-01T00:00:00Z,{KEY}'
    assert lines[3:] == [",,,,,,,,", ""]


def test_json_lines_hold_every_kind(tmp_path: Path) -> None:
    lines = written(tmp_path, Format.JSONL).read_bytes().decode().split("\n")
    assert json.loads(lines[0]) == {
        "text": FULL[0], "list_of_text": ["GBR", "FRA"], "JSON": [{"code": "GBR"}], "integer": 7, "number": 0.1,
        "boolean": True, "day": "2025-01-16", "instant": "2025-01-16T08:00:00.000005Z", "uuid": str(KEY),
    }  # fmt: skip
    assert set(json.loads(lines[2]).values()) == {None}
    assert len(lines) == len(ROWS) + 1


def test_parquet_holds_every_kind_with_its_meaning(tmp_path: Path) -> None:
    table = parquet.read_table(written(tmp_path, Format.PARQUET))
    first, _, last = table.to_pylist()
    assert first["instant"] == MOMENT
    assert (first["text"], first["list_of_text"], first["day"]) == (FULL[0], ["GBR", "FRA"], date(2025, 1, 16))
    assert (first["JSON"], first["uuid"], first["number"]) == ('[{"code": "GBR"}]', str(KEY), 0.1)
    assert set(last.values()) == {None}
    assert table.schema.field("day").metadata == {b"meaning": b"A day.", b"unit": b"a unit"}
    assert str(table.schema.field("instant").type) == "timestamp[us, tz=UTC]"


@pytest.mark.parametrize("form", list(Format))
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, form: Format) -> None:
    (tmp_path / "again").mkdir()
    many = ROWS * 5
    assert written(tmp_path, form, many).read_bytes() == written(tmp_path / "again", form, many).read_bytes()


@pytest.mark.parametrize("form", list(Format))
def test_no_row_is_a_table_all_the_same(tmp_path: Path, form: Format) -> None:
    path = written(tmp_path, form, [])
    if form is Format.PARQUET:
        assert parquet.read_table(path).num_columns == len(COLUMNS)
    else:
        assert len(path.read_text("utf-8").splitlines()) == (1 if form is Format.CSV else 0)


def test_more_rows_than_one_group_are_all_there(tmp_path: Path) -> None:
    path = tmp_path / "many.parquet"
    column = (Column("n", Kind.INTEGER, "A number."),)
    assert write_table(path, Format.PARQUET, column, ((number,) for number in range(45_000))) == 45_000
    assert parquet.ParquetFile(path).num_row_groups == 3
    assert parquet.read_table(path)["n"].to_pylist() == list(range(45_000))


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''-x",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_inert_in_csv_and_whole_elsewhere(tmp_path: Path, text: str) -> None:
    column = (Column("said", Kind.TEXT, "Words."),)
    for form in Format:
        write_table(tmp_path / form, form, column, [(text,)])
    with (tmp_path / "csv").open(encoding="utf-8", newline="") as file:
        cell = list(csv.reader(file))[1][0]
    assert cell == f"'{text}"
    assert json.loads((tmp_path / "jsonl").read_text("utf-8"))["said"] == text
    assert parquet.read_table(tmp_path / "parquet")["said"].to_pylist() == [text]


def test_a_list_that_begins_with_a_formula_is_inert_and_a_number_is_not_touched(tmp_path: Path) -> None:
    columns = (Column("list", Kind.TEXTS, "Words."), Column("n", Kind.INTEGER, "A number."))
    write_table(tmp_path / "csv", Format.CSV, columns, [(["=1", "b"], -3)])
    assert (tmp_path / "csv").read_text("utf-8").splitlines()[1] == "'=1|b,-3"


@given(st.text())
def test_no_text_begins_with_a_sign_that_runs_and_each_can_be_had_back(text: str) -> None:
    made = inert(text)
    assert made == text or made == f"'{text}"
    assert not made.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    # Taking one apostrophe away is right exactly where a formula's sign follows the apostrophes.
    unmarked = made[1:] if made.startswith("'") and made.lstrip("'")[:1] in set("=+-@\t\r\n＝＋－＠") - {""} else made
    assert unmarked == text


@given(st.lists(st.text(), max_size=4))
def test_any_text_comes_back_from_csv(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("csv") / "texts.csv"
    storable = [text.encode("utf-8", "replace").decode() for text in texts]
    write_table(path, Format.CSV, (Column("said", Kind.TEXT, "Words."),), [(text,) for text in storable])
    with path.open(encoding="utf-8", newline="") as file:
        assert [row[0] for row in list(csv.reader(file, strict=True))[1:]] == list(map(inert, storable))


def test_the_codebook_says_what_each_column_is() -> None:
    columns = (Column("stance", Kind.TEXT, "Polarity.", values=("support", "oppose")),)
    assert codebook_rows("events", columns) == [("events", "stance", "text", "", "Polarity.", ["support", "oppose"])]
    assert len(codebook_columns()) == 6
    assert set(KINDS.values()) == set(Kind)
