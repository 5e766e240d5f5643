"""Copies and corrections as publishing settles them: late originals, articles that go, wordings that come and go."""

import itertools
from dataclasses import replace

import pytest

from pipeline.db import Database, query
from pipeline.load import publish, stage
from pipeline.model import EventType, RejectionReason
from pipeline.server import Server
from tests.integration.load_histories import (
    Said,
    Story,
    accept,
    batch_of,
    canonical,
    load,
    load_on_top,
    snapshot,
)

PLEDGE = Said("is ready to send a force", EventType.PLEDGE, ["GBR"], ["TROOPS"], "2025-03-03", "pledge")
WIRE = (
    "The government is ready to send a force, it was said.\n"
    "Engineers would come first, followed by two companies of infantry and a unit with drones from the north.\n"
    "A vote is planned before Easter, and most of the opposition has said that it would agree to it."
)
OTHER = (
    "The government is ready to send a force, a minister wrote.\n"
    "Nobody in the ministry wanted to say how many people that would be or where they would be housed at first.\n"
    "The trade unions want to hear more about pay and leave before the parliament is asked for its consent."
)


def story(source: str, published: str, body: str = WIRE) -> Story:
    return Story(f"https://{source}.example/force", "A force", body, published, [PLEDGE], source)


FIRST = story("wire", "2025-03-03T08:00:00")
SECOND = story("morning", "2025-03-03T12:00:00", WIRE + "\nSubscribe to our newsletter.")
THIRD = story("evening", "2025-03-04T06:00:00")
OWN = story("own", "2025-03-03T15:00:00", OTHER)


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    return Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))


def copies(db: Database) -> dict[str, str]:
    """Outlet of each copy, and the outlet that was first."""
    return {
        row.source_id: row.first_source_id for row in db.fetch("select source_id, first_source_id from mart.copies")
    }


def corrections(db: Database) -> list[tuple[str, str, str]]:
    found = db.fetch("select seen_at, old_text, new_text from mart.corrections order by seen_at, position")
    return [(f"{row.seen_at:%d %H}", row.old_text, row.new_text) for row in found]


@pytest.mark.parametrize("order", list(itertools.permutations([FIRST, SECOND, THIRD])))
def test_every_order_of_arrival_ends_in_one_group(loader: Database, order: tuple[Story, ...]) -> None:
    for told in (*order, OWN):
        load_on_top(loader, told)
    assert copies(loader) == {"morning": "wire", "evening": "wire"}
    group = loader.fetch("select copy_count, outlet_count from mart.syndication")
    assert [tuple(row) for row in group] == [(2, 3)]


def test_an_original_that_turns_out_to_be_no_article_leaves_the_group_to_the_next(loader: Database) -> None:
    load_on_top(loader, FIRST, SECOND, THIRD)
    load_on_top(loader, replace(FIRST, reason=RejectionReason.PAYWALL))
    assert copies(loader) == {"evening": "morning"}
    history = loader.fetch("select count(*) as rows, count(distinct group_id) as groups from mart.syndication_history")
    assert tuple(history[0]) == (3, 2)


def test_many_prints_of_one_text_are_compared_with_the_first_alone(loader: Database) -> None:
    prints = [story(f"paper-{hour:02}", f"2025-03-03T{hour:02}:00:00") for hour in range(1, 21)]
    load_on_top(loader, *prints, OWN)
    assert copies(loader) == {told.source: "paper-01" for told in prints[1:]}
    placed = loader.fetch(
        "select article_id from warehouse.article_states where source_id <> 'own' order by published_at"
    )
    first, *later = [row.article_id for row in placed]
    near = query("load_syndication_near")
    for named in ([first, *later], [first]):
        found = loader.fetch(near, {"article_ids": named, "days": 14})
        assert {(row.article_id, row.other_id) for row in found} == {(one, first) for one in later}
        assert len(found) == 19
    found = loader.fetch(near, {"article_ids": [later[3]], "days": 14})
    assert {(row.article_id, row.other_id) for row in found} == {
        (later[3], first), *((one, later[3]) for one in later[4:])
    }  # fmt: skip


def test_a_copy_that_is_rewritten_is_a_copy_no_more(loader: Database) -> None:
    load_on_top(loader, FIRST, SECOND)
    load_on_top(loader, replace(SECOND, body=OTHER, fetched="2025-03-03T20:00:00"))
    assert copies(loader) == {}


@pytest.mark.parametrize(("day", "is_copy"), [("2025-03-17T07:00:00", True), ("2025-03-17T09:00:00", False)])
def test_a_text_that_comes_back_after_a_fortnight_is_no_copy(loader: Database, day: str, is_copy: bool) -> None:
    load_on_top(loader, FIRST)
    load_on_top(loader, story("late", day))
    assert bool(copies(loader)) is is_copy


def test_loading_again_writes_nothing(loader: Database) -> None:
    load_on_top(loader, FIRST, SECOND, OWN, replace(FIRST, title="The force", fetched="2025-03-03T21:00:00"))
    before = snapshot(loader)
    load_on_top(loader, FIRST, SECOND, OWN, replace(FIRST, title="The force", fetched="2025-03-03T21:00:00"))
    load_on_top(loader, OWN)
    assert snapshot(loader) == before


def test_what_was_published_without_fingerprints_gets_them_when_it_is_read_again(loader: Database) -> None:
    batch = batch_of([FIRST, SECOND])
    stage(loader, batch)
    accept(loader, batch)
    publish(loader, batch.batch_id, canonical)
    assert copies(loader) == {}
    assert load_on_top(loader, FIRST, SECOND).inserted == 0
    assert copies(loader) == {"morning": "wire"}


def test_a_wording_that_comes_back_is_two_corrections(loader: Database) -> None:
    changed = WIRE.replace("Engineers", "Sappers")
    wordings = [
        FIRST,
        replace(FIRST, body=changed, fetched="2025-03-03T12:00:00"),
        replace(FIRST, fetched="2025-03-03T18:00:00"),
    ]
    for wording in wordings:
        load_on_top(loader, wording)
    old, new = WIRE.split("\n")[1], changed.split("\n")[1]
    assert corrections(loader) == [("03 12", old, new), ("03 18", new, old)]


def test_a_wording_between_two_others_that_is_read_late_makes_two_steps_of_one(loader: Database) -> None:
    between = replace(FIRST, body=WIRE.replace("two companies", "three companies"), fetched="2025-03-03T12:00:00")
    last = replace(FIRST, body=WIRE.replace("two companies", "ten companies"), fetched="2025-03-03T18:00:00")
    load_on_top(loader, FIRST, last)
    assert [step[0] for step in corrections(loader)] == ["03 18"]
    load_on_top(loader, between)
    (first, second) = corrections(loader)
    assert (first[0], "two companies" in first[1], "three companies" in first[2]) == ("03 12", True, True)
    assert (second[0], "three companies" in second[1], "ten companies" in second[2]) == ("03 18", True, True)
    # What was written down of the step that is none any more stays.
    assert loader.fetch("select count(*) from warehouse.corrections")[0].count == 3


def test_a_headline_that_changed_is_a_correction_of_the_title(loader: Database) -> None:
    load(loader, batch_of([FIRST, replace(FIRST, title="No force", fetched="2025-03-03T18:00:00")]))
    (change,) = loader.fetch("select field, old_text, new_text from mart.corrections")
    assert tuple(change) == ("title", "A force", "No force")
