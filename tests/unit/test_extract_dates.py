"""The date grammar: what a phrase means on a day of publication, and what is no date although it looks like one."""

import time
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dates.phrases import find_dates

# Sentence with the phrase in brackets | day of publication | first day | last day | precision.
TABLE = """
Paris spoke of it [on Thursday]. | 2025-01-16 | 2025-01-16 | 2025-01-16 | day
Paris spoke of it [on Wednesday]. | 2025-01-16 | 2025-01-15 | 2025-01-15 | day
Paris spoke of it [on Friday]. | 2025-01-16 | 2025-01-10 | 2025-01-10 | day
[On Sunday] Paris spoke of it. | 2025-01-16 | 2025-01-12 | 2025-01-12 | day
The minister said [Wednesday] that Kyiv had asked. | 2025-01-16 | 2025-01-15 | 2025-01-15 | day
He spoke [late on Tuesday] in Rome. | 2025-03-05 | 2025-03-04 | 2025-03-04 | day
He spoke [early Tuesday] in Rome. | 2025-03-05 | 2025-03-04 | 2025-03-04 | day
He spoke [on Monday evening]. | 2025-03-05 | 2025-03-03 | 2025-03-03 | day
After [Tuesday]'s call the two agreed. | 2025-03-05 | 2025-03-04 | 2025-03-04 | day
They met [last Friday]. | 2025-01-17 | 2025-01-10 | 2025-01-10 | day
They met [last Friday]. | 2025-01-16 | 2025-01-10 | 2025-01-10 | day
They met [this past Monday]. | 2025-01-16 | 2025-01-13 | 2025-01-13 | day
They meet [next Tuesday]. | 2025-01-17 | 2025-01-21 | 2025-01-21 | day
They meet [next Thursday]. | 2025-01-13 | 2025-01-23 | 2025-01-23 | day
They meet [this Saturday]. | 2025-01-16 | 2025-01-18 | 2025-01-18 | day
They met [this Monday]. | 2025-01-16 | 2025-01-13 | 2025-01-13 | day
They meet [this coming Monday]. | 2025-01-16 | 2025-01-20 | 2025-01-20 | day
They met [on Thursday of last week]. | 2025-01-16 | 2025-01-09 | 2025-01-09 | day
They met [last week on Thursday]. | 2025-01-17 | 2025-01-09 | 2025-01-09 | day
They met [on Friday last week]. | 2025-01-20 | 2025-01-17 | 2025-01-17 | day
They will gather [on Tuesday next week]. | 2025-01-16 | 2025-01-21 | 2025-01-21 | day
Leaders will meet [on Saturday] in London. | 2025-02-27 | 2025-03-01 | 2025-03-01 | day
Trump is due to see him [on Friday]. | 2025-02-26 | 2025-02-28 | 2025-02-28 | day
The accord is to be signed [on Monday]. | 2025-02-27 | 2025-03-03 | 2025-03-03 | day
The accord will formally be presented [on Monday]. | 2025-02-27 | 2025-03-03 | 2025-03-03 | day
Starmer to host leaders [on Sunday] | 2025-02-27 | 2025-03-02 | 2025-03-02 | day
He is expected in Kyiv soon, aides said [on Tuesday]. | 2025-02-27 | 2025-02-25 | 2025-02-25 | day
Kyiv wants an answer [by Friday]. | 2025-02-26 | 2025-02-28 | 2025-02-28 | day
[On Friday], the two presidents will talk by phone. | 2025-02-26 | 2025-02-28 | 2025-02-28 | day
[On Monday], he said London will send troops. | 2025-02-26 | 2025-02-24 | 2025-02-24 | day
Talks hosted by Macron will resume [on Friday]. | 2025-02-26 | 2025-02-28 | 2025-02-28 | day
Envoys told the U.S. side [on Monday] of the plan. | 2025-02-26 | 2025-02-24 | 2025-02-24 | day
The plan was sent [yesterday]. | 2025-03-01 | 2025-02-28 | 2025-02-28 | day
The plan was sent [yesterday evening]. | 2024-03-01 | 2024-02-29 | 2024-02-29 | day
The plan was sent [today]. | 2025-03-01 | 2025-03-01 | 2025-03-01 | day
They spoke [earlier today]. | 2025-03-01 | 2025-03-01 | 2025-03-01 | day
They speak [tonight]. | 2025-03-01 | 2025-03-01 | 2025-03-01 | day
They speak [tomorrow]. | 2024-12-31 | 2025-01-01 | 2025-01-01 | day
They spoke [the day before yesterday]. | 2025-03-01 | 2025-02-27 | 2025-02-27 | day
They speak [the day after tomorrow]. | 2025-02-27 | 2025-03-01 | 2025-03-01 | day
They spoke [last night]. | 2025-03-01 | 2025-02-28 | 2025-02-28 | day
They spoke [this morning]. | 2025-03-01 | 2025-03-01 | 2025-03-01 | day
They spoke [earlier in the day]. | 2025-03-01 | 2025-03-01 | 2025-03-01 | day
The paper was agreed [overnight]. | 2025-03-01 | 2025-02-28 | 2025-03-01 | day
They agreed [the other day]. | 2025-03-10 | 2025-03-03 | 2025-03-09 | week
They agreed [over the weekend]. | 2025-01-13 | 2025-01-11 | 2025-01-12 | day
They agreed [at the weekend]. | 2025-01-17 | 2025-01-11 | 2025-01-12 | day
They agreed [over the weekend]. | 2025-01-12 | 2025-01-11 | 2025-01-12 | day
They agreed [last weekend]. | 2025-01-12 | 2025-01-04 | 2025-01-05 | day
They meet [this weekend]. | 2025-01-16 | 2025-01-18 | 2025-01-19 | day
They met [this weekend]. | 2025-01-13 | 2025-01-11 | 2025-01-12 | day
They meet [next weekend]. | 2025-01-16 | 2025-01-18 | 2025-01-19 | day
They will meet [over the weekend]. | 2025-01-16 | 2025-01-18 | 2025-01-19 | day
He raised it [last week]. | 2025-01-16 | 2025-01-06 | 2025-01-12 | week
He raised it [last week]. | 2025-01-01 | 2024-12-23 | 2024-12-29 | week
He raised it [this week]. | 2025-01-16 | 2025-01-13 | 2025-01-19 | week
He raised it [earlier this week]. | 2025-01-16 | 2025-01-13 | 2025-01-16 | week
He raises it [later this week]. | 2025-01-14 | 2025-01-14 | 2025-01-19 | week
He raises it [next week]. | 2024-12-27 | 2024-12-30 | 2025-01-05 | week
He raised it [early last week]. | 2025-01-16 | 2025-01-06 | 2025-01-08 | week
He raised it [late last week]. | 2025-01-16 | 2025-01-09 | 2025-01-12 | week
He raised it [the week before last]. | 2025-01-16 | 2024-12-30 | 2025-01-05 | week
Both want a text [by the end of the week]. | 2025-01-14 | 2025-01-17 | 2025-01-19 | week
He raised it [last month]. | 2025-01-16 | 2024-12-01 | 2024-12-31 | month
He raised it [last month]. | 2024-03-31 | 2024-02-01 | 2024-02-29 | month
He raised it [earlier this month]. | 2025-01-16 | 2025-01-01 | 2025-01-16 | month
He raised it [this month]. | 2025-02-16 | 2025-02-01 | 2025-02-28 | month
He raises it [next month]. | 2024-12-16 | 2025-01-01 | 2025-01-31 | month
He raised it [late last month]. | 2025-03-16 | 2025-02-21 | 2025-02-28 | month
He raised it [at the end of last month]. | 2025-03-16 | 2025-02-21 | 2025-02-28 | month
He raised it [last year]. | 2025-03-16 | 2024-01-01 | 2024-12-31 | year
He raised it [this year]. | 2025-03-16 | 2025-01-01 | 2025-12-31 | year
He raised it [earlier this year]. | 2025-03-16 | 2025-01-01 | 2025-03-16 | year
He raised it [late last year]. | 2025-03-16 | 2024-10-01 | 2024-12-31 | quarter
He raised it [at the end of last year]. | 2025-03-16 | 2024-10-01 | 2024-12-31 | quarter
He raised it [at the end of 2024]. | 2025-03-16 | 2024-10-01 | 2024-12-31 | quarter
He raised it [early last year]. | 2025-03-16 | 2024-01-01 | 2024-03-31 | quarter
He raised it [in early 2025]. | 2025-06-16 | 2025-01-01 | 2025-03-31 | quarter
He raised it [in late 2021]. | 2022-02-16 | 2021-10-01 | 2021-12-31 | quarter
He raised it [in mid-2024]. | 2025-06-16 | 2024-04-01 | 2024-09-30 | year
Both want it [by the end of the year]. | 2025-08-16 | 2025-10-01 | 2025-12-31 | quarter
Both want it [in the first half of 2026]. | 2025-08-16 | 2026-01-01 | 2026-06-30 | year
Both want it [in the second half of next year]. | 2025-08-16 | 2026-07-01 | 2026-12-31 | year
It was paid [in the third quarter of 2025]. | 2025-11-16 | 2025-07-01 | 2025-09-30 | quarter
It was paid [in Q3 2025]. | 2025-11-16 | 2025-07-01 | 2025-09-30 | quarter
It was paid [in Q1]. | 2025-11-16 | 2025-01-01 | 2025-03-31 | quarter
It was paid [last quarter]. | 2025-02-16 | 2024-10-01 | 2024-12-31 | quarter
It was agreed [in 2022]. | 2025-02-16 | 2022-01-01 | 2022-12-31 | year
It was agreed [back in 2022]. | 2025-02-16 | 2022-01-01 | 2022-12-31 | year
Kyiv has asked for it [since 2014]. | 2025-02-16 | 2014-01-01 | 2025-02-16 | year
It was ruled out [between 2014 and 2022]. | 2025-02-16 | 2014-01-01 | 2022-12-31 | year
It was discussed [in 2022-23]. | 2025-02-16 | 2022-01-01 | 2023-12-31 | year
[In the 1990s] Kyiv gave up its warheads. | 2025-02-16 | 1990-01-01 | 1999-12-31 | year
It recalls [2022]'s talks in Istanbul. | 2025-02-16 | 2022-01-01 | 2022-12-31 | year
They met [on 9 January]. | 2025-01-16 | 2025-01-09 | 2025-01-09 | day
They met [on 30 December]. | 2025-01-05 | 2024-12-30 | 2024-12-30 | day
They will meet [on 9 January]. | 2025-12-20 | 2026-01-09 | 2026-01-09 | day
They met [on January 9]. | 2025-01-16 | 2025-01-09 | 2025-01-09 | day
They met [on Jan. 9] in Paris. | 2025-01-16 | 2025-01-09 | 2025-01-09 | day
They met [on Sept. 4]. | 2025-09-05 | 2025-09-04 | 2025-09-04 | day
They met [on 4 Sep] in Paris. | 2025-09-05 | 2025-09-04 | 2025-09-04 | day
They met [on the 9th of January]. | 2025-01-16 | 2025-01-09 | 2025-01-09 | day
They met [on January 9th]. | 2025-01-16 | 2025-01-09 | 2025-01-09 | day
They met [on 9 January 2024]. | 2025-01-16 | 2024-01-09 | 2024-01-09 | day
They met [on January 9, 2024], in Paris. | 2025-01-16 | 2024-01-09 | 2024-01-09 | day
They met [on Thursday, 9 January 2025]. | 2025-03-16 | 2025-01-09 | 2025-01-09 | day
They met [on Thursday, January 9]. | 2025-03-16 | 2025-01-09 | 2025-01-09 | day
They met [on 9 January last year]. | 2025-03-16 | 2024-01-09 | 2024-01-09 | day
They met [on 29 February]. | 2025-03-16 | 2024-02-29 | 2024-02-29 | day
They met [on 24 February 2022]. | 2025-03-16 | 2022-02-24 | 2022-02-24 | day
They met [on 9-10 January]. | 2025-01-16 | 2025-01-09 | 2025-01-10 | day
They met [on 9 and 10 January]. | 2025-01-16 | 2025-01-09 | 2025-01-10 | day
They met [on January 9–10]. | 2025-01-16 | 2025-01-09 | 2025-01-10 | day
They met [on January 9 and 10], twice. | 2025-01-16 | 2025-01-09 | 2025-01-10 | day
They met [on January 9] and 26 countries came. | 2025-01-16 | 2025-01-09 | 2025-01-09 | day
They met [from 30 January to 2 February]. | 2025-02-16 | 2025-01-30 | 2025-02-02 | day
They met [from 30 December to 2 January 2025]. | 2025-02-16 | 2024-12-30 | 2025-01-02 | day
They met [from Monday to Wednesday]. | 2025-01-16 | 2025-01-13 | 2025-01-15 | day
They met [2025-01-09]. | 2025-01-16 | 2025-01-09 | 2025-01-09 | day
They met in [the week of 10 March]. | 2025-03-20 | 2025-03-10 | 2025-03-16 | week
Up to 30 met [on May 5]. | 2025-05-16 | 2025-05-05 | 2025-05-05 | day
Putin spoke [on 9 May]. | 2025-05-16 | 2025-05-09 | 2025-05-09 | day
It was raised [in November]. | 2025-01-16 | 2024-11-01 | 2024-11-30 | month
It was raised [last November]. | 2025-01-16 | 2024-11-01 | 2024-11-30 | month
It was raised [last November]. | 2025-11-16 | 2024-11-01 | 2024-11-30 | month
It was raised [in January]. | 2025-01-16 | 2025-01-01 | 2025-01-31 | month
It was raised [in February 2024]. | 2025-01-16 | 2024-02-01 | 2024-02-29 | month
It was raised [in February last year]. | 2025-01-16 | 2024-02-01 | 2024-02-29 | month
It was raised [in mid-January]. | 2025-02-16 | 2025-01-11 | 2025-01-20 | month
It was raised [in early March]. | 2025-03-16 | 2025-03-01 | 2025-03-10 | month
It was raised [at the end of August]. | 2025-09-16 | 2025-08-21 | 2025-08-31 | month
It was raised [in the first half of March]. | 2025-03-20 | 2025-03-01 | 2025-03-15 | month
It was raised [in the last week of February]. | 2025-03-20 | 2025-02-22 | 2025-02-28 | week
It was raised at [the January] meeting. | 2025-03-20 | 2025-01-01 | 2025-01-31 | month
It was raised [in January]'s letter. | 2025-03-20 | 2025-01-01 | 2025-01-31 | month
It was raised at [the March] summit. | 2025-04-20 | 2025-03-01 | 2025-03-31 | month
The Rada will vote on it [in June]. | 2025-04-20 | 2025-06-01 | 2025-06-30 | month
The Rada will vote on it [in January]. | 2025-11-20 | 2026-01-01 | 2026-01-31 | month
It was raised [last summer]. | 2025-10-20 | 2025-06-01 | 2025-08-31 | quarter
It was raised [last summer]. | 2025-07-20 | 2024-06-01 | 2024-08-31 | quarter
It was raised [in the spring of 2022]. | 2025-07-20 | 2022-03-01 | 2022-05-31 | quarter
It was raised [this autumn]. | 2025-10-20 | 2025-09-01 | 2025-11-30 | quarter
It was raised [last winter]. | 2025-04-20 | 2024-12-01 | 2025-02-28 | quarter
It was raised [two weeks ago]. | 2025-01-16 | 2024-12-30 | 2025-01-05 | week
It was raised [three days ago]. | 2025-01-02 | 2024-12-30 | 2024-12-30 | day
It was raised [three days earlier]. | 2025-01-02 | 2024-12-30 | 2024-12-30 | day
It was raised [a fortnight ago]. | 2025-01-16 | 2024-12-30 | 2025-01-05 | week
It was raised [a month ago]. | 2025-01-16 | 2024-12-01 | 2024-12-31 | month
It was raised [more than two years ago]. | 2025-01-16 | 2023-01-01 | 2023-12-31 | year
It was raised [48 hours ago]. | 2025-01-16 | 2025-01-14 | 2025-01-14 | day
It was raised [a few days ago]. | 2025-01-16 | 2025-01-09 | 2025-01-15 | week
It was raised [weeks ago]. | 2025-03-16 | 2025-02-02 | 2025-03-15 | month
It was raised [in recent days]. | 2025-01-16 | 2025-01-13 | 2025-01-16 | week
It was raised [in recent weeks]. | 2025-01-22 | 2025-01-01 | 2025-01-22 | month
It was paused [for the past month]. | 2025-01-31 | 2025-01-01 | 2025-01-31 | month
It was raised [over the past two weeks]. | 2025-01-15 | 2025-01-01 | 2025-01-15 | month
It was raised [in the last week]. | 2025-01-15 | 2025-01-08 | 2025-01-15 | week
It comes [in the coming days]. | 2025-01-15 | 2025-01-15 | 2025-01-18 | week
It comes [in two weeks' time]. | 2025-01-15 | 2025-01-27 | 2025-02-02 | week
It was raised [before Christmas]. | 2025-01-16 | 2024-12-01 | 2024-12-24 | month
Both want it [by Christmas]. | 2025-11-16 | 2025-12-01 | 2025-12-24 | month
He spoke [on New Year's Eve]. | 2025-01-03 | 2024-12-31 | 2024-12-31 | day
He spoke [on Christmas Day]. | 2025-01-03 | 2024-12-25 | 2024-12-25 | day
He spoke [on Victory Day]. | 2025-05-12 | 2025-05-09 | 2025-05-09 | day
He spoke [on Ukraine's Independence Day]. | 2025-08-25 | 2025-08-24 | 2025-08-24 | day
They met [on the third anniversary of Russia's full-scale invasion]. | 2025-03-05 | 2025-02-24 | 2025-02-24 | day
He said so [two weeks into the invasion]. | 2025-03-31 | 2022-03-07 | 2022-03-13 | week
He spoke on Wednesday, [a day after] 26 countries did. | 2025-09-05 | 2025-09-02 | 2025-09-02 | day
He spoke, [a day after] 26 countries did. | 2025-09-05 | 2025-09-04 | 2025-09-04 | day
[A day after] 26 countries did, he spoke on Wednesday. | 2025-09-05 | 2025-09-02 | 2025-09-02 | day
He had met Rutte [the previous day]. | 2025-09-05 | 2025-09-04 | 2025-09-04 | day
They met on 4 July. [The next day] he flew home. | 2025-07-09 | 2025-07-05 | 2025-07-05 | day
They met on 4 July and [two days later] signed. | 2025-07-09 | 2025-07-06 | 2025-07-06 | day
They met on 4 July; [the same day] Kyiv replied. | 2025-07-09 | 2025-07-04 | 2025-07-04 | day
They met [on the first of December]. | 2025-12-02 | 2025-12-01 | 2025-12-01 | day
They met [on the twenty-first of March 2024]. | 2025-12-02 | 2024-03-21 | 2024-03-21 | day
They met [on the last day of February]. | 2024-03-02 | 2024-02-29 | 2024-02-29 | day
He said so [on the 28th]. | 2025-12-29 | 2025-12-28 | 2025-12-28 | day
He said so [on the 31st] in Paris. | 2025-03-02 | 2025-01-31 | 2025-01-31 | day
They will meet [on the 5th]. | 2025-03-20 | 2025-04-05 | 2025-04-05 | day
They met [in the third quarter]. | 2026-10-20 | 2026-07-01 | 2026-09-30 | quarter
They met [in the fourth quarter]. | 2026-02-20 | 2025-10-01 | 2025-12-31 | quarter
The group stepped in [on Wednesday] with a text: each will negotiate. | 2023-07-13 | 2023-07-12 | 2023-07-12 | day
It goes on [as of Friday, March 28]. | 2025-03-28 | 2025-03-28 | 2025-03-28 | day
It fell [late Saturday, March 29, 2025]. | 2025-03-30 | 2025-03-29 | 2025-03-29 | day
He flew to the summit in Alaska [Friday]. | 2025-08-14 | 2025-08-15 | 2025-08-15 | day
A row before the talks [on Friday] | 2025-08-14 | 2025-08-15 | 2025-08-15 | day
A row before the talks [on Friday] | 2025-08-13 | 2025-08-08 | 2025-08-08 | day
He has held it [since September 2022]. | 2025-08-13 | 2022-09-01 | 2025-08-13 | month
It was raised [in recent months]. | 2025-03-31 | 2024-12-31 | 2025-03-31 | quarter
It is to run [over the next year]. | 2025-03-31 | 2025-03-31 | 2026-03-31 | year
"""


