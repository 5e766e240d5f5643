"""The quality gate on staged batches: what it accepts, holds back, stops; and that no answer counts as no."""

import json
import shutil
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from pipeline.db import Database
from pipeline.errors import BatchStoppedError, GateError
from pipeline.load import Batch, publish, stage
from pipeline.model import EventType, RejectionReason
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT
from pipeline.validate import Decision, validate_batch
from tests.integration.load_histories import Said, Story, batch_of, canonical

SUITES = PROJECT_ROOT / "expectations"
PLEDGE = Said("will send troops", EventType.PLEDGE, ["GBR"], ["TROOPS"], "2025-01-16", "pledge")


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    return Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))


@pytest.fixture
def owner(warehouse_dsn: str) -> Database:
    return Database(warehouse_dsn)


def stories(count: int) -> list[Story]:
    return [
        Story(
            f"https://wire.example/{number}",
            f"Britain offers a force, part {number}",
            f"London spoke on Thursday, {number}.\nBritain will send troops, the minister said.",
            "2025-01-16T08:00:00",
            [replace(PLEDGE, event=f"event {number}")],
        )
        for number in range(count)
    ]


def staged(loader: Database, count: int) -> Batch:
    batch = batch_of(stories(count))
    stage(loader, batch)
    return batch


def spoil(owner: Database, table: str, setting: str, where: str = "row_no = 1") -> None:
    """Damage staged rows behind the loader's back."""
    assert owner.execute(f"update staging.{table} set {setting} where {where}") > 0


def published(loader: Database) -> int:
    return int(loader.fetch("select count(*) from warehouse.mentions")[0][0])


def test_a_good_batch_is_accepted_and_written_down(loader: Database) -> None:
    batch = staged(loader, 3)
    verdict = validate_batch(loader, batch.batch_id, SUITES)
    assert (verdict.decision, verdict.reasons, verdict.quarantined) == (Decision.ACCEPT, (), {})
    row = loader.fetch("select * from quality.verdicts")[0]
    assert row.decision == "accept"
    assert row.expectation_count == loader.fetch("select count(*) from quality.results")[0][0] > 100
    assert row.validator.startswith("great_expectations 1.")
    assert publish(loader, batch.batch_id, canonical).tables["mentions"].inserted == 3


def test_one_bad_row_of_a_hundred_is_held_back_and_the_rest_publish(loader: Database, owner: Database) -> None:
    batch = staged(loader, 100)
    spoil(owner, "mentions", "status = 'wished_for'", "row_no = 7")
    verdict = validate_batch(loader, batch.batch_id, SUITES)
    assert verdict.decision is Decision.QUARANTINE
    assert verdict.quarantined == {"mentions": 1, "events": 1}
    report = publish(loader, batch.batch_id, canonical)
    assert (report.tables["mentions"].inserted, report.tables["mentions"].quarantined) == (99, 1)
    assert (report.tables["events"].inserted, report.tables["events"].quarantined) == (99, 1)
    held = loader.fetch("select * from quality.quarantined_rows where target_table = 'mentions'")[0]
    assert held.row_data["status"] == "wished_for"
    assert "status" in held.reasons[0]
    again = batch_of(stories(100), position=1)
    stage(loader, again)
    validate_batch(loader, again.batch_id, SUITES)
    assert publish(loader, again.batch_id, canonical).tables["mentions"].inserted == 1
    resolved = loader.fetch("select resolution, count(*) from quality.quarantined_rows group by 1")
    assert [tuple(row) for row in resolved] == [("published", 2)]


def test_a_held_article_takes_its_mentions_and_their_only_event_along(loader: Database, owner: Database) -> None:
    batch = staged(loader, 30)
    spoil(owner, "articles", "canonical_url = 'gopher://x'")
    verdict = validate_batch(loader, batch.batch_id, SUITES)
    assert verdict.quarantined == {"articles": 1, "mentions": 1, "events": 1}
    assert verdict.held["mentions"][1] == ("its article is held back",)
    report = publish(loader, batch.batch_id, canonical)
    assert {name: table.quarantined for name, table in report.tables.items()} == {
        "captures": 0, "articles": 1, "mentions": 1, "events": 1,
    }  # fmt: skip
    assert loader.fetch("select count(*) from warehouse.article_states")[0][0] == 29


