"""What is in force, as of a day and as known at a time: small histories with known answers."""

from dataclasses import replace
from datetime import datetime

import pytest

from pipeline.db import Database
from pipeline.model import Attribution, EventType, QuoteKind, SourceKind
from pipeline.server import Server
from tests.integration.load_histories import Said, load_on_top
from tests.integration.mart_history import story

SIGNS = Said("signed a pact", EventType.SIGN, ["POL"], ["BILAT"], "2025-02-02", "signs")
REFUSES = Said("refuses a pact", EventType.REJECT, ["POL"], ["BILAT"], "2025-02-06", "refuses")
PLEDGES = Said("promises a pact", EventType.PLEDGE, ["POL"], ["BILAT"], "2025-02-09", "pledges")


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    return Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))


def in_force(db: Database, day: str, known_at: object = "infinity") -> str | None:
    """What Poland stands at on a day; None where nothing is in force, '' where it has no position."""
    found = db.fetch("select status_in_force from mart.positions_as_of(%s, %s)", (day, known_at))
    status: str | None = found[0].status_in_force if found else ""
    return status


def moment(db: Database) -> datetime:
    published: datetime = db.fetch("select max(published_at) as moment from ops.ledger")[0].moment
    return published


def days(db: Database) -> list[tuple[str, int | None]]:
    """Steps believed now."""
    found = db.fetch(
        "select day_from::text as day, rung from warehouse.standings where superseded_at = 'infinity' order by 1"
    )
    return [(row.day, row.rung) for row in found]


def test_steps_up_and_a_refusal_back_to_nothing(loader: Database) -> None:
    load_on_top(loader, story(1, SIGNS, "2025-02-02T08:00:00"), story(2, PLEDGES, "2025-02-09T08:00:00"))
    # A lower rung under a higher one is no step.
    assert days(loader) == [("2025-02-02", 5)]
    load_on_top(loader, story(3, REFUSES, "2025-02-06T08:00:00"))
    assert days(loader) == [("2025-02-02", 5), ("2025-02-06", None), ("2025-02-09", 4)]
    wanted = {"2025-02-01": "", "2025-02-02": "signed", "2025-02-05": "signed", "2025-02-06": None,
              "2025-02-08": None, "2025-02-09": "pledged"}  # fmt: skip
    assert {day: in_force(loader, day) for day in wanted} == wanted


def test_a_late_report_changes_the_days_after_it_and_not_what_was_known_before(loader: Database) -> None:
    load_on_top(loader, story(1, SIGNS, "2025-02-02T08:00:00"))
    before = moment(loader)
    load_on_top(loader, story(2, replace(REFUSES, on="2025-01-20"), "2025-02-07T08:00:00"))
    assert (in_force(loader, "2025-01-25"), in_force(loader, "2025-02-03")) == (None, "signed")
    load_on_top(loader, story(3, replace(REFUSES, on="2025-02-04", event="later"), "2025-02-07T09:00:00"))
    assert in_force(loader, "2025-02-05") is None
    assert (in_force(loader, "2025-01-25", before), in_force(loader, "2025-02-05", before)) == ("", "signed")


def test_on_the_day_of_a_refusal_nothing_is_in_force(loader: Database) -> None:
    load_on_top(loader, story(1, SIGNS, "2025-02-02T08:00:00"), story(2, REFUSES, "2025-02-06T08:00:00"))
    load_on_top(loader, story(3, replace(PLEDGES, on="2025-02-06"), "2025-02-06T18:00:00"))
    assert days(loader) == [("2025-02-02", 5), ("2025-02-06", None)]
    assert in_force(loader, "2025-02-07") is None


def test_a_corrected_or_retracted_refusal_leaves_what_stood(loader: Database) -> None:
    refused = story(2, REFUSES, "2025-02-06T08:00:00")
    load_on_top(loader, story(1, SIGNS, "2025-02-02T08:00:00"), refused)
    told = moment(loader)
    mended = replace(
        refused,
        body=refused.body.replace("refuses a pact", "refuses a word"),
        said=[replace(REFUSES, words="refuses a word", type=EventType.CONSULT)],
        fetched="2025-02-07T08:00:00",
    )
    load_on_top(loader, mended)
    assert (in_force(loader, "2025-02-08"), in_force(loader, "2025-02-08", told)) == ("signed", None)
    load_on_top(loader, story(3, replace(REFUSES, event="again"), "2025-02-06T09:00:00"))
    assert in_force(loader, "2025-02-08") is None
    gone = story(3, REFUSES, "2025-02-06T09:00:00")
    load_on_top(loader, replace(gone, said=[], body="The page was withdrawn.", fetched="2025-02-09T08:00:00"))
    assert in_force(loader, "2025-02-08") == "signed"
    assert in_force(loader, "2025-02-08", told) is None


def test_a_refusal_that_is_merged_into_the_signature_is_gone(loader: Database) -> None:
    load_on_top(loader, story(1, SIGNS, "2025-02-02T08:00:00"), story(2, REFUSES, "2025-02-06T08:00:00"))
    told = moment(loader)
    load_on_top(loader, story(3, SIGNS, "2025-02-03T08:00:00", "other-paper"), merges=[("refuses", "signs")])
    assert days(loader) == [("2025-02-02", 5)]
    assert (in_force(loader, "2025-02-06"), in_force(loader, "2025-02-06", told)) == ("signed", None)


def test_a_position_shows_its_evidence_as_it_was_read_at_the_time(loader: Database, warehouse: Database) -> None:
    def speaker(known_at: object = "infinity") -> list[str | None]:
        found = loader.fetch("select speaker, canonical_url from mart.positions_as_of('2025-02-10', %s)", (known_at,))
        assert all(row.canonical_url == signs.url for row in found)
        return [row.speaker for row in found]

    signs = story(1, SIGNS, "2025-02-02T08:00:00")
    load_on_top(loader, signs)
    unnamed = moment(loader)
    # Read again by better rules: another report, of the same canonical row.
    named = replace(SIGNS, attribution=Attribution(SourceKind.NAMED, "Jo Bloggs", None, QuoteKind.INDIRECT, 0))
    report = load_on_top(loader, replace(signs, said=[named], fetched="2025-02-03T08:00:00"))
    assert report.tables["events"].inserted == 0
    before = moment(loader)
    assert (speaker(), speaker(unnamed)) == (["Jo Bloggs"], [None])
    load_on_top(loader, replace(signs, said=[], fetched="2025-02-04T08:00:00"))
    gone = moment(loader)
    load_on_top(loader, replace(signs, said=[SIGNS], fetched="2025-02-05T08:00:00"))
    assert (speaker(), speaker(gone), speaker(before), speaker(unnamed)) == ([None], [], ["Jo Bloggs"], [None])
    drift = warehouse.fetch("select * from warehouse.drift_of_derived() where missing_count + surplus_count > 0")
    assert drift == []


def test_the_loader_settles_and_cannot_rebuild(loader: Database) -> None:
    may = loader.fetch(
        "select has_function_privilege('wh_loader', oid, 'execute') as loads, "
        "has_function_privilege('wh_analyst', oid, 'execute') as asks, proname as name from pg_proc "
        "where proname in ('settle_standings', 'rebuild_standings') order by proname"
    )
    assert [(row.name, row.loads, row.asks) for row in may] == [
        ("rebuild_standings", False, False), ("settle_standings", True, False),
    ]  # fmt: skip
