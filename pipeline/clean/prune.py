"""Cut from the tree what is never the article, before the extractor sees it: scripts, comments, appended stories."""

import re
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean.others import drop_others
from pipeline.clean.tree import select

# Elements whose content no reader sees, and the ones that only decorate. <noscript> and <template> see `strip_dead`.
DEAD = (
    "script",
    "style",
    "del",
    "s",
    "strike",
    "svg",
    "link",
    "meta",
    "canvas",
    "object",
    "embed",
    "head",
    "map",
    "source",
)
DEAD_LATER = ("iframe", "video", "audio", "input", "select", "option")
HIDDEN = ("noscript", "template")
LEAST_SHOWN = 400
"""Characters of shown text below which the page may keep its story in <noscript> or <template>."""
BLOCKS = ("div", "section", "aside", "details", "ol", "ul", "blockquote", "dialog")
PARTS_OF_PAGES = ("p", "h1", "h2", "table", "article")
"""What a table of figures never holds."""
COMMENTS = r"^(?:[Cc]omment(?!ary)|comol|disqus_thread|dsq-comments)|(?:article|post)-comments"
APPENDED = r"mvp-post-add-(?:box|wrap)|infinite-?scroll|elementor-share-buttons"
CONSENT = (
    r"(?i:(?:^|[\s_-])(?:cookie|gdpr|cmp|onetrust|didomi|usercentrics|consent)[\s_-]?(?:banner|notice|consent|bar|wall|popup|modal|"
    r"law|message|overlay|dialog|layer|box|settings|policy-?banner)|^(?:onetrust|didomi|usercentrics|cookiebot|sp_message))"
)

# Other people's posts, and boxes laid over the page.
EMBEDDED = r"(?i:(?:^|\s)(?:twitter-tweet|instagram-media|tiktok-embed|fb-post|telegram-post))"
LAID_OVER = r"(?i:(?:^|[\s_-])(?:modal|popup|dialog|lightbox)(?:$|[\s_-]))"

HIDDEN_PARAGRAPHS = 3
"""Paragraphs in a hidden element that may be the story."""
STYLED = etree.XPath("//*[@style or @hidden]")
INVENTED = etree.XPath("//*[contains(name(), '-') or contains(name(), ':')]")
OWN_TEXT = 20
"""Characters directly inside an invented element that make it more than a wrapper."""
LONG_CELL = 120
"""Characters of a table cell that is prose: figures and names stay below."""
LONG_ANSWER = 60
"""Characters of a definition that is prose: labels such as dates and places stay below."""
CELLS = etree.XPath(f".//td[string-length(normalize-space(.)) > {LONG_CELL}]")

FOREIGN = re.compile("|".join((COMMENTS, APPENDED, CONSENT, EMBEDDED, LAID_OVER)))


def strip_dead(tree: HtmlElement) -> None:
    """Remove scripts, styles and drawings in place.

    <noscript> and <template> go too, unless next to nothing else is shown: some pages keep the story there.
    """
    for element in list(tree.iter("object", "canvas")):
        # What stands inside is shown where the object is not.
        if next(element.iterdescendants("p", "div"), None) is not None:
            element.tag = "div"
    etree.strip_elements(tree, *DEAD, with_tail=False)
    hidden = list(tree.iter(*HIDDEN))
    hidden_size = sum(len(element.text_content()) for element in hidden)
    if len(tree.text_content()) - hidden_size < LEAST_SHOWN < hidden_size:
        etree.strip_tags(tree, *HIDDEN)
    for element in hidden:
        if "shadowrootmode" in element.attrib and element.getparent() is not None:
            element.drop_tag()
    etree.strip_elements(tree, *HIDDEN, with_tail=False)
    _strip_hidden(tree)


def _strip_hidden(tree: HtmlElement) -> None:
    """Remove what the page itself hides, but no paragraphs: a script shows them to readers who have paid or clicked."""
    hidden = [
        element
        for element in select(STYLED, tree)
        if _is_hidden(element) and sum(1 for _ in element.iter("p")) < HIDDEN_PARAGRAPHS
    ]
    if hidden and 2 * sum(len(element.text_content()) for element in hidden) < len(tree.text_content()):
        for element in hidden:
            if element.getparent() is not None:
                element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden", "until-found") != "until-found"


def prune(tree: HtmlElement) -> str:
    """Remove embedded media, reader comments, consent banners and other stories, in place.

    What comes back is the text of the other stories: a second reader that keeps it has found nothing that is missing.
    """
    _rename(tree)
    etree.strip_elements(tree, *DEAD_LATER, with_tail=False)
    _name_unknown(tree)
    _open_layout_tables(tree)
    _drop_foreign(tree)
    return drop_others(tree)


def _drop_foreign(tree: HtmlElement) -> None:
    """Remove boxes whose names say that they are comments, banners, other people's posts or stories appended."""
    doomed = [element for element in tree.iter(*BLOCKS) if _is_foreign(element.get("id"), element.get("class"))]
    for element in doomed:
        # A page may wrap everything in a box with such a name: the one that holds the headline stays.
        if element.getparent() is not None and next(element.iter("h1"), None) is None:
            element.drop_tree()


def _rename(tree: HtmlElement) -> None:
    """Give elements that extractors do not know, or that hold what they never hold, the name of a plain box."""
    for element in list(tree.iter("select", "option", "video", "audio", "object")):
        # Never closed, such an element has swallowed the page.
        if next(element.iterdescendants("p", "div", "h2"), None) is not None:
            element.tag = "div"
    for centred in tree.iter("center"):
        # Old pages; an unknown element to the extractor, which would glue its text to what follows.
        centred.tag = "div"
    for described in list(tree.iter("dl")):
        _open_answers(described)


def _open_answers(described: HtmlElement) -> None:
    """Questions and answers in a list of definitions become paragraphs: extractors leave out a short list of them."""
    if not any(len(part.text_content()) >= LONG_ANSWER for part in described.iterchildren("dd")):
        return
    described.tag = "div"
    for part in described.iterchildren("dt", "dd"):
        part.tag = "p" if next(part.iterchildren(*BLOCKS, "p"), None) is None else "div"


def _name_unknown(tree: HtmlElement) -> None:
    """Elements of a page's own invention that hold text become paragraphs: extractors glue unknown ones together."""
    for element in select(INVENTED, tree):
        parent = element.getparent()
        if len(_first_words(element)) >= OWN_TEXT and (parent is None or not (parent.text or "").strip()):
            element.tag = "p" if next(element.iterchildren(*BLOCKS, "p"), None) is None else "div"


def _first_words(element: HtmlElement) -> str:
    """What an element begins with, directly or in the inline element that it begins with; a link is not its own."""
    first = next(element.iterchildren("span", "b", "strong", "em", "i"), None)
    return (element.text or "").strip() or (first.text or "" if first is not None else "")


@lru_cache(maxsize=8_192)
def _is_foreign(identifier: str | None, classes: str | None) -> bool:
    return any(FOREIGN.search(value) for value in (identifier, classes) if value)


def _open_layout_tables(tree: HtmlElement) -> None:
    """Tables that hold paragraphs, headlines or other tables arrange a page: their cells become plain boxes."""
    for table in tree.iter("table"):
        if (
            table.get("role") in ("presentation", "none")
            or next(table.iterdescendants(*PARTS_OF_PAGES), None) is not None
            or select(CELLS, table)
        ):
            for part in table.iterdescendants("tbody", "thead", "tfoot", "tr", "td", "th"):
                part.tag = "div"
            table.tag = "div"
