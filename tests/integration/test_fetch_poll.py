"""A poll against a loopback server and a real database: once, again, after faults, after a death."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.archive import CaptureIndex, Keeper, read_capture, recover
from pipeline.day import Day
from pipeline.db import Database
from pipeline.errors import FaultClass, ServerError
from pipeline.fetch.feed_worker import FeedWorker
from pipeline.fetch.http import Client, Manners
from pipeline.fetch.ledger import Step
from pipeline.fetch.policy import FeedState
from pipeline.fetch.poll import Desk, FeedTarget, PollPlan, PollReport, poll
from pipeline.fetch.state import PendingPage, PostgresStore, captured_keys
from pipeline.model import CaptureKind
from tests.rogue_server import RogueServer, ok, rogue_server

NOW = datetime(2025, 1, 20, 9, tzinfo=UTC)
RUN = uuid.UUID(int=1)


def rss(base: str, *numbers: int, title: str = "Story") -> bytes:
    items = "".join(
        f"<item><title>{title} {n}</title><link>{base}/page/{n}</link><guid>urn:{base}:{n}</guid>"
        f"<pubDate>{n:02} Jan 2025 10:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()


def page(number: int) -> bytes:
    return f"<html><body><p>Text of page {number}.</p></body></html>".encode()


@dataclass
class World:
    """A server, a warehouse and an archive; `poll` polls feeds of the server at an hour of the day."""

    rogue: RogueServer
    db: Database
    archive: Path
    steps: list[Step] = field(default_factory=list)

    @property
    def index(self) -> CaptureIndex:
        return CaptureIndex(self.db)

    def target(self, path: str = "/rss") -> FeedTarget:
        return FeedTarget(f"source{path.replace('/', '-')}", self.rogue.url(path))

    def serve(self, path: str, *numbers: int, headers: tuple[str, ...] = (), title: str = "Story") -> None:
        self.rogue.answers[path] = ok(
            rss(self.rogue.url(), *numbers, title=title).replace(b"//page", b"/page"), *headers
        )
        for number in numbers:
            self.rogue.answers[f"/page/{number}"] = ok(page(number), "Content-Type: text/html")

    async def poll(self, *paths: str, at: datetime = NOW, is_forced: bool = False) -> PollReport:
        manners = Manners("guarantees-test/1", frozenset({self.rogue.host}), timeout=2.0, retry_wait=0.01)
        keeper = Keeper(self.archive, self.index, RUN, lambda: at)
        async with Client(manners, clock=lambda: at) as client, FeedWorker() as worker:
            desk = Desk(client, worker, keeper, PostgresStore(self.db))
            plan = PollPlan(at, is_forced=is_forced, clock=lambda: at)
            return await poll([self.target(path) for path in paths], desk, plan, self.steps.append)

    def pages(self, *days: int) -> list[str]:
        found = [capture for n in days for capture in self.index.by_day(Day.parse(f"2025-01-{n:02}"))]
        return [read_capture(self.archive, c.warc_file, c.warc_offset, c.warc_length).body.decode() for c in found]


def play(warehouse: Database, archive: Path, story: Callable[[World], Awaitable[None]]) -> None:
    """Run a story against a fresh world."""

    async def run() -> None:
        async with rogue_server() as rogue:
            await story(World(rogue, warehouse, archive))

    asyncio.run(run())


def hours(count: float) -> datetime:
    return NOW + timedelta(hours=count)


def test_a_poll_captures_feed_and_pages_and_a_second_one_nothing(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        world.serve("/rss", 14, 15, 16)
        first = await world.poll("/rss")
        assert (first.feeds_ok, first.entries_new, first.pages_captured, first.faults) == (1, 3, 3, ())
        assert [day.key for day in first.days] == ["2025-01-14", "2025-01-15", "2025-01-16"]
        assert world.pages(15) == [page(15).decode()]
        (capture,) = world.index.by_day(Day.parse("2025-01-16"))
        assert capture.entry is not None
        assert (capture.entry.title, capture.source_id, capture.status) == ("Story 16", "source-rss", 200)
        assert world.index.get(capture.capture_id) == capture
        assert [step.what for step in world.steps] == ["feed", "page", "page", "page"]
        hits = world.rogue.hits.copy()
        second = await world.poll("/rss", at=hours(1))
        assert (second.feeds_unchanged, second.captures, second.faults) == (1, (), ())
        assert (world.rogue.hits - hits).total() == 1
        assert warehouse.fetch("select count(*) from raw.captures")[0].count == 5

    play(warehouse, tmp_path, story)


def test_validators_are_sent_and_304_is_unchanged(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        world.serve("/rss", 14, headers=('ETag: "v1"', "Last-Modified: Thu, 16 Jan 2025 10:00:00 GMT"))
        await world.poll("/rss")
        assert "If-None-Match" not in world.rogue.headers["/rss"]
        world.rogue.answers["/rss"] = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
        report = await world.poll("/rss", at=hours(1))
        assert world.rogue.headers["/rss"]["If-None-Match"] == '"v1"'
        assert (report.feeds_unchanged, report.captures) == (1, ())

    play(warehouse, tmp_path, story)


def test_a_feed_that_is_not_due_is_not_asked_unless_forced(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        world.serve("/rss", 14)
        await world.poll("/rss")
        assert (await world.poll("/rss", at=hours(0.1))).feed_count == 0
        assert (await world.poll("/rss", at=hours(0.1), is_forced=True)).feeds_unchanged == 1

    play(warehouse, tmp_path, story)


def test_new_and_corrected_entries_are_fetched_and_the_rest_left(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        world.serve("/rss", 14, 15)
        await world.poll("/rss")
        hits = world.rogue.hits.copy()
        world.serve("/rss", 15, 16)
        new = await world.poll("/rss", at=hours(1))
        assert (new.entries_new, new.pages_captured) == (1, 1)
        assert dict(world.rogue.hits - hits) == {"/rss": 1, "/page/16": 1}
        world.serve("/rss", 15, 16, title="Corrected")
        corrected = await world.poll("/rss", at=hours(2))
        assert (corrected.entries_new, corrected.pages_captured) == (2, 2)
        assert len(world.pages(15)) == 2
        assert len(world.pages(14)) == 1, "F12: what leaves the feed stays"

    play(warehouse, tmp_path, story)


def test_guids_that_change_and_tracking_parameters_make_no_new_pages(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        world.serve("/rss", 14, 15)
        await world.poll("/rss")
        body = rss(world.rogue.url(), 14, 15).replace(b"//page", b"/page").replace(b"urn:", b"urn:other:")
        world.rogue.answers["/rss"] = ok(body.replace(b"</link>", b"?utm_source=feed</link>"))
        report = await world.poll("/rss", at=hours(1))
        assert (report.feeds_ok, report.entries_new, report.pages_captured) == (1, 0, 0)

    play(warehouse, tmp_path, story)


def test_one_bad_feed_of_each_kind_leaves_the_good_one_alone(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        world.serve("/good", 14, 15)
        answers = {
            "/html": ok(b"<!DOCTYPE html><html><body>Sign in</body></html>"),
            "/empty": ok(b""),
            "/bomb": ok(b"<!DOCTYPE r [<!ENTITY a 'b'>]><rss/>"),
            "/cut": b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<rss>",
            "/odd": ok(b"<rss/>", "Content-Encoding: br"),
            "/limited": ok(b"", "Retry-After: 7200", status="429 Slow down"),
        }
        world.rogue.answers.update(answers)
        report = await world.poll("/good", *answers, "/missing")
        assert (report.feeds_ok, report.feeds_failed, report.pages_captured) == (1, 7, 2)
        found = {fault.url.rsplit("/", 1)[1]: fault.error_class for fault in report.faults}
        assert found == {
            "html": FaultClass.NOT_A_FEED, "empty": FaultClass.NOT_A_FEED, "bomb": FaultClass.MALFORMED,
            "cut": FaultClass.TRUNCATED, "odd": FaultClass.BAD_ENCODING, "limited": FaultClass.RATE_LIMITED,
            "missing": FaultClass.HTTP_STATUS,
        }  # fmt: skip
        assert len([c for c in report.captures if c.kind is CaptureKind.FEED]) == 8, "the bytes of all are kept"
        assert world.index.record_faults(report.faults, RUN) == 7
        assert world.index.record_faults(report.faults, RUN) == 0
        states = PostgresStore(warehouse).states([world.rogue.url("/limited"), world.rogue.url("/html")])
        assert states[world.rogue.url("/limited")].next_fetch_at == hours(2)
        assert states[world.rogue.url("/html")].next_fetch_at == hours(1 / 3)
        assert (await world.poll("/limited", at=hours(1), is_forced=True)).feed_count == 0

    play(warehouse, tmp_path, story)


def test_an_unreachable_feed_is_a_fault_and_recovers(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        async def reset(writer: asyncio.StreamWriter, _: dict[str, str]) -> None:
            writer.transport.abort()

        world.rogue.answers["/rss"] = reset
        report = await world.poll("/rss")
        assert [fault.error_class for fault in report.faults] == [FaultClass.TRUNCATED]
        world.serve("/rss", 14)
        assert (await world.poll("/rss", at=hours(1))).pages_captured == 1
        state = PostgresStore(warehouse).states([world.rogue.url("/rss")])[world.rogue.url("/rss")]
        assert (state.failure_count, state.last_fault) == (0, None)

    play(warehouse, tmp_path, story)


def test_a_page_that_fails_is_tried_again_though_the_feed_is_unchanged(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        world.serve("/rss", 14, 15, 16)
        world.rogue.answers["/page/15"] = b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<p>"
        world.rogue.answers["/page/16"] = ok(b"gone", status="404 Not Found")
        first = await world.poll("/rss")
        assert (first.pages_captured, first.pages_failed) == (3, 2)
        assert {fault.error_class for fault in first.faults} == {FaultClass.TRUNCATED, FaultClass.HTTP_STATUS}
        world.rogue.answers["/page/15"] = ok(page(15))
        again = await world.poll("/rss", at=hours(1))
        assert (again.feeds_unchanged, again.pages_captured, again.faults) == (1, 1, ())
        assert again.captures[0].requested_url.endswith("/page/15")
        assert (await world.poll("/rss", at=hours(2))).captures == ()

    play(warehouse, tmp_path, story)


def test_a_page_that_never_answers_is_given_up(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        world.serve("/rss", 14)
        world.rogue.answers["/page/14"] = ok(b"", status="503 Busy")
        faults = [len((await world.poll("/rss", at=hours(5 * n))).faults) for n in range(7)]
        assert faults == [1, 1, 1, 1, 1, 0, 0]
        assert warehouse.fetch("select state from raw.entries")[0].state == "given_up"

    play(warehouse, tmp_path, story)


def test_robots_are_obeyed_and_kept_for_a_day(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        world.serve("/rss", 14, 15)
        world.rogue.answers["/robots.txt"] = ok(b"User-agent: *\nDisallow: /page/15\n")
        report = await world.poll("/rss")
        assert (report.pages_captured, world.rogue.hits["/page/15"]) == (1, 0)
        assert [fault.error_class for fault in report.faults] == [FaultClass.ROBOTS]
        world.serve("/rss", 14, 15, 16)
        assert (await world.poll("/rss", at=hours(1))).pages_captured == 1
        assert world.rogue.hits["/robots.txt"] == 1
        world.serve("/rss", 14, 15, 16, 17)
        await world.poll("/rss", at=hours(30))
        assert world.rogue.hits["/robots.txt"] == 2

    play(warehouse, tmp_path, story)


def test_a_feed_outside_its_ordinary_size_is_told(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        world.serve("/rss", 14, 15)
        manners = Manners("guarantees-test/1", frozenset({world.rogue.host}))
        async with Client(manners) as client, FeedWorker() as worker:
            desk = Desk(client, worker, Keeper(tmp_path, world.index, RUN), PostgresStore(warehouse))
            few = FeedTarget("a", world.rogue.url("/rss"), floor=3)
            report = await poll([few], desk, PollPlan(NOW))
        assert (report.feeds_ok, report.pages_captured) == (1, 2)
        assert [fault.error_class for fault in report.faults] == [FaultClass.LIMITS]
        assert FeedTarget("a", "u", ceiling=1).doubt(2)
        assert not FeedTarget("a", "u", floor=1, ceiling=2).doubt(2)

    play(warehouse, tmp_path, story)


@pytest.mark.parametrize("status", ["500 Broken", "503 Busy"])
def test_h13_a_broken_robots_makes_pages_wait(warehouse: Database, tmp_path: Path, status: str) -> None:
    async def story(world: World) -> None:
        world.serve("/rss", 14)
        world.rogue.answers["/robots.txt"] = ok(b"", status=status)
        report = await world.poll("/rss")
        assert (report.pages_captured, world.rogue.hits["/page/14"]) == (0, 0)
        assert [fault.error_class for fault in report.faults] == [FaultClass.UNREACHABLE]
        world.rogue.answers["/robots.txt"] = ok(b"<html>no rules here</html>")
        assert (await world.poll("/rss", at=hours(1))).pages_captured == 1

    play(warehouse, tmp_path, story)


def test_a_link_inside_is_blocked_and_given_up(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        async with rogue_server() as canary:
            body = rss(world.rogue.url(), 14, 15).replace(b"//page", b"/page")
            world.serve("/rss", 14, 15)
            inner = f"http://127.0.0.1:{canary.port}/page/15".encode()
            world.rogue.answers["/rss"] = ok(body.replace(world.rogue.url("/page/15").encode(), inner))
            report = await world.poll("/rss")
            assert report.pages_captured == 1
            assert FaultClass.BLOCKED in {fault.error_class for fault in report.faults}
            assert canary.hits.total() == 0

    play(warehouse, tmp_path, story)


def test_a_poll_that_died_before_indexing_is_found_and_not_repeated(warehouse: Database, tmp_path: Path) -> None:
    class DyingIndex(CaptureIndex):
        def insert(self, file: object) -> int:
            raise RuntimeError("killed here")

    async def story(world: World) -> None:
        world.serve("/rss", 14, 15)
        manners = Manners("guarantees-test/1", frozenset({world.rogue.host}))
        async with Client(manners) as client, FeedWorker() as worker:
            desk = Desk(client, worker, Keeper(tmp_path, DyingIndex(warehouse), RUN), PostgresStore(warehouse))
            with pytest.raises(RuntimeError, match="killed here"):
                await poll([world.target()], desk, PollPlan(NOW))
        assert world.pages(14, 15) == []
        found = recover(tmp_path, world.index)
        assert sorted(capture.kind for capture in found.captures) == ["feed", "page", "page", "robots"]
        assert world.pages(14, 15) == [page(14).decode(), page(15).decode()]
        PostgresStore(warehouse).captured(captured_keys(found.captures))
        assert (await world.poll("/rss", at=hours(1))).captures == ()
        assert recover(tmp_path, world.index).captures == ()

    play(warehouse, tmp_path, story)


def test_a_database_that_fails_ends_the_poll_with_its_own_error(warehouse: Database, tmp_path: Path) -> None:
    class FailingStore(PostgresStore):
        def save_with_entries(self, state: FeedState, pages: Sequence[PendingPage], now: datetime) -> int:
            raise ServerError("the warehouse went away")

    async def story(world: World) -> None:
        world.serve("/rss", 14)
        manners = Manners("guarantees-test/1", frozenset({world.rogue.host}))
        async with Client(manners) as client, FeedWorker() as worker:
            desk = Desk(client, worker, Keeper(tmp_path, world.index, RUN), FailingStore(warehouse))
            with pytest.raises(ServerError, match="went away"):
                await poll([world.target()], desk, PollPlan(NOW))
        assert warehouse.fetch("select kind from raw.captures")[0].kind == "feed", "the bytes are kept all the same"
        report = await world.poll("/rss", at=hours(1))
        assert (report.feeds_ok, report.pages_captured) == (1, 1)

    play(warehouse, tmp_path, story)


def test_h14_a_slow_feed_does_not_hold_up_the_others(warehouse: Database, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        async with rogue_server() as slow:

            async def hang(writer: asyncio.StreamWriter, _: dict[str, str]) -> None:
                await asyncio.sleep(30)

            slow.answers["/rss"] = hang
            world.serve("/rss", 14)
            manners = Manners("t/1", frozenset({world.rogue.host, slow.host}), timeout=1.0, retry_wait=0.01)
            keeper = Keeper(tmp_path, world.index, RUN)
            done: list[str] = []
            async with Client(manners) as client, FeedWorker() as worker:
                desk = Desk(client, worker, keeper, PostgresStore(warehouse))
                feeds = [FeedTarget("slow", slow.url("/rss")), world.target()]
                report = await poll(feeds, desk, PollPlan(NOW), lambda step: done.append(step.outcome))
            assert (report.feeds_ok, report.pages_captured) == (1, 1)
            assert done[:2] == ["ok", "timeout"]

    play(warehouse, tmp_path, story)
