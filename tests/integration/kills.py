"""Kill the loader again and again, at every point and at random, and check the rows after each kill.

python -m tests.integration.kills [--kills 500] [--seed N]
"""

import argparse
import random
import signal
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from os import _exit, fork, kill, waitpid
from pathlib import Path

from pipeline.day import Day
from pipeline.db import Database
from pipeline.load import Batch, known_reports, migrate, stage
from pipeline.model import EventType
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT
from tests.integration.load_histories import Said, Story, accept, batch_of, canonical, snapshot
from tests.integration.load_histories import publish_alone as publish
from tests.integration.mortal import Death, Mortal, in_child

PLEDGE = Said("will send troops", EventType.PLEDGE, ["GBR"], ["TROOPS"], "2025-01-16", "pledge")
TEXT = (
    "London spoke on Thursday.\nBritain will send troops, the minister said.\n"
    "More later, when the cabinet has met again and the treasury has said what it can pay for."
)
LONGEST = 0.3
"""Seconds after which a random kill comes at the latest: a little more than staging and publishing take."""


def whole(db: Database, batch: Batch) -> None:
    """Stage, judge and publish."""
    stage(db, batch)
    accept(db, batch)
    publish(db, batch.batch_id, canonical)


def story(number: int) -> Story:
    """The story that batch `number` brings."""
    return Story(f"https://a.example/{number}", "A force", TEXT, "2025-01-16T08:00:00", [PLEDGE])


def batch(db: Database, number: int) -> Batch:
    """A new story and a correction of the story before; every one of them reports the same happening."""
    known = known_reports(db, Day.parse("2025-01-01"), Day.parse("2025-01-31"))
    before = replace(story(number - 1), body=TEXT + "\nUpdated.", fetched="2025-01-16T20:00:00")
    stories = [story(number), before] if number > 1 else [story(number)]
    return batch_of(stories, known.reports, known.ledger_position, batch_id=uuid.UUID(int=number))


INVARIANTS = {
    "a mention is current twice": "select 1 from warehouse.mentions where superseded_at = 'infinity' "
    "group by mention_id having count(*) > 1",
    "an article has not just one current reading": "select 1 from warehouse.articles a left join "
    "warehouse.article_states s on s.article_id = a.article_id and s.superseded_at = 'infinity' "
    "group by a.article_id having count(s.article_id) <> 1",
    "a mention has no event": "select 1 from warehouse.mentions m where superseded_at = 'infinity' and not exists "
    "(select 1 from warehouse.event_versions v where v.event_id = m.event_id and v.superseded_at = 'infinity')",
    "a published batch is still staged": "select 1 from staging.batches join ops.ledger using (batch_id)",
    "a published batch has not four audits": "select 1 from ops.ledger left join ops.load_audits using (batch_id) "
    "group by batch_id having count(target_table) <> 4",
}


@dataclass
class Run:
    """One sequence of kills: how many at which point, and what was wrong afterwards."""

    db: Database
    chance: random.Random
    hits: Counter[str]
    wrong: list[str]
    published: int = 0

    def points(self) -> list[tuple[str, Death | None]]:
        """Every place to die at, by name; None = at a random moment. Statements and copies are counted on one life."""
        witness = Mortal(self.db.dsn, Death())
        whole(witness, batch(self.db, self.published + 1))
        self.published += 1
        named: list[tuple[str, Death | None]] = [
            ("before COMMIT of staging", Death(before_commit=1)),
            ("staged", Death(after_commit=1)),
            ("before COMMIT of the verdict", Death(before_commit=2)),
            ("validated", Death(after_commit=2)),
            ("before COMMIT of publishing", Death(before_commit=3)),
            ("after COMMIT of publishing", Death(after_commit=3)),
        ]
        named += [("mid-COPY", Death(mid_copy=n)) for n in range(1, witness.copies + 1)]
        named += [("before a statement", Death(statement=n)) for n in range(1, witness.statements + 1)]
        return named + [("at random", None)] * (len(named) // 2)

    def step(self, name: str, death: Death | None) -> None:
        """Let one loader try the next batch and die; then look at every row."""
        before, number = snapshot(self.db), self.published + 1
        now = batch(self.db, number)
        if self._end(death, now):
            self.hits[name] += 1
        found = self.db.fetch("select 1 from ops.ledger where batch_id = %s", (uuid.UUID(int=number),))
        if found:
            self.published += 1
            after = snapshot(self.db)
            if not publish(self.db, now.batch_id, canonical).was_published or snapshot(self.db) != after:
                self.wrong.append(f"{name}: batch {number} was published twice")
        elif snapshot(self.db) != before:
            self.wrong.append(f"{name}: batch {number} is half visible")
        self._check(name)

    def _end(self, death: Death | None, now: Batch) -> bool:
        if death is not None:
            return in_child(lambda: whole(Mortal(self.db.dsn, death), now)) == signal.SIGKILL
        return _killed_within(self.chance.uniform(0.0, LONGEST), lambda: whole(self.db, now))

    def _check(self, name: str) -> None:
        self.wrong += [f"{name}: {what}" for what, ask in INVARIANTS.items() if self.db.fetch(ask)]
        counts = self.db.fetch(
            "select (select count(*) from warehouse.mentions where superseded_at = 'infinity') as mentions, "
            "(select count(*) from warehouse.articles) as articles, (select count(*) from ops.ledger) as batches"
        )[0]
        if tuple(counts) != (self.published,) * 3:
            self.wrong.append(f"{name}: {tuple(counts)} mentions, articles and batches of {self.published}")


def _killed_within(seconds: float, work: Callable[[], object]) -> bool:
    child = fork()
    if child == 0:
        try:
            work()
        except BaseException:
            _exit(1)
        _exit(0)
    threading.Event().wait(seconds)
    kill(child, signal.SIGKILL)
    return waitpid(child, 0)[1] == signal.SIGKILL


def run(db: Database, kills: int, seed: int, say: Callable[[int], None] = lambda _: None) -> Run:
    """At least so many kills, every named point among them at least once."""
    done = Run(db, random.Random(seed), Counter(), [])
    points = done.points()
    while done.hits.total() < kills or len(done.hits) < len(dict(points)):
        done.chance.shuffle(points)
        for name, death in points:
            done.step(name, death)
            say(done.hits.total())
            if done.hits.total() >= kills and len(done.hits) == len(dict(points)):
                break
    return done


def main() -> int:
    """Print how often which point was hit; 1 where a row was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20250116)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        own = Server(Path(folder), {"fsync": "off", "full_page_writes": "off"}).ensure()
        try:
            dsn = own.create_database("kills")
            migrate(dsn, PROJECT_ROOT / "sql" / "migrations")
            started = time.monotonic()
            shown = sys.stderr.isatty()
            done = run(
                Database(dsn),
                options.kills,
                options.seed,
                lambda count: shown and print(f"\r{count} kills", end="", file=sys.stderr),  # noqa: T201
            )
        finally:
            own.stop()
    for name, count in sorted(done.hits.items()):
        sys.stdout.write(f"{count:5}  {name}\n")
    sys.stdout.write(
        f"{done.hits.total():5}  kills in {time.monotonic() - started:.0f} s, {done.published} batches published; "
        f"{len(done.wrong)} violations\n"
    )
    sys.stdout.writelines(f"{line}\n" for line in done.wrong)
    return 1 if done.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
