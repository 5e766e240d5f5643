"""Live blogs fall into dated entries, and corrections can be read."""

import json
from datetime import UTC, datetime

from pipeline.clean import clean
from pipeline.clean.correction import changes, corrections
from pipeline.model import Article, Change, ChangeKind, Page

NOW = datetime(2025, 2, 1, 8, tzinfo=UTC)
FIRST = "The two delegations left the hotel by the back door shortly after noon."
SECOND = "The meeting has begun with an hour’s delay, a diplomat told reporters."


THIRD = "Nobody wanted to say in front of the cameras what had been agreed on in the course of the long night."


def read(markup: str, url: str = "https://a.example/live/talks") -> Article:
    head = "<html lang=en><head><title>Talks on a force, live</title></head>"
    found = clean(Page((head + markup).encode(), url, url, NOW, "text/html", None, "Europe/Kyiv"))
    assert isinstance(found, Article), found
    return found


def entries(markup: str, url: str = "https://a.example/live/talks") -> list[tuple[datetime | None, str, str]]:
    """Time, headline and text of each entry, cut out of the body by its offsets."""
    article = read(markup, url)
    return [
        (
            entry.published_at,
            article.body[entry.start : entry.text_start].rstrip(),
            article.body[entry.text_start : entry.end],
        )
        for entry in article.entries
    ]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def post(time: str, *paragraphs: str, headline: str = "") -> str:
    told = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<div class=post><time datetime='{time}'>x</time>{f'<h2>{headline}</h2>' if headline else ''}{told}</div>"


def test_entries_from_elements_in_page_order() -> None:
    markup = (
        "<main><h1>Talks on a force, live</h1>"
        + post("2025-01-20T12:30:00Z", FIRST, THIRD, headline="They leave")
        + post("2025-01-20 11:10", SECOND, "Advertisement")
        + "</main>"
    )
    assert entries(markup) == [
        (at("2025-01-20T12:30:00"), "They leave", f"{FIRST}\n{THIRD}"),
        (at("2025-01-20T09:10:00"), "", SECOND),
    ]
    assert read(markup).body == f"They leave\n{FIRST}\n{THIRD}\n{SECOND}"


def test_a_standfirst_stands_before_the_entries_and_moves_them() -> None:
    lead = "Delegations of a dozen countries meet in a hotel by the lake; what they say, as they say it."
    markup = (
        f"<main><h1>Talks on a force, live</h1><p class=standfirst>{lead}</p>"
        + post("2025-01-20T12:30:00Z", FIRST)
        + post("2025-01-20T11:10:00Z", SECOND)
        + "</main>"
    )
    assert read(markup).body.startswith(lead + "\n")
    assert [text for _, _, text in entries(markup)] == [FIRST, SECOND]


def test_entries_from_jsonld_come_first_and_keep_their_paragraphs() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": "They leave", "datePublished": "2025-01-20T12:30:00Z",
         "articleBody": f"{FIRST}\n\n{THIRD}"},
        {"@type": "BlogPosting", "datePublished": "2099-01-20T12:30:00Z", "articleBody": SECOND},
    ]  # fmt: skip
    script = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    markup = f'<script type="application/ld+json">{script}</script><main><h1>Talks</h1><p>{FIRST}</p></main>'
    assert entries(markup, "https://a.example/talks") == [
        (at("2025-01-20T12:30:00"), "They leave", f"{FIRST}\n{THIRD}"),
        (None, "", SECOND),
    ]


def test_an_ordinary_page_has_no_entries() -> None:
    story = f"<main><h1>Talks</h1><time datetime='2025-01-20T12:30:00Z'>x</time><p>{FIRST}</p><p>{SECOND}</p></main>"
    assert entries(story, "https://a.example/story") == []
    assert entries(story) == []


def test_updates_beside_a_longer_story_are_teasers() -> None:
    story = "".join(f"<p>{FIRST} For the {n}th time they were told to wait.</p>" for n in range(9))
    teasers = post("2025-01-20T12:30:00Z", THIRD) + post("2025-01-20T11:10:00Z", SECOND)
    article = read(f"<main><h1>Talks</h1><article>{story}</article></main><aside>{teasers}</aside>")
    assert article.entries == ()
    assert "For the 8th time" in article.body


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


def test_a_headline_comes_first_and_is_named() -> None:
    found = corrections(("300 troops to go", "One.\nTwo."), ("30 troops to go", "One.\nThree and four."))
    assert found[0] == Change(ChangeKind.REWORDED, 1, "300 troops to go", "30 troops to go", "title")
    assert {change.field for change in found[1:]} == {"text"}
    assert corrections(("", "One."), ("A headline", "One."))[0].kind is ChangeKind.ADDED
    assert corrections(("A headline", "One."), ("", "One."))[0].kind is ChangeKind.REMOVED
    assert corrections(("A", "One."), ("A", "One.")) == ()


def test_a_text_that_is_another_one_is_not_compared_word_by_word() -> None:
    old = "\n".join(f"The old paragraph number {n} of the page." for n in range(60))
    new = "\n".join(f"The new paragraph number {n} of the page." for n in range(60))
    found = changes(old, new)
    assert [change.kind for change in found] == [ChangeKind.ADDED] * 60 + [ChangeKind.REMOVED] * 60
