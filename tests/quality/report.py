"""Where extraction errs, for people: `python -m tests.quality.report [GOLD …]`.

Prints, for the gold files given (else the project's own but the held-out one, whose items nobody looks at): a table by
type of act (precision, recall, the commonest error with an example), and the core F1 of each outlet beside that of all
others. The rules are not trained, so the second is no retraining without an outlet: it shows how far a score rests on
the outlets that the rules were written at; `tests.quality.leave_one_out` asks more.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.extract import RuleExtractor, event_record
from tests.quality.score_all import SETS, document_of
from tests.quality.scoring import Event, Row, align, codes, compare, is_core, read_rows, score

EXAMPLE = 110
"""Code points of an example sentence."""


@dataclass(slots=True)
class Tally:
    """What became of one type's events; `errors` names what went wrong, with an example each."""

    hits: int = 0
    gold: int = 0
    predicted: int = 0
    right: int = 0
    """Of those predicted as this type, core hits; `hits` counts those of the gold's."""
    errors: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def err(self, what: str, example: str) -> None:
        """Count an error and keep its first example."""
        self.errors[what] += 1
        self.examples.setdefault(what, example)


def by_type(gold: Mapping[str, Row], predicted: Mapping[str, list[Event]]) -> dict[str, Tally]:
    """Tallies by the gold's type (for false events by their own)."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for key, row in gold.items():
        golds, found = list(row["events"]), predicted.get(key, [])
        pairs = dict(align(golds, found))
        for number, event in enumerate(golds):
            if not event.get("optional"):
                _judge(tallies[event["type"]], row, event, found[pairs[number]] if number in pairs else None)
        for number, event in enumerate(found):
            tallies[event["type"]].predicted += 1
            partner = next((golds[g] for g, p in pairs.items() if p == number), None)
            tallies[event["type"]].right += partner is not None and is_core(compare(partner, event))
            if partner is None:
                tallies[event["type"]].err("event where there is none", _words(row, event))
    return tallies


def _judge(tally: Tally, row: Row, event: Event, found: Event | None) -> None:
    tally.gold += 1
    if found is None:
        return tally.err("not found", _words(row, event))
    parts = compare(event, found)
    if is_core(parts):
        tally.hits += 1
    elif parts["type"] < 1:
        tally.err(f"read as {found['type']}", _words(row, event))
    elif parts["actors"] < ALIKE:
        tally.err("other actors", f"{', '.join(sorted(codes(found)))}: {_words(row, event)}")
    else:
        tally.err("another instrument", f"{', '.join(found['instruments'])}: {_words(row, event)}")
    return None


ALIKE = 0.5
"""Jaccard from which actors count as the same (docs/codebook.md, core)."""


def _words(row: Row, event: Event) -> str:
    text = row["title"] if event["field"] == "title" else row["text"]
    start = max(0, event["span"][0] - 40)
    return " ".join(text[start : start + EXAMPLE].split())


def by_outlet(gold: Mapping[str, Row], predicted: Mapping[str, list[Event]]) -> Iterable[tuple[str, int, float, float]]:
    """Outlet, its documents, core F1 on them, core F1 on all others; those with five documents or more."""
    for outlet, count in Counter(row["source"] for row in gold.values()).most_common():
        if count >= FEWEST:
            ours = {key: row for key, row in gold.items() if row["source"] == outlet}
            rest = {key: row for key, row in gold.items() if row["source"] != outlet}
            yield outlet, count, _core(ours, predicted), _core(rest, predicted)


FEWEST = 5
"""Documents below which an outlet's figure says nothing."""


def _core(gold: Mapping[str, Row], predicted: Mapping[str, list[Event]]) -> float:
    return score(gold, predicted).measure("core").f1


def main() -> int:
    """Print both tables in Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="*", type=Path)
    files = parser.parse_args().gold or [path for name, path in SETS.items() if name != "held"]
    gold = {f"{path.stem}/{key}": row for path in files for key, row in read_rows(path).items()}
    extractor = RuleExtractor()
    predicted = {key: [event_record(m) for m in extractor.extract(document_of(row))] for key, row in gold.items()}
    out = sys.stdout.write
    out("| type | events | precision | recall | commonest error | example |\n|---|---|---|---|---|---|\n")
    for name, tally in sorted(by_type(gold, predicted).items()):
        precision, recall = tally.right / max(1, tally.predicted), tally.hits / max(1, tally.gold)
        worst = tally.errors.most_common(1)
        error, example = (
            (f"{worst[0][0]} ({worst[0][1]})", f"“{tally.examples[worst[0][0]]}”") if worst else ("none", "")
        )
        out(f"| {name} | {tally.gold} | {precision:.2f} | {recall:.2f} | {error} | {example} |\n")
    out("\n| outlet | documents | core F1 | core F1 of all others |\n|---|---|---|---|\n")
    for outlet, count, ours, rest in by_outlet(gold, predicted):
        out(f"| {outlet} | {count} | {ours:.3f} | {rest:.3f} |\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
