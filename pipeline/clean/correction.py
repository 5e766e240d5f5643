"""What changed between two wordings of an article, so that a person can read a correction."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened to a paragraph."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph that differs; an absent side is '', `line` counts from 1 in the new text."""

    kind: ChangeKind
    line: int
    before: str
    after: str


ALIKE = 0.5
"""Share of common words from which a new paragraph is the old one reworded, not another one."""


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Paragraphs that differ between two bodies, in the order of the new one; empty for equal texts."""
    old, new = before.split("\n"), after.split("\n")
    found: list[Change] = []
    for operation, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation != "equal":
            found.extend(_changes_of(old[i1:i2], new[j1:j2], j1 + 1))
    return tuple(found)


def unified(before: str, after: str) -> str:
    """The same as a unified diff with one line of context, for a terminal; '' for equal texts."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), "before", "after", lineterm="", n=1)
    return "\n".join(lines)


def _changes_of(old: list[str], new: list[str], line: int) -> Iterator[Change]:
    rest = list(old)
    for offset, paragraph in enumerate(new):
        partner = next((candidate for candidate in rest if _likeness(candidate, paragraph) >= ALIKE), None)
        if partner is None:
            yield Change(ChangeKind.ADDED, line + offset, "", paragraph)
            continue
        # What was passed over on the way to the partner is gone.
        while rest[0] is not partner:
            yield Change(ChangeKind.REMOVED, line + offset, rest.pop(0), "")
        rest.pop(0)
        yield Change(ChangeKind.REWORDED, line + offset, partner, paragraph)
    for paragraph in rest:
        yield Change(ChangeKind.REMOVED, line + len(new), paragraph, "")


def _likeness(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()
