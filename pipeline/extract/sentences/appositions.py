"""Appositions that take up what was named before the comma: "an idea Berlin dismissed"."""

from collections.abc import Callable, Sequence

from pipeline.extract.sentences.tokens import Token

APPOSED = frozenset({
    "idea", "proposal", "proposition", "plan", "move", "step", "demand", "request", "condition", "prospect", "option",
    "notion", "concept", "suggestion", "scenario", "measure", "decision", "offer", "initiative", "possibility",
    "position", "stance", "commitment", "promise", "pledge", "scheme", "mission", "force", "deployment", "policy",
    "course", "outcome", "arrangement", "requirement", "ambition", "goal", "aim", "aspiration", "bid", "appeal",
})  # fmt: skip
"""Nouns by which an apposition takes up what was named before the comma."""
BARE = frozenset({"something", "one"})
"""Words that do so without an article: "something Washington has refused"."""
HEAD_REACH = 4
"""Words from the article of an apposition to its noun."""


def apposition_noun(tokens: Sequence[Token], at: int) -> int | None:
    """The noun of an apposition that begins at a token and goes on with a clause, or None where none does."""
    noun = at if tokens[at].lower in BARE else _noun_after(tokens, at)
    if noun is None or noun + 2 >= len(tokens):
        return None
    return noun if tokens[noun + 1].tag in "aelucryd" else None


def _noun_after(tokens: Sequence[Token], at: int) -> int | None:
    if tokens[at].tag != "d":
        return None
    for noun in range(at + 1, min(len(tokens), at + HEAD_REACH)):
        if tokens[noun].lower in APPOSED:
            return noun
        if tokens[noun].tag not in "ky":
            return None
    return None


def takes_up(tokens: Sequence[Token], at: int, next_finite: Callable[[int], int | None]) -> bool:
    """Whether an apposition with a clause of its own begins at a token; `next_finite` finds the next verb from one."""
    noun = apposition_noun(tokens, at)
    if noun is None:
        return False
    finite = next_finite(noun + 1)
    if finite is None:
        return tokens[noun + 1].tag in "cr"
    return any(token.tag in "aelucr" for token in tokens[noun + 1 : finite])
