"""Cleaning in a child process with a deadline and a memory cap, so that a page that kills the parser is one rejection.

The child is started once and serves many pages (a start costs 1-2 s, a page over the pipe 0.2 ms more than in process);
after a page that it did not survive, the next page gets a fresh one.
"""

import os
import pickle
import select
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import BinaryIO, Self, cast

from pipeline.clean.frames import LENGTH, frame
from pipeline.errors import GuaranteesError
from pipeline.model import Article, Page, Rejection, RejectionReason

DEADLINE = 20.0
"""Seconds a page may take: a thousand times the median."""
MEMORY = 512 * 1024 * 1024
"""Bytes of data the child may hold; ordinary pages leave it near 150 MB."""
START_DEADLINE = 120.0
"""Seconds for the child's imports, on a machine that is busy."""


class Cleaner:
    """`clean` behind a process boundary; a context manager, not shared between threads."""

    def __init__(self, deadline: float = DEADLINE, memory: int = MEMORY) -> None:
        self.deadline = deadline
        self._memory = memory
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def clean(self, page: Page) -> Article | Rejection:
        """The page's article or rejection; TIMEOUT or LIMITS when the child did not survive it."""
        child = self._child or self._start()
        until = time.monotonic() + self.deadline
        try:
            self._send(child, frame(page), until)
            return cast(Article | Rejection, self._receive(child, until))
        except TimeoutError:
            self._kill()
            return Rejection(RejectionReason.TIMEOUT, f"not cleaned within {self.deadline:g} s")
        except (EOFError, BrokenPipeError):
            status = self._kill()
            return Rejection(RejectionReason.LIMITS, f"the cleaning process ended with status {status}")

    @property
    def process_id(self) -> int | None:
        """The child's process id while it runs."""
        return self._child.pid if self._child else None

    def close(self) -> None:
        """End the child; cleaning again starts a new one."""
        if self._child is not None:
            self._kill()

    def _start(self) -> subprocess.Popen[bytes]:
        # The child finds the package where this process found it, installed or not.
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        child = subprocess.Popen(
            [sys.executable, "-m", "pipeline.clean.child", str(self._memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            bufsize=0,
        )
        self._child = child
        os.set_blocking(cast(BinaryIO, child.stdin).fileno(), False)
        try:
            self._receive(child, time.monotonic() + START_DEADLINE)
        except (EOFError, TimeoutError) as error:
            status = self._kill()
            command = f"python -m pipeline.clean.child {self._memory}"
            raise GuaranteesError(f"the cleaning process did not start (status {status}); try `{command}`") from error
        return child

    def _send(self, child: subprocess.Popen[bytes], data: bytes, until: float) -> None:
        pipe, rest = cast(BinaryIO, child.stdin).fileno(), memoryview(data)
        while rest:
            if not select.select([], [pipe], [], max(until - time.monotonic(), 0))[1]:
                raise TimeoutError
            rest = rest[os.write(pipe, rest[:65_536]) :]

    def _receive(self, child: subprocess.Popen[bytes], until: float) -> object:
        length = LENGTH.unpack(self._read(child, LENGTH.size, until))[0]
        value: object = pickle.loads(self._read(child, length, until))
        return value

    def _read(self, child: subprocess.Popen[bytes], size: int, until: float) -> bytes:
        pipe, parts = cast(BinaryIO, child.stdout).fileno(), []
        while size:
            if not select.select([pipe], [], [], max(until - time.monotonic(), 0))[0]:
                raise TimeoutError
            part = os.read(pipe, min(size, 1_048_576))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _kill(self) -> int:
        child, self._child = cast("subprocess.Popen[bytes]", self._child), None
        child.kill()
        status = child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        return status


def clean_many(pages: Iterable[Page], deadline: float = DEADLINE) -> Iterator[Article | Rejection]:
    """One answer a page, in order, from one child process."""
    with Cleaner(deadline) as cleaner:
        for page in pages:
            yield cleaner.clean(page)
