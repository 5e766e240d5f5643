"""Grammar that a reader of many sentences found wanting: fronted phrases, open decisions, judgements, sources."""

from datetime import date

import pytest

from pipeline.extract import default_extractor
from pipeline.model import Document, Mention, SourceKind

BEFORE = "The Netherlands has long backed security guarantees for Ukraine. "
"""A sentence whose subject must not become that of the next one."""


def mentions(text: str) -> tuple[Mention, ...]:
    return default_extractor().extract(Document("d", "", text, date(2025, 6, 11), "The Paper"))


def acts(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type, actors and instruments of every mention."""
    return [
        (m.type.value, tuple(sorted(a.code for a in m.actors)), tuple(i.value for i in m.instruments))
        for m in mentions(text)
    ]


def acts_after(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The acts of a sentence that stands behind another one's subject."""
    return [act for act in acts(BEFORE + text) if act != ("SUPPORT", ("NLD",), ("GENERIC",))]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("On 7 May US President Donald Trump halted military aid to Ukraine.", ("SUSPEND", ("USA",), ("ARMS",))),
        (
            "In Riga on Friday Latvian Prime Minister Evika Silina promised soldiers for a force in Ukraine.",
            ("PLEDGE", ("LVA",), ("TROOPS",)),
        ),
        (
            "In Rome Italian Prime Minister Giorgia Meloni ruled out Italian troops in Ukraine.",
            ("REJECT", ("ITA",), ("TROOPS",)),
        ),
        (
            "Under the accord Norway committed itself to €2bn of military aid to Ukraine.",
            ("PLEDGE", ("NOR",), ("ARMS",)),
        ),
    ],
)
def test_a_fronted_phrase_does_not_hide_the_subject(
    text: str, act: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert acts(text) == [act]
    assert acts_after(text) == [act]


def test_a_name_inside_a_fronted_phrase_is_no_subject() -> None:
    assert all("FIN" not in actors for _, actors, _ in acts("In Finland Norway promised military aid to Ukraine."))
    assert acts_after("With the help of Finland Latvia promised soldiers for Ukraine.") == []


def test_a_mind_not_made_up_is_undecided() -> None:
    (mention,) = mentions("Lisbon had not yet made up its mind about sending soldiers to Ukraine.")
    assert (mention.type.value, mention.stance.value) == ("CONSIDER", "undecided")


def test_what_is_rejected_as_something_is_rejected() -> None:
    assert acts("Moscow rejected European soldiers in Ukraine as a security guarantee.") == [
        ("REJECT", ("RUS",), ("TROOPS",))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Zelenskyy said he believed the deployment of foreign troops in Ukraine was one of the best means.",
        "Zelenskyy called the deployment of foreign troops in Ukraine one of the best means against a new war.",
    ],
)
def test_one_of_the_best_is_praise(text: str) -> None:
    assert acts(text) == [("SUPPORT", ("UKR",), ("TROOPS",))]


def test_a_medium_that_notes_is_the_outlet() -> None:
    (mention,) = mentions("The Telegraph noted that Rome supports a European force for Ukraine.")
    assert (mention.attribution.outlet, mention.attribution.hops) == ("The Telegraph", 1)


def test_a_medium_that_tells_in_its_own_words_is_the_source() -> None:
    (mention,) = mentions("The Times reported that Starmer backs a European force for Ukraine.")
    stated = mention.attribution
    assert (stated.outlet, stated.hops, stated.speaker, stated.kind) == (
        "The Times",
        1,
        None,
        SourceKind.UNATTRIBUTED,
    )


def test_it_is_the_subject_above_and_no_provider() -> None:
    (mention,) = mentions(BEFORE + "The Kremlin repeats that it will not accept foreign soldiers in Ukraine.")[1:]
    assert (mention.type.value, mention.actors[0].code, mention.providers) == ("REJECT", "RUS", ())


def test_the_words_for_sources_hold_no_verb() -> None:
    (mention,) = mentions("US officials told Reuters that Washington would send missiles to Ukraine.")
    assert (mention.attribution.kind, mention.attribution.speaker) == (SourceKind.ANONYMOUS, "US officials")