def test_an_event_with_other_evidence_is_made_anew_without_the_held_mention(loader: Database, owner: Database) -> None:
    read = [replace(story, said=[PLEDGE]) for story in stories(30)]
    batch = batch_of(read)
    stage(loader, batch)
    evidence = batch.linking.events[0].evidence_mention_id
    spoil(owner, "mentions", "hops = 99", f"mention_id = '{evidence}'")
    verdict = validate_batch(loader, batch.batch_id, SUITES)
    assert verdict.quarantined == {"mentions": 1}
    report = publish(loader, batch.batch_id, canonical)
    assert report.tables["events"].inserted == 1
    now = loader.fetch("select evidence_mention_id from warehouse.event_versions")[0].evidence_mention_id
    assert now != evidence
    assert now in {row.mention_id for row in loader.fetch("select mention_id from warehouse.mentions")}


BROKEN = {
    "mentions": [
        "event_type = null",
        "trigger_text = 'other words'",
        "date_start = '1066-10-14'",
        "actor_codes = '{XXX}'",
        "actor_codes = null",
        "sentence_end = 5",
        "factuality = 'true'",
        "hops = -1",
        "conditions = '{weather}'",
        "confidence = 'NaN'",
        "magnitude_value = 'Infinity', mention_id = null",
        "entry_position = 1",
    ],
    "articles": [
        "published_at = '1970-01-01'",
        "published_at = '2099-01-01'",
        "title = null",
        "body = 'short'",
        "signature = 'cut'",
        "bands = '{1, 2, 3}'",
        """live_entries = '[{"start": 0, "text_start": 0, "end": 99999}]'""",
        """live_entries = '[{"start": 0, "text_start": 0, "end": 30}, {"start": 29, "text_start": 29, "end": 35}]'""",
    ],
    "captures": ["sha256 = 'abc'", "warc_length = 0", "outcome = 'neither'", "reason = 'paywall'"],
    "events": ["evidence_mention_id = gen_random_uuid()", "date_end = date_start - 1", "instruments = '{}'"],
}
"""Damage to one staged row each, by table: what the gate must hold back, and only that."""


@pytest.mark.parametrize("table", BROKEN)
def test_each_kind_of_broken_row_is_held_and_the_others_are_not(loader: Database, owner: Database, table: str) -> None:
    damages = BROKEN[table]
    batch = staged(loader, 60)
    for row, setting in enumerate(damages, 1):
        spoil(owner, table, setting, f"row_no = {row}")
    verdict = validate_batch(loader, batch.batch_id, SUITES)
    assert verdict.decision is Decision.QUARANTINE
    assert set(verdict.held[table]) == set(range(1, len(damages) + 1))
    report = publish(loader, batch.batch_id, canonical)
    assert report.tables[table].quarantined == len(damages)
    assert report.tables[table].inserted == 60 - len(damages)


def test_a_report_in_a_live_blog_must_stand_in_its_entry_and_be_dated_by_it(loader: Database, owner: Database) -> None:
    staged(loader, 30)
    entry = """live_entries = jsonb_build_array(jsonb_build_object(
        'start', 0, 'text_start', 0, 'end', {end}, 'published_at', {published_at}))"""
    batch_id = owner.fetch("select batch_id from staging.batches")[0].batch_id
    whole, cut, other_day = (
        entry.format(end="length(body)", published_at="published_at"),
        entry.format(end="10", published_at="published_at"),
        entry.format(end="length(body)", published_at="published_at - interval '1 day'"),
    )
    for row, setting in enumerate([whole, whole, cut, other_day], 1):
        spoil(owner, "articles", setting, f"row_no = {row}")
    spoil(owner, "mentions", "entry_position = 1", "row_no in (1, 3, 4)")
    verdict = validate_batch(loader, batch_id, SUITES)
    # The first is as it should be, the second stands in no entry, the third outside its own, the fourth is misdated.
    assert set(verdict.held["mentions"]) == {2, 3, 4}


