"""The annotated news items are sound: closed lists, offsets, dates and keys hold in every gold file.

`pairs.jsonl` holds minimal pairs: the items of one `pair` differ in one phenomenon (named by `tags`) and often
contradict each other on purpose, so that file measures extraction and not linking.
"""

import json
from collections import Counter
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from pipeline.extract.codebook import PLOVER
from pipeline.extract.lexicon import load_lexicon
from pipeline.model import (
    Condition,
    Confirmation,
    DatePrecision,
    EventType,
    Factuality,
    Instrument,
    QuoteKind,
    Sector,
    SourceKind,
    Stance,
    Status,
)

GOLD = Path(__file__).with_name("gold")
CLOSED: dict[str, type[StrEnum]] = {
    "type": EventType,
    "status": Status,
    "stance": Stance,
    "factuality": Factuality,
    "confirmation": Confirmation,
    "date_precision": DatePrecision,
}
CLOSED_LISTS: dict[str, type[StrEnum]] = {"instruments": Instrument, "alt_types": EventType, "conditions": Condition}
ITEM_FIELDS = {"id", "published", "source", "title", "text", "tags", "events"}
EVENT_FIELDS = {
    *CLOSED, *CLOSED_LISTS, "eid", "cluster", "plover", "cameo", "actors", "recipients", "providers", "date_start",
    "date_end", "date_text", "attribution", "background", "magnitude", "trigger", "field", "span",
}  # fmt: skip
LEAST_ITEMS, LEAST_CODES, LEAST_PHRASES = 150, 25, 40
"""What the minimal pairs were ordered to cover: items, different actors, different date phrases."""
EMPTY_SHARE = (0.30, 0.40)
"""Of the minimal pairs: enough items without events that saying too much costs as much as saying too little."""
WEEKEND_DAYS = 2
"""Longest interval that a date of day precision may have."""


def read(name: str) -> list[dict]:
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


FILES = {path.name: read(path.name) for path in sorted(GOLD.glob("*.jsonl"))}
ITEMS = [pytest.param(item, id=f"{name}-{item['id']}") for name, items in FILES.items() for item in items]
EVENTS = [
    pytest.param(item, event, id=f"{name}-{event['eid']}")
    for name, items in FILES.items()
    for item in items
    for event in item["events"]
]


PAIRS = FILES["pairs.jsonl"]


@pytest.fixture(scope="module")
def known_codes() -> set[str]:
    lexicon = load_lexicon()
    return {*lexicon.countries, *(body.code for body in lexicon.bodies.values() if body.code)}


def test_there_is_gold_to_test():
    assert {"dev.jsonl", "pairs.jsonl"} <= set(FILES)
    assert EVENTS


def test_keys_of_items_and_events_are_unique():
    keys = Counter(item["id"] for items in FILES.values() for item in items)
    keys.update(event["eid"] for items in FILES.values() for item in items for event in item["events"])
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("item", ITEMS)
def test_item_has_its_fields_and_a_day(item):
    assert set(item) >= ITEM_FIELDS
    assert date.fromisoformat(item["published"]).isoformat() == item["published"]
    assert item["title"].strip()


@pytest.mark.parametrize(("item", "event"), EVENTS)
def test_event_has_every_field(item, event):
    assert set(event) >= EVENT_FIELDS
    assert event["eid"].startswith(item["id"])


@pytest.mark.parametrize(("item", "event"), EVENTS)
def test_span_holds_the_trigger(item, event):
    start, end = event["span"]
    assert event["trigger"].strip()
    assert item[event["field"]][start:end] == event["trigger"]


@pytest.mark.parametrize(("item", "event"), EVENTS)
def test_values_are_of_the_closed_lists(item, event):
    for name, values in CLOSED.items():
        assert event[name] in set(values), name
    for name, values in CLOSED_LISTS.items():
        assert set(event[name]) <= set(values), name
    assert event["instruments"]
    assert {actor["sector"] for actor in event["actors"]} <= {*Sector, None}
    assert event["attribution"]["kind"] in set(SourceKind)
    assert event["attribution"]["quote"] in set(QuoteKind)
    assert event["attribution"]["hops"] >= 0
    assert event["plover"] in {PLOVER[EventType(event["type"])], "COOPERATE"}


@pytest.mark.parametrize(("item", "event"), EVENTS)
def test_codes_are_known_to_the_lexicon(item, event, known_codes):
    codes = [*(one["code"] for one in (*event["actors"], *event["recipients"])), *event["providers"]]
    assert event["actors"]
    assert set(codes) <= known_codes


@pytest.mark.parametrize(("item", "event"), EVENTS)
def test_dates_are_an_interval_that_fits_its_precision(item, event):
    start, end = date.fromisoformat(event["date_start"]), date.fromisoformat(event["date_end"])
    assert start <= end
    if event["date_precision"] == DatePrecision.PUB:
        assert event["date_start"] == event["date_end"] == item["published"]
        assert event["date_text"] is None
    else:
        assert event["date_text"] in f"{item['title']}\n{item['text']}"
    if event["date_precision"] == DatePrecision.DAY:
        assert (end - start).days < WEEKEND_DAYS


def test_pairs_cover_every_type_and_instrument():
    events = [event for item in PAIRS for event in item["events"] if not event.get("optional")]
    assert {event["type"] for event in events} == set(EventType)
    assert {one for event in events for one in event["instruments"]} == set(Instrument)


def test_pairs_are_many_and_varied():
    events = [event for item in PAIRS for event in item["events"]]
    assert len(PAIRS) >= LEAST_ITEMS
    assert len({actor["code"] for event in events for actor in event["actors"]}) >= LEAST_CODES
    assert len({event["date_text"] for event in events if event["date_text"]}) >= LEAST_PHRASES
    assert {item["published"][:4] for item in PAIRS} == {"2022", "2023", "2024", "2025", "2026"}


def test_pairs_keep_their_share_of_items_without_events():
    least, most = EMPTY_SHARE
    assert least <= sum(not item["events"] for item in PAIRS) / len(PAIRS) <= most


def test_pairs_stand_in_groups_of_different_items():
    groups = Counter(item["pair"] for item in PAIRS)
    assert [name for name, size in groups.items() if size == 1] == []
    assert len({(item["published"], item["title"], item["text"]) for item in PAIRS}) == len(PAIRS)
    assert all(item["tags"] for item in PAIRS)
    assert all(("neg" in item["tags"]) == (not item["events"]) for item in PAIRS)
