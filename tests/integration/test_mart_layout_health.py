"""A publisher's layout that no longer fits its pages shows in a view, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.db import Database
from pipeline.model import Article
from pipeline.server import Server
from tests.integration.load_histories import Story, load_on_top


@dataclass(frozen=True)
class Flagged(Story):
    """A page of which the cleaner had something to say."""

    flags: tuple[str, ...] = ()

    @property
    def article(self) -> Article:
        return replace(super().article, flags=self.flags)


def flagged(number: int, day: str, *flags: str) -> Flagged:
    body = f"Paragraph {number} opens the page.\nIt says nothing that is an event.\nIt ends here."
    return Flagged(f"https://example-wire.example/{number}", f"Page {number}", body, day, flags=flags)


PAGES = (
    flagged(1, "2025-01-10T08:00", "layout: wire-2024"),
    flagged(2, "2025-01-11T08:00", "layout: wire-2024", "text: NUL removed from title"),
    flagged(3, "2025-02-10T08:00", "layout: wire-2024"),
    flagged(4, "2025-02-11T08:00", "layout: wire-2024 holds 0% of the text"),
    flagged(5, "2025-02-12T08:00", "layout: wire-2024 holds 40% of the text", "canonical: points to the front page"),
    flagged(6, "2025-02-13T08:00"),
)


@pytest.fixture
def analyst(server: Server, warehouse_dsn: str) -> Database:
    name = warehouse_dsn.rpartition("/")[2]
    loader = Database(server.dsn("loader", name))
    pages: Sequence[Story] = PAGES
    for page in pages:
        load_on_top(loader, page)
    return Database(server.dsn("analyst", name))


def test_a_redesign_shows_as_a_falling_share(analyst: Database) -> None:
    found = analyst.fetch(
        "select month, layout_name, page_count, followed_count, missing_count, short_count, followed_share, "
        "example_url from mart.layout_health order by month"
    )
    assert [tuple(row) for row in found] == [
        (date(2025, 1, 1), "wire-2024", 2, 2, 0, 0, Decimal("1.000"), None),
        (date(2025, 2, 1), "wire-2024", 3, 1, 1, 1, Decimal("0.333"), "https://example-wire.example/5"),
    ]


def test_flags_are_told_apart(analyst: Database) -> None:
    found = analyst.fetch(
        "select canonical_url, flag_class, detail from mart.article_flags where flag_class <> 'layout' order by 1"
    )
    assert [tuple(row)[1:] for row in found] == [
        ("text", "NUL removed from title"),
        ("canonical", "points to the front page"),
    ]
