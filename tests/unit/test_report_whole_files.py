"""Files that appear whole or not at all."""

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.report.whole_files import whole_files

NAMES = ["a.csv", "b.csv"]


def fill(folder: Path, text: str, *, is_forced: bool = False, fails: bool = False) -> None:
    with whole_files(folder, NAMES, is_forced=is_forced) as paths:
        for path in paths.values():
            path.write_text(text, "utf-8")
        if fails:
            raise RuntimeError("half way")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_folder_is_made_and_holds_the_files_and_nothing_else(tmp_path: Path) -> None:
    fill(tmp_path / "new" / "deep", "one")
    assert names(tmp_path / "new" / "deep") == NAMES


def test_what_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    fill(tmp_path, "one")
    with pytest.raises(RuntimeError, match="half way"):
        fill(tmp_path, "two", is_forced=True, fails=True)
    assert names(tmp_path) == NAMES
    assert (tmp_path / "a.csv").read_text("utf-8") == "one"


def test_a_file_that_is_there_is_replaced_only_when_forced(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match=r"b\.csv is there already; .*--force"):
        fill(tmp_path, "one")
    assert names(tmp_path) == ["b.csv"]
    fill(tmp_path, "one", is_forced=True)
    assert (tmp_path / "b.csv").read_text("utf-8") == "one"


def fill_while_another_writes(folder: Path) -> None:
    with whole_files(folder, NAMES, is_forced=False) as paths:
        for path in paths.values():
            path.write_text("one", "utf-8")
        (folder / "a.csv").write_text("another's", "utf-8")


def test_a_file_that_comes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is there already"):
        fill_while_another_writes(tmp_path)
    assert (tmp_path / "a.csv").read_text("utf-8") == "another's"
    assert names(tmp_path) == ["a.csv"]


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        fill(tmp_path / "file" / "below", "one")
