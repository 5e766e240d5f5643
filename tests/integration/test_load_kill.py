"""SIGKILL before every statement of staging and publishing, after commit, at random: nothing lost or doubled."""

import os
import signal
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.errors
import pytest

from pipeline.db import Cursor, Database
from pipeline.errors import GuaranteesError, StaleBatchError
from pipeline.load import Batch, Run, finish_run, migrate, stage, start_run
from pipeline.model import EventType
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT
from tests.integration import kills
from tests.integration.load_histories import Said, Story, accept, batch_of, canonical, load, reports_of, snapshot
from tests.integration.load_histories import publish_alone as publish
from tests.integration.mortal import Death, Mortal, in_child

PLEDGE = Said("will send troops", EventType.PLEDGE, ["GBR"], ["TROOPS"], "2025-01-16", "pledge")
TEXT = (
    "London spoke on Thursday.\nBritain will send troops, the minister said.\n"
    "More later, when the cabinet has met again and the treasury has said what it can pay for."
)
FIRST = Story("https://a.example/1", "A force", TEXT, "2025-01-16T08:00:00", [PLEDGE])
SECOND = replace(FIRST, url="https://b.example/2", source="other")
CORRECTED = replace(FIRST, body=TEXT + "\nUpdated.", fetched="2025-01-16T20:00:00")
SILENT = replace(SECOND, said=[])
UNREAD = replace(FIRST, url="https://z.example/9", source="another")


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    loader = Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))
    load(loader, batch_of([FIRST, SECOND, UNREAD]))
    return loader


def second_reading() -> Batch:
    """A correction of one article, another that reports no more: closes and adds.

    Linking was not told of a third report of the event, so that its canonical row has to be made anew.
    """
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
        victim = Mortal(loader.dsn, Death(statement=statement))
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
    assert current[0][0] == 2
    assert loader.fetch("select count(*) from ops.ledger where batch_id = %s", (batch.batch_id,))[0][0] == 1


def test_killed_after_the_commit_the_retry_skips_by_the_ledger(loader: Database) -> None:
    batch = second_reading()
    stage(loader, batch)
    accept(loader, batch)
    victim = Mortal(loader.dsn, Death(after_commit=1))
    assert in_child(lambda: publish(victim, batch.batch_id, canonical)) == signal.SIGKILL
    after = snapshot(loader)
    assert publish(loader, batch.batch_id, canonical).was_published
    assert snapshot(loader) == after


def test_killed_at_every_point_and_at_random_rows_are_never_lost_or_doubled(warehouse: Database) -> None:
    """The same run with 500 kills takes minutes: python -m tests.integration.kills."""
    done = kills.run(warehouse, 80, 20250116)
    assert done.wrong == []
    assert done.hits.total() >= 80
    assert done.published > 3


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


class Fragile(Database):
    """A database whose transactions fail with an error of the moment as often as told, once their work is done."""

    def __init__(self, dsn: str, failures: int, error: type[psycopg2.Error]) -> None:
        super().__init__(dsn)
        self.failures, self.error = failures, error

    @contextmanager
    def transaction(self) -> Iterator[Cursor]:
        with super().transaction() as cursor:
            yield cursor
            self.failures -= 1
            if self.failures >= 0:
                raise self.error


def test_an_error_of_the_moment_is_tried_again_and_another_is_not(loader: Database) -> None:
    batch = second_reading()
    stage(loader, batch)
    accept(loader, batch)
    with pytest.raises(GuaranteesError, match="cannot be published"):
        publish(Fragile(loader.dsn, 1, psycopg2.errors.CheckViolation), batch.batch_id, canonical)
    lost = Fragile(loader.dsn, 2, psycopg2.OperationalError)
    assert not publish(lost, batch.batch_id, canonical).was_published
    assert lost.failures == -1


def test_a_session_that_is_terminated_mid_way_reconnects(loader: Database, warehouse_dsn: str) -> None:
    batch = second_reading()
    stage(loader, batch)
    accept(loader, batch)
    terminated = 0

    def canonical_after_a_restart(event_id: uuid.UUID, reports: Any) -> Any:
        nonlocal terminated
        if not terminated:
            terminated = (
                Database(warehouse_dsn)
                .fetch(
                    "select count(pg_terminate_backend(pid)) as ended from pg_stat_activity "
                    "where datname = current_database() and pid <> pg_backend_pid()"
                )[0]
                .ended
            )
        return canonical(event_id, reports)

    assert not publish(loader, batch.batch_id, canonical_after_a_restart).was_published
    assert terminated == 1


def test_a_batch_that_does_not_add_up_is_refused_by_the_database(loader: Database, warehouse_dsn: str) -> None:
    batch, before = second_reading(), snapshot(loader)
    stage(loader, batch)
    accept(loader, batch)
    # A count that is one too high stands for a row that was lost or written twice.
    Database(warehouse_dsn).execute(
        "create function ops.spoil() returns trigger language plpgsql as "
        "'begin new.unchanged_count := new.unchanged_count + 1; return new; end'; "
        "create trigger spoil before insert on ops.load_audits for each row execute function ops.spoil()"
    )
    with pytest.raises(GuaranteesError, match="every_staged_row_is_accounted_for"):
        publish(loader, batch.batch_id, canonical)
    assert snapshot(loader) == before


def test_killed_server_recovers_and_the_batch_is_staged_again(tmp_path: Path) -> None:
    own = Server(tmp_path).ensure()
    try:
        dsn = own.create_database("crashed")
        migrate(dsn, PROJECT_ROOT / "sql" / "migrations")
        db = Database(dsn)
        load(db, batch_of([FIRST, SECOND, UNREAD]))
        before, batch = snapshot(db), second_reading()
        stage(db, batch)
        accept(db, batch)
        postmaster = int((own.data / "postmaster.pid").read_text("utf-8").splitlines()[0])
        os.kill(postmaster, signal.SIGKILL)
        # Until its parent has taken note of its death, PostgreSQL holds the folder to be in use.
        deadline = time.monotonic() + 60
        while Path(f"/proc/{postmaster}").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        own.ensure()
        assert snapshot(db) == before
        with pytest.raises(StaleBatchError, match="not in staging"):
            publish(db, batch.batch_id, canonical)
        whole(db, batch)
        assert snapshot(db) != before
    finally:
        own.stop()
