"""The same story again, settled while a batch is published: whose copy an article is, and what a correction changed.

Settled under the publication's lock and from all that is published by then, not from what one run had read: so the
answer depends on the articles there are and not on the order in which their days were processed.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.load.copying import copy_rows
from pipeline.load.publication import Publication
from pipeline.load.syndication import Belief, Grounds, regroup
from pipeline.model import Change

WINDOW_DAYS = 14
"""Days between a text and its copy. A wire copy runs within hours; two weeks also hold the next issue of a weekly and
the Sunday paper. A text that comes back later is a re-run or a standing notice, not the spread of news."""

COPIES = ("article_id", "recorded_at", "original_id", "group_id", "containment", "batch_id")
CORRECTIONS = (
    "article_id", "previous_version_id", "version_id", "position", "field", "kind", "line", "old_text", "new_text",
    "recorded_at", "batch_id",
)  # fmt: skip

Shingles = frozenset[int]
Wording = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stories:
    """What publishing asks about texts: pure functions of the clean stage, handed in by the wiring."""

    shingles: Callable[[str], Shingles]
    """What of a body is compared."""
    copied_share: Callable[[Shingles, Shingles], float | None]
    """Share of the shorter text that stands in the longer; None when they are two texts."""
    corrections: Callable[[Wording, Wording], Sequence[Change]]
    """What differs between two wordings, each a title and a body."""


def settle_stories(publication: Publication, stories: Stories) -> None:
    """Write down what the articles of this publication are copies of, and what their corrections changed."""
    publication.run("load_fingerprints_add")
    _settle_copies(publication, stories)
    _settle_corrections(publication, stories)


def _settle_copies(publication: Publication, stories: Stories) -> None:
    asked = [row.article_id for row in publication.rows("load_syndication_asked")]
    if not asked:
        return
    grounds = _grounds(publication, stories, asked)
    now = regroup(grounds)
    changed = [article_id for article_id in now if now[article_id] != grounds.beliefs.get(article_id)]
    publication.run("load_syndications_close", article_ids=[one for one in changed if one in grounds.beliefs])
    params = publication.params
    added = [(article_id, now[article_id]) for article_id in changed]
    rows = [
        (article_id, params["recorded_at"], now.original_id, now.group_id, now.containment, params["batch_id"])
        for article_id, now in added
        if now is not None
    ]
    copy_rows(publication.cursor, "warehouse.syndications", COPIES, rows)


def _grounds(publication: Publication, stories: Stories, asked: list[uuid.UUID]) -> Grounds:
    found = publication.rows("load_syndication_near", article_ids=asked, days=WINDOW_DAYS)
    pairs = [(row.article_id, row.other_id) for row in found]
    compared = {article_id for pair in pairs for article_id in pair}
    named = {*asked, *compared}
    beliefs = {
        row.article_id: Belief(row.original_id, row.group_id, row.containment)
        for row in publication.rows("load_syndication_beliefs", article_ids=list(named))
    }
    everyone = named | {belief.original_id for belief in beliefs.values()}
    texts = publication.rows("load_syndication_texts", article_ids=list(everyone), compared_ids=list(compared))
    bodies = {row.article_id: row.body for row in texts}

    @cache
    def shingles(article_id: uuid.UUID) -> Shingles:
        return stories.shingles(bodies[article_id])

    return Grounds(
        asked=frozenset(asked),
        told_at={row.article_id: row.told_at for row in texts},
        pairs=pairs,
        beliefs=beliefs,
        share=lambda one, other: stories.copied_share(shingles(one), shingles(other)),
    )


def _settle_corrections(publication: Publication, stories: Stories) -> None:
    params = publication.params
    rows = [
        (
            step.article_id, step.previous_version_id, step.version_id, position, change.field, str(change.kind),
            change.line, change.before, change.after, params["recorded_at"], params["batch_id"],
        )
        for step in publication.rows("load_corrections_missing")
        for position, change in enumerate(
            stories.corrections((step.old_title, step.old_body), (step.new_title, step.new_body)), 1
        )
    ]  # fmt: skip
    copy_rows(publication.cursor, "warehouse.corrections", CORRECTIONS, rows)
