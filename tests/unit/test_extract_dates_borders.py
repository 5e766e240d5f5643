"""The date grammar at its borders: turns of month and year, deadlines, look-alikes, and one long line."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dates.phrases import find_dates

THURSDAY = date(2025, 1, 16)


def read(text: str, on: date = THURSDAY) -> list[str]:
    """The meanings found, as `day 2025-01-16` or `week 2025-01-13/2025-01-19`."""
    found = [phrase.date for phrase in find_dates(text, on)]
    return [f"{day.precision} {day.start}" + f"/{day.end}" * (day.end > day.start) for day in found]


@pytest.mark.parametrize(
    ("on", "text", "meaning"),
    [
        ("2025-01-01", "He said so yesterday", "day 2024-12-31"),
        ("2024-02-28", "Talks resume tomorrow", "day 2024-02-29"),
        ("2025-01-01", "He said so on Monday", "day 2024-12-30"),
        ("2025-01-01", "They met last month", "month 2024-12-01/2024-12-31"),
        ("2025-01-01", "They met last year", "year 2024-01-01/2024-12-31"),
        ("2024-12-31", "They will meet next week", "week 2025-01-06/2025-01-12"),
        ("2024-12-31", "They will meet on Friday", "day 2025-01-03"),
        ("2025-12-31", "They met last quarter", "quarter 2025-07-01/2025-09-30"),
        ("2025-03-31", "They met a month ago", "month 2025-02-01/2025-02-28"),
        ("2024-12-30", "They will meet on 5 January", "day 2025-01-05"),
        ("2026-01-02", "They met on 30 December", "day 2025-12-30"),
        ("2025-03-28", "They had met in April", "month 2024-04-01/2024-04-30"),
        ("2025-06-10", "It began on February 29", "day 2024-02-29"),
        ("2025-01-18", "They met on Saturday", "day 2025-01-18"),
        ("2025-01-20", "They met over the weekend", "day 2025-01-18/2025-01-19"),
        ("2025-12-10", "It must be agreed before Christmas", "month 2025-12-01/2025-12-24"),
    ],
)
def test_turns_of_month_and_year(on, text, meaning):
    assert read(text, date.fromisoformat(on)) == [meaning]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("The pause has been in force since Monday", "day 2025-01-13"),
        ("Kyiv has waited since February 24", "day 2024-02-24"),
        ("The force must be ready by 1 September", "day 2025-09-01"),
        ("It had to be ready by 9 January", "day 2025-01-09"),
        ("The mandate runs until 15 November", "day 2025-11-15"),
        ("The mandate runs until 15 November 2026", "day 2026-11-15"),
        ("The mandate runs until Friday", "day 2025-01-17"),
        ("It must be ready by 2027", "year 2027-01-01/2027-12-31"),
        ("The vote is due on 20 March", "day 2025-03-20"),
        ("The mission will begin in March", "month 2025-03-01/2025-03-31"),
        ("The envoys are due in Kyiv on Tuesday", "day 2025-01-21"),
        ("A summit is planned, an official said on Wednesday", "day 2025-01-15"),
        ("The proposal, put forward on Monday by Rome, stands", "day 2025-01-13"),
    ],
)
def test_since_looks_back_and_a_deadline_or_plan_ahead(text, meaning):
    assert read(text) == [meaning]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("WARSAW, Jan 14 - Poland said no", "day 2025-01-14"),
        ("Updated 15 January 2025, 10:15", "day 2025-01-15"),
        ("January 15, 2025 09:30 GMT", "day 2025-01-15"),
        ("Sunday, 12 January 2025 at 18:00", "day 2025-01-12"),
        ("on 9th January 2025", "day 2025-01-09"),
        ("on Jan 9, 2025", "day 2025-01-09"),
        ("on 9 Jan", "day 2025-01-09"),
        ("on January 9–10, 2025", "day 2025-01-09/2025-01-10"),
        ("from 9 to 11 January", "day 2025-01-09/2025-01-11"),
        ("between January 9 and 11", "day 2025-01-09/2025-01-11"),
        ("on Monday through Wednesday", "day 2025-01-13/2025-01-15"),
        ("At Tuesday’s press conference", "day 2025-01-14"),
        ("He told reporters early on Thursday morning", "day 2025-01-16"),
        ("the assurances given in 1994", "year 1994-01-01/1994-12-31"),
        ("signed on 5 December 1994", "day 1994-12-05"),
        ("in the first quarter of 2025", "quarter 2025-01-01/2025-03-31"),
        ("in late February 2022", "month 2022-02-21/2022-02-28"),
    ],
)
def test_british_american_and_agency_forms(text, meaning):
    assert read(text) == [meaning]


@pytest.mark.parametrize(
    "text",
    [
        "Up to 30 countries may join the force, up to 30 may lead it",
        "Troops march on Kyiv; a marching season",
        "Mr May told MPs, and Mrs May agreed",
        "under Article 42.7 of the treaty and Article 5",
        "Su-24 bombers, T-72 tanks, Shahed-136 drones and a 155 mm shell",
        "€40bn, $61bn, £150m and 2,024 drones",
        "more than 2025 drones",
        "The Sunday Telegraph reported it, and the Sunday Mirror",
        "Sat on the fence, he saw the sun; Mon ami",
        "the 2022 Istanbul draft and the 1994 assurances",
        "Agenda 2030, Eurovision 2025 and Euro 2024",
        "Channel 24 on 9/11 and 24/7",
        "No 10 Downing Street said that nothing was decided",
        "a 28-point plan with a 40-kilometre zone and a 30-day ceasefire",
        "day 1,101 of the war, 500 days of war, three years of war",
        "Nearly three years after Russia's invasion they met",
        "within two weeks of a ceasefire, or within 24 hours",
        "at 10:30 local time",
        "on 30 February, on 31 April and on 45 March",
        "2025-13-40",
        "the second world war and Minsk II",
        "one day Ukraine will join, some day soon",
        "an august body of judges with spring in their step",
    ],
)
def test_look_alikes_are_no_dates(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("\u200f\u202bאוקראינה\u202c on Tuesday, 9 January", ["on Tuesday, 9 January"]),
        ("İİ 🇺🇦👨‍👩‍👧 on Tuesday 🇺🇦 by 9 January İ", ["on Tuesday", "by 9 January"]),
        ("ﬁnal e\u0301lan ẞ on Tuesday", ["on Tuesday"]),
        ("on\u00a0Tuesday\nand on\n9 January", ["on\u00a0Tuesday", "on\n9 January"]),
        ("He met one on 15 August and the other on 18 August.", ["on 15 August", "on 18 August"]),
    ],
)
def test_a_phrase_is_cut_where_it_stands(text, phrases):
    found = find_dates(text, date(2025, 8, 20))
    assert [text[phrase.start : phrase.end] for phrase in found] == phrases
    assert [phrase.date.text for phrase in found] == phrases


WORDS = st.sampled_from(
    ["on", "Thursday", "9", "January", "2024", "last", "next", "week", "İ", "🇺🇦", "\u200f", "will", "in", "the", "end",
     "of", "-", "–", ",", ".", "'s", "early", "may", "May", "31", "ago", "two", "days", "weekend", "2025-01-09", "\n",
     "first", "half", "month", "year", "since", "by", "until", "to", "earlier", "night", "summer", "Eve"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25), st.sampled_from(["", " ", "\u00a0"]), st.dates(date(1995, 1, 1), date(2090, 1, 1)))
def test_phrases_are_true_quotations_in_order(words, gap, on):
    text, end = gap.join(words), 0
    for phrase in find_dates(text, on):
        assert text[phrase.start : phrase.end] == phrase.date.text
        assert end <= phrase.start < phrase.end
        assert phrase.date.start <= phrase.date.end
        end = phrase.end


def test_a_megabyte_in_one_line_is_read_in_seconds():
    sentence = (
        "Asked whether 5,000 soldiers may go to Kyiv once a ceasefire holds, the president said on Thursday that no "
        "such decision had been taken and that his government would first look at what other members put on the table. "
    )
    line = sentence * (1_000_000 // len(sentence))
    started = process_time()
    assert len(find_dates(line, THURSDAY)) == 1_000_000 // len(sentence)
    # Work that is not in proportion to the length would take minutes here.
    assert process_time() - started < 3
