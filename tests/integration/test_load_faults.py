"""The database at its worst: answers that are lost or never come, a full disk, a deadlock, a clock that jumps."""

import random
import resource
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.db import Database, connect
from pipeline.errors import GuaranteesError
from pipeline.load import migrate, stage
from pipeline.model import EventType
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT
from tests.integration.load_histories import Said, Story, accept, batch_of, canonical, load, load_on_top, snapshot
from tests.integration.load_histories import publish_alone as publish
from tests.integration.postgres_proxy import Answer, relayed

PLEDGE = Said("will send troops", EventType.PLEDGE, ["GBR"], ["TROOPS"], "2025-01-16", "pledge")
TEXT = (
    "London spoke on Thursday.\nBritain will send troops, the minister said.\n"
    "More later, when the cabinet has met again and the treasury has said what it can pay for."
)
FIRST = Story("https://a.example/1", "A force", TEXT, "2025-01-16T08:00:00", [PLEDGE])
SECOND = replace(FIRST, url="https://b.example/2", source="other")


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    return Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))


@pytest.mark.parametrize("answer", Answer)
def test_a_commit_whose_answer_never_came_counts_once(loader: Database, answer: Answer) -> None:
    batch = batch_of([FIRST, SECOND])
    stage(loader, batch)
    accept(loader, batch)
    with relayed(loader.dsn, answer) as (dsn, relay):
        report = publish(Database(dsn, deadline=2.0), batch.batch_id, canonical)
        # The second try found the ledger's row: it committed nothing but its question.
        assert relay.commits == 2
    assert report.was_published
    assert (report.inserted, report.new_events) == (7, 1)
    assert loader.fetch("select count(*) from warehouse.mentions")[0][0] == 2
    assert loader.fetch("select count(*) from ops.ledger")[0][0] == 1


def test_a_server_that_never_answers_ends_in_an_error_that_says_what_to_do(loader: Database) -> None:
    batch = batch_of([FIRST])
    stage(loader, batch)
    accept(loader, batch)
    with connect(loader.dsn) as other, other.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('warehouse.publish'))")
        with pytest.raises(GuaranteesError, match="all of it was kept or nothing, run the day again"):
            publish(Database(loader.dsn, deadline=0.2), batch.batch_id, canonical)
    other.close()
    assert not publish(loader, batch.batch_id, canonical).was_published


def test_the_victim_of_a_deadlock_tries_again(loader: Database, warehouse_dsn: str) -> None:
    batch = batch_of([FIRST, SECOND])
    stage(loader, batch)
    accept(loader, batch)
    rival = connect(warehouse_dsn)
    with rival.cursor() as cursor:
        # The rival is patient: the one that PostgreSQL ends is the loader.
        cursor.execute("set local deadlock_timeout = '60s'; lock table warehouse.mentions in access exclusive mode")
        reports = []
        publishing = threading.Thread(target=lambda: reports.append(publish(loader, batch.batch_id, canonical)))
        publishing.start()
        _wait_for(loader.dsn.rpartition("/")[2], warehouse_dsn)
        cursor.execute("select pg_advisory_xact_lock(hashtext('warehouse.publish'))")
    rival.commit()
    rival.close()
    publishing.join(30)
    assert [report.was_published for report in reports] == [False]
    deadlocks = Database(warehouse_dsn).fetch(
        "select deadlocks from pg_stat_database where datname = current_database()"
    )
    assert deadlocks[0].deadlocks == 1
    assert loader.fetch("select count(*) from warehouse.mentions")[0][0] == 2


def _wait_for(database: str, dsn: str) -> None:
    """Until a session of the database waits for a table that another has locked."""
    waiting = (
        "select count(*) as found from pg_locks l join pg_database d on d.oid = l.database "
        "where not granted and locktype = 'relation' and datname = %s"
    )
    until = time.monotonic() + 30
    while not Database(dsn).fetch(waiting, (database,))[0].found:
        assert time.monotonic() < until
        threading.Event().wait(0.05)


