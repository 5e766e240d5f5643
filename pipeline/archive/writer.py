"""Write captures to a WARC file aside, then move it into the archive."""

import fcntl
import os
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from warcio.warcwriter import WARCWriter

from pipeline.archive.record import IndexLine, describe, index_line, write_exchange
from pipeline.archive.root import SUFFIX, Root
from pipeline.errors import GuaranteesError
from pipeline.model import Capture, Exchange, Origin
from pipeline.settings import CODE_VERSION


@dataclass(frozen=True, slots=True)
class WarcFile:
    """A file that is in the archive, with what it holds."""

    name: str
    lines: tuple[IndexLine, ...]
    byte_count: int


def file_name(begun_at: datetime) -> str:
    """A new name: folders by day of the fetch, and a random part, so that two workers never meet."""
    return f"{begun_at:%Y/%m/%d}/guarantees-{begun_at:%Y%m%d%H%M%S}-{uuid.uuid4().hex[:12]}{SUFFIX}"


def aside_name(name: str) -> str:
    """The name of a file while it is being written: flat, and reversible."""
    return name.replace("/", "+")


class ArchiveWriter:
    """One WARC file in the making. `keep` appends to it, `close` puts it into the archive.

    Each record is with the operating system when `keep` returns, so a killed process loses nothing it kept;
    `close` makes it safe against a power cut too. The lock tells other runs that the file has a living owner.
    """

    def __init__(self, root: Root | str | Path, run_id: uuid.UUID, begun_at: datetime) -> None:
        self._root = root if isinstance(root, Root) else Root(root)
        self._run_id = run_id
        self.name = file_name(begun_at)
        self._aside = self._root.make_aside() / aside_name(self.name)
        # The lock is taken before the file has the name that recovery looks for, so it never meets it without an owner.
        fresh = self._aside.with_suffix(".new")
        self._file: BinaryIO | None = fresh.open("xb", buffering=0)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        fresh.rename(self._aside)
        self._warc = WARCWriter(self._file, gzip=True, warc_version="1.1")
        self._lines: list[IndexLine] = []
        info = {"software": f"guarantees/{CODE_VERSION}", "format": "WARC File Format 1.1", "isPartOf": str(run_id)}
        self._warc.write_record(self._warc.create_warcinfo_record(self.name.rpartition("/")[2], info))

    @property
    def byte_count(self) -> int:
        """Bytes written so far."""
        return self._file.tell() if self._file else 0

    def keep(self, exchange: Exchange, origin: Origin) -> Capture:
        """Append an exchange; the capture says where it will lie once the file is closed."""
        if self._file is None:
            raise GuaranteesError(f"{self.name} is closed; open a new writer for what comes after")
        about = describe(exchange, origin, self._run_id)
        offset, length = write_exchange(self._warc, exchange, about)
        line = index_line(about, self.name, offset, length)
        self._lines.append(line)
        return line.capture

    def close(self) -> WarcFile | None:
        """Sync the file and move it into the archive; None (and no file) when nothing was kept."""
        if self._file is None:
            return None
        byte_count = self.byte_count
        os.fsync(self._file.fileno())
        if self._lines:
            self._root.publish(self._aside, self.name)
        else:
            self._aside.unlink()
        # Only now the lock goes: a run that looks for leftovers must not meet the file half-way.
        self._file.close()
        self._file = None
        return WarcFile(self.name, tuple(self._lines), byte_count) if self._lines else None
