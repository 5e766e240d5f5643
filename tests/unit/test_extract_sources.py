"""On whose word an act is told, and through which medium."""

from datetime import date

import pytest

from pipeline.extract import default_extractor
from pipeline.model import Document, Mention

ON = date(2025, 9, 5)
TUSK = "Donald Tusk said that Poland would send soldiers to Ukraine"
LONG = "Traders said that the talks moved no market. " * 20


def read(text: str, title: str = "On Ukraine", outlet: str = "Example Wire") -> tuple[Mention, ...]:
    return default_extractor().extract(Document("d", title, text, ON, outlet))


@pytest.mark.parametrize(
    ("text", "outlet", "hops"),
    [
        (f"{TUSK}, according to the Polish news agency PAP.", "PAP", 1),
        (f"{TUSK} (via Reuters).", "Reuters", 1),
        (f"{TUSK}. He said this in an interview with Polsat News.", "Polsat News", 1),
        (f"{TUSK}. This is reported by RMF 77.", "RMF 77", 1),
        (f"{TUSK}. This was reported by Example Wire with reference to Tygodnik.", "Tygodnik", 1),
        (f"{TUSK}, Example Wire reports, citing German media.", "German media", 1),
        (f"{TUSK} in an interview with Le Monde, as reported by Ukrinform.", "Le Monde", 2),
        ("Donald Tusk told broadcaster NOS that Poland would send soldiers to Ukraine.", "NOS", 1),
        ("Donald Tusk told daily Gazeta Morska that Poland would send soldiers to Ukraine.", "Gazeta Morska", 1),
        (f"{TUSK}, POLITICO reported.", "POLITICO", 1),
        (f"{TUSK}, Example Wire reported.", None, 0),
        (f"{TUSK}. Earlier, The Times wrote that the talks had failed.", None, 0),
        (f"{TUSK}. He spoke after an interview.", None, 0),
        (f"{TUSK}, and told Emmanuel Macron so.", None, 0),
        (f"{TUSK}. Social media reported his words.", None, 0),
    ],
)
def test_the_medium_a_short_story_has_its_words_from(text: str, outlet: str | None, hops: int) -> None:
    mention = read(text)[0]
    assert (mention.attribution.outlet, mention.attribution.hops) == (outlet, hops)


def test_a_publisher_is_known_by_its_domain_too() -> None:
    (mention,) = read("Donald Tusk told CNN that Poland would send soldiers to Ukraine.", outlet="edition.cnn.com")
    assert mention.attribution.outlet is None


def test_an_interview_covers_what_its_speaker_says_close_by_and_nobody_else() -> None:
    said = "Macron said that France would send soldiers to Ukraine."
    near = read(f"Donald Tusk told Le Monde that the talks were over. {said} {TUSK}. {LONG}")
    assert {(m.actors[0].code, m.attribution.outlet) for m in near} == {("FRA", None), ("POL", "Le Monde")}
    (far,) = read(f"Donald Tusk told Le Monde that the talks were over. {LONG} {TUSK}.")
    assert far.attribution.outlet is None


def test_an_article_that_names_its_source_in_the_lead_has_its_lead_from_it() -> None:
    said = "Macron said that France would send soldiers to Ukraine."
    mentions = read(f"{TUSK}, the Financial Times reports. {LONG} {said}")
    assert {(m.actors[0].code, m.attribution.outlet) for m in mentions} == {("FRA", None), ("POL", "Financial Times")}
