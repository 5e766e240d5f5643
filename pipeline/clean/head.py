"""What a page says about itself: meta elements, JSON-LD and the visible headline, read once for everyone."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.clean.jsonld import Node, article_node, read_jsonld, text_of
from pipeline.clean.scrub import one_line

MAX_META = 500
"""Meta elements read: pages carry up to about 150."""


@dataclass(frozen=True, slots=True)
class Head:
    """Declared facts of a page; `meta` maps lower-case name, property or itemprop to its values in order."""

    meta: Mapping[str, tuple[str, ...]]
    nodes: tuple[Node, ...]
    article: Node
    title: str
    """Text of <title>."""
    language: str | None

    def first(self, *names: str) -> str:
        """The first non-empty value of the first of these meta names that has one, or ''."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), "")

    def said(self, key: str) -> str:
        """Text of a property of the JSON-LD article, or ''."""
        return one_line(text_of(self.article.get(key)))


def read_head(tree: HtmlElement, addresses: set[str]) -> Head:
    """The head of the page; `addresses` are the names it is known by, to pick its node among several articles."""
    nodes = read_jsonld(tree)
    meta = _meta_values(tree)
    names = {address.split("#")[0].rstrip("/") for address in addresses if address}
    return Head(
        meta=meta,
        nodes=tuple(nodes),
        article=article_node(nodes, names),
        title=one_line(_first_text(tree, "title")),
        language=_declared_language(tree, meta),
    )


def _meta_values(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = {}
    for count, meta in enumerate(tree.iter("meta")):
        if count >= MAX_META:
            break
        content = one_line(meta.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                values[name] = (*values.get(name, ()), content)
    return values


def _first_text(tree: HtmlElement, tag: str) -> str:
    """Text of the first such element outside a picture: SVG icons have titles too."""
    for element in tree.iter(tag):
        if next(element.iterancestors("svg"), None) is None:
            return str(element.text_content())
    return ""


def _declared_language(tree: HtmlElement, meta: Mapping[str, tuple[str, ...]]) -> str | None:
    """Two- or three-letter code that the page declares, lower case."""
    root = tree.getroottree().getroot()
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    for value in (declared, *meta.get("content-language", ()), *meta.get("og:locale", ()), *meta.get("inlanguage", ())):
        code = (value or "").strip().lower().replace("_", "-").split("-")[0]
        if 2 <= len(code) <= 3 and code.isascii() and code.isalpha():
            return code
    return None
