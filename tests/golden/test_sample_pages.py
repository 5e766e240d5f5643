"""Every page of the bundled sample, cleaned: the article or the rejection that a careful reader expects."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.clean import clean
from pipeline.model import Article, Page, Rejection
from pipeline.sample import FAULTS, SITE, SampleServer

BASE = "http://127.0.0.1:8127"
FETCHED_AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
PAGES = json.loads(Path(__file__).with_name("sample_expected.json").read_text("utf-8"))["pages"]
BOILERPLATE = (
    "Advertisement", "patron", "newsletter", "Newsletter", "cookies", "Sign up", "Sign in", "Most read", "Share this",
    "Leave a Reply", "Latest news", "Other news", "See also", "Ctrl+Enter", "exists in this sample only",
    "Read more", "Related", "Recent Posts", "Topics:", "Print this page",
)  # fmt: skip


def cleaned(site: Path, path: str, edition: int = 1, zone: str = "UTC") -> Article | Rejection:
    answer = SampleServer(site, BASE, edition).answer(path)
    assert answer is not None
    page = Page(answer.body, BASE + path, BASE + path, FETCHED_AT, content_type=answer.content_type, timezone=zone)
    return clean(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["id"])
def test_a_page_becomes_what_is_expected(page):
    found = cleaned(SITE, page["path"], page["editions"][0])
    if page["outcome"] == "rejection":
        assert isinstance(found, Rejection)
        assert found.reason == page["reason"]
        return
    assert isinstance(found, Article), found
    assert found.title == page["title"]
    assert found.canonical_url == BASE + page["path"]
    assert found.published_at == datetime.fromisoformat(page["published_at"])
    assert list(found.authors) == page["authors"]
    assert found.language == "en"
    for event in page["events"]:
        assert event["sentence"] in found.body
    assert [words for words in BOILERPLATE if words in found.body] == []


def test_the_correction_is_a_new_version_of_the_same_article():
    path = "/channel-gazette/world/eu-agrees-to-lend-ukraine-90bn-e3187b"
    first, second = cleaned(SITE, path, 1), cleaned(SITE, path, 2)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.article_id == second.article_id
    assert first.version_id != second.version_id
    assert second.modified_at == datetime(2025, 12, 19, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "title", "day"),
    [
        ("/healthy.html", "Healthy among the broken", "2025-05-05"),
        ("/western.legacy.html", "“Not yet”, says a minister from 1252", "2025-05-06"),
        ("/cyrillic.legacy.html", "Сторінка у старому кодуванні", "2025-05-07"),
        ("/lying-charset.html", "Заголовок каже UTF-8, а байти кажуть інше", "2025-05-07"),
        ("/nul.html", "A title with a NUL in it", "2025-05-08"),
        ("/epoch.html", "A story from the beginning of the clock", None),
        ("/future.html", "A story from the end of the century", None),
    ],
)
def test_a_fault_costs_no_more_than_it_must(path, title, day):
    found = cleaned(FAULTS, path)
    assert isinstance(found, Article), found
    assert found.title == title
    assert (found.published_at.date().isoformat() if found.published_at else None) == day
    assert bool(found.flags) == (path not in ("/healthy.html", "/western.legacy.html", "/cyrillic.legacy.html"))


def test_half_a_character_does_not_reach_the_title():
    found = cleaned(FAULTS, "/surrogate.html")
    assert isinstance(found, Article)
    found.title.encode("utf-8")
    assert "\ud83d" not in found.title
    assert any(flag.startswith("text:") for flag in found.flags)
