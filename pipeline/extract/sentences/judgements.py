"""What somebody calls a thing: verbs of naming with the word that judges, "called the plan a first serious step"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.extract.sentences.tokens import Token
from pipeline.extract.sentences.verbs import Form, forms_of

JUDGED = 12
"""Words between "called" and the word that judges: "the plan for a European force in Ukraine a very dangerous"."""


PARTICLES = frozenset({"for", "on", "off", "out", "in", "to", "into", "upon", "up"})
"""Words after the verb that make it another one: "called for a historic pact", "found out"."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A form of a verb that calls a thing something, and the words that make it the act `act_id`."""

    word: str
    forms: frozenset[Form]
    lemma: str
    needs_as: bool
    act_id: str
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement found: where it ends, and the words that judge."""

    end: int
    judgement: Judgement
    words: tuple[str, ...]


def judgements_of(row: Mapping[str, Any], irregular: Mapping[str, str]) -> Iterator[Judgement]:
    """The judgements of one table of acts.toml."""
    words = tuple(tuple(word.split()) for word in row["words"])
    for verbs, needs_as in ((row["calling"], False), (row["seeing"], True)):
        for verb in verbs:
            for word, forms in forms_of(verb, irregular).items():
                yield Judgement(word, forms, verb, needs_as, row["act"], words)


def judged(tokens: Sequence[Token], index: int, judgements: Sequence[Judgement]) -> Iterator[Judged]:
    """What is called something from `index` on, as far as a clause reaches."""
    stop = min(len(tokens), index + 1 + JUDGED)
    ends = (at for at in range(index + 1, stop) if tokens[at].tag in ";,cxhmzvw" and tokens[at].lower != "as")
    stop = next(ends, stop)
    words = [token.lower for token in tokens[index:stop]]
    if not PARTICLES.isdisjoint(words[1:2]):
        return
    present = frozenset(words)
    for judgement in judgements:
        first = words.index("as") + 1 if "as" in words else len(words) if judgement.needs_as else 2
        for wording in judgement.words:
            if wording[0] not in present:
                continue
            size = len(wording)
            at = next((i for i in range(first, len(words) - size + 1) if tuple(words[i : i + size]) == wording), None)
            if at is not None and not words[at - 1].startswith(("russia", "enemy")):  # "to shoot down Russian targets"
                yield Judged(index + at + size, judgement, wording)
                break
