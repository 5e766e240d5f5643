"""When a page was published and last changed, from the most trustworthy place that says so.

    order of trust    jsonld > opengraph > meta > time > feed > visible > url > htmldate

Publishers maintain the first four for search engines; the feed's date may be that of a re-post; a visible line may lack
its zone; a URL knows only the day; htmldate searches the whole page and nearly always finds something.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean.head import Head
from pipeline.clean.instants import Instant, find_instant, find_relative, is_ambiguous, read_instant, zone_of
from pipeline.clean.jsonld import text_of
from pipeline.clean.scrub import one_line
from pipeline.clean.tree import select
from pipeline.day import FIRST_DAY, URL_DATE, is_plausible
from pipeline.model import Page

# Share of right days per source on 257 news pages where it was the first to speak; `feed` and `url` from the feeds' own
# agreement with JSON-LD. A reading without clock or zone counts a little less.
CONFIDENCE = {
    "jsonld": 0.99, "opengraph": 0.98, "meta": 0.96, "time": 0.93, "feed": 0.9, "visible": 0.85, "url": 0.8,
    "htmldate": 0.6,
}  # fmt: skip
PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "og:pubdate",
)  # fmt: skip
OTHER_META = (
    "datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "publishdate", "publish-date", "publish_date", "publication_date", "pubdate", "publicationdate", "date.available",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.available", "dc.date", "dc.date.created",
    "article.published", "article_date_original", "ptime", "displaydate", "date", "govuk:first-published-at",
    "govuk:public-updated-at", "originalpublicationdate", "bt:pubdate", "cdate", "last-published",
    "rnews:datepublished",
)  # fmt: skip
MODIFIED_META = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "last-modified", "lastmod",
    "dc.date.modified", "dcterms.modified", "govuk:updated-at", "parsely-updated-date", "revised",
)  # fmt: skip

TIMES = etree.XPath("//time[not(ancestor::aside or ancestor::nav or ancestor::footer)]")
ELSEWHERE = re.compile(
    r"related|comment|teaser|card|sidebar|recommend|popular|latest|most-|feed|also|more-|widget", re.I
)
PUBLISHED_WORD = re.compile(r"publish|posted|created|issued|pubdate|опублікован|датапубл|entry-date", re.I)
MODIFIED_WORD = re.compile(r"updat|modif|edited|changed|оновлен|змінен|редагован|обновл", re.I)
DATE_CLASS = etree.XPath(
    """//*[self::div or self::span or self::p or self::time or self::li or self::a or self::small or self::b]
    [contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'time') or contains(@class, 'Time')
     or contains(@class, 'publish') or contains(@class, 'posted') or contains(@class, 'byline')
     or contains(@class, 'meta')]
    [not(ancestor::aside or ancestor::nav or ancestor::footer)]"""
)
LABELLED = etree.XPath(
    """//text()[starts-with(normalize-space(), 'Published') or starts-with(normalize-space(), 'Date')
    or starts-with(normalize-space(), 'Datum') or starts-with(normalize-space(), 'Опубліковано')
    or starts-with(normalize-space(), 'Дата')]/.."""
)
MAX_LINE = 160
"""A date line is short; longer text is prose that mentions a date."""
SHORTEST_HEADLINE = 16
"""Characters: what is shorter can be the name of the outlet or of a section."""
# Text pieces around the headline among which a date line without a telling class is looked for.
AFTER_HEADING = etree.XPath("(following::text()[normalize-space()][not(parent::script)])[position() <= 14]")
BEFORE_HEADING = etree.XPath("(preceding::text()[normalize-space()][not(parent::script)])[position() > last() - 4]")


Candidate = tuple[str, str, Instant | None]
"""Source, raw text, and what it means if it can be read."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Both times of a page, where the first came from, and what was odd."""

    published_at: datetime | None
    source: str
    confidence: float
    raw: str
    modified_at: datetime | None
    flags: tuple[str, ...] = ()


