"""What the extractor makes of documents: one rule of the codebook a test."""

from datetime import UTC, date, datetime

import pytest

from pipeline.extract import EXTRACTOR_VERSION, default_extractor, event_record, explain
from pipeline.model import Block, BlockKind, Document, Factuality, Mention, Stance, Status


def document(title: str, text: str = "", on: date | datetime = date(2025, 6, 11), **more: object) -> Document:
    return Document("d", title, text, on, "The Paper", **more)


def mentions(
    title: str, text: str = "", on: date | datetime = date(2025, 6, 11), **more: object
) -> tuple[Mention, ...]:
    return default_extractor().extract(document(title, text, on, **more))


def told(title: str, text: str = "") -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type, actors and instruments of every mention."""
    return [
        (m.type.value, tuple(a.code for a in m.actors), tuple(i.value for i in m.instruments))
        for m in mentions(title, text)
    ]


@pytest.mark.parametrize(
    ("title", "event"),
    [
        ("Portugal to send soldiers to Ukraine force", ("PLEDGE", ("PRT",), ("TROOPS",))),
        ("Portugal will not send soldiers to Ukraine", ("REJECT", ("PRT",), ("TROOPS",))),
        ("Soldiers to be sent to Ukraine by Portugal", ("PLEDGE", ("PRT",), ("TROOPS",))),
        ("Portugal may send soldiers to Ukraine", ("CONSIDER", ("PRT",), ("TROOPS",))),
        ("Montenegro: no soldiers for Ukraine", ("REJECT", ("MNE",), ("TROOPS",))),
        ("Czech Republic no longer opposes NATO invitation for Ukraine", ("CONCEDE", ("CZE",), ("NATO",))),
        ("NATO invitation for Ukraine backed by Prague", ("SUPPORT", ("CZE",), ("NATO",))),
        ("Norway refuses to sign security pact with Kyiv", ("REJECT", ("NOR",), ("BILAT",))),
        ("Security pact with Kyiv approved by Norwegian parliament", ("RATIFY", ("NOR",), ("BILAT",))),
        ("Berlin drops objections to lending Kyiv frozen Russian assets", ("CONCEDE", ("DEU",), ("FUND",))),
        ("Kremlin calls plan to lend Kyiv frozen Russian assets theft", ("ACCUSE", ("RUS",), ("FUND",))),
        ("Washington resumes military aid to Ukraine", ("IMPLEMENT", ("USA",), ("ARMS",))),
        ("Western soldiers in Ukraine would be legitimate targets, Moscow says", ("THREATEN", ("RUS",), ("TROOPS",))),
        ("Zelenskyy says Ukraine will not join NATO", ("CONCEDE", ("UKR",), ("NATO",))),
        ("26 countries pledge to join Ukraine force", ("PLEDGE", ("COTW",), ("TROOPS",))),
    ],
)
def test_a_headline_is_one_event(title: str, event: tuple[str, tuple[str, ...], tuple[str, ...]]) -> None:
    assert told(title) == [event]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Portugal to send soldiers to Mozambique", ""),
        ("Majority of Portuguese would send soldiers to Ukraine, poll finds", ""),
        ("Taiwan demands American security guarantees", ""),
        ("North Korea sends troops to fight Ukraine", ""),
        ("Russia deploys more soldiers in Ukraine", ""),
        ("Oslo and Stockholm sign defence pact", "The Nordic neighbours will share air bases."),
        ("Georgia applies to join EU as war in Ukraine rages", ""),
        ("Should NATO invite Ukraine?", ""),
        ("Oslo and Kyiv have yet to sign security pact", ""),
        ("Minerals deal with Ukraine signed", "The agreement contains no security guarantees, Washington said."),
        ("Analyst: allies should send troops to Ukraine", ""),
    ],
)
def test_what_the_codebook_leaves_out_is_no_event(title: str, text: str) -> None:
    assert told(title, text) == []


def test_those_who_talk_are_all_actors() -> None:
    assert told("Guarantees for Ukraine discussed by Meloni and Macron") == [("CONSULT", ("ITA", "FRA"), ("GENERIC",))]


def test_each_signing_is_an_event_of_its_own() -> None:
    found = told("Security pacts for Kyiv", "Latvia and Estonia each signed a security pact with Ukraine on Tuesday.")
    assert [actors for _, actors, _ in found] == [("LVA", "UKR"), ("EST", "UKR")]


def test_a_pronoun_means_the_last_person() -> None:
    text = "Emmanuel Macron arrived in Kyiv. He ruled out sending ground troops to Ukraine."
    assert told("A visit", text) == [("REJECT", ("FRA",), ("TROOPS",))]


def test_the_idea_means_the_instrument_before() -> None:
    text = "France wants European troops in Ukraine. Olaf Scholz rejected the idea."
    assert told("Paris and Berlin differ", text)[-1][2] == ("TROOPS",)


def test_whose_demand_is_refused_acts_too() -> None:
    found = told("Moscow rejects Kyiv's demand for American security guarantees")
    assert found == [("REJECT", ("RUS",), ("GENERIC",)), ("REQUEST", ("UKR",), ("GENERIC",))]


def test_a_headline_and_its_summary_are_one_event() -> None:
    found = mentions(
        "Portugal to send soldiers to Ukraine", "Lisbon said on Tuesday it would send soldiers to Ukraine."
    )
    assert len(found) == 1
    assert found[0].date.text == "on Tuesday"


def test_the_date_is_that_of_the_saying() -> None:
    (found,) = mentions("", "Keir Starmer said on Sunday that Britain was ready to send troops to Ukraine.")
    assert found.date.start == date(2025, 6, 8)


def test_a_day_after_counts_back() -> None:
    text = "Paris warned Moscow on Friday, a day after 26 countries committed to a reassurance force for Ukraine."
    found = [m for m in mentions("", text, date(2025, 9, 5)) if m.actors[0].code == "COTW"]
    assert found[0].date.start == date(2025, 9, 4)


def test_an_aware_instant_counts_in_the_outlets_day() -> None:
    (found,) = mentions("Portugal to send soldiers to Ukraine", on=datetime(2025, 6, 11, 8, tzinfo=UTC))
    assert found.date.start == date(2025, 6, 11)


def test_a_denied_report_keeps_its_type() -> None:
    text = "The Kremlin denied reports that China had offered to send peacekeepers to Ukraine."
    found = mentions("", text)
    assert [(m.status, m.factuality) for m in found] == [(Status.DENIED, Factuality.CERTAINLY_NOT)]


def test_a_hinge_makes_the_stance_conditional() -> None:
    found = mentions("Portugal would send soldiers to Ukraine only if Washington gave its backing")
    assert found[0].stance is Stance.CONDITIONAL
    assert [c.value for c in found[0].conditions] == ["us_backstop"]


def test_anonymous_words_are_only_probable() -> None:
    text = "Britain is ready to send troops to Ukraine, two officials familiar with the matter said."
    (found,) = mentions("", text)
    assert found.factuality is Factuality.PROBABLE
    assert found.attribution.kind == "anonymous"


def test_a_background_block_makes_a_recap() -> None:
    text = "France ruled out sending troops to Ukraine."
    (found,) = mentions("", text, blocks=(Block(BlockKind.BACKGROUND, 0, len(text)),))
    assert found.background


def test_other_languages_give_nothing() -> None:
    text = "Франция не исключает отправку войск в Украину, заявил президент Макрон на встрече в Париже."
    assert mentions("Макрон: войска в Украине", text) == ()
    assert mentions("France to send troops to Ukraine", language="fr") == ()


def test_the_record_has_the_codebooks_fields() -> None:
    (found,) = mentions("Portugal to send soldiers to Ukraine")
    record = event_record(found)
    assert record["plover"] == "AGREE"
    assert record["cameo"] == "0334"
    assert record["recipients"] == ["UKR"]
    assert record["extractor"] == EXTRACTOR_VERSION
    assert record["rule_id"] == "supply"


def test_explain_says_why_a_rule_was_blocked() -> None:
    notes = explain(document("Russia deploys more soldiers in Ukraine", "Kyiv rules out neutrality.")).sentences
    outcomes = [rule.outcome for note in notes for rule in note.rules]
    assert "fired" in outcomes
    assert any(outcome != "fired" for outcome in outcomes)
    assert explain(document("Taiwan news")).gate


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Sweden does not rule out taking part in a peacekeeping force in Ukraine.", "CONSIDER"),
        ("Sweden will do its part in a peacekeeping force in Ukraine.", "PLEDGE"),
        ("Sweden does not take part in a peacekeeping force in Ukraine.", "REJECT"),
    ],
)
def test_a_wording_with_a_gap_reaches_over_no_negator(sentence: str, act: str) -> None:
    assert told(sentence) == [(act, ("SWE",), ("TROOPS",))]
