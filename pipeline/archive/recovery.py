"""Find what dead runs left behind, and say what the archive holds of a day."""

import fcntl
import logging
import os
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive.index import CaptureIndex
from pipeline.archive.reader import members, scan
from pipeline.archive.root import Root
from pipeline.archive.writer import WarcFile
from pipeline.day import Day
from pipeline.model import Capture, CaptureKind

NAMELESS_SECONDS = 3600

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recovery:
    """What recovery brought into the index; `damaged` names files that hold unreadable bytes."""

    captures: tuple[Capture, ...] = ()
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayCoverage:
    """The pages that the archive holds for a day; `missing_files` are indexed but not there any more."""

    day: Day
    captures: tuple[Capture, ...]
    recovered_count: int
    missing_files: tuple[str, ...]


def recover(root: Root | str | Path, index: CaptureIndex) -> Recovery:
    """Publish files that dead writers left aside, then index every file the index does not know."""
    archive = root if isinstance(root, Root) else Root(root)
    salvage_all(archive)
    captures: list[Capture] = []
    damaged: list[str] = []
    for file, is_whole in find_orphans(archive, index):
        index.insert(file)
        captures += [line.capture for line in file.lines]
        if not is_whole:
            damaged.append(file.name)
        log.warning("indexed %s, left behind with %d captures", file.name, len(file.lines))
    return Recovery(tuple(captures), tuple(damaged))


def find_orphans(root: Root | str | Path, index: CaptureIndex) -> Iterator[tuple[WarcFile, bool]]:
    """Files of the archive that the index does not know, with their captures, and whether they are whole."""
    archive = root if isinstance(root, Root) else Root(root)
    known = index.known_files()
    for name in archive.names():
        if name not in known:
            yield _read_file(archive, name)


def count_files(root: Root | str | Path) -> int:
    """How many WARC files the archive holds."""
    archive = root if isinstance(root, Root) else Root(root)
    return len(archive.names())


def find_captures_of_day(root: Root | str | Path, index: CaptureIndex, day: Day) -> DayCoverage:
    """What our own archive holds of a day, orphans included: the archive source of a backfill."""
    archive = root if isinstance(root, Root) else Root(root)
    recovered = recover(archive, index)
    captures = index.by_day(day)
    files = sorted({capture.warc_file for capture in captures})
    missing = tuple(name for name in files if not archive.exists(name))
    of_day = sum(capture.day == day and capture.kind is CaptureKind.PAGE for capture in recovered.captures)
    return DayCoverage(day, captures, of_day, missing)


def _read_file(archive: Root, name: str) -> tuple[WarcFile, bool]:
    data = archive.read(name)
    lines = []
    is_whole = True
    try:
        for line in scan(data, name):
            lines.append(line)
    except (zlib.error, ValueError, KeyError, OSError) as error:
        log.warning("%s is damaged after %d captures (%s)", name, len(lines), error)
        is_whole = False
    return WarcFile(name, tuple(lines), len(data)), is_whole


def salvage_all(archive: Root) -> None:
    """Publish what dead writers left aside; what living ones hold is left alone."""
    if not archive.aside.is_dir():
        return
    folder = archive.make_aside()
    for left in sorted(folder.glob("*.warc.gz")):
        salvage(archive, left)
    # A writer that died before its file had its name wrote nothing; a young file may belong to one just starting.
    for nameless in folder.glob("*.new"):
        if time.time() - nameless.stat().st_mtime > NAMELESS_SECONDS:
            nameless.unlink(missing_ok=True)


def salvage(archive: Root, left: Path) -> None:
    """Cut a file after its last whole record and publish it; one whose writer still lives is left alone."""
    with left.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return
        if not left.exists():
            return
        data = file.read()
        end = 0
        try:
            for offset, length, _ in members(data):
                end = offset + length
        except zlib.error as error:
            log.warning("%s is damaged after byte %d (%s)", left.name, end, error)
        name = left.name.replace("+", "/")
        if not any(True for _ in scan(data[:end], name)):
            left.unlink()
            return
        file.truncate(end)
        os.fsync(file.fileno())
        archive.publish(left, name)
