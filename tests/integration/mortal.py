"""A database whose user is killed: before a statement, in the middle of a COPY, before or after a COMMIT."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pipeline.db import Cursor, Database


@dataclass(frozen=True)
class Death:
    """Where to die, each counted from 1 over the whole life; 0 = not there."""

    statement: int = 0
    mid_copy: int = 0
    before_commit: int = 0
    after_commit: int = 0


def die() -> None:
    """SIGKILL to oneself: no handler, no clean-up."""
    os.kill(os.getpid(), signal.SIGKILL)


class Mortal(Database):
    """A database that counts what is asked of it and kills its process at the point told."""

    def __init__(self, dsn: str, death: Death) -> None:
        super().__init__(dsn)
        self.death = death
        self.statements = self.copies = self.commits = 0

    @contextmanager
    def transaction(self) -> Iterator[Cursor]:
        with super().transaction() as cursor:
            yield _Counting(cursor, self)  # type: ignore[misc]
            self.commits += 1
            if self.commits == self.death.before_commit:
                die()
        if self.commits == self.death.after_commit:
            die()

    def count(self) -> None:
        self.statements += 1
        if self.statements == self.death.statement:
            die()


class _Counting:
    def __init__(self, cursor: Cursor, database: Mortal) -> None:
        self._cursor, self._database = cursor, database

    def execute(self, *words: Any) -> None:
        self._database.count()
        self._cursor.execute(*words)

    def copy_expert(self, statement: Any, source: Any) -> None:
        self._database.count()
        self._database.copies += 1
        dying = self._database.copies == self._database.death.mid_copy
        self._cursor.copy_expert(statement, _Dying(source) if dying else source)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


class _Dying:
    """A file that gives half of what it holds; the next read is the last."""

    def __init__(self, source: Any) -> None:
        self._text, self._given = source.read(), False

    def read(self, size: int = -1) -> str:
        if self._given:
            die()
        self._given = True
        return str(self._text[: len(self._text) // 2])


def in_child(work: Callable[[], object]) -> int:
    """Run work in a forked process; the signal that ended it, 0 when it came through."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
