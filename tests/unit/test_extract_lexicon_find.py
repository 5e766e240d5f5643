"""What the lexicon finds in a text: whole words, the longest, the right case, true offsets."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.lexicon import (
    BodyEntry,
    CountryEntry,
    CueEntry,
    CueKind,
    InstrumentEntry,
    Match,
    OutletEntry,
    PersonEntry,
    Strength,
    SummitEntry,
    SurfaceKind,
    TitleEntry,
    load_lexicon,
)
from pipeline.model import Instrument, Sector

LEXICON = load_lexicon()
DAY = date(2025, 9, 5)


def names(text: str, on: date | None = DAY) -> list[Match]:
    """Matches that are no function words."""
    return [match for match in LEXICON.find(text, on) if not isinstance(match.entry, CueEntry)]


def texts(text: str, on: date | None = DAY) -> list[str]:
    return [match.text for match in names(text, on)]


def only(text: str, on: date | None = DAY) -> Match:
    (match,) = names(text, on)
    return match


@pytest.mark.parametrize(
    ("text", "code", "kind", "sector"),
    [
        ("Britain", "GBR", SurfaceKind.NAME, Sector.GOV),
        ("The Germans", "DEU", SurfaceKind.DEMONYM, Sector.GOV),
        ("Kyiv", "UKR", SurfaceKind.CAPITAL, Sector.GOV),
        ("Downing Street", "GBR", SurfaceKind.METONYM, Sector.GOV),
        ("the Élysée Palace", "FRA", SurfaceKind.METONYM, Sector.GOV),
        ("the Elysee", "FRA", SurfaceKind.METONYM, Sector.GOV),
        ("The Bundestag", "DEU", SurfaceKind.METONYM, Sector.LEG),
        ("Congress", "USA", SurfaceKind.METONYM, Sector.LEG),
        ("The Joint Chiefs of Staff", "USA", SurfaceKind.METONYM, Sector.MIL),
        ("AfD", "DEU", SurfaceKind.METONYM, Sector.OPP),
        ("Türkiye", "TUR", SurfaceKind.NAME, Sector.GOV),
    ],
)
def test_countries_are_found_with_the_way_they_are_named(
    text: str, code: str, kind: SurfaceKind, sector: Sector
) -> None:
    entry = only(text).entry
    assert isinstance(entry, CountryEntry)
    assert (entry.code, entry.kind, entry.sector) == (code, kind, sector)


@pytest.mark.parametrize(
    "text",
    [
        "give us the list",
        "they polish the silver",
        "a roast turkey",
        "an un-named aunt",
        "he said so in may",
        "muse, bus, campus",
        "Ukrainewide",
        "xNATO",
    ],
)
def test_a_common_word_or_a_part_of_a_word_is_no_name(text: str) -> None:
    assert names(text) == []


def test_names_of_capitals_are_matched_as_written() -> None:
    assert texts("US, UN, EU and UK; us, un, eu and uk") == ["US", "UN", "EU", "UK"]


def test_the_longest_wording_wins() -> None:
    assert texts("peacekeeping force") == ["peacekeeping force"]
    assert texts("the Kyiv Independent") == ["Kyiv Independent"]
    assert isinstance(only("The Kyiv Independent").entry, OutletEntry)


def test_another_beneficiary_hides_the_instrument() -> None:
    (cue,) = LEXICON.find("security guarantees for Taiwan", DAY)
    assert cue.entry == CueEntry(CueKind.OTHER_BENEFICIARY, "Taiwan")


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "‘"])
def test_a_possessive_belongs_to_the_name_before_it(apostrophe: str) -> None:
    assert texts(f"Ukraine{apostrophe}s army chiefs")[0] in ("Ukraine", f"Ukraine{apostrophe}s army")
    assert texts(f"Ukraine{apostrophe}s capital")[0] == "Ukraine"


def test_a_wording_with_an_apostrophe_is_found_with_any_of_them() -> None:
    for apostrophe in "'’ʼ":
        assert texts(f"Ukraine{apostrophe}s allies") == [f"Ukraine{apostrophe}s allies"]


def test_diacritics_and_look_alikes_do_not_hide_a_name() -> None:
    for spelling in ("Erdogan", "Erdoğan", "Erdog\u0306an", "Erdоgan"):
        match = only(f"Then {spelling} spoke")
        assert isinstance(match.entry, PersonEntry)
        assert match.entry.person_id == "erdogan"
        assert match.text == spelling


def test_hyphens_of_any_kind_are_one() -> None:
    assert texts("no-fly zone") == ["no-fly zone"]
    assert texts("no\u2011fly zone") == ["no\u2011fly zone"]


def test_what_a_hyphen_ties_to_a_name_is_told() -> None:
    assert [(m.text, m.glued) for m in names("a US-led, pro-Russian, US-Ukraine deal")] == [
        ("US", "-led"),
        ("Russian", "pro-"),
        ("US", ""),
        ("Ukraine", ""),
    ]


def test_signs_that_change_length_when_folded_do_not_shift_offsets() -> None:
    text = "İİ ß ﬁ ŉ ǰ NATO and Ukraine"
    assert [(m.start, m.end, m.text) for m in names(text)] == [(11, 15, "NATO"), (20, 27, "Ukraine")]


def test_signs_without_width_are_stepped_over() -> None:
    text = "\u202bUkr\u00adaine\u202c and \u200fNA\u200bTO"
    assert [m.text for m in names(text)] == ["Ukr\u00adaine", "NA\u200bTO"]
    assert all(text[m.start : m.end] == m.text for m in names(text))


def test_instruments_know_whether_they_need_company() -> None:
    assert only("boots on the ground").entry == InstrumentEntry(Instrument.TROOPS, Strength.STRONG)
    assert only("troops").entry == InstrumentEntry(Instrument.TROOPS, Strength.WEAK)


@pytest.mark.parametrize(
    ("wording", "instrument"),
    [
        ("peacekeepers", Instrument.TROOPS),
        ("ceasefire monitoring", Instrument.MONITOR),
        ("no-fly zone", Instrument.AIR),
        ("Black Sea truce", Instrument.MARITIME),
        ("NATO membership", Instrument.NATO),
        ("Article 5-like guarantees", Instrument.ART5),
        ("a backstop", Instrument.BACKSTOP),
        ("bilateral security agreement", Instrument.BILAT),
        ("EU accession", Instrument.EU),
        ("Taurus missiles", Instrument.ARMS),
        ("training Ukrainian soldiers", Instrument.TRAIN),
        ("intelligence sharing", Instrument.INTEL),
        ("frozen Russian assets", Instrument.FUND),
        ("snapback sanctions", Instrument.SNAPBACK),
        ("nuclear umbrella", Instrument.NUCLEAR),
        ("demilitarised zone", Instrument.DMZ),
        ("neutral status", Instrument.NEUTRAL),
        ("guarantor states", Instrument.GUARANTOR),
        ("Budapest Memorandum", Instrument.BUDAPEST),
        ("security guarantees", Instrument.GENERIC),
    ],
)
def test_every_instrument_is_known_by_its_commonest_wording(wording: str, instrument: Instrument) -> None:
    entries = [match.entry for match in names(wording)]
    assert InstrumentEntry(instrument, Strength.STRONG) in entries


def test_a_group_stands_for_its_members_or_its_code() -> None:
    entries = {
        match.text: match.entry for match in names("The E3, the Weimar Triangle and the coalition of the willing")
    }
    groups = {text: entry.codes for text, entry in entries.items() if isinstance(entry, BodyEntry)}
    assert groups == {
        "E3": ("GBR", "FRA", "DEU"),
        "Weimar Triangle": ("FRA", "DEU", "POL"),
        "coalition of the willing": ("COTW",),
    }


def test_a_body_that_is_no_actor_is_still_recognised() -> None:
    entry = only("the OSCE").entry
    assert isinstance(entry, BodyEntry)
    assert entry.codes == ()


def test_a_cue_overlaps_names_but_never_hides_them() -> None:
    found = LEXICON.find("without US support", DAY)
    assert CueEntry(CueKind.CONDITION, "us_backstop") in [match.entry for match in found]
    assert any(isinstance(match.entry, CountryEntry) and match.entry.code == "USA" for match in found)
    assert not any(isinstance(m.entry, CueEntry) for m in LEXICON.find("no-fly zone", DAY))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("did not rule out", CueKind.DOUBLE_NEGATION),
        ("declined to comment", CueKind.NO_COMMENT),
        ("on condition of anonymity", CueKind.ANONYMOUS),
        ("according to", CueKind.ACCORDING),
        ("provided that", CueKind.HINGE),
        ("neither confirmed nor denied", CueKind.NOT_DENIED),
        ("loan guarantees", CueKind.OFF_TOPIC),
        ("Donald Trump Jr.", CueKind.MASK),
        ("As previously reported", CueKind.BACKGROUND),
    ],
)
def test_cues_of_each_family(text: str, kind: CueKind) -> None:
    assert kind in [match.entry.kind for match in LEXICON.find(text, DAY) if isinstance(match.entry, CueEntry)]


def test_may_is_a_verb_only_in_small_letters() -> None:
    assert [m.text for m in LEXICON.find("They may, in May", DAY) if isinstance(m.entry, CueEntry)] == ["may"]


def test_titles_tell_persons_from_institutions_and_one_from_many() -> None:
    minister, ministers, ministry = (
        m.entry for m in names("a foreign minister, foreign ministers, a foreign ministry")
    )
    assert isinstance(minister, TitleEntry)
    assert isinstance(ministers, TitleEntry)
    assert isinstance(ministry, TitleEntry)
    assert (minister.is_plural, ministers.is_plural, ministry.is_institution) == (False, True, True)


def test_a_summit_means_the_nearest_occurrence() -> None:
    entry = only("Ramstein").entry
    assert isinstance(entry, SummitEntry)
    assert entry.nearest(date(2025, 1, 10)) == (date(2025, 1, 9), date(2025, 1, 9))
    assert entry.nearest(date(2022, 4, 27)) == (date(2022, 4, 26), date(2022, 4, 26))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["Ukraine", "US", "Erdoğan", "security guarantees", "No 10", "’s", "\u200b", "İ", " ", "-led"]
            ),
            st.text(max_size=8),
        ),
        max_size=20,
    ).map(" ".join)
)
def test_every_match_is_the_slice_at_its_offsets_and_names_never_overlap(text: str) -> None:
    found = LEXICON.find(text, DAY)
    assert all(match.text == text[match.start : match.end] for match in found)
    layers = (
        [m for m in found if not isinstance(m.entry, CueEntry)],
        [m for m in found if isinstance(m.entry, CueEntry)],
    )
    for layer in layers:
        assert all(before.end <= after.start for before, after in pairwise(layer))


def test_a_megabyte_of_names_ends_in_bounded_time() -> None:
    text = ("Johnson and Harris told NATO that Ukraine's allies may not rule out troops. " * 14_000)[:1_000_000]
    begun = time.process_time()
    found = LEXICON.find(text, DAY)
    # Ten times what it takes here: a quadratic matcher would need hours.
    assert time.process_time() - begun < 10
    assert len(found) > 50_000
