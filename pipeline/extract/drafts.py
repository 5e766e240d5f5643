"""An act found in a sentence, on its way to an event."""

from dataclasses import dataclass

from pipeline.extract.acts import Kind
from pipeline.extract.clause import Clause
from pipeline.extract.groups import Predicate
from pipeline.extract.instruments import Held
from pipeline.extract.meaning import Meaning
from pipeline.extract.named import Named
from pipeline.extract.subjects import Reading
from pipeline.model import Instrument


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
        return self.head.kind is Kind.NOUN
