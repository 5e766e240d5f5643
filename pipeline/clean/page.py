"""One page through the whole clean stage, step by step.

bytes ─► text ─► tree ─► head, title, authors, dates, address ─► body ─► lines ─► Article | Rejection
"""

from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from pipeline.clean.address import canonical_url
from pipeline.clean.authors import authors_of
from pipeline.clean.body import Reading, in_page_order, prefer_layout, read_body
from pipeline.clean.dates import Dates, dates_of
from pipeline.clean.decode import decode
from pipeline.clean.head import Head, read_head
from pipeline.clean.language import language_of
from pipeline.clean.last_resort import hidden_story
from pipeline.clean.layouts import read_by_layout
from pipeline.clean.lines import foreign_lines, pull_quotes, repeated_quotes, story_lines
from pipeline.clean.liveblog import compose, shown, updates_of
from pipeline.clean.mojibake import has_mojibake, undo_mojibake
from pipeline.clean.prune import strip_dead
from pipeline.clean.refusal import is_doubtful, outline, refusal
from pipeline.clean.repair import repair, without_scripts
from pipeline.clean.scrub import has_controls, one_line, scrub
from pipeline.clean.standfirst import standfirst, with_lead
from pipeline.clean.structure import blocks_of
from pipeline.clean.title import MAX_TITLE, site_names, title_of, visible_headings
from pipeline.clean.tree import MAX_CHARACTERS, limits_rejection, magic_rejection, parse
from pipeline.model import Article, Block, LiveEntry, Page, Rejection, RejectionReason

CLEANER_VERSION = "2"
"""Raised with every change that can alter an article or a rejection; replay compares it."""

MOST_LOST = 0.7
"""Share of the page's prose in a body below which it is flagged as truncated."""
HIDDEN = "hidden: read from what the page holds without showing it"
MAX_REPLACED = 0.01
"""Share of U+FFFD in a body above which the page is called unreadable."""


@dataclass(frozen=True, slots=True)
class Markup:
    """A page ready to be parsed: scrubbed, repaired, without scripts, of which it had so many characters."""

    text: str
    script_size: int
    flags: tuple[str, ...]
    source: str
    """The page as it came, scripts and all: what the last resort looks through."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page says about itself, before its tree is consumed."""

    head: Head
    title: str
    headlines: tuple[str, ...]
    """Every wording of the headline on the page: none of them is a line of the story."""
    authors: tuple[str, ...]
    dates: Dates
    address: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The lines of the body, the entries in them where it is a live blog's, and what is odd about the reading."""

    lines: tuple[str, ...]
    entries: tuple[LiveEntry, ...]
    flags: tuple[str, ...]


def clean(page: Page) -> Article | Rejection:
    """The article of a page, or why it has none. Pure: same page, same answer, no clock and no network."""
    refused = magic_rejection(page.body, page.content_type)
    if refused:
        return refused
    decoded = decode(page.body, page.content_type)
    if isinstance(decoded, Rejection):
        return decoded
    if len(decoded.text) > MAX_CHARACTERS:
        return Rejection(RejectionReason.LIMITS, f"{len(decoded.text)} characters, the cap is {MAX_CHARACTERS}")
    text, flags = scrub(decoded.text, "page") if has_controls(page.body, decoded.charset) else (decoded.text, ())
    source = text
    text, script_size = without_scripts(source)
    text, repaired = repair(text)
    markup = Markup(text, script_size, decoded.flags + flags + repaired, source)
    answer = _from_text(markup, page)
    if isinstance(answer, Article) and not has_mojibake(f"{answer.title}\n{answer.body}"):
        return answer
    # Only such a page is searched from end to end: that costs as much as the rest of the decoding.
    text, mended = undo_mojibake(text)
    return _from_text(replace(markup, text=text, flags=markup.flags + mended), page) if mended else answer


