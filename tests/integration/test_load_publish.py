"""Publishing small histories with known answers: rerun, correction, late report, reversal, merge, retraction."""

import uuid
from dataclasses import replace

import pytest

from pipeline.day import Day
from pipeline.db import Database
from pipeline.errors import BatchStoppedError, GateError, StaleBatchError
from pipeline.load import LoadReport, known_reports, publish, stage
from pipeline.model import EventType, RejectionReason
from pipeline.server import Server
from tests.integration.load_histories import (
    Said,
    Story,
    accept,
    batch_of,
    canonical,
    event_key,
    load,
    load_on_top,
    reports_of,
    snapshot,
)

TROOPS = Said("will send troops", EventType.PLEDGE, ["GBR"], ["TROOPS"], "2025-01-16", "pledge")
STORY = Story(
    "https://wire.example/a",
    "Britain offers a force",
    "London spoke on Thursday.\nBritain will send troops after a truce, the minister said.\nMore later.",
    "2025-01-16T08:00:00",
    [TROOPS],
)


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    return Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))


def counts(report: LoadReport, table: str) -> tuple[int, int, int, int]:
    found = report.tables[table]
    return (found.inserted, found.unchanged, found.quarantined, found.superseded)


def one(db: Database, statement: str) -> object:
    return db.fetch(statement)[0][0]


def test_a_story_is_published_and_traces_to_its_bytes(loader: Database) -> None:
    report = load(loader, batch_of([STORY]))
    assert {table: counts(report, table) for table in report.tables} == dict.fromkeys(
        ("captures", "articles", "mentions", "events"), (1, 0, 0, 0)
    )
    assert (report.new_events, report.joined_events, report.merged_events) == (1, 0, 0)
    row = loader.fetch(
        "select m.trigger_text, m.sentence, v.body, o.warc_file, o.warc_offset, o.warc_length, o.sha256, "
        "m.start_offset from warehouse.mentions m join warehouse.article_versions v using (article_id, version_id) "
        "join warehouse.outcomes o on o.capture_id = m.capture_id and o.superseded_at = 'infinity'"
    )[0]
    assert row.trigger_text == "will send troops"
    assert row.body[row.start_offset :].startswith(row.trigger_text)
    assert row.sentence == "Britain will send troops after a truce, the minister said."
    assert (row.warc_file, row.warc_offset, row.warc_length) == ("2025/01/part-1.warc.gz", 1000, 500)
    assert row.sha256 == STORY.capture.sha256


def test_reading_again_what_is_known_writes_nothing(loader: Database) -> None:
    load(loader, batch_of([STORY]))
    before = snapshot(loader)
    again = load_on_top(loader, STORY)
    assert again.inserted == again.superseded == 0
    assert again.unchanged == 4
    assert snapshot(loader) == before


def test_publishing_one_batch_twice_skips_by_the_ledger(loader: Database) -> None:
    batch = batch_of([STORY])
    first = load(loader, batch)
    second = publish(loader, batch.batch_id, canonical)
    assert second.was_published
    assert second.tables == first.tables


def test_known_reports_come_back_as_they_went_in(loader: Database) -> None:
    load(loader, batch_of([STORY]))
    known = known_reports(loader, Day.parse("2025-01-16"), Day.parse("2025-01-16"))
    assert known.reports == reports_of(STORY)
    assert known.ledger_position == 1
    assert known_reports(loader, Day.parse("2025-02-16"), Day.parse("2025-02-17")).reports == []


def test_a_correction_supersedes_and_keeps_the_old_belief(loader: Database) -> None:
    load(loader, batch_of([STORY]))
    words = STORY.body.replace("will send troops", "may send troops")
    may = replace(TROOPS, words="may send troops", type=EventType.CONSIDER)
    corrected = replace(STORY, body=words, said=[may], fetched="2025-01-16T20:00:00")
    report = load_on_top(loader, STORY, corrected)
    assert counts(report, "articles") == (1, 1, 0, 1)
    assert counts(report, "mentions") == (1, 0, 0, 1)
    assert counts(report, "events") == (1, 0, 0, 1)
    beliefs = loader.fetch(
        "select event_type, superseded_at = 'infinity' as is_current, recorded_at, superseded_at "
        "from warehouse.event_versions order by recorded_at"
    )
    assert [(row.event_type, row.is_current) for row in beliefs] == [("PLEDGE", False), ("CONSIDER", True)]
    assert beliefs[0].superseded_at == beliefs[1].recorded_at
    assert one(loader, "select count(*) from warehouse.article_versions") == 2