def cases():
    found = []
    for row in TABLE.strip().splitlines():
        sentence, published, start, end, precision = (cell.strip() for cell in row.split(" | "))
        found.append(pytest.param(sentence, published, (start, end, precision), id=f"{sentence} {published}"))
    return found


@pytest.mark.parametrize(("marked", "published", "meaning"), cases())
def test_a_phrase_means_its_interval(marked, published, meaning):
    before, phrase, after = marked.replace("]", "[").split("[")
    text = before + phrase + after
    found = [p for p in find_dates(text, date.fromisoformat(published)) if p.start >= len(before)]
    assert found, text
    assert (text[found[0].start : found[0].end], found[0].start) == (phrase, len(before))
    day = found[0].date
    assert (day.start.isoformat(), day.end.isoformat(), day.precision) == meaning
    assert day.text == phrase


@pytest.mark.parametrize(
    "text",
    [
        "France may send troops and Poland may follow.",
        "Protesters march through Kyiv.",
        "Up to 30 May Join Ukraine Force",
        "Kyiv May Get 5,000 Troops",
        "May 10 Countries Send Troops?",
        "Theresa May criticised the plan.",
        "We need it for a second time.",
        "London pays £150m, and 5,000 soldiers train.",
        "Article 5 and the F-16 are not the same; 26 countries of 32 agree.",
        "The Sunday Times was told of it by two officials.",
        "The Mail on Sunday had it first.",
        "It resembles the Good Friday Agreement.",
        "He told BBC Radio 4's Today programme that troops might go.",
        "The 1994 memorandum gave no guarantee.",
        "The 2024 budget has 2,025 lines and room 2022 is full.",
        "Resolution 2202 was adopted; it costs $2025.",
        "Moscow wants the army cut by 2000 troops.",
        "A three-day visit for the day-to-day work of decades.",
        "The fall of Kabul and a spring in his step.",
        "Every week and each month they meet, day and night.",
        "They met two days later.",
        "It stands on the 38th parallel, on the 20th anniversary, on the 5th floor; it is the 3rd quarter of a match.",
        "It began in the 2022 invasion and at the end of the 2019 campaign.",
        "Moscow halted it the next year, and two years earlier.",
        "An August body, and Jan and June were there.",
        "He works on 31 February or on January 32.",
        "In 3000 and in 1703 and in the year 0.",
        "The Sun newspaper reports a deal in principle.",
        "The summit ended in Marchfield, on Mondayish terms, Todayland.",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert [text[p.start : p.end] for p in find_dates(text, date(2025, 9, 5))] == []


SPEECH = "They met on 5 March in Paris. The next day they signed. Nothing followed that week. On Friday all left."


def test_the_phrases_of_a_sentence_are_those_that_the_whole_text_has_in_it():
    whole = find_dates(SPEECH, date(2025, 3, 16))
    assert len(whole) == 3
    ends = [at + 1 for at, sign in enumerate(SPEECH) if sign == "."]
    for start, end in zip([0, *ends[:-1]], ends, strict=True):
        found = find_dates(SPEECH, date(2025, 3, 16), within=(start, end))
        assert found == [phrase for phrase in whole if start <= phrase.start < end]


def test_several_phrases_come_in_order_and_none_inside_another():
    text = "On Monday, 3 March 2025, and again last week, they spoke; in 2022 they had not."
    phrases = find_dates(text, date(2025, 3, 16))
    assert [p.date.text for p in phrases] == ["On Monday, 3 March 2025", "last week", "in 2022"]
    assert all(first.end <= second.start for first, second in pairwise(phrases))


ALASKA = {
    "Alaska summit": (date(2025, 8, 15), date(2025, 8, 15)),
    "Munich conference": (date(2025, 2, 14), date(2025, 2, 16)),
}


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Putin agreed [at the Alaska summit] to it.", date(2025, 8, 15), date(2025, 8, 15)),
        ("He called [the day after the Alaska summit].", date(2025, 8, 16), date(2025, 8, 16)),
        ("He called [two days before the Alaska summit].", date(2025, 8, 13), date(2025, 8, 13)),
        ("He called [on the eve of the Munich conference].", date(2025, 2, 13), date(2025, 2, 13)),
        ("He called [a week after the Munich conference].", date(2025, 2, 23), date(2025, 2, 23)),
        ("He called [on the second day of the Munich conference].", date(2025, 2, 15), date(2025, 2, 15)),
        ("He called [on the last day of the Munich conference].", date(2025, 2, 16), date(2025, 2, 16)),
        ("He called [on the sidelines of the Munich conference].", date(2025, 2, 14), date(2025, 2, 16)),
    ],
)
def test_a_named_occasion_dates_what_is_told_beside_it(text, start, end):
    before, phrase, after = text.replace("]", "[").split("[")
    (found,) = find_dates(before + phrase + after, date(2025, 8, 20), anchors=ALASKA)
    assert (found.date.text, found.date.start, found.date.end) == (phrase, start, end)


