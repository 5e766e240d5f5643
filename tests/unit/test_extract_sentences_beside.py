"""What a sentence leaves to its neighbours: remarks, quoted "they", examples, disbelief, what nobody said."""

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
    (
        "Paris proposed a European force in Ukraine, an idea Berlin rejects.",
        [("PROPOSE", "TROOPS", "FRA"), ("REJECT", "TROOPS", "DEU")],
    ),
    (
        "Paris proposed a European force in Ukraine — a step that the Kremlin says it will never accept.",
        [("PROPOSE", "TROOPS", "FRA"), ("REJECT", "TROOPS", "RUS")],
    ),
    ("Paris proposed a European force in Ukraine, an idea that has won applause.", [("PROPOSE", "TROOPS", "FRA")]),
    ("But Sánchez — who has ruled out sending Spanish troops to Ukraine — smiled.", [("REJECT", "TROOPS", "ESP")]),
    ("However, countries like Spain and Austria have ruled out troops in Ukraine.", [("REJECT", "TROOPS", "AUT+ESP")]),
    ("However, in countries like Spain soldiers for Ukraine are no topic.", []),
    ("Hegseth does not believe NATO membership for Ukraine is a realistic outcome.", [("REJECT", "NATO", "USA")]),
    ("Tusk does not think Poland will send troops to Ukraine.", [("REJECT", "TROOPS", "POL")]),
    ("Tusk thinks Poland will send troops to Ukraine.", [("PLEDGE", "TROOPS", "POL")]),
    ("Zelenskyy never said that Ukraine is preparing to create nuclear weapons.", []),
    ("Zelenskyy said that Ukraine is preparing to create nuclear weapons.", [("PLEDGE", "NUCLEAR", "UKR")]),
    ("Starmer declined to say that Britain would send troops to Ukraine.", []),
    (
        '"They are willing to put soldiers on the ground in Ukraine," Trump said of the Finns.',
        [("PLEDGE", "TROOPS", "FIN")],
    ),
    ("Poland will not send troops to help secure Ukraine after a ceasefire.", [("REJECT", "TROOPS", "POL")]),
    ("Poland will send troops to help secure Ukraine after a ceasefire.", [("PLEDGE", "TROOPS", "POL")]),
    ("Merz said Germany could send troops to help secure a truce in Ukraine.", [("CONSIDER", "TROOPS", "DEU")]),
    ("Britain and France want to deploy a force in Ukraine.", [("PLEDGE", "TROOPS", "FRA+GBR")]),
    ("Finland wants to send troops to Ukraine.", [("PLEDGE", "TROOPS", "FIN")]),
    ("Ukraine wants to join NATO.", [("REQUEST", "NATO", "UKR")]),
    (
        "Britain and France agreed to deploy troops to Ukraine in the event of a peace deal with Russia.",
        [("PLEDGE", "TROOPS", "FRA+GBR")],
    ),
    ("Those security protocols are meant to deter attacks on Ukraine, said Steve Witkoff.", []),
    ("Denmark pledged to supply Ukraine with F-16 jets and necessary training.", [("PLEDGE", "ARMS+TRAIN", "DNK")]),
    ("Ukraine's European allies will put together guarantees for Ukraine.", [("PROPOSE", "GENERIC", "EUROPE")]),
    (
        "Zelenskyy flew to Paris, where he and European leaders discussed a security framework for Ukraine.",
        [("CONSULT", "GENERIC", "EUROPE+UKR")],
    ),
    (
        "Their delegation would fly to Kyiv, Macron said, emphasising the importance of guarantees for Ukraine.",
        [("SUPPORT", "GENERIC", "FRA")],
    ),
    ("At first Ukraine's desire was to join NATO.", [("REQUEST", "NATO", "UKR")]),
    ("Shells for Ukraine's army were at the heart of the talks, Stoltenberg said.", []),
    (
        "Tusk met Frederiksen in Gdansk. The main topic of the meeting was arms for Ukraine, Tusk said.",
        [("CONSULT", "ARMS", "DNK+POL")],
    ),
    ("France and Britain are leading efforts to send a force to Ukraine.", [("PLEDGE", "TROOPS", "FRA+GBR")]),
    (
        "Dutch minister Brekelmans flew to Kyiv. The government supports sending arms to Ukraine.",
        [("SUPPORT", "ARMS", "NLD")],
    ),
    (
        "Ukraine's guarantees must provide real deterrence, not another Budapest Memorandum, Nausėda said.",
        [("REQUEST", "GENERIC", "LTU")],
    ),
    ("Zelenskyy's plan calls first for an invitation to join NATO.", [("REQUEST", "NATO", "UKR")]),
    (
        '"We are not at the point where the alliance is talking about an invitation to Ukraine," Rubio said.',
        [("REJECT", "NATO", "USA")],
    ),
    (
        "Zelenskyy called it absurd for NATO to meet without a timeline for Ukraine to join the alliance.",
        [("ACCUSE", "NATO", "UKR")],
    ),
    ("Kyiv's experts released recommendations for guaranteeing Ukraine's security.", []),
    ("Ukraine has released recommendations for guaranteeing the security of Ukraine.", [("PROPOSE", "GENERIC", "UKR")]),
    (
        "NATO allies met to discuss buying US weapons for Ukraine. Ottawa will put down an additional $200 million.",
        [("CONSULT", "ARMS", "NATO"), ("PLEDGE", "ARMS", "CAN")],
    ),
    ("Ukraine is short of shells. Ottawa will put down an additional $200 million for its ports.", []),
    (
        "Western allies criticised a US-backed proposal. The proposal requires Ukraine to renounce NATO membership.",
        [("PROPOSE", "NATO+NEUTRAL", "USA")],
    ),
    (
        "Trump proposed guarantees for Ukraine. The idea was raised during a call he held with European leaders.",
        [("PROPOSE", "GENERIC", "USA"), ("CONSULT", "GENERIC", "EUROPE+USA")],
    ),
    (
        "Meloni proposed guarantees for Ukraine. Spain ruled out sending troops to Ukraine. She defended her proposal.",
        [("PROPOSE", "GENERIC", "ITA"), ("REJECT", "TROOPS", "ESP")],
    ),
    (
        "The UK is one of Ukraine's prime backers. It has committed £12bn in military aid to Kyiv.",
        [("PLEDGE", "ARMS", "GBR")],
    ),
    (
        "The UK and France will establish a force in Ukraine and build protected stores for weapons to help Ukraine.",
        [("PLEDGE", "ARMS+TROOPS", "FRA+GBR")],
    ),
    ("Rutte added that Ukraine will be in NATO.", [("PLEDGE", "NATO", "NATO")]),
    ("Biden said that Ukraine will not be in NATO.", [("REJECT", "NATO", "USA")]),
    (
        "Poland does not plan to intervene militarily. A force for Ukraine was proposed.",
        [("REJECT", "TROOPS", "POL")],
    ),
    ("Ministers assessed how Canada could be involved. A force for Ukraine was proposed.", []),
    ('"It could include, for example, deploying troops to Ukraine," Merz said.', []),
    ("Without Paris, Canada would have sent troops to Ukraine.", []),
    (
        "Biden has long resisted inviting Kyiv to join while it is at war. Ukraine seeks NATO membership.",
        [("REJECT", "NATO", "USA"), ("REQUEST", "NATO", "UKR")],
    ),
    ("Biden resisted inviting Georgia to join. Ukraine seeks NATO membership.", [("REQUEST", "NATO", "UKR")]),
    (
        "They met after Washington suspended military aid to Kyiv and stopped sharing intelligence with it.",
        [("SUSPEND", "ARMS", "USA"), ("SUSPEND", "INTEL", "USA")],
    ),
    (
        "Finland offered guarantees for Ukraine. NATO leaders were expected to discuss the issue.",
        [("PROPOSE", "GENERIC", "FIN"), ("CONSULT", "GENERIC", "NATO")],
    ),
    ("Under that draft, Ukraine would have received guarantees from Turkey and the United States.", []),
    ("Zelenskyy joined the leaders in Brussels to speak of Ukraine.", []),
    (
        "Sánchez did not exclude sending soldiers to Ukraine. Poland reiterated that it would not dispatch any.",
        [("CONSIDER", "TROOPS", "ESP"), ("REJECT", "TROOPS", "POL")],
    ),
    (
        "France and Britain signed a declaration of intent on a multinational force for Ukraine.",
        [("SIGN", "TROOPS", "FRA+GBR")],
    ),
    (
        "Trump paused military aid to Ukraine. Tusk spoke in Warsaw. The hub stays open. France condemned the move.",
        [("SUSPEND", "ARMS", "USA"), ("ACCUSE", "ARMS", "FRA")],
    ),
    (
        "Medvedev warned that sending British troops to Ukraine would amount to a declaration of war.",
        [("THREATEN", "TROOPS", "RUS")],
    ),
    ("The US is willing to help Ukraine by air. The US will provide a backstop to Kyiv.", [("PLEDGE", "AIR", "USA")]),
    (
        "Britain is willing to help Ukraine by air. Britain will train Ukrainian troops.",
        [("PLEDGE", "AIR", "GBR"), ("PLEDGE", "TRAIN", "GBR")],
    ),
    (
        "Zelenskyy said he was calm. Trump suggested that Zelenskyy wanted guarantees for Ukraine. "
        '"He wants to be a member of NATO. Well, he was never going to be a member of NATO."',
        [("REQUEST", "GENERIC", "UKR"), ("REJECT", "NATO", "USA")],
    ),
    ("The plan would have given Moscow a veto over any military support for Ukraine.", []),
]


@pytest.mark.parametrize(("text", "events"), CASES)
def test_acts_that_a_sentence_only_carries(text: str, events: Told) -> None:
    assert told(text) == events


def test_such_deals_are_those_named_before() -> None:
    found = told(
        "Ukraine has signed such deals with 23 countries, including powers like Japan and France.",
        "Ukraine signs security agreement with Britain",
    )
    assert found == [("SIGN", "BILAT", "GBR+UKR"), ("SIGN", "BILAT", "FRA+JPN+UKR")]
