"""Refusals and what only looks like one: threats by allies, hopes given up, remarks between commas."""

from datetime import UTC, datetime

import pytest

from pipeline.extract import default_extractor
from pipeline.model import Document

PUBLISHED = datetime(2025, 9, 4, 12, tzinfo=UTC)
Told = list[tuple[str, str, str]]


def told(text: str, title: str = "") -> Told:
    """Type, instruments and actors of each event of a text, in order."""
    document = Document(document_id="x", title=title, text=text, published=PUBLISHED, outlet="example.org")
    return [
        (m.type.value, "+".join(sorted(i.value for i in m.instruments)), "+".join(sorted(a.code for a in m.actors)))
        for m in default_extractor().extract(document)
    ]


CASES: list[tuple[str, Told]] = [
    ("NATO troops in Ukraine are, of course, unacceptable to us, Lavrov said.", [("REJECT", "TROOPS", "RUS")]),
    ("Poland will, however, send troops to Ukraine, Tusk said.", [("PLEDGE", "TROOPS", "POL")]),
    ("Macron, who is in Kyiv, supports the force in Ukraine.", [("SUPPORT", "TROOPS", "FRA")]),
    ("Orban called the EU loan for Ukraine from Russian assets a declaration of war.", [("ACCUSE", "FUND", "HUN")]),
    ("Lavrov called European troops in Ukraine a declaration of war.", [("THREATEN", "TROOPS", "RUS")]),
    ("Zelenskyy called NATO membership for Ukraine unrealistic for now.", [("CONCEDE", "NATO", "UKR")]),
    ("Zelenskyy called the lack of an invitation to NATO absurd.", [("ACCUSE", "NATO", "UKR")]),
    ("Merz has blocked shipments of Taurus missiles to Ukraine.", [("REJECT", "ARMS", "DEU")]),
    (
        "Hegseth outlined a peacekeeping force in Ukraine that would not include US troops.",
        [("PROPOSE", "TROOPS", "USA"), ("REJECT", "TROOPS", "USA")],
    ),
    ("Merz said Germany will not have to send troops to Ukraine.", []),
    ("Merz said Germany will not send troops to Ukraine.", [("REJECT", "TROOPS", "DEU")]),
    (
        'Brussels proposed training Ukrainian soldiers in Ukraine. "This is unacceptable for us," Szijjarto said.',
        [("PROPOSE", "TRAIN", "EU"), ("REJECT", "TRAIN", "HUN")],
    ),
    (
        "Europe is ready to send troops to Ukraine. Norway and Sweden have announced their readiness for such a step.",
        [("PLEDGE", "TROOPS", "EUROPE"), ("PLEDGE", "TROOPS", "NOR+SWE")],
    ),
    ("Germany has provided Ukraine with 28 billion euros in military aid.", [("IMPLEMENT", "ARMS", "DEU")]),
    ("Germany has provided Ukraine with tanks.", []),
    ("Merz has resumed shipments of Taurus missiles to Ukraine.", [("IMPLEMENT", "ARMS", "DEU")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_refusals(text: str, expected: Told) -> None:
    assert told(text) == expected


def test_a_pledge_and_a_demand_are_two_acts() -> None:
    text = "Tsahkna said Ukraine's security should be guaranteed by a European force."
    assert told(text, "Estonia ready to send troops to Ukraine") == [
        ("PLEDGE", "TROOPS", "EST"),
        ("REQUEST", "TROOPS", "EST"),
    ]


def test_a_vote_is_told_of_what_the_headline_names() -> None:
    assert told("The Senate voted 79-18.", "US Senate okeys $61 billion military aid to Ukraine") == [
        ("RATIFY", "ARMS", "USA")
    ]
    assert told("The Duma voted 400 to 2 on the budget.", "NATO troops in Ukraine") == []


def test_who_says_no_to_membership_refuses_membership_and_who_demands_it_asks_for_neutrality() -> None:
    assert told("He wrote it at night.", "No NATO membership for Ukraine, Trump says") == [("REJECT", "NATO", "USA")]
    asked = told("Lavrov spoke.", "Russia demands neutrality and no NATO membership for Ukraine")
    assert asked == [("REQUEST", "NEUTRAL", "RUS")]
