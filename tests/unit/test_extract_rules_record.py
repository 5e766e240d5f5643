"""The parts of the record beside the act: sizes, conditions, confidence, sources."""

from datetime import date

import pytest

from pipeline.extract import default_extractor, event_record
from pipeline.extract.acts.conditions import conditions_in
from pipeline.extract.objects.magnitude import magnitude_of
from pipeline.extract.sources.attribution import confirmation_of
from pipeline.model import Condition, Confirmation, Document, EventType, Instrument, Magnitude, Stance


@pytest.mark.parametrize(
    ("sentence", "instrument", "size"),
    [
        ("promised £2.5bn in military aid", Instrument.ARMS, Magnitude(2.5e9, "GBP")),
        ("lend Ukraine €90 billion over two years", Instrument.FUND, Magnitude(9e10, "EUR")),
        ("worth 1.5 million euros", Instrument.FUND, Magnitude(1.5e6, "EUR")),
        ("Twenty-six countries have promised troops", Instrument.TROOPS, Magnitude(26, "countries")),
        ("a 40-kilometre buffer zone", Instrument.DMZ, Magnitude(40, "km")),
        ("train 4,500 Ukrainian soldiers", Instrument.TRAIN, Magnitude(4500, "soldiers")),
        ("hand over 14 tanks", Instrument.ARMS, Magnitude(14, "vehicles")),
        ("send ten thousand peacekeepers to Ukraine", Instrument.TROOPS, Magnitude(10_000, "soldiers")),
        ("a forty-kilometre buffer zone", Instrument.DMZ, Magnitude(40, "km")),
        ("offered four frigates to guard the Black Sea", Instrument.MARITIME, Magnitude(4, "frigates")),
        ("security guarantees for fifteen years", Instrument.GENERIC, Magnitude(15, "years")),
        ("that Ukraine's forces be limited to 600,000", Instrument.NEUTRAL, Magnitude(600_000, "soldiers")),
        ("a day after 26 of Kyiv's allies committed", Instrument.TROOPS, Magnitude(26, "countries")),
        ("announced C$2bn in aid", Instrument.ARMS, Magnitude(2e9, "CAD")),
        ("a 10-year security agreement", Instrument.BILAT, None),
        ("many countries have promised troops", Instrument.TROOPS, None),
        ("a €5bn budget", Instrument.TROOPS, None),
    ],
)
def test_the_size_that_fits_the_instrument_is_read(
    sentence: str, instrument: Instrument, size: Magnitude | None
) -> None:
    assert magnitude_of(sentence, (instrument,)) == size


@pytest.mark.parametrize(
    ("sentence", "found", "hinged"),
    [
        ("only if Washington gave its backing", (Condition.US_BACKSTOP,), True),
        ("provided that a ceasefire holds", (Condition.CEASEFIRE,), True),
        ("subject to a vote of MPs", (Condition.PARLIAMENT,), True),
        ("if something unforeseen happens", (Condition.OTHER,), True),
        ("after a peace deal", (Condition.PEACE_DEAL,), False),
        ("in the spring", (), False),
        ("a plan providing for a buffer zone", (), False),
        ("even if nobody approved it", (), False),
        ("London will pay for as long as it takes.", (), False),
        ("London will pay as long as Washington does.", (Condition.OTHER,), True),
    ],
)
def test_conditions_are_told_from_circumstances(sentence: str, found: tuple[Condition, ...], hinged: bool) -> None:
    assert conditions_in(sentence) == (found, hinged)


@pytest.mark.parametrize(
    ("sentence", "reaction"),
    [
        ("Downing Street did not deny the talks", Confirmation.NOT_DENIED),
        ("Paris denied the report", Confirmation.DENIED),
        ("The ministry declined to comment", Confirmation.NO_COMMENT),
        ("The minister confirmed the pause", Confirmation.CONFIRMED),
        ("The minister spoke", Confirmation.NONE),
    ],
)
def test_the_official_reaction_is_read(sentence: str, reaction: Confirmation) -> None:
    assert confirmation_of(sentence) is reaction


def test_a_plain_headline_is_surer_than_a_noun_in_passing() -> None:
    read = default_extractor().extract
    title = "Moscow rejects Kyiv's demand for American security guarantees"
    act, noun = read(Document("d", title, "", date(2025, 8, 17)))
    assert act.confidence > noun.confidence


def test_the_size_after_the_act_goes_before_one_that_another_act_has() -> None:
    sentence = "Allies undertook to provide €40bn, and Italy said that it would give €5bn"
    assert magnitude_of(sentence, (Instrument.ARMS,), sentence.index("would")) == Magnitude(5e9, "EUR")


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Macron phones Zelenskyy about security guarantees for Ukraine", "041"),
        ("Macron and Zelenskyy discuss security guarantees for Ukraine", "040"),
        ("Kyiv negotiates security guarantees with Washington", "046"),
        ("Kyiv demands European peacekeepers", "1034"),
        ("Kyiv asks for European peacekeepers", "0234"),
    ],
)
def test_cameo_tells_the_ways_of_meeting_and_asking_apart(title: str, code: str) -> None:
    (mention,) = default_extractor().extract(Document("d", title, "", date(2025, 8, 17)))
    assert event_record(mention)["cameo"] == code


@pytest.mark.parametrize(
    ("title", "stance"),
    [
        ("Zelenskyy slams NATO over rejection of no-fly zone", Stance.SUPPORT),
        ("Russia slams European troops for Ukraine", Stance.OPPOSE),
    ],
)
def test_a_reproach_for_what_is_missing_supports_it(title: str, stance: Stance) -> None:
    mentions = default_extractor().extract(Document("d", title, "", date(2022, 3, 5)))
    assert {mention.stance for mention in mentions if mention.type is EventType.ACCUSE} == {stance}


@pytest.mark.parametrize(
    ("told_by", "kind", "factuality"),
    [
        ("a person briefed on the discussions said", "anonymous", "PR+"),
        ("people with direct knowledge of the talks said", "anonymous", "PR+"),
        ("a senior administration official said", "anonymous", "PR+"),
        ("according to two diplomats", "anonymous", "PR+"),
        ("Axios reported", "unattributed", "CT+"),
    ],
)
def test_unnamed_sources_make_an_act_probable(told_by: str, kind: str, factuality: str) -> None:
    title = f"Finland agreed to send troops to Ukraine, {told_by}"
    (event,) = default_extractor().extract(Document("d", title, "", date(2025, 9, 10)))
    assert (event.attribution.kind, event.factuality) == (kind, factuality)


def test_what_is_only_reportedly_done_is_probable() -> None:
    title = "Finland reportedly agreed to send troops to Ukraine"
    (event,) = default_extractor().extract(Document("d", title, "", date(2025, 9, 10)))
    assert event.factuality == "PR+"
