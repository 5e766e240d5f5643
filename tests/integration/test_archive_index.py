"""The capture index against a real database: idempotent, rebuilt from files, honest about what is missing."""

import signal
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

import psycopg2
import pytest

from pipeline.archive import (
    ArchiveWriter,
    CaptureIndex,
    Keeper,
    count_files,
    find_captures_of_day,
    find_orphans,
    recover,
)
from pipeline.archive.writer import WarcFile
from pipeline.day import Day
from pipeline.db import Database
from pipeline.errors import FaultClass
from pipeline.model import Capture, CaptureKind, Entry, Exchange, Fault, Origin
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT

RUN = uuid.UUID(int=3)
NOW = datetime(2025, 1, 20, 9, tzinfo=UTC)
DAY = Day.parse("2025-01-16")


def keep(writer: ArchiveWriter | Keeper, number: int, **changes: object) -> Capture:
    url = f"https://a.example/2025/01/16/{number}"
    body = f"<p>{number}</p>".encode()
    values = {"status": 200, "fault": None, **changes}
    exchange = Exchange(url, url, NOW, values["status"], "OK", (), (), body, body, fault=values["fault"])  # type: ignore[arg-type]
    entry = Entry(url, url, "Title \U0001f54a", "", None)
    return writer.keep(exchange, Origin(CaptureKind.PAGE, "a.example", "https://a.example/rss", entry))


def write(root: Path, *numbers: int) -> WarcFile:
    writer = ArchiveWriter(root, RUN, NOW)
    for number in numbers:
        keep(writer, number)
    file = writer.close()
    assert file is not None
    return file


def test_indexing_twice_adds_nothing_and_gives_captures_back(warehouse: Database, tmp_path: Path) -> None:
    index = CaptureIndex(warehouse)
    file = write(tmp_path, 1, 2)
    assert (index.insert(file), index.insert(file)) == (2, 0)
    assert set(index.by_day(DAY)) == {line.capture for line in file.lines}
    assert index.by_day(Day.parse("2025-01-17")) == ()
    assert index.known_files() == {file.name}


def test_a_keeper_indexes_what_it_flushes(warehouse: Database, tmp_path: Path) -> None:
    index = CaptureIndex(warehouse)
    keeper = Keeper(tmp_path, index, RUN, lambda: NOW)
    kept = keep(keeper, 1)
    assert index.by_day(DAY) == ()
    keeper.flush()
    keeper.flush()
    assert index.by_day(DAY) == (kept,)


def test_an_orphan_is_found_and_indexed_once(warehouse: Database, tmp_path: Path) -> None:
    index = CaptureIndex(warehouse)
    index.insert(write(tmp_path, 1))
    orphan = write(tmp_path, 2, 3)
    assert [file for file, _ in find_orphans(tmp_path, index)] == [orphan]
    assert recover(tmp_path, index).captures == tuple(line.capture for line in orphan.lines)
    assert recover(tmp_path, index).captures == ()
    assert (len(index.by_day(DAY)), count_files(tmp_path)) == (3, 2)


def test_the_whole_index_can_be_rebuilt_from_the_archive(warehouse: Database, tmp_path: Path) -> None:
    index = CaptureIndex(warehouse)
    file = write(tmp_path, *range(20))
    index.insert(file)
    before = warehouse.fetch("select * from raw.captures order by capture_id")
    warehouse.execute("truncate raw.captures, raw.warc_files")
    recover(tmp_path, index)
    after = warehouse.fetch("select * from raw.captures order by capture_id")
    assert [row._replace(recorded_at=None) for row in after] == [row._replace(recorded_at=None) for row in before]


