"""Linking: what joins, what stays apart, and that neither order nor repetition changes anything."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link import canonical, link, search_span
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
        (report(), report(actors="GBR UKR"), 2),
        (report(), report(actors="GBR FRA UKR"), 1),
        (report(actors="GBR UKR"), report(actors="GBR"), 1),
        (report(actors="USA UKR"), report(actors="USA RUS"), 2),
        (report(), report(actors="GBR DEU"), 2),
        (report(actors="GBR FRA DEU"), report(actors="GBR FRA POL"), 1),
        (report(actors="GBR FRA DEU"), report(actors="GBR FRA UKR"), 2),
        (report(actors="COTW FRA"), report(actors="COTW UKR"), 1),
        (report(kind=EventType.SIGN), report(kind=EventType.SIGN, actors="GBR UKR"), 2),
        (report(kind=EventType.PLEDGE), report(kind=EventType.PLEDGE, actors="GBR UKR"), 1),
        (report(actors="UKR"), report(actors="UKR"), 1),
        (report(actors="UKR"), report(actors="UKR GBR"), 2),
        (report(), report(instruments="AIR"), 2),
        (report(), report(instruments="AIR TROOPS"), 1),
        (report(kind=EventType.PLEDGE), report(kind=EventType.SIGN), 1),
        (report(kind=EventType.PLEDGE), report(kind=EventType.REJECT), 2),
        (report(kind=EventType.PLEDGE, article="a"), report(kind=EventType.SUPPORT, article="a"), 2),
        (report(article="b"), report(actors="FRA POL UKR", article="b"), 2),
        (report(article="c"), report(actors="GBR FRA POL UKR"), 1),
        (report(article="d"), report(article="d", day=1), 1),
        (report(), report(day=20, precision=DatePrecision.PUB, background=True), 1),
        (report(), report(day=20, precision=DatePrecision.PUB), 2),
    ],
)
def test_two_reports(first, second, events):
    assert events_of(first, second) == events


def declaration_of_paris() -> tuple[list[Report], Report, Report]:
    """Hubs promised one day, then the article that tells of hubs and of the declaration: known, and its two acts."""
    hubs = report(kind=EventType.PLEDGE, article="hubs")
    known = replace(hubs, event_id=link([hubs], ()).assignments[hubs.mention_id])
    both = [report(kind=kind, day=1, article="paris") for kind in (EventType.PLEDGE, EventType.SIGN)]
    at = both[0].published_at
    again, signed = (replace(each, published_at=at) for each in both)
    return [known], again, signed


@pytest.mark.parametrize("signed_first", [True, False])
def test_an_article_gives_the_known_event_to_its_act_of_the_same_type(signed_first):
    known, again, signed = declaration_of_paris()
    # Keys decide the order within a moment: both orders are tried.
    low, high = sorted((again.mention_id, signed.mention_id))
    again = replace(again, mention_id=high if signed_first else low)
    signed = replace(signed, mention_id=low if signed_first else high)
    linking = link([again, signed], known)
    assert linking.assignments[again.mention_id] == known[0].event_id
    assert linking.assignments[signed.mention_id] == content_id("event", signed.mention_id)


def test_a_signing_joins_the_event_of_its_own_type_before_an_older_one_of_the_family():
    known, again, signed = declaration_of_paris()
    linking = link([again, signed], known)
    known = [
        *known, *(replace(each, event_id=linking.assignments[each.mention_id]) for each in (again, signed))
    ]  # fmt: skip
    later = report(kind=EventType.SIGN, actors="GBR FRA UKR", day=1)
    found = link([later], known)
    assert found.assignments[later.mention_id] == linking.assignments[signed.mention_id]
    assert not found.merges


def test_a_ratification_joins_the_pledge_of_its_days_only_where_no_event_of_its_type_fits():
    pledged = report(kind=EventType.PLEDGE)
    ratified = report(kind=EventType.RATIFY, day=2, article="vote")
    assert events_of(pledged, ratified) == 1
    other = replace(report(kind=EventType.PLEDGE, day=2, article="vote"), published_at=ratified.published_at)
    again = report(kind=EventType.RATIFY, day=2)
    linking = link([pledged, other, ratified, again], ())
    assert linking.assignments[again.mention_id] == linking.assignments[ratified.mention_id]
    assert linking.assignments[again.mention_id] != linking.assignments[pledged.mention_id]


def test_a_chain_of_statements_does_not_drift_through_the_weeks():
    daily = [report(day=day) for day in range(0, 22, 2)]
    linking = link(daily, ())
    spans = {}
    for each in daily:
        spans.setdefault(linking.assignments[each.mention_id], []).append(each.mention.date.start)
    assert len(spans) > 1
    assert all((max(days) - min(days)).days <= 4 for days in spans.values())


def test_three_weeks_of_one_demand_are_many_events_whether_they_come_at_once_or_day_by_day():
    def demand(day):
        return report(actors="UKR", day=day, kind=EventType.REQUEST, instruments="NATO", precision=DatePrecision.PUB)

    weeks = [demand(day) for day in range(22)]
    at_once = link(weeks, ()).assignments
    by_day: dict = {}
    for each in weeks:
        known = [replace(old, event_id=by_day[old.mention_id]) for old in weeks if old.mention_id in by_day]
        by_day |= link([each], known).assignments
    assert by_day == at_once
    for assigned in (at_once, by_day):
        days = {
            event: [r.mention.date.start for r in weeks if assigned[r.mention_id] == event]
            for event in assigned.values()
        }
        assert len(days) > 1
        assert max((max(found) - min(found)).days for found in days.values()) <= 7


def test_fifteen_reports_of_one_accord_are_one_event():
    """Actors named in part, told as a pledge or a signing, on days apart, with more instruments here and there."""
    accord = [
        report(actors="FRA UKR", kind=EventType.PLEDGE, instruments="BILAT", precision=DatePrecision.PUB, day=-1),
        report(actors="FRA UKR", kind=EventType.SIGN, instruments="BILAT", day=0),
        report(actors="UKR FRA", kind=EventType.SIGN, instruments="BILAT ARMS", day=0),
        report(actors="FRA", kind=EventType.PLEDGE, instruments="BILAT ARMS", day=0),
        report(actors="FRA", kind=EventType.PLEDGE, instruments="BILAT", day=0, precision=DatePrecision.PUB),
        report(actors="FRA UKR", kind=EventType.SIGN, instruments="BILAT TRAIN", day=1, precision=DatePrecision.PUB),
        report(actors="UKR FRA", kind=EventType.SIGN, instruments="BILAT", day=0, precision=DatePrecision.WEEK),
        *(report(actors="FRA UKR", kind=EventType.SIGN, instruments="BILAT", day=0) for _ in range(6)),
        report(actors="FRA UKR", kind=EventType.SIGN, instruments="BILAT", day=3, precision=DatePrecision.PUB),
        report(
            actors="FRA", kind=EventType.SIGN, instruments="BILAT", day=15, precision=DatePrecision.PUB, background=True
        ),
    ]
    assert len(accord) == 15
    assert events_of(*accord) == 1
    others = [
        report(actors="DEU UKR", kind=EventType.SIGN, instruments="BILAT", day=0),
        report(actors="FRA", kind=EventType.REJECT, instruments="BILAT", day=0),
        report(actors="FRA UKR", kind=EventType.SIGN, instruments="BILAT", day=40),
    ]
    assert events_of(*accord, *others) == 4


def test_an_act_takes_the_event_of_the_recap_that_was_read_before_it():
    recap = report(day=15, precision=DatePrecision.PUB, background=True)
    known = replace(recap, event_id=link([recap], ()).assignments[recap.mention_id])
    act, later = report(day=0), report(day=4)
    linking = link([act, later], [known])
    assert linking.assignments[act.mention_id] == known.event_id
    # The act is the anchor now: what came four days after it does not join by way of the recap.
    assert linking.assignments[later.mention_id] != known.event_id


def test_events_that_one_article_tells_apart_are_not_merged_by_another():
    london, paris = report(actors="GBR", article="both"), report(actors="FRA", article="both")
    joint = report(actors="GBR FRA")
    linking = link([london, paris, joint], ())
    assert linking.assignments[london.mention_id] != linking.assignments[paris.mention_id]


def test_a_merged_event_remembers_which_act_each_article_told():
    reports = [report(actors="GBR"), report(actors="FRA", article="two acts"), report(actors="GBR FRA")]
    other_act = report(actors="GBR POL", article="two acts")
    assert events_of(*reports) == 1
    assert events_of(*reports, other_act) == 2


def test_a_recap_does_not_found_the_event_that_the_same_batch_reports():
    recap, act = report(background=True), report(day=1)
    assert set(link([recap, act], ()).assignments.values()) == {content_id("event", act.mention_id)}


def test_a_later_wording_of_an_article_joins_the_event_of_the_first():
    first = report(article="corrected")
    known = replace(first, event_id=link([first], ()).assignments[first.mention_id])
    corrected = report(actors="GBR FRA POL", article="corrected")
    assert link([corrected], [known]).assignments[corrected.mention_id] == known.event_id


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


def test_the_key_of_a_new_event_is_that_of_its_first_report_however_it_is_read():
    first, second = report(), report(day=1)
    assert set(link([second, first], ()).assignments.values()) == {content_id("event", first.mention_id)}


CODES = st.lists(st.sampled_from(["GBR", "FRA", "UKR", "POL", "COTW"]), min_size=1, max_size=3, unique=True)
REPORTS = st.lists(
    st.builds(
        lambda codes, day, kind, precision, background, article: report(
            " ".join(codes), day, kind, article, precision, background=background
        ),
        CODES,
        st.integers(0, 40),
        st.sampled_from([EventType.PLEDGE, EventType.SIGN, EventType.SUPPORT, EventType.REJECT]),
        st.sampled_from([DatePrecision.DAY, DatePrecision.PUB, DatePrecision.WEEK]),
        st.booleans(),
        st.integers(0, 5),
    ),
    max_size=14,
)


@given(REPORTS, REPORTS, st.randoms(use_true_random=False))
def test_any_reports_are_linked_once_in_any_order_and_again_without_change(old, new, shuffler):
    before = link(old, ()).assignments
    known = [replace(each, event_id=before[each.mention_id]) for each in old]
    linking = link(new, known)
    shuffled_new, shuffled_known = list(new), list(known)
    shuffler.shuffle(shuffled_new)
    shuffler.shuffle(shuffled_known)
    assert link(shuffled_new, shuffled_known) == linking
    assert set(linking.assignments) == {each.mention_id for each in new}
    assert {event.event_id for event in linking.events} == set(linking.assignments.values())
    losers, ids = {merge.loser for merge in linking.merges}, set(before.values())
    assert losers <= ids
    assert {merge.winner for merge in linking.merges} <= ids
    assert not losers & set(linking.assignments.values())
    now_known = [replace(each, event_id=linking.assignments[each.mention_id]) for each in new]
    again = link(new, [each for each in known if each.event_id not in losers] + now_known)
    assert (again.assignments, again.merges) == (linking.assignments, ())


@given(REPORTS)
def test_what_one_article_tells_apart_stays_apart(reports):
    assigned = link(reports, ()).assignments
    told: dict = {}
    for each in reports:
        act = (each.mention.type, frozenset(actor.code for actor in each.mention.actors))
        told.setdefault((each.article_id, assigned[each.mention_id]), set()).add(act)
    assert all(len(acts) == 1 for acts in told.values())


@given(REPORTS.filter(lambda reports: len(reports) > 1))
def test_two_reports_of_one_event_are_each_in_the_search_span_of_the_other(reports):
    for one, other in pairwise(reports):
        if events_of(one, other) == 1:
            start, end = search_span(one)
            assert start <= other.mention.date.end
            assert other.mention.date.start <= end


def test_the_search_span_of_a_recap_reaches_back_to_the_act():
    act, recap = report(), report(day=21, precision=DatePrecision.PUB, background=True)
    assert events_of(act, recap) == 1
    assert search_span(recap)[0] <= DAY0 <= search_span(recap)[1]
    assert search_span(act)[1] >= recap.mention.date.start


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
