"""How sure a mention is: the chance that its type, actors and instrument are right, by a logistic sum of signals.

The weights are data (lexicon/confidence.toml), fitted on the project's own gold sets by the command that the file
names; docs/codebook.md has the table of how often which confidence was right.
"""

import math
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.errors import SettingsError
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.sentences.act_words import Kind

ARTICLE = 1200
"""Code points beyond which a text is an article, which tells of many things where a summary tells of one."""
MANY_WORDS = 40
"""Words beyond which a sentence is a long one."""
ODD_CLAUSES = ("rel", "dash", "conj-subject", "time", "part")
"""What opens the clauses that hang on a noun, a dash or an occasion, or that bring a second subject."""


def signals_of(draft: Draft, length: int) -> frozenset[str]:
    """The signals of a draft in a text of that many code points: its act, and what makes it doubtful."""
    head, meaning = draft.head, draft.meaning
    told = {
        "article": length > ARTICLE,
        "title": draft.reading.is_title,
        "noun": draft.is_nominal,
        "phrase": head.kind is Kind.PHRASE,
        "pointed": not draft.held,
        "weak": bool(draft.held) and not any(one.is_strong for one in draft.held),
        "odd_clause": draft.clause.intro in ODD_CLAUSES,
        "unlisted": head.act.act_id in ("supply.any", "supply.inside"),
        "second_hand": bool(draft.speaker) and draft.speaker != draft.actors,
        "document": draft.is_document,
        "recap": draft.is_recap,
        "passive": head.passive,
        "negated": head.negated,
        "chain": len(draft.chain) > 1,
        "several_instruments": len(draft.instruments) > 1,
        "several_actors": len(draft.actors) > 1,
        "person": any(one.is_person for one in draft.actors),
        "long_sentence": len(draft.reading.tokens) > MANY_WORDS,
        "elsewhere": bool(draft.actors) and not _in_clause(draft),
    }
    found = {name for name, holds in told.items() if holds}
    return frozenset(found if meaning is None else {*found, f"act.{meaning.force.value.lower()}"})


def _in_clause(draft: Draft) -> bool:
    """Whether an actor is named in the act's own clause, and not meant by a pronoun or shared from another."""
    return any(draft.clause.start <= one.at < draft.clause.end for one in draft.actors)


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds: `bias` of a mention without any signal, and what each signal adds."""

    bias: float
    signals: Mapping[str, float]

    def chance(self, signals: Collection[str]) -> float:
        """The chance, 0 to 1, that a mention with these signals is right."""
        odds = self.bias + sum(self.signals.get(name, 0.0) for name in sorted(signals))
        return 1 / (1 + math.exp(-odds))


@cache
def load_weights() -> Weights:
    """The fitted weights; raises SettingsError where the file does not hold numbers."""
    data = tomllib.loads((files("pipeline.extract") / "lexicon" / "confidence.toml").read_text(encoding="utf-8"))
    signals = data.get("signals", {})
    numbers = [data.get("bias"), *signals.values()]
    if not all(isinstance(number, int | float) for number in numbers):
        raise SettingsError("confidence.toml: `bias` and every signal should be a number")
    return Weights(float(data["bias"]), {name: float(number) for name, number in signals.items()})


def confidence_of(draft: Draft, length: int) -> float:
    """The confidence of a draft in a text of that many code points, to two places."""
    return round(load_weights().chance(signals_of(draft, length)), 2)
