"""A live blog as dated entries: each has its own time, headline and text, so that a statement gets its own date.

From JSON-LD (`liveBlogUpdate`) where the page has it, else from elements that hold a <time> and a paragraph each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from pipeline.clean.head import Head, read_head
from pipeline.clean.instants import find_instant, read_instant
from pipeline.clean.jsonld import text_of, types
from pipeline.clean.lines import is_boilerplate
from pipeline.clean.scrub import one_line, scrub
from pipeline.clean.tree import parse
from pipeline.day import is_plausible
from pipeline.model import Page, Rejection

LEAST_ENTRIES = 2
LEAST_TEXT = 40
"""Characters of an entry: shorter ones are bare times of a table of contents."""
MAX_ENTRIES = 500


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One update of a live blog; `at` is None where its time cannot be read."""

    at: datetime | None
    headline: str
    text: str


def live_entries(page: Page, markup: str) -> tuple[LiveEntry, ...]:
    """Entries of a live blog in page order; empty when the page is none. `markup` is the page's decoded text."""
    tree = parse(markup)
    if isinstance(tree, Rejection):
        return ()
    head = read_head(tree, {page.url, page.responded_url})
    if not is_live_blog(head, page.responded_url or page.url):
        return ()
    entries = list(_from_jsonld(head, page)) or list(_from_elements(tree, page))
    return tuple(entries[:MAX_ENTRIES]) if len(entries) >= LEAST_ENTRIES else ()


def is_live_blog(head: Head, url: str) -> bool:
    """Whether a page calls itself a live blog, in JSON-LD or by its address."""
    return any("LiveBlogPosting" in types(node) for node in head.nodes) or "/live/" in url


def _from_jsonld(head: Head, page: Page) -> Iterator[LiveEntry]:
    for node in head.nodes:
        updates = node.get("liveBlogUpdate")
        for update in updates if isinstance(updates, list) else []:
            if isinstance(update, Mapping):
                text = _tidy(text_of(update.get("articleBody")))
                if len(text) >= LEAST_TEXT:
                    yield LiveEntry(
                        _at(text_of(update.get("datePublished")), page), _tidy(text_of(update.get("headline"))), text
                    )


def _from_elements(tree: HtmlElement, page: Page) -> Iterator[LiveEntry]:
    for element in _entry_elements(tree):
        time = next(element.iter("time"))
        heading = next((h for h in element.iter("h2", "h3", "h4")), None)
        lines = (_tidy(str(part.text_content())) for part in element.iter("p", "li", "blockquote"))
        text = "\n".join(line for line in lines if line and not is_boilerplate(line))
        if len(text) >= LEAST_TEXT:
            raw = time.get("datetime") or str(time.text_content())
            yield LiveEntry(_at(raw, page), _tidy(str(heading.text_content())) if heading is not None else "", text)


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


def _tidy(text: str) -> str:
    return one_line(scrub(text, "entry")[0])