@pytest.mark.parametrize(
    "text",
    [
        "Diplomats asked whether the deployment of troops in Ukraine would escalate the conflict.",
        "Starmer would not say whether Norway would send troops to Ukraine.",
        "“We are still asking what we would want to support in Ukraine with a peacekeeping force,” Starmer said.",
        "Nobody knows what Warsaw would demand for a peacekeeping force in Ukraine.",
    ],
)
def test_an_open_question_is_no_act(text: str) -> None:
    assert acts_after(text) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Poland is weighing whether it should send troops to Ukraine.", ("CONSIDER", ("POL",), ("TROOPS",))),
        ("What Ukraine would need is Article 5-like guarantees, Zelenskyy said.", ("REQUEST", ("UKR",), ("ART5",))),
    ],
)
def test_a_question_that_is_weighed_or_answered_is_an_act(
    text: str, act: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert acts(text) == [act]


def test_one_of_them_is_as_anonymous_as_the_rest() -> None:
    told = mentions(
        "Two diplomats told Reuters that Oslo was ready to send troops to Ukraine. "
        "One of them said that Copenhagen would send troops to Ukraine as well."
    )
    assert [(m.actors[0].code, m.attribution.kind) for m in told] == [
        ("NOR", SourceKind.ANONYMOUS),
        ("DNK", SourceKind.ANONYMOUS),
    ]


def test_talks_have_two_parties_and_their_topic_is_no_act() -> None:
    assert acts(
        "The coalition of the willing met in Berlin. "
        "The coalition's leaders then spoke to Trump about American support for the force in Ukraine."
    ) == [("CONSULT", ("COTW", "USA"), ("BACKSTOP",))]


def test_leaders_of_nobody_are_not_the_person_before() -> None:
    assert all("NLD" not in actors for _, actors, _ in acts_after("The group's leaders backed a force for Ukraine."))


def test_a_statement_proposes_for_who_issued_it() -> None:
    (mention,) = mentions(
        "European leaders issued a statement on Ukraine in Berlin. "
        "The statement also proposes monitoring led by the United States."
    )
    assert (mention.type.value, [a.code for a in mention.actors], mention.providers) == (
        "PROPOSE",
        ["EUROPE"],
        ("USA",),
    )


@pytest.mark.parametrize(
    "text",
    [
        "A multinational force will be deployed in Ukraine, according to a statement that the coalition of the "
        "willing adopted in Rome.",
        "According to a statement adopted by the coalition of the willing in Rome, a multinational force will be "
        "deployed in Ukraine.",
    ],
)
def test_a_text_belongs_to_who_adopted_it_and_not_to_the_place(text: str) -> None:
    assert acts(text) == [("PLEDGE", ("COTW",), ("TROOPS",))]


def test_to_consider_a_thing_the_best_is_no_weighing() -> None:
    assert acts(
        "Zelenskyy said that he considers the presence of foreign troops in Ukraine one of the best means."
    ) == [("SUPPORT", ("UKR",), ("TROOPS",))]


@pytest.mark.parametrize(
    "text",
    [
        "Starmer said: “I believe that the deployment of foreign troops in Ukraine is one of the best means.”",
        "“We will send soldiers to Ukraine,” Starmer said.",
    ],
)
def test_i_and_we_are_the_one_quoted(text: str) -> None:
    assert [actors for _, actors, _ in acts_after(text)] == [("GBR",)]


def test_a_year_ends_a_fronted_date() -> None:
    assert acts_after("On 7 May 2025 US President Donald Trump halted military aid to Ukraine.") == [
        ("SUSPEND", ("USA",), ("ARMS",))
    ]


def test_the_best_way_to_guarantee_is_praise_of_its_subject() -> None:
    assert acts("Zelenskyy called the presence of foreign troops one of the best ways to guarantee security.") == [
        ("SUPPORT", ("UKR",), ("TROOPS",))
    ]


def test_it_can_be_praised_in_a_sentence_of_its_own() -> None:
    (_, praise) = mentions(
        "Zelenskyy spoke about foreign troops in Ukraine. He called it one of the best ways to deter Russia."
    )
    assert (praise.type.value, praise.actors[0].code, praise.instruments[0].value) == ("SUPPORT", "UKR", "TROOPS")


def test_it_without_that_is_the_subject_above() -> None:
    assert acts_after("Russia reiterates it will not tolerate European soldiers in Ukraine.") == [
        ("REJECT", ("RUS",), ("TROOPS",))
    ]


def test_what_is_described_as_the_best_is_praised() -> None:
    assert acts("Zelenskyy described foreign troops in Ukraine as one of the best means.") == [
        ("SUPPORT", ("UKR",), ("TROOPS",))
    ]


def test_what_a_call_is_to_discuss_is_no_act() -> None:
    assert acts("European leaders phoned Trump to discuss American support for the force in Ukraine.") == [
        ("CONSULT", ("EUROPE", "USA"), ("BACKSTOP",))
    ]


def test_the_us_is_no_pronoun_and_a_place_no_owner_of_an_office() -> None:
    """ "US" must not be read as "us", which would be whoever spoke before."""
    assert acts_after("On Friday evening in Oslo US envoy Steve Witkoff promised security guarantees for Ukraine.") == [
        ("PLEDGE", ("USA",), ("GENERIC",))
    ]
    assert acts_after("In France Prime Minister Keir Starmer promised soldiers for a force in Ukraine.") == [
        ("PLEDGE", ("GBR",), ("TROOPS",))
    ]


def test_a_statement_that_they_made_stays_theirs() -> None:
    told = acts(
        "European leaders met in Berlin on Monday. In a joint statement they proposed a multinational force for "
        "Ukraine. The statement also proposes monitoring of the ceasefire led by the United States."
    )
    assert told == [("PROPOSE", ("EUROPE",), ("TROOPS",)), ("PROPOSE", ("EUROPE",), ("MONITOR",))]
