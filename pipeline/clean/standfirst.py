"""The paragraph between headline and text: part of the story, and often outside the element that holds the rest."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean.head import Head
from pipeline.clean.lines import fold, is_boilerplate
from pipeline.clean.scrub import one_line

TAGS = ("p", "div", "span", "h2", "h3", "strong", "header", "section", "ul")
NEAR = 60
"""Elements after the headline among which the standfirst is looked for."""
OUTSIDE = etree.XPath(
    """boolean(ancestor-or-self::aside | ancestor-or-self::nav | ancestor-or-self::footer
    | ancestor-or-self::figure | ancestor::figcaption)"""
)
NAME = re.compile(
    r"(?:^|[\s_-])(?:stand-?first|lead|lede|chapo|dek|deck|teaser-?text|summary|intro|introduction|excerpt|sub-?(?:title|head"
    r"(?:line)?)|kicker-text|abstract|description|perex|ingress|sapo|sommaire|entradilla)(?:$|[\s_-])",
    re.I,
)
NOT_NAME = re.compile(
    r"image|img|photo|media|caption|card|related|list|author|byline|video|newsletter|site|footer", re.I
)
SENTENCE_END = re.compile(r"\w{2}[.!?…]\W*$")
NOT_LEAF = etree.XPath(
    """boolean(ancestor-or-self::a | ancestor-or-self::button | .//p | .//div | .//h2 | .//h3 | .//ul | .//img
    | .//time)"""
)
NEXT = 16
"""Elements after the headline among which a standfirst without a name stands."""
ADJACENT = 3
"""Elements after the headline among which a second headline is a standfirst."""
LONGEST_PLAIN = 400
PLACE_LENGTH = 20
"""Letters of a place or an agency that a page sets before the sentence that it describes itself with."""
SHORTEST, LONGEST = 40, 700
"""Characters: below are labels, above are bodies."""


def standfirst(tree: HtmlElement, head: Head) -> str:
    """The standfirst of the page, or ''; one that the page also describes itself with comes first."""
    described = [
        _start(text) for text in (head.first("og:description", "description"), head.said("description")) if text
    ]
    named = plain = ""
    for position, element in enumerate(_near_headline(tree)):
        text = one_line(str(element.text_content()))
        if not SHORTEST <= len(text) <= LONGEST or OUTSIDE(element):
            continue
        if any(0 <= fold(text).find(start) <= PLACE_LENGTH for start in described):
            return text
        name = " ".join(filter(None, map(element.get, ("class", "data-gu-name", "data-testid", "itemprop"))))
        if NAME.search(name) and not NOT_NAME.search(name):
            named = named or text
        elif not plain and position < NEXT and _is_sentence(element, text, name, position):
            plain = text
    return named or plain


def _is_sentence(element: HtmlElement, text: str, name: str, position: int) -> bool:
    """Whether an element without a telling name is a sentence of its own, or a second headline below the first."""
    return (
        len(text) <= LONGEST_PLAIN
        and (bool(SENTENCE_END.search(text)) or (element.tag == "h2" and position < ADJACENT))
        and not NOT_NAME.search(name)
        and not is_boilerplate(text)
        and not NOT_LEAF(element)
    )


def _near_headline(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Elements after the start of the first h1, in document order."""
    elements = tree.iter("h1", *TAGS)
    if any(element.tag == "h1" for element in elements):
        yield from islice((element for element in elements if element.tag != "h1"), NEAR)


def with_lead(lead: str, lines: Sequence[str]) -> tuple[str, ...]:
    """The lines with the standfirst in front, unless they hold it already."""
    if not lead or not lines or _start(lead) in fold(" ".join(lines)):
        return tuple(lines)
    return (lead, *lines)


def _start(text: str) -> str:
    return fold(text)[:40]
