"""Who wrote it: JSON-LD, else meta elements, else the visible byline; people, never the outlet or an address."""

import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from pipeline.clean.byline import bylines
from pipeline.clean.head import Head
from pipeline.clean.jsonld import Node, text_of, types
from pipeline.clean.lines import fold
from pipeline.clean.scrub import one_line

PREFIX = re.compile(
    r"^(?:written|text|story|words|reported|interview|analysis|opinion|photos?)?\s*\b(?:by|von|par|por|di|door|av|od|автор[и]?|"
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
    r"@|\d|\b(?:twitter|facebook|follow|whatsapp|telegram|linkedin|newsletter)\b|^(?:published|updated|veröffentlicht|aktualisiert|stand)\b|^(?:red|agenturen|admin|administrator|editor|editorial|staff|redaktion|redaction|rédaction|guest|unknown|none|null|"
    r"undefined|anonymous|newsroom|author|by)$",
    re.I,
)
ADDRESS = re.compile(r"https?:|www\.|^//|^/\w|^\S+@\S+$")
MAX_NAME = 80
MAX_AUTHORS = 20
MAX_WORDS = 4
"""Spaces in a name; a longer part behind a comma is what the author is."""


def authors_of(tree: HtmlElement, head: Head, outlet: set[str]) -> tuple[str, ...]:
    """Names in the order given, without repeats; the outlet's own name only where it signs alone or beside people."""
    declared = _tidy(_from_jsonld(head), set()) or _tidy(_from_meta(head), set())
    nobody = outlet | _organizations(head)
    if any(fold(name) not in nobody for name in declared):
        return declared
    # An outlet that signs its own stories is an author of sorts, but a byline that names a person is better.
    return next(filter(None, (_tidy(iter(names), nobody) for names in bylines(tree))), declared)


def _organizations(head: Head) -> set[str]:
    """Folded names of the authors that the page itself calls organizations."""
    authors = head.article.get("author")
    listed = authors if isinstance(authors, list) else [authors]
    return {
        fold(text_of(author.get("name")))
        for author in listed
        if isinstance(author, Mapping) and any("Organization" in kind for kind in types(author))
    }


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
        if not name:
            name = f"{text_of(item.get('givenName'))} {text_of(item.get('familyName'))}"
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


def _tidy(values: Iterator[str], outlet: set[str]) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for value in values:
        if ADDRESS.search(value):
            continue
        for position, part in enumerate(SPLIT.split(PREFIX.sub("", one_line(value)))):
            if position and part.count(" ") >= MAX_WORDS:
                # `Ada Wire, professor of law at the University of …`
                continue
            name = TAIL.sub("", PREFIX.sub("", part)).strip(" .:,-–—|")
            folded = fold(name)
            if 1 < len(name) <= MAX_NAME and not NOT_A_NAME.search(name) and folded not in outlet:
                names.setdefault(folded, name)
    return tuple(list(names.values())[:MAX_AUTHORS])
