"""Small hand-written histories: pages with the reports that stand in them, and which happening each one is."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from pipeline.day import Day
from pipeline.db import Database
from pipeline.load import Canonical, LoadReport, known_reports, publish, stage
from pipeline.load.batch import Batch, Outcome, Versions
from pipeline.model import (
    Actor,
    Article,
    Attribution,
    Capture,
    CaptureKind,
    Condition,
    Confirmation,
    DatePrecision,
    Event,
    EventDate,
    EventType,
    Evidence,
    Factuality,
    Instrument,
    Linking,
    Magnitude,
    Mention,
    Merge,
    Rejection,
    RejectionReason,
    Report,
    Sector,
    Stance,
    Status,
    content_id,
)
from pipeline.run.stories import STORIES, fingerprint_of

VERSIONS = Versions("0.1.0", "cleaner 1", "extractor 1", "linker 1")
DEFAULTS = {
    EventType.PLEDGE: (Status.PLEDGED, Stance.SUPPORT),
    EventType.REJECT: (Status.REJECTED, Stance.OPPOSE),
    EventType.CONSULT: (Status.DISCUSSED, Stance.NEUTRAL),
    EventType.SIGN: (Status.SIGNED, Stance.SUPPORT),
    EventType.SUPPORT: (Status.DISCUSSED, Stance.SUPPORT),
    EventType.CONSIDER: (Status.DISCUSSED, Stance.UNDECIDED),
    EventType.SUSPEND: (Status.SUSPENDED, Stance.OPPOSE),
}

NOBODY = Attribution()


@dataclass(frozen=True)
class Said:
    """One report: the words that carry it, the act, and the name of the happening (`event`) it belongs to."""

    words: str
    type: EventType
    actors: Sequence[str]
    instruments: Sequence[str]
    on: str
    event: str
    precision: DatePrecision = DatePrecision.DAY
    factuality: Factuality = Factuality.CERTAIN
    attribution: Attribution = NOBODY
    conditions: Sequence[Condition] = ()
    confirmation: Confirmation = Confirmation.NONE
    background: bool = False
    rule_id: str = "rule"
    sector: Sector = Sector.GOV


@dataclass(frozen=True)
class Story:
    """One captured page; `published` and `fetched` as ISO instants."""

    url: str
    title: str
    body: str
    published: str
    said: Sequence[Said] = ()
    source: str = "example-wire"
    fetched: str = ""
    reason: RejectionReason | None = None

    @property
    def published_at(self) -> datetime:
        return datetime.fromisoformat(self.published).replace(tzinfo=UTC)

    @property
    def fetched_at(self) -> datetime:
        if self.fetched:
            return datetime.fromisoformat(self.fetched).replace(tzinfo=UTC)
        return self.published_at + timedelta(hours=1)

    @property
    def article(self) -> Article:
        return Article(self.title, self.body, self.url, self.published_at, "jsonld", 0.9, language="en")

    @property
    def capture(self) -> Capture:
        return Capture(
            capture_id=content_id("capture", self.url, self.fetched_at, self.body),
            kind=CaptureKind.PAGE,
            source_id=self.source,
            feed_url=None,
            entry=None,
            requested_url=self.url,
            responded_url=self.url,
            fetched_at=self.fetched_at,
            status=200,
            content_type="text/html",
            sha256=content_id("bytes", self.body).hex * 2,
            warc_file="2025/01/part-1.warc.gz",
            warc_offset=1000,
            warc_length=500,
            day=Day.of(self.published_at),
        )

    @property
    def outcome(self) -> Outcome:
        result = Rejection(self.reason, "a test") if self.reason else self.article
        return Outcome(self.capture, result, fingerprint_of(result))


def mention_of(story: Story, said: Said) -> Mention:
    """The codebook's record of one report; its sentence is the line of the body that holds the words."""
    start = story.body.index(said.words)
    sentence_start = story.body.rfind("\n", 0, start) + 1
    sentence_end = story.body.find("\n", start)
    status, stance = DEFAULTS[said.type]
    day = date.fromisoformat(said.on)
    return Mention(
        type=said.type,
        instruments=tuple(Instrument(code) for code in said.instruments),
        actors=tuple(Actor(code, said.sector, None) for code in said.actors),
        recipients=("UKR",),
        providers=(),
        status=status,
        stance=Stance.CONDITIONAL if said.conditions else stance,
        conditions=tuple(said.conditions),
        factuality=said.factuality,
        confirmation=said.confirmation,
        date=EventDate(day, day, said.precision, None if said.precision == DatePrecision.PUB else "on that day"),
        attribution=said.attribution,
        background=said.background,
        magnitude=Magnitude(30_000.0, "troops") if "TROOPS" in said.instruments else None,
        evidence=Evidence(
            "text",
            start,
            start + len(said.words),
            sentence_start,
            len(story.body) if sentence_end < 0 else sentence_end,
        ),
        rule_id=said.rule_id,
        extractor="tests",
        confidence=0.85,
    )


