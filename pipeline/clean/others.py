"""Other stories on the page: cards that lead to them, and whole ones that an endless scroll has appended."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean.tree import select

Kind = tuple[str, str]
"""Tag and class: what the cards of a list have in common."""
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
    kin: dict[HtmlElement, Counter[Kind]] = {}
    groups: dict[tuple[HtmlElement, Kind], dict[HtmlElement, None]] = defaultdict(dict)
    for heading in select(LINKED_HEADINGS, tree):
        card = _card_of(heading, kin)
        if card is not None:
            groups[card.getparent(), _kind(card)][card] = None
    return [card for group in groups.values() if len(group) >= FEWEST_CARDS for card in group if _is_card(card)]


def _card_of(heading: HtmlElement, kin: dict[HtmlElement, Counter[Kind]]) -> HtmlElement | None:
    """The element around a linked headline that has twins beside it; None when the headline stands in the text.

    `kin` remembers what children an element has: a list of thousands of cards is counted once, not once a card.
    """
    element = heading
    for _ in range(CLIMB):
        parent = element.getparent()
        if parent is None or element.tag in ("body", "main"):
            return None
        if element is not heading:
            if parent not in kin:
                kin[parent] = Counter(map(_kind, parent.iterchildren()))
            if kin[parent][_kind(element)] >= FEWEST_CARDS:
                return element
        element = parent
    return None


def _kind(element: HtmlElement) -> Kind:
    return str(element.tag), element.get("class") or ""


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
