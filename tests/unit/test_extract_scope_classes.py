"""The rules of scope hold for a class of words, not for the sentences that they were found on."""

from datetime import date

import pytest

from pipeline.extract import RuleExtractor
from pipeline.model import Document


def _events(title: str, text: str = "") -> list[tuple[str, str, tuple[str, ...]]]:
    """Type, first instrument and actors of what a short document tells."""
    found = RuleExtractor().extract(Document("x", title, text, date(2025, 9, 10), "own wording"))
    return [(str(e.type), str(e.instruments[0]), tuple(a.code for a in e.actors)) for e in found]


@pytest.mark.parametrize(
    ("title", "text", "event"),
    [
        ("France is considering sending troops the day after a ceasefire", "", ("CONSIDER", "TROOPS", ("FRA",))),
        ("Germany sends firearms", "Germany will send weapons to Ukraine, Merz said.", ("PLEDGE", "ARMS", ("DEU",))),
        (
            "EU agrees defence spending plan",
            "EU leaders agreed to give Ukraine 5 billion euros for weapons.",
            ("PLEDGE", "ARMS", ("EU",)),
        ),
        ("Europe rearms", "The EU will lend war-torn Ukraine 90 billion euros for arms.", ("PLEDGE", "ARMS", ("EU",))),
        ("Australia could send diggers to Ukraine", "", ("CONSIDER", "TROOPS", ("AUS",))),
        ("Macron ready to send his army to Ukraine", "", ("PLEDGE", "TROOPS", ("FRA",))),
        ("Putin accepts European troops in Ukraine, Trump says", "", ("CONCEDE", "TROOPS", ("RUS",))),
        ("Hungary has frustrated the EU loan to Ukraine", "", ("REJECT", "FUND", ("HUN",))),
        ("Kremlin has studied the draft on security guarantees for Ukraine", "", ("CONSIDER", "GENERIC", ("RUS",))),
        ("Bundestag should have a say in troop deployment to Ukraine", "", ("REQUEST", "TROOPS", ("DEU",))),
        (
            "Twelve countries have signed a declaration on security guarantees for Ukraine",
            "",
            ("SIGN", "GENERIC", ("COTW",)),
        ),
        ("The Germans are wary of sending soldiers to Ukraine", "", ("CONSIDER", "TROOPS", ("DEU",))),
    ],
)
def test_a_class_lets_through(title: str, text: str, event: tuple[str, str, tuple[str, ...]]) -> None:
    assert event in _events(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Merz considers Ukraine's NATO membership the cheapest way to peace", ""),
        (
            "EU approves rearmament loans",
            "Eight countries requested 74 billion euros for arms, due to the Ukraine war.",
        ),
        ("Finland sends diggers to Ukraine", ""),
        ("Putin vows to keep his army in Ukraine", ""),
        ("Kremlin vows to keep its military in Ukraine", ""),
        ("Putin vows to keep combat forces in Ukraine", ""),
        ("Italians are wary of sending soldiers to Ukraine", ""),
        ("Voters are wary of sending soldiers to Ukraine", ""),
        ("Moscow now poses a threat to the transatlantic community, NATO said", ""),
    ],
)
def test_a_class_keeps_out(title: str, text: str) -> None:
    assert _events(title, text) == []