def event_key(name: str) -> uuid.UUID:
    """The key of a happening named by hand."""
    return content_id("event", name)


def reports_of(story: Story) -> list[Report]:
    """The reports in one story, each with the happening named by hand."""
    if story.reason:
        return []
    article = story.article
    mentions = [(mention_of(story, said), said) for said in story.said]
    return [
        Report(
            mention.mention_id(article.version_id),
            article.article_id,
            story.published_at,
            story.source,
            mention,
            event_key(said.event),
        )
        for mention, said in mentions
    ]


def canonical(event_id: uuid.UUID, reports: Sequence[Report]) -> Event:
    """A simple canonical row: the oldest report's, with all instruments, for tests of loading only."""
    ordered = sorted(reports, key=lambda report: (report.published_at, report.mention_id))
    first = ordered[0].mention
    instruments = {code for report in ordered for code in report.mention.instruments}
    return Event(
        event_id, first.type, tuple(sorted(instruments)), first.actors, first.recipients, first.providers, first.status,
        first.stance, first.conditions, first.factuality, first.confirmation, first.date, first.magnitude,
        max(report.mention.confidence for report in ordered), tuple(report.mention_id for report in ordered),
        ordered[0].mention_id,
    )  # fmt: skip


def batch_of(
    stories: Iterable[Story],
    known: Sequence[Report] = (),
    position: int = 0,
    merges: Sequence[tuple[str, str]] = (),
    batch_id: uuid.UUID | None = None,
) -> Batch:
    """The stories of one day as a batch; `known` are reports that stand in the warehouse already."""
    read = list(stories)
    latest: dict[uuid.UUID, Story] = {}
    for story in sorted(read, key=lambda story: story.fetched_at):
        latest[story.article.article_id] = story
    reports = [report for story in read for report in reports_of(story)]
    current = [report for story in latest.values() for report in reports_of(story)]
    mine = {report.article_id for report in reports} | set(latest)
    winner = {event_key(loser): event_key(to) for loser, to in merges}
    groups: dict[uuid.UUID, list[Report]] = {}
    touched = {winner.get(r.event_id, r.event_id) for r in current if r.event_id}
    for report in [*current, *(report for report in known if report.article_id not in mine)]:
        if report.event_id:
            groups.setdefault(winner.get(report.event_id, report.event_id), []).append(report)
    day = Day.of(read[0].published_at)
    return Batch(
        batch_id=batch_id or uuid.uuid4(),
        run_id=content_id("run", day.key),
        day=day,
        versions=VERSIONS,
        outcomes=[story.outcome for story in read],
        reports=[replace(report, event_id=None) for report in reports],
        linking=Linking(
            {report.mention_id: winner.get(r, r) for report in reports if (r := report.event_id)},
            tuple(canonical(event_id, groups[event_id]) for event_id in sorted(touched, key=str)),
            tuple(Merge(event_key(loser), event_key(to), "the same happening") for loser, to in merges),
        ),
        ledger_position=position,
    )


def accept(db: Database, batch: Batch) -> None:
    """Judge a staging without the real gate: these tests are about what publishing does with a verdict."""
    db.execute(
        "insert into quality.verdicts (verdict_id, batch_id, staging_id, day, decision, reasons, expectation_count, "
        "failed_count, validator) select %s, batch_id, staging_id, day, 'accept', '{}', 1, 0, 'tests' "
        "from staging.batches where batch_id = %s",
        (uuid.uuid4(), batch.batch_id),
    )


def publish_alone(db: Database, batch_id: uuid.UUID, canonical: Canonical) -> LoadReport:
    """Publish without what follows in a transaction of its own: making the articles ready for search."""
    return publish(db, batch_id, canonical, STORIES, settles=False)


def load(db: Database, batch: Batch) -> LoadReport:
    stage(db, batch)
    accept(db, batch)
    return publish(db, batch.batch_id, canonical, STORIES)


def load_on_top(db: Database, *stories: Story, merges: list[tuple[str, str]] | None = None) -> LoadReport:
    """Read the stories of a day with everything that is known, as a run does."""
    known = known_reports(db, Day.parse("2024-01-01"), Day.parse("2026-12-31"))
    return load(db, batch_of(stories, known.reports, known.ledger_position, merges or []))


def snapshot(db: Database) -> list[object]:
    """Every row of the warehouse, so that two moments can be compared."""
    tables = db.fetch("select table_name from information_schema.tables where table_schema = 'warehouse' order by 1")
    return [db.fetch(f"select * from warehouse.{table.table_name} order by 1, 2") for table in tables]
