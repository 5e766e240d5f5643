"""Happenings that contradict each other, one row a pair: small histories with known answers."""

from dataclasses import replace
from typing import Any

import pytest

from pipeline.db import Database
from pipeline.model import Attribution, EventType, Factuality, QuoteKind, Sector, SourceKind
from pipeline.server import Server
from tests.integration.load_histories import Said, event_key, load_on_top
from tests.integration.mart_history import page, story

YES = Said("backs the force", EventType.SUPPORT, ["POL"], ["TROOPS"], "2025-05-05", "yes")
NO = Said("sends nobody", EventType.REJECT, ["POL"], ["TROOPS"], "2025-05-06", "no")
ONE = Attribution(SourceKind.NAMED, "Minister One", None, QuoteKind.DIRECT, 0)
TWO = replace(ONE, speaker="Minister Two")
COUNTED = (
    "select event_id_for, event_id_against, report_count_for, report_count_against, source_count_for, "
    "source_count_against from mart.disputes_between('2025-05-01', '2025-05-31')"
)
SPOKEN = "select speaker_for, speaker_against from mart.disputes_between('2025-05-01', '2025-05-31')"


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    return Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))


@pytest.fixture
def analyst(server: Server, warehouse_dsn: str, loader: Database) -> Database:
    load_on_top(loader, story(20, YES, "2025-05-05T08:00:00", "paper-a"))
    load_on_top(loader, story(21, NO, "2025-05-06T08:00:00", "paper-b"))
    return Database(server.dsn("analyst", warehouse_dsn.rpartition("/")[2]))


def rows(db: Database, statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.fetch(statement)]


def test_the_first_report_of_each_side_and_how_many_say_so(analyst: Database, loader: Database) -> None:
    load_on_top(
        loader, story(22, YES, "2025-05-05T09:00:00", "paper-c"), story(23, NO, "2025-05-07T08:00:00", "paper-b")
    )
    assert rows(analyst, COUNTED) == [(event_key("yes"), event_key("no"), 2, 2, 2, 1)]
    shown = rows(
        analyst,
        "select actor_code, instrument, date_for::text, date_against::text, source_for, source_against, sentence_for, "
        "sentence_against, contradicted_at::text "
        "from mart.disputes_between('2025-05-01', '2025-05-31', 'POL', 'TROOPS')",
    )
    assert shown == [
        (
            "POL", "TROOPS", "2025-05-05", "2025-05-06", "paper-a", "paper-b",
            "The government backs the force, it was said.", "The government sends nobody, it was said.",
            "2025-05-06 08:00:00+00",
        )
    ]  # fmt: skip


def test_the_newest_come_first_and_as_many_as_are_wanted(analyst: Database, loader: Database) -> None:
    again = replace(NO, on="2025-05-09", event="again")
    load_on_top(loader, story(22, again, "2025-05-09T08:00:00", "paper-b"))
    wanted = "select event_id_against from mart.disputes_between('2025-05-01', '2025-05-31', row_limit => {})"
    assert rows(analyst, wanted.format("null")) == [(event_key("again"),), (event_key("no"),)]
    assert rows(analyst, wanted.format(1)) == [(event_key("again"),)]


def test_only_acts_of_the_days_actor_and_instrument_within_a_week(analyst: Database, loader: Database) -> None:
    late = replace(NO, on="2025-05-13", event="late")
    load_on_top(loader, story(22, late, "2025-05-13T08:00:00", "paper-b"))
    assert [row[1] for row in rows(analyst, COUNTED)] == [event_key("no")]
    for call in (
        "'2025-05-06', '2025-05-31'",
        "'2025-05-01', '2025-05-31', 'GBR'",
        "'2025-05-01', '2025-05-31', null, 'AIR'",
    ):
        assert rows(analyst, f"select 1 from mart.disputes_between({call})") == []


def test_a_happening_that_is_denied_contradicts_itself(analyst: Database, loader: Database) -> None:
    denied = replace(YES, words="never backed it", factuality=Factuality.CERTAINLY_NOT)
    load_on_top(loader, story(22, denied, "2025-05-05T20:00:00", "paper-c"))
    assert (event_key("yes"), event_key("yes"), 1, 1, 1, 1) in rows(analyst, COUNTED)


def test_merged_happenings_are_one(analyst: Database, loader: Database) -> None:
    load_on_top(loader, story(22, replace(YES, event="other"), "2025-05-05T10:00:00", "paper-c"))
    assert len(rows(analyst, COUNTED)) == 2
    load_on_top(loader, story(23, YES, "2025-05-05T11:00:00", "paper-d"), merges=[("other", "yes")])
    assert rows(analyst, COUNTED) == [(event_key("yes"), event_key("no"), 3, 1, 3, 1)]


def test_corrected_and_retracted_reports_are_gone_and_late_ones_there(analyst: Database, loader: Database) -> None:
    load_on_top(loader, story(22, NO, "2025-05-06T07:00:00", "late-paper"))
    assert [row[3] for row in rows(analyst, COUNTED)] == [2]
    told = story(22, NO, "2025-05-06T07:00:00", "late-paper")
    load_on_top(loader, replace(told, said=[], body="The page was withdrawn.", fetched="2025-05-08T08:00:00"))
    assert [row[3] for row in rows(analyst, COUNTED)] == [1]
    mended = story(21, replace(NO, type=EventType.CONSULT), "2025-05-06T08:00:00", "paper-b")
    load_on_top(loader, replace(mended, body=mended.body + "\nCorrected.", fetched="2025-05-09T08:00:00"))
    assert rows(analyst, COUNTED) == []


def test_one_voice_of_one_article_is_passed_over_for_two_that_differ(analyst: Database, loader: Database) -> None:
    ready = replace(YES, words="is ready", type=EventType.PLEDGE, actors=["GBR"], event="ready", attribution=ONE)
    refused = replace(NO, actors=["GBR"], event="refused", attribution=ONE)
    load_on_top(loader, page(30, [ready, refused], "2025-05-06T08:00:00", "paper-a"))
    british = SPOKEN + " where actor_code = 'GBR'"
    assert rows(analyst, british) == []
    load_on_top(loader, story(31, replace(refused, attribution=TWO), "2025-05-06T09:00:00", "paper-c"))
    assert rows(analyst, british) == [("Minister One", "Minister Two")]


def test_refusing_the_own_share_while_backing_the_scheme_is_none(analyst: Database, loader: Database) -> None:
    told = [replace(YES, actors=["FRA"], event="scheme", attribution=ONE),
            replace(NO, actors=["FRA"], event="share", attribution=TWO)]  # fmt: skip
    load_on_top(loader, page(30, told, "2025-05-06T08:00:00", "paper-a"))
    assert rows(analyst, SPOKEN + " where actor_code = 'FRA'") == []


def test_those_out_of_office_dispute_nothing(analyst: Database, loader: Database) -> None:
    load_on_top(
        loader, story(22, replace(NO, actors=["POL"], sector=Sector.OPP, event="opp"), "2025-05-06T09:00:00", "paper-c")
    )
    assert [row[1] for row in rows(analyst, COUNTED)] == [event_key("no")]
