"""Words and marks of which only their neighbours tell whether they open a clause."""

from collections.abc import Sequence

from pipeline.extract.tokens import Token


def is_inverted(tokens: Sequence[Token], at: int) -> bool:
    """Whether an auxiliary before its subject opens a condition: "should it forgo its bid"."""
    after = tokens[at + 1]
    if at == 0:
        return after.tag in "aeldu" and tokens[-1].lower != "?"
    before = tokens[at - 1]
    supposed = tokens[at].lower == "should" and (after.tag == "d" or after.lower == "there")
    return before.tag in "k,i" and (
        supposed
        or (after.tag == "u" and after.lower != "him")
        or after.lower == "one"
        or (after.tag == "a" and before.tag == ",")
    )


def is_short_aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bracket only holds a short form: "the North Atlantic Treaty Organization (NATO)"."""
    opens, step = ("(", 1) if tokens[at].lower == "(" else (")", -1)
    other = {"(": ")", ")": "("}[opens]
    near = tokens[at + 1 : at + 4] if step > 0 else tokens[max(0, at - 3) : at][::-1]
    end = next((i for i, token in enumerate(near) if token.lower == other), None)
    return tokens[at].lower == opens and end is not None and all(t.tag in "aekoq,i" for t in near[:end])
