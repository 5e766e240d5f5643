"""Constructions of headlines and leads, in pairs: a sentence with its acts, and one like it that tells of none."""

from datetime import date

import pytest

from pipeline.extract import default_extractor
from pipeline.model import Document

Act = tuple[str, tuple[str, ...], tuple[str, ...]]


def told(text: str, title: str = "") -> list[Act]:
    """The acts of a text as type, sorted actor codes and instruments."""
    document = Document("lead", title, text, date(2025, 9, 10), "The Paper")
    return [
        (one.type.value, tuple(sorted(actor.code for actor in one.actors)), tuple(i.value for i in one.instruments))
        for one in default_extractor().extract(document)
    ]


@pytest.mark.parametrize(
    "ending",
    [
        "which Moscow has repeatedly rejected",
        "an idea Moscow has dismissed",
        "an idea rejected outright by the Kremlin",
        "a step that Russia has ruled out",
        "something Russia says it will never accept",
    ],
)
def test_what_a_relative_clause_takes_up_is_its_object(ending: str) -> None:
    acts = told(f"Portugal proposed a peacekeeping force in Ukraine, {ending}.")
    assert acts == [("PROPOSE", ("PRT",), ("TROOPS",)), ("REJECT", ("RUS",), ("TROOPS",))]


def test_a_plan_in_a_relative_clause_is_its_owners() -> None:
    acts = told("Norway opposed an EU plan that would use frozen Russian assets to finance a loan for Ukraine.")
    assert acts == [("REJECT", ("NOR",), ("FUND",)), ("PROPOSE", ("EU",), ("FUND",))]


def test_an_aside_in_a_relative_clause_is_none_of_it() -> None:
    acts = told(
        "Kyiv rejected a UN peacekeeping mission in Ukraine, which, according to reports, was proposed by Oslo."
    )
    assert acts == [("REJECT", ("UKR",), ("TROOPS",)), ("PROPOSE", ("NOR",), ("TROOPS",))]


def test_a_relative_clause_with_its_own_object_takes_up_nothing() -> None:
    acts = told("Portugal proposed a peacekeeping force in Ukraine, a country whose borders Moscow rejects.")
    assert acts == [("PROPOSE", ("PRT",), ("TROOPS",))]


def test_a_decision_not_to_refuses_once() -> None:
    assert told("The EU announced its decision not to use frozen Russian assets for Ukraine.") == [
        ("REJECT", ("EU",), ("FUND",))
    ]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Tokyo does not believe that NATO membership for Ukraine is realistic.", ("REJECT", ("JPN",), ("NATO",))),
        ("Tokyo believes that NATO membership for Ukraine is realistic.", ("SUPPORT", ("JPN",), ("NATO",))),
        ("Lisbon said Europe will have to pay for guarantees for Ukraine.", ("REQUEST", ("PRT",), ("GENERIC",))),
        ("Lisbon mentioned the need for peacekeepers in Ukraine.", ("REQUEST", ("PRT",), ("TROOPS",))),
        ("Norway, in cooperation with Denmark, is ready to send peacekeepers to Ukraine.",
         ("PLEDGE", ("DNK", "NOR"), ("TROOPS",))),
        ("Norway will play a minimal role in security guarantees for Ukraine.", ("REJECT", ("NOR",), ("GENERIC",))),
        ("Russia agreed to Canada offering security guarantees to Ukraine.", ("CONCEDE", ("RUS",), ("GENERIC",))),
        ("Kyiv will not sign a truce without security guarantees, Ukraine's president said.",
         ("REQUEST", ("UKR",), ("GENERIC",))),
        ("The minutes of the meeting went out without security guarantees, and Ukraine lost a match.", None),
        ("Norway signalled its willingness to provide soldiers for a force in Ukraine.",
         ("PLEDGE", ("NOR",), ("TROOPS",))),
        ("Norway has shown reluctance to send troops to Ukraine.", ("CONSIDER", ("NOR",), ("TROOPS",))),
        ("Russia warned that a peacekeeping force in Ukraine would lead to a full-scale war.",
         ("THREATEN", ("RUS",), ("TROOPS",))),
        ("Eight leaders from across Europe are willing to use frozen Russian assets for Ukraine.",
         ("PLEDGE", ("EUROPE",), ("FUND",))),
        ("A Danish and Norwegian plan envisages 3,000 troops in Ukraine.", ("PROPOSE", ("DNK", "NOR"), ("TROOPS",))),
        ("Oslo's plan would see frozen assets turned into a loan for Kyiv.", ("PROPOSE", ("NOR",), ("FUND",))),
        ("Oslo is looking into what it could contribute to a force in Ukraine.", ("CONSIDER", ("NOR",), ("TROOPS",))),
        ("Russia wants guarantees that Ukraine will never join NATO.", ("REQUEST", ("RUS",), ("NATO", "NEUTRAL"))),
        ("Medvedev warned Norway it would be dragged into war if it sends troops to Ukraine.",
         ("THREATEN", ("RUS",), ("TROOPS",))),
        ("Norway, after the end of the war in Ukraine, is ready to send peacekeepers there.",
         ("PLEDGE", ("NOR",), ("TROOPS",))),
        ("Canada's J.D. Smith said nothing. US Vice President J.D. Vance said that European countries will have to pay "
         "for security guarantees for Ukraine.", ("REQUEST", ("USA",), ("GENERIC",))),
        ("The US has signalled its willingness to provide air support for European troops in Ukraine.",
         ("PLEDGE", ("USA",), ("BACKSTOP",))),
        ("At the summit the allies made it clear that they would invite Ukraine to join NATO.",
         ("PLEDGE", ("NATO",), ("NATO",))),
        ("Norway's premier told the group that European troops should be the main force securing Ukraine.",
         ("REQUEST", ("NOR",), ("TROOPS",))),
        ("Represented by Steve Witkoff and Jared Kushner, the United States committed to monitor a truce in Ukraine.",
         ("PLEDGE", ("USA",), ("MONITOR",))),
        ("The club shows little unity, with Norway, Denmark, and Sweden ready to station troops in Ukraine.",
         ("PLEDGE", ("DNK", "NOR", "SWE"), ("TROOPS",))),
        ("Ukraine reaffirms its commitment to NATO.", ("SUPPORT", ("UKR",), ("NATO",))),
        ("Norway reaffirms its commitment to NATO, as Ukraine did.", None),
        ("If there is a peace mission in Ukraine, Norway will take part, its premier said.",
         ("PLEDGE", ("NOR",), ("TROOPS",))),
        ("Norway has once again spoken out against Ukraine's membership of NATO.", ("REJECT", ("NOR",), ("NATO",))),
        ("Norway will continue its military aid to Ukraine, its premier said.", ("PLEDGE", ("NOR",), ("ARMS",))),
        ("The rain will continue despite Norway's military aid to Ukraine.", None),
        ("Russia demanded that Ukraine abandon plans to join NATO.", ("REQUEST", ("RUS",), ("NATO", "NEUTRAL"))),
        ("Allies that do not meet spending requirements once again doubt Norway's security guarantees.", None),
        ("Norway may become one of the guarantors of Ukraine's security.", ("CONSIDER", ("NOR",), ("GUARANTOR",))),
        ("The bank will be a guarantor of the loan for a Ukrainian company.", None),
    ],
)  # fmt: skip
def test_a_construction_of_a_lead(text: str, act: Act | None) -> None:
    assert told(text) == ([act] if act else [])


