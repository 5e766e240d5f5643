"""What changed between two wordings of an article, so that a person can read a correction."""

import difflib
from collections.abc import Iterator

from pipeline.model import Change, ChangeKind

MOST_PAIRS = 2_500
"""Pairs of paragraphs that are compared word by word at one place: fifty against fifty, a quarter of a second. Above,
the text is another one, and its paragraphs are told as removed and added."""
ALIKE = 0.5
"""Share of common words from which a new paragraph is the old one reworded, not another one."""


def corrections(before: tuple[str, str], after: tuple[str, str]) -> tuple[Change, ...]:
    """What differs between two wordings, each a title and a body: the title first; empty for equal wordings."""
    (old_title, old_body), (new_title, new_body) = before, after
    retitled = (
        () if old_title == new_title else (Change(_kind(old_title, new_title), 1, old_title, new_title, "title"),)
    )
    return (*retitled, *changes(old_body, new_body))


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Paragraphs that differ between two bodies, in the order of the new one; empty for equal texts."""
    old, new = before.split("\n"), after.split("\n")
    found: list[Change] = []
    for operation, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation != "equal":
            found.extend(_changes_of(old[i1:i2], new[j1:j2], j1 + 1))
    return tuple(found)


def _kind(before: str, after: str) -> ChangeKind:
    if not before:
        return ChangeKind.ADDED
    return ChangeKind.REWORDED if after else ChangeKind.REMOVED


def _changes_of(old: list[str], new: list[str], line: int) -> Iterator[Change]:
    rest = list(old)
    is_comparable = len(old) * len(new) <= MOST_PAIRS
    for offset, paragraph in enumerate(new):
        partner = next((one for one in rest if is_comparable and _likeness(one, paragraph) >= ALIKE), None)
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
