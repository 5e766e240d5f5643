"""The archive: every response as received, in WARC files, and an index of them in PostgreSQL.

    keep ─► append to a file aside ─► flush() ─► sync ─► rename into the archive ─► index

Bytes come first: a response is in the file before anything reads it, and a file is whole before it has its name. What
the index needs stands in the file as well (a metadata record before each response), so a file that a dead run left
behind, aside or unindexed, is found and indexed by the next run, and the whole index can be rebuilt.

Stored is the payload as it came over the wire, still compressed, with its headers; only the chunking of the transfer
is undone (its header is kept under the name X-Archive-Orig-Transfer-Encoding). `Capture.sha256` is of the decoded
payload, so that the same page compressed twice is the same page.
"""

from pipeline.archive.index import CaptureIndex
from pipeline.archive.keeper import Keeper
from pipeline.archive.reader import ArchivedResponse, read_capture
from pipeline.archive.recovery import DayCoverage, Recovery, count_files, find_captures_of_day, find_orphans, recover
from pipeline.archive.writer import ArchiveWriter

__all__ = [
    "ArchiveWriter",
    "ArchivedResponse",
    "CaptureIndex",
    "DayCoverage",
    "Keeper",
    "Recovery",
    "count_files",
    "find_captures_of_day",
    "find_orphans",
    "read_capture",
    "recover",
]
