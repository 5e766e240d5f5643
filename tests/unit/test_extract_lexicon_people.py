"""Who held which office on which day."""

from datetime import date

import pytest

from pipeline.extract.lexicon import PersonEntry, load_lexicon
from pipeline.model import Sector

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("person", "day", "code", "sector"),
    [
        ("trump", "2018-07-16", "USA", Sector.GOV),
        ("trump", "2023-05-01", "USA", Sector.ELI),
        ("trump", "2024-11-06", "USA", Sector.ELI),
        ("trump", "2025-01-19", "USA", Sector.ELI),
        ("trump", "2025-01-20", "USA", Sector.GOV),
        ("biden", "2025-01-19", "USA", Sector.GOV),
        ("biden", "2025-01-20", "USA", Sector.ELI),
        ("starmer", "2024-07-04", "GBR", Sector.OPP),
        ("starmer", "2024-07-05", "GBR", Sector.GOV),
        ("merz", "2025-05-05", "DEU", Sector.OPP),
        ("merz", "2025-05-06", "DEU", Sector.GOV),
        ("le_pen", "2024-03-01", "FRA", Sector.OPP),
        ("rutte", "2024-06-01", "NLD", Sector.GOV),
        ("rutte", "2024-08-01", "NLD", Sector.ELI),
        ("rutte", "2024-10-01", "NATO", Sector.IGO),
        ("kallas", "2023-06-01", "EST", Sector.GOV),
        ("kallas", "2025-01-01", "EU", Sector.IGO),
        ("von_der_leyen", "2018-06-01", "DEU", Sector.GOV),
        ("von_der_leyen", "2023-06-01", "EU", Sector.IGO),
        ("johnson_mike", "2024-04-20", "USA", Sector.LEG),
        ("zaluzhnyi", "2023-06-01", "UKR", Sector.MIL),
        ("kellogg", "2024-12-15", "USA", Sector.ELI),
    ],
)
def test_a_person_speaks_for_the_office_of_the_day(person: str, day: str, code: str, sector: Sector) -> None:
    role = LEXICON.person_role(person, date.fromisoformat(day))
    assert (role.represents, role.sector) == (code, sector)


def test_a_spokesperson_is_marked() -> None:
    assert LEXICON.person_role("peskov", date(2025, 1, 1)).is_spokesperson
    assert not LEXICON.person_role("lavrov", date(2025, 1, 1)).is_spokesperson


@pytest.mark.parametrize(
    ("title", "code", "day", "person"),
    [
        ("prime_minister", "GBR", "2022-09-05", "johnson_boris"),
        ("prime_minister", "GBR", "2022-09-06", "truss"),
        ("prime_minister", "GBR", "2025-03-02", "starmer"),
        ("president", "UKR", "2018-01-01", "poroshenko"),
        ("president", "UKR", "2025-01-01", "zelenskyy"),
        ("secretary_of_state", "USA", "2023-01-01", "blinken"),
        ("secretary_of_state", "USA", "2025-02-01", "rubio"),
        ("leader", "FRA", "2025-01-01", "macron"),
        ("leader", "GBR", "2025-01-01", "starmer"),
        ("leader", "DEU", "2022-01-01", "scholz"),
        ("chancellor", "DEU", "2025-06-01", "merz"),
        ("chancellor", "GBR", "2025-06-01", "reeves"),
        ("defence_minister", "GBR", "2022-03-01", "wallace"),
        ("defence_minister", "UKR", "2024-01-01", "umerov"),
        ("foreign_minister", "GBR", "2025-09-05", "cooper"),
        ("secretary_general", "NATO", "2022-01-01", "stoltenberg"),
        ("chief", "NATO", "2025-01-01", "rutte"),
        ("high_representative", "EU", "2022-01-01", "borrell"),
        ("commission_president", "EU", "2018-01-01", "juncker"),
        ("president", "european_council", "2025-01-01", "costa"),
    ],
)
def test_a_title_and_a_day_lead_to_the_holder(title: str, code: str, day: str, person: str) -> None:
    holder = LEXICON.holder(title, code, date.fromisoformat(day))
    assert holder is not None
    assert holder.person_id == person


def test_nobody_holds_an_office_that_is_not_listed() -> None:
    assert LEXICON.holder("prime_minister", "GBR", date(1950, 1, 1)) is None
    assert LEXICON.holder("astronomer", "GBR", date(2025, 1, 1)) is None


def found(text: str, on: date | None) -> list[str]:
    return [match.entry.person_id for match in LEXICON.find(text, on) if isinstance(match.entry, PersonEntry)]


def test_a_shared_surname_goes_to_the_one_in_office() -> None:
    assert found("Johnson spoke", date(2022, 3, 1)) == ["johnson_boris"]
    assert found("Johnson spoke", date(2024, 3, 1)) == ["johnson_mike"]
    assert found("Johnson spoke", None) == []


def test_a_shared_surname_goes_to_the_full_name_before_it() -> None:
    assert found("Boris Johnson wrote. Later Johnson spoke", date(2024, 3, 1)) == ["johnson_boris", "johnson_boris"]
    assert [m.entry.person_id for m in LEXICON.find("Johnson", date(2024, 3, 1), ("johnson_boris",))] == [
        "johnson_boris"
    ]  # type: ignore[union-attr]


def test_a_guarded_surname_needs_a_title_or_the_full_name() -> None:
    day = date(2025, 3, 1)
    assert found("Martin said so", day) == []
    assert found("Taoiseach Martin said so", day) == ["martin"]
    assert found("Micheál Martin came. Martin said so", day) == ["martin", "martin"]


def test_spellings_of_one_name() -> None:
    for spelling in ("Zelensky", "Zelenskyy", "Zelenskiy", "Volodymyr Zelenskyi"):
        assert found(spelling, None) == ["zelenskyy"]
