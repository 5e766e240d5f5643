"""Publishing: staged rows that passed the gate become the warehouse's belief, in one transaction.

    lock ─► ledger? ─► verdict? ─► neighbours? ─► captures, articles ─► merges ─► mentions ─► events
         ─► copies, corrections ─► ledger, balance

Append-only: what changed is closed and added anew. Mentions are closed only in articles that the batch really read.
"""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from pipeline.db import Cursor, Database, query
from pipeline.errors import BatchStoppedError, GateError, GuaranteesError, StaleBatchError
from pipeline.load import rows
from pipeline.load.batch import LoadReport, TableCounts
from pipeline.load.copying import copy_rows
from pipeline.load.known import reports_of
from pipeline.load.publication import Publication
from pipeline.load.retrying import explained, with_retries
from pipeline.load.stage import discard
from pipeline.load.stories import Stories, settle_stories
from pipeline.model import Event, Report

Canonical = Callable[[uuid.UUID, Sequence[Report]], Event]
"""How the reports of one event become its canonical row: linking's, handed in by the wiring."""

FOLLOW_CLOSED_MENTIONS = ("load_claims_close", "load_evidence_close", "load_evidence_renew")
"""What is derived from mentions and has to follow those that were closed; most publications close none."""

MANY_ROWS = 1000
"""From so many new rows on, readers should not wait a minute for autovacuum to tell the planner about them."""

ANALYZE = (
    "analyze warehouse.article_states, warehouse.mentions, warehouse.event_versions, warehouse.fingerprints, "
    "warehouse.acts, warehouse.claims, warehouse.standings"
)

LOCK = "select pg_advisory_xact_lock(hashtext('warehouse.publish'))"
WORDS_LOCK = "select pg_advisory_xact_lock(hashtext('warehouse.words'))"
# After the lock: now() would be the time before the wait. Never before the last publication: clocks jump.
INSTANT = (
    "select greatest(clock_timestamp(), max(published_at) + interval '1 microsecond') as recorded_at from ops.ledger"
)


def publish(
    db: Database, batch_id: uuid.UUID, canonical: Canonical, stories: Stories | None = None, settles: bool = True
) -> LoadReport:
    """Publish a staged batch as its last verdict says; again for the same batch does nothing.

    Without `settles` the planner learns of it from autovacuum, and its articles are made ready for search by the next
    publication that settles, or by `take_words`: answers are complete either way, only slower until then.
    Without `stories` nothing is said about copies and corrections; publishing with them later makes up for it.
    Raises GateError when the batch was not judged, BatchStoppedError when it was stopped, StaleBatchError when it is
    not staged any more or others published near it since it was linked (link and stage it again).
    """
    with explained(f"batch {batch_id} cannot be published"):
        done = with_retries(lambda: _publish_once(db, batch_id, canonical, stories))
    if settles:
        _settle(db, done)
    return done


def _settle(db: Database, done: LoadReport) -> None:
    """What makes answers fast after a publication, each tried again when the moment is bad."""
    try:
        with explained(f"batch {done.batch_id} is published, but its articles cannot be made ready for search"):
            with_retries(lambda: take_words(db))
    finally:
        if done.inserted >= MANY_ROWS and not done.was_published:
            with explained(f"batch {done.batch_id} is published, but the planner could not be told of it"):
                with_retries(lambda: tell_planner(db))


def tell_planner(db: Database) -> None:
    """Tell the planner what is in the tables now that a publication adds to."""
    db.execute(ANALYZE)


def take_words(db: Database) -> int:
    """Make articles found by search that were published since the last time; how many.

    Beside the publication: it takes ten times as long as all else about an article. Search reads through what is not
    done yet, so an end in between delays nothing but itself, and the next publication makes up for it.
    """
    with db.transaction() as cursor:
        cursor.execute(WORDS_LOCK)
        cursor.execute(query("load_words"))
        return int(cursor.rowcount)


def _publish_once(db: Database, batch_id: uuid.UUID, canonical: Canonical, stories: Stories | None) -> LoadReport:
    with db.transaction() as cursor:
        cursor.execute("set local work_mem = '64MB'")
        cursor.execute(LOCK)
        before = _report(cursor, batch_id)
        if before is not None:
            return before
        publication = _admit(cursor, batch_id)
        _publish(publication, canonical, stories)
        discard(cursor, batch_id)
        done = _report(cursor, batch_id, was_published=False)
        if done is None:
            raise GuaranteesError(f"batch {batch_id} left no row in the ledger; nothing was kept, run the day again")
    return done


def _report(cursor: Cursor, batch_id: uuid.UUID, was_published: bool = True) -> LoadReport | None:
    cursor.execute(query("load_report"), {"batch_id": batch_id})
    found: list[Any] = cursor.fetchall()
    tables = {
        row.target_table: TableCounts(
            row.staged_count, row.inserted_count, row.unchanged_count, row.quarantined_count, row.superseded_count
        )
        for row in found
    }
    if not tables:
        return None
    cursor.execute(query("load_event_counts"), {"batch_id": batch_id})
    counts: Any = cursor.fetchone()
    return LoadReport(
        batch_id, tables, counts.new_count, counts.joined_count, counts.merged_count, was_published=was_published
    )


