"""Other stories on the page: cards that lead to them, and whole ones that an endless scroll has appended."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean.tree import select

LINKED_HEADINGS = etree.XPath(
    """//*[self::h2 or self::h3 or self::h4 or self::h5]
    [.//a[@href] or ancestor::a[@href]][string-length(normalize-space(.)) > 14]"""
)
FEWEST_CARDS = 3
"""Cards side by side that make a list of other stories; two can be the layout of a long story."""
LONGEST_CARD = 600
"""Characters of a card: headline, two sentences and a date stay under 400."""
CLIMB = 6
"""Elements between a card's headline and the card."""
PARAGRAPH = 60
"""Characters of a paragraph."""
STORY_PARAGRAPHS = 3
"""Paragraphs of the element with the headline that make it the story: a header alone has one."""


def drop_others(tree: HtmlElement) -> str:
    """Remove cards and appended stories in place and give their text."""
    return "\n".join(_dropped([*_cards(tree), *_appended(tree)]))


def drop_cards(tree: HtmlElement) -> int:
    """Remove the cards of other stories in place and give their number."""
    return len(_dropped(_cards(tree)))


def _dropped(elements: list[HtmlElement]) -> list[str]:
    texts = []
    for element in elements:
        if element.getparent() is not None:
            texts.append(str(element.text_content()))
            element.drop_tree()
    return texts


def _cards(tree: HtmlElement) -> list[HtmlElement]:
    groups: dict[tuple[HtmlElement, str, str], list[HtmlElement]] = defaultdict(list)
    for heading in select(LINKED_HEADINGS, tree):
        card = _card_of(heading)
        if card is not None:
            parent = card.getparent()
            group = groups[(parent, str(card.tag), card.get("class") or "")]
            if card not in group:
                group.append(card)
    return [card for group in groups.values() if len(group) >= FEWEST_CARDS for card in group if _is_card(card)]


def _card_of(heading: HtmlElement) -> HtmlElement | None:
    """The element around a linked headline that has twins beside it; None when the headline stands in the text."""
    element = heading
    for _ in range(CLIMB):
        parent = element.getparent()
        if parent is None or element.tag in ("body", "main"):
            return None
        if element is not heading and _twins(element, parent) >= FEWEST_CARDS:
            return element
        element = parent
    return None


def _twins(element: HtmlElement, parent: HtmlElement) -> int:
    classes = element.get("class")
    return sum(1 for child in parent.iterchildren(element.tag) if child.get("class") == classes)


def _is_card(element: HtmlElement) -> bool:
    return len(element.text_content()) <= LONGEST_CARD and next(element.iter("h1"), None) is None


def _appended(tree: HtmlElement) -> Iterator[HtmlElement]:
    """<article> elements beside the one that holds the first headline and a story, each with a headline of its own."""
    articles = list(tree.iter("article"))
    own = next((article for article in articles if next(article.iter("h1"), None) is not None), None)
    if own is None or len(articles) < 2 or _paragraphs(own.iter("p")) < STORY_PARAGRAPHS:
        return
    inside = set(own.iterdescendants("article"))
    around = set(own.iterancestors("article"))
    for article in articles:
        if article is not own and article not in inside and article not in around and _has_headline(article):
            yield article


def _paragraphs(elements: Iterable[HtmlElement]) -> int:
    return sum(1 for element in elements if len(element.text_content()) >= PARAGRAPH)


def _has_headline(article: HtmlElement) -> bool:
    """Whether a heading stands in the element before its first paragraph."""
    first = next(article.iter("h1", "h2", "h3", "p"), None)
    return first is not None and first.tag != "p"
