"""`guarantees quality` and `guarantees quarantine`, typed, on a warehouse in which a row was held back."""

from pathlib import Path

import pytest
from lxml import html

from pipeline.db import Database
from pipeline.load import publish, stage
from pipeline.server import Server
from pipeline.settings import PROJECT_ROOT
from pipeline.validate import validate_batch
from tests.integration.command import Command, command_on
from tests.integration.load_histories import batch_of, canonical
from tests.integration.test_validate_gate import stories

REASON = "read by hand"


@pytest.fixture
def command(
    server: Server,
    warehouse_dsn: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Command:
    loader = Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))
    process(loader, Database(warehouse_dsn))
    return command_on(server, warehouse_dsn, tmp_path / "home", capsys, monkeypatch)


def process(loader: Database, owner: Database) -> None:
    batch = batch_of(stories(30))
    stage(loader, batch)
    owner.execute("update staging.mentions set trigger_text = '<b>other</b> words' where row_no = 1")
    validate_batch(loader, batch.batch_id, PROJECT_ROOT / "expectations")
    publish(loader, batch.batch_id, canonical)


def test_the_page_tells_what_the_gate_found(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "quality.html"
    assert command.type("quality", "--out", str(out)) == f"{out}\n"
    document = html.document_fromstring(out.read_bytes())
    tiles = dict(zip(document.xpath("//dt/text()"), document.xpath("//dd/text()"), strict=True))
    assert tiles == {"days": "1", "pages": "30", "articles": "30", "rejected": "0%", "days stopped": "0",
                     "rows waiting": "2"}  # fmt: skip
    text = document.text_content()
    assert "is_trigger_true: column values to be in set" in text
    assert "every mention of it is held back" in text
    assert document.xpath("//h3/text()")[2:] == ["captures", "articles", "mentions", "events", "day"]
    assert document.xpath("//b") == []
    assert "is there already" in command.type("quality", "--out", str(out), code=2)
    before = out.read_bytes()
    command.type("quality", "--out", str(out), "--force")
    assert out.read_bytes() == before


def test_an_empty_warehouse_has_a_page(
    server: Server, migrated: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dsn = server.create_database("quality_empty", template=migrated)
    command = command_on(server, dsn, tmp_path / "home", capsys, monkeypatch)
    command.type("quality", "--out", str(tmp_path / "quality.html"))
    assert "no day yet" in (tmp_path / "quality.html").read_text("utf-8")


def test_rows_are_listed_shown_released_and_dropped(command: Command) -> None:
    held = command.json("quarantine", "list")
    assert [(row["target_table"], row["state"]) for row in held] == [("events", "waiting"), ("mentions", "waiting")]
    assert command.json("quarantine", "list", "--table", "mentions", "--day", "2025-01-16") == [held[1]]
    assert command.json("quarantine", "list", "--day", "2025-01-17") == []
    key = held[1]["row_key"]
    assert "is_trigger_true" in command.type("quarantine", "list")
    assert "<b>other</b> words" in command.type("quarantine", "show", key[:12])
    said = command.type("quarantine", "release", key[:8], "--reason", REASON, "--by", "an operator")
    assert (
        said
        == f"released: mentions {key}; it takes effect with `guarantees replay --from 2025-01-16 --to 2025-01-16`\n"
    )
    assert [row["target_table"] for row in command.json("quarantine", "list")] == ["events"]
    command.type("quarantine", "drop", key, "--table", "mentions", "--reason", REASON)
    shown = command.json("quarantine", "show", key)[0]
    assert (shown["state"], shown["decision"], shown["decision_reason"]) == ("dropped", "drop", REASON)
    both = {row["row_key"]: row["state"] for row in command.json("quarantine", "list", "--all")}
    assert both[key] == "dropped"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "abc"), "no row's key"),
        (("show", "00000000"), "no held row"),
        (("list", "--table", "opinions"), "none of captures"),
        (("release", "00000000", "--reason", REASON), "no held row"),
        (("drop", "00000000"), "Missing option"),
    ],
)
def test_what_cannot_be_is_said(command: Command, words: tuple[str, ...], said: str) -> None:
    assert said in command.type("quarantine", *words, code=2)
