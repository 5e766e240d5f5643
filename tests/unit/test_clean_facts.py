"""Headline, authors, address and JSON-LD, from pages that say them badly."""

import pytest

from pipeline.clean.address import canonical_url, clean_url, site_of
from pipeline.clean.authors import authors_of
from pipeline.clean.head import read_head
from pipeline.clean.jsonld import article_node, read_jsonld, text_of
from pipeline.clean.title import site_names, title_of
from pipeline.clean.tree import parse
from pipeline.model import Rejection

URL = "https://www.daily.example/news/story"


def tree_of(markup: str):
    tree = parse(f"<html><head>{markup}</head><body></body></html>" if "<body" not in markup else markup)
    assert not isinstance(tree, Rejection)
    return tree


def title(markup: str) -> str:
    tree = tree_of(markup)
    return title_of(tree, read_head(tree, {URL}), URL)


def authors(markup: str) -> tuple[str, ...]:
    tree = tree_of(markup)
    head = read_head(tree, {URL})
    return authors_of(tree, head, site_names(head, URL))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<title>Cabinet agrees a deal | Daily</title>", "Cabinet agrees a deal"),
        ("<title>Daily.example - Cabinet agrees a deal</title>", "Cabinet agrees a deal"),
        (
            "<title>Cabinet agrees a deal - Politics - Daily</title><body><h1>Cabinet agrees a deal</h1>",
            "Cabinet agrees a deal",
        ),
        ("<title>War-time economy: a half-open door</title>", "War-time economy: a half-open door"),
        ("<title>Talks | what comes next</title>", "Talks | what comes next"),
        ('<meta property="og:site_name" content="The Post"><title>A deal – The Post</title>', "A deal"),
        ("<title>Daily</title><body><h1><img alt=logo></h1><h1>Cabinet agrees</h1>", "Cabinet agrees"),
        ("<title>Home</title><body><h1>Cabinet agrees</h1>", "Cabinet agrees"),
        ('<title>x</title><meta property="og:title" content="Talks &amp; more">', "Talks & more"),
        ("<body><svg><title>icon</title></svg><h1>The real headline</h1>", "The real headline"),
    ],
)
def test_headlines(markup: str, expected: str) -> None:
    assert title(markup) == expected


def test_jsonld_headline_first_and_a_cut_one_is_made_whole() -> None:
    whole = "A headline that is a good deal longer than what search engines are willing to show to their readers"
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{whole[:80]}…"}}</script>'
    assert title(f"<html><head>{script}</head><body><h1>{whole}</h1></body></html>") == whole


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ('{"@type":"Person","name":"Ada Wire"}', ("Ada Wire",)),
        ('[{"name":"Ada Wire"},{"name":"Bo Line"}]', ("Ada Wire", "Bo Line")),
        ('"Ada Wire and Bo Line"', ("Ada Wire", "Bo Line")),
        ('"Ада Коваль та Богдан Лисенко"', ("Ада Коваль", "Богдан Лисенко")),
        ('{"name":["Ada Wire","Bo Line"]}', ("Ada Wire", "Bo Line")),
        ('"By Anne-Marie Wire in Paris"', ("Anne-Marie Wire",)),
        ('{"@type":"Organization","name":"Daily"}', ("Daily",)),
        ('"https://daily.example/ada"', ()),
        ('"desk@daily.example"', ()),
        ("null", ()),
    ],
)
def test_authors_from_jsonld(author: str, expected: tuple[str, ...]) -> None:
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","author":{author}}}</script>'
    assert authors(script) == expected


def test_authors_from_meta_and_byline() -> None:
    assert authors('<meta name="author" content="Ada Wire, Bo Line">') == ("Ada Wire", "Bo Line")
    assert authors("<body><div class='byline'>By <a href='/author/ada'>Ada Wire</a> | 3 min</div>") == ("Ada Wire",)


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type":"NewsArticle","headline":"They "agree"","datePublished":"2025-01-10T10:00:00Z",'
        '"author":{"@type":"Person","name":"Ada Wire"}}',
        '{"@type":"NewsArticle","datePublished":"2025-01-10T10:00:00Z","author":[{"name":"Ada Wire"}]',
    ],
)
def test_jsonld_that_cannot_be_read_still_tells_date_and_author(broken: str) -> None:
    (node,) = read_jsonld(tree_of(f'<script type="application/ld+json">{broken}</script>'))
    assert (node["@type"], node["datePublished"], node["author"]) == ("NewsArticle", "2025-01-10T10:00:00Z", "Ada Wire")


