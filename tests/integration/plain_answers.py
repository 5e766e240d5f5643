"""The mart as first defined, in a schema `plain` beside it: every answer worked out from the facts.

The definitions are those of the frozen migrations, read from their files, so that they cannot drift.
"""

import re
from collections.abc import Sequence

from pipeline.db import Database
from pipeline.settings import PROJECT_ROOT

VIEWS = ("mentions", "current_events", "contradictions", "ladder", "daily_counts", "monthly_counts", "day_coverage")
FUNCTIONS = ("positions_as_of", "known_by", "changes_between")
LAST_PLAIN = 7
"""Later migrations are the fast ones."""


def install(owner: Database) -> None:
    """Create the schema `plain` with VIEWS and FUNCTIONS."""
    owner.execute("create schema plain")
    for name in VIEWS:
        owner.execute(_newest(rf"create (?:or replace )?view mart\.{name} as\n.*?;\n(?=\n|comment|--)"))
    for name in FUNCTIONS:
        owner.execute(_newest(rf"create (?:or replace )?function mart\.{name}\(.*?\n\$\$;\n"))


def _newest(pattern: str) -> str:
    """The last definition that the plain migrations hold, moved to `plain`."""
    found: Sequence[str] = ()
    for path in sorted((PROJECT_ROOT / "sql" / "migrations").glob("*.sql")):
        if int(path.name[:4]) <= LAST_PLAIN:
            found = re.findall(pattern, path.read_text("utf-8"), re.DOTALL) or found
    assert found, pattern
    return found[-1].replace("mart.", "plain.")
