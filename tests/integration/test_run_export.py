"""`guarantees export`: whole, reproducible, of any day and any moment of belief, with a complete codebook."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from pipeline.db import Database
from pipeline.server import Server
from tests.integration.command import Command, command_on
from tests.integration.load_histories import event_key, load_on_top
from tests.integration.mart_history import HISTORY
from tests.integration.test_mart_second_history import CORRECTED, FIRST, LATE, MERGING, RETRACTED, REVERSED


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    loader = Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))
    for page in (*HISTORY, *FIRST):
        load_on_top(loader, page)
    return loader


@pytest.fixture
def command(
    server: Server,
    warehouse_dsn: str,
    loader: Database,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Command:
    return command_on(server, warehouse_dsn, tmp_path / "home", capsys, monkeypatch)


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of any format."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, strict=True))
    if path.suffix == ".parquet":
        rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
        return rows
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_an_export_is_not_ended_by_the_deadline_of_short_transactions(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database.__init__, "__defaults__", ("guarantees", 60_000, 0.001))
    assert command.json("export", "--out", str(tmp_path / "out"), "-q")["files"]["events.csv"]["rows"] > 0


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_every_format_holds_every_row_and_says_so(command: Command, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    summary = command.json("export", "--out", str(out), "--format", form, "-q")
    assert sorted(contents(out)) == sorted(
        ["codebook.csv", "export.json", *(f"{name}.{form}" for name in ("events", "mentions", "positions"))]
    )
    events = read(out / f"events.{form}")
    assert [str(row["event_id"]) for row in events if row["event_type"] == "SIGN"] == [
        str(event_key("signed")), str(event_key("deal")),
    ]  # fmt: skip
    counts = {name: len(read(out / f"{name}.{form}")) for name in ("events", "mentions", "positions")}
    assert counts == {"events": 11, "mentions": 12, "positions": 7}
    assert {name.partition(".")[0]: found["rows"] for name, found in summary["files"].items()} == {
        **counts, "codebook": sum(1 for _ in read(out / "codebook.csv")),
    }  # fmt: skip
    manifest = json.loads((out / "export.json").read_text("utf-8"))
    assert {**manifest, "folder": str(out)} == summary


def test_the_same_moments_give_the_same_bytes_whatever_came_since(
    command: Command, loader: Database, tmp_path: Path
) -> None:
    for form in ("csv", "parquet", "jsonl"):
        before = command.json("export", "--out", str(tmp_path / form), "--format", form, "-q")
    for later in (MERGING, CORRECTED, RETRACTED, LATE, REVERSED):
        load_on_top(loader, later, merges=[("same", "backing")] if later is MERGING else None)
    for form in ("csv", "parquet", "jsonl"):
        again = tmp_path / f"{form} again"
        command.type("export", "--out", str(again), "--format", form, "-q", "--known-at", before["known_at"])
        assert contents(again) == contents(tmp_path / form)
    now = tmp_path / "now"
    command.type("export", "--out", str(now), "-q")
    assert contents(now)["events.csv"] != contents(tmp_path / "csv")["events.csv"]


def test_as_of_leaves_out_what_came_after_the_day(command: Command, tmp_path: Path) -> None:
    command.type("export", "--out", str(tmp_path / "out"), "--as-of", "2025-01-16", "-q")
    events = read(tmp_path / "out" / "events.csv")
    assert [row["date_start"] for row in events] == ["2025-01-09", "2025-01-16"]
    positions = read(tmp_path / "out" / "positions.csv")
    assert [(row["actor_code"], row["instrument"], row["status_in_force"]) for row in positions] == [
        ("GBR", "TROOPS", "pledged")
    ]


def test_only_the_tables_asked_for_are_written(command: Command, tmp_path: Path) -> None:
    command.type("export", "--out", str(tmp_path / "out"), "--table", "positions", "-q")
    assert sorted(contents(tmp_path / "out")) == ["codebook.csv", "export.json", "positions.csv"]
    assert {row["table"] for row in read(tmp_path / "out" / "codebook.csv")} == {"positions"}


def test_the_codebook_explains_every_column_and_lists_its_values(command: Command, tmp_path: Path) -> None:
    command.type("export", "--out", str(tmp_path / "out"), "-q")
    codebook = read(tmp_path / "out" / "codebook.csv")
    for name in ("events", "mentions", "positions"):
        rows = read(tmp_path / "out" / f"{name}.csv")
        assert list(rows[0]) == [row["column"] for row in codebook if row["table"] == name]
        for column in codebook:
            if column["table"] == name and column["values"] and column["type"] != "list of text":
                allowed = {*column["values"].split("|"), ""}
                assert {row[column["column"]] for row in rows} <= allowed
    assert [row for row in codebook if not row["meaning"]] == []
    known = {(row["table"], row["column"]): row for row in codebook}
    assert known["events", "status"]["values"].split("|")[:3] == ["speculated", "discussed", "proposed"]
    assert known["events", "confidence"]["unit"] == "share, 0 to 1"
    assert known["mentions", "warc_offset"]["unit"] == "bytes"
    assert known["events", "published_at"]["type"] == "instant"


def test_the_record_of_a_position_is_what_the_function_gives(command: Command, loader: Database) -> None:
    with loader.transaction() as cursor:
        cursor.execute("select * from mart.positions_as_of('infinity') limit 0")
        given = [(column.name, column.type_code) for column in cursor.description or ()]
    declared = loader.fetch(
        "select attname, atttypid from pg_attribute where attrelid = 'mart.position_record'::regclass and attnum > 0 "
        "order by attnum"
    )
    assert [tuple(row) for row in declared] == given


def test_files_that_are_there_are_kept_unless_forced(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command.type("export", "--out", str(out), "-q")
    before = contents(out)
    assert "is there already" in command.type("export", "--out", str(out), "-q", code=2)
    assert contents(out) == before
    command.type("export", "--out", str(out), "-q", "--as-of", "2025-01-16", "--force")
    assert contents(out)["events.csv"] != before["events.csv"]


def test_an_empty_warehouse_gives_empty_tables(
    server: Server, migrated: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dsn = server.create_database("export_empty", template=migrated)
    command = command_on(server, dsn, tmp_path / "home", capsys, monkeypatch)
    summary = command.json("export", "--out", str(tmp_path / "out"), "-q")
    assert summary["known_at"] == "-infinity"
    assert summary["files"]["events.csv"]["rows"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--known-at", "yesterday"], "--known-at 'yesterday'"),
        (["--known-at", "2999-01-01"], "lies ahead"),
        (["--as-of", "2025-02-30"], "2025-02-30"),
    ],
)
def test_what_cannot_be_is_said(command: Command, tmp_path: Path, words: list[str], said: str) -> None:
    assert said in command.type("export", "--out", str(tmp_path / "out"), *words, code=2)
    assert not (tmp_path / "out").exists()


def test_a_moment_without_a_zone_is_utc(command: Command, tmp_path: Path) -> None:
    moment = datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    summary = command.json("export", "--out", str(tmp_path / "out"), "--known-at", moment, "-q")
    assert summary["known_at"] == f"{moment}+00:00"


def test_a_long_export_says_how_far_it_is(command: Command, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    command.type("export", "--out", out)
    assert "events.csv: 11 rows" in _stderr(command, "export", "--out", out, "--force")


def _stderr(command: Command, *words: str) -> str:
    command.monkeypatch.setattr("sys.argv", ["guarantees", *words])
    from pipeline import cli

    with pytest.raises(SystemExit):
        cli.main()
    return command.capsys.readouterr().err
