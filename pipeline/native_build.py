"""Compile extraction with mypyc, and keep the build only if it gives the rows that the sources give.

python -m pipeline.native_build, or `make native`. Needs a C compiler, mypy and setuptools. Nothing changes where one is
missing, or where a row differs.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipeline.extract import RuleExtractor, rules
from pipeline.model import Document
from pipeline.native import BUILDS, OFF, SOURCES, key

ROOT = SOURCES.parent.parent
ITEMS = ROOT / "tests" / "quality" / "own.jsonl"
"""The texts whose rows are compared."""
SETUP = """
from mypyc.build import mypycify
from setuptools import setup

setup(
    name="extract",
    packages=[],
    py_modules=[],
    ext_modules=mypycify({modules!r}, group_name="extract", multi_file=True, opt_level="2", debug_level="0"),
)
"""
BUILD = re.compile(r"[0-9a-f]{20}|making-\w+")
"""Names of builds, and of what a broken-off one leaves: only these are removed from their folder, which may be any."""
OPTIONS = ["--ignore-missing-imports"]
LAST_WORDS = 3000
"""Letters of what a compiler says that are shown where it fails: the end, where the error stands."""
CONSTANT = re.compile(r"^([A-Z][A-Z0-9_]+)(?:: ([^=\n]+))? = (?!TypeVar)", re.M)
"""A name in capitals at the beginning of a line: told the compiler to be one, it is looked up without a dictionary."""


def main(arguments: list[str]) -> int:
    """Build, compare and keep; with `rows`, print a digest of the rows that this Python reads, and by what."""
    if arguments == ["rows"]:
        sys.stdout.write(f"{rows()} {'sources' if rules.__file__.endswith('.py') else 'compiled'}\n")
        return 0
    if BUILDS == OFF:
        sys.stderr.write("GUARANTEES_NATIVE is off: unset it, or name the folder for the build.\n")
        return 1
    BUILDS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILDS, prefix="making-") as folder:
        wrong, made = _make(Path(folder))
        if wrong:
            sys.stderr.write(f"{wrong}\nThe sources of extraction go on being read.\n")
            return 1
        kept = BUILDS / made.name
        for old in outdated(BUILDS, Path(folder)):
            shutil.rmtree(old, ignore_errors=True)
        made.rename(kept)
    sys.stdout.write(f"Extraction is compiled, and reads {ITEMS.name} as its sources do: {kept}\n")
    return 0


def outdated(builds: Path, making: Path) -> list[Path]:
    """The builds of a folder that a new one takes the place of."""
    return [old for old in sorted(builds.iterdir()) if old != making and BUILD.fullmatch(old.name)]


def _make(stage: Path) -> tuple[str, Path]:
    """Compile a copy of the sources in a folder and compare it with them; gives what is wrong, and the build."""
    shutil.copytree(SOURCES.parent, stage / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    build = stage / "builds" / key(stage / "pipeline" / "extract")
    setup = SETUP.format(modules=[*OPTIONS, *_modules(stage)])
    (stage / "setup.py").write_text(setup, "utf-8")
    command = [sys.executable, "setup.py", "-q", "build_ext", "--inplace"]
    told = subprocess.run(command, cwd=stage, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if told.returncode:
        return told.stdout[-LAST_WORDS:], build
    _gather(stage, build)
    plain, compiled = _rows_of(stage / "off"), _rows_of(build.parent)
    if compiled[1] != "compiled":
        return "The sources were edited meanwhile, or what was compiled cannot be loaded.", build
    return ("" if plain == (compiled[0], "sources") else "Compiled, it gives other rows."), build


def _modules(stage: Path) -> Iterator[str]:
    """The modules to compile, prepared; not the package itself, which decides whether the compiled ones are used."""
    for path in sorted((stage / "pipeline" / "extract").rglob("*.py")):
        if path.parent.name == "extract" and path.name == "__init__.py":
            continue
        path.write_text(with_constants(path.read_text("utf-8")), "utf-8")
        yield path.relative_to(stage).as_posix()


def with_constants(source: str) -> str:
    """A module with its constants declared as such."""
    told = CONSTANT.sub(lambda found: f"{found[1]}: Final{f'[{found[2]}]' if found[2] else ''} = ", source)
    begins = re.search(r"^(?:from|import) ", told, re.M)
    if told == source or begins is None:
        return source
    return f"{told[: begins.start()]}from typing import Final\n{told[begins.start() :]}"


def _gather(stage: Path, build: Path) -> None:
    """What is kept of a stage: compiled modules, their library, and the data files that stand beside them."""
    compiled = [*stage.glob("pipeline/extract/**/*.so"), *stage.glob("pipeline/extract/**/*.toml"), *stage.glob("*.so")]
    for path in compiled:
        place = build / path.relative_to(stage)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.rename(place)


def _rows_of(builds: Path) -> tuple[str, str]:
    """The digest of the rows that a new Python reads with the builds of a folder, and what it reads them by."""
    told = subprocess.run(
        [sys.executable, "-m", "pipeline.native_build", "rows"],
        cwd=ROOT, env={**os.environ, "GUARANTEES_NATIVE": str(builds)}, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    digest, reader = told.stdout.split()
    return digest, reader


def rows() -> str:
    """A digest of all rows of the own-word items."""
    extractor, digest = RuleExtractor(), hashlib.sha256()
    for line in ITEMS.read_text("utf-8").splitlines():
        item = json.loads(line)
        document = Document(item["id"], item["title"], item["text"], date.fromisoformat(item["published"]))
        digest.update(repr(extractor.extract(document)).encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
