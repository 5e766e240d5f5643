"""One publication in progress: its transaction, its parameters, and the statements run with them."""

from dataclasses import dataclass
from typing import Any

from pipeline.db import Cursor, query


@dataclass(slots=True)
class Publication:
    """The cursor of the one transaction, and what every statement of it may name."""

    cursor: Cursor
    params: dict[str, object]

    def run(self, name: str, **more: object) -> int:
        """Run a named statement; rows touched."""
        self.cursor.execute(query(name), self.params | more)
        return int(self.cursor.rowcount)

    def rows(self, name: str, **more: object) -> list[Any]:
        """Rows that a named query gives."""
        self.run(name, **more)
        return self.cursor.fetchall()
