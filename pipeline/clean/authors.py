"""Who wrote it: JSON-LD, else meta elements, else the visible byline; people, never the outlet or an address."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean.head import Head
from pipeline.clean.jsonld import Node, text_of
from pipeline.clean.scrub import one_line
from pipeline.clean.tree import select

BYLINE = etree.XPath(
    """//*[@rel='author' or @itemprop='author' or contains(@class, 'author-name') or contains(@class, 'author__name')
    or contains(@class, 'authorName') or contains(@class, 'author_name') or contains(@class, 'article-author')
    or contains(@class, 'post_author') or contains(@class, 'post__author') or contains(@class, 'byline')
    or contains(@class, 'Byline') or @class='author' or contains(@data-testid, 'byline') or @rel='author external']"""
)
PREFIX = re.compile(
    r"^(?:written|text|story|words|reported|analysis|opinion|photos?)?\s*\b(?:by|von|par|por|di|door|av|od|автор[и]?|"
    r"авторка|текст|author[s]?|autor(?:in|en)?)\b\s*:?\s+",
    re.I,
)
SPLIT = re.compile(
    r"\s*(?:[,;|·•、]|(?<=\w\s)/|&)\s*|\s+(?:and|und|et|y|e|og|och|en|ve|та|і|и|with|mit)\s+(?=[^\W\d_])"
)
TAIL = re.compile(
    r"\s*(?:\(.*\)|\bin [A-Z]\w+(?: and [A-Z]\w+)?|\s[-–—]\s.*|\b(?:Published|Updated|Last|Опубліковано)\b.*"
    r"|\d{1,2}[:.]\d\d.*|@\w+.*)$"
)
NOT_A_NAME = re.compile(
    r"@|\d|^(?:admin|administrator|editor|editorial|staff|redaktion|redaction|rédaction|guest|unknown|none|null|"
    r"undefined|anonymous|newsroom|author|by)$",
    re.I,
)
ADDRESS = re.compile(r"https?:|www\.|^//|^/\w|^\S+@\S+$")
SIGNED = re.compile(
    r"(?:(?:Written |Reported |Text )?[Bb]y|BY|Автор[иа]?:|Текст:|Von|Par)\s+(?:[^\W\d_a-z][\w'’.-]*\s*){2,}"
)
NEAR_HEADLINE = 20
MAX_NAME = 80
MAX_AUTHORS = 20


def authors_of(tree: HtmlElement, head: Head, outlet: set[str]) -> tuple[str, ...]:
    """Names in the order given, without repeats; the outlet's own name only where it signs alone or beside people."""
    declared = _tidy(_from_jsonld(head), set()) or _tidy(_from_meta(head), set())
    people = tuple(name for name in declared if _folded(name) not in outlet)
    # An outlet that signs its own stories is an author of sorts, but a byline that names a person is better.
    return declared if people else _tidy(_from_byline(tree), outlet) or declared


def _from_jsonld(head: Head) -> Iterator[str]:
    for key in ("author", "creator"):
        value = head.article.get(key)
        for item in value if isinstance(value, list) else [value]:
            yield from _names_of(item, head)


def _names_of(item: object, head: Head) -> Iterator[str]:
    """Names in one JSON-LD author: text, an object, or a reference by @id into the same page."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, list):
        for part in item:
            yield from _names_of(part, head)
    elif isinstance(item, Mapping):
        name = item.get("name")
        if not name and item.get("@id"):
            name = _referenced(head.nodes, item["@id"]).get("name")
        if isinstance(name, list):
            yield from (text_of(part) for part in name)
        else:
            yield text_of(name)


def _referenced(nodes: tuple[Node, ...], identifier: object) -> Node:
    return next((node for node in nodes if node.get("@id") == identifier and node.get("name")), {})


def _from_meta(head: Head) -> Iterator[str]:
    for name in (
        "author",
        "article:author",
        "dc.creator",
        "dc.creator.author",
        "parsely-author",
        "sailthru.author",
        "cxenseparse:author",
        "byl",
    ):
        yield from head.meta.get(name, ())
        if head.meta.get(name) and not NOT_A_NAME.search(head.first(name)):
            return


def _from_byline(tree: HtmlElement) -> Iterator[str]:
    yield from _from_line(tree)
    seen: set[HtmlElement] = set()
    for element in select(BYLINE, tree):
        if any(parent in seen for parent in element.iterancestors()):
            continue
        seen.add(element)
        links = [
            one_line(str(a.text_content()))
            for a in element.iter("a")
            if "autor" in str(a.get("href")) or "author" in str(a.get("href"))
        ]
        yield from links or [one_line(str(element.text_content()))[: 2 * MAX_NAME]]
        if len(seen) >= MAX_AUTHORS:
            return


def _from_line(tree: HtmlElement) -> Iterator[str]:
    """A line `By Ada Wire` among the first elements after the headline, whatever its class."""
    elements = tree.iter("h1", "p", "div", "span", "h3", "em", "strong")
    if any(element.tag == "h1" for element in elements):
        for element in islice(elements, NEAR_HEADLINE):
            line = one_line(str(element.text_content()))
            if len(line) <= MAX_NAME and SIGNED.match(line):
                yield line
                return


def _tidy(values: Iterator[str], outlet: set[str]) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for value in values:
        if ADDRESS.search(value):
            continue
        for part in SPLIT.split(PREFIX.sub("", one_line(value))):
            name = TAIL.sub("", PREFIX.sub("", part)).strip(" .:,-–—|")
            folded = _folded(name)
            if 1 < len(name) <= MAX_NAME and not NOT_A_NAME.search(name) and folded not in outlet:
                names.setdefault(folded, name)
    return tuple(list(names.values())[:MAX_AUTHORS])


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