def test_an_older_capture_never_replaces_a_newer_one(loader: Database) -> None:
    newer = replace(STORY, body=STORY.body + "\nUpdated.", fetched="2025-01-17T09:00:00")
    load(loader, batch_of([newer]))
    before = loader.fetch("select * from warehouse.mentions")
    report = load_on_top(loader, STORY)
    assert counts(report, "articles") == (0, 1, 0, 0)
    assert counts(report, "mentions") == (0, 1, 0, 0)
    assert loader.fetch("select * from warehouse.mentions") == before
    assert one(loader, "select count(*) from warehouse.article_versions") == 2


def test_a_changed_rule_set_supersedes_the_rows_it_changes(loader: Database) -> None:
    load(loader, batch_of([STORY]))
    better = replace(STORY, said=[replace(TROOPS, rule_id="better rule")])
    report = load_on_top(loader, better)
    assert counts(report, "mentions") == (1, 0, 0, 1)
    assert counts(report, "articles") == (0, 1, 0, 0)
    assert counts(report, "events") == (0, 1, 0, 0)
    assert one(loader, "select string_agg(rule_id, ' > ' order by recorded_at) from warehouse.mentions") == (
        "rule > better rule"
    )


def test_a_retraction_is_scoped_to_the_articles_that_were_read(loader: Database) -> None:
    other = replace(STORY, url="https://other.example/b", source="other", published="2025-01-16T11:00:00")
    load(loader, batch_of([STORY, other]))
    silent = replace(STORY, said=[])
    report = load_on_top(loader, silent)
    assert counts(report, "mentions") == (0, 0, 0, 1)
    left = loader.fetch("select source_id from warehouse.mentions where superseded_at = 'infinity'")
    assert [row.source_id for row in left] == ["other"]
    versions = loader.fetch("select evidence_mention_id from warehouse.event_versions where superseded_at = 'infinity'")
    assert [row.evidence_mention_id for row in versions] == [reports_of(other)[0].mention_id]


def test_an_event_without_a_mention_left_is_closed(loader: Database) -> None:
    load(loader, batch_of([STORY]))
    report = load_on_top(loader, replace(STORY, said=[]))
    assert counts(report, "events") == (0, 0, 0, 1)
    assert one(loader, "select count(*) from warehouse.event_versions where superseded_at = 'infinity'") == 0


def test_an_article_that_turns_out_to_be_none_is_retracted(loader: Database) -> None:
    load(loader, batch_of([STORY]))
    report = load_on_top(loader, replace(STORY, reason=RejectionReason.PAYWALL))
    assert counts(report, "captures") == (1, 0, 0, 1)
    assert counts(report, "articles") == (0, 0, 0, 1)
    assert counts(report, "mentions") == (0, 0, 0, 1)
    assert one(loader, "select reason from warehouse.outcomes where superseded_at = 'infinity'") == "paywall"
    back = load_on_top(loader, STORY)
    assert counts(back, "captures") == (1, 0, 0, 1)
    assert counts(back, "mentions") == (1, 0, 0, 0)


def test_a_late_report_joins_its_event(loader: Database) -> None:
    load(loader, batch_of([STORY]))
    late = replace(STORY, url="https://late.example/c", source="late", published="2025-01-18T07:00:00")
    report = load_on_top(loader, late)
    assert (report.new_events, report.joined_events) == (0, 1)
    assert counts(report, "events") == (0, 1, 0, 0)
    assert one(loader, "select count(distinct event_id) from warehouse.mentions") == 1


