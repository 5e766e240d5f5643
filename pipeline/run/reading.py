"""The articles of a day through an extractor, one by one: a defect in a rule costs the article that it breaks on."""

import re
import traceback
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import FaultClass, FaultError
from pipeline.extract import Extractor
from pipeline.load import Outcome
from pipeline.model import Article, Capture, Document, Fault, Mention, Rejection, Report
from pipeline.report.progress import Progress
from pipeline.run.stories import readings

DEFECTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NameError, RuntimeError, StopIteration, TypeError,
    ValueError, re.error,
)  # fmt: skip
"""What a mistake in our own code raises over one text; a full disk or a lost server is no article's fault."""


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What a feed's card says about the outlet: its name for people, and the zone of its day."""

    name: str
    timezone: str


def newsroom(capture: Capture, feeds: Mapping[str, Newsroom]) -> Newsroom:
    """The newsroom a capture comes from; its source's id in UTC where no card is known."""
    return feeds.get(capture.feed_url or "") or Newsroom(capture.source_id, "UTC")


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a day's captures: those accounted for, the reports in them, and what could not be read.

    An article that the extractor broke on is not among the outcomes: what the warehouse knew of it stays as it was.
    """

    outcomes: list[Outcome]
    reports: list[Report]
    faults: list[Fault]


def read_articles(
    extractor: Extractor, outcomes: Sequence[Outcome], feeds: Mapping[str, Newsroom], progress: Progress
) -> Read:
    """Reports of the latest wording of each article."""
    latest = {o.result.article_id: o for o in outcomes if isinstance(o.result, Article)}
    reports: dict[uuid.UUID, Report] = {}
    faults: dict[uuid.UUID, Fault] = {}
    for article_id, outcome in progress.each(list(latest.items()), "extract", len(latest)):
        try:
            found = list(_reports(extractor, outcome, newsroom(outcome.capture, feeds)))
        except FaultError as error:
            faults[article_id] = _fault(outcome.capture, error)
            continue
        reports |= {report.mention_id: report for report in found}
    kept = [o for o in outcomes if isinstance(o.result, Rejection) or o.result.article_id not in faults]
    return Read(kept, list(reports.values()), list(faults.values()))


def mentions_of(extractor: Extractor, document: Document) -> tuple[Mention, ...]:
    """The mentions of one document; raises FaultError where the extractor breaks on it."""
    try:
        return extractor.extract(document)
    except DEFECTS as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        raise FaultError(
            FaultClass.EXTRACTOR,
            f"{extractor.name} broke on this text ({type(error).__name__}: {error}; "
            f"{Path(place.filename).name}, line {place.lineno}): a defect of the extractor; report it with the text",
            document.document_id,
        ) from error


def _reports(extractor: Extractor, outcome: Outcome, desk: Newsroom) -> Iterable[Report]:
    article, capture = outcome.result, outcome.capture
    if isinstance(article, Rejection) or (article.published_at is None and article.published_raw):
        # A date that cannot be true tells that the page is of another time: its acts cannot be dated, so none is coded.
        return
    for reading in readings(article, capture.day.date, desk.name, desk.timezone):
        for found in mentions_of(extractor, reading.document):
            mention = reading.placed(found)
            yield Report(
                mention_id=mention.mention_id(article.version_id),
                article_id=article.article_id,
                published_at=reading.published_at or capture.day.start,
                source_id=capture.source_id,
                mention=mention,
                entry_position=reading.position,
            )


def _fault(capture: Capture, error: FaultError) -> Fault:
    return Fault(
        capture.source_id, capture.requested_url, "extract", error.fault, error.detail, capture.fetched_at,
        capture.sha256,
    )  # fmt: skip
