"""One exchange as WARC records (ISO 28500), and the line of the index that is read back from them."""

import io
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.day import Day, day_of_capture
from pipeline.errors import FaultClass
from pipeline.model import Capture, CaptureKind, Entry, Exchange, Origin, content_id

TRUNCATIONS = {
    FaultClass.TOO_LARGE: "length",
    FaultClass.TIMEOUT: "time",
    FaultClass.TRUNCATED: "disconnect",
    FaultClass.PROTOCOL: "unspecified",
}
"""Faults that leave a part of the payload, with the word of the WARC standard for them (WARC-Truncated)."""

ORIGINAL = "X-Archive-Orig-"


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A capture as the index stores it."""

    capture: Capture
    run_id: uuid.UUID
    fault: FaultClass | None = None


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """Headers written as the bytes that were received; warcio would percent-encode what is not ASCII."""

    def to_ascii_bytes(self, filter_func: Any = None) -> bytes:
        """The block of headers, byte for byte."""
        return str(self.to_str(filter_func)).encode("latin-1", "replace") + b"\r\n"


def write_exchange(writer: WARCWriter, exchange: Exchange, about: dict[str, Any]) -> tuple[int, int]:
    """Write metadata, response and request records; offset and length of the response record in the file.

    The metadata comes first: a file that breaks off then never holds a response that nobody can place.
    """
    response_id = f"<urn:uuid:{uuid.uuid4()}>"
    dated = {"WARC-Date": _warc_date(exchange.fetched_at)}
    uri = exchange.responded_url
    note = json.dumps(about).encode("ascii")
    writer.write_record(
        writer.create_warc_record(
            uri, "metadata", payload=io.BytesIO(note), length=len(note), warc_content_type="application/json",
            warc_headers_dict={**dated, "WARC-Concurrent-To": response_id},
        )
    )  # fmt: skip
    offset = writer.out.tell()
    headers = {**dated, "WARC-Record-ID": response_id}
    if exchange.fault in TRUNCATIONS:
        headers["WARC-Truncated"] = TRUNCATIONS[exchange.fault]
    writer.write_record(
        writer.create_warc_record(
            uri, "response", payload=io.BytesIO(exchange.raw), length=len(exchange.raw),
            http_headers=_response_head(exchange), warc_headers_dict=headers,
        )
    )  # fmt: skip
    length = writer.out.tell() - offset
    writer.write_record(
        writer.create_warc_record(
            uri, "request", http_headers=_request_head(exchange),
            warc_headers_dict={**dated, "WARC-Concurrent-To": response_id},
        )
    )  # fmt: skip
    return offset, length


def describe(exchange: Exchange, origin: Origin, run_id: uuid.UUID) -> dict[str, Any]:
    """Everything the index needs to know of an exchange except where it lies."""
    return {
        "kind": origin.kind,
        "source_id": origin.source_id,
        "feed_url": origin.feed_url,
        "entry": origin.entry.as_json() if origin.entry else None,
        "requested_url": exchange.requested_url,
        "responded_url": exchange.responded_url,
        "hops": list(exchange.hops),
        "fetched_at": exchange.fetched_at.isoformat(),
        "status": exchange.status,
        "content_type": exchange.header("Content-Type")[:200],
        "sha256": exchange.sha256,
        "fault": exchange.fault,
        "day": _day(exchange, origin).key,
        "run_id": str(run_id),
    }


def index_line(about: dict[str, Any], warc_file: str, offset: int, length: int) -> IndexLine:
    """The line of the index for a description that lies at this place."""
    fetched_at = datetime.fromisoformat(about["fetched_at"])
    capture = Capture(
        capture_id=content_id("capture", about["requested_url"], fetched_at.isoformat(), about["sha256"]),
        kind=CaptureKind(about["kind"]),
        source_id=about["source_id"],
        feed_url=about["feed_url"],
        entry=Entry.from_json(about["entry"]) if about["entry"] else None,
        requested_url=about["requested_url"],
        responded_url=about["responded_url"],
        fetched_at=fetched_at,
        status=about["status"],
        content_type=about["content_type"],
        sha256=about["sha256"],
        warc_file=warc_file,
        warc_offset=offset,
        warc_length=length,
        day=Day.parse(about["day"]),
    )
    fault = FaultClass(about["fault"]) if about["fault"] else None
    return IndexLine(capture, uuid.UUID(about["run_id"]), fault)


def _day(exchange: Exchange, origin: Origin) -> Day:
    """Feeds and robots.txt are of the day they were fetched; only a page has a day of its own."""
    if origin.kind is not CaptureKind.PAGE:
        return Day.of(exchange.fetched_at)
    published_at = origin.entry.published_at if origin.entry else None
    return day_of_capture(published_at, exchange.requested_url, exchange.fetched_at)


def _warc_date(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _response_head(exchange: Exchange) -> _Head:
    # The transfer encoding is undone on receipt; under its own name a reader would look for chunks.
    headers = [
        (ORIGINAL + name if name.lower() == "transfer-encoding" else name, value) for name, value in exchange.headers
    ]
    return _Head(f"{exchange.status} {exchange.reason}".strip(), headers, protocol="HTTP/1.1")


def _request_head(exchange: Exchange) -> _Head:
    parts = urlsplit(exchange.responded_url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Head(f"GET {target} HTTP/1.1", list(exchange.request_headers), is_http_request=True)