def test_a_clock_that_was_set_back_never_sets_history_back(loader: Database, warehouse_dsn: str) -> None:
    load(loader, batch_of([FIRST]))
    ahead = "update ops.ledger set published_at = published_at + interval '2 hours' returning published_at"
    with Database(warehouse_dsn).transaction() as cursor:
        cursor.execute(ahead)
        found = cursor.fetchone()
    assert found is not None
    before: datetime = found[0]
    load_on_top(loader, replace(FIRST, body=TEXT + "\nUpdated.", fetched="2025-01-16T20:00:00"))
    kept = loader.fetch("select recorded_at, superseded_at from warehouse.article_states order by recorded_at")
    assert kept[1].recorded_at == kept[0].superseded_at == before + timedelta(microseconds=1)


class Disk:
    """The disk of a server of one's own: `fill` leaves no file room to grow past so many MB, `free` gives it back."""

    def __init__(self, own: Server) -> None:
        self.own = own
        self.postmaster = int((own.data / "postmaster.pid").read_text("utf-8").splitlines()[0])

    def fill(self, megabytes: int) -> None:
        most = resource.prlimit(self.postmaster, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(self.postmaster, resource.RLIMIT_FSIZE, (megabytes << 20, most))

    def free(self) -> None:
        most = resource.prlimit(self.postmaster, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(self.postmaster, resource.RLIMIT_FSIZE, (most, most))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[Database, Disk]]:
    own = Server(tmp_path, {"fsync": "off", "full_page_writes": "off"}).ensure()
    dsn = own.create_database("small")
    migrate(dsn, PROJECT_ROOT / "sql" / "migrations")
    yield Database(dsn), Disk(own)
    own.stop()


def test_a_full_disk_keeps_nothing_of_the_batch_and_the_next_run_all_of_it(small: tuple[Database, Disk]) -> None:
    db, disk = small
    load(db, batch_of([FIRST]))
    before = snapshot(db)
    noise = random.Random(5)
    # Letters that do not compress, so that the pages take the room that they say.
    long = [
        replace(SECOND, url=f"https://c.example/{n}", body=TEXT + "\n" + f"{noise.randbytes(500_000).hex()}")
        for n in range(30)
    ]
    batch = batch_of(long, position=1, batch_id=uuid.UUID(int=9))
    disk.fill(18)
    with pytest.raises(GuaranteesError, match="the batch cannot be staged: could not extend file"):
        stage(db, batch)
    disk.free()
    stage(db, batch)
    accept(db, batch)
    disk.fill(18)
    with pytest.raises(GuaranteesError, match="cannot be published: could not extend file"):
        publish(db, batch.batch_id, canonical)
    assert snapshot(db) == before
    disk.free()
    assert publish(db, batch.batch_id, canonical).tables["mentions"].inserted == 30


def test_what_the_disk_says_is_not_tried_again(loader: Database, warehouse_dsn: str) -> None:
    """53100, as PostgreSQL says it when a write finds no space; a trigger says it here, since a test fills no disk."""
    batch = batch_of([FIRST])
    stage(loader, batch)
    accept(loader, batch)
    Database(warehouse_dsn).execute(
        "create sequence warehouse.tries; grant usage on warehouse.tries to wh_loader; "
        "create function warehouse.no_space() returns trigger language plpgsql as $$ begin "
        "perform nextval('warehouse.tries'); raise exception 'no space left' using errcode = '53100'; end $$; "
        "create trigger no_space before insert on warehouse.mentions for each row execute function warehouse.no_space()"
    )
    with pytest.raises(GuaranteesError, match=r"no space left \(SQLSTATE 53100\); nothing of it was kept"):
        publish(loader, batch.batch_id, canonical)
    assert Database(warehouse_dsn).fetch("select last_value from warehouse.tries")[0].last_value == 1
    Database(warehouse_dsn).execute("drop trigger no_space on warehouse.mentions")
    assert not publish(loader, batch.batch_id, canonical).was_published
