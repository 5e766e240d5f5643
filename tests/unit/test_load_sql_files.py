"""The SQL as text: it parses, migrations pass the linter, every saved query says what it is for and what it takes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pglast
import pytest

from pipeline.settings import PROJECT_ROOT

MIGRATIONS = sorted((PROJECT_ROOT / "sql" / "migrations").glob("*.sql"))
QUERIES = sorted((PROJECT_ROOT / "sql" / "queries").glob("*.sql"))
OURS = ("load_", "gate_", "cli_", "feed_", "capture_", "fault_")
"""Prefixes of statements that the code uses; the others are for analysts."""
NOT_ASKED = [
    # The runner sets both for the whole file.
    "require-lock-timeout",
    "require-statement-timeout",
    # Counts of hops, offsets, tries: none comes near two thousand million.
    "prefer-bigint-over-int",
    "prefer-bigint-over-smallint",
]


def parameters(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.name)
def test_a_migration_parses_and_explains_itself(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("-- ")
    # What changes, and what is said about it.
    assert len(pglast.parse_sql(text)) > 1
    assert "\t" not in text
    assert "create extension" not in text.lower()


def test_migrations_pass_the_linter() -> None:
    squawk = Path(sys.executable).parent / "squawk"
    command = [str(squawk), "--reporter", "json", "--assume-in-transaction", "--exclude", ",".join(NOT_ASKED)]
    done = subprocess.run([*command, *map(str, MIGRATIONS)], capture_output=True, text=True, check=False, timeout=60)
    assert [(found["file"], found["line"], found["rule_name"]) for found in json.loads(done.stdout)] == []


def test_migration_numbers_are_without_a_gap() -> None:
    assert [path.name[:4] for path in MIGRATIONS] == [f"{number:04}" for number in range(1, len(MIGRATIONS) + 1)]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_parses_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.match(r"-- .*[.?;]|-- .*$", text.splitlines()[0])
    filled = re.sub(r"%\(\w+\)s", "null", text)
    filled = re.sub(r"\{\w+\}", "a_name", filled).replace("values %s", "values (null)").replace("%s", "null")
    assert len(pglast.parse_sql(filled)) == 1


@pytest.mark.parametrize(
    "path", [path for path in QUERIES if not path.stem.startswith(OURS)], ids=lambda path: path.stem
)
def test_a_saved_query_declares_its_parameters_and_keeps_an_order(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = re.findall(r"^-- param: (\w+) (\w+(?:\[\])?)(?: default (\S+))?$", text, re.M)
    assert len(lines) == text.count("-- param:")
    assert {name for name, _, _ in lines} == parameters(text)
    assert text.splitlines()[0].endswith("?")
    assert "order by" in text
    # As text in, whatever the type: the command hands over strings.
    assert all(f"%({name})s::{kind}" in text for name, kind, _ in lines)


@pytest.mark.parametrize(
    "path", [path for path in QUERIES if path.stem.startswith(("load_", "gate_"))], ids=lambda p: p.stem
)
def test_a_statement_of_loader_and_gate_names_what_it_takes(path: Path) -> None:
    text = path.read_text("utf-8")
    head = " ".join(line for line in text.splitlines() if line.startswith("--"))
    assert all(re.search(rf"\b{name}\b", head) for name in parameters(text))