def test_a_damaged_orphan_gives_what_is_whole_and_is_named(warehouse: Database, tmp_path: Path) -> None:
    index = CaptureIndex(warehouse)
    file = write(tmp_path, 1, 2)
    path = tmp_path / file.name
    data = bytearray(path.read_bytes())
    place = file.lines[1].capture.warc_offset + 30
    data[place : place + 20] = b"\xff" * 20
    path.write_bytes(data)
    found = recover(tmp_path, index)
    assert [capture.capture_id for capture in found.captures] == [file.lines[0].capture.capture_id]
    assert found.damaged == (file.name,)


def test_files_of_other_programs_are_passed_over(warehouse: Database, tmp_path: Path) -> None:
    (tmp_path / "theirs.warc.gz").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("not a WARC file")
    assert recover(tmp_path, CaptureIndex(warehouse)).captures == ()


def test_a_day_tells_what_it_holds_and_what_is_gone(warehouse: Database, tmp_path: Path) -> None:
    index = CaptureIndex(warehouse)
    gone = write(tmp_path, 1)
    index.insert(gone)
    (tmp_path / gone.name).unlink()
    write(tmp_path, 2, 3)
    coverage = find_captures_of_day(tmp_path, index, DAY)
    assert (len(coverage.captures), coverage.recovered_count) == (3, 2)
    assert coverage.missing_files == (gone.name,)
    again = find_captures_of_day(tmp_path, index, DAY)
    assert (len(again.captures), again.recovered_count) == (3, 0)


VICTIM = """
import sys, uuid
from datetime import UTC, datetime
from pipeline.archive import CaptureIndex, Keeper
from pipeline.db import Database
from pipeline.model import CaptureKind, Exchange, Origin
now = datetime(2025, 1, 16, tzinfo=UTC)
keeper = Keeper(sys.argv[1], CaptureIndex(Database(sys.argv[2])), uuid.UUID(int=7), lambda: now)
for number in range(10_000):
    url = f"https://a.example/{number}"
    body = b"%d" % number
    keeper.keep(Exchange(url, url, now, 200, "OK", (), (), body, body), Origin(CaptureKind.PAGE, "a.example"))
    if number % 25 == 24:
        keeper.flush()
    print(number, flush=True)
"""


@pytest.mark.parametrize("last", [3, 24, 40])
def test_b01_a_killed_keeper_loses_and_doubles_nothing(
    warehouse: Database, warehouse_dsn: str, tmp_path: Path, last: int
) -> None:
    victim = subprocess.Popen(
        [sys.executable, "-c", VICTIM, str(tmp_path), warehouse_dsn],
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT_ROOT,
    )
    assert victim.stdout is not None
    while int(victim.stdout.readline()) < last:
        continue
    victim.send_signal(signal.SIGKILL)
    told = [last, *map(int, victim.stdout.read().split())]
    victim.stdout.close()
    victim.wait()
    index = CaptureIndex(warehouse)
    recover(tmp_path, index)
    recover(tmp_path, index)
    urls = [capture.requested_url for capture in index.by_day(DAY)]
    assert len(urls) == len(set(urls))
    assert len(urls) - max(told) in (1, 2), "all that keep() returned, and at most the one under way"


def test_fault_rows_are_written_once_and_storable(warehouse: Database) -> None:
    index = CaptureIndex(warehouse)
    fault = Fault("a", "https://a.example/\ud800", "fetch", FaultClass.TEXT, "NUL \0 and \udfff" + "x" * 2000, NOW)
    assert index.record_faults([fault, fault], RUN) == 1
    assert index.record_faults([fault], RUN) == 0
    (row,) = warehouse.fetch("select error_class, detail, url from ops.faults")
    assert (row.error_class, len(row.detail)) == ("text", 1000)


def test_the_loader_may_add_and_not_take_away(server: Server, warehouse_dsn: str, tmp_path: Path) -> None:
    loader = Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))
    index = CaptureIndex(loader)
    assert index.insert(write(tmp_path, 1)) == 1
    for table in ("raw.captures", "raw.warc_files", "ops.faults", "raw.entries", "raw.feed_state"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            loader.execute(f"delete from {table}")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        loader.execute("update raw.captures set sha256 = ''")
