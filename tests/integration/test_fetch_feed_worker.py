"""The parser process: right answers, killed on a deadline, held to its memory, and used again afterwards."""

import asyncio
from datetime import UTC, datetime

from pipeline.errors import FaultClass, FaultError
from pipeline.fetch.feed_child import MEMORY_LIMIT
from pipeline.fetch.feed_worker import FeedBytes, FeedWorker
from pipeline.fetch.feeds import FeedDocument

NOW = datetime(2025, 1, 20, tzinfo=UTC)
GOOD = b"""<rss version="2.0"><channel><title>T</title><item><title>Talks</title><guid>g</guid>
<link>https://outlet.example/1</link><pubDate>Thu, 16 Jan 2025 10:00:00 GMT</pubDate></item></channel></rss>"""
# Deep nesting takes feedparser's loose reader time that grows with the square of the depth.
DEEP = b"<rss version='2.0'><channel><item><title>" + b"<b>" * 400_000 + b"</title></item></channel></rss>"
SMALL = 60_000_000
"""Bytes of address space that let the parser start and read GOOD, but not a feed of 5 MB."""


def feed(body: bytes) -> FeedBytes:
    return FeedBytes(body, "https://outlet.example/rss", NOW, "UTC", "text/xml")


def run(
    bodies: list[bytes], deadline: float = 20.0, memory_limit: int = MEMORY_LIMIT
) -> list[FeedDocument | FaultClass]:
    async def parse_all() -> list[FeedDocument | FaultClass]:
        answers: list[FeedDocument | FaultClass] = []
        async with FeedWorker(deadline, memory_limit) as worker:
            for body in bodies:
                try:
                    answers.append(await worker.parse(feed(body)))
                except FaultError as error:
                    answers.append(error.fault)
        return answers

    return asyncio.run(parse_all())


def test_answers_as_the_parser_does_and_serves_many() -> None:
    first, refused, second = run([GOOD, b"<html></html>", GOOD])
    assert isinstance(first, FeedDocument)
    assert first == second
    assert first.entries[0].published_at == datetime(2025, 1, 16, 10, tzinfo=UTC)
    assert refused is FaultClass.NOT_A_FEED


def test_f06_a_document_past_the_deadline_is_ended_and_the_next_one_served() -> None:
    slow, good = run([DEEP, GOOD], deadline=2.0)
    assert slow is FaultClass.LIMITS
    assert isinstance(good, FeedDocument)


def test_a05_a_parser_out_of_memory_costs_one_document() -> None:
    item = (
        b"<item><title>T</title><link>https://outlet.example/%d</link><description>"
        + b"word " * 450
        + b"</description></item>"
    )
    big = b"<rss version='2.0'><channel>" + b"".join(item % number for number in range(2000)) + b"</channel></rss>"
    answer, good = run([big, GOOD], memory_limit=SMALL)
    assert answer is FaultClass.LIMITS
    assert isinstance(good, FeedDocument)
    assert isinstance(run([big])[0], FeedDocument)
