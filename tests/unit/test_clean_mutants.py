"""Whatever is cut out of, doubled in or poured into a page, the answer is an article or a rejection, never a crash."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.clean import clean
from pipeline.model import Article, Page, Rejection

GOLDEN = Path(__file__).parent.parent / "golden" / "clean"
PIECES = [
    b"<", b">", b'"', b"'", b"&", b"&#0;", b"&#xD800;", b"\x00", b"\xff", b"\xed\xa0\x80", b"<!--", b"-->",
    b"<![CDATA[", b"<script>", b"</script>", b"<table>", b"</p>", b"<title>", b"</title>", b"<h1>", b"<body>",
    b"<template>", b"<noscript>", b"<base href=x>", b'<time datetime="', b"99999999999", b"2025-02-30", b"{", b"}",
    b"\\u0000", b"\\ud800", b"<svg>", b"<math>", b"\xe2\x80\xae",
]  # fmt: skip
ROUNDS = 4
"""Mutants of each golden page: 300 in all, a few seconds; 10,000 were tried when this was written."""


def mutant(body: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 6)):
        start = rng.randrange(len(body) + 1)
        end = min(len(body), start + rng.randrange(60))
        piece = rng.choice([b"", rng.choice(PIECES), rng.choice(PIECES) * rng.randint(1, 40), body[start:end] * 2])
        body = body[:start] + piece + body[end:]
    return body


@pytest.mark.parametrize("folder", sorted(path.parent for path in GOLDEN.glob("*/page.html")), ids=lambda f: f.name)
def test_mutants_never_crash(folder: Path) -> None:
    rng = random.Random(folder.name)
    url = "https://www.pravda.com.ua/eng/news/2025/01/16/1/"
    for _ in range(ROUNDS):
        body = mutant((folder / "page.html").read_bytes(), rng)
        answer = clean(Page(body, url, url, datetime(2025, 2, 1, tzinfo=UTC), "text/html"))
        assert isinstance(answer, Article | Rejection)
        if isinstance(answer, Article):
            assert "\x00" not in answer.title + answer.body
            (answer.title + answer.body + "".join(answer.authors) + answer.published_raw).encode("utf-8")
            assert all(0 <= block.start < block.end <= len(answer.body) for block in answer.blocks)
