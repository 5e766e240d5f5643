"""The page half of a poll: pages that feeds listed, fetched politely and kept."""

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pipeline.errors import FaultClass, FaultError
from pipeline.fetch.http import PAGE_LIMIT, Request
from pipeline.fetch.ledger import Ledger
from pipeline.fetch.policy import PAGE_ATTEMPTS, Decider, host_of
from pipeline.fetch.poll_feeds import Desk
from pipeline.fetch.robots import ROBOTS_LIMIT, Permission, RobotsCopy, permission, readable_text
from pipeline.fetch.state import PendingPage, Retry
from pipeline.model import CaptureKind, Exchange, Origin

ROBOTS_DEADLINE = 10.0
SETTLE_EVERY = 500
"""Pages after which the archive is flushed: what a power cut can cost."""
SILENT_LIMIT = 3
"""Pages of a host in a row that get no answer, after which the host is left alone until the next poll."""
PRIVATE_LANES = 4
PASSING = frozenset({FaultClass.TIMEOUT, FaultClass.TRUNCATED, FaultClass.RATE_LIMITED, FaultClass.UNREACHABLE})
"""Faults that another try may cure; so may a server error."""


@dataclass(frozen=True, slots=True)
class Courtesy:
    """How gently a host is asked: seconds between two pages, and most pages of a host in one poll.

    Neither applies to the private hosts that the operator named: they are his own.
    """

    delay: float = 1.0
    pages_per_host: int = 60


