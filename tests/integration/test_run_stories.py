"""One story in many places, from archived bytes to the mart, over days in any order.

A wire story of 3 March is printed by three outlets within two days (trimmed, with furniture, under another headline), a
fourth tells the same event in its own words, the wire corrects itself, and a live blog of 5 March spans midnight.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.db import Database
from pipeline.server import Server
from tests.integration.archived_pages import Fetched, archive, article, process
from tests.integration.load_histories import snapshot

pytestmark = pytest.mark.timeout(300)

PLEDGE = (
    "British Prime Minister Keir Starmer said on Monday that Britain would send 300 peacekeeping troops to Ukraine."
)
WIRE = [
    PLEDGE,
    "He told reporters in Leeds that the brigade could leave within ten weeks and stay for as long as it was wanted.",
    "Engineers would come first, followed by two companies of infantry and a unit with drones.",
    "The soldiers would stand around harbours and power stations and far from the trenches, according to the plan.",
    "A vote in the lower house is planned before Easter, and most of the opposition has said it would agree.",
    "Trade unions asked who would pay for the barracks and were told that the budget had room for it.",
    "The last time that so many left at once was for an exercise in the north of Norway.",
]
CORRECTED = [PLEDGE.replace("300", "3,000"), *WIRE[1:]]
FURNITURE = ["Subscribe to our newsletter and never miss a story again.", "Our reporters bring you the world each day."]
OWN = [
    "Keir Starmer promised on Monday that the United Kingdom will deploy peacekeepers to Ukraine after a truce.",
    "Sappers are to go ahead of the foot soldiers, and the chamber is asked before the spring break.",
    "Workers wonder about the bill, while the other side of the house is inclined to nod it through.",
]
EVENING = "German Chancellor Friedrich Merz said on Tuesday that Germany would supply air defence systems to Ukraine."
MORNING = "French President Emmanuel Macron signed a security agreement with Ukraine in Paris on Wednesday morning."
UPDATES = [
    {"@type": "BlogPosting", "headline": "Paris signs", "datePublished": "2025-03-05T07:10:00Z",
     "articleBody": f"{MORNING}\nThe text has forty pages and was not published."},
    {"@type": "BlogPosting", "headline": "", "datePublished": "2025-03-04T21:40:00Z",
     "articleBody": f"{EVENING}\nThe batteries come from stocks in the south."},
]  # fmt: skip
BLOG = json.dumps({"@type": "LiveBlogPosting", "datePublished": "2025-03-04T18:00:00Z", "liveBlogUpdate": UPDATES})

TITLE = "Britain to send troops to Ukraine, Starmer says"


def page(outlet: str, published: str, paragraphs: list[str], title: str = TITLE, fetched: str = "") -> Fetched:
    url = f"https://{outlet}.example/news/{published[:10]}/starmer"
    return Fetched(url, title, published, article(title, published, paragraphs), fetched)


PAGES = [
    page("wire", "2025-03-03T08:00:00", WIRE),
    page("wire", "2025-03-03T08:00:00", CORRECTED, fetched="2025-03-03T19:00:00"),
    page("morning", "2025-03-03T12:00:00", [FURNITURE[0], *WIRE[:5], *FURNITURE]),
    page("own", "2025-03-03T15:00:00", OWN),
    page("evening", "2025-03-04T06:00:00", CORRECTED, title="Troops for Ukraine: London has a number"),
    page("late", "2025-03-05T06:00:00", [*WIRE, FURNITURE[1]]),
    Fetched("https://blog.example/live/ukraine", "Ukraine war live", "2025-03-05T08:00:00",
            article("Ukraine war live", "2025-03-04T18:00:00", [MORNING],
                    f'<script type="application/ld+json">{BLOG}</script>')),
]  # fmt: skip
DAYS = ["2025-03-03", "2025-03-04", "2025-03-05"]

VIEWS = {
    "copies": "select source_id, first_source_id, containment, published_at, lag_after_first, group_id, original_id "
    "from mart.copies order by source_id",
    "syndication": "select * from mart.syndication order by group_id",
    "spread": "select first_source_id, first_published_at, last_published_at, report_count, article_count, "
    "outlet_count, story_count, copy_count, own_outlet_count from mart.spread order by 2, 1, 3, 4",
    "first_reports": "select source_id, place, lag_after_first, is_copy, story_id, story_place from mart.first_reports "
    "order by published_at, source_id, lag_after_first",
    "corrections": "select * from mart.corrections order by canonical_url, seen_at, position",
    "entries": "select * from mart.live_entries order by canonical_url, position",
    "mentions": "select mention_id, article_id, published_at, date_start, date_end, entry_position from mart.mentions "
    "order by mention_id",
}


def shown(db: Database) -> dict[str, list[Any]]:
    return {name: [tuple(row) for row in db.fetch(statement)] for name, statement in VIEWS.items()}


class Read:
    """A warehouse with the pages in it, processed in one order of days."""

    def __init__(self, server: Server, dsn: str, home: Path, days: list[str]) -> None:
        name = dsn.rpartition("/")[2]
        self.home, self.days = home, days
        self.loader = Database(server.dsn("loader", name))
        self.analyst = Database(server.dsn("analyst", name))
        archive(home / "archive", self.loader, PAGES)
        self.summaries = process(home, self.loader, days)


@pytest.fixture(scope="module")
def forwards(server: Server, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Read:
    dsn = server.create_database("stories_forwards", template=migrated)
    return Read(server, dsn, tmp_path_factory.mktemp("forwards"), DAYS)


@pytest.fixture(scope="module")
def backwards(server: Server, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Read:
    dsn = server.create_database("stories_backwards", template=migrated)
    return Read(server, dsn, tmp_path_factory.mktemp("backwards"), DAYS[::-1])


def test_every_day_passes_the_gate_whole(forwards: Read) -> None:
    assert [(summary.decision, summary.rows["quarantined"]) for summary in forwards.summaries] == [("accept", 0)] * 3
    assert sum(summary.articles for summary in forwards.summaries) == len(PAGES)


def test_a_wire_story_and_its_copies_are_one_group(forwards: Read) -> None:
    assert [row[:2] for row in shown(forwards.analyst)["copies"]] == [
        ("evening.example", "wire.example"),
        ("late.example", "wire.example"),
        ("morning.example", "wire.example"),
    ]
    (group,) = forwards.analyst.fetch("select * from mart.syndication")
    assert (group.first_source_id, group.copy_count, group.outlet_count) == ("wire.example", 3, 4)
    assert group.source_ids == ["evening.example", "late.example", "morning.example", "wire.example"]
    assert 0.6 <= group.least_containment < 1


def test_spread_counts_a_syndicated_text_once(forwards: Read) -> None:
    (spread,) = forwards.analyst.fetch("select * from mart.spread where outlet_count > 1")
    assert (spread.first_source_id, spread.article_count, spread.outlet_count) == ("wire.example", 5, 5)
    assert (spread.story_count, spread.copy_count, spread.own_outlet_count) == (2, 3, 2)
    reports = forwards.analyst.fetch(
        "select source_id, place, story_place, is_copy from mart.first_reports where event_id = %s order by place",
        (spread.event_id,),
    )
    assert [tuple(row) for row in reports] == [
        ("wire.example", 1, 1, False),
        ("morning.example", 2, 1, True),
        ("own.example", 3, 2, False),
        ("evening.example", 4, 1, True),
        ("late.example", 5, 1, True),
    ]


def test_a_correction_is_readable(forwards: Read) -> None:
    (change,) = forwards.analyst.fetch("select * from mart.corrections")
    assert (change.kind, change.field, change.line) == ("reworded", "text", 1)
    assert (change.old_text, change.new_text) == (PLEDGE, CORRECTED[0])
    assert change.seen_at.isoformat() == "2025-03-03T19:00:00+00:00"
    assert change.previous_seen_at.isoformat() == "2025-03-03T08:30:00+00:00"


def test_a_report_in_a_live_blog_is_dated_by_its_entry(forwards: Read) -> None:
    found = forwards.analyst.fetch(
        "select mentions.event_type, mentions.date_start, mentions.published_at, mentions.entry_position, "
        "substr(versions.body, start_offset + 1, end_offset - start_offset) = trigger_text as is_true, sentence "
        "from mart.mentions as mentions join mart.article_versions as versions using (article_id, version_id) "
        "where mentions.source_id = 'blog.example' order by entry_position"
    )
    assert [(row.event_type, str(row.date_start), f"{row.published_at:%d %H:%M}", row.entry_position, row.is_true)
            for row in found] == [
        ("SIGN", "2025-03-05", "05 07:10", 1, True),
        ("PLEDGE", "2025-03-04", "04 21:40", 2, True),
    ]  # fmt: skip
    assert [row.sentence for row in found] == [MORNING, EVENING]
    entries = forwards.analyst.fetch("select * from mart.live_entries order by position")
    assert [(entry.headline, entry.entry_text.split("\n")[0], entry.mention_count) for entry in entries] == [
        ("Paris signs", MORNING, 1),
        ("", EVENING, 1),
    ]


def test_the_order_of_days_changes_nothing_that_is_shown(forwards: Read, backwards: Read) -> None:
    assert shown(backwards.analyst) == shown(forwards.analyst)


def test_a_group_that_got_an_earlier_first_is_on_record(forwards: Read, backwards: Read) -> None:
    closed = "select count(*) from mart.syndication_history where superseded_at < 'infinity'"
    assert forwards.analyst.fetch(closed)[0].count == 0
    firsts = backwards.analyst.fetch(
        "select split_part(firsts.canonical_url, '/', 3) as outlet, history.superseded_at = 'infinity' as is_now "
        "from mart.syndication_history as history "
        "join mart.article_versions as firsts on history.group_id = firsts.article_id and firsts.is_current "
        "where history.canonical_url like %s order by history.recorded_at",
        ("https://late.example/%",),
    )
    assert [tuple(row) for row in firsts] == [("evening.example", False), ("wire.example", True)]


def test_reading_again_writes_nothing(forwards: Read) -> None:
    before = snapshot(forwards.loader)
    summaries = process(forwards.home, forwards.loader, [*DAYS[::-1], *DAYS])
    assert [summary.rows["inserted"] + summary.rows["superseded"] for summary in summaries] == [0] * 6
    assert snapshot(forwards.loader) == before
