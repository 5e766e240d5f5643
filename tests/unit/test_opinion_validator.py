"""What of a model's answer becomes a mention: only what the article carries, whatever the answer says."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import FaultClass, FaultError
from pipeline.extract.lexicon import load_lexicon
from pipeline.model import Actor, DatePrecision, EventType, Instrument, Mention, Sector, SourceKind
from pipeline.opinion import Judgement, judge
from pipeline.opinion.answer import answer_schema
from pipeline.opinion.validator import CONFIDENCE, LONGEST_ANSWER, MOST_EVENTS
from pipeline.run.opinion import grounds
from tests.unit.opinion_answers import DOCUMENT, SIGNED, SUPPORT, TEXT, answer, event

GROUNDS = grounds(load_lexicon())


def judged(*events: object) -> Judgement:
    return judge(DOCUMENT, answer(*events), GROUNDS, "opinion-1:m")


def the_mention(**changes: object) -> Mention:
    found = judged(event(**changes))
    assert found.dropped == ()
    return found.mentions[0]


def test_an_honest_answer_becomes_mentions_in_order_of_place():
    found = judged(SIGNED, SUPPORT, event())
    assert [mention.type for mention in found.mentions] == [EventType.REJECT, EventType.SUPPORT, EventType.SIGN]
    first = found.mentions[0]
    assert TEXT[first.evidence.start : first.evidence.end] == "will not send troops"
    assert TEXT[first.evidence.sentence_start : first.evidence.sentence_end].endswith("said on Thursday.")
    assert (first.instruments, first.actors) == ((Instrument.TROOPS,), (Actor("POL", Sector.GOV),))
    assert (first.attribution.speaker, first.attribution.kind) == ("Donald Tusk", SourceKind.NAMED)
    assert (first.rule_id, first.extractor) == ("opinion", "opinion-1:m")


def test_confidence_is_ours_and_below_the_rules():
    assert the_mention().confidence == CONFIDENCE < 0.5
    with pytest.raises(FaultError) as caught:
        judged(event(confidence=1.0))
    assert caught.value.fault is FaultClass.MALFORMED


def test_dates_are_read_by_our_grammar_from_the_words_pointed_at():
    assert the_mention().date.start == date(2025, 3, 6)
    assert the_mention().date.text.lower().endswith("thursday")
    year = judged(SIGNED).mentions[0].date
    assert (year.start, year.precision) == (date(2024, 1, 1), DatePrecision.YEAR)


@pytest.mark.parametrize(
    "said",
    [None, "", "2019-01-01", "on Friday", "Last year", "will not", "x" * 500],
    ids=["none", "empty", "invented", "not there", "of another sentence", "no date", "long"],
)
def test_a_date_that_the_sentence_does_not_say_is_the_publication_day(said):
    found = the_mention(date_text=said).date
    assert (found.start, found.end, found.precision, found.text) == (
        date(2025, 3, 7), date(2025, 3, 7), DatePrecision.PUB, None,
    )  # fmt: skip


def test_a_deadline_ahead_is_no_date_of_an_act():
    document = replace(DOCUMENT, text="Warsaw will not send troops to Ukraine by 1 May 2026, Tusk said.")
    found = judge(document, answer(event(date_text="1 May 2026")), GROUNDS, "m").mentions[0]
    assert found.date.precision is DatePrecision.PUB


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"trigger": "the United States signed Article 5"}, "not in the text"),
        ({"trigger": "Will not send troops"}, "not in the text"),
        ({"trigger": "will not send troop"}, "not in the text"),
        ({"trigger": "ill not send troops"}, "not in the text"),
        ({"field": "title"}, "not in the text"),
        ({"trigger": ""}, "too short"),
        ({"trigger": "  "}, "too short"),
        ({"trigger": TEXT}, "not within one sentence"),
        ({"trigger": "Talks go on"}, "several places"),
        ({"trigger": "Thursday.\nHe told"}, "one sentence"),
        ({"trigger": "x" * 4000}, "too long"),
        ({"actors": [{"code": "ZZZ", "sector": "GOV"}]}, "actor code"),
        ({"actors": [{"code": "pol", "sector": "GOV"}]}, "actor code"),
        ({"actors": [{"code": "USA", "sector": "GOV"}]}, "actor code"),
        ({"actors": [{"code": "'; drop table actors --", "sector": "GOV"}]}, "actor code"),
        ({"recipients": ["ZZZ"]}, "actor code"),
        ({"providers": ["CHN"]}, "actor code"),
        ({"actors": [{"code": "POL", "sector": "IGO"}]}, "sector"),
        ({"actors": []}, "no actor"),
        ({"instruments": []}, "no actor or no instrument"),
    ],
)
def test_an_event_that_the_article_does_not_carry_is_dropped_alone(changes, reason):
    found = judged(event(**changes), SUPPORT)
    assert [mention.type for mention in found.mentions] == [EventType.SUPPORT]
    assert len(found.dropped) == 1
    assert reason in found.dropped[0]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "I will not answer that.",
        '{"events": [',
        "[]",
        "null",
        '{"events": null}',
        '{"events": {}}',
        '{"events": [], "note": "ignore the schema"}',
        '```json\n{"events": []}\n```',
        "[" * 30_000,
        answer("PLEDGE"),
        answer(event(type="GUARANTEE")),
        answer(event(type="reject")),
        answer(event(instruments=["MAGIC"])),
        answer(event(instruments="TROOPS")),
        answer(event(status=None)),
        answer(event(field="body")),
        answer(event(background="false")),
        answer(event(background=1)),
        answer(event(trigger=["will not send troops"])),
        answer(event(actors=[{"code": "POL", "sector": "GOV", "name": "<script>"}])),
        answer(event(actors=["POL"])),
        answer(event(rule_id="reject.1")),
        answer({key: value for key, value in event().items() if key != "trigger"}),
        answer(event(), {}),
        '{"events": [], "events": NaN}',
        '{"events": ["\\ud800"]}',
    ],
)
def test_an_answer_of_another_shape_is_worth_nothing(content):
    with pytest.raises(FaultError) as caught:
        judge(DOCUMENT, content, GROUNDS, "m")
    assert caught.value.fault is FaultClass.MALFORMED


def test_a_fault_never_repeats_what_the_answer_said():
    with pytest.raises(FaultError) as caught:
        judge(DOCUMENT, answer(event(type="SECRETWORD", secretfield=1)), GROUNDS, "m")
    assert "secret" not in caught.value.detail.lower()
    found = judged(event(trigger="a secretword that is not there"))
    assert "secret" not in " ".join(found.dropped)


def test_oversized_answers_are_refused_before_they_are_read():
    with pytest.raises(FaultError) as caught:
        judge(DOCUMENT, answer(event(trigger="x" * LONGEST_ANSWER)), GROUNDS, "m")
    assert caught.value.fault is FaultClass.TOO_LARGE


def test_too_many_events_take_all_of_them_along():
    assert judged(*[event()] * MOST_EVENTS).mentions
    with pytest.raises(FaultError) as caught:
        judged(*[event()] * (MOST_EVENTS + 1))
    assert caught.value.fault is FaultClass.LIMITS


def test_the_same_event_twice_is_one_mention():
    again = event(field="title", trigger="rules out sending soldiers", date_text=None)
    assert len(judged(event(date_text=None), again).mentions) == 1
    assert len(judged(event(), event(type="SUPPORT")).mentions) == 2


def test_strings_of_a_mention_stand_in_the_article():
    found = the_mention(speaker="A Reliable Insider")
    assert (found.attribution.speaker, found.attribution.kind) == (None, SourceKind.UNATTRIBUTED)
    assert the_mention(speaker="x" * 9000).attribution.speaker is None
    assert the_mention(speaker=None, source_kind="anonymous").attribution.kind is SourceKind.ANONYMOUS


def test_the_codebooks_rules_hold_over_the_answer():
    pledge = the_mention(type="PLEDGE", recipients=["FRA"])
    assert pledge.recipients == ("UKR",)
    assert the_mention(recipients=["FRA", "FRA", "GBR"]).recipients == ("FRA", "GBR")
    groups = the_mention(actors=[{"code": "COTW", "sector": "IGO"}, {"code": "NATO", "sector": "IGO"}])
    assert groups.actors == (Actor("COTW", Sector.GOV), Actor("NATO", Sector.IGO))
    assert the_mention(actors=[{"code": "POL", "sector": "GOV"}, {"code": "POL", "sector": "LEG"}]).actors == (
        Actor("POL", Sector.GOV),
    )


def test_an_act_in_a_background_block_is_background_whatever_the_answer_says():
    assert judged(SIGNED).mentions[0].background
    assert not the_mention().background
    assert the_mention(background=True).background


def test_offsets_are_code_points():
    document = replace(DOCUMENT, text="🇺🇦 İ é " + TEXT)
    found = judge(document, answer(event()), GROUNDS, "m").mentions[0].evidence
    assert document.text[found.start : found.end] == "will not send troops"


def test_the_schema_is_closed_strict_and_made_of_the_codebook():
    schema = answer_schema()
    assert "$ref" not in json.dumps(schema)
    events = schema["properties"]["events"]["items"]
    for part in (schema, events, events["properties"]["actors"]["items"]):
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(part["properties"])
    assert events["properties"]["type"]["enum"] == [one.value for one in EventType]
    assert events["properties"]["instruments"]["items"]["enum"] == [one.value for one in Instrument]
    assert events["properties"]["field"]["enum"] == ["title", "text"]
    assert "confidence" not in events["properties"]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
BENT = st.dictionaries(st.sampled_from(sorted(event())), SCALARS | st.lists(SCALARS, max_size=3), max_size=4)


@settings(max_examples=150, deadline=None)
@given(st.lists(BENT.map(lambda changes: event(**changes)), max_size=4) | SCALARS | st.dictionaries(st.text(), SCALARS))
def test_no_answer_makes_anything_but_founded_mentions_or_a_fault(events):
    try:
        mentions = judge(DOCUMENT, json.dumps({"events": events}), GROUNDS, "m").mentions
    except FaultError:
        mentions = ()
    for mention in mentions:
        evidence = mention.evidence
        text = DOCUMENT.title if evidence.field == "title" else DOCUMENT.text
        assert text[evidence.start : evidence.end].strip()
        assert evidence.sentence_start <= evidence.start < evidence.end <= evidence.sentence_end
        assert mention.actors
        assert mention.instruments
        assert mention.confidence == CONFIDENCE
