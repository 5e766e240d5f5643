"""Where clauses begin without a conjunction, and what the cut does to the acts in them."""

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
    ("Patrushev said sending NATO peacekeepers to Ukraine would mean war.", [("THREATEN", "TROOPS", "RUS")]),
    ("Macron said following the talks that France would send peacekeepers to Ukraine.", [("PLEDGE", "TROOPS", "FRA")]),
    (
        "A halt in arms shipments from Hungary follows a move by Serbia two weeks ago, which also paused its arms "
        "shipments to Ukraine.",
        [("SUSPEND", "ARMS", "HUN"), ("SUSPEND", "ARMS", "SRB")],
    ),
    (
        "Canada and Norway will establish military hubs across Ukraine should a peace deal with Russia be reached.",
        [("PLEDGE", "TROOPS", "CAN+NOR")],
    ),
    ("Kyiv took no part in the NATO discussions, reflecting the suspension of Ukraine's membership bid.", []),
    ("Tusk, speaking in Gdansk, rejected the idea of Polish troops in Ukraine.", [("REJECT", "TROOPS", "POL")]),
    ("Norway promised Ukraine arms, training and funding.", [("PLEDGE", "ARMS+FUND+TRAIN", "NOR")]),
    ("Zelenskyy seeks guarantees treating attacks on Ukraine as attacks on all.", [("REQUEST", "ART5", "UKR")]),
    ("Germany has shown reluctance to send troops to Ukraine.", [("CONSIDER", "TROOPS", "DEU")]),
    ("Greek troops will be sent to Ukraine after a ceasefire.", [("PLEDGE", "TROOPS", "GRC")]),
    ("Hungary cried foul over the EU loan for Ukraine backed by frozen Russian assets.", [("ACCUSE", "FUND", "HUN")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_acts_around_the_cut(text: str, expected: Told) -> None:
    assert told(text) == expected
