"""Reading feeds: what they say on ordinary input, and a typed fault for every broken one (F01-F14, D01-D04, S04)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import FaultClass, FaultError
from pipeline.fetch.feeds import FeedDocument, parse_feed

NOW = datetime(2025, 1, 20, tzinfo=UTC)
URL = "https://outlet.example/rss"


def item(number: int, date: str = "Thu, 16 Jan 2025 10:00:00 +0200", extra: str = "") -> str:
    link = f"https://outlet.example/news/{number}?utm_source=rss"
    return (
        f"<item><title>Story {number}</title><link>{link}</link><guid>urn:{number}</guid>"
        f"<pubDate>{date}</pubDate>{extra}</item>"
    )


def rss(*items: str) -> bytes:
    body = (
        f'<rss version="2.0"><channel><title>News &amp; views</title><language>en</language>{"".join(items)}</channel>'
    )
    return f'<?xml version="1.0" encoding="utf-8"?>{body}</rss>'.encode()


def parse(body: bytes, timezone: str = "Europe/Kyiv") -> FeedDocument:
    return parse_feed(body, URL, NOW, timezone, "text/xml")


def classes(document: FeedDocument) -> list[FaultClass]:
    return [fault.fault for fault in document.faults]


def test_an_rss_entry_has_all_its_parts() -> None:
    extra = (
        "<description>&lt;p&gt;London and &lt;b&gt;Paris&lt;/b&gt;&lt;/p&gt;</description><author>A. Writer</author>"
    )
    document = parse(rss(item(1, extra=extra)))
    entry = document.entries[0]
    assert (document.title, document.language, document.faults) == ("News & views", "en", ())
    assert (entry.key, entry.url, entry.title) == ("urn:1", "https://outlet.example/news/1", "Story 1")
    assert (entry.summary, entry.authors) == ("London and Paris", ("A. Writer",))
    assert entry.published_at == datetime(2025, 1, 16, 8, tzinfo=UTC)
    assert entry.published_raw == "Thu, 16 Jan 2025 10:00:00 +0200"


def test_an_atom_entry_has_all_its_parts() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Office</title><entry><id>tag:1</id><title>Visit</title>
    <link href="/news/visit"/><updated>2025-01-16T23:30:00-02:00</updated><summary>Talks</summary></entry></feed>"""
    entry = parse(body.encode()).entries[0]
    assert (entry.key, entry.url, entry.summary) == ("tag:1", "https://outlet.example/news/visit", "Talks")
    assert entry.published_at == datetime(2025, 1, 17, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "hour"),
    [
        ("Thu, 16 Jan 2025 10:00:00 EET", 8),
        ("Thu, 16 Jan 2025 10:00:00 EEST", 7),
        ("Thu, 16 Jan 2025 10:00:00 MSK", 7),
        ("16 Jan 25 10:00 GMT", 10),
        ("Thursday, 16 January 2025 10:00 CET", 9),
        ("2025-01-16T10:00:00Z", 10),
        ("2025-01-16 10:00:00.123+02:00", 8),
        ("Thu, 16 Jan 2025 10:00:60 +0000", 10),
    ],
)
def test_d02_zones_are_applied(raw: str, hour: int) -> None:
    document = parse(rss(item(1, raw)))
    assert document.faults == ()
    assert document.entries[0].published_at.hour == hour


@pytest.mark.parametrize(
    "raw",
    [
        "Thu, 01 Jan 1970 00:00:00 GMT", "1111", "1736985600", "Fri, 01 Jan 2099 00:00:00 GMT", "30 Feb 2025 10:00 GMT",
        "16 січня 2025 10:00", "16 Jan 2025 10:00 XQZ", "yesterday", "16 Jan 2025 25:00 GMT", "2025-01-16T10:00+99:99",
        "9" * 5000,
    ],
)  # fmt: skip
def test_d01_d03_a_date_that_cannot_be_is_none_with_its_raw_string_kept(raw: str) -> None:
    document = parse(rss(item(1, raw)))
    assert document.entries[0].published_at is None
    assert document.entries[0].published_raw == raw[:200]
    assert classes(document) == [FaultClass.DATE]