def dates_of(tree: HtmlElement, head: Head, page: Page) -> Dates:
    """Publication and modification time of a page; an implausible date is no date, its text is kept in `raw`."""
    flags: list[str] = []
    modified = _modified(tree, head, page)
    refused = ""
    for source, raw, instant in _candidates(tree, head, page):
        if instant is None:
            flags.append(f"date: {raw[:80]!r} from {source} cannot be read")
        elif not is_plausible(instant.at, page.fetched_at):
            flags.append(f"date: {raw[:80]!r} from {source} is outside the window")
            if _is_really_old(instant.at):
                return Dates(None, "none", 0.0, raw[:200], None, tuple(flags))
        else:
            flags.extend(_doubts(instant, page))
            found = Dates(instant.at, source, _confidence(source, instant), raw[:200], modified, tuple(flags))
            return _with_order(found)
        refused = refused or raw[:200]
    if not refused:
        return _by_search(tree, page, modified)
    return Dates(None, "none", 0.0, refused, modified, tuple(flags))


def _candidates(tree: HtmlElement, head: Head, page: Page) -> Iterator[Candidate]:
    """Every written publication date, best source first; later sources are only read when earlier ones fail."""
    yield from _declared(head, page.timezone)
    for raw, instant, is_update in _time_elements(tree, page.timezone):
        if not is_update:
            yield "time", raw, instant
    if page.entry and page.entry.published_at:
        at = page.entry.published_at
        yield "feed", page.entry.published_raw or at.isoformat(), Instant(at, page.entry.published_raw)
    for instant in _visible(tree, head.title, page):
        yield "visible", instant.raw, instant
    yield from _from_url(page)


def _declared(head: Head, zone: str) -> Iterator[Candidate]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        raw = text_of(head.article.get(key)).strip()
        if raw:
            yield "jsonld", raw, read_instant(raw, zone)
    for source, names in (("opengraph", PUBLISHED_META), ("meta", OTHER_META)):
        for name in names:
            for raw in head.meta.get(name, ())[:1]:
                yield source, raw, read_instant(raw, zone)


def _time_elements(tree: HtmlElement, zone: str) -> Iterator[tuple[str, Instant | None, bool]]:
    """Dates in <time> elements of the article, the ones marked as publication first."""
    marked: list[tuple[int, str, bool]] = []
    for position, element in enumerate(select(TIMES, tree)):
        raw = element.get("datetime") or element.get("content") or (element.text or "")
        if not re.search(r"\d{4}", raw) or _is_elsewhere(element):
            continue
        words = f"{element.get('class')} {element.get('itemprop')} {element.get('pubdate')} {_words_before(element)}"
        is_update = bool(MODIFIED_WORD.search(words)) and not PUBLISHED_WORD.search(words)
        rank = position if PUBLISHED_WORD.search(words) or "pubdate" in element.attrib else position + 1000
        marked.append((rank, raw.strip(), is_update))
    for _, raw, is_update in sorted(marked)[:6]:
        yield raw, read_instant(raw, zone), is_update


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether an element belongs to another story: a teaser, a comment, a list of related pages."""
    for parent in element.iterancestors():
        if parent.tag in ("main", "body"):
            return False
        if ELSEWHERE.search(f"{parent.get('class')} {parent.get('id')}"):
            return True
        if parent.tag == "a" and parent.get("href"):
            return True
    return False


def _words_before(element: HtmlElement) -> str:
    parent = element.getparent()
    own = str(element.text_content())[:60]
    if parent is None:
        return own
    previous = element.getprevious()
    before = (previous.tail or str(previous.text_content())) if previous is not None else parent.text
    return f"{(before or '')[-40:]} {own}"


def _visible(tree: HtmlElement, title: str, page: Page) -> Iterator[Instant]:
    """Date lines a reader sees near the headline; lines that speak of an update are left out."""
    relative: list[Instant] = []
    for line in _date_lines(tree, title):
        line = _about_publication(line)
        instant = find_instant(line, page.timezone)
        if instant:
            yield instant
        else:
            found = find_relative(line, page.timezone, page.fetched_at)
            relative.extend([found] if found else [])
    yield from relative


def _about_publication(line: str) -> str:
    """The part of a date line that does not speak of an update: `Updated …, published …` holds two dates."""
    updated, published = MODIFIED_WORD.search(line), PUBLISHED_WORD.search(line)
    if not updated:
        return line
    if not published:
        return line[: updated.start()]
    return line[published.start() :] if published.start() > updated.start() else line[: updated.start()]


def _date_lines(tree: HtmlElement, title: str) -> Iterator[str]:
    """Short texts that may be the page's date: labelled as such, near the headline, or of a telling class."""
    for element in select(LABELLED, tree)[:10]:
        whole = element if len(element) else element.getparent()
        yield from _as_line(element if whole is None else whole)
    heading = _heading(tree, title)
    if heading is not None:
        pieces = select(AFTER_HEADING, heading) + select(BEFORE_HEADING, heading)
        yield from (piece for piece in map(one_line, map(str, pieces)) if len(piece) <= MAX_LINE)
    for element in select(DATE_CLASS, tree)[:40]:
        if not _is_elsewhere(element):
            yield from _as_line(element)


