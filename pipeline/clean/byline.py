"""Names in the visible byline, where the page declares no person: a signed line, an author box, links to authors."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean.instants import find_instant
from pipeline.clean.scrub import one_line
from pipeline.clean.tree import select

BYLINE_CLASS = re.compile(
    "author-name|author__name|authorName|author_name|article-author|post_author|post__author|[Bb]yline|^author$"
)
AUTHOR_CLASS = re.compile("author", re.I)
OUTSIDE = etree.XPath("boolean(ancestor::aside or ancestor::footer or ancestor::nav)")
LINKS = etree.XPath("following::a[@href][position() <= 40]")
AUTHOR_PATH = re.compile(r"/(?:authors?|autore?n?|auteurs?|reporters?|journalists?|profile|people|redaktion)/", re.I)
PARAGRAPHS = etree.XPath("//p[normalize-space()]")
SIGNED = re.compile(
    r"(?:(?:Written |Reported |Text |Interview )?[Bb]y|BY|Автор[иа]?:|Текст:|Von|Par)\s+(?:[^\W\d_a-z][\w'’.-]*\s*){2,}"
)
NAME = re.compile(r"(?:[^\W\d_a-z][\w'’.-]+[\s/]*){2,6}")
CLOCK = re.compile(r"\d[:.]\d\d")
TEASER = re.compile(r"teaser|card|related|popular|latest|comment|recommend|most-|list-of|sidebar|promo|bio\b", re.I)
NEAR_HEADLINE = 60
"""Elements after the headline among which a signed line stands."""
NEAR_FIRST = 4
"""Levels above the first name within which the others stand: farther away are the authors of other stories."""
LONGEST = 160
"""Characters of a byline with several names and a place."""
SIGNED_LENGTH = 80
MOST_NAMES = 20


def bylines(tree: HtmlElement) -> Iterator[list[str]]:
    """Texts that name authors, one list a place where they can stand, the surest first."""
    yield list(_signed(tree))
    yield list(_boxes(element for element in tree.iter() if _is_byline(element)))
    # A class that only has `author` somewhere in it names all kinds of boxes: what it holds must look like a name.
    called = (element for element in tree.iter() if AUTHOR_CLASS.search(element.get("class") or ""))
    called = (element for element in called if element.tag != "body" and not OUTSIDE(element))
    yield [text for text in _boxes(called) if NAME.fullmatch(text) or SIGNED.match(text)]
    yield list(_links(tree))
    yield list(_bold(tree))


def _signed(tree: HtmlElement) -> Iterator[str]:
    """A line `By Ada Wire` among the first elements after the headline, whatever its class."""
    elements = tree.iter("h1", "p", "div", "span", "h2", "h3", "h4", "h5", "em", "strong", "b", "i", "address", "li")
    if any(element.tag == "h1" for element in elements):
        for element in islice(elements, NEAR_HEADLINE):
            line = one_line(str(element.text_content()))
            if len(line) <= SIGNED_LENGTH and SIGNED.match(line) and not CLOCK.search(line := _without_date(line)):
                # `By Ada Wire, Kyiv`: what follows the comma is a place unless it is a whole name.
                first, *rest = line.split(",")
                yield ", ".join([first, *(part for part in rest if " " in part.strip())])
                return


def _without_date(line: str) -> str:
    """The part of a byline before the date that stands behind the name."""
    dated = find_instant(line, "UTC")
    return line[: line.find(dated.raw)].rstrip(" ,;|·•–—-") if dated and dated.raw in line else line


def _is_byline(element: HtmlElement) -> bool:
    return bool(
        BYLINE_CLASS.search(element.get("class") or "")
        or element.get("rel") in ("author", "author external")
        or element.get("itemprop") == "author"
        or "byline" in (element.get("data-testid") or "")
    )


def _boxes(elements: Iterable[HtmlElement]) -> Iterator[str]:
    """Names in the first of these elements that has text, and in the ones near it."""
    seen: list[HtmlElement] = []
    region: HtmlElement | None = None
    for element in elements:
        text = one_line(str(element.text_content()))
        if not text or len(text) > LONGEST or any(parent in seen for parent in element.iterancestors()):
            continue
        if _is_elsewhere(element):
            continue
        if region is not None and region not in element.iterancestors():
            return
        region = region if region is not None else _region(element)
        seen.append(element)
        yield from _names_in(element, text)
        if len(seen) >= MOST_NAMES:
            return


def _names_in(element: HtmlElement, text: str) -> list[str]:
    """The names of a byline: of its links to authors, else of its parts where they are names, else all of its text."""
    links = [
        one_line(str(a.text_content()))
        for a in element.iter("a")
        if "autor" in str(a.get("href")) or "author" in str(a.get("href"))
    ]
    parts = [one_line(str(part.text_content())) for part in element.iterdescendants("a", "span", "li", "strong")]
    names = [part for part in parts if NAME.fullmatch(part)]
    return links or (names if len(names) > 1 and sum(map(len, names)) >= len(text) - 4 * len(names) else [text])


def _region(element: HtmlElement) -> HtmlElement:
    ancestors = list(islice(element.iterancestors(), NEAR_FIRST))
    inner = [parent for parent in ancestors if parent.tag not in ("body", "html", "main", "article")]
    return inner[-1] if inner else element.getparent()


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether the element belongs to a teaser, a picture or a note; what stands in a header does not."""
    if any(next(header.iter("h1"), None) is not None for header in element.iterancestors("header")):
        return False
    for parent in islice(element.iterancestors(), 5):
        if parent.tag in ("header", "main", "article", "body"):
            return False
        if parent.tag == "figure" or TEASER.search(f"{parent.get('class')} {parent.get('id')}"):
            return True
    return False


def _links(tree: HtmlElement) -> Iterator[str]:
    """Texts of links to an author's page among the first links after the headline."""
    heading = next(tree.iter("h1"), None)
    for link in select(LINKS, heading) if heading is not None else []:
        text = one_line(str(link.text_content()))
        if AUTHOR_PATH.search(link.get("href") or "") and NAME.fullmatch(text) and not _is_elsewhere(link):
            yield text


def _bold(tree: HtmlElement) -> Iterator[str]:
    """A paragraph that is a name in bold, first or last of the text: how papers without an author field sign."""
    paragraphs = select(PARAGRAPHS, tree)
    for paragraph in [*paragraphs[:2], *paragraphs[-1:]]:
        text = one_line(str(paragraph.text_content()))
        bold = " ".join(one_line(str(part.text_content())) for part in paragraph.iterchildren("strong", "b", "em"))
        if text == bold and len(text) <= 60 and NAME.fullmatch(text):
            yield text.replace("/", ", ")
            return
