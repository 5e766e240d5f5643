"""Scoring of predicted events against gold events, as docs/codebook.md defines it.

Per document a maximum-weight one-to-one alignment; then `core` (type right or among the alternatives, actors' Jaccard
>= .5, an instrument shared), `strict` (all five parts exact), `partial` (sum of similarities) and `doc` (any event
or none).
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

Event = Mapping[str, Any]
Row = Mapping[str, Any]

LADDER = ("speculated", "discussed", "proposed", "pledged", "signed", "ratified", "implemented")
FAMILY = {
    **dict.fromkeys(("CONSIDER", "PROPOSE", "REQUEST"), "idea"),
    **dict.fromkeys(("PLEDGE", "SIGN", "RATIFY", "IMPLEMENT", "SUPPORT", "CONCEDE"), "deal"),
    **dict.fromkeys(("REJECT", "ACCUSE", "THREATEN", "SUSPEND"), "anti"),
    "CONSULT": "talk",
}
WEIGHT = {"type": 0.30, "actors": 0.25, "instruments": 0.20, "date": 0.15, "status": 0.10}
ALIGNED_FROM = 0.5
EXACT_UP_TO = 14
"""Predictions of one document that are aligned exactly; beyond it greedily, because the exact way is exponential."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision, recall and their mean."""

    hits: float
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


@dataclass(slots=True)
class Score:
    """What a set of documents came to."""

    core: float = 0.0
    strict: float = 0.0
    partial: float = 0.0
    gold: int = 0
    predicted: int = 0
    negatives: int = 0
    false_documents: int = 0
    doc_both: int = 0
    doc_predicted: int = 0
    doc_gold: int = 0
    attributes: dict[str, list[bool]] = field(default_factory=dict)

    def measure(self, name: str) -> Measure:
        """The measure called `core`, `strict`, `partial` or `doc`."""
        if name == "doc":
            return Measure(self.doc_both, self.doc_predicted, self.doc_gold)
        return Measure(getattr(self, name), self.predicted, self.gold)

    @property
    def false_share(self) -> float:
        """Share of the documents without events that were given one."""
        return self.false_documents / self.negatives if self.negatives else 0.0


def read_rows(path: Path) -> dict[str, Row]:
    """The documents of a JSON Lines file by id."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["id"]: row for row in rows}


def codes(event: Event, column: str = "actors") -> frozenset[str]:
    """The codes of a list of actors, given as codes or as records."""
    return frozenset(one["code"] if isinstance(one, dict) else one for one in event.get(column) or ())


def compare(gold: Event, predicted: Event) -> dict[str, float]:
    """How alike two events are, part by part."""
    return {
        "type": _type(gold, predicted),
        "actors": _jaccard(codes(gold), codes(predicted)),
        "instruments": _jaccard(frozenset(gold["instruments"]), frozenset(predicted["instruments"])),
        "date": _date(gold, predicted),
        "status": _status(gold["status"], predicted["status"]),
    }


def similarity(parts: Mapping[str, float]) -> float:
    """The weighted sum of the parts."""
    return sum(WEIGHT[name] * value for name, value in parts.items())


def is_core(parts: Mapping[str, float]) -> bool:
    """The headline figure's test of a pair."""
    return parts["type"] == 1 and parts["actors"] >= 0.5 and parts["instruments"] > 0


def align(golds: Sequence[Event], predictions: Sequence[Event]) -> list[tuple[int, int]]:
    """The one-to-one pairs of greatest total similarity."""
    table = [[similarity(compare(g, p)) for p in predictions] for g in golds]
    if len(predictions) > EXACT_UP_TO:
        return _greedy(table)

    @cache
    def best(row: int, used: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if row == len(golds):
            return 0.0, ()
        top = best(row + 1, used)
        for column, value in enumerate(table[row]):
            if not used >> column & 1 and value >= ALIGNED_FROM:
                rest, pairs = best(row + 1, used | 1 << column)
                if value + rest > top[0] + 1e-12:
                    top = value + rest, ((row, column), *pairs)
        return top

    return list(best(0, 0)[1])


def score(gold: Mapping[str, Row], predicted: Mapping[str, Sequence[Event]]) -> Score:
    """The score of predictions, given by document id, over every document of the gold set."""
    total = Score()
    for key, row in gold.items():
        _add(total, row["events"], list(predicted.get(key, ())))
    return total


def _add(total: Score, golds: Sequence[Event], predictions: Sequence[Event]) -> None:
    required = [one for one in golds if not one.get("optional")]
    pairs = align(golds, predictions)
    counted = [(i, j) for i, j in pairs if not golds[i].get("optional")]
    total.gold += len(required)
    total.predicted += len(predictions) - (len(pairs) - len(counted))
    total.negatives += not golds
    total.false_documents += not golds and bool(predictions)
    if required or not golds:
        total.doc_both += bool(required) and bool(predictions)
        total.doc_predicted += bool(predictions)
        total.doc_gold += bool(required)
    for i, j in counted:
        parts = compare(golds[i], predictions[j])
        total.partial += similarity(parts)
        total.strict += all(value == 1 for value in parts.values())
        total.core += is_core(parts)
        if is_core(parts):
            for name, right in _attributes(golds[i], predictions[j]).items():
                total.attributes.setdefault(name, []).append(right)


def _attributes(gold: Event, predicted: Event) -> dict[str, bool]:
    return {
        "stance": predicted["stance"] == gold["stance"],
        "factuality": predicted["factuality"] == gold["factuality"],
        "confirmation": predicted["confirmation"] == gold["confirmation"],
        "source_kind": predicted["attribution"]["kind"] == gold["attribution"]["kind"],
        "outlet": predicted["attribution"]["outlet"] == gold["attribution"]["outlet"],
        "recipients": codes(gold, "recipients") == codes(predicted, "recipients"),
        "background": bool(predicted["background"]) == bool(gold["background"]),
    }


def _greedy(table: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    ranked = sorted(((value, i, j) for i, row in enumerate(table) for j, value in enumerate(row)), reverse=True)
    pairs: list[tuple[int, int]] = []
    for value, i, j in ranked:
        if value >= ALIGNED_FROM and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _type(gold: Event, predicted: Event) -> float:
    if predicted["type"] in (gold["type"], *gold.get("alt_types", ())):
        return 1.0
    return 0.5 if FAMILY[predicted["type"]] == FAMILY[gold["type"]] else 0.0


def _status(gold: str, predicted: str) -> float:
    if gold == predicted:
        return 1.0
    near = gold in LADDER and predicted in LADDER and abs(LADDER.index(gold) - LADDER.index(predicted)) == 1
    return 0.5 if near else 0.0


def _date(gold: Event, predicted: Event) -> float:
    (g0, g1), (p0, p1) = (
        (dt.date.fromisoformat(one["date_start"]), dt.date.fromisoformat(one["date_end"])) for one in (gold, predicted)
    )
    slack = dt.timedelta(days=1 if gold["date_precision"] == "pub" else 0)
    if abs(g0 - p0) <= slack and abs(g1 - p1) <= slack:
        return 1.0
    return 0.5 if g0 <= p1 and p0 <= g1 else 0.0
