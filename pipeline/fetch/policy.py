"""When to ask whom: pure decisions, handed the clock.

The schedule of a feed lives in its state, so that all workers share it: a success comes back after the feed's own
interval, a failure after twice the time of the one before, Retry-After is obeyed up to a day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from pipeline.errors import FaultClass

LONGEST_WAIT = timedelta(hours=24)
"""Cap of back-off and Retry-After: a server's typing error must not silence a source for years."""
DISABLED_WAIT = timedelta(days=7)
FAILURES_TO_DISABLE = 12
"""Failures in a row, about six days of them with the waits doubling to a day, after which a feed is asked weekly."""

PAGE_ATTEMPTS = 5
PAGE_WAIT = timedelta(minutes=15)
"""First wait after a page failed; it doubles, so five tries span four hours: an outage, not a dead link."""
ROBOTS_LIFE = timedelta(hours=24)
"""How long a copy of robots.txt is obeyed (RFC 9309, section 2.4)."""


@dataclass(frozen=True, slots=True)
class FeedTarget:
    """A feed with what polling needs to know of its source."""

    source_id: str
    url: str
    timezone: str = "UTC"
    poll_minutes: int = 10
    floor: int = 0
    ceiling: int = 0
    """Least and most entries that are ordinary for it; a ceiling of 0 is none."""

    def doubt(self, entry_count: int) -> str:
        """What is odd about a document of so many entries; empty when nothing is."""
        if entry_count < self.floor:
            return f"lists {entry_count} entries, fewer than the {self.floor} that its card calls ordinary"
        if self.ceiling and entry_count > self.ceiling:
            return f"lists {entry_count} entries, more than the {self.ceiling} that its card calls ordinary"
        return ""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed from earlier polls; see raw.feed_state."""

    feed_url: str
    next_fetch_at: datetime
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    failure_count: int = 0
    is_disabled: bool = False
    last_fault: str | None = None
    polled_at: datetime | None = None
    answered_at: datetime | None = None
    changed_at: datetime | None = None
    entry_count: int = 0

    @property
    def validators(self) -> dict[str, str]:
        """Headers of a conditional request; empty where the last payload was not stored."""
        if not self.sha256:
            return {}
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask again with."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Decider:
    """Decides with what it is handed and touches nothing; `now` is its clock."""

    now: datetime

    def is_due(self, state: FeedState | None) -> bool:
        """Whether a feed may be asked now; one that never was, may."""
        return state is None or state.next_fetch_at <= self.now

    def due(
        self, feeds: Iterable[FeedTarget], states: Mapping[str, FeedState], *, is_forced: bool = False
    ) -> tuple[FeedTarget, ...]:
        """The feeds to ask now; a forced poll passes over the schedule, except for what a server asked for."""
        chosen = []
        for feed in feeds:
            state = states.get(feed.url)
            obeys = state is not None and state.last_fault == FaultClass.RATE_LIMITED
            if self.is_due(state) or (is_forced and not obeys):
                chosen.append(feed)
        return tuple(chosen)

    def after_unchanged(self, feed: FeedTarget, state: FeedState, validators: Validators) -> FeedState:
        """The state after an answer that says what the last one said."""
        return replace(
            self._answered(feed, state),
            etag=validators.etag or state.etag,
            last_modified=validators.last_modified or state.last_modified,
        )

    def after_change(
        self, feed: FeedTarget, state: FeedState, validators: Validators, *, sha256: str, entry_count: int
    ) -> FeedState:
        """The state after a new payload, whose entries are stored together with this state."""
        return replace(
            self._answered(feed, state), etag=validators.etag, last_modified=validators.last_modified,
            sha256=sha256, changed_at=self.now, entry_count=entry_count,
        )  # fmt: skip

    def after_failure(
        self, feed: FeedTarget, state: FeedState, fault: FaultClass, retry_after: timedelta | None = None
    ) -> FeedState:
        """The state after an answer that could not be used, or none."""
        count = state.failure_count + 1
        wait = min(timedelta(minutes=feed.poll_minutes) * 2 ** min(count, 16), LONGEST_WAIT)
        if retry_after is not None:
            wait = min(max(retry_after, timedelta(minutes=1)), LONGEST_WAIT)
        is_disabled = count >= FAILURES_TO_DISABLE
        return replace(
            state, failure_count=count, last_fault=fault.value, is_disabled=is_disabled, polled_at=self.now,
            next_fetch_at=self.now + (DISABLED_WAIT if is_disabled else wait),
        )  # fmt: skip

    def page_retry(self, attempts: int) -> datetime | None:
        """When to try a page again that failed `attempts` times; None = never."""
        if attempts >= PAGE_ATTEMPTS:
            return None
        return self.now + PAGE_WAIT * (1 << (attempts - 1))

    def is_fresh(self, robots_fetched_at: datetime) -> bool:
        """Whether a copy of robots.txt of that time is still obeyed."""
        return self.now - robots_fetched_at < ROBOTS_LIFE

    def _answered(self, feed: FeedTarget, state: FeedState) -> FeedState:
        return replace(
            state, failure_count=0, is_disabled=False, last_fault=None, polled_at=self.now, answered_at=self.now,
            next_fetch_at=self.now + timedelta(minutes=feed.poll_minutes),
        )  # fmt: skip


def read_retry_after(value: str, now: datetime) -> timedelta | None:
    """What a Retry-After header (seconds or a date) asks for, at most a day; None when it says nothing usable."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        # More than nine digits are past the cap anyway, and past what a timedelta holds.
        return LONGEST_WAIT if len(text) > 9 else min(timedelta(seconds=int(text)), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        return None
    return min(max(moment - now, timedelta()), LONGEST_WAIT)


def host_of(url: str) -> str:
    """Host and port that politeness is counted by."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def by_host(feeds: Iterable[FeedTarget]) -> dict[str, tuple[FeedTarget, ...]]:
    """Feeds grouped by the host that serves them: the groups may be polled apart, a group only one after another."""
    groups: dict[str, tuple[FeedTarget, ...]] = {}
    for feed in feeds:
        groups[host_of(feed.url)] = (*groups.get(host_of(feed.url), ()), feed)
    return groups