@pytest.mark.parametrize(
    ("table", "setting"),
    [("mentions", "event_type = null"), ("articles", "title = null"), ("captures", "sha256 = null")],
)
def test_a_column_that_is_null_throughout_stops(loader: Database, owner: Database, table: str, setting: str) -> None:
    batch = staged(loader, 25)
    spoil(owner, table, setting, "true")
    verdict = validate_batch(loader, batch.batch_id, SUITES)
    assert verdict.decision is Decision.STOP
    assert any("25 of 25 rows" in reason for reason in verdict.reasons)
    with pytest.raises(BatchStoppedError):
        publish(loader, batch.batch_id, canonical)
    assert published(loader) == 0


@pytest.mark.parametrize(
    ("table", "setting", "reason"),
    [
        ("mentions", "version_id = gen_random_uuid()", "has_article"),
        ("mentions", "event_id = gen_random_uuid()", "has_event"),
        ("captures", "capture_id = (select capture_id from staging.captures where row_no = 2)", "copies"),
        ("batches", "mention_count = 4", "is_complete"),
    ],
)
def test_what_cannot_be_one_rows_fault_stops_the_batch(
    loader: Database, owner: Database, table: str, setting: str, reason: str
) -> None:
    batch = staged(loader, 3)
    spoil(owner, table, setting, "true" if table == "batches" else "row_no = 1")
    verdict = validate_batch(loader, batch.batch_id, SUITES)
    assert verdict.decision is Decision.STOP
    assert any(reason in said for said in verdict.reasons)


def test_an_empty_batch_stops_and_a_day_without_events_does_not(loader: Database) -> None:
    empty = replace(batch_of(stories(1)), outcomes=(), reports=())
    stage(loader, replace(empty, linking=batch_of([replace(stories(1)[0], said=[])]).linking))
    verdict = validate_batch(loader, empty.batch_id, SUITES)
    assert verdict.decision is Decision.STOP
    assert any("without captures" in reason for reason in verdict.reasons)
    silent = batch_of([replace(stories(1)[0], said=[]), replace(stories(2)[1], reason=RejectionReason.PAYWALL)])
    stage(loader, silent)
    assert validate_batch(loader, silent.batch_id, SUITES).decision is Decision.ACCEPT
    report = publish(loader, silent.batch_id, canonical)
    assert report.tables["captures"].inserted == 2
    assert report.tables["mentions"].staged == 0


def edited(folder: Path, name: str, edit: Any) -> Path:
    """A copy of the suites with one of them changed."""
    copied = shutil.copytree(SUITES, folder / "suites")
    path = copied / f"{name}.json"
    suite = json.loads(path.read_text("utf-8"))
    edit(suite)
    path.write_text(json.dumps(suite), "utf-8")
    return copied


def set_expectation(**changes: Any) -> Any:
    return lambda suite: suite["expectations"][0].update(changes)


@pytest.mark.parametrize(
    "edit",
    [
        lambda suite: suite["expectations"].clear(),
        lambda suite: suite["expectations"][0]["meta"].update(severity="whatever"),
        lambda suite: suite["meta"].update(view="staging.no_such_view"),
        set_expectation(type="expect_no_such_thing"),
    ],
    ids=["zero expectations", "unknown severity", "missing table", "unknown expectation"],
)
def test_a_broken_validator_fails_closed(loader: Database, tmp_path: Path, edit: Any) -> None:
    batch = staged(loader, 3)
    with pytest.raises(GateError, match="stays in staging"):
        validate_batch(loader, batch.batch_id, edited(tmp_path, "mentions", edit))
    assert loader.fetch("select decision from quality.verdicts")[0].decision == "stop"
    assert loader.fetch("select error_class, stage from ops.faults")[0] == ("gx_error", "validate")
    with pytest.raises(BatchStoppedError):
        publish(loader, batch.batch_id, canonical)
    assert loader.fetch("select count(*) from staging.mentions")[0][0] == 3


@pytest.mark.parametrize(
    "expectation",
    [
        {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "no_such_column"}},
        {"type": "expect_column_values_to_match_regex", "kwargs": {"column": "rule_id", "regex": "(unclosed"}},
    ],
    ids=["missing column", "bad regular expression"],
)
def test_an_expectation_that_raises_stops_even_when_it_only_warns(
    loader: Database, tmp_path: Path, expectation: dict[str, Any]
) -> None:
    batch = staged(loader, 3)
    meta = {"severity": "warn", "reason": "a test"}
    folder = edited(tmp_path, "mentions", lambda suite: suite["expectations"].append(expectation | {"meta": meta}))
    try:
        verdict = validate_batch(loader, batch.batch_id, folder)
    except GateError:
        pass
    else:
        assert verdict.decision is Decision.STOP
    assert loader.fetch("select decision from quality.verdicts")[0].decision == "stop"


