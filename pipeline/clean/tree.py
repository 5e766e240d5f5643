"""Text to one lxml tree, refusing what would kill or mislead the parser.

lxml's default HTML parser drops everything below 255 nested elements without a word; `huge_tree` raises that to 2,046,
and a page that comes near is refused. Attributes of one tag are compared pairwise by libxml2: 300,000 take minutes.
"""

import re
from typing import cast

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from pipeline.model import Rejection, RejectionReason

MAX_CHARACTERS = 3_000_000
"""The cap of the fetch stage on a decoded page; measured on 257 news pages the largest has 2.2 million."""
MAX_TAGS = 60_000
"""Eight times the most angle brackets of 257 news pages (8,093)."""
MAX_ATTRIBUTES = 2_000
"""In one tag; quadratic in libxml2, 2,000 cost 5 ms."""
LONG_TAG = 4_096
"""Only tags longer than this are searched for too many attributes."""
MAX_DEPTH = 1_000
"""Half of what the parser keeps; deeper trees are generated or hostile, and recursion downstream ends near there."""

TOO_DEEP = etree.XPath(f"boolean(//*[count(ancestor::*) > {MAX_DEPTH}])")
# lxml.html asks a Python function for the class of every element, to give forms and inputs methods of their own.
ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
LONG_PIECE = re.compile(rf"<[^<]{{{LONG_TAG}}}")
OPEN_LONG = re.compile(rf"<[^<>]{{{LONG_TAG},}}")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
NOT_TEXT = re.compile(r"\s*(?:%PDF-|\x89PNG|GIF8|\xff\xd8\xff|PK\x03\x04|\x1f\x8b\x08|\{\s*\"|\[\s*[\[{])")
FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]", re.S)
BINARY_TYPE = re.compile(r"^\s*(?:image|video|audio|font)/|^\s*application/(?:pdf|zip|json|octet-stream)", re.I)


def magic_rejection(body: bytes, content_type: str) -> Rejection | None:
    """A rejection for bytes that are not a page at all: nothing, a picture, a PDF, a feed, JSON."""
    if not body.strip(b" \t\r\n\0"):
        return Rejection(RejectionReason.EMPTY, f"{len(body)} bytes, all blank")
    head = body[:2048].decode("latin-1").removeprefix("\xef\xbb\xbf")
    if NOT_TEXT.match(head) or FEED.match(head):
        return Rejection(RejectionReason.NOT_HTML, f"starts with {head.strip()[:40]!r}")
    if BINARY_TYPE.match(content_type) and "<" not in head:
        return Rejection(RejectionReason.NOT_HTML, f"content type {content_type[:80]}")
    return None


def limits_rejection(text: str) -> Rejection | None:
    """A rejection for markup (without scripts) that would take the parser minutes, judged without parsing."""
    tags = text.count("<")
    if tags > MAX_TAGS:
        return Rejection(RejectionReason.LIMITS, f"{tags} tags, the cap is {MAX_TAGS}")
    if not LONG_PIECE.search(text):
        return None
    # Short tags cannot carry too many. A data attribute may hold a whole JSON document with spaces and angle brackets:
    # a suspicion is confirmed without quoted values.
    if any(len(piece) >= LONG_TAG and len(piece.split()) > MAX_ATTRIBUTES for piece in text.split("<")):
        count = max((len(tag.split()) for tag in OPEN_LONG.findall(QUOTED.sub('""', text))), default=0)
        if count > MAX_ATTRIBUTES:
            return Rejection(RejectionReason.LIMITS, f"{count} attributes in one tag, the cap is {MAX_ATTRIBUTES}")
    return None


def parse(text: str) -> HtmlElement | Rejection:
    """The tree of a page; refuses one that is deeper than the rest of the stage can follow."""
    # Comments and processing instructions hold no article.
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    parser.set_element_class_lookup(ONE_CLASS)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        return Rejection(RejectionReason.EMPTY, f"no element could be parsed: {error}")
    except etree.XMLSyntaxError as error:
        # The HTML parser takes any syntax; it gives up only when it cannot get memory.
        return Rejection(RejectionReason.LIMITS, f"the parser gave up: {error}")
    if TOO_DEEP(tree):
        return Rejection(RejectionReason.LIMITS, f"elements nested deeper than {MAX_DEPTH}")
    return tree


def select(query: etree.XPath, tree: HtmlElement) -> list[HtmlElement]:
    """The elements that a compiled XPath finds (XPath may give numbers and text too; these queries do not)."""
    return cast(list[HtmlElement], query(tree))
