"""Score extraction on the gold sets and hold it to its floors: `python -m tests.quality.score_all`.

    --gold FILE     score another gold file, without floors
    --set           write today's scores, rounded down, as floors; refuses to lower one
    --lower         with --set: lowering is meant

A floor counts only for the gold it was set on: floors.toml records the digest of each file.
"""

import argparse
import hashlib
import math
import sys
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.extract import RuleExtractor, event_record
from pipeline.model import Document
from tests.quality.scoring import Row, Score, read_rows, score

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
SETS = {
    "dev": HERE / "gold" / "dev.jsonl",
    "own": HERE / "own.jsonl",
    "pairs": HERE / "gold" / "pairs.jsonl",
    "newest50": HERE / "gold" / "newest50.jsonl",
    "fresh": HERE / "gold" / "fresh.jsonl",
    "held": HERE / "gold" / "held.jsonl",
}
"""dev is the development gold; own was written with the rules; the others by people who did not write rules.

held is scored as a whole and its items are not looked at, so that one set stays to which no rule was fitted.
"""
METRICS = ("doc", "core", "strict", "partial")


def document_of(row: Row) -> Document:
    """A gold row as the extractor is handed it."""
    return Document(row["id"], row["title"], row.get("text") or "", date.fromisoformat(row["published"]), row["source"])


def score_file(path: Path, extractor: RuleExtractor) -> Score:
    """The extractor's score on a gold file."""
    gold = read_rows(path)
    return score(
        gold, {key: [event_record(m) for m in extractor.extract(document_of(row))] for key, row in gold.items()}
    )


def digest(path: Path) -> str:
    """SHA-256 of a gold file, as floors.toml records it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def floors() -> Mapping[str, Any]:
    """The recorded floors by set."""
    return tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}


def shortfalls(name: str, found: Score, floor: Mapping[str, Any]) -> list[str]:
    """What a score lacks of its floors, in words; a changed gold file voids them."""
    if floor["sha256"] != digest(SETS[name]):
        return [f"{name}: the gold file changed since its floors were set; run with --set"]
    low = [
        f"{name}: {metric} F1 {found.measure(metric).f1:.3f} is below its floor {floor[metric]}"
        for metric in METRICS
        if found.measure(metric).f1 < floor[metric]
    ]
    if found.false_share > floor["most_false"]:
        low.append(
            f"{name}: {found.false_share:.3f} of the documents without events got one, at most {floor['most_false']}"
        )
    return low


def line(name: str, found: Score) -> str:
    """A score in one line."""
    figures = "  ".join(
        f"{m} {found.measure(m).f1:.3f} (P {found.measure(m).precision:.3f} R {found.measure(m).recall:.3f})"
        for m in METRICS
    )
    return f"{name}: {figures}  without events {found.negatives}, given one {found.false_documents}"


def rounded(found: Score, path: Path) -> dict[str, Any]:
    """A score as floors: rounded down to whole hundredths, so that one debatable item does not break the build."""
    low = {metric: math.floor(found.measure(metric).f1 * 100) / 100 for metric in METRICS}
    return {"sha256": digest(path), **low, "most_false": max(0.02, math.ceil(found.false_share * 100) / 100)}


def lowered(new: Mapping[str, Mapping[str, Any]], old: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The floors that would fall."""
    return [
        f"{name}.{metric} {old[name][metric]} -> {new[name][metric]}"
        for name in new.keys() & old.keys()
        for metric in METRICS
        if new[name][metric] < old[name][metric]
    ]


def write(new: Mapping[str, Mapping[str, Any]]) -> None:
    """Write floors.toml."""
    tables = [
        "\n".join([f"[{name}]", *(f"{key} = {f'{value!r}'.replace(chr(39), chr(34))}" for key, value in row.items())])
        for name, row in new.items()
    ]
    FLOORS.write_text(
        "# F1 floors of extraction; set by score_all --set, lowered only with --lower.\n\n"
        + "\n\n".join(tables)
        + "\n",
        "utf-8",
    )


def main(arguments: list[str] | None = None) -> int:
    """Score, report, and give 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--set", action="store_true")
    parser.add_argument("--lower", action="store_true")
    options = parser.parse_args(arguments)
    extractor = RuleExtractor()
    sets = {options.gold.stem: options.gold} if options.gold else SETS
    found = {name: score_file(path, extractor) for name, path in sets.items()}
    sys.stdout.write("\n".join(line(name, one) for name, one in found.items()) + "\n")
    if options.gold:
        return 0
    return _set(found, options.lower) if options.set else _hold(found)


def _hold(found: Mapping[str, Score]) -> int:
    missed = [text for name, one in found.items() for text in shortfalls(name, one, floors()[name])]
    sys.stderr.write("".join(f"{text}\n" for text in missed))
    return 1 if missed else 0


def _set(found: Mapping[str, Score], may_lower: bool) -> int:
    new = {name: rounded(one, SETS[name]) for name, one in found.items()}
    fallen = lowered(new, floors())
    if fallen and not may_lower:
        sys.stderr.write("these floors would fall; say --lower if that is meant: " + ", ".join(fallen) + "\n")
        return 1
    write(new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
