"""docs/warehouse.md: every example is run on the history it describes, and the answer shown is the answer given.

REWRITE_GOLDEN=1 writes the answers anew; the diff is the review.
"""

import os
import re
from datetime import datetime
from typing import Any

import pytest

from pipeline.db import Database
from pipeline.run.offices import bring_offices
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT
from tests.integration.load_histories import load_on_top
from tests.integration.mart_history import HISTORY
from tests.integration.test_mart_views import FEED

PAGE = PROJECT_ROOT / "docs" / "warehouse.md"
EXAMPLE = re.compile(r"```sql\n(?P<sql>.*?)```\n\n```text\n(?P<answer>.*?)```", re.S)


@pytest.fixture
def analyst(server: Server, warehouse_dsn: str) -> Database:
    name = warehouse_dsn.rpartition("/")[2]
    loader = Database(server.dsn("loader", name))
    for page in HISTORY:
        load_on_top(loader, page)
    bring_offices(loader)
    for feed, is_enabled in (("example-wire-news", True), ("old-wire", False)):
        loader.execute(FEED, (f"https://example-wire.example/{feed}", feed, "example-wire", is_enabled))
    return Database(server.dsn("analyst", name))


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list):
        return "{" + ",".join(map(cell, value)) + "}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return str(value)


def answer(db: Database, statement: str) -> str:
    """Rows as psql shows them."""
    with db.transaction() as cursor:
        cursor.execute(statement)
        columns = [column.name for column in cursor.description or ()]
        rows = [[cell(value) for value in row] for row in cursor.fetchall()]
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    lines = [
        " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in (columns, *rows)
    ]
    ruler = "-+-".join("-" * width for width in widths)
    count = f"({len(rows)} row{'' if len(rows) == 1 else 's'})"
    return "\n".join(line.rstrip() for line in [lines[0], ruler, *lines[1:], count]) + "\n"


def test_every_example_gives_the_answer_that_is_shown(analyst: Database) -> None:
    text = PAGE.read_text("utf-8")
    examples = list(EXAMPLE.finditer(text))
    assert len(examples) >= 12
    answers = [answer(analyst, example["sql"]) for example in examples]
    if os.environ.get("REWRITE_GOLDEN"):
        for example, given in reversed(list(zip(examples, answers, strict=True))):
            text = text[: example.start("answer")] + given + text[example.end("answer") :]
        PAGE.write_text(text, "utf-8")
    else:
        assert [example["answer"] for example in examples] == answers


def test_every_view_and_function_of_the_mart_is_named_on_the_page(analyst: Database) -> None:
    text = PAGE.read_text("utf-8")
    names = analyst.fetch(
        "select table_name as name from information_schema.views where table_schema = 'mart' "
        "union select routine_name from information_schema.routines where routine_schema = 'mart' order by 1"
    )
    assert [row.name for row in names if f"mart.{row.name}" not in text] == []
