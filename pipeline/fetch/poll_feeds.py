"""The feed half of a poll: ask, keep, read, remember."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pipeline.errors import FaultClass, FaultError
from pipeline.fetch.feed_worker import FeedBytes
from pipeline.fetch.feeds import FeedDocument
from pipeline.fetch.http import FEED_LIMIT, Client, Request
from pipeline.fetch.ledger import Keeper, Ledger
from pipeline.fetch.policy import Decider, FeedState, FeedTarget, Validators, by_host, read_retry_after
from pipeline.fetch.state import Store, pending_page
from pipeline.model import CaptureKind, Exchange, Origin


class Parser(Protocol):
    """Reads a feed's bytes; see FeedWorker."""

    async def parse(self, feed: FeedBytes) -> FeedDocument:
        """What the feed says."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The things a poll works with, wired by `run`."""

    client: Client
    parser: Parser
    keeper: Keeper
    store: Store


@dataclass(frozen=True, slots=True)
class FeedPoller:
    """Polls feeds; a feed that fails becomes a fault and a later time to ask again, and the others go on."""

    desk: Desk
    decider: Decider
    ledger: Ledger
    slots: asyncio.Semaphore

    async def poll(self, feeds: tuple[FeedTarget, ...], states: Mapping[str, FeedState]) -> None:
        """Ask all feeds: hosts side by side, the feeds of a host one after another."""
        self.ledger.totals["feed"] = len(feeds)
        async with asyncio.TaskGroup() as group:
            for same_host in by_host(feeds).values():
                group.create_task(self._poll_host(same_host, states))

    async def _poll_host(self, feeds: tuple[FeedTarget, ...], states: Mapping[str, FeedState]) -> None:
        for feed in feeds:
            state = states.get(feed.url) or FeedState(feed.url, self.decider.now)
            async with self.slots:
                outcome = await self._poll_feed(feed, state)
            self.ledger.done("feed", feed.url, outcome)

    async def _poll_feed(self, feed: FeedTarget, state: FeedState) -> str:
        sha256 = None
        try:
            exchange = await self.desk.client.fetch(Request(feed.url, FEED_LIMIT, state.validators))
            validators = Validators(exchange.header("ETag")[:1000], exchange.header("Last-Modified")[:100])
            if exchange.fault is None and (exchange.status == 304 or exchange.sha256 == state.sha256):
                await self._save(self.decider.after_unchanged(feed, state, validators))
                return "unchanged"
            self._keep(exchange, feed)
            sha256 = exchange.sha256
            if exchange.fault is not None:
                return await self._refused(feed, state, exchange)
            document = await self._read(exchange, feed)
        except FaultError as error:
            self.ledger.fault(feed.source_id, "fetch" if sha256 is None else "parse", error, feed.url, sha256)
            await self._save(self.decider.after_failure(feed, state, error.fault))
            return error.fault.value
        changed = self.decider.after_change(feed, state, validators, sha256=sha256, entry_count=len(document.entries))
        await self._remember(feed, changed, document)
        return "ok"

    def _keep(self, exchange: Exchange, feed: FeedTarget) -> None:
        self.ledger.captures.append(self.desk.keeper.keep(exchange, Origin(CaptureKind.FEED, feed.source_id, feed.url)))

    async def _refused(self, feed: FeedTarget, state: FeedState, exchange: Exchange) -> str:
        fault = self.ledger.answer_fault(feed.source_id, exchange) or FaultClass.PROTOCOL
        retry_after = read_retry_after(exchange.header("Retry-After"), self.decider.now)
        await self._save(self.decider.after_failure(feed, state, fault, retry_after))
        return fault.value

    async def _read(self, exchange: Exchange, feed: FeedTarget) -> FeedDocument:
        kind = exchange.header("Content-Type")
        return await self.desk.parser.parse(
            FeedBytes(exchange.body, exchange.responded_url, exchange.fetched_at, feed.timezone, kind)
        )

    async def _remember(self, feed: FeedTarget, state: FeedState, document: FeedDocument) -> None:
        for fault in document.faults:
            error = FaultError(fault.fault, fault.detail, fault.url)
            self.ledger.fault(feed.source_id, "parse", error, feed.url, state.sha256)
        doubt = feed.doubt(len(document.entries))
        if doubt:
            self.ledger.fault(feed.source_id, "parse", FaultError(FaultClass.LIMITS, doubt), feed.url, state.sha256)
        pages = [pending_page(feed.source_id, feed.url, entry) for entry in document.entries]
        now = self.decider.now
        self.ledger.entries_new += await asyncio.to_thread(self.desk.store.save_with_entries, state, pages, now)

    async def _save(self, state: FeedState) -> None:
        await asyncio.to_thread(self.desk.store.save, state)
