"""What fetching hands its exchanges to: the archive and its index behind two verbs."""

import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pipeline.archive.index import CaptureIndex
from pipeline.archive.root import Root
from pipeline.archive.writer import ArchiveWriter
from pipeline.model import Capture, Exchange, Origin

ROLL_BYTES = 256_000_000
"""A file is closed past this size: what the WARC guidelines call a handy file, and a minute of upload."""


class Keeper:
    """Keeps exchanges in WARC files and indexes each file once it is in the archive.

    `keep` puts the bytes into a file; `flush` puts the file into the archive and its captures into the index.
    """

    def __init__(
        self,
        root: Root | str | Path,
        index: CaptureIndex,
        run_id: uuid.UUID,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self._root = root if isinstance(root, Root) else Root(root)
        self._index = index
        self._run_id = run_id
        self._clock = clock or (lambda: datetime.now(UTC))
        self._writer: ArchiveWriter | None = None
        # Fetching flushes in a thread while other pages are being kept.
        self._lock = threading.Lock()

    def keep(self, exchange: Exchange, origin: Origin) -> Capture:
        """Append an exchange to the file in the making."""
        with self._lock:
            if self._writer is None:
                self._writer = ArchiveWriter(self._root, self._run_id, self._clock())
            capture = self._writer.keep(exchange, origin)
            is_full = self._writer.byte_count > ROLL_BYTES
        if is_full:
            self.flush()
        return capture

    def flush(self) -> None:
        """Put the file in the making into the archive and index it; nothing happens when nothing was kept."""
        with self._lock:
            writer, self._writer = self._writer, None
        file = writer.close() if writer else None
        if file is not None:
            self._index.insert(file)
