"""Markup that would kill or mislead the parser is refused; deep pages keep their tail."""

import pytest

from pipeline.clean.prune import prune, strip_dead
from pipeline.clean.repair import repair, without_scripts
from pipeline.clean.tree import MAX_ATTRIBUTES, MAX_TAGS, limits_rejection, magic_rejection, parse
from pipeline.model import Rejection, RejectionReason


def tree_of(markup: str):
    tree = parse(markup)
    assert not isinstance(tree, Rejection)
    return tree


def test_300_nested_elements_keep_their_tail() -> None:
    tree = tree_of("<body>" + "<div>" * 300 + "<p>inside</p>" + "</div>" * 300 + "<p>tail</p></body>")
    assert tree.text_content() == "insidetail"


@pytest.mark.parametrize("markup", ["<div>" * 5_000 + "x", "<b>" * 50_000 + "x", "<table>" * 3_000 + "x"])
def test_deeper_than_can_be_kept_is_refused(markup: str) -> None:
    answer = parse(markup)
    assert isinstance(answer, Rejection)
    assert answer.reason is RejectionReason.LIMITS


@pytest.mark.parametrize("piece", ["<!--", "<a", "</", '<a href="'])
def test_a_mebibyte_of_openings_is_refused_unparsed(piece: str) -> None:
    answer = limits_rejection(piece * (1_048_576 // len(piece)))
    assert answer is not None
    assert answer.reason is RejectionReason.LIMITS


def test_attributes_of_one_tag_are_counted() -> None:
    bomb = "<p " + " ".join(f'a{i}="1"' for i in range(MAX_ATTRIBUTES + 10)) + ">x</p>"
    answer = limits_rejection(bomb)
    assert answer is not None
    assert "attributes" in answer.detail


def test_words_in_an_attribute_are_no_attributes() -> None:
    assert limits_rejection('<div data-state="' + "word " * 9_000 + '">x</div>') is None


def test_white_space_in_a_tag_costs_no_time() -> None:
    assert limits_rejection("<meta" + " " * 500_000 + ">") is None


def test_an_ordinary_page_is_within_limits() -> None:
    assert limits_rejection("<p>text</p>" * (MAX_TAGS // 4)) is None


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "text/html", RejectionReason.EMPTY),
        (b" \r\n\0", "text/html", RejectionReason.EMPTY),
        (b"%PDF-1.4 ...", "text/html", RejectionReason.NOT_HTML),
        (b"\x89PNG\r\n\x1a\n", "text/html", RejectionReason.NOT_HTML),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', "text/html", RejectionReason.NOT_HTML),
        (b'{"status": "ok"}', "application/json", RejectionReason.NOT_HTML),
        (b"\x00\x01\x02binary", "image/jpeg", RejectionReason.NOT_HTML),
    ],
)
def test_what_is_no_page(body: bytes, content_type: str, reason: RejectionReason) -> None:
    answer = magic_rejection(body, content_type)
    assert answer is not None
    assert answer.reason is reason


def test_a_page_sent_as_octet_stream_is_a_page() -> None:
    assert magic_rejection(b"<html><p>text</p>", "application/octet-stream") is None


def test_repair_of_references_titles_and_comments() -> None:
    text, flags = repair("<title>Head<body><p>a&#0;b&#xD800;c&#x93;d&#1114112;e&#233;</p><!-- never ends <p>tail</p>")
    assert text.startswith("<title>Head</title><body>")
    assert "<p>abc“de&#233;</p>" in text
    assert "<!--" not in text
    assert "<p>tail</p>" in text
    assert flags == ("text: references to NUL, U+110000, U+D800 removed from page",)


def test_references_that_were_escaped_twice_are_mended_and_a_lesson_about_markup_is_not() -> None:
    assert (
        repair("<p>&amp;ldquo;Yes&amp;rdquo;&amp;nbsp;&amp;#8211; no</p>")[0]
        == "<p>&ldquo;Yes&rdquo;&nbsp;&#8211; no</p>"
    )
    lesson = "<p>write &amp;lt;p&amp;gt; and &amp;amp; here</p>"
    assert repair(lesson)[0] == lesson


def test_repair_leaves_a_sound_page_alone() -> None:
    page = "<html><head><title>T</title></head><body><!-- c --><p>a &amp; b &#8211; c</p></body></html>"
    assert repair(page) == (page, ())


def test_dead_parts_go_and_hidden_parts_stay_only_when_nothing_else_is_shown() -> None:
    story = "<p>" + "A sentence of the story. " * 30 + "</p>"
    shown = tree_of(f"<body>{story}<noscript><p>Please enable scripts</p></noscript><script>1</script></body>")
    hidden = tree_of(f"<body><div id=app></div><noscript>{story}</noscript></body>")
    strip_dead(shown)
    strip_dead(hidden)
    assert "enable scripts" not in shown.text_content()
    assert "of the story" in hidden.text_content()


def test_prune_removes_comments_and_banners_but_not_a_wrapper_of_that_name() -> None:
    tree = tree_of(
        "<body><div class='comments-open'><h1>Head</h1><p>Story</p></div>"
        "<div id='comments'><p>Reader</p></div><div class='cookie-banner'><p>Consent</p></div></body>"
    )
    prune(tree)
    assert tree.text_content() == "HeadStory"


def test_layout_tables_become_boxes_and_figures_stay_tables() -> None:
    tree = tree_of("<table><tr><td><p>Story</p></td></tr></table><table><tr><td>1</td><td>2</td></tr></table>")
    prune(tree)
    assert len(tree.findall(".//table")) == 1


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("a<script>if (x<y) '<p>'</script>b<STYLE>p{}</STYLE >c", "abc"),
        ("a<!-- <script> -->b<script>1</script>c", "abc"),
        ("a<script>'<!--'</script>b", "ab"),
        ('a<script type="application/ld+json">{}</script>b', 'a<script type="application/ld+json">{}</script>b'),
        ("<scripture>a</scripture>", "<scripture>a</scripture>"),
        ("a<script>never closed <p>b", "a<p>b"),
        ("a<style>p {}<div>b", "a<div>b"),
        ("a<script>never closed b", "a<script>never closed b"),
        ("a<script>x<p>b</p><p>c</p><p>d</p><script>y</script>e", "a<p>b</p><p>c</p><p>d</p>e"),
        ("a<!-->b<!--->c<!-- d --!>e", "abce"),
        ("<?xml version='1.0'?><script src='a'/><p>b", "<?xml version='1.0'?><p>b"),
        ("a<!-- never closed <p>b", "a<!-- never closed <p>b"),
    ],
)
def test_scripts_styles_and_comments_go_and_nothing_else(page: str, kept: str) -> None:
    assert without_scripts(page) == (kept, len(page) - len(kept))
