"""Parse feeds in a process of their own, with a deadline and a memory cap, reused for many documents.

No limit inside the parser holds against every document (a quadratic one runs for minutes inside one C call), so the
process is killed from outside and a new one is started for the next document.
"""

import asyncio
import contextlib
import json
import os
import struct
import sys
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from pipeline.errors import FaultClass, FaultError
from pipeline.fetch.feed_child import MEMORY_LIMIT, frame
from pipeline.fetch.feeds import FeedDocument, FeedFault
from pipeline.model import Entry
from pipeline.settings import PROJECT_ROOT

DEADLINE = 20.0
"""Seconds for one document; the slowest honest feed took 0.4."""


@dataclass(frozen=True, slots=True)
class FeedBytes:
    """A feed as it was received; `timezone` is for its dates without one."""

    body: bytes
    url: str
    fetched_at: datetime
    timezone: str
    content_type: str = ""


class FeedWorker:
    """A parser process; use as an async context manager. One document at a time, others wait."""

    def __init__(self, deadline: float = DEADLINE, memory_limit: int = MEMORY_LIMIT) -> None:
        self._deadline = deadline
        self._memory_limit = memory_limit
        self._process: asyncio.subprocess.Process | None = None
        self._lock = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stop()

    async def parse(self, feed: FeedBytes) -> FeedDocument:
        """What the feed says; raises FaultError as parse_feed does, and (limits) when the process had to be ended."""
        async with self._lock:
            process = await self._started()
            try:
                async with asyncio.timeout(self._deadline):
                    answer = await _ask(process, feed)
            except TimeoutError as error:
                await self._stop()
                detail = f"the parser did not finish within {self._deadline:g} s"
                raise FaultError(FaultClass.LIMITS, detail, feed.url) from error
            except (asyncio.IncompleteReadError, ConnectionError, ValueError) as error:
                await self._stop()
                raise FaultError(FaultClass.LIMITS, "the parser process died of this document", feed.url) from error
            except asyncio.CancelledError:
                await self._stop()
                raise
        if "fault" in answer:
            raise FaultError(FaultClass(answer["fault"]), answer["detail"], feed.url)
        return _document(answer)

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            # Nothing of the environment but what Python needs: the parser has no business with secrets.
            environment = {"PYTHONPATH": str(PROJECT_ROOT), "PATH": os.environ.get("PATH", ""), "PYTHONUTF8": "1"}
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "pipeline.fetch.feed_child", str(self._memory_limit),
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env=environment, cwd=PROJECT_ROOT,
            )  # fmt: skip
        return self._process

    async def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        # Reads what is left of the pipes and waits, so that nothing of the process outlives it.
        await process.communicate()


async def _ask(process: asyncio.subprocess.Process, feed: FeedBytes) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    head = {
        "url": feed.url,
        "fetched_at": feed.fetched_at.isoformat(),
        "timezone": feed.timezone,
        "content_type": feed.content_type,
    }
    process.stdin.write(frame(json.dumps(head).encode("ascii")) + frame(feed.body))
    await process.stdin.drain()
    (size,) = struct.unpack(">I", await process.stdout.readexactly(4))
    answer: dict[str, Any] = json.loads(await process.stdout.readexactly(size))
    return answer


def _document(answer: dict[str, Any]) -> FeedDocument:
    return FeedDocument(
        entries=tuple(Entry.from_json(entry) for entry in answer["entries"]),
        faults=tuple(FeedFault(FaultClass(fault), detail, url) for fault, detail, url in answer["faults"]),
        title=answer["title"],
        language=answer["language"],
    )
