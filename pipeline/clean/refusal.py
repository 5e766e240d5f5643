"""Whether a page is an article at all; a page that is not is refused by name.

Every rule needs two signs, what the page says and how little prose stands beside it: a story about cookies, log-ins or
a 404 joke has both the words and a thousand characters of text.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean.head import Head
from pipeline.clean.jsonld import ARTICLE_TYPES, types
from pipeline.clean.others import drop_cards
from pipeline.clean.prune import strip_dead
from pipeline.clean.scrub import one_line
from pipeline.clean.tree import select
from pipeline.model import Rejection, RejectionReason

R = RejectionReason


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page calls itself, in JSON-LD and OpenGraph."""

    kinds: frozenset[str]
    og_type: str

    @property
    def is_article(self) -> bool:
        """Whether it calls itself an article."""
        return self.og_type == "article" or any(ARTICLE_TYPES.search(kind) for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page's tree tells: numbers that separate a story from a list, a form or a shell."""

    declared: Declared
    headline_links: int
    cards: int
    """Boxes side by side that each hold a linked headline."""
    free_text: int
    """Characters of sentences outside such boxes, links and the page's edges."""
    link_share: float
    has_password: bool
    has_paywall: bool
    is_shell: bool
    images: int
    has_player: bool
    paragraphs: int
    """The most paragraphs of ordinary length in one element: cards of a list hold one or two each."""
    visible: str
    """All text a reader sees, of a page with little of it; else ''."""


FREE_TEXT = etree.XPath(
    """//body//text()[string-length(normalize-space()) >= 60]
    [not(ancestor::a or ancestor::footer or ancestor::nav or ancestor::aside)]"""
)
MAX_VISIBLE = 12_000
"""Characters of text above which a page is judged by its body alone."""
NAMES = etree.XPath("//@class | //@id")
PAYWALL_NAME = re.compile(r"paywall|regwall|subscriber-only|premium-gate|metered", re.I)
APP_ROOT = etree.XPath("boolean(//*[@id='root' or @id='app' or @id='__next' or @id='__nuxt' or self::app-root])")
PLAYER = etree.XPath(
    """boolean(//video | //audio
    | //iframe[contains(@src, 'youtube') or contains(@src, 'player') or contains(@src, 'vimeo')])"""
)

_REFUSALS = tomllib.loads(files("pipeline.clean").joinpath("refusals.toml").read_text("utf-8"))
WORDS = tuple(
    (RejectionReason(name), int(rule["most_prose"]), re.compile(f"(?:{'|'.join(rule['words'])})", re.I))
    for name, rule in _REFUSALS.items()
)
STATUS_TITLE = re.compile(
    r"^\W*(?:(?:error|помилка)\W*)?(?:40[0134]|410|50[0234])\W*"
    r"(?:$|[|–—:-]|(?:not|bad|forbidden|error|internal|service|gateway|server|unavailable|page|unauthori[sz]ed|gone)\b)"
    r"|^\W*(?:page not found|сторінку не знайдено|not found|access denied|forbidden|error|server error)\W*"
    r"(?:$|\s[|–—-]\s)",
    re.I,
)
VIDEO_PATH = re.compile(r"/(?:videos?|podcasts?|audio|listen|watch|tv|відео|program(?:me)?s?|live-tv|player)/", re.I)
GALLERY_PATH = re.compile(
    r"/(?:galler(?:y|ies)|photos?|photo-?(?:gallery|story|essay)|slideshows?|in-pictures|pictures|foto|fotos|media-gallery)/",
    re.I,
)
GALLERY_TITLE = re.compile(
    r"^(?:in (?:pictures|photos)|photo (?:gallery|essay)|photos|gallery|фоторепортаж|фотогалерея)\b", re.I
)
FRONT_KINDS = frozenset(
    {"CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage", "WebSite", "Blog", "AboutPage"}
)
SECTION_PATH = re.compile(r"^https?://[^/]+/?(?:[\w-]{1,24}/?){0,2}(?:\?.*|page/\d+/?)?$", re.I)
STORY_PATH = re.compile(r"/(?:[^/?]*-){4}[^/?]*(?:[?/]|$)|/[^/?]*\d{5,}[^/?]*(?:[?/]|$)|/20\d\d/\d\d?/\d\d?/")
"""The address of one story: a long slug, a number or a day."""
MANY_CARDS = 8
"""Cards beside which a page without a story is a list; an article has fewer, or it has text."""
PROSE_LINE = 90
"""Characters of a line that is a paragraph: headlines in lists are shorter."""
STORY_PARAGRAPHS = 4
"""Paragraphs side by side that make a story, whatever list of links stands around it."""
LONG_ENOUGH = 1_600
"""Prose that makes any page an article, whatever words stand beside it."""
LONGEST_STUB = 3_000
"""Characters of prose that a paper gives away before a barrier; longer texts are worth more than the rest of them."""
LAST_LINES = 5
SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
FREE_PROSE = 250
"""Characters of sentences that speak of something else: three of them, and the page has a story."""
SENTENCE = re.compile(r"\w{3}.{20,}[.!?…]\W*$")
LEAST = 60
"""Characters of the shortest bulletin; below it there is nothing to read an event from."""


def declared(head: Head) -> Declared:
    """The kinds of thing that the page says it is."""
    return Declared(frozenset(kind for node in head.nodes for kind in types(node)), head.first("og:type").lower())


def is_doubtful(head: Head, lines: Sequence[str]) -> bool:
    """Whether a page needs a second look: all but the ones with much prose that call themselves articles."""
    return _prose(lines) < LONG_ENOUGH or not declared(head).is_article or _is_cut(lines)


def outline(tree: HtmlElement, head: Head, script_size: int) -> Outline:
    """The outline of a page that had so many characters of script; its tree loses what no reader sees."""
    strip_dead(tree)
    total = len(tree.text_content())
    links = [one_line(str(a.text_content())) for a in tree.iter("a") if a.get("href")]
    is_shell = total < 1_200 and (bool(APP_ROOT(tree)) or script_size > 20 * total)
    page = Outline(
        declared=declared(head),
        headline_links=sum(28 <= len(text) <= 200 for text in links),
        link_share=min(1.0, sum(map(len, links)) / max(total, 1)),
        has_password=any((field.get("type") or "").lower() == "password" for field in tree.iter("input")),
        has_paywall=bool(PAYWALL_NAME.search(" ".join(map(str, select(NAMES, tree)))))
        or str(head.article.get("isAccessibleForFree", "")).lower() == "false",
        is_shell=is_shell,
        images=sum(1 for _ in tree.iter("img")),
        has_player=bool(PLAYER(tree)),
        paragraphs=_longest_run(tree),
        visible=one_line(" ".join(map(str, tree.itertext()))) if total < MAX_VISIBLE else "",
        cards=0,
        free_text=0,
    )
    cards = drop_cards(tree)
    return replace(page, cards=cards, free_text=sum(len(one_line(str(text))) for text in select(FREE_TEXT, tree)))


def _longest_run(tree: HtmlElement) -> int:
    runs = Counter(p.getparent() for p in tree.iter("p") if len(p.text_content()) >= LEAST)
    return max(runs.values(), default=0)


def refusal(page: Outline, title: str, lines: Sequence[str], url: str) -> Rejection | None:
    """The reason why this page is no article, or None when it is one."""
    prose = _prose(lines)
    # The headline is left among the lines where they are little else.
    text = sum(_weight(line) for line in lines if line != title)
    if prose >= LONG_ENOUGH:
        return _front(page, prose, url) or _stub(page, lines, prose)
    found = (
        _by_title(title, prose)
        or _by_words(page, lines, prose, text)
        or _front(page, prose, url)
        or _by_medium(page, title, prose, text, url)
        or _stub(page, lines, prose)
    )
    if found:
        return found
    if text < LEAST:
        reason = R.JAVASCRIPT_SHELL if page.is_shell else R.NO_TEXT
        return Rejection(reason, f"{text} characters of text")
    return None


def _by_title(title: str, prose: int) -> Rejection | None:
    if STATUS_TITLE.search(title) and prose < 700:
        reason = R.ERROR_PAGE if re.search(r"\b(?:40[013]|50\d)\b|denied|^error$", title, re.I) else R.SOFT_404
        return Rejection(reason, f"headline {title[:80]!r}")
    return None


def _by_words(page: Outline, lines: Sequence[str], prose: int, text: int) -> Rejection | None:
    """A page whose own words say what it is, where little else stands."""
    spoken = " ".join(lines)[:4_000]
    for reason, limit, pattern in WORDS:
        hits = pattern.findall(spoken)
        near = hits or (text < LEAST * 4 and pattern.findall(page.visible))
        if not near or prose > limit:
            continue
        free = sum(len(line) for line in lines if SENTENCE.search(line) and not pattern.search(line))
        if _is_proved(reason, page, len(hits), prose, free):
            return Rejection(reason, f"says {str((hits or near)[0])[:80]!r} beside {prose} characters of prose")
    return None


def _is_proved(reason: RejectionReason, page: Outline, hits: int, prose: int, free: int) -> bool:
    """The second sign that each reason needs; `free` is the length of the sentences without such words."""
    if reason is R.PAYWALL:
        return page.has_paywall or not page.declared.is_article or prose < 500
    if page.declared.is_article and prose > LEAST * 2:
        return False
    if reason is R.LOGIN:
        return page.has_password or prose < 350
    if reason is R.CONSENT_WALL:
        return hits >= 2 or prose < 500
    return free < FREE_PROSE


def _stub(page: Outline, lines: Sequence[str], prose: int) -> Rejection | None:
    """The open beginning of a story that is sold: it breaks off, a barrier is on the page, and its words too."""
    if prose > LONGEST_STUB or not page.has_paywall or not _is_cut(lines):
        return None
    words = next(pattern for reason, _, pattern in WORDS if reason is R.PAYWALL)
    spoken = words.search(" ".join(lines[-LAST_LINES:])) or words.search(page.visible)
    return Rejection(R.PAYWALL, f"breaks off before {spoken.group()[:80]!r}") if spoken else None


def _is_cut(lines: Sequence[str]) -> bool:
    """Whether the last paragraph of the text is left open; what may follow it are short lines of the barrier."""
    last = next((line for line in reversed(lines) if len(line) >= PROSE_LINE), "")
    return last.rstrip(' ]»”"').endswith(("…", "...", "[…", "[...", ","))


def _front(page: Outline, prose: int, url: str) -> Rejection | None:
    """A list of stories: many headline links, most of the text in links, nothing that declares an article."""
    if page.declared.is_article or page.paragraphs >= STORY_PARAGRAPHS:
        return None
    if page.paragraphs == STORY_PARAGRAPHS - 1 and STORY_PATH.search(url):
        return None
    is_listing = (
        bool(page.declared.kinds & FRONT_KINDS) or page.declared.og_type in ("website", "") or SECTION_PATH.match(url)
    )
    if not is_listing:
        return None
    is_linked = page.headline_links >= 12 and page.link_share > 0.5 and prose < 150 * page.headline_links
    if is_linked or (page.cards >= MANY_CARDS and page.free_text < FREE_PROSE and not STORY_PATH.search(url)):
        return Rejection(
            R.SECTION_FRONT, f"{page.headline_links} headline links, {page.link_share:.0%} of the text in links"
        )
    return None


def _by_medium(page: Outline, title: str, prose: int, text: int, url: str) -> Rejection | None:
    """A page that is there for its film or its pictures; the caption is no story."""
    is_video = (
        page.declared.og_type.startswith("video") or VIDEO_PATH.search(url) or "VideoObject" in page.declared.kinds
    )
    if (
        is_video
        and page.has_player | page.declared.og_type.startswith("video")
        and prose < (200 if page.declared.is_article else 450)
    ):
        return Rejection(R.VIDEO_PAGE, f"a film with {prose} characters of prose")
    is_gallery = GALLERY_PATH.search(url) or GALLERY_TITLE.search(title) or "ImageGallery" in page.declared.kinds
    if is_gallery and page.images >= 4 and prose < 120 * page.images:
        return Rejection(R.GALLERY, f"{page.images} pictures, {text} characters of text")
    return None


def _prose(lines: Sequence[str]) -> int:
    return sum(len(line) for line in lines if len(line) >= PROSE_LINE)


def _weight(line: str) -> int:
    """Length of a line in letters of an alphabet: a Chinese, Japanese or Korean sign says as much as three."""
    return len(line) + 2 * len(SIGNS.findall(line))
