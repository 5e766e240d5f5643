"""What is typed wrongly is answered with one line that names it and the next step, never with a traceback."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.cli import main
from pipeline.settings import CODE_VERSION


class Answer(NamedTuple):
    """How the command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    monkeypatch.setenv("GUARANTEES_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("GUARANTEES_WAREHOUSE_DSN", raising=False)

    def type_in(*words: str, stdin: bytes = b"") -> Answer:
        monkeypatch.setattr(sys, "argv", ["guarantees", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        with pytest.raises(SystemExit) as end:
            main()
        written = capsys.readouterr()
        return Answer(int(end.value.code or 0), written.out, written.err)

    return type_in


Typed = Callable[..., Answer]


@pytest.mark.parametrize("words", [("events",), ("sql", "-c", "select 1"), ("run", "--sample"), ("dsn",)])
def test_a_home_that_is_a_file_is_named(type_in: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words):
    home = tmp_path / "taken"
    home.touch()
    monkeypatch.setenv("GUARANTEES_HOME", str(home))
    answer = type_in(*words)
    assert answer.code == 2
    assert str(home) in answer.err
    assert "set GUARANTEES_HOME to a folder of yours" in answer.err


def test_a_home_where_nothing_can_be_made_is_named(type_in: Typed, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GUARANTEES_HOME", "/proc/nowhere")
    answer = type_in("migrate")
    assert (answer.code, answer.out) == (2, "")
    assert "/proc/nowhere cannot be written" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("events", "--instrument", "BOGUS"), "TROOPS"),
        (("events", "--type", "bogus"), "PLEDGE"),
        (("events", "--from", "2025-02-01", "--to", "2025-01-01"), "ends before it begins"),
        (("replay", "--from", "2025-02-01", "--to", "2025-01-01"), "ends before it begins"),
        (("sql", "-c", " "), "-c is empty"),
        (("clean", "-", "--url", "not a url"), "https://example.org/story"),
        (("clean", "-", "--url", "ftp://example.org/x"), "https://example.org/story"),
        (("clean", "-", "--url", "http://[x/"), "https://example.org/story"),
        (("clean", "/nowhere.html", "--url", "https://example.org/x"), "/nowhere.html"),
        (("explain", "-"), "- is empty"),
    ],
)
def test_a_usage_error_names_what_is_wrong(type_in: Typed, words, said):
    answer = type_in(*words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.startswith("guarantees: ")


def test_the_version(type_in: Typed):
    assert type_in("--version") == (0, f"guarantees {CODE_VERSION}\n", "")


def test_a_page_is_read_from_standard_input(type_in: Typed):
    answer = type_in("clean", "-", "--url", "https://example.org/x", "--json", stdin=b"")
    assert json.loads(answer.out)["rejection"]["reason"] == "empty"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"published": 20250116}, '"published" is of the wrong type (a number)'),
        ({"published": None}, 'no "published"'),
        ({"title": 5}, '"title" is of the wrong type (a number)'),
        ({"text": ["a"]}, '"text" is of the wrong type (a list)'),
        ({"language": {}}, '"language" is of the wrong type (an object)'),
        ({"timezone": "Mars/X"}, "'Mars/X' is no zone"),
        ({"timezone": "Europe"}, "'Europe' is no zone"),
        ({"title": None, "text": None}, 'neither "title" nor "text"'),
    ],
)
def test_a_document_with_a_wrong_field_spoils_no_other(type_in: Typed, change, named):
    good = {"id": "good", "published": "2025-01-16", "title": "Rain", "text": "It rained."}
    lines = "\n".join(json.dumps(row) for row in (good | {"id": "bad"} | change, good))
    answer = type_in("extract", "-", stdin=lines.encode())
    assert answer.code == 1
    assert json.loads(answer.out) == {"id": "good", "events": []}
    assert answer.err.count("\n") == 1
    assert answer.err.startswith("-:1: document bad: ")
    assert named in answer.err


def test_a_title_alone_is_a_document(type_in: Typed):
    answer = type_in("extract", "-", stdin=b'{"id": 1, "published": "2025-01-16", "title": "Rain"}')
    assert (answer.code, json.loads(answer.out)) == (0, {"id": "1", "events": []})
