"""One poll of the watch list.

    due feeds ─► FeedPoller: conditional request ─► keep ─► parse ─► entries and validators, in one transaction
                                                                        │
    pending pages (new, changed, or failed before) ◄────────────────────┘
        └─► PageFetcher: robots ─► request ─► keep ─► flush ─► captured

A feed or a page that fails becomes a fault; nothing of it reaches the others. A poll that dies is continued by the
next one: what was kept is found by the archive's recovery, pages not yet captured are still pending.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pipeline.fetch.ledger import Ledger, PollReport, Progress
from pipeline.fetch.policy import Decider, FeedTarget
from pipeline.fetch.poll_feeds import Desk, FeedPoller
from pipeline.fetch.poll_pages import Courtesy, PageFetcher

__all__ = ["Courtesy", "Desk", "FeedTarget", "PollPlan", "PollReport", "poll"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class PollPlan:
    """How to poll: `now` decides what is due, `is_forced` asks feeds that are not due too."""

    now: datetime
    concurrency: int = 8
    is_forced: bool = False
    courtesy: Courtesy = field(default_factory=Courtesy)
    clock: Callable[[], datetime] = _utc_now


async def poll(feeds: Sequence[FeedTarget], desk: Desk, plan: PollPlan, progress: Progress | None = None) -> PollReport:
    """Poll the feeds that are due and fetch the pages that wait; the report's captures are all in the archive."""
    decider = Decider(plan.now)
    ledger = Ledger(plan.clock, progress)
    slots = asyncio.Semaphore(plan.concurrency)
    try:
        states = await asyncio.to_thread(desk.store.states, [feed.url for feed in feeds])
        due = decider.due(feeds, states, is_forced=plan.is_forced)
        await FeedPoller(desk, decider, ledger, slots).poll(due, states)
        sources = sorted({feed.source_id for feed in feeds})
        pages = await asyncio.to_thread(desk.store.pending, sources, plan.now)
        await PageFetcher(desk, decider, ledger, slots, plan.courtesy).fetch(pages)
    except BaseExceptionGroup as group:
        # Tasks side by side fail as a group; whoever called wants the error that began it.
        raise _first(group) from group
    finally:
        # Whatever went wrong: what was kept is put where the next run finds it.
        await asyncio.to_thread(desk.keeper.flush)
    return ledger.report()


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
