"""Undo the Content-Encoding of an HTTP payload in bounded steps, for who receives bytes and who reads them back.

Only gzip and deflate are read. Brotli, zstd and stacked encodings defeat every "stop after N bytes"
rule within one call of their decoders, so a payload that claims them is refused (they are never asked for).
"""

import zlib
from collections.abc import Iterator

from pipeline.errors import FaultClass, FaultError

ACCEPTED_ENCODINGS = "gzip, deflate"
STEP = 65_536
"""Most bytes that one call of the decoder may hand out: what a bomb can cost beyond the limit."""
MEMBERS = 64
"""Most gzip members of one payload; honest servers send one, proxies that glue pieces a few."""


def decode_payload(raw: bytes, encoding: str, limit: int) -> bytes:
    """The payload behind one Content-Encoding header value; at most `limit` bytes.

    Raises FaultError: too_large past the limit, truncated where the stream ends early, bad_encoding where the
    encoding is unknown, stacked, or not what the bytes are.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        if len(raw) > limit:
            raise FaultError(FaultClass.TOO_LARGE, f"more than {limit} bytes")
        return raw
    if not raw:
        return b""
    if name in ("gzip", "x-gzip"):
        return _inflate(raw, 16 + zlib.MAX_WBITS, limit)
    if name == "deflate":
        return _inflate(raw, _deflate_window(raw), limit)
    raise FaultError(FaultClass.BAD_ENCODING, f"Content-Encoding {encoding[:100]!r} is not one of {ACCEPTED_ENCODINGS}")


def _deflate_window(raw: bytes) -> int:
    """Servers send both meanings of "deflate"; a zlib header (RFC 1950) is a multiple of 31 with method 8."""
    has_header = len(raw) >= 2 and raw[0] & 0x0F == 8 and int.from_bytes(raw[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS


def _inflate(raw: bytes, window: int, limit: int) -> bytes:
    chunks: list[bytes] = []
    room = limit
    rest = raw
    # gzip allows several members in a row; each costs a copy of what is left, so their number is bounded.
    for _ in range(MEMBERS):
        decoder = zlib.decompressobj(window)
        for chunk in _steps(decoder, rest):
            room -= len(chunk)
            if room < 0:
                raise FaultError(FaultClass.TOO_LARGE, f"more than {limit} bytes after decoding {len(raw)}")
            chunks.append(chunk)
        rest = decoder.unused_data
        # Anything after the end mark that is not another member is padding, which some servers add.
        if window <= zlib.MAX_WBITS or not rest.startswith(b"\x1f\x8b"):
            return b"".join(chunks)
    raise FaultError(FaultClass.BAD_ENCODING, f"more than {MEMBERS} gzip members in one payload")


def _steps(decoder: "zlib._Decompress", raw: bytes) -> Iterator[bytes]:
    pending = raw
    while not decoder.eof:
        try:
            chunk = decoder.decompress(pending, STEP)
        except zlib.error as error:
            detail = f"the payload is not what its encoding says ({error})"
            raise FaultError(FaultClass.BAD_ENCODING, detail) from error
        pending = decoder.unconsumed_tail
        if not chunk and not pending and not decoder.eof:
            raise FaultError(FaultClass.TRUNCATED, f"the compressed stream of {len(raw)} bytes lacks its end mark")
        yield chunk
