"""WARC files: what is kept comes back, opens with other people's readers, and survives a killed writer."""

import gzip
import io
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsspec
import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from pipeline.archive import ArchiveWriter, read_capture
from pipeline.archive.reader import scan
from pipeline.archive.recovery import salvage, salvage_all
from pipeline.archive.root import Root
from pipeline.archive.writer import WarcFile
from pipeline.day import Day
from pipeline.errors import FaultClass, FaultError, GuaranteesError
from pipeline.model import Capture, CaptureKind, Entry, Exchange, Origin
from pipeline.settings import PROJECT_ROOT

RUN = uuid.UUID(int=7)
NOW = datetime(2025, 1, 20, 9, 30, 15, 123456, tzinfo=UTC)
PAGE = "<p>Зустріч союзників: guarantees were discussed.</p>".encode() * 50
ENTRY = Entry(
    "k1", "https://a.example/2025/news", "Talks\u2028", "Summary", NOW - timedelta(days=4), "raw", ("A. Writer",)
)


@pytest.fixture(params=["path", "memory"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Root]:
    if request.param == "path":
        yield Root(tmp_path / "archive")
        return
    yield Root(f"memory://archive-{tmp_path.name}-{uuid.uuid4().hex}")
    fsspec.filesystem("memory").store.clear()


def exchange(body: bytes = PAGE, number: int = 1, **changes: object) -> Exchange:
    packed = gzip.compress(body)
    headers = (
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("X-Ä", "ß"),
    )
    values = {
        "requested_url": f"https://a.example/r{number}", "responded_url": f"https://a.example/news/{number}?q=1",
        "fetched_at": NOW, "status": 200, "reason": "OK", "headers": headers,
        "request_headers": (("User-Agent", "test"), ("Host", "a.example")), "raw": packed, "body": body,
        "hops": (f"https://a.example/r{number}",),
    }  # fmt: skip
    return Exchange(**{**values, **changes})  # type: ignore[arg-type]


def origin(entry: Entry | None = ENTRY) -> Origin:
    return Origin(CaptureKind.PAGE, "a.example", "https://a.example/rss", entry)


def write(root: Root, *exchanges: Exchange) -> tuple[list[Capture], WarcFile]:
    writer = ArchiveWriter(root, RUN, NOW)
    captures = [writer.keep(each, origin()) for each in exchanges]
    file = writer.close()
    assert file is not None
    return captures, file


def test_a_capture_comes_back_by_its_address(root: Root) -> None:
    captures, file = write(root, exchange(number=1), exchange(PAGE[:100], number=2))
    for capture, body in zip(captures, (PAGE, PAGE[:100]), strict=True):
        response = read_capture(root, capture.warc_file, capture.warc_offset, capture.warc_length)
        assert (response.status, response.body, response.url) == (200, body, capture.responded_url)
        assert response.header("content-type") == "text/html"
        assert response.fetched_at == NOW
    assert root.names() == [file.name]
    assert file.name.startswith("2025/01/20/")


def test_the_capture_says_all_that_the_index_needs(root: Root) -> None:
    (capture,), file = write(root, exchange())
    assert (capture.day, capture.entry, capture.kind) == (Day.parse("2025-01-16"), ENTRY, CaptureKind.PAGE)
    assert (capture.requested_url, capture.fetched_at) == ("https://a.example/r1", NOW)
    assert file.lines[0].run_id == RUN


def test_the_index_can_be_rebuilt_from_the_file(root: Root) -> None:
    _, file = write(root, exchange(number=1), exchange(number=2, status=404, fault=FaultClass.HTTP_STATUS))
    assert tuple(scan(root.read(file.name), file.name)) == file.lines


def test_two_packings_of_a_page_have_one_digest(root: Root) -> None:
    plain = exchange(raw=PAGE, headers=(("Content-Type", "text/html"),))
    captures, _ = write(root, exchange(), plain)
    assert captures[0].sha256 == captures[1].sha256


def test_the_file_opens_with_other_readers(root: Root) -> None:
    captures, file = write(root, exchange())
    data = root.read(file.name)
    types = []
    for record in WarcioIterator(io.BytesIO(data), check_digests="raise"):
        types.append(record.rec_type)
        if record.rec_type == "response":
            assert record.content_stream().read() == PAGE
            assert record.http_headers.get_header("Content-Encoding") == "gzip"
            assert record.rec_headers.get_header("WARC-Payload-Digest")
            assert record.rec_headers.get_header("WARC-Target-URI") == captures[0].responded_url
        else:
            record.raw_stream.read()
    assert types == ["warcinfo", "metadata", "response", "request"]
    fast = [record.headers["WARC-Type"] for record in FastIterator(io.BytesIO(data), verify_digests=True)]
    assert fast == types


@pytest.mark.parametrize(
    ("fault", "raised"),
    [(FaultClass.TOO_LARGE, FaultClass.TOO_LARGE), (FaultClass.TRUNCATED, FaultClass.TRUNCATED)],
)
def test_a_partial_answer_is_kept_and_never_read_as_whole(root: Root, fault: FaultClass, raised: FaultClass) -> None:
    (capture,), _ = write(root, exchange(raw=PAGE[:9], body=b"", headers=(), fault=fault))
    with pytest.raises(FaultError) as caught:
        read_capture(root, capture.warc_file, capture.warc_offset, capture.warc_length)
    assert caught.value.fault is raised


def test_an_unreadable_encoding_is_kept_as_sent(root: Root) -> None:
    (capture,), _ = write(root, exchange(raw=PAGE, body=b"", fault=FaultClass.BAD_ENCODING))
    with pytest.raises(FaultError) as caught:
        read_capture(root, capture.warc_file, capture.warc_offset, capture.warc_length)
    assert caught.value.fault is FaultClass.BAD_ENCODING


def test_damage_is_noticed(root: Root) -> None:
    (capture,), file = write(root, exchange())
    with pytest.raises(FaultError):
        read_capture(root, file.name, capture.warc_offset + 3, capture.warc_length - 3)
    with pytest.raises(FaultError) as wrong_record:
        read_capture(root, file.name, capture.warc_offset + capture.warc_length, 300)
    assert wrong_record.value.fault is FaultClass.MALFORMED
    with pytest.raises(FaultError) as missing:
        read_capture(root, "2025/01/20/none.warc.gz", 0, 10)
    assert missing.value.fault is FaultClass.UNREACHABLE
    with pytest.raises(FaultError):
        read_capture(root, "../../etc/passwd", 0, 10)


def test_a_changed_byte_fails_the_digest(tmp_path: Path) -> None:
    root = Root(tmp_path)
    (capture,), file = write(root, exchange(raw=PAGE, headers=()))
    path = tmp_path / file.name
    data = path.read_bytes()
    start, end = capture.warc_offset, capture.warc_offset + capture.warc_length
    forged = gzip.compress(gzip.decompress(data[start:end]).replace(b"guarantees", b"guaranteed", 1))
    path.write_bytes(data[:start] + forged + data[end:])
    with pytest.raises(FaultError) as caught:
        read_capture(root, file.name, start, len(forged))
    assert caught.value.fault is FaultClass.MALFORMED
    assert "digest" in caught.value.detail


def test_nothing_is_in_the_archive_before_the_file_is_closed(root: Root) -> None:
    writer = ArchiveWriter(root, RUN, NOW)
    writer.keep(exchange(), origin())
    assert root.names() == []
    assert writer.close() is not None
    assert len(root.names()) == 1
    assert not list(root.aside.iterdir())


def test_an_empty_writer_leaves_nothing(root: Root) -> None:
    writer = ArchiveWriter(root, RUN, NOW)
    assert writer.close() is None
    assert writer.close() is None
    assert root.names() == []
    with pytest.raises(GuaranteesError):
        writer.keep(exchange(), origin())


VICTIM = """
import sys, uuid
from datetime import UTC, datetime
from pipeline.archive import ArchiveWriter
from pipeline.model import CaptureKind, Exchange, Origin
now = datetime(2025, 1, 20, tzinfo=UTC)
writer = ArchiveWriter(sys.argv[1], uuid.UUID(int=7), now)
for number in range(1000):
    body = b"page %d " % number * 5000
    url = f"https://a.example/{number}"
    exchange = Exchange(url, url, now, 200, "OK", (), (), body, body)
    writer.keep(exchange, Origin(CaptureKind.PAGE, "a.example"))
    print(number, flush=True)
"""


def start_victim(root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", VICTIM, str(root)], stdout=subprocess.PIPE, text=True, cwd=PROJECT_ROOT
    )


def test_a_killed_writer_loses_nothing_it_kept(tmp_path: Path) -> None:
    root = Root(tmp_path)
    victim = start_victim(tmp_path)
    assert victim.stdout is not None
    kept = -1
    while kept < 20:
        kept = int(victim.stdout.readline())
    (left,) = root.aside.glob("*.warc.gz")
    salvage(root, left)
    assert root.names() == [], "a file whose writer lives is left alone"
    victim.send_signal(signal.SIGKILL)
    kept = max([kept, *map(int, victim.stdout.read().split())])
    victim.stdout.close()
    victim.wait()
    salvage(root, left)
    (name,) = root.names()
    lines = list(scan(root.read(name), name))
    assert len(lines) in (kept + 1, kept + 2), "all that keep() returned, and at most the one under way"
    last = lines[kept].capture
    body = read_capture(root, name, last.warc_offset, last.warc_length).body
    assert body == b"page %d " % kept * 5000


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_a_file_cut_anywhere_keeps_its_whole_records(tmp_path: Path, cut: int) -> None:
    root = Root(tmp_path)
    captures, file = write(root, exchange(number=1), exchange(number=2))
    data = root.read(file.name)
    (tmp_path / file.name).unlink()
    left = root.aside / file.name.replace("/", "+")
    left.write_bytes(data[: captures[1].warc_offset + cut])
    salvage(root, left)
    assert [line.capture for line in scan(root.read(file.name), file.name)] == captures[:1]
    assert not left.exists()


def test_what_a_writer_left_before_its_file_had_a_name_is_swept(tmp_path: Path) -> None:
    root = Root(tmp_path)
    old, young = root.make_aside() / "a.warc.new", root.make_aside() / "b.warc.new"
    old.touch()
    young.touch()
    os.utime(old, (0, 0))
    salvage_all(root)
    assert [path.name for path in root.aside.iterdir()] == ["b.warc.new"]


def test_somebody_elses_folder_is_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    root = Root("memory://shared")
    root.aside.symlink_to(tmp_path)
    with pytest.raises(GuaranteesError, match="somebody else"):
        ArchiveWriter(root, RUN, NOW)
