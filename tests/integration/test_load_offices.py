"""Offices and memberships of the lexicon in the warehouse: once, closed when they change, asked by day."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from pipeline.db import Database
from pipeline.extract.lexicon import load_lexicon
from pipeline.load import Offices, OfficesLoaded, load_offices
from pipeline.model import Attribution, EventType, QuoteKind, SourceKind
from pipeline.run.offices import offices_of
from pipeline.server import Server
from tests.integration.load_histories import Said, load_on_top
from tests.integration.mart_history import story

ROLE = {
    "person_id": "doe", "actor_code": "GBR", "title": "prime_minister", "valid_from": "2024-07-05", "valid_to": None,
    "person_name": "Jane Doe", "country_code": "GBR", "sector": "GOV", "is_spokesperson": False, "origin": "a test",
}  # fmt: skip
BEFORE = ROLE | {"title": "opposition_leader", "valid_from": "2020-04-04", "valid_to": "2024-07-05", "sector": "OPP"}
MEMBER = {"body_id": "pair", "member_code": "GBR", "valid_from": None, "valid_to": None, "body_name": "The Pair"}
OFFICES = Offices([BEFORE, ROLE], [MEMBER])


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    return Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))


@pytest.fixture
def analyst(server: Server, warehouse_dsn: str) -> Database:
    return Database(server.dsn("analyst", warehouse_dsn.rpartition("/")[2]))


def test_the_projects_own_lexicon_loads_once(loader: Database, analyst: Database) -> None:
    offices = offices_of(load_lexicon())
    loaded = load_offices(loader, offices)
    assert loaded == OfficesLoaded(len(offices.roles) + len(offices.memberships), 0)
    assert load_offices(loader, offices) == OfficesLoaded(0, 0)
    assert len(offices.roles) > 300
    held = analyst.fetch(
        "select person_name, lexicon_version from mart.actor_roles where actor_code = 'USA' and title = 'president' "
        "and valid_from = '2021-01-20'"
    )
    assert [tuple(row) for row in held] == [("Joe Biden", offices.version)]
    e3 = analyst.fetch("select member_code from mart.actor_memberships where body_name ~ 'E3' order by 1")
    assert {row.member_code for row in e3} >= {"GBR", "FRA", "DEU"}


def test_who_belonged_to_an_alliance_on_a_day(loader: Database, analyst: Database) -> None:
    load_offices(loader, offices_of(load_lexicon()))
    counts = (
        "select count(*) from mart.actor_memberships where body_id = %s and valid_from <= %s::date "
        "and (valid_to is null or valid_to > %s::date)"
    )
    on = [("NATO", "2022-02-24"), ("NATO", "2023-04-04"), ("NATO", "2024-03-07"), ("EU", "2020-01-31"),
          ("EU", "2020-02-01"), ("G7", "2025-01-16")]  # fmt: skip
    assert [analyst.fetch(counts, (body, day, day))[0][0] for body, day in on] == [30, 31, 32, 28, 27, 7]


def test_what_the_lexicon_says_otherwise_is_closed_and_added_anew(loader: Database, analyst: Database) -> None:
    load_offices(loader, OFFICES)
    before = loader.fetch("select max(recorded_at) as moment from warehouse.actor_roles")[0].moment
    ended = Offices([BEFORE, ROLE | {"valid_to": "2026-01-01"}], [])
    assert load_offices(loader, ended) == OfficesLoaded(1, 2)
    closed = loader.fetch("select superseded_by_version from warehouse.actor_roles where superseded_at <> 'infinity'")
    assert [row.superseded_by_version for row in closed] == [ended.version]
    holders = "select person_name from mart.office_holders('2026-06-01', %s)"
    assert [row.person_name for row in analyst.fetch(holders, (before,))] == ["Jane Doe"]
    assert analyst.fetch(holders, ("infinity",)) == []
    assert analyst.fetch("select * from mart.actor_memberships") == []


def test_eight_loaders_at_once_add_each_office_once(loader: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: load_offices(loader, OFFICES), range(8)))
    assert sum(one.added for one in done) == 3
    assert loader.fetch("select count(*) from warehouse.actor_roles")[0][0] == 2


def test_who_held_an_office_on_a_day_ends_with_the_day_before_the_next(loader: Database, analyst: Database) -> None:
    load_offices(loader, OFFICES)
    found = {
        day: [row.title for row in analyst.fetch("select title from mart.office_holders(%s)", (day,))]
        for day in ("2020-04-03", "2020-04-04", "2024-07-04", "2024-07-05")
    }
    assert found == {
        "2020-04-03": [],
        "2020-04-04": ["opposition_leader"],
        "2024-07-04": ["opposition_leader"],
        "2024-07-05": ["prime_minister"],
    }


def said(speaker: str, on: str) -> Said:
    word = Attribution(SourceKind.NAMED, speaker, None, QuoteKind.DIRECT, 0)
    return Said("backs the force", EventType.SUPPORT, ["GBR"], ["TROOPS"], on, str(uuid.uuid4()), attribution=word)


def test_who_spoke_carries_the_office_of_that_day(loader: Database, analyst: Database) -> None:
    load_offices(loader, Offices([BEFORE, ROLE | {"valid_to": "2025-06-01"}], []))
    told = [
        ("Jane Doe", "2019-01-01", "before"),
        ("Jane Doe", "2023-01-01", "in office"),
        ("Jane Doe", "2025-01-01", "in office"),
        ("Jane Doe", "2025-07-01", "former"),
        ("Nobody Known", "2025-01-02", "unlisted"),
        ("DEU", "2025-01-03", "institution"),
    ]
    for number, (speaker, day, _) in enumerate(told, 40):
        load_on_top(loader, story(number, said(speaker, day), f"{day}T08:00:00"))
    found = analyst.fetch(
        "select speaker, published_at::date::text as day, tenure, title, actor_code from mart.speakers order by 2"
    )
    assert [(row.speaker, row.day, row.tenure) for row in found] == sorted(told, key=lambda one: one[1])
    offices = {row.day: (row.title, row.actor_code) for row in found}
    assert offices["2023-01-01"] == ("opposition_leader", "GBR")
    assert offices["2025-01-01"] == offices["2025-07-01"] == ("prime_minister", "GBR")
    assert offices["2025-01-02"] == (None, None)
    assert offices["2025-01-03"] == (None, "DEU")


def test_two_speakers_of_one_report_are_two_rows(loader: Database, analyst: Database) -> None:
    load_offices(loader, OFFICES)
    load_on_top(loader, story(50, said("Jane Doe; Nobody Known", "2025-01-01"), "2025-01-01T08:00:00"))
    found = analyst.fetch("select speaker, tenure from mart.speakers order by speaker")
    assert [tuple(row) for row in found] == [("Jane Doe", "in office"), ("Nobody Known", "unlisted")]
