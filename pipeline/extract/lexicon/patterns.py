"""Wordings written short: `(a|b|) c` stands for "a c", "b c" and "c"; groups may stand inside groups."""

import re

INNERMOST = re.compile(r"\(([^()]*)\)")
MOST = 1500
"""Wordings that one pattern may stand for; more is a slip of the pen that would fill the automaton."""


def expand(pattern: str) -> tuple[str, ...]:
    """Every wording of a pattern, in order, spaces tidied; raises ValueError on an unclosed group or too many."""
    if "(" not in pattern and ")" not in pattern and "|" not in pattern and pattern.strip():
        return (" ".join(pattern.split()),)
    wordings = dict.fromkeys([pattern])
    while any("(" in wording for wording in wordings):
        wordings = dict.fromkeys(step for wording in wordings for step in _open_one(wording, pattern))
        if len(wordings) > MOST:
            raise ValueError(f"{pattern!r} stands for more than {MOST} wordings")
    tidy = dict.fromkeys(" ".join(wording.split()) for wording in wordings)
    for wording in tidy:
        if not wording or any(sign in wording for sign in ")|"):
            raise ValueError(f"{pattern!r} stands for nothing, or has a bracket or bar without its fellow")
    return tuple(tidy)


def _open_one(wording: str, pattern: str) -> list[str]:
    """The wording with its first innermost group replaced by each of its alternatives."""
    group = INNERMOST.search(wording)
    if group is None:
        if "(" in wording:
            raise ValueError(f"{pattern!r} has a bracket without its fellow")
        return [wording]
    return [wording[: group.start()] + choice + wording[group.end() :] for choice in group[1].split("|")]
