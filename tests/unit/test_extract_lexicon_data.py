"""The data files: large enough, complete, and refused when one entry is wrong."""

import time
import tomllib
from collections import Counter
from datetime import date
from importlib.resources import files

import pytest

from pipeline.errors import SettingsError
from pipeline.extract.lexicon import build_lexicon, load_lexicon
from pipeline.extract.lexicon.cards import DataFiles
from pipeline.extract.lexicon.patterns import expand
from pipeline.model import Instrument

LEXICON = load_lexicon()

COUNTRY = '[[country]]\ncode = "UKR"\nnames = ["Ukraine"]\n[[country]]\ncode = "USA"\nnames = ["United States", "US"]\n'
BODY = '[[body]]\nid = "NATO"\nname = "NATO"\ncode = "NATO"\nnames = ["NATO"]\n'
TITLE = '[[title]]\nkey = "president"\nsector = "GOV"\nwordings = ["president"]\n'
PERSON = (
    '[[person]]\nid = "a"\ncountry = "UKR"\nnames = ["Ada Able", "Able"]\nsource = "gazette"\n'
    'roles = [{ title = "president", from = 2020-01-01, to = 2022-01-01 }]\n'
)
SUMMIT = (
    '[[summit]]\nid = "s"\nname = "S"\nplace = "Kyiv"\ndays = [{ on = 2025-01-01 }]\nwordings = ["S summit"]\n'
    'source = "gazette"\n'
)
INSTRUMENTS = "".join(f'[[instrument]]\ncode = "{code}"\nstrong = ["{code.lower()} thing"]\n' for code in Instrument)
SMALL = {
    "countries.toml": COUNTRY,
    "bodies.toml": BODY,
    "titles.toml": TITLE,
    "people.toml": PERSON,
    "instruments.toml": INSTRUMENTS,
    "summits.toml": SUMMIT,
    "outlets.toml": '[[outlet]]\nname = "Wire"\nwordings = ["Wire"]\n[[single]]\nnames = ["Gazette"]\n',
    "cues.toml": '[[cue]]\nkind = "negator"\nwordings = ["not"]\n',
}


def test_the_lexicon_is_as_large_as_the_codebook_asks() -> None:
    assert len(LEXICON.countries) >= 60
    assert len(LEXICON.bodies) >= 40
    assert len(LEXICON.people) >= 250
    assert len(LEXICON.summits) >= 40


def test_every_country_of_weight_has_a_leader_every_year() -> None:
    for code in ("USA", "GBR", "FRA", "DEU", "POL", "ITA", "UKR", "RUS", "TUR", "CAN", "NLD"):
        for year in range(2015, 2026):
            assert LEXICON.holder("leader", code, date(year, 6, 30)) is not None, (code, year)


def test_every_role_has_a_source() -> None:
    assert all(role.source for person in LEXICON.people.values() for role in person.roles)


def test_the_lexicon_is_built_once_and_soon() -> None:
    assert load_lexicon() is load_lexicon()
    begun = time.process_time()
    build_lexicon(DataFiles())
    # 0.4 s on an idle core; the rest is room for a machine that does other things too.
    assert time.process_time() - begun < 3


def test_no_wording_of_an_act_stands_twice_in_one_list() -> None:
    held = tomllib.loads((files("pipeline.extract.lexicon") / "acts.toml").read_text("utf-8"))
    cards = [(kind, card) for kind, found in held.items() for card in (found if isinstance(found, list) else [found])]
    assert cards
    twice = [
        (kind, card.get("id"), name, wording)
        for kind, card in cards
        for name, wordings in card.items()
        if isinstance(wordings, list)
        for wording, times in Counter(wordings).items()
        if times > 1
    ]
    assert twice == []


