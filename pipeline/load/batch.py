"""The unit that is loaded: everything that one reading of one day's captures gave."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.day import Day
from pipeline.model import Article, Capture, Fingerprint, Linking, Rejection, Report


@dataclass(frozen=True, slots=True)
class Versions:
    """What code made a batch; stored with its rows."""

    code: str
    cleaner: str
    extractor: str
    linker: str


# Without slots: keys are digests of the whole text, asked for several times and worked out once.
@dataclass(frozen=True)
class Outcome:
    """A capture and what it turned out to be; `article_id` and `version_id` are None for a rejection.

    An article without a fingerprint is nobody's copy.
    """

    capture: Capture
    result: Article | Rejection
    fingerprint: Fingerprint | None = None

    @cached_property
    def article_id(self) -> uuid.UUID | None:
        """Key of the article."""
        return self.result.article_id if isinstance(self.result, Article) else None

    @cached_property
    def version_id(self) -> uuid.UUID | None:
        """Key of its wording."""
        return self.result.version_id if isinstance(self.result, Article) else None


@dataclass(frozen=True, slots=True)
class Batch:
    """One reading of one day: all its captures, all reports in them, and how the reports are linked.

    `reports` are those of this batch only, `linking` covers them and what was known; `ledger_position` is what
    `known_reports` gave with the known ones. The same batch_id published twice is published once.
    """

    batch_id: uuid.UUID
    run_id: uuid.UUID
    day: Day
    versions: Versions
    outcomes: Sequence[Outcome]
    reports: Sequence[Report]
    linking: Linking
    ledger_position: int


@dataclass(frozen=True, slots=True)
class StagedCounts:
    """Rows staged by table. `outdated` reports stand in wordings that a later capture of the batch replaced."""

    captures: int
    articles: int
    mentions: int
    events: int
    outdated: int = 0


@dataclass(frozen=True, slots=True)
class TableCounts:
    """The balance of one table: staged = inserted + unchanged + quarantined."""

    staged: int
    inserted: int
    unchanged: int
    quarantined: int
    superseded: int


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What publishing a batch did; `was_published` = it had been published before and nothing was done now."""

    batch_id: uuid.UUID
    tables: dict[str, TableCounts]
    new_events: int
    joined_events: int
    merged_events: int
    was_published: bool = False

    @property
    def inserted(self) -> int:
        """Rows inserted over all tables."""
        return sum(table.inserted for table in self.tables.values())

    @property
    def unchanged(self) -> int:
        """Rows unchanged over all tables."""
        return sum(table.unchanged for table in self.tables.values())

    @property
    def superseded(self) -> int:
        """Rows superseded over all tables."""
        return sum(table.superseded for table in self.tables.values())

    @property
    def quarantined(self) -> int:
        """Rows quarantined over all tables."""
        return sum(table.quarantined for table in self.tables.values())
