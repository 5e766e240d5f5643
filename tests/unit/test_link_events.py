"""Linking: what joins, what stays apart, and that neither order nor repetition changes anything."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link import canonical, link
from pipeline.model import (
    Actor,
    Attribution,
    Confirmation,
    DatePrecision,
    EventDate,
    EventType,
    Evidence,
    Factuality,
    Instrument,
    Mention,
    Report,
    Sector,
    Stance,
    Status,
    content_id,
)

DAY0 = date(2025, 1, 9)
NUMBERS = iter(range(1_000_000))


def report(
    actors="GBR FRA", day=0, kind=EventType.CONSULT, article=None, precision=DatePrecision.DAY, **more
) -> Report:
    number = next(NUMBERS)
    on = DAY0 + timedelta(days=day)
    mention = Mention(
        type=kind,
        instruments=tuple(map(Instrument, more.pop("instruments", "TROOPS").split())),
        actors=tuple(Actor(code, Sector.GOV) for code in actors.split()),
        recipients=(),
        providers=(),
        status=more.pop("status", Status.DISCUSSED),
        stance=Stance.NEUTRAL,
        conditions=(),
        factuality=Factuality.CERTAIN,
        confirmation=Confirmation.NONE,
        date=EventDate(on, on, precision),
        attribution=Attribution(),
        background=more.pop("background", False),
        magnitude=None,
        evidence=Evidence("text", number, number + 5, 0, 100),
        rule_id="test",
        extractor="test",
        confidence=0.8,
    )
    article_id = content_id("article", article or number)
    published = datetime.combine(on, datetime.min.time(), UTC) + timedelta(minutes=number)
    return Report(mention.mention_id(article_id), article_id, published, "s", mention, **more)


def events_of(*reports: Report) -> int:
    return len(set(link(reports, ()).assignments.values()))


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        (report(), report(day=1), 1),
        (report(), report(day=3), 2),
        (report(), report(day=6, precision=DatePrecision.PUB), 1),
        (report(), report(actors="GBR"), 1),
        (report(), report(actors="POL"), 2),
        (report(), report(actors="GBR UKR"), 1),
        (report(actors="UKR"), report(actors="UKR"), 1),
        (report(actors="UKR"), report(actors="UKR GBR"), 2),
        (report(), report(instruments="AIR"), 2),
        (report(), report(instruments="AIR TROOPS"), 1),
        (report(kind=EventType.PLEDGE), report(kind=EventType.SIGN), 1),
        (report(kind=EventType.PLEDGE), report(kind=EventType.REJECT), 2),
        (report(kind=EventType.PLEDGE, article="a"), report(kind=EventType.SUPPORT, article="a"), 2),
        (report(), report(day=20, precision=DatePrecision.PUB, background=True), 1),
        (report(), report(day=20, precision=DatePrecision.PUB), 2),
    ],
)
def test_two_reports(first, second, events):
    assert events_of(first, second) == events


def test_a_chain_of_statements_does_not_drift_through_the_weeks():
    daily = [report(day=day) for day in range(0, 22, 2)]
    linking = link(daily, ())
    spans = {}
    for each in daily:
        spans.setdefault(linking.assignments[each.mention_id], []).append(each.mention.date.start)
    assert len(spans) > 1
    assert all((max(days) - min(days)).days <= 4 for days in spans.values())


def test_a_new_day_joins_the_event_of_an_earlier_one_and_keeps_its_key():
    old = report()
    first = link([old], ())
    known = replace(old, event_id=first.assignments[old.mention_id])
    new = report(day=1, actors="FRA")
    second = link([new], [known])
    assert second.assignments[new.mention_id] == known.event_id
    assert set(second.events[0].mention_ids) == {old.mention_id, new.mention_id}


def test_a_report_that_is_known_keeps_its_event():
    old = report()
    event_id = content_id("event", "older than the rules of today")
    again = link([old], [replace(old, event_id=event_id)])
    assert again.assignments == {old.mention_id: event_id}
    assert not again.merges


def test_a_report_that_fits_two_known_events_merges_them_into_the_older():
    london, paris = report(actors="GBR"), report(actors="FRA")
    known = [replace(each, event_id=content_id("event", each.mention_id)) for each in (london, paris)]
    both = report(actors="GBR FRA")
    linking = link([both], known)
    older, younger = known[0].event_id, known[1].event_id
    assert [(merge.loser, merge.winner) for merge in linking.merges] == [(younger, older)]
    assert linking.assignments[both.mention_id] == older
    assert len(linking.events[0].mention_ids) == 3


@given(st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(shuffler: random.Random):
    reports = [report(article=n % 7, day=n % 5, actors=("GBR", "FRA GBR", "POL")[n % 3]) for n in range(12)]
    expected = link(reports, ())
    shuffled = list(reports)
    shuffler.shuffle(shuffled)
    found = link(shuffled, ())
    assert found.assignments == expected.assignments
    assert found.events == expected.events


def test_the_canonical_row_takes_the_highest_rung_and_the_finest_date():
    pledged = report(kind=EventType.PLEDGE, status=Status.PLEDGED, precision=DatePrecision.PUB)
    signed = report(kind=EventType.SIGN, status=Status.SIGNED, instruments="BILAT TROOPS", day=1)
    event = canonical(content_id("event", 1), [signed, pledged])
    assert event.status is Status.SIGNED
    assert event.date.precision is DatePrecision.DAY
    assert event.instruments == (Instrument.BILAT, Instrument.TROOPS)


def test_an_event_without_reports_is_refused():
    with pytest.raises(ValueError, match="no report"):
        canonical(content_id("event", 1), [])