def test_d03_a_date_without_a_zone_takes_the_cards_and_says_so_once() -> None:
    document = parse(rss(item(1, "16 Jan 2025 10:00:00"), item(2, "2025-07-16T10:00"[:10].replace("07", "01"))))
    assert document.entries[0].published_at == datetime(2025, 1, 16, 8, tzinfo=UTC)
    assert classes(document) == [FaultClass.DATE]
    assert "2 entries" in document.faults[0].detail
    without = parse(rss(item(1, "16 Jan 2025 10:00:00")), timezone="")
    assert without.entries[0].published_at is None
    assert classes(without) == [FaultClass.DATE]


def test_d04_the_hour_that_autumn_repeats_is_its_first_pass() -> None:
    feed = rss(item(1, "27 Oct 2024 03:30:00"))
    assert parse(feed).entries[0].published_at == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", FaultClass.NOT_A_FEED),
        (b" \n ", FaultClass.NOT_A_FEED),
        (b"/etc/passwd", FaultClass.NOT_A_FEED),
        (b"/dev/zero", FaultClass.NOT_A_FEED),
        (b"http://127.0.0.1:1/feed", FaultClass.NOT_A_FEED),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", FaultClass.NOT_A_FEED),
        (b"<html><body>Sign in</body></html>", FaultClass.NOT_A_FEED),
        (b'{"items": []}', FaultClass.NOT_A_FEED),
        (b"%PDF-1.7 <a>", FaultClass.NOT_A_FEED),
        (b"\x89PNG\r\n\x1a\n\0\0<x>", FaultClass.NOT_A_FEED),
        (b"<svg><text>x</text></svg>", FaultClass.NOT_A_FEED),
        (b'<!DOCTYPE r [<!ENTITY a "b">]>' + rss(item(1)), FaultClass.MALFORMED),
        (b'<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x"> %x;]>' + rss(item(1)), FaultClass.MALFORMED),
        (b"<!DOCTYPE a><!DOCTYPE b>" + rss(item(1)), FaultClass.MALFORMED),
        (b"<!DOCTYPE a [ ]>" + rss(item(1)), FaultClass.MALFORMED),
        (b"<!DOCTYPE a>" * 100_000 + rss(item(1)), FaultClass.LIMITS),
    ],
)
def test_f01_f04_f05_what_is_no_feed_or_declares_entities_is_refused(body: bytes, fault: FaultClass) -> None:
    with pytest.raises(FaultError) as caught:
        parse(body)
    assert caught.value.fault is fault


def test_f02_characters_that_cannot_be_are_replaced_and_the_entry_kept() -> None:
    document = parse(rss(item(1, extra="<description>a&#xD800;b&#x110000;c&#4294967295;d&#0;</description>")))
    assert document.entries[0].summary == "a\ufffdb\ufffdc\ufffdd\ufffd"
    assert FaultClass.TEXT in classes(document)


def test_a_nul_and_a_lone_surrogate_in_a_title() -> None:
    body = rss(item(1)).replace(b"Story", b"St\0o\xed\xa0\x80ry")
    document = parse(body)
    assert document.entries[0].title == "Sto\ufffdry 1"
    assert FaultClass.TEXT in classes(document)
    document.entries[0].title.encode("utf-8")


def test_f06_blanks_without_end_cost_nothing() -> None:
    assert len(parse(b"\n" * 300_000 + rss(item(1)).split(b"?>", 1)[1] + b"\n" * 300_000).entries) == 1