def _heading(tree: HtmlElement, title: str) -> HtmlElement | None:
    """The first h1; on a page without one, the first element whose own words are in the <title>."""
    heading = next(tree.iter("h1"), None)
    if heading is not None or not title:
        return heading
    elements = tree.iter("h2", "h3", "b", "strong", "font", "td", "div", "p", "span")
    texts = ((element, one_line(element.text or "")) for element in elements)
    return next((element for element, text in texts if len(text) >= SHORTEST_HEADLINE and text in title), None)


def _as_line(element: HtmlElement) -> Iterator[str]:
    line = one_line(str(element.text_content()))
    if line and len(line) <= MAX_LINE:
        yield line


def _from_url(page: Page) -> Iterator[Candidate]:
    found = URL_DATE.search(page.responded_url or page.url)
    if found:
        year, _, month, day = found.groups()
        instant = read_instant(f"{year}-{month}-{day}", page.timezone)
        if instant:
            yield "url", found.group(), instant


def _by_search(tree: HtmlElement, page: Page, modified: datetime | None) -> Dates:
    """What htmldate finds on a page that states no date; not asked where a stated date was refused."""
    raw = find_date(
        tree, original_date=True, outputformat="%Y-%m-%d", min_date=FIRST_DAY.isoformat(),
        max_date=(page.fetched_at + timedelta(days=1)).date().isoformat(), url=page.responded_url or page.url,
    )  # fmt: skip
    # It answers 1 January where it found only a year, for example that of the copyright line.
    instant = read_instant(raw, page.timezone) if raw and not raw.endswith("-01-01") else None
    if instant is None:
        return Dates(None, "none", 0.0, "", modified)
    return Dates(instant.at, "htmldate", _confidence("htmldate", instant), instant.raw, modified)


def _modified(tree: HtmlElement, head: Head, page: Page) -> datetime | None:
    raws = [text_of(head.article.get("dateModified")), *(head.first(name) for name in MODIFIED_META)]
    for raw in filter(None, raws):
        instant = read_instant(raw, page.timezone)
        if instant and is_plausible(instant.at, page.fetched_at):
            return instant.at
    for _, instant, is_update in _time_elements(tree, page.timezone):
        if is_update and instant and is_plausible(instant.at, page.fetched_at):
            return instant.at
    return None


def _is_really_old(at: datetime) -> bool:
    """A page from before the monitor's window, not the zero of a clock: later sources must not rejuvenate it."""
    return 1995 <= at.year < FIRST_DAY.year


def _doubts(instant: Instant, page: Page) -> list[str]:
    doubts = []
    if not instant.has_zone:
        doubts.append(f"date: {instant.raw[:80]!r} names no zone, read in {zone_of(page.timezone)}")
    if is_ambiguous(instant):
        doubts.append(f"date: {instant.raw[:80]!r} is a local time that happened twice, the first is taken")
    return doubts


def _confidence(source: str, instant: Instant) -> float:
    return round(CONFIDENCE[source] - 0.05 * (not instant.has_clock) - 0.02 * (not instant.has_zone), 2)


def _with_order(found: Dates) -> Dates:
    """A modification before the publication is no modification (some systems write the creation of the draft there)."""
    if found.published_at and found.modified_at and found.modified_at < found.published_at:
        return Dates(found.published_at, found.source, found.confidence, found.raw, None, found.flags)
    return found
