"""Cut from the tree what is never the article, before the extractor sees it: scripts, comments, appended stories."""

import re

from lxml import etree
from lxml.html import HtmlElement

# Elements whose content no reader sees, and the ones that only decorate. <noscript> and <template> see `strip_dead`.
DEAD = ("script", "style", "svg", "link", "meta", "canvas", "object", "embed", "head", "map", "source")
DEAD_LATER = ("iframe", "video", "audio", "input", "select", "option")
HIDDEN = ("noscript", "template")
LEAST_SHOWN = 400
"""Characters of shown text below which the page may keep its story in <noscript> or <template>."""
BLOCKS = ("div", "section", "aside", "details", "ol", "ul", "blockquote", "dialog")
PARTS_OF_PAGES = ("p", "h1", "h2", "table", "article")
"""What a table of figures never holds."""
COMMENTS = re.compile(r"^(?:[Cc]omment(?!ary)|comol|disqus_thread|dsq-comments)|(?:article|post)-comments")
APPENDED = re.compile(r"mvp-post-add-(?:box|wrap)|infinite-?scroll|elementor-share-buttons")
CONSENT = re.compile(
    r"(?:^|[\s_-])(?:cookie|gdpr|cmp|onetrust|didomi|usercentrics|consent)[\s_-]?(?:banner|notice|consent|bar|wall|popup|modal|"
    r"law|message|overlay|dialog|layer|box|settings|policy-?banner)|^(?:onetrust|didomi|usercentrics|cookiebot|sp_message)",
    re.I,
)

# Other people's posts, and boxes laid over the page.
EMBEDDED = re.compile(r"(?:^|\s)(?:twitter-tweet|instagram-media|tiktok-embed|fb-post|telegram-post)", re.I)
LAID_OVER = re.compile(r"(?:^|[\s_-])(?:modal|popup|dialog|lightbox)(?:$|[\s_-])", re.I)

FOREIGN = (COMMENTS, APPENDED, CONSENT, EMBEDDED, LAID_OVER)


def strip_dead(tree: HtmlElement) -> None:
    """Remove scripts, styles and drawings in place.

    <noscript> and <template> go too, unless next to nothing else is shown: some pages keep the story there.
    """
    etree.strip_elements(tree, *DEAD, with_tail=False)
    hidden = list(tree.iter(*HIDDEN))
    hidden_size = sum(len(element.text_content()) for element in hidden)
    if len(tree.text_content()) - hidden_size < LEAST_SHOWN < hidden_size:
        etree.strip_tags(tree, *HIDDEN)
    for element in hidden:
        if "shadowrootmode" in element.attrib and element.getparent() is not None:
            element.drop_tag()
    etree.strip_elements(tree, *HIDDEN, with_tail=False)


def prune(tree: HtmlElement) -> None:
    """Remove embedded media, reader comments, consent banners and stories appended by endless scrolling, in place."""
    etree.strip_elements(tree, *DEAD_LATER, with_tail=False)
    for centred in tree.iter("center"):
        # Old pages; an unknown element to the extractor, which would glue its text to what follows.
        centred.tag = "div"
    _open_layout_tables(tree)
    verdicts: dict[tuple[str, str], bool] = {}
    doomed = []
    for element in tree.iter(*BLOCKS):
        key = (element.get("id") or "", element.get("class") or "")
        if key == ("", ""):
            continue
        if key not in verdicts:
            verdicts[key] = _is_foreign(*key)
        if verdicts[key]:
            doomed.append(element)
    for element in doomed:
        # A page may wrap everything in a box with such a name: the one that holds the headline stays.
        if element.getparent() is not None and next(element.iter("h1"), None) is None:
            element.drop_tree()


def _is_foreign(identifier: str, classes: str) -> bool:
    return any(pattern.search(value) for pattern in FOREIGN for value in (identifier, classes) if value)


def _open_layout_tables(tree: HtmlElement) -> None:
    """Tables that hold paragraphs, headlines or other tables arrange a page: their cells become plain boxes."""
    for table in tree.iter("table"):
        if (
            table.get("role") in ("presentation", "none")
            or next(table.iterdescendants(*PARTS_OF_PAGES), None) is not None
        ):
            for part in table.iterdescendants("tbody", "thead", "tfoot", "tr", "td", "th"):
                part.tag = "div"
            table.tag = "div"