def test_a_named_occasion_alone_is_no_phrase():
    assert (
        find_dates("The Alaska summit failed; after the Alaska summits none came.", date(2025, 8, 20), "UTC", ALASKA)
        == []
    )


@pytest.mark.parametrize(
    ("published", "zone", "today"),
    [
        (datetime(2025, 1, 16, 23, 30, tzinfo=UTC), "Europe/Kyiv", date(2025, 1, 17)),
        (datetime(2025, 1, 16, 3, 0, tzinfo=UTC), "America/New_York", date(2025, 1, 15)),
        (datetime(2025, 3, 30, 0, 59, tzinfo=UTC), "Europe/London", date(2025, 3, 30)),
        # Summer time began at 01:00 UTC: 23:30 UTC is 00:30 of the next day in London, and was not in winter.
        (datetime(2025, 3, 30, 23, 30, tzinfo=UTC), "Europe/London", date(2025, 3, 31)),
        (datetime(2025, 3, 29, 23, 30, tzinfo=UTC), "Europe/London", date(2025, 3, 29)),
        (datetime(2025, 10, 26, 22, 30, tzinfo=UTC), "Europe/Kyiv", date(2025, 10, 27)),
        (datetime(2025, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=3))), "UTC", date(2024, 12, 31)),
        (datetime(2025, 1, 16, 23, 30), "Europe/Kyiv", date(2025, 1, 16)),  # noqa: DTZ001
        (datetime(2025, 1, 16, 23, 30, tzinfo=UTC), "Nowhere/Atlantis", date(2025, 1, 16)),
    ],
)
def test_today_is_the_day_where_the_outlet_is(published, zone, today):
    (found,) = find_dates("It was agreed today.", published, zone)
    assert found.date.start == today


