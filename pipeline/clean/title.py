"""The headline: JSON-LD, else OpenGraph, else the visible h1, else <title>; without the outlet's name."""

import re
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipeline.clean.head import Head
from pipeline.clean.lines import fold
from pipeline.clean.scrub import one_line

SEPARATOR = re.compile(r"\s+[|*·•»›ㅣ–—-]+\s+|\s*[|ㅣ]\s*|\s+::\s+|\s+/\s+(?=[^/]*$)")
SITE_WORDS = re.compile(r"\b(?:news|online|media|home|official site)\b|\.(?:com|net|org|ua|uk|eu|de|fr|co)\b", re.I)
MARKUP = re.compile(r"</?(?:b|i|em|strong|br|span|p|sup|sub)\b[^>]*>", re.I)
GENERIC = re.compile(r"^(?:home(?:page)?|untitled|index|news|article|404|loading\W*|document)$", re.I)

MAX_TITLE = 500
"""Characters; the longest headline of 257 news pages has 191, an index row of the warehouse holds 2,700 bytes."""
LOWER_HEADINGS = 6
"""Headings of the second and third level among which a headline is looked for."""
CUT_LENGTH = 60
"""Search engines cut headlines at about 110 characters: a shorter candidate that only begins another is no cut."""


def title_of(tree: HtmlElement, head: Head, url: str) -> str:
    """The page's headline, or '' when nothing on the page can be one; longer than MAX_TITLE means hostile."""
    headings = visible_headings(tree)
    names = site_names(head, url)
    candidates = [
        head.said("headline"),
        head.first("og:title"),
        _heading_in_title(tree, headings, head.title) or next(iter(headings), ""),
        head.first("twitter:title", "dc.title", "title"),
        head.title,
        head.said("name"),
    ]
    # What another candidate has behind a separator is a section, or the outlet under a name of its own.
    wholes = [*headings, *filter(None, (one_line(MARKUP.sub("", text)) for text in candidates[:2]))]
    cleaned = [without_site_name(MARKUP.sub("", text), names, wholes) for text in candidates if text]
    usable = [text for text in cleaned if text and not GENERIC.match(text)]
    if not usable:
        return ""
    return _uncut(usable[0], [*headings, *usable[1:]])


def visible_headings(tree: HtmlElement) -> list[str]:
    """Texts of the h1 elements that are not the outlet's logo, in order."""
    texts = (one_line(_heading_text(h1)) for h1 in tree.iter("h1"))
    return [text for text in texts if text]


def _heading_text(heading: HtmlElement) -> str:
    """Text of a heading; blocks inside it (kicker over headline) are kept apart by a space, a colon joins them."""
    text = ""
    for part in map(str, heading.itertext()):
        if part.strip():
            text += part if not text or part.lstrip()[0] in ":;," else f" {part}"
    return text


def site_names(head: Head, url: str) -> set[str]:
    """Spellings of the outlet's name: declared ones and the labels of its host, folded for comparison."""
    publisher = head.article.get("publisher")
    named = publisher.get("name") if isinstance(publisher, dict) else ""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    declared = [head.first("og:site_name"), head.first("application-name"), named if isinstance(named, str) else ""]
    labels = [host, host.rsplit(".", 1)[0], host.split(".")[0]]
    return {folded for folded in map(fold, [*declared, *labels]) if len(folded) > 1}


def without_site_name(title: str, names: set[str], headings: list[str]) -> str:
    """The title without a leading or trailing part that is the outlet's name, or that the visible headline lacks."""
    title = one_line(title)
    for heading in headings:
        if heading == title:
            continue
        # `Headline - Outlet - Section` beside an h1 `Headline` needs no list of outlets.
        if len(heading) > 15 and title.startswith(heading) and SEPARATOR.match(title[len(heading) :] + " "):
            return heading
    while True:
        shorter = _without_edge(title, names)
        if shorter == title:
            return title
        title = shorter


def _without_edge(title: str, names: set[str]) -> str:
    breaks = list(SEPARATOR.finditer(title))
    if not breaks:
        return title
    last, first = breaks[-1], breaks[0]
    if _names_site(title[last.end() :], names) and last.start() > 0:
        return title[: last.start()].strip()
    if _names_site(title[: first.start()], names) and title[first.end() :].strip():
        return title[first.end() :].strip()
    return title


def _names_site(part: str, names: set[str]) -> bool:
    folded = fold(part)
    if not folded or len(part) > 60:
        return False
    if folded in names:
        return True
    bare = fold(SITE_WORDS.sub("", part))
    return bool(bare) and any(
        bare == name or (len(bare) > 3 and (name == "the" + bare or bare == "the" + name)) for name in names
    )


def _heading_in_title(tree: HtmlElement, headings: list[str], title: str) -> str:
    """The heading that <title> begins with, an h1 if one does: pages put logos and section names into h1 too."""
    folded = fold(title)
    lower = (one_line(_heading_text(heading)) for heading in islice(tree.iter("h2", "h3"), LOWER_HEADINGS))
    for text in (*headings, *lower):
        if len(text) > 15 and folded.startswith(fold(text)) and fold(text):
            return text
    return next((text for text in headings if len(text) > 10 and fold(text) in folded), "")


def _uncut(title: str, others: list[str]) -> str:
    """The whole headline where the chosen one is its cut beginning."""
    stem = title.rstrip(" .…")
    if len(stem) < CUT_LENGTH or not title.endswith(("…", "...")):
        return title
    return next((other for other in others if other.startswith(stem) and len(other) > len(stem) + 3), title)