@pytest.mark.parametrize(
    ("title", "act"),
    [
        ("Europe must bear burden of Ukraine security guarantees: JD Vance", ("REQUEST", ("USA",), ("GENERIC",))),
        ("Kremlin attacks Oslo: foreign forces will not be accepted in Ukraine", ("REJECT", ("RUS",), ("TROOPS",))),
        ("Bulgaria scheduled to sign security agreement with Ukraine", ("SIGN", ("BGR", "UKR"), ("BILAT",))),
        (
            "EU provides Ukraine with first tranche of loan from frozen Russian assets",
            ("IMPLEMENT", ("EU",), ("FUND",)),
        ),
        ("US security guarantees document for Ukraine fully ready", ("PLEDGE", ("UKR", "USA"), ("GENERIC",))),
    ],
)
def test_a_construction_of_a_headline(title: str, act: Act) -> None:
    assert told("", title) == [act]


def test_a_force_that_is_fully_ready_is_no_text_ready_for_signing() -> None:
    assert told("Drones of the security guarantees mission for Ukraine are fully ready.") == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Over 5,000 Ukrainian recruits have been trained on Danish soil.", ("IMPLEMENT", ("DNK",), ("TRAIN",))),
        ("Ukrainian recruits have received military training in Denmark.", ("IMPLEMENT", ("DNK",), ("TRAIN",))),
        ("Danish soldiers will be deployed to Britain to train new recruits to the Ukrainian army.",
         ("PLEDGE", ("DNK",), ("TRAIN",))),
        ("Ukrainian recruits have received military training in the east of Ukraine.", None),
    ],
)  # fmt: skip
def test_who_trains_where_only_the_place_is_told(text: str, act: Act | None) -> None:
    assert told(text) == ([act] if act else [])


def test_what_is_given_and_what_is_asked_of_others_are_two_acts() -> None:
    acts = told("Ukraine should receive troops from its partners, Norway's prime minister said.",
                "Norway ready to send troops to Ukraine")  # fmt: skip
    assert set(acts) == {("PLEDGE", ("NOR",), ("TROOPS",)), ("REQUEST", ("NOR",), ("TROOPS",))}


def test_agreements_with_two_are_two_signings() -> None:
    assert told("Ukraine signed security agreements with Norway and Iceland on Friday.") == [
        ("SIGN", ("NOR", "UKR"), ("BILAT",)),
        ("SIGN", ("ISL", "UKR"), ("BILAT",)),
    ]
