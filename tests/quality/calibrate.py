"""Fit the weights of confidence and show how far it can be trusted: `python -m tests.quality.calibrate [GOLD …]`.

    --write     write pipeline/extract/lexicon/confidence.toml

A mention is right where it matches an expected event in the sense of core. The weights are fitted on every mention of
the sets FITTED by logistic regression with a penalty. The bias is then set so that the mean chance over the held-out
set is the share of its mentions that was right: no rule was fitted to that set, and the rules do worse on new text than
on what they were written with. The first reliability table is of five-fold cross-validation over the sets by other
hands, folds by document; those of the held-out set and of each GOLD given are of the weights as written.
"""

import argparse
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.extract import RuleExtractor, event_record
from pipeline.extract.assemble import evidence_of
from pipeline.extract.confidence import Weights, load_weights, signals_of
from tests.quality.score_all import SETS, document_of
from tests.quality.scoring import Row, align, compare, is_core, read_rows

FITTED = ("dev", "own", "pairs", "newest50", "fresh")
BY_OTHERS = ("newest50", "fresh")
"""Sets by people who wrote no rules."""
HELD = "held"
PENALTY = 2.0
"""L2 penalty on each weight, in units of one mention: a signal seen a few times stays near nothing."""
STEPS, RATE = 400, 2.0
"""Steps of gradient descent and their length; the loss no longer changes in its fourth place after 250."""
FOLDS = 5
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Borders of the confidence classes of the reliability table."""
TARGET = Path(__file__).parents[2] / "pipeline" / "extract" / "lexicon" / "confidence.toml"


@dataclass(frozen=True, slots=True)
class Case:
    """One mention: its document, its signals, and whether it was right."""

    document: str
    signals: frozenset[str]
    is_right: bool


def cases(extractor: RuleExtractor, gold: Mapping[str, Row]) -> list[Case]:
    """The mentions that the extractor finds in a gold set; those of optional events are left out."""
    found: list[Case] = []
    for key, row in gold.items():
        document = document_of(row)
        drafts = {evidence_of(draft): draft for draft in extractor.trace(document).drafts if not draft.blocked}
        mentions = extractor.extract(document)
        records = [event_record(mention) for mention in mentions]
        partner = {number: row["events"][at] for at, number in align(row["events"], records)}
        for number, mention in enumerate(mentions):
            event, draft = partner.get(number), drafts.get(mention.evidence)
            if draft is None or (event is not None and event.get("optional")):
                continue
            right = event is not None and is_core(compare(event, records[number]))
            found.append(Case(key, signals_of(draft, len(document.text)), right))
    return found


def fit(found: Sequence[Case]) -> Weights:
    """Weights by gradient descent on the penalised log loss; signals seen in every case or none keep weight 0."""
    names = sorted({name for case in found for name in case.signals})
    weights = dict.fromkeys(names, 0.0)
    share = sum(case.is_right for case in found) / len(found)
    bias = math.log(share / (1 - share))
    for _ in range(STEPS):
        current = Weights(bias, weights)
        errors = [current.chance(case.signals) - case.is_right for case in found]
        slopes = {name: PENALTY * weights[name] for name in names}
        for case, error in zip(found, errors, strict=True):
            for name in case.signals:
                slopes[name] += error
        weights = {name: weights[name] - RATE * slopes[name] / len(found) for name in names}
        bias -= RATE * sum(errors) / len(found)
    return Weights(bias, weights)


def rebased(weights: Weights, found: Sequence[Case]) -> Weights:
    """The same weights with the bias at which the mean chance over `found` is the share that was right."""
    share = sum(case.is_right for case in found) / len(found)
    low, high = -8.0, 8.0
    for _ in range(40):
        bias = (low + high) / 2
        mean = sum(Weights(bias, weights.signals).chance(case.signals) for case in found) / len(found)
        low, high = (bias, high) if mean < share else (low, bias)
    return Weights(low, weights.signals)


def fitted(found: Mapping[str, Sequence[Case]], base: Sequence[Case]) -> Weights:
    """The weights for all sets, with the bias that suits the mentions in `base`."""
    return rebased(fit([case for some in found.values() for case in some]), base)


def cross_validated(found: Mapping[str, Sequence[Case]]) -> list[tuple[float, bool]]:
    """Each mention of the sets by other hands: its chance by weights fitted without its fold, and whether right."""
    judged: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        rest = {name: [case for case in some if _fold(case) != fold] for name, some in found.items()}
        weights = fitted(rest, [case for name in BY_OTHERS for case in rest.get(name, ())])
        left = (case for name in BY_OTHERS for case in found.get(name, ()) if _fold(case) == fold)
        judged.extend((weights.chance(case.signals), case.is_right) for case in left)
    return judged


def _fold(case: Case) -> int:
    """The fold of a document, the same in every run."""
    return sum(case.document.encode()) % FOLDS


def reliability(judged: Sequence[tuple[float, bool]], name: str) -> str:
    """How often mentions of each confidence class were right, in Markdown, with the Brier score."""
    brier = sum((chance - right) ** 2 for chance, right in judged) / max(1, len(judged))
    lines = [f"| {name} | mentions | said | right |", "|---|---|---|---|"]
    for low, high in pairwise(BINS):
        some = [(chance, right) for chance, right in judged if low <= chance < high or chance == high == 1]
        if some:
            said, right = (sum(column) / len(some) for column in zip(*some, strict=True))
            lines.append(f"| {low:.1f} to {high:.1f} | {len(some)} | {said:.2f} | {right:.2f} |")
    return "\n".join([*lines, f"| all, Brier score {brier:.3f} | {len(judged)} | | |"]) + "\n"


def written(weights: Weights, found: Mapping[str, Sequence[Case]]) -> str:
    """The data file."""
    sizes = ", ".join(f"{name} {len(some)}" for name, some in found.items())
    rows = "\n".join(f'"{name}" = {weight:.3f}' for name, weight in sorted(weights.signals.items()))
    return (
        "# Log odds that a mention's type, actors and instrument are right; made by\n"
        "# `python -m tests.quality.calibrate --write`, not by hand.\n"
        f"# Mentions: {sizes}. Bias set on {HELD}.\n\n"
        f"bias = {weights.bias:.3f}\n\n[signals]\n{rows}\n"
    )


def main(arguments: list[str] | None = None) -> int:
    """Print the reliability tables; write the weights if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    extractor = RuleExtractor()
    found = {name: cases(extractor, read_rows(SETS[name])) for name in FITTED}
    held = cases(extractor, read_rows(SETS[HELD]))
    weights = fitted(found, held)
    if options.write:
        TARGET.write_text(written(weights, found), "utf-8")
        load_weights.cache_clear()
    sys.stdout.write(reliability(cross_validated(found), "cross-validated") + "\n")
    others = {path.stem: cases(extractor, read_rows(path)) for path in options.gold}
    for name, some in {HELD: held, **others}.items():
        judged = [(weights.chance(case.signals), case.is_right) for case in some]
        sys.stdout.write(reliability(judged, name) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
