"""Dates are read in a stated order of trust, in their own zone, or not at all."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.clean.dates import Dates, dates_of
from pipeline.clean.head import read_head
from pipeline.clean.instants import find_instant, find_relative, is_ambiguous, is_date_line, read_instant
from pipeline.clean.tree import parse
from pipeline.model import Entry, Page, Rejection

NOW = datetime(2025, 2, 1, 8, tzinfo=UTC)
KYIV = "Europe/Kyiv"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2025-01-16T23:41:00+02:00", "2025-01-16T21:41:00"),
        ("2025-01-16T21:41:00.123Z", "2025-01-16T21:41:00"),
        ("2025-01-16 23:41:00", "2025-01-16T21:41:00"),
        ("20250116T214100Z", "2025-01-16T21:41:00"),
        ("2025-01-16", "2025-01-15T22:00:00"),
        ("Thu, 16 Jan 2025 21:41:00 GMT", "2025-01-16T21:41:00"),
        ("Thu, 16 Jan 2025 23:41:00 +0200", "2025-01-16T21:41:00"),
        ("16 Jan 2025 23:41 EET", "2025-01-16T21:41:00"),
        ("2025-07-16 23:41 EEST", "2025-07-16T20:41:00"),
        ("2025-01-16 23:41 MSK", "2025-01-16T20:41:00"),
        ("1737063660", "2025-01-16T21:41:00"),
        ("1737063660000", "2025-01-16T21:41:00"),
        ("16 січня 2025, 23:41", "2025-01-16T21:41:00"),
        ("January 16, 2025 11:41 PM", "2025-01-16T21:41:00"),
        ("January 16, 2025, 4:41 p.m. ET", "2025-01-16T21:41:00"),
    ],
)
def test_machine_dates(raw: str, expected: str) -> None:
    instant = read_instant(raw, KYIV)
    assert instant is not None
    assert instant.at == utc(expected)


@pytest.mark.parametrize(
    "raw", ["2025-02-30", "2025-13-01", "2025", "today", "2025-01-16 10:00 XYZ", "0000-00-00", "now", "16/01/25"]
)
def test_what_is_no_date(raw: str) -> None:
    assert read_instant(raw, KYIV) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Четвер, 16 січня 2025, 23:41", "2025-01-16T21:41:00"),
        ("27 січня 2025 року - 18:12", "2025-01-27T16:12:00"),
        ("23:41, 16 January 2025", "2025-01-16T21:41:00"),
        ("16.01.2025 23:41", "2025-01-16T21:41:00"),
        ("Published on Jan. 16, 2025", "2025-01-15T22:00:00"),
        ("Issued on: 24/01/2025 - 18:45", "2025-01-24T16:45:00"),
        ("Опубліковано 1 травня 2024 о 09:05", "2024-05-01T06:05:00"),
        ("2025.01.16 23:41", "2025-01-16T21:41:00"),
        ("Jan 16, 2025 at 11:41 PM GMT+2", "2025-01-16T21:41:00"),
        ("Thu Jan 16 2025 23:41:00 GMT+0200 (EET)", "2025-01-16T21:41:00"),
        ("01/16/2025 4:41 PM EST", "2025-01-16T21:41:00"),
        ("16 January 2025, 23:41-23:55", "2025-01-16T21:41:00"),
    ],
)
def test_visible_date_lines(line: str, expected: str) -> None:
    instant = find_instant(line, KYIV)
    assert instant is not None
    assert instant.at == utc(expected)


def test_day_and_month_that_could_be_swapped_are_not_read() -> None:
    assert find_instant("03/04/2025 10:00", KYIV) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3 hours ago", NOW - timedelta(hours=3)),
        ("20 хв тому", NOW - timedelta(minutes=20)),
        ("2 days ago", NOW - timedelta(days=2)),
        ("вчора, 10:35", utc("2025-01-31T08:35:00")),
        ("Today at 09:00", utc("2025-02-01T07:00:00")),
        ("20 січня, 10:30", utc("2025-01-20T08:30:00")),
        ("Понеділок, 30 грудня, 10:30", utc("2024-12-30T08:30:00")),
    ],
)
def test_relative_dates_count_from_the_capture(line: str, expected: datetime) -> None:
    instant = find_relative(line, KYIV, NOW)
    assert instant is not None
    assert instant.at == expected


def test_the_zone_as_written_is_kept() -> None:
    instant = read_instant("2025-01-16T23:41:00+02:00", "UTC")
    assert instant is not None
    assert instant.at.isoformat() == "2025-01-16T23:41:00+02:00"


def test_an_hour_that_happened_twice_is_known() -> None:
    twice = read_instant("2024-10-27 03:30", KYIV)
    once = read_instant("2024-10-27 05:30", KYIV)
    assert twice is not None
    assert once is not None
    assert is_ambiguous(twice)
    assert not is_ambiguous(once)


@pytest.mark.parametrize("line", ["Thursday, 16 January 2025, 23:41", "3 hours ago", "27 січня 2025 року - 18:12"])
def test_date_lines(line: str) -> None:
    assert is_date_line(line)


def test_prose_with_a_date_is_no_date_line() -> None:
    assert not is_date_line("On 16 January 2025 the treaty was signed")


def dated(markup: str, entry: Entry | None = None, url: str = "https://a.example/story") -> Dates:
    page = Page(markup.encode(), url, url, NOW, "text/html", entry, KYIV)
    tree = parse(f"<html><head><title>t</title></head><body>{markup}</body></html>")
    assert not isinstance(tree, Rejection)
    return dates_of(tree, read_head(tree, {url}), page)


JSONLD = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-01-10T10:00:00Z"}</script>'
OPENGRAPH = '<meta property="article:published_time" content="2025-01-11T10:00:00Z">'
META = '<meta name="pubdate" content="2025-01-12T10:00:00Z">'
TIME = '<h1>Head</h1><time datetime="2025-01-13T10:00:00Z">13 Jan</time>'
VISIBLE = '<h1>Head</h1><p class="date">15 January 2025, 12:00</p>'
FEED = Entry("k", "https://a.example/story", published_at=utc("2025-01-14T10:00:00"))


def test_a_page_without_h1_has_its_date_beside_the_words_of_its_title() -> None:
    table = "<td><b>Talks end with a treaty</b><br><i>18.01.2025 14:05 | Ada Wire</i><p>Text of 3 March 2024.</p></td>"
    page = f"<html><head><title>Daily :: Talks end with a treaty</title></head><body><table><tr>{table}</table></body>"
    tree = parse(page)
    assert not isinstance(tree, Rejection)
    url = "https://a.example/story"
    found = dates_of(tree, read_head(tree, {url}), Page(page.encode(), url, url, NOW, "text/html", None, KYIV))
    assert (found.source, found.raw) == ("visible", "18.01.2025 14:05")


def test_order_of_trust() -> None:
    dated_url = "https://a.example/2025/01/16/story"
    rest = [JSONLD, OPENGRAPH, META, TIME, VISIBLE]
    found = [dated("".join(rest[i:]), FEED, dated_url) for i in range(len(rest))]
    found += [dated(VISIBLE, None, dated_url), dated("<p>x</p>", None, dated_url)]
    sources = [dates.source for dates in found]
    assert sources == ["jsonld", "opengraph", "meta", "time", "feed", "visible", "url"]
    days = [dates.published_at.day for dates in found if dates.published_at]
    assert days == [10, 11, 12, 13, 14, 15, 16]
    assert [dates.confidence for dates in found] == sorted((dates.confidence for dates in found), reverse=True)


@pytest.mark.parametrize("raw", ["1970-01-01T00:00:00Z", "1111111111", "2099-01-01", "1772-01-01"])
def test_an_implausible_date_is_none_and_its_text_is_kept(raw: str) -> None:
    dates = dated(f'<meta property="article:published_time" content="{raw}"><footer>© 2025</footer>')
    assert dates.published_at is None
    assert dates.raw == raw
    assert any("outside the window" in flag for flag in dates.flags)


def test_a_broken_first_source_gives_way_to_a_sound_second() -> None:
    dates = dated('<meta property="article:published_time" content="2025-02-30T10:00:00Z">' + META)
    assert (dates.source, dates.published_at) == ("meta", utc("2025-01-12T10:00:00"))
    assert any("cannot be read" in flag for flag in dates.flags)


def test_a_page_of_2009_is_not_made_young_by_a_later_line() -> None:
    dates = dated('<meta property="article:published_time" content="2009-05-05">' + VISIBLE)
    assert dates.published_at is None


def test_modified_is_kept_apart_and_never_before_published() -> None:
    later = dated(OPENGRAPH + '<meta property="article:modified_time" content="2025-01-20T10:00:00Z">')
    before = dated(OPENGRAPH + '<meta property="article:modified_time" content="2024-12-20T10:00:00Z">')
    assert later.modified_at == utc("2025-01-20T10:00:00")
    assert before.modified_at is None


def test_a_line_with_both_times_gives_the_publication() -> None:
    line = "Updated 21 January 2025, 11:00. Published 20 January 2025, 10:00"
    dates = dated(f'<h1>H</h1><p class="date">{line}</p>')
    assert (dates.source, dates.published_at) == ("visible", utc("2025-01-20T08:00:00"))


def test_an_updated_time_element_is_no_publication() -> None:
    dates = dated('<h1>H</h1><p>Updated <time datetime="2025-01-20T10:00:00Z">x</time></p>')
    assert dates.source != "time"
    assert dates.modified_at == utc("2025-01-20T10:00:00")


def test_dates_of_related_stories_are_not_ours() -> None:
    dates = dated('<div class="related"><time datetime="2025-01-20T10:00:00Z">x</time></div>' + VISIBLE)
    assert dates.source == "visible"


def test_a_missing_zone_is_said() -> None:
    dates = dated('<meta property="article:published_time" content="2025-01-11T10:00:00">')
    assert dates.published_at == utc("2025-01-11T08:00:00")
    assert dates.flags == ("date: '2025-01-11T10:00:00' names no zone, read in Europe/Kyiv",)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("16 січ. 2025 10:35", "2025-01-16T10:35:00+02:00"),
        ("Четвер, 16 січня 2025 року о 10:35", "2025-01-16T10:35:00+02:00"),
        ("5 черв. 2025, 09:00", "2025-06-05T09:00:00+03:00"),
        ("16th of January 2025", "2025-01-16T00:00:00+02:00"),
        ("2025/01/16 10:35", "2025-01-16T10:35:00+02:00"),
        ("Updated 10:35 AM EDT, Wed July 16, 2025", "2025-07-16T10:35:00-04:00"),
        ("12:05 am ET, January 16, 2025", "2025-01-16T00:05:00-05:00"),
    ],
)
def test_date_lines_in_more_spellings(line: str, iso: str) -> None:
    found = find_instant(line, "Europe/Kyiv")
    assert found is not None
    assert found.at.isoformat() == iso


@pytest.mark.parametrize(
    "month",
    ["січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
     "грудня"],
)  # fmt: skip
def test_every_ukrainian_month_is_a_month(month: str) -> None:
    found = find_instant(f"Опубліковано 7 {month} 2024 року", "Europe/Kyiv")
    assert found is not None
    assert found.at.day == 7


def test_minutes_ago_with_a_point() -> None:
    now = datetime(2025, 3, 2, 9, tzinfo=UTC)
    found = find_relative("10 хв. тому", "Europe/Kyiv", now)
    assert found is not None
    assert now - found.at == timedelta(minutes=10)
