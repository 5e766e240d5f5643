"""A build of compiled extraction is used for the very sources it was made of, and nothing else changes without one."""

import ast
from pathlib import Path

import pytest

from pipeline import native
from pipeline.native_build import outdated, with_constants


def test_without_builds_the_sources_are_read(tmp_path):
    path = ["sources"]
    native.prefer_compiled(path, tmp_path / "none")
    native.prefer_compiled(path, native.OFF)
    assert path == ["sources"]


def test_only_builds_are_removed_for_a_new_one(tmp_path):
    for name in (native.key(), "making-abc", "making-new", "photos", "notes.txt"):
        (tmp_path / name).mkdir()
    assert [old.name for old in outdated(tmp_path, tmp_path / "making-new")] == [native.key(), "making-abc"]


@pytest.mark.parametrize("name", ["of-another-day", ""])
def test_a_build_of_other_sources_or_for_another_machine_is_not_used(tmp_path, name):
    build = tmp_path / (name or native.key())
    build.mkdir()
    (build / f"{native.SHARED}.so").write_bytes(b"no library")
    path = ["sources"]
    native.prefer_compiled(path, tmp_path)
    assert path == ["sources"]


def test_any_edit_of_code_or_data_asks_for_another_build(tmp_path):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "a.py").write_text("A = 1\n")
    (tmp_path / "lexicon" / "b.toml").write_text("b = 1\n")
    keys = {native.key(tmp_path)}
    (tmp_path / "lexicon" / "b.toml").write_text("b = 2\n")
    keys.add(native.key(tmp_path))
    (tmp_path / "a.py").rename(tmp_path / "c.py")
    keys.add(native.key(tmp_path))
    assert len(keys) == 3


def test_constants_are_declared_and_nothing_else_is_touched():
    source = (
        '"""Doc."""\n\nimport re\n\nWORD = re.compile("a")\nROWS: tuple[int, ...] = (1,)\nT = TypeVar("T")\nOf = 1\n'
    )
    assert with_constants(source) == source.replace("import re", "from typing import Final\nimport re").replace(
        "WORD =", "WORD: Final ="
    ).replace("ROWS: tuple[int, ...] =", "ROWS: Final[tuple[int, ...]] =")
    assert with_constants('"""Nothing."""\n') == '"""Nothing."""\n'


def _spreads(node: ast.AST) -> bool:
    """Whether a collection with a spread one in it is built where mypyc knows none: behind "in", or to be yielded."""
    told = node.comparators if isinstance(node, ast.Compare) else [node.value] if isinstance(node, ast.Yield) else []
    collections = [one for one in told if isinstance(one, ast.Tuple | ast.List)]
    return any(isinstance(part, ast.Starred) for one in collections for part in one.elts)


def test_extraction_can_be_compiled():
    """`word in (*SOME, "more")` stops mypyc, and builds the tuple anew at every test: give it a name outside."""
    places = [
        f"{path.relative_to(native.SOURCES)}:{node.lineno}"
        for path in sorted(Path(native.SOURCES).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Compare | ast.Yield) and _spreads(node)
    ]
    assert places == []
