"""A sentence taken apart, as the rules for actors, acts and scope are handed it."""

from dataclasses import dataclass, field

from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.cutting import Sentence
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.tokens import Token


@dataclass(slots=True)
class Reading:
    """A sentence taken apart."""

    sentence: Sentence
    tokens: list[Token]
    predicates: list[Predicate]
    clauses: list[Clause]
    is_question: bool = False
    words: list[str] = field(init=False, repr=False)
    """The tokens as the rules compare them."""

    def __post_init__(self) -> None:
        self.words = [token.lower for token in self.tokens]

    @property
    def is_title(self) -> bool:
        """Whether it is a headline."""
        return self.sentence.field == "title"

    def clause_of(self, predicate: Predicate) -> Clause:
        """The clause a predicate stands in."""
        for clause in self.clauses:
            if clause.start <= predicate.start < clause.end:
                return clause
        return self.clauses[0]
