"""Live blogs fall into dated entries, and corrections can be read."""

import json
from datetime import UTC, datetime

from pipeline.clean.correction import Change, ChangeKind, changes, unified
from pipeline.clean.liveblog import LiveEntry, live_entries
from pipeline.model import Page

NOW = datetime(2025, 2, 1, 8, tzinfo=UTC)
FIRST = "The two delegations left the hotel by the back door shortly after noon."
SECOND = "The meeting has begun with an hour’s delay, a diplomat told reporters."


def entries(markup: str, url: str = "https://a.example/live/talks") -> tuple[LiveEntry, ...]:
    return live_entries(Page(markup.encode(), url, url, NOW, "text/html", None, "Europe/Kyiv"), markup)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_entries_from_elements_in_page_order() -> None:
    markup = (
        "<main><h1>Talks live</h1>"
        f"<div class=post><time datetime='2025-01-20T12:30:00Z'>12:30</time><h2>They leave</h2><p>{FIRST}</p></div>"
        f"<div class=post><div><time datetime='2025-01-20 11:10'>11:10</time></div>"
        f"<p>{SECOND}</p><p>Advertisement</p></div></main>"
    )
    assert entries(markup) == (
        LiveEntry(at("2025-01-20T12:30:00"), "They leave", FIRST),
        LiveEntry(at("2025-01-20T09:10:00"), "", SECOND),
    )


def test_entries_from_jsonld_come_first() -> None:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": "They leave",
            "datePublished": "2025-01-20T12:30:00Z",
            "articleBody": FIRST,
        },
        {"@type": "BlogPosting", "datePublished": "2099-01-20T12:30:00Z", "articleBody": SECOND},
    ]
    script = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    markup = f'<script type="application/ld+json">{script}</script><p>x</p>'
    assert entries(markup, "https://a.example/talks") == (
        LiveEntry(at("2025-01-20T12:30:00"), "They leave", FIRST),
        LiveEntry(None, "", SECOND),
    )


def test_an_ordinary_page_has_no_entries() -> None:
    markup = f"<article><time datetime='2025-01-20T12:30:00Z'>x</time><p>{FIRST}</p><p>{SECOND}</p></article>"
    assert entries(markup, "https://a.example/story") == ()
    assert entries(markup) == ()
    assert entries("") == ()


def test_changes_name_what_was_added_removed_and_reworded() -> None:
    before = "The minister said 300 troops would go.\nTalks go on.\nThis line was wrong altogether."
    after = "The minister said 30 troops would go.\nTalks go on.\nAn editor’s note was put at the end of it."
    assert changes(before, after) == (
        Change(
            ChangeKind.REWORDED, 1, "The minister said 300 troops would go.", "The minister said 30 troops would go."
        ),
        Change(ChangeKind.ADDED, 3, "", "An editor’s note was put at the end of it."),
        Change(ChangeKind.REMOVED, 4, "This line was wrong altogether.", ""),
    )
    assert changes(before, before) == ()


def test_a_removed_paragraph_before_a_reworded_one() -> None:
    found = changes("Gone for good now.\nThe old wording of a line.", "The new wording of a line.")
    assert [change.kind for change in found] == [ChangeKind.REMOVED, ChangeKind.REWORDED]


def test_unified_difference() -> None:
    assert unified("a\nb", "a\nc").split("\n")[2:] == ["@@ -1,2 +1,2 @@", " a", "-b", "+c"]
    assert unified("a", "a") == ""