def test_a_small_lexicon_is_accepted() -> None:
    assert build_lexicon(DataFiles(SMALL)).holder("president", "UKR", date(2021, 1, 1)) is not None


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("people.toml", PERSON.replace("2022-01-01", "2019-01-01"), "people.toml, person a, roles 1, field to"),
        ("people.toml", PERSON.replace("2020-01-01", '"2020"'), "people.toml, person a, roles 1, field from"),
        ("people.toml", PERSON.replace('"president"', '"emperor"'), "people.toml, person a, roles 1, field title"),
        ("people.toml", PERSON.replace('"UKR"', '"UKX"'), "people.toml, person a, field country"),
        ("people.toml", PERSON.replace('source = "gazette"\n', ""), "people.toml, person a, field source"),
        ("people.toml", PERSON + PERSON.replace('"a"', '"b"').replace("Able", "Baker"), "overlaps with Ada Able's"),
        ("people.toml", PERSON + PERSON, "field id: a stands twice"),
        (
            "people.toml",
            PERSON.replace("}]", '}, { title = "president", from = 2021-01-01 }]'),
            "field roles: president from 2021-01-01 begins before president has ended",
        ),
        ("countries.toml", COUNTRY.replace('"USA"', '"us"'), "countries.toml, country us, field code"),
        ("countries.toml", COUNTRY.replace('"US"', '"Ukraine"'), "the wording 'Ukraine' already means"),
        ("countries.toml", COUNTRY + "colour = 3\n", "country USA, field colour: is no field"),
        ("bodies.toml", BODY.replace('code = "NATO"', 'code = "OTAN"'), "bodies.toml, body NATO, field code"),
        ("bodies.toml", BODY + 'members = ["FRA"]\n', "field members: 'FRA' is no country"),
        (
            "bodies.toml",
            BODY + 'joined = [{ on = 1949-08-24, countries = ["USA", "USA"] }]\n',
            "joined 1, field countries: 'USA' joined twice",
        ),
        (
            "bodies.toml",
            BODY + 'joined = [{ on = 1949-08-24, countries = ["FRA"] }]\n',
            "field countries: 'FRA' is no country",
        ),
        (
            "bodies.toml",
            BODY + 'joined = [{ on = 1973-01-01, left = 1973-01-01, countries = ["USA"] }]\n',
            "field left: 1973-01-01 is not after the day of joining",
        ),
        ("titles.toml", TITLE.replace('"GOV"', '"KING"'), "titles.toml, title president, field sector"),
        ("titles.toml", TITLE.replace('["president"]', '["(president"]'), "field wordings: '(president'"),
        ("instruments.toml", INSTRUMENTS.replace('"NATO"', '"OTAN"'), "field code: 'OTAN' is none of"),
        ("instruments.toml", INSTRUMENTS.rsplit("[[", 1)[0], "no instrument of the file is GENERIC"),
        ("summits.toml", SUMMIT.replace("2025-01-01", "2025-13-01"), "summits.toml: is not TOML"),
        ("summits.toml", SUMMIT.replace("}]", "}, { on = 2024-01-01 }]"), "field days: should be in order"),
        ("cues.toml", '[[cue]]\nkind = "condition"\nvalue = "rain"\nwordings = ["rain"]\n', "field value: 'rain'"),
        ("cues.toml", '[[cue]]\nkind = "negator"\nwordings = "not"\n', "field wordings: should be a list"),
        ("cues.toml", "", "cues.toml: holds no [[cue]]"),
    ],
)
def test_a_mistake_is_named_with_file_entry_and_field(name: str, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        build_lexicon(DataFiles({**SMALL, name: text}))
    assert said in str(caught.value)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("pattern", "wordings"),
    [
        ("a", ("a",)),
        ("(a|b) c", ("a c", "b c")),
        ("(a|) c", ("a c", "c")),
        ("x( y|)", ("x y", "x")),
        ("(a|b (c|d))", ("a", "b c", "b d")),
    ],
)
def test_patterns_are_written_out(pattern: str, wordings: tuple[str, ...]) -> None:
    assert set(expand(pattern)) == set(wordings)


@pytest.mark.parametrize("pattern", ["(a", "a)", "a|b", "(|)", "(a|b|c|d|e|f|g|h|i|j)" * 4])
def test_a_pattern_that_cannot_be_meant_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"stands for|bracket"):
        expand(pattern)
