"""Progress of long work: a live line on a terminal, plain lines elsewhere; always on stderr."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console

T = TypeVar("T")


class Progress:
    """Says what is going on. NO_COLOR and non-terminals are respected by rich itself."""

    def __init__(self, console: Console | None = None, *, is_quiet: bool = False) -> None:
        self.console = console or Console(stderr=True, highlight=False)
        self.is_quiet = is_quiet

    def step(self, text: str) -> None:
        """One finished or begun step, a line of its own."""
        if not self.is_quiet:
            self.console.print(text, markup=False, soft_wrap=True)

    def each(self, items: Iterable[T], label: str, total: int) -> Iterator[T]:
        """The items themselves, counted while they pass; on a non-terminal one line at the end."""
        if self.is_quiet or not self.console.is_terminal:
            yield from items
            self.step(f"  {label}: {total}")
            return
        with self.console.status(f"  {label}") as status:
            for number, item in enumerate(items, 1):
                status.update(f"  {label}: {number}/{total}")
                yield item
        self.step(f"  {label}: {total}")
