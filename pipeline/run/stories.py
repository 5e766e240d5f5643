"""Texts of articles, wired: what is read of them as one document each, and what publishing asks about them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipeline.clean.correction import corrections
from pipeline.clean.fingerprint import copied_share, fingerprint, shingles
from pipeline.load import Stories
from pipeline.model import Article, Block, Document, Fingerprint, LiveEntry, Mention, Rejection

STORIES = Stories(shingles, copied_share, corrections)
"""The clean stage's answers about texts, for `publish`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that is read by itself, and where in the article it stands; `position` is that of a live blog's entry."""

    document: Document
    published_at: datetime | None
    position: int | None = None
    title_start: int = 0
    text_start: int = 0

    def placed(self, mention: Mention) -> Mention:
        """A mention found in the text, with offsets into the article: an entry's headline is part of the body."""
        if self.position is None:
            return mention
        evidence = mention.evidence
        shift = self.title_start if evidence.field == "title" else self.text_start
        return replace(
            mention,
            evidence=replace(
                evidence,
                field="text",
                start=evidence.start + shift,
                end=evidence.end + shift,
                sentence_start=evidence.sentence_start + shift,
                sentence_end=evidence.sentence_end + shift,
            ),
        )


def fingerprint_of(result: Article | Rejection) -> Fingerprint | None:
    """The fingerprint of an article; a live blog's has no bands, because quoting many stories makes it no copy."""
    if isinstance(result, Rejection):
        return None
    found = fingerprint(result.body)
    return replace(found, bands=()) if result.entries else found


def readings(article: Article, day: date, outlet: str, timezone: str) -> Iterator[Reading]:
    """The texts of an article that are read by themselves: all of it, or each entry of a live blog.

    What has no date of its own has the article's, else `day`. The headline of a live blog speaks for no day (it is
    rewritten as the day goes on), so it only tells what the entries are about.
    """
    whole = Document(
        document_id=str(article.version_id),
        title=article.title,
        text=article.body,
        published=article.published_at or day,
        outlet=outlet,
        timezone=timezone,
        language=article.language,
        blocks=article.blocks,
    )
    if not article.entries:
        yield Reading(whole, article.published_at)
    for position, entry in enumerate(article.entries, 1):
        published_at = entry.published_at or article.published_at
        document = replace(
            whole,
            title=article.body[entry.start : entry.text_start].rstrip("\n"),
            text=article.body[entry.text_start : entry.end],
            published=published_at or day,
            blocks=_blocks(article, entry),
            context=article.title,
        )
        yield Reading(document, published_at, position, entry.start, entry.text_start)


def _blocks(article: Article, entry: LiveEntry) -> tuple[Block, ...]:
    """The marked stretches of an entry, from its own beginning."""
    inside = [(block.kind, max(block.start, entry.text_start), min(block.end, entry.end)) for block in article.blocks]
    return tuple(
        Block(kind, start - entry.text_start, end - entry.text_start) for kind, start, end in inside if start < end
    )