def test_a_signed_line_without_a_telling_class() -> None:
    assert authors("<body><h1>Head</h1><p>By Ada Wire and Bo Line</p><p>Text.</p>") == ("Ada Wire", "Bo Line")
    assert authors("<body><h1>Head</h1><p>Автор: Олена Коваль</p>") == ("Олена Коваль",)
    assert authors("<body><h1>Head</h1><p>Автор: Олена Коваль, 18 листопада 2025, 14:05</p>") == ("Олена Коваль",)
    assert authors("<body><h1>Head</h1><div>Interview by Ada Wire · 5 October 2025</div>") == ("Ada Wire",)
    assert authors("<body><h1>Head</h1><p>By Monday the talks were over.</p>") == ()


def test_the_outlet_signs_only_when_nobody_else_does() -> None:
    script = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Daily"}}</script>'
    assert authors(f"<html><head>{script}</head><body><a rel='author'>Ada Wire</a></body></html>") == ("Ada Wire",)


@pytest.mark.parametrize(
    "source",
    [
        '{"@type":"NewsArticle","headline":"H"}',
        '/* c */ {"@type":"NewsArticle", // why\n "headline":"H",}',
        '<!-- {"@type":"NewsArticle","headline":"H"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"H"}\n//]]>',
        '{"@graph":[{"@type":"WebSite"},{"@type":["Article"],"headline":"H"}]}',
        '[[{"@type":"NewsArticle","headline":"H"}]];',
        '{"@type":"NewsArticle","headline":"H","articleBody":"line\none","url":"https://a.example/x"}',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;H&quot;}",
        '{"@type":"NewsArticle","headline":"H","x":"a\\\'b"}',
        '{"@type":"NewsArticle","headline":"H"} trailing words',
    ],
)
def test_jsonld_is_read_leniently(source: str) -> None:
    tree = tree_of(f'<script type="application/ld+json">{source}</script>')
    assert article_node(read_jsonld(tree), set()).get("headline") == "H"


@pytest.mark.parametrize("source", ["", "{", "[" * 200_000, '{"a":' * 100_000, "/*" * 100_000, '"' * 100_000])
def test_jsonld_bombs_are_nothing(source: str) -> None:
    tree = tree_of(f'<script type="application/ld+json">{source}</script>')
    assert read_jsonld(tree) == []


def test_of_several_articles_the_one_with_our_address() -> None:
    nodes = [
        {"@type": "NewsArticle", "headline": "other", "url": "https://a.example/other"},
        {"@type": "NewsArticle", "headline": "ours", "mainEntityOfPage": {"@id": URL + "/"}},
    ]
    assert article_node(nodes, {URL})["headline"] == "ours"
    assert text_of([{"name": ""}, {"@value": "x &amp; y"}]) == "x & y"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://A.Example/Path/Ünï?utm_source=rss&id=7#top", "https://a.example/Path/Ünï?id=7"),
        ("https://a.example:443/x?fbclid=1&gclid=2", "https://a.example/x"),
        ("http://a.example:8080/x?b=2&a=1", "http://a.example:8080/x?b=2&a=1"),
        ("https://a.example/x?ref=rss", "https://a.example/x"),
        ("https://a.example/x?ref=4711", "https://a.example/x?ref=4711"),
        ("https://a.example", "https://a.example/"),
        ("https://www.bbc.com/news/a?at_medium=RSS&at_campaign=rss", "https://www.bbc.com/news/a"),
        ("https://a.example/x?q=a%20b&utm_medium=x", "https://a.example/x?q=a+b"),
        ("https://[::1/x", "https://[::1/x"),
    ],
)
def test_clean_url(url: str, expected: str) -> None:
    assert clean_url(url) == expected


@pytest.mark.parametrize(
    ("declared", "expected", "is_flagged"),
    [
        ("https://www.daily.example/news/Story?utm_source=x", "https://www.daily.example/news/Story", False),
        ("/news/story-2", "https://www.daily.example/news/story-2", False),
        ("https://m.daily.example/news/story", "https://m.daily.example/news/story", False),
        ("https://canary.example/news/story", URL, True),
        ("https://daily.example.canary.example/x", URL, True),
        ("https://www.daily.example/", URL, True),
        ("https://www.daily.example/en/", URL, True),
        ("javascript:alert(1)", URL, False),
        ("https://www.daily.example/" + "x" * 3_000, URL, False),
        ("", URL, False),
    ],
)
def test_canonical_address(declared: str, expected: str, is_flagged: bool) -> None:
    tree = tree_of(f'<base href="https://canary.example/"><link rel="canonical" href="{declared}">')
    address, flags = canonical_url(tree, URL + "?utm_source=rss", URL)
    assert address == expected
    assert bool(flags) == is_flagged


def test_site_of_ignores_prefixes_only() -> None:
    assert site_of("https://www.a.example/x") == site_of("https://amp.a.example/") == "a.example"
    assert site_of("https://news.a.example/") == "news.a.example"