@pytest.mark.parametrize("prefix", ["İİİ ", "🇺🇦🕊️ ", "\u202eКиїв\u202c ", "a\u0301 ß "])
def test_offsets_are_code_points_whatever_stands_before(prefix):
    text = prefix + "Paris, on 9 January, and last week"
    assert [text[p.start : p.end] for p in find_dates(text, date(2025, 1, 16))] == ["on 9 January", "last week"]


PIECES = st.sampled_from(
    ["on", "Monday", "last", "week", "9", "January", "2025", "May", "a", "day", "after", "ago", "the", "end", "of",
     "two", "years", "before", "Christmas", "İ", "🇺🇦", ",", ".", "-", "to", "Q3", "29 February", "0", "overnight"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map(" ".join), st.dates(date(2014, 1, 1), date(2040, 12, 31)))
def test_any_words_give_true_slices_in_order_and_intervals_the_right_way_round(text, published):
    last = 0
    for phrase in find_dates(text, published):
        assert phrase.start >= last
        assert phrase.date.text == text[phrase.start : phrase.end]
        assert phrase.date.start <= phrase.date.end
        last = phrase.end


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    for phrase in find_dates(text, date(2025, 1, 16)):
        assert phrase.date.text == text[phrase.start : phrase.end]


@pytest.mark.parametrize(
    "unit",
    [
        "Paris said on Monday that it will send troops. ",
        "January 9 ",
        "Monday",
        "1 ",
        "the day before ",
        "in the end of ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(unit):
    def seconds(size):
        text = (unit * (size // len(unit) + 1))[:size]
        started = time.process_time()
        find_dates(text, date(2025, 1, 16))
        return time.process_time() - started

    assert seconds(240_000) < 10 * max(seconds(60_000), 0.02)
