"""A text that the extractor breaks on costs its own article, never the day, and takes back nothing."""

from pathlib import Path

from pipeline.db import Database
from pipeline.extract import default_extractor
from pipeline.model import Document, Mention
from pipeline.server import Server
from tests.integration.archived_pages import Fetched, archive, article, process

DAY = "2025-03-03"
FRANCE = "French President Emmanuel Macron said on Monday that France would send peacekeeping troops to Ukraine."
POLAND = "Polish Prime Minister Donald Tusk said on Monday that Poland would not send troops to Ukraine."
FILLER = "Officials who were asked about it spoke of a long afternoon and of a longer evening, and of nothing else."


class Brittle:
    """The rules, with a defect for one country."""

    name = "brittle"

    def extract(self, document: Document) -> tuple[Mention, ...]:
        if "Poland" in document.text:
            raise IndexError("list index out of range")
        return ()


def page(name: str, title: str, lead: str) -> Fetched:
    published = f"{DAY}T12:00:00"
    url = f"https://{name}.example/story"
    return Fetched(url, title, published, article(title, published, [lead, FILLER, FILLER]))


PAGES = [page("paris", "France on peacekeepers", FRANCE), page("warsaw", "Poland on peacekeepers", POLAND)]


def said(db: Database) -> list[str]:
    return [row[0] for row in db.fetch("select distinct unnest(actor_codes) from mart.mentions order by 1")]


def test_a_defect_costs_one_article_and_takes_nothing_back(server: Server, warehouse_dsn: str, tmp_path: Path) -> None:
    loader = Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))
    archive(tmp_path / "archive", loader, PAGES)
    process(tmp_path, loader, [DAY], lambda _: default_extractor())
    assert said(Database(warehouse_dsn)) == ["FRA", "POL"]
    (summary,) = process(tmp_path, loader, [DAY], lambda _: Brittle())
    assert (summary.decision, summary.articles) == ("accept", 1)
    # France's mention went, because Brittle finds none; Poland's stays, because nobody could read its article.
    assert said(Database(warehouse_dsn)) == ["POL"]
    (fault,) = loader.fetch("select source_id, stage, error_class, detail from ops.faults where stage = 'extract'")
    assert (fault.source_id, fault.error_class) == ("warsaw.example", "extractor")
    assert "IndexError: list index out of range" in fault.detail
    process(tmp_path, loader, [DAY], lambda _: default_extractor())
    assert said(Database(warehouse_dsn)) == ["FRA", "POL"]
