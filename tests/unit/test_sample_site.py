"""The bundled sample says what it promises: feeds and pages agree with each other and with the expected answers."""

import html
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.fetch.feeds import parse_feed
from pipeline.model import Condition, Entry, EventType, Factuality, Instrument, Stance, Status
from pipeline.sample import FAULTS, LAST_EDITION, SITE, SampleServer, fault_sources_toml, sample_sources_toml
from pipeline.sample.server import EDITION_AT, EDITIONS
from pipeline.sources import Source, load_sources

EXPECTED = json.loads((Path(__file__).parents[1] / "golden" / "sample_expected.json").read_text("utf-8"))
PAGES = EXPECTED["pages"]
BASE = "http://127.0.0.1:8127"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def served(edition: int = 1) -> SampleServer:
    return SampleServer(SITE, BASE, edition)


def body(path: str, edition: int = 1) -> str:
    answer = served(edition).answer(path)
    assert answer is not None, path
    return answer.body.decode("utf-8")


def visible(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def watch_list(tmp_path: Path, text: str) -> tuple[Source, ...]:
    file = tmp_path / "feeds.toml"
    file.write_text(text, "utf-8")
    return load_sources(file)


def entries(tmp_path: Path, edition: int) -> dict[str, Entry]:
    """Entries of all three feeds by the path of their page."""
    found = {}
    for source in watch_list(tmp_path, sample_sources_toml(BASE)):
        for feed in source.feeds:
            answer = served(edition).answer(feed.url.removeprefix(BASE))
            assert answer is not None
            document = parse_feed(answer.body, feed.url, NOW, feed.timezone, answer.content_type)
            assert document.faults == ()
            found.update({entry.url.removeprefix(BASE).partition("?")[0]: entry for entry in document.entries})
    return found


def test_the_sample_is_as_large_as_promised(tmp_path):
    feeds = [feed for source in watch_list(tmp_path, sample_sources_toml(BASE)) for feed in source.feeds]
    assert sorted(feed.kind for feed in feeds) == ["atom", "rss", "rss"]
    assert {feed.status for feed in feeds} == {"sample"}
    assert len({page["path"] for page in PAGES}) == 22
    assert len({page["layout"] for page in PAGES} - {None}) == 5
    days = {page["published"] for page in PAGES}
    assert len(days) == 19
    assert min(days) >= "2024-12"
    assert max(days) < "2026-02"
    assert sum(page["outcome"] == "article" and not page["events"] for page in PAGES) == 3
    assert sorted(page["reason"] for page in PAGES if page["reason"]) == ["consent_wall", "no_text", "section_front"]


@pytest.mark.parametrize("edition", [1, LAST_EDITION])
def test_feeds_and_expected_answers_list_the_same_pages_with_the_same_dates(tmp_path, edition):
    expected = {page["path"]: page for page in PAGES if edition in page["editions"]}
    found = entries(tmp_path, edition)
    assert found.keys() == expected.keys()
    for path, entry in found.items():
        assert entry.title == expected[path]["title"]
        assert entry.published_at == datetime.fromisoformat(expected[path]["published_at"])


@pytest.mark.parametrize("page", [page for page in PAGES if page["outcome"] == "article"], ids=lambda page: page["id"])
def test_a_page_says_what_is_expected_of_it(page):
    text = body(page["path"], page["editions"][0])
    assert "{{" not in text
    assert re.search(rf'rel="canonical" href="(?:{BASE})?{re.escape(page["path"])}"', text)
    shown = visible(text)
    assert page["title"] in shown
    for event in page["events"]:
        assert event["sentence"] in shown
        assert event["trigger"] in event["sentence"]
        assert event["date_text"] is None or event["date_text"] in shown


@pytest.mark.parametrize("page", [page for page in PAGES if page["events"]], ids=lambda page: page["id"])
def test_expected_events_are_records_of_the_codebook(page):
    assert sum(not event["optional"] for event in page["events"]) >= 2
    for event in page["events"]:
        for name in (event["type"], *event["alt_types"]):
            EventType(name)
        assert [Instrument(name) for name in event["instruments"]]
        assert [Condition(name) for name in event["conditions"]] or event["conditions"] == []
        Status(event["status"])
        Stance(event["stance"])
        Factuality(event["factuality"])
        assert event["actors"]
        first, last = date.fromisoformat(event["date_start"]), date.fromisoformat(event["date_end"])
        assert first <= last
        assert (event["date_precision"] == "pub") == (event["date_text"] is None)
        named = [day for day in WEEKDAYS if day in (event["date_text"] or "")]
        assert named in ([], [WEEKDAYS[first.weekday()]]), event["sentence"]


def test_the_second_edition_corrects_one_story_and_nothing_else():
    before, after = served(1), served(2)
    changed = [
        f"/{file.relative_to(EDITIONS / '2').as_posix()}" for file in (EDITIONS / "2").rglob("*") if file.is_file()
    ]
    assert sorted(changed) == [
        "/channel-gazette/feed.xml",
        "/channel-gazette/world/eu-agrees-to-lend-ukraine-90bn-e3187b.html",
    ]
    for path in changed:
        old, new = before.answer(path), after.answer(path)
        assert old is not None
        assert new is not None
        assert old.etag != new.etag
        assert (old.modified_at, new.modified_at) == (EDITION_AT[1], EDITION_AT[2])
    for page in PAGES:
        if page["editions"] == [1, 2]:
            assert before.answer(page["path"]) == after.answer(page["path"])


def test_the_corrected_entry_asks_to_be_fetched_again(tmp_path):
    path = "/channel-gazette/world/eu-agrees-to-lend-ukraine-90bn-e3187b"
    first, second = entries(tmp_path, 1), entries(tmp_path, 2)
    assert first[path].sha256 != second[path].sha256
    assert first[path].key == second[path].key
    assert "blocked by Hungary" in body(path, 1)
    assert "blocked by Belgium" in body(path, 2)


def test_the_syndicated_story_is_nearly_word_for_word():
    by_id = {page["id"]: page for page in PAGES}
    own, copy = (visible(body(by_id[name]["path"])) for name in ("sample-twentysix", "sample-twentysix-copy"))
    shared = [event["sentence"] for event in by_id["sample-twentysix"]["events"] if event["sentence"] in copy]
    assert len(shared) == len(by_id["sample-twentysix"]["events"])
    assert own != copy


def test_groups_of_one_happening_point_to_events():
    by_id = {page["id"]: page for page in PAGES}
    for group in EXPECTED["same"]:
        told = [by_id[name]["events"][int(place)] for name, place in (item.split("/") for item in group)]
        assert len(told) >= 2
        assert len({event["type"] for event in told}) == 1
        assert set.intersection(*(set(event["instruments"]) for event in told))


@pytest.mark.parametrize("path", ["/feeds.toml", "/../server.py", "/%2e%2e/server.py", "/nowhere", "/nowhere/"])
def test_only_pages_feeds_and_pictures_are_served(path):
    assert served().answer(path) is None


def test_every_kind_of_file_has_its_content_type():
    kinds = {
        "/robots.txt": "text/plain; charset=utf-8",
        "/": "text/html; charset=utf-8",
        "/assets/blank.svg": "image/svg+xml",
        "/channel-gazette/feed.xml": "application/rss+xml; charset=utf-8",
        "/baltic-observer/feed/atom/": "application/atom+xml; charset=utf-8",
    }
    for path, kind in kinds.items():
        answer = served().answer(path)
        assert answer is not None
        assert answer.content_type == kind


def test_the_address_is_filled_in_wherever_the_sample_is_served():
    answer = SampleServer(SITE, "http://127.0.0.1:9").answer("/channel-gazette/feed.xml")
    assert answer is not None
    assert b"http://127.0.0.1:9/channel-gazette/world/" in answer.body
    assert b"{{" not in answer.body


def test_the_fault_list_names_six_sources(tmp_path):
    assert len(watch_list(tmp_path, fault_sources_toml(BASE))) == 6


def test_fault_files_carry_the_faults_they_are_named_for():
    faults = SampleServer(FAULTS, BASE)

    def raw(path: str) -> bytes:
        answer = faults.answer(path)
        assert answer is not None
        return answer.body

    assert raw("/zero.xml") == b""
    assert b"<item>" not in raw("/empty.xml")
    assert b"<rss" not in raw("/html-as-feed.html")
    assert b"\x00" in raw("/nul.html")
    assert b"\x00" in raw("/broken.xml")
    assert b"&#xD83D;" in raw("/broken.xml")
    assert b"1970" in raw("/epoch.html")
    assert b"2099" in raw("/future.html")
    assert faults.answer("/gone.html") is None
    for path, charset in (("/western.legacy.html", "cp1252"), ("/cyrillic.legacy.html", "cp1251")):
        with pytest.raises(UnicodeDecodeError):
            raw(path).decode("utf-8")
        assert "<h1>" in raw(path).decode(charset)
        assert faults.answer(path).content_type == "text/html"
    with pytest.raises(UnicodeDecodeError):
        raw("/lying-charset.html").decode("utf-8")