def test_merged_events_keep_their_keys_and_lead_to_the_winner_in_one_step(loader: Database) -> None:
    second = replace(STORY, url="https://b.example/2", said=[replace(TROOPS, event="second")])
    third = replace(STORY, url="https://c.example/3", said=[replace(TROOPS, event="third")])
    load(loader, batch_of([STORY, second, third]))
    report = load_on_top(loader, replace(STORY, url="https://d.example/4", said=[TROOPS]), merges=[("third", "second")])
    assert report.merged_events == 1
    load_on_top(loader, replace(STORY, url="https://e.example/5", said=[TROOPS]), merges=[("second", "pledge")])
    current = loader.fetch(
        "select event_id, canonical_event_id from warehouse.resolutions where superseded_at = 'infinity'"
    )
    assert {(row.event_id, row.canonical_event_id) for row in current} == {
        (event_key("third"), event_key("pledge")),
        (event_key("second"), event_key("pledge")),
    }
    events = loader.fetch("select event_id from warehouse.event_versions where superseded_at = 'infinity'")
    assert [row.event_id for row in events] == [event_key("pledge")]
    assert one(loader, "select count(distinct event_id) from warehouse.mentions where superseded_at = 'infinity'") == 3
    known = known_reports(loader, Day.parse("2025-01-16"), Day.parse("2025-01-16"))
    assert {report.event_id for report in known.reports} == {event_key("pledge")}
    assert len(known.reports) == 5


def test_merging_chains_within_one_batch(loader: Database) -> None:
    second = replace(STORY, url="https://b.example/2", said=[replace(TROOPS, event="second")])
    third = replace(STORY, url="https://c.example/3", said=[replace(TROOPS, event="third")])
    load(loader, batch_of([STORY, second, third]))
    known = known_reports(loader, Day.parse("2025-01-16"), Day.parse("2025-01-16"))
    new = replace(STORY, url="https://d.example/4", said=[TROOPS])
    batch = batch_of([new], known.reports, known.ledger_position, [("third", "second"), ("second", "pledge")])
    load(loader, batch)
    assert {row[0] for row in loader.fetch("select canonical_event_id from warehouse.resolutions")} == {
        event_key("pledge")
    }


def test_nothing_is_published_without_a_verdict_or_against_it(loader: Database) -> None:
    batch = batch_of([STORY])
    stage(loader, batch)
    with pytest.raises(GateError, match="was not judged"):
        publish(loader, batch.batch_id, canonical)
    accept(loader, batch)
    stage(loader, batch)
    with pytest.raises(GateError, match="was not judged"):
        publish(loader, batch.batch_id, canonical)
    loader.execute(
        "insert into quality.verdicts (verdict_id, batch_id, staging_id, day, decision, reasons, expectation_count, "
        "failed_count, validator) select %s, batch_id, staging_id, day, 'stop', '{odd}', 1, 1, 'tests' "
        "from staging.batches",
        (uuid.uuid4(),),
    )
    with pytest.raises(BatchStoppedError, match="odd"):
        publish(loader, batch.batch_id, canonical)
    assert one(loader, "select count(*) from warehouse.mentions") == 0


def test_a_batch_that_others_overtook_nearby_is_stale_and_far_away_is_not(loader: Database) -> None:
    near = batch_of([replace(STORY, url="https://b.example/2")])
    far_said = replace(TROOPS, on="2025-06-01", event="far")
    far = batch_of([replace(STORY, url="https://c.example/3", published="2025-06-01T08:00:00", said=[far_said])])
    for batch in (near, far):
        stage(loader, batch)
        accept(loader, batch)
    load(loader, batch_of([STORY]))
    with pytest.raises(StaleBatchError, match="link and stage it again"):
        publish(loader, near.batch_id, canonical)
    assert publish(loader, far.batch_id, canonical).inserted == 4
    with pytest.raises(StaleBatchError, match="not in staging"):
        publish(loader, uuid.uuid4(), canonical)


def test_text_that_would_break_copy_arrives_whole(loader: Database) -> None:
    hostile = 'A \\. line\n\\.\n\\N\tTab "quoted" {curly,} back\\slash\r\nBritain will send troops, they said.'
    story = replace(STORY, body=hostile, title="NUL \0, {a,b} \\N")
    load(loader, batch_of([story]))
    row = loader.fetch("select title, body from warehouse.article_versions")[0]
    assert row.body == hostile
    assert row.title == "NUL \ufffd, {a,b} \\N"
