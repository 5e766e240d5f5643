"""Read the archive back: one capture by its address, or all captures of a file."""

import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.archive.record import TRUNCATIONS, IndexLine, index_line
from pipeline.archive.root import Root
from pipeline.errors import FaultClass, FaultError
from pipeline.payload import decode_payload

DECODED_LIMIT = 5_000_000
"""Most bytes that one payload is decoded to: what a feed may have; nothing larger is kept as whole."""

HEAD_LIMIT = 1_048_576
MEMBER_LIMIT = 32_000_000
"""Most bytes of one record: six times the largest payload that is kept."""


@dataclass(frozen=True, slots=True)
class ArchivedResponse:
    """A response from the archive; `body` is decoded, `url` the address that answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    url: str
    fetched_at: datetime

    def header(self, name: str) -> str:
        """First value of a header; empty when there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


def read_capture(root: Root | str | Path, warc_file: str, offset: int, length: int) -> ArchivedResponse:
    """The response at an address of the archive, its digest verified.

    Raises FaultError: unreachable (no such file), truncated or malformed (damaged, or another record than a response),
    and the fault of the response itself (truncated, too_large, timeout, bad_encoding) where it is not whole.
    """
    archive = root if isinstance(root, Root) else Root(root)
    record = _response(archive.read(warc_file, offset, length), f"{warc_file}@{offset}")
    if not record.verify_block_digest(consume=False):
        raise FaultError(FaultClass.MALFORMED, f"{warc_file}@{offset}: the digest does not fit; restore the file")
    truncated = record.headers.get("WARC-Truncated")
    record.parse_http(auto_decode="none", max_header_len=HEAD_LIMIT, strict_mode=False)
    headers = record.http_headers.to_tuples()
    encoding = ", ".join(value for key, value in headers if key.lower() == "content-encoding")
    raw = record.reader.read()
    url = record.headers.get("WARC-Target-URI") or ""
    if truncated:
        fault = next((fault for fault, word in TRUNCATIONS.items() if word == truncated), FaultClass.TRUNCATED)
        raise FaultError(fault, f"only {len(raw)} bytes of the payload were received", url)
    return ArchivedResponse(
        status=record.http_headers.status_code or 0,
        headers=headers,
        body=decode_payload(raw, encoding, DECODED_LIMIT),
        url=url,
        fetched_at=record.record_date,
    )


def _response(data: bytes, where: str) -> WarcRecord:
    try:
        member = next(members(data), None)
        record = next(iter(ArchiveIterator(io.BytesIO(member[2]), parse_http=False)), None) if member else None
    except (zlib.error, ValueError, OSError) as error:
        raise FaultError(FaultClass.MALFORMED, f"{where}: no WARC record ({error}); restore the file") from error
    if record is None or record.record_type is not WarcRecordType.response:
        raise FaultError(FaultClass.MALFORMED, f"{where}: no WARC response record there; rebuild the index")
    record.freeze()
    return record


def members(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Offset, length and content of each whole gzip member; stops before a cut one, raises zlib.error on damage."""
    offset = 0
    view = memoryview(data)
    while offset < len(data):
        decoder = zlib.decompressobj(16 + zlib.MAX_WBITS)
        position, parts, size = offset, [], 0
        while not decoder.eof and position < len(data):
            parts.append(decoder.decompress(view[position : position + 65_536]))
            size += len(parts[-1])
            position += 65_536
            if size > MEMBER_LIMIT:
                raise zlib.error(f"a record of more than {MEMBER_LIMIT} bytes")
        if not decoder.eof:
            return
        end = min(position, len(data)) - len(decoder.unused_data)
        yield offset, end - offset, b"".join(parts)
        offset = end


def scan(data: bytes, name: str) -> Iterator[IndexLine]:
    """The lines of the index for everything that a file of ours holds; records of other programs are passed over."""
    notes: dict[str, bytes] = {}
    for offset, length, content in members(data):
        for record in ArchiveIterator(io.BytesIO(content), parse_http=False):
            if record.record_type is WarcRecordType.metadata:
                notes[record.headers.get("WARC-Concurrent-To") or ""] = record.reader.read()
            elif record.record_type is WarcRecordType.response:
                note = notes.pop(record.headers.get("WARC-Record-ID") or "", None)
                if note is not None:
                    yield index_line(json.loads(note), name, offset, length)
