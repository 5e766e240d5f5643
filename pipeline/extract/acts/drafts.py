"""An act found in a sentence, on its way to an event."""

from dataclasses import dataclass

from pipeline.extract.actors.named import Named
from pipeline.extract.acts.meaning import Meaning
from pipeline.extract.objects.instruments import Held
from pipeline.extract.sentences.act_words import Kind
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.reading import Reading
from pipeline.model import Instrument

NOUN = Kind.NOUN
"""Told once: Python 3.11 looks a member of an enumeration up ten times as slowly as any other name."""


@dataclass(slots=True)
class Draft:
    """An act found, not yet an event: `blocked` says why it will not become one."""

    reading: Reading
    clause: Clause
    head: Predicate
    chain: tuple[Predicate, ...]
    meaning: Meaning | None
    actors: list[Named]
    instruments: tuple[Instrument, ...]
    speaker: list[Named]
    blocked: str = ""
    held: tuple[Held, ...] = ()
    providers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    is_document: bool = False
    is_denied: bool = False
    is_recap: bool = False

    @property
    def is_nominal(self) -> bool:
        """Whether the act is a noun: "Kyiv's request for"."""
        return self.head.kind is NOUN


def codes_of(draft: Draft) -> set[str]:
    """The codes of a draft's actors."""
    return {one.code for one in draft.actors}
