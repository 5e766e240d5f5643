"""Which database errors are worth another try, and what the others become."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import psycopg2
import stamina

from pipeline.errors import GuaranteesError

T = TypeVar("T")

PASSING = frozenset({"40P01", "40001", "55P03", "57P01"})
"""Deadlock, serialization failure, lock not available, server shutting down: another moment may be better."""
ATTEMPTS = 4


def is_passing(error: Exception) -> bool:
    """Whether an error is of the moment; a lost connection is, a full disk or a broken row is not."""
    if not isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError):
        return False
    return error.pgcode in PASSING or error.pgcode is None


def with_retries(work: Callable[[], T]) -> T:
    """What `work` returns, tried again with growing, random pauses while its errors are passing.

    Only for work that may run twice: a lost answer to COMMIT leaves open whether the first time counted.
    """
    for attempt in stamina.retry_context(
        on=is_passing, attempts=ATTEMPTS, timeout=30.0, wait_initial=0.05, wait_max=2.0
    ):
        with attempt:
            return work()
    raise AssertionError("unreachable: the last attempt returns or raises")


@contextmanager
def explained(what: str) -> Iterator[None]:
    """Turn a database error into one that names the thing and the next step."""
    try:
        yield
    except psycopg2.Error as error:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        code = f" (SQLSTATE {error.pgcode})" if error.pgcode else ""
        # Without a code the connection was lost, perhaps after COMMIT: the ledger knows, and a second run asks it.
        kept = "nothing of it was kept" if error.pgcode else "all of it was kept or nothing"
        raise GuaranteesError(f"{what}: {lines[0]}{code}; {kept}, run the day again") from error
