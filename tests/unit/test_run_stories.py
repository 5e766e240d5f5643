"""An article is read as one text, a live blog as many; wherever a report is found, its offsets are the article's."""

from dataclasses import replace
from datetime import UTC, date, datetime

from pipeline.extract import default_extractor
from pipeline.model import Article, Block, BlockKind, EventType, LiveEntry, Rejection, RejectionReason
from pipeline.run.stories import fingerprint_of, readings

DAY = date(2025, 3, 5)
BEGUN = datetime(2025, 3, 4, 18, tzinfo=UTC)
LATER = datetime(2025, 3, 5, 7, 10, tzinfo=UTC)

LEAD = "All that is said about the force, as it is said."
HEADLINE = "Germany pledges air defence systems for Ukraine"
TEXT = "Nobody would say on Wednesday when they are to arrive.\nBackground: Berlin had hesitated for months."
SECOND = (
    "British Prime Minister Keir Starmer said on Tuesday that Britain would send peacekeeping troops after a truce."
)


def blog() -> Article:
    body = f"{LEAD}\n{HEADLINE}\n{TEXT}\n{SECOND}"
    first, second = body.index(HEADLINE), body.index(SECOND)
    background = body.index("Berlin")
    return Article(
        "Ukraine war live: allies talk about a force", body, "https://a.example/live", BEGUN, "jsonld", language="en",
        blocks=(Block(BlockKind.BACKGROUND, background, second - 1),),
        entries=(
            LiveEntry(first, body.index(TEXT), second - 1, LATER),
            LiveEntry(second, second, len(body), None),
        ),
    )  # fmt: skip


def test_an_ordinary_article_is_read_whole() -> None:
    article = replace(blog(), entries=())
    (reading,) = readings(article, DAY, "A Paper", "Europe/Kyiv")
    document = reading.document
    assert (document.title, document.text, document.published) == (article.title, article.body, BEGUN)
    assert (document.context, document.blocks, reading.position) == ("", article.blocks, None)
    assert next(readings(replace(article, published_at=None), DAY, "A Paper", "UTC")).document.published == DAY


def test_each_entry_of_a_live_blog_is_read_by_itself_at_its_own_time() -> None:
    first, second = readings(blog(), DAY, "A Paper", "UTC")
    assert (first.position, first.document.title, first.document.text) == (1, HEADLINE, TEXT)
    assert (second.position, second.document.title, second.document.text) == (2, "", SECOND)
    assert (first.published_at, second.published_at) == (LATER, BEGUN)
    assert {first.document.context, second.document.context} == {blog().title}
    (block,) = first.document.blocks
    assert first.document.text[block.start : block.end] == "Berlin had hesitated for months."
    assert second.document.blocks == ()


def test_offsets_of_what_is_found_are_those_of_the_article() -> None:
    article = blog()
    found = [
        reading.placed(mention)
        for reading in readings(article, DAY, "A Paper", "UTC")
        for mention in default_extractor().extract(reading.document)
    ]
    assert [mention.type for mention in found] == [EventType.PLEDGE, EventType.PLEDGE]
    spans = [mention.evidence for mention in found]
    assert [span.field for span in spans] == ["text", "text"]
    assert [article.body[span.sentence_start : span.sentence_end] for span in spans] == [HEADLINE, SECOND]
    assert "pledges" in article.body[spans[0].start : spans[0].end]
    # "On Tuesday" is counted from the entry, "Ukraine" is known from the headline above it.
    assert found[1].date.start == date(2025, 3, 4)


def test_the_headline_above_tells_what_an_entry_is_about() -> None:
    told = "Keir Starmer said on Tuesday that Britain would join the monitoring mission."
    _, entry = readings(blog(), DAY, "A Paper", "UTC")
    about_ukraine = replace(entry.document, text=told)
    assert len(default_extractor().extract(about_ukraine)) == 1
    assert default_extractor().extract(replace(about_ukraine, context="What happens today, live")) == ()


def test_a_live_blog_is_nobodys_copy() -> None:
    article = blog()
    whole = fingerprint_of(replace(article, entries=()))
    assert whole is not None
    assert len(whole.bands) == 32
    assert fingerprint_of(article) == replace(whole, bands=())
    assert fingerprint_of(Rejection(RejectionReason.PAYWALL)) is None
