"""What is told over several sentences: who is meant, of what, when, and on whose word."""

from datetime import date

import pytest

from pipeline.errors import SettingsError
from pipeline.extract import default_extractor
from pipeline.extract.sentences.act_file import build_acts
from pipeline.model import Document, EventType, Instrument, Mention, SourceKind

ON = date(2025, 9, 5)


def read(text: str, title: str = "On Ukraine") -> tuple[Mention, ...]:
    return default_extractor().extract(Document("d", title, text, ON))


def acts(text: str, title: str = "On Ukraine") -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type, actors and instruments of what is read."""
    return [
        (one.type.value, tuple(sorted(actor.code for actor in one.actors)), tuple(i.value for i in one.instruments))
        for one in read(text, title)
    ]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Officials in Paris, Berlin and London promised soldiers for Ukraine.", ("DEU", "FRA", "GBR")),
        ("The former British prime minister promised soldiers for Ukraine.", None),
        ("The British prime minister promised soldiers for Ukraine.", ("GBR",)),
        ("Trump's special envoy promised soldiers for Ukraine.", ("USA",)),
        ("On Thursday the French president promised soldiers for Ukraine.", ("FRA",)),
        ("European and Canadian officials promised soldiers for Ukraine.", ("CAN", "EUROPE")),
        ("Other NATO members, including Spain and Italy, promised soldiers for Ukraine.", ("ESP", "ITA")),
    ],
)
def test_whom_a_title_means(text: str, actors: tuple[str, ...] | None) -> None:
    assert acts(text) == ([] if actors is None else [("PLEDGE", actors, ("TROOPS",))])


def test_the_unlisted_holder_of_a_title_keeps_his_name() -> None:
    (mention,) = read("US envoy John Smith said that Washington would send troops to Ukraine.")
    assert mention.attribution.speaker == "John Smith"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Macron met Zelenskyy. The president ruled out sending French troops to Ukraine.", "FRA"),
        ("Starmer met Giorgia Meloni. She ruled out sending troops to Ukraine.", "ITA"),
        ("Giorgia Meloni met Starmer. He ruled out sending troops to Ukraine.", "GBR"),
        ('Trump said Kyiv had hopes. "They were never going to join NATO," he said of Ukraine.', "USA"),
    ],
)
def test_whom_a_pronoun_or_a_bare_title_means(text: str, actor: str) -> None:
    assert [found[1] for found in acts(text) if found[0] == "REJECT"] == [(actor,)]


def test_they_in_somebody_elses_mouth_are_the_last_several_named() -> None:
    text = 'Trump said that France and Britain would lead. "They will send soldiers to Ukraine," he said.'
    assert ("PLEDGE", ("FRA", "GBR"), ("TROOPS",)) in acts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The coalition is split over Ukraine, with France ready to send troops and Italy ruling out a deployment.",
            [("PLEDGE", ("FRA",), ("TROOPS",)), ("REJECT", ("ITA",), ("TROOPS",))],
        ),
        (
            "Trump would give Ukraine air support, but not American troops on the ground.",
            [("PLEDGE", ("USA",), ("AIR", "BACKSTOP")), ("REJECT", ("USA",), ("TROOPS",))],
        ),
        ("Macron said the force would not be deployed on the front line in Ukraine.", []),
        ("Belgium hosts the frozen Russian assets that are meant for Ukraine.", []),
        ("Hegseth said that there would not be US troops deployed to Ukraine.", [("REJECT", ("USA",), ("TROOPS",))]),
        ("Zelenskyy called the European force for Ukraine a first serious step.", [("SUPPORT", ("UKR",), ("TROOPS",))]),
        ("Moscow would treat Western troops in Ukraine as legitimate targets.", [("THREATEN", ("RUS",), ("TROOPS",))]),
        ("Trump ordered the Pentagon to pause military aid to Ukraine.", [("SUSPEND", ("USA",), ("ARMS",))]),
    ],
)
def test_what_a_sentence_says_beside_its_main_verb(
    text: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert acts(text) == expected


def test_the_day_of_a_meeting_dates_what_was_said_there() -> None:
    (mention,) = read("Tusk and Macron spoke on Tuesday. The two leaders discussed security guarantees for Ukraine.")
    assert mention.date.start == date(2025, 9, 2)


def test_a_date_in_a_relative_clause_dates_nothing_else() -> None:
    (mention,) = read("Tusk asked for a no-fly zone over Ukraine, which Russia invaded on 24 February 2022.")
    assert mention.date.start == ON


def test_a_headline_is_credited_to_the_speaker_of_the_lead() -> None:
    mentions = read(
        "Bart De Wever told parliament that frozen assets were a matter of trust.",
        "Belgium rejects use of frozen assets for Ukraine",
    )
    assert [(one.type, one.attribution.kind) for one in mentions] == [(EventType.REJECT, SourceKind.NAMED)]


def test_a_short_story_is_credited_to_the_medium_it_is_taken_from() -> None:
    mentions = read("Macron is weighing peacekeepers for Ukraine. This was reported by The Telegraph.")
    assert {(one.attribution.outlet, one.attribution.hops) for one in mentions} == {("The Telegraph", 1)}


def test_the_plan_of_an_article_is_what_it_is_about() -> None:
    filler = "Traders said that the talks moved no market. " * 3
    text = (
        "Leaders met in Paris on a peacekeeping force for Ukraine. Peacekeepers were on every mind; peacekeepers "
        f"filled the papers. {filler}Giorgia Meloni rejected the plan."
    )
    assert ("REJECT", ("ITA",), ("TROOPS",)) in acts(text)
    assert {one.instruments for one in read(text)} <= {(Instrument.TROOPS,)}


def test_a_judgement_must_name_a_known_act() -> None:
    row = {"act": "nothing", "calling": ["call"], "seeing": [], "words": ["absurd"]}
    with pytest.raises(SettingsError, match="'nothing' is no act"):
        build_acts({"act": [{"id": "accuse", "force": "ACCUSE", "verbs": ["slam"]}], "judgement": [row]})
