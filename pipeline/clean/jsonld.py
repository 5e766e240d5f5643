"""schema.org data of a page, read as leniently as search engines do: comments, trailing commas, newlines, @graph."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

Node = Mapping[str, Any]

ARTICLE_TYPES = re.compile(
    r"(?:^|[/#:])(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review|SocialMediaPosting|DiscussionForumPosting)$"
)
WRAPPING = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$"
)
COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|(?<![:"\w])//[^\n]*', re.S)
TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.S)
BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")

SALVAGED = {
    "@type": re.compile(r'"@type"\s*:\s*"(\w*(?:Article|Posting))"'),
    "datePublished": re.compile(r'"datePublished"\s*:\s*"([^"\n]{8,40})"'),
    "dateModified": re.compile(r'"dateModified"\s*:\s*"([^"\n]{8,40})"'),
    "author": re.compile(
        r'"author"\s*:\s*[\[{\s]*(?:"@type"\s*:\s*"Person"\s*,\s*)?(?:"name"\s*:\s*)?"([^"@\n]{3,80})"'
    ),
}
"""Where the facts stand in a script with a quote too many or an end too few."""

MAX_SCRIPT = 1_000_000
"""Characters of one script: real ones stay under 200,000 even with the whole body inside."""
MAX_NODES = 2_000
"""Nodes walked on one page: a catalogue of a shop has hundreds, a bomb has millions."""


def read_jsonld(tree: HtmlElement) -> list[Node]:
    """Every JSON-LD object of the page, nested ones too, in document order; what cannot be read is left out."""
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            for node in _walk(_loads(script.text[:MAX_SCRIPT])):
                nodes.append(node)
                if len(nodes) >= MAX_NODES:
                    return nodes
    return nodes


def article_node(nodes: list[Node], addresses: set[str]) -> Node:
    """The node that describes this page: of several articles, the one that names its address, else the first."""
    articles = [node for node in nodes if any(ARTICLE_TYPES.search(kind) for kind in types(node))]
    for node in articles:
        if addresses & set(_addresses(node)):
            return node
    complete = [node for node in articles if node.get("headline") and node.get("datePublished")]
    return next(iter(complete or articles), {})


def types(node: Node) -> list[str]:
    """The node's @type, always a list of text."""
    value = node.get("@type")
    return [kind for kind in (value if isinstance(value, list) else [value]) if isinstance(kind, str)]


def text_of(value: object) -> str:
    """Plain text of a property: a string, the first of a list, or the @value/name of an object."""
    if isinstance(value, list):
        return next((text for text in map(text_of, value) if text), "")
    if isinstance(value, Mapping):
        return text_of(value.get("@value") or value.get("name"))
    if not isinstance(value, str):
        return ""
    return html.unescape(value) if "&" in value else value


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        for item in value if isinstance(value, list) else [value]:
            address = item.get("@id") or item.get("url") if isinstance(item, Mapping) else item
            if isinstance(address, str):
                yield address.split("#")[0].rstrip("/")


def _loads(source: str) -> object:
    """The value, by the first repair that makes it parse; None when none does."""
    for repair in (_as_is, _without_comments, _unescaped):
        try:
            return json.loads(repair(source), strict=False)
        except (ValueError, RecursionError):
            continue
    return _leading_value(source)


def _as_is(source: str) -> str:
    return source


def _without_comments(source: str) -> str:
    bare = WRAPPING.sub("", WRAPPING.sub("", source)).strip().rstrip(";")
    bare = COMMENT.sub(lambda m: m.group(1) or "", bare)
    return TRAILING_COMMA.sub(lambda m: m.group(1) or "", BAD_ESCAPE.sub(r"\\\\", bare))


def _unescaped(source: str) -> str:
    return _without_comments(html.unescape(source) if "&quot;" in source else source)


def _leading_value(source: str) -> object:
    """The first whole object or list of a script with something behind it."""
    value = _first_value(source)
    return _salvaged(source) if value is None else value


def _first_value(source: str) -> object:
    start = min((i for i in (source.find("{"), source.find("[")) if i >= 0), default=-1)
    if start < 0:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(_without_comments(source[start:]))[0]
    except (ValueError, RecursionError):
        return None


def _salvaged(source: str) -> object:
    """Of an article that no repair makes readable, its type, dates and first author; None of anything else."""
    facts: dict[str, object] = {
        key: found[1] for key, shape in SALVAGED.items() if (found := shape.search(source)) is not None
    }
    kind = facts.get("@type")
    return facts if isinstance(kind, str) and ARTICLE_TYPES.search(kind) else None


def _walk(value: object) -> Iterator[Node]:
    """Objects inside a JSON value, outer before inner, without recursion (depth is the sender's choice)."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, Mapping):
            if "@type" in item or "@graph" in item or "headline" in item:
                yield item
            stack.extend(reversed([v for v in item.values() if isinstance(v, Mapping | list)]))
        elif isinstance(item, list):
            stack.extend(reversed([v for v in item if isinstance(v, Mapping | list)]))
