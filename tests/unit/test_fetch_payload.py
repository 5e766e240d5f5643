"""Decoding a payload: right on what servers send, bounded on what attackers send."""

import gzip
import tracemalloc
import zlib

import pytest

from pipeline.errors import FaultClass, FaultError
from pipeline.payload import decode_payload

TEXT = b"<rss>" + b"allies meet " * 500 + b"</rss>"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), " X-GZip "),
        (gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]), "gzip"),
        (gzip.compress(TEXT) + b"\0" * 16, "gzip"),
        (zlib.compress(TEXT), "deflate"),
        (raw_deflate(TEXT), "deflate"),
    ],
)
def test_reads_every_accepted_encoding(raw: bytes, encoding: str) -> None:
    assert decode_payload(raw, encoding, 1_000_000) == TEXT


@pytest.mark.parametrize(
    ("raw", "encoding", "fault"),
    [
        (gzip.compress(TEXT)[:-4], "gzip", FaultClass.TRUNCATED),
        (zlib.compress(TEXT)[:20], "deflate", FaultClass.TRUNCATED),
        (TEXT, "gzip", FaultClass.BAD_ENCODING),
        (TEXT, "br", FaultClass.BAD_ENCODING),
        (TEXT, "zstd", FaultClass.BAD_ENCODING),
        (gzip.compress(gzip.compress(TEXT)), "gzip, gzip", FaultClass.BAD_ENCODING),
        (gzip.compress(b"") * 100, "gzip", FaultClass.BAD_ENCODING),
        (TEXT * 2, "", FaultClass.TOO_LARGE),
        (gzip.compress(bytes(5_000_000)), "gzip", FaultClass.TOO_LARGE),
    ],
    ids=["cut gzip", "cut deflate", "lying", "br", "zstd", "stacked", "100 members", "too large", "bomb"],
)
def test_refuses_what_is_cut_unknown_or_too_large(raw: bytes, encoding: str, fault: FaultClass) -> None:
    with pytest.raises(FaultError) as caught:
        decode_payload(raw, encoding, 10_000)
    assert caught.value.fault is fault


def test_a_bomb_costs_no_more_than_the_limit_and_a_step() -> None:
    bomb = gzip.compress(bytes(100_000_000))
    tracemalloc.start()
    with pytest.raises(FaultError):
        decode_payload(bomb, "gzip", 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000
