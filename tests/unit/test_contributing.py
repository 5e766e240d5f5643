"""What CONTRIBUTING shows of `guarantees explain` is what the command says, and the files it sends people to exist."""

import re

from pipeline.day import Day
from pipeline.run.offline import explain_text
from pipeline.settings import PROJECT_ROOT

TEXT = (PROJECT_ROOT / "CONTRIBUTING.md").read_text("utf-8")
SECTION = TEXT.partition("## When an event is wrong")[2].partition("\n## ")[0]


def test_the_explanation_shown_is_the_one_given() -> None:
    shown = SECTION.split("```")[1].partition("\n")[2].partition("\n")[2]
    title = re.search(r"^\[title \S+\] (.*)$", shown, flags=re.MULTILINE)
    assert title is not None
    assert explain_text(title[1], Day.parse("2025-02-18")).split() == shown.split()


def test_the_files_it_names_are_there() -> None:
    rows = [line for line in SECTION.splitlines() if line.startswith("| ")][2:]
    named = {name for row in rows for name in re.findall(r"`((?:\w+/)?\w+\.(?:py|toml))`", row)}
    assert len(named) >= 8
    places = (PROJECT_ROOT / "pipeline/extract", PROJECT_ROOT / "pipeline/extract/lexicon")
    assert [name for name in named if not any((place / name).exists() for place in places)] == []