def _admit(cursor: Cursor, batch_id: uuid.UUID) -> Publication:
    """The publication of a batch that may be published; raises what publish() says otherwise."""
    publication = Publication(cursor, {"batch_id": batch_id})
    cursor.execute("select day from staging.batches where batch_id = %s", (batch_id,))
    staged: Any = cursor.fetchone()
    if staged is None:
        raise StaleBatchError(f"batch {batch_id} is not in staging (the server may have restarted); stage it again")
    if newer := publication.rows("load_is_fenced"):
        raise GuaranteesError(f"day {staged.day}: try {newer[0].try_number} of this run has begun; this try gives way")
    verdict = _verdict(publication, staged.day)
    if others := publication.rows("load_is_stale"):
        raise StaleBatchError(
            f"day {staged.day}: {len(others)} batch(es) were published near it since; link and stage it again"
        )
    cursor.execute(INSTANT)
    instant: Any = cursor.fetchone()
    recorded_at: datetime = instant.recorded_at
    publication.params |= {"verdict_id": verdict.verdict_id, "recorded_at": recorded_at}
    return publication


def _verdict(publication: Publication, day: object) -> Any:
    verdicts = publication.rows("load_verdict")
    if not verdicts:
        raise GateError(f"day {day}: this staging was not judged; validate the batch before publishing it")
    if verdicts[0].decision == "stop":
        raise BatchStoppedError(f"day {day}: stopped by the quality gate: {'; '.join(verdicts[0].reasons)}")
    return verdicts[0]


def _publish(publication: Publication, canonical: Canonical, stories: Stories | None) -> None:
    run = publication.run
    run("load_sources")
    closed = {"closed_captures": run("load_outcomes_close")}
    run("load_outcomes_add")
    run("load_articles_add")
    run("load_article_versions_add")
    closed["closed_articles"] = run("load_article_states_close")
    run("load_article_states_add")
    run("load_scope")
    run("load_events_add")
    _merge(publication)
    closed["closed_mentions"] = run("load_mentions_close")
    run("load_mentions_add")
    for follower in FOLLOW_CLOSED_MENTIONS if closed["closed_mentions"] else ():
        run(follower)
    run("load_claims_add")
    gone, row_nos = _canonical_rows(publication, canonical)
    closed["closed_events"] = run("load_event_versions_close", gone=gone, row_nos=row_nos)
    run("load_event_versions_add", row_nos=row_nos)
    run("load_evidence_add", row_nos=row_nos)
    run("load_acts_close", gone=gone, row_nos=row_nos)
    run("load_acts_add", row_nos=row_nos)
    run("load_standings", gone=gone, row_nos=row_nos)
    run("load_tallies", gone=gone, row_nos=row_nos)
    if stories is not None:
        settle_stories(publication, stories)
    run("load_ledger_add")
    run("load_audit", row_nos=row_nos, **closed)
    run("load_quarantine_resolve")


def _merge(publication: Publication) -> None:
    found = publication.rows("load_merges")
    onward = {merge.loser: merge.winner for merge in found}
    for merge in found:
        winner = merge.winner
        # A winner may lose in the same batch: one step must lead all the way. A circle leads nowhere and is left out.
        seen = {merge.loser}
        while winner in onward and winner not in seen:
            seen.add(winner)
            winner = onward[winner]
        if winner in seen:
            continue
        pair = {"loser": merge.loser, "winner": winner}
        publication.run("load_resolutions_close", **pair)
        publication.run("load_resolutions_add", reason=merge.reason, **pair)


def _canonical_rows(publication: Publication, canonical: Canonical) -> tuple[list[uuid.UUID], list[int]]:
    """Events without a mention left, and the numbers of the staged canonical rows to publish.

    A staged row serves where it was made from just the mentions that the event has now. Else (rows were held back,
    or an article stopped reporting the event) the row is made anew and staged in its place.
    """
    touched = publication.rows("load_touched")
    gone = [event.event_id for event in touched if not event.mention_count]
    row_nos = [event.row_no for event in touched if event.row_no is not None]
    unsure = [event.event_id for event in touched if event.mention_count and event.row_no is None]
    if unsure:
        row_nos += _make_anew(publication, unsure, canonical)
    return gone, row_nos


def _make_anew(publication: Publication, event_ids: list[uuid.UUID], canonical: Canonical) -> list[int]:
    reports: dict[uuid.UUID, list[Report]] = {}
    for report in reports_of(publication.cursor, event_ids):
        if report.event_id is not None:
            reports.setdefault(report.event_id, []).append(report)
    publication.run("load_events_unstage", event_ids=event_ids)
    first = publication.rows("load_last_row_no")[0].row_no + 1
    events = [canonical(event_id, found) for event_id, found in reports.items()]
    numbered = [(publication.params["batch_id"], n, *rows.event_row(event)) for n, event in enumerate(events, first)]
    copy_rows(publication.cursor, "staging.events", ("batch_id", "row_no", *rows.EVENTS), numbered)
    return list(range(first, first + len(numbered)))