def test_a_missing_suite_and_a_missing_batch_are_errors(loader: Database, tmp_path: Path) -> None:
    with pytest.raises(GateError, match="not in staging"):
        validate_batch(loader, uuid.uuid4(), SUITES)
    batch = staged(loader, 1)
    copied = shutil.copytree(SUITES, tmp_path / "suites")
    (copied / "events.json").unlink()
    with pytest.raises(GateError, match=r"events\.json"):
        validate_batch(loader, batch.batch_id, copied)


@pytest.mark.parametrize(
    ("table", "damage", "where", "column"),
    [
        ("mentions", "trigger_text = 'other words'", "row_no <= 2", "untrue_offset_share"),
        ("mentions", "actor_codes = '{XXX}'", "row_no <= 1", "unknown_actor_share"),
        ("events", "evidence_mention_id = gen_random_uuid()", "row_no <= 2", "unproven_share"),
        ("articles", "published_at = '2024-12-24 08:00+00'", "row_no <= 16", "outside_window_share"),
        ("captures", "outcome = 'rejection', reason = 'paywall', article_id = null", "row_no <= 28", "rejection_share"),
        ("articles", "published_at = null, published_raw = ''", "row_no <= 16", "undated_share"),
    ],
)
def test_the_day_as_a_whole_is_warned_about(
    loader: Database, owner: Database, table: str, damage: str, where: str, column: str
) -> None:
    batch = staged(loader, 30)
    spoil(owner, table, damage, where)
    verdict = validate_batch(loader, batch.batch_id, SUITES)
    assert any(said.startswith(f"day.{column}") for said in verdict.warnings)


@pytest.mark.parametrize(
    ("damage", "column"),
    [
        ("update staging.mentions set event_id = gen_random_uuid() where row_no = 1", "orphan_count"),
        ("update staging.articles set capture_id = gen_random_uuid() where row_no = 1", "orphan_count"),
        (
            "update staging.events set event_id = (select event_id from staging.events where row_no = 2) "
            "where row_no = 1",
            "doubled_key_count",
        ),
    ],
)
def test_orphans_and_doubled_keys_of_a_day_stop_it(loader: Database, owner: Database, damage: str, column: str) -> None:
    batch = staged(loader, 3)
    owner.execute(damage)
    verdict = validate_batch(loader, batch.batch_id, SUITES)
    assert verdict.decision is Decision.STOP
    assert any(said.startswith(f"day.{column}") for said in verdict.reasons)


def test_a_day_with_few_captures_for_its_weekday_is_warned_about(loader: Database) -> None:
    for week in range(1, 5):
        day = f"2025-01-{30 - 7 * week:02}"
        usual = batch_of(
            [replace(story, url=f"{story.url}/{week}", published=f"{day}T08:00:00", said=[]) for story in stories(20)]
        )
        stage(loader, usual)
        validate_batch(loader, usual.batch_id, SUITES)
        publish(loader, usual.batch_id, canonical)
    few = batch_of([replace(story, published="2025-01-30T08:00:00", said=[]) for story in stories(3)])
    stage(loader, few)
    verdict = validate_batch(loader, few.batch_id, SUITES)
    assert [said for said in verdict.warnings if said.startswith("day.volume_ratio")] != []


def test_one_key_has_one_current_row_whatever_writes_it(loader: Database, owner: Database) -> None:
    batch = staged(loader, 1)
    validate_batch(loader, batch.batch_id, SUITES)
    publish(loader, batch.batch_id, canonical)
    for table in ("outcomes", "article_states", "mentions", "event_versions"):
        columns = owner.fetch(
            "select string_agg(quote_ident(attname), ', ') as names from pg_attribute "
            "where attrelid = %s::regclass and attnum > 0 and attname <> 'recorded_at'",
            (f"warehouse.{table}",),
        )[0].names
        with pytest.raises(psycopg2.errors.UniqueViolation):
            loader.execute(
                f"insert into warehouse.{table} ({columns}, recorded_at) "
                f"select {columns}, recorded_at + interval '1 second' from warehouse.{table}"
            )
