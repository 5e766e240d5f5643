"""Whose a text is: a plan, a draft or a statement speaks for who drew it up."""

from collections.abc import Sequence

from pipeline.extract.actors.named import Named, merge
from pipeline.extract.actors.phrases import GROUP_ADJECTIVES, ActorReader
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Sector

DOCUMENTS = frozenset({
    "draft", "plan", "proposal", "document", "text", "declaration", "statement", "agreement", "deal", "treaty", "pact",
    "accord", "memorandum", "blueprint", "framework", "bill", "communique", "communiqué", "version", "proposals",
    "roadmap", "counter-proposal", "counterproposal", "counteroffer", "formula",
})  # fmt: skip
"""Subjects that speak for whoever drew them up."""

STATED = frozenset({"statement", "declaration", "communique", "communiqué"})
"""Texts that have one author in a story, who stays in mind."""
PLANS = frozenset({
    "plan", "proposal", "draft", "proposals", "blueprint", "roadmap", "framework", "document", "counter-proposal",
    "counterproposal", "formula", "peace formula",
})  # fmt: skip
"""Texts of which a story has one, whose author it names once: "the US plan … the plan would"."""
TERMS = frozenset({"terms", "conditions", "demands", "demand", "message", "position", "proposal", "plan", "offer"})
"""What somebody states in a headline's first words: "Russia's peace terms:"."""
AUTHORING = frozenset(
    {"backed", "drafted", "brokered", "proposed", "authored", "written", "sponsored", "led", "devised"}
)
"""Second parts of a word that says whose a text is: "a US-backed proposal"."""
VENUE = frozenset({"adopted", "signed", "issued", "agreed", "approved", "released", "published", "endorsed"})
"""What is done to a text where its authors meet: "adopted in Paris" makes it no French text."""


class TextOwners:
    """Finds the owners of texts in a sentence."""

    def __init__(self, actors: ActorReader) -> None:
        self.actors = actors

    def owner(self, tokens: Sequence[Token], predicates: Sequence[Predicate], span: tuple[int, int]) -> list[Named]:
        """The owner of the first text named in [start, end): the name before it, or after "in", "by", "from"."""
        start, end = span
        at = next((i for i in range(start, end) if tokens[i].lower in DOCUMENTS), None)
        if at is None:
            return []
        for before in range(at - 1, max(start, at - 4) - 1, -1):
            if tokens[before].tag == "p" and tokens[before].lower in ("in", "with", "after", "under"):
                break  # "a force inside Ukraine in a joint statement" makes it no Ukrainian text
            if tokens[before].lower == "ukraine" and tokens[before + 1].tag != "'":
                continue  # "the Ukraine peace plan" is only about it
            if tokens[before].lower in AUTHORING and before > start + 1 and tokens[before - 1].lower == "-":
                return self.actors.named(tokens[before - 2], before - 2)
            if tokens[before].lower in GROUP_ADJECTIVES:
                return [Named(GROUP_ADJECTIVES[tokens[before].lower], Sector.GOV, None, before)]
            if tokens[before].tag in "ae":
                return self.bare(tokens, phrase_start(tokens, before, start), before + 1)
        return self._maker(tokens, predicates, at, end)

    def _maker(self, tokens: Sequence[Token], predicates: Sequence[Predicate], at: int, end: int) -> list[Named]:
        """Who drew up the text at `at`, named after it: "a plan by Warsaw", "a statement that the allies adopted"."""
        if at + 1 < end and tokens[at + 1].lower in ("that", "which"):
            verb = next((p.group for p in predicates if at + 1 < p.group < end), end)
            return self.actors.heads(tokens, at + 2, verb)
        for after in range(at + 1, min(end - 1, at + 7)):
            word = tokens[after].lower
            if tokens[after].tag in ",;mh":
                break
            met = word == "in" and bool(VENUE & {token.lower for token in tokens[at:after]})
            if word in ("in", "by", "from") and not met:
                stop = min(len(tokens), after + 6)
                ends = (i for i in range(after + 2, stop) if tokens[i].tag == "p" and tokens[i].lower != "of")
                return self.bare(tokens, after + 1, next(ends, stop))
        return []

    def bare(self, tokens: Sequence[Token], begin: int, end: int) -> list[Named]:
        """Everybody named in a stretch, adjectives too: what owns a noun needs not be a head."""
        found: list[Named] = []
        for at in range(begin, end):
            found.extend(self.actors.named(tokens[at], at))
        return merge(found) or self.actors.heads(tokens, begin, end)


def phrase_start(tokens: Sequence[Token], at: int, floor: int) -> int:
    """The first token of the names coordinated with the one at `at`."""
    while (at - 1 >= floor and tokens[at - 1].tag in "ael'") or (
        at - 2 >= floor and tokens[at - 1].tag in ",j" and tokens[at - 2].tag in "ael"
    ):
        at -= 1
    return at
