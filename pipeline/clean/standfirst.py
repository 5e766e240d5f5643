"""The paragraph between headline and text: part of the story, and often outside the element that holds the rest."""

import re
from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean.head import Head
from pipeline.clean.scrub import one_line
from pipeline.clean.tree import select

# Elements shortly after the headline, and shortly before it: some layouts put the standfirst above.
AROUND = etree.XPath(
    """(//h1)[1]/following::*[self::p or self::div or self::span or self::h2 or self::h3 or self::strong or self::header
    or self::section or self::ul][position() <= 60] | (//h1)[1]/descendant::*[@class][position() <= 3]"""
)
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
NOT_WORD = re.compile(r"[\W_]+")
SHORTEST, LONGEST = 40, 700
"""Characters: below are labels, above are bodies."""


def standfirst(tree: HtmlElement, head: Head) -> str:
    """The standfirst of the page, or ''; one that the page also describes itself with comes first."""
    described = {
        _start(text) for text in (head.first("og:description", "description"), head.said("description")) if text
    }
    named = ""
    for element in select(AROUND, tree):
        text = one_line(str(element.text_content()))
        if not SHORTEST <= len(text) <= LONGEST or OUTSIDE(element):
            continue
        if _start(text) in described:
            return text
        name = " ".join(filter(None, map(element.get, ("class", "data-gu-name", "data-testid", "itemprop"))))
        if NAME.search(name) and not NOT_NAME.search(name):
            named = named or text
    return named


def with_lead(lead: str, lines: Sequence[str]) -> tuple[str, ...]:
    """The lines with the standfirst in front, unless they hold it already."""
    if not lead or not lines or _start(lead) in NOT_WORD.sub("", " ".join(lines).casefold()):
        return tuple(lines)
    return (lead, *lines)


def _start(text: str) -> str:
    return NOT_WORD.sub("", text.casefold())[:40]
