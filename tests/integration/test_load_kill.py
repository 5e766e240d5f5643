"""SIGKILL before every statement of staging and publishing, after commit, at random: nothing lost or doubled."""

import os
import random
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from pipeline.db import Cursor, Database
from pipeline.errors import GuaranteesError
from pipeline.load import Batch, Run, finish_run, publish, stage, start_run
from pipeline.model import EventType
from pipeline.server import Server
from tests.integration.load_histories import Said, Story, accept, batch_of, canonical, load, reports_of, snapshot

PLEDGE = Said("will send troops", EventType.PLEDGE, ["GBR"], ["TROOPS"], "2025-01-16", "pledge")
TEXT = "London spoke on Thursday.\nBritain will send troops, the minister said.\nMore later."
FIRST = Story("https://a.example/1", "A force", TEXT, "2025-01-16T08:00:00", [PLEDGE])
SECOND = replace(FIRST, url="https://b.example/2", source="other")
CORRECTED = replace(FIRST, body=TEXT + "\nUpdated.", fetched="2025-01-16T20:00:00")
SILENT = replace(SECOND, said=[])


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    loader = Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))
    load(loader, batch_of([FIRST, SECOND]))
    return loader


class Mortal(Database):
    """A database whose user is killed before the given statement (counted over all transactions) or after a commit."""

    def __init__(self, dsn: str, statement: int = 0, commit: int = 0) -> None:
        super().__init__(dsn)
        self.left, self.commits_left = statement, commit

    @contextmanager
    def transaction(self) -> Iterator[Cursor]:
        with super().transaction() as cursor:
            yield _Counting(cursor, self)  # type: ignore[misc]
        self.commits_left -= 1
        if self.commits_left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def count(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class _Counting:
    def __init__(self, cursor: Cursor, database: Mortal) -> None:
        self._cursor, self._database = cursor, database

    def execute(self, *words: Any) -> None:
        self._database.count()
        self._cursor.execute(*words)

    def copy_expert(self, *words: Any) -> None:
        self._database.count()
        self._cursor.copy_expert(*words)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


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


def second_reading() -> Batch:
    """A correction of one article, and another that no longer reports: closes, adds, and makes a row anew."""
    return batch_of([CORRECTED, SILENT], reports_of(FIRST), position=1, batch_id=uuid.UUID(int=7))


def whole(db: Database, batch: Batch) -> None:
    stage(db, batch)
    accept(db, batch)
    publish(db, batch.batch_id, canonical)


def test_killed_before_any_statement_nothing_is_half_visible_and_the_retry_converges(loader: Database) -> None:
    before, batch = snapshot(loader), second_reading()
    statement, survived = 0, False
    while not survived:
        statement += 1
        victim = Mortal(loader.dsn, statement=statement)
        survived = in_child(lambda victim=victim: whole(victim, batch)) == 0
        if not survived:
            assert snapshot(loader) == before
    # Staging, verdict and publishing take dozens of statements: all of them were killed points.
    assert statement > 35
    after = snapshot(loader)
    assert after != before
    assert publish(loader, batch.batch_id, canonical).was_published
    assert snapshot(loader) == after
    current = loader.fetch("select count(*) from warehouse.mentions where superseded_at = 'infinity'")
    assert current[0][0] == 1
    assert loader.fetch("select count(*) from ops.ledger where batch_id = %s", (batch.batch_id,))[0][0] == 1


def test_killed_after_the_commit_the_retry_skips_by_the_ledger(loader: Database) -> None:
    batch = second_reading()
    stage(loader, batch)
    accept(loader, batch)
    victim = Mortal(loader.dsn, commit=1)
    assert in_child(lambda: publish(victim, batch.batch_id, canonical)) == signal.SIGKILL
    after = snapshot(loader)
    assert publish(loader, batch.batch_id, canonical).was_published
    assert snapshot(loader) == after


def test_killed_at_random_times_rows_are_never_lost_or_doubled(loader: Database) -> None:
    stories = [replace(FIRST, url=f"https://c.example/{number}") for number in range(40)]
    batch = batch_of(stories, reports_of(FIRST) + reports_of(SECOND), position=1, batch_id=uuid.UUID(int=8))
    chance = random.Random(20250116)
    for _ in range(15):
        child = os.fork()
        if child == 0:
            try:
                whole(Database(loader.dsn), batch)
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0.0, 0.25))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = loader.fetch("select count(*) from warehouse.mentions")[0][0]
        assert found in (2, 42)
    whole(loader, batch)
    assert loader.fetch("select count(*) as rows, count(distinct mention_id) as keys from warehouse.mentions")[0] == (
        42,
        42,
    )


def test_eight_loaders_on_one_batch_publish_it_once(loader: Database) -> None:
    batch = second_reading()
    stage(loader, batch)
    accept(loader, batch)
    with ThreadPoolExecutor(8) as pool:
        reports = list(pool.map(lambda _: publish(Database(loader.dsn), batch.batch_id, canonical), range(8)))
    assert sorted(report.was_published for report in reports) == [False] + [True] * 7
    assert len({str(report.tables) for report in reports}) == 1


def test_an_older_try_gives_way_to_a_newer_one(loader: Database) -> None:
    batch = second_reading()
    start_run(loader, Run(batch.run_id, "process", "0.1.0", batch.day, "scheduled__1", 1))
    stage(loader, batch)
    accept(loader, batch)
    newer = Run(uuid.uuid4(), "process", "0.1.0", batch.day, "scheduled__1", 2)
    start_run(loader, newer)
    with pytest.raises(GuaranteesError, match="try 2 of this run has begun"):
        publish(loader, batch.batch_id, canonical)
    finish_run(loader, newer.run_id, "succeeded")
    states = loader.fetch("select try_number, state from ops.runs order by try_number")
    assert [tuple(row) for row in states] == [(1, "running"), (2, "succeeded")]
