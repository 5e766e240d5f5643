"""An actor as a stretch of text names it, and what is done with lists of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model import Actor, Sector

ORGANISATIONS = frozenset({"EU", "NATO", "UN"})
"""Bodies with offices of their own: whoever speaks for them is of sector IGO."""


@dataclass(slots=True)  # made for every sentence: frozen takes four times as long
class Named:
    """An actor as one stretch of text names it; `at` is its token, `person` whether a person stands behind it."""

    code: str
    sector: Sector | None
    name: str | None
    at: int
    is_person: bool = False
    is_spokesperson: bool = False
    is_official: bool = False

    def actor(self) -> Actor:
        """The actor of the codebook."""
        return Actor(self.code, self.sector, self.name)


def merge(found: Iterable[Named]) -> list[Named]:
    """One actor a code: the personal name wins, then the more particular sector."""
    found = list(found)
    if len(found) < 2:
        return found
    best: dict[str, Named] = {}
    for one in found:
        known = best.get(one.code)
        if known is None or (one.name and not known.name):
            by_another = known is not None and known.is_spokesperson and not one.is_spokesperson
            best[one.code] = one if known is None or not by_another else known
    return list(best.values())