@dataclass(slots=True)
class PageFetcher:
    """Fetches pages; a page that fails becomes a fault and a later try, and the others go on."""

    desk: Desk
    decider: Decider
    ledger: Ledger
    slots: asyncio.Semaphore
    courtesy: Courtesy
    settled: list[tuple[uuid.UUID, str]] = field(default_factory=list)
    retries: list[Retry] = field(default_factory=list)
    robots: dict[str, RobotsCopy] = field(default_factory=dict)
    robots_locks: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def fetch(self, pages: Sequence[PendingPage]) -> None:
        """Fetch the pages: hosts side by side, the pages of a host one after another."""
        lanes = self._lanes(pages)
        self.ledger.totals["page"] = sum(len(lane) for lane in lanes)
        try:
            async with asyncio.TaskGroup() as group:
                for lane in lanes:
                    group.create_task(self._fetch_lane(lane))
        finally:
            await self._settle()

    def _lanes(self, pages: Sequence[PendingPage]) -> list[list[PendingPage]]:
        hosts: dict[str, list[PendingPage]] = {}
        for page in pages:
            hosts.setdefault(host_of(page.entry.url), []).append(page)
        lanes = []
        for host, listed in hosts.items():
            if host in self.desk.client.manners.allowed_hosts:
                lanes += [listed[number::PRIVATE_LANES] for number in range(PRIVATE_LANES)]
            else:
                lanes.append(listed[: self.courtesy.pages_per_host])
        return [lane for lane in lanes if lane]

    async def _fetch_lane(self, lane: list[PendingPage]) -> None:
        silent = 0
        for page in lane:
            async with self.slots:
                fault, delay = await self._fetch_page(page)
            self.ledger.done("page", page.entry.url, fault.value if fault else "ok")
            if len(self.settled) >= SETTLE_EVERY:
                await self._settle()
            silent = silent + 1 if fault in (FaultClass.TIMEOUT, FaultClass.UNREACHABLE) else 0
            if silent >= SILENT_LIMIT or fault is FaultClass.RATE_LIMITED:
                return
            await asyncio.sleep(delay)

    async def _fetch_page(self, page: PendingPage) -> tuple[FaultClass | None, float]:
        """The fault of a page, if any, and the seconds to leave before the host's next one."""
        delay = 0.0 if host_of(page.entry.url) in self.desk.client.manners.allowed_hosts else self.courtesy.delay
        try:
            exchange, wanted = await self._ask(page)
        except FaultError as error:
            self.ledger.fault(page.source_id, "fetch", error, page.entry.url)
            self._postpone(page, may_pass=error.fault in PASSING)
            return error.fault, delay
        origin = Origin(CaptureKind.PAGE, page.source_id, page.feed_url, page.entry)
        self.ledger.captures.append(self.desk.keeper.keep(exchange, origin))
        fault = self.ledger.answer_fault(page.source_id, exchange)
        if exchange.status >= 500 or fault in PASSING:
            self._postpone(page, may_pass=True)
        else:
            self.settled.append((page.entry_id, page.entry.sha256))
        return fault, max(delay, wanted)

    async def _ask(self, page: PendingPage) -> tuple[Exchange, float]:
        """The answer for a page that robots.txt allows, and the seconds it wants between two."""
        allowed = await self._permission(page)
        if allowed.refusal is not None:
            raise allowed.refusal
        return await self.desk.client.fetch(Request(page.entry.url, PAGE_LIMIT)), allowed.delay

    def _postpone(self, page: PendingPage, *, may_pass: bool) -> None:
        attempts = page.attempt_count + 1 if may_pass else PAGE_ATTEMPTS
        self.retries.append(Retry(page.entry_id, attempts, self.decider.page_retry(attempts)))

    async def _settle(self) -> None:
        """Flush the archive, and only then note the pages as captured."""
        settled, self.settled = self.settled, []
        retries, self.retries = self.retries, []
        await asyncio.to_thread(self.desk.keeper.flush)
        await asyncio.to_thread(self.desk.store.captured, settled)
        await asyncio.to_thread(self.desk.store.postpone, retries)

    async def _permission(self, page: PendingPage) -> Permission:
        parts = urlsplit(page.entry.url)
        origin = f"{parts.scheme}://{host_of(page.entry.url)}"
        # The lanes of a host share one question.
        async with self.robots_locks[origin]:
            if origin not in self.robots:
                self.robots[origin] = await self._robots_of(origin, page.source_id)
        return permission(self.robots[origin], page.entry.url, self.desk.client.manners.user_agent)

    async def _robots_of(self, origin: str, source_id: str) -> RobotsCopy:
        known = await asyncio.to_thread(self.desk.store.robots, origin)
        if known and 0 < known.status < 500 and self.decider.is_fresh(known.fetched_at):
            return known
        return await self._ask_robots(origin, source_id)

    async def _ask_robots(self, origin: str, source_id: str) -> RobotsCopy:
        url = f"{origin}/robots.txt"
        status, text = 0, ""
        try:
            async with asyncio.timeout(ROBOTS_DEADLINE):
                exchange = await self.desk.client.fetch(Request(url, ROBOTS_LIMIT))
        except FaultError as error:
            self.ledger.fault(source_id, "robots", error, url)
        except TimeoutError:
            late = FaultError(FaultClass.TIMEOUT, f"no robots.txt within {ROBOTS_DEADLINE:g} s")
            self.ledger.fault(source_id, "robots", late, url)
        else:
            self.ledger.captures.append(self.desk.keeper.keep(exchange, Origin(CaptureKind.ROBOTS, source_id)))
            status, text = _robots_answer(exchange)
        copy = RobotsCopy(origin, status, text, self.decider.now)
        await asyncio.to_thread(self.desk.store.save_robots, copy)
        return copy


def _robots_answer(exchange: Exchange) -> tuple[int, str]:
    """Status and text that robots.txt stands for; too large a one counts up to the cap, an endless redirect as none."""
    if exchange.fault is FaultClass.REDIRECT:
        return 404, ""
    if exchange.fault is FaultClass.TOO_LARGE:
        return exchange.status, readable_text(exchange.raw)
    if exchange.fault in (FaultClass.TRUNCATED, FaultClass.TIMEOUT, FaultClass.BAD_ENCODING, FaultClass.BLOCKED):
        return 0, ""
    return exchange.status, readable_text(exchange.body)