def _from_text(markup: Markup, page: Page) -> Article | Rejection:
    refused = limits_rejection(markup.text)
    if refused:
        return refused
    tree = parse(markup.text)
    if isinstance(tree, Rejection):
        return tree
    facts = _facts(tree, page)
    if len(facts.title) > MAX_TITLE:
        return Rejection(RejectionReason.LIMITS, f"headline of {len(facts.title)} characters")
    updates = updates_of(tree, facts.head, page)
    strip_dead(tree)
    foreign, quotes = foreign_lines(tree), pull_quotes(tree)
    own = read_by_layout(tree, page.responded_url or page.url, page.fetched_at.date())
    page_text, lead = str(tree.text_content()), standfirst(tree, facts.head)
    general = read_body(tree, markup.text)
    general = replace(general, lines=in_page_order(general.lines, page_text))
    reading, flags = prefer_layout(general, own)
    foreign |= repeated_quotes(quotes, reading.lines)
    lines = story_lines(with_lead(lead, reading.lines), facts.headlines, facts.authors, foreign)
    if not lines:
        hidden = hidden_story(markup.text, facts.head, markup.source)
        lines = story_lines(hidden, facts.headlines, facts.authors, frozenset())
        reading, flags = Reading(lines, "last resort"), (HIDDEN,) if lines else ()
    lines, entries = compose(lead, shown(updates, page_text) if updates else (), lines)
    refused = _refused(facts, lines, markup, page)
    if reading.coverage < MOST_LOST and not entries:
        flags += (f"truncated: {reading.coverage:.0%} of the page's prose kept by {reading.reader}",)
    return refused or _article(facts, Story(lines, entries, markup.flags + flags))


def _refused(facts: Facts, lines: tuple[str, ...], markup: Markup, page: Page) -> Rejection | None:
    """The reason why the page is no article; parses it once more, for the one page in four that is not plainly one."""
    if not is_doubtful(facts.head, lines):
        return None
    tree = parse(markup.text)
    if isinstance(tree, Rejection):
        return tree
    return refusal(outline(tree, facts.head, markup.script_size), facts.title, lines, page.responded_url or page.url)


def _facts(tree: HtmlElement, page: Page) -> Facts:
    url = page.responded_url or page.url
    address, flags = canonical_url(tree, page.url, page.responded_url)
    head = read_head(tree, {page.url, page.responded_url, address})
    title, scrubbed = scrub(title_of(tree, head, url), "title")
    title = one_line(title)
    if not title and page.entry:
        title, scrubbed = scrub(one_line(page.entry.title), "title")
    authors = authors_of(tree, head, site_names(head, url))
    if not authors and page.entry:
        authors = page.entry.authors
    authors = tuple(scrub(name, "authors")[0] for name in authors)
    headlines = (title, *visible_headings(tree), head.first("og:title"))
    return Facts(head, title, headlines, authors, dates_of(tree, head, page), address, flags + scrubbed)


def _article(facts: Facts, story: Story) -> Article | Rejection:
    body, scrubbed = scrub("\n".join(story.lines), "body")
    replaced = body.count("\ufffd")
    if replaced > MAX_REPLACED * len(body):
        return Rejection(RejectionReason.BAD_CHARSET, f"{replaced} of {len(body)} characters could not be decoded")
    flags = story.flags + facts.flags + scrubbed + facts.dates.flags
    if has_mojibake(facts.title + "\n" + body):
        flags += ("text: mojibake",)
    dates = facts.dates
    return Article(
        title=facts.title,
        body=body,
        canonical_url=facts.address,
        published_at=dates.published_at,
        date_source=dates.source,
        date_confidence=dates.confidence,
        published_raw=dates.raw,
        modified_at=dates.modified_at,
        authors=facts.authors,
        language=language_of(f"{facts.title}\n{body}", facts.head.language),
        declared_language=facts.head.language,
        section=_section(facts.head),
        blocks=_blocks(story, body),
        entries=story.entries,
        flags=tuple(dict.fromkeys(flags)),
    )


def _blocks(story: Story, body: str) -> tuple[Block, ...]:
    """Marked stretches; a label in one entry of a live blog says nothing about the next."""
    if not story.entries:
        return blocks_of(story.lines)
    return tuple(
        Block(block.kind, entry.start + block.start, entry.start + block.end)
        for entry in story.entries
        for block in blocks_of(body[entry.start : entry.end].split("\n"))
    )


def _section(head: Head) -> str | None:
    section = head.said("articleSection") or head.first(
        "article:section", "section", "parsely-section", "cxenseparse:section"
    )
    return scrub(section, "section")[0][:100] or None
