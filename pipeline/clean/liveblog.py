"""A live blog as dated entries: each has its own time, headline and text, so that a statement gets its own date.

From JSON-LD (`liveBlogUpdate`) where the page has it, else from elements that hold a <time> and a paragraph each. The
body of a live blog is made of its entries, so that an entry is a stretch of the body and offsets into one are offsets
into the other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from pipeline.clean.head import Head
from pipeline.clean.instants import find_instant, read_instant
from pipeline.clean.jsonld import text_of, types
from pipeline.clean.lines import fold, is_boilerplate
from pipeline.clean.scrub import one_line, scrub
from pipeline.clean.standfirst import with_lead
from pipeline.day import is_plausible
from pipeline.model import LiveEntry, Page

LEAST_ENTRIES = 2
LEAST_TEXT = 40
"""Characters of an entry: shorter ones are bare times of a table of contents."""
MAX_ENTRIES = 500
SEEN_BY = 40
"""Letters of an update's beginning by which it is found on the page."""
LEAST_SHARE = 0.5
"""Of the text that the general reader found: where the updates hold less, they are teasers beside a story."""


@dataclass(frozen=True, slots=True)
class Update:
    """One update as the page has it; `at` is None where its time cannot be read, `lines` are its paragraphs."""

    at: datetime | None
    headline: str
    lines: tuple[str, ...]


def updates_of(tree: HtmlElement, head: Head, page: Page) -> tuple[Update, ...]:
    """Updates of a live blog in page order; empty when the page is none. `tree` must be whole and stays so."""
    if not is_live_blog(head, page.responded_url or page.url):
        return ()
    updates = list(_from_jsonld(head, page)) or list(_from_elements(tree, page))
    return tuple(updates[:MAX_ENTRIES]) if len(updates) >= LEAST_ENTRIES else ()


def shown(updates: Sequence[Update], page_text: str) -> tuple[Update, ...]:
    """The updates that a reader of the page sees, all of them where it shows next to none.

    JSON-LD may hold hundreds of updates of which the page shows the newest; what is not shown is no evidence.
    """
    folded = fold(page_text)
    visible = tuple(update for update in updates if fold(" ".join(update.lines))[:SEEN_BY] in folded)
    return visible if len(visible) >= LEAST_ENTRIES else tuple(updates)


def compose(
    lead: str, updates: Sequence[Update], general: Sequence[str]
) -> tuple[tuple[str, ...], tuple[LiveEntry, ...]]:
    """The lines of a live blog's body, the standfirst first, and its entries in them.

    No entry, and the `general` lines, where the updates are too few to be the page's text.
    """
    told = [line for update in updates for line in _lines(update)]
    if not told or sum(map(len, told)) < LEAST_SHARE * sum(map(len, general)):
        return tuple(general), ()
    lines = with_lead(_tidy(lead), told)
    position = sum(len(line) + 1 for line in lines[: len(lines) - len(told)])
    entries = []
    for update in updates:
        end = position + sum(len(line) + 1 for line in _lines(update)) - 1
        text_start = position + (len(update.headline) + 1 if update.headline else 0)
        entries.append(LiveEntry(position, text_start, end, update.at))
        position = end + 1
    return lines, tuple(entries)


def _lines(update: Update) -> tuple[str, ...]:
    return (update.headline, *update.lines) if update.headline else update.lines


def is_live_blog(head: Head, url: str) -> bool:
    """Whether a page calls itself a live blog, in JSON-LD or by its address."""
    return any("LiveBlogPosting" in types(node) for node in head.nodes) or "/live/" in url


def _from_jsonld(head: Head, page: Page) -> Iterator[Update]:
    for node in head.nodes:
        updates = node.get("liveBlogUpdate")
        for update in updates if isinstance(updates, list) else []:
            if isinstance(update, Mapping):
                lines = _kept(text_of(update.get("articleBody")).split("\n"))
                if sum(map(len, lines)) >= LEAST_TEXT:
                    yield Update(
                        _at(text_of(update.get("datePublished")), page), _tidy(text_of(update.get("headline"))), lines
                    )


def _from_elements(tree: HtmlElement, page: Page) -> Iterator[Update]:
    for element in _entry_elements(tree):
        time = next(element.iter("time"))
        heading = next((h for h in element.iter("h2", "h3", "h4")), None)
        lines = _kept(str(part.text_content()) for part in _paragraphs(element))
        if sum(map(len, lines)) >= LEAST_TEXT:
            raw = time.get("datetime") or str(time.text_content())
            yield Update(_at(raw, page), _tidy(str(heading.text_content())) if heading is not None else "", lines)


def _paragraphs(element: HtmlElement) -> Iterator[HtmlElement]:
    """The outermost paragraphs of an element: a quotation that holds paragraphs is read once."""
    last: HtmlElement | None = None
    for part in element.iter("p", "li", "blockquote"):
        if last is None or all(above is not last for above in part.iterancestors("p", "li", "blockquote")):
            last = part
            yield part


def _entry_elements(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The largest element around each <time> that holds no other <time> and has a paragraph."""
    for time in tree.iter("time"):
        found = None
        for parent in time.iterancestors("div", "article", "section", "li"):
            if sum(1 for _ in parent.iter("time")) > 1:
                break
            if next(parent.iter("p"), None) is not None:
                found = parent
        if found is not None:
            yield found


def _at(raw: str, page: Page) -> datetime | None:
    instant = read_instant(raw, page.timezone) or find_instant(raw, page.timezone)
    return instant.at if instant and is_plausible(instant.at, page.fetched_at) else None


def _kept(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(_tidy, lines) if line and not is_boilerplate(line))


def _tidy(text: str) -> str:
    return one_line(scrub(text, "entry")[0])