def test_f07_the_newest_entries_of_an_endless_feed_are_kept() -> None:
    old = [item(n, "Wed, 01 Jan 2025 10:00:00 GMT") for n in range(2500)]
    new = [item(n, "Thu, 16 Jan 2025 10:00:00 GMT") for n in range(9000, 9003)]
    document = parse(rss(*old, *new))
    assert len(document.entries) == 2000
    assert {entry.key for entry in document.entries} >= {"urn:9000", "urn:9001", "urn:9002"}
    assert FaultClass.LIMITS in classes(document)


def test_f08_complete_entries_of_a_cut_feed_load() -> None:
    body = rss(item(1), item(2), item(3))
    document = parse(body[: body.index(b"Story 3") + 20])
    assert [entry.key for entry in document.entries] == ["urn:1", "urn:2"]
    assert classes(document) == [FaultClass.MALFORMED]


def test_f09_one_broken_among_ten_costs_one() -> None:
    items = [item(n) for n in range(9)] + ["<item><title>No link</title></item>"]
    document = parse(rss(*items))
    assert len(document.entries) == 9
    assert classes(document) == [FaultClass.MALFORMED]


def test_f10_identity_without_or_with_a_useless_guid_is_the_link() -> None:
    shared = [item(n).replace(f"urn:{n}<", "same<") for n in range(3)]
    assert len({entry.key for entry in parse(rss(*shared)).entries}) == 3
    bare = [item(n).replace(f"<guid>urn:{n}</guid>", "") for n in range(3)]
    assert parse(rss(*bare)).entries[0].key.startswith("https://outlet.example/news/0")


def test_f11_the_same_page_three_times_is_one_entry() -> None:
    other_guid = item(1).replace("urn:1<", "urn:7<")
    assert len(parse(rss(item(1), item(1), other_guid)).entries) == 1


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://a.example/", "http://u:p@a.example/"],
)
def test_s04_links_that_are_no_pages_are_blocked(link: str) -> None:
    document = parse(rss(item(1), item(2).replace("https://outlet.example/news/2?utm_source=rss", link)))
    assert [entry.key for entry in document.entries] == ["urn:1"]
    assert classes(document) == [FaultClass.BLOCKED]


def test_t06_endless_titles_are_cut_and_endless_links_refused() -> None:
    long_title = item(1).replace("Story", "S" * 1_000_000)
    long_link = item(2).replace("/news/2", "/" + "n" * 64_000)
    document = parse(rss(long_title, long_link))
    assert len(document.entries) == 1
    assert len(document.entries[0].title) == 1000
    assert classes(document) == [FaultClass.LIMITS, FaultClass.LIMITS]


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u", "utf-16"])
def test_other_charsets_are_read(encoding: str) -> None:
    text = rss(item(1)).decode().replace('encoding="utf-8"', f'encoding="{encoding}"').replace("Story", "Гарантії")
    assert parse(text.encode(encoding)).entries[0].title == "Гарантії 1"
    told = parse_feed(text.encode(encoding), URL, NOW, "UTC", f"text/xml; charset={encoding}")
    assert told.entries[0].title == "Гарантії 1"


def test_a_feed_without_entries_is_told_apart_from_health() -> None:
    document = parse(rss())
    assert document.entries == ()
    assert classes(document) == [FaultClass.NOT_A_FEED]


def test_an_old_netscape_doctype_is_harmless_and_never_fetched() -> None:
    doctype = b'?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:1/rss.dtd">'
    document = parse(rss(item(1)).replace(b"?>", doctype, 1))
    assert (len(document.entries), document.faults) == (1, ())


SAMPLE = rss(item(1), item(2, extra="<description><![CDATA[<p>x</p>]]></description>"), item(3))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.binary(max_size=6), st.integers(0, 40)), max_size=5))
def test_f14_no_mutant_of_a_feed_raises_anything_but_a_fault(edits: list[tuple[int, bytes, int]]) -> None:
    body = SAMPLE
    for place, put, drop in edits:
        body = body[:place] + put + body[place + drop :]
    try:
        for entry in parse(body).entries:
            f"{entry.title}{entry.summary}{entry.key}{entry.url}".encode()
    except FaultError:
        return
