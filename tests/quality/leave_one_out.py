"""An honest lower bound for a hand-written lexicon: `python -m tests.quality.leave_one_out GOLD`.

For each outlet of GOLD, every act pattern and every wording of an instrument is switched off that no text of the other
outlets, and none of the project's own gold sets, exercises; then that outlet is scored. What is left is what the rules
knew without its texts. Rules of grammar cannot be switched off so, and much that one would write down unseen goes with
the rest: the figure errs to both sides, and says how far a score rests on words that were seen at one outlet only.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.extract import RuleExtractor, event_record
from pipeline.extract.lexicon import InstrumentEntry, Lexicon, Match
from pipeline.extract.sentences.act_words import ActLexicon, Kind
from tests.quality.score_all import SETS, document_of
from tests.quality.scoring import Event, Row, Score, read_rows, score

Wording = tuple[str, Kind]
"""A pattern of acts.toml by its wording and word class."""
FEWEST = 3
"""Documents below which an outlet has no line of its own; it still counts in the pooled figure."""


class Used:
    """What texts exercise of the lexicon: act wordings and wordings of instruments."""

    def __init__(self) -> None:
        self.acts: Counter[Wording] = Counter()
        self.wordings: Counter[str] = Counter()

    def read(self, extractor: RuleExtractor, row: Row) -> None:
        """Take note of what one document exercises."""
        trace = extractor.trace(document_of(row))
        self.acts.update({(p.lemma, p.kind) for reading in trace.readings for p in reading.predicates})
        self.wordings.update({match.text.lower() for found in trace.matches.values() for match in _instruments(found)})

    def without(self, other: "Used") -> tuple[frozenset[Wording], frozenset[str]]:
        """What is exercised outside the texts that `other` has read."""
        acts, wordings = self.acts - other.acts, self.wordings - other.wordings
        return frozenset(acts), frozenset(wordings)


class NarrowLexicon(Lexicon):
    """A lexicon that knows only some of its wordings of instruments."""

    def __init__(self, whole: Lexicon, wordings: Collection[str]) -> None:
        vars(self).update(vars(whole))
        self._wordings = wordings

    def find(self, text: str, on: date | None = None, known: Collection[str] = ()) -> list[Match]:
        """The matches of the whole lexicon; an instrument in other words is read by what it knows inside them."""
        return [one for match in super().find(text, on, known) for one in self._known(text, match)]

    def _known(self, text: str, match: Match) -> list[Match]:
        if not isinstance(match.entry, InstrumentEntry) or match.text.lower() in self._wordings:
            return [match]
        words = match.text.split(" ")
        cuts = [(match.start + len(words[0]) + 1, match.end), (match.start, match.end - len(words[-1]) - 1)]
        for start, end in cuts if len(words) > 1 else []:
            inner = [replace(m, start=m.start + start, end=m.end + start) for m in super().find(text[start:end])]
            found = [one for part in inner for one in self._known(text, part)]
            if found:
                return found
        return []


def _instruments(found: Iterable[Match]) -> Iterable[Match]:
    return (match for match in found if isinstance(match.entry, InstrumentEntry))


def narrowed(whole: RuleExtractor, acts: Collection[Wording], wordings: Collection[str]) -> RuleExtractor:
    """The extractor without the act patterns and wordings that are not given."""
    kept = [pattern for pattern in whole.acts.patterns if (pattern.lemma, pattern.kind) in acts]
    judgements = [one for one in whole.acts.judgements if any(lemma.startswith(one.lemma) for lemma, _ in acts)]
    return RuleExtractor(NarrowLexicon(whole.lexicon, wordings), ActLexicon(kept, whole.acts.common, judgements))


def predictions(extractor: RuleExtractor, rows: Mapping[str, Row]) -> dict[str, list[Event]]:
    """The records of each document by its id."""
    return {key: [event_record(m) for m in extractor.extract(document_of(row))] for key, row in rows.items()}


def leave_one_out(gold: Mapping[str, Row], own: Iterable[Row]) -> Iterable[tuple[str, int, Score, Score]]:
    """Outlet, its documents, its score, and its score without the words that only it uses; at last "all"."""
    extractor = RuleExtractor()
    every = Used()
    by_outlet: dict[str, dict[str, Row]] = defaultdict(dict)
    for key, row in gold.items():
        by_outlet[row["source"]][key] = row
    for row in (*gold.values(), *own):
        every.read(extractor, row)
    whole, narrow = predictions(extractor, gold), dict[str, list[Event]]()
    for outlet, rows in sorted(by_outlet.items(), key=lambda item: (-len(item[1]), item[0])):
        mine = Used()
        for row in rows.values():
            mine.read(extractor, row)
        found = predictions(narrowed(extractor, *every.without(mine)), rows)
        narrow |= found
        yield outlet, len(rows), score(rows, whole), score(rows, found)
    yield "all", len(gold), score(gold, whole), score(gold, narrow)


def line(outlet: str, documents: int, whole: Score, narrow: Score) -> str:
    """One row of the report in Markdown."""
    figures = " | ".join(f"{one.measure(name).f1:.3f}" for name in ("core", "doc") for one in (whole, narrow))
    return f"| {outlet} | {documents} | {figures} |\n"


def main(arguments: list[str] | None = None) -> int:
    """Print the report; the project's own sets stand beside GOLD as texts that were seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    gold = read_rows(parser.parse_args(arguments).gold)
    own = [row for path in SETS.values() for row in read_rows(path).values() if row["title"] not in _titles(gold)]
    out = sys.stdout.write
    out("| outlet | documents | core F1 | core F1 left out | doc F1 | doc F1 left out |\n|---|---|---|---|---|---|\n")
    for outlet, documents, whole, narrow in leave_one_out(gold, own):
        if documents >= FEWEST:
            out(line(outlet, documents, whole, narrow))
    return 0


def _titles(gold: Mapping[str, Row]) -> frozenset[str]:
    return frozenset(row["title"] for row in gold.values())


if __name__ == "__main__":
    sys.exit(main())
