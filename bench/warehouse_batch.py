"""One invented day as a batch: so many mentions, three an article, heads and tails as in the news."""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from pipeline.day import Day
from pipeline.link import canonical
from pipeline.load import Batch, Outcome, Versions
from pipeline.model import (
    Actor,
    Article,
    Attribution,
    Capture,
    CaptureKind,
    Confirmation,
    DatePrecision,
    EventDate,
    EventType,
    Evidence,
    Factuality,
    Instrument,
    Linking,
    Mention,
    QuoteKind,
    Report,
    Sector,
    SourceKind,
    Stance,
    Status,
    content_id,
)

MENTIONS_PER_ARTICLE, REPORTS_PER_EVENT = 3, 4
ACTORS = (
    "USA",
    "GBR",
    "FRA",
    "UKR",
    "RUS",
    "DEU",
    "EU",
    "NATO",
    "POL",
    "ITA",
    "TUR",
    "NOR",
    "CAN",
    "ESP",
    "FIN",
    "EST",
)
ACTS = (
    (EventType.PLEDGE, Status.PLEDGED, Stance.SUPPORT),
    (EventType.CONSULT, Status.DISCUSSED, Stance.NEUTRAL),
    (EventType.SUPPORT, Status.DISCUSSED, Stance.SUPPORT),
    (EventType.REJECT, Status.REJECTED, Stance.OPPOSE),
    (EventType.SIGN, Status.SIGNED, Stance.SUPPORT),
)
WORDS = ("the", "minister", "said", "on", "that", "day", "after", "long", "talks", "allies", "would", "stand", "by")


def day_batch(mention_count: int, seed: int = 1) -> Batch:
    """A batch of about `mention_count` mentions on one day; the same seed gives the same rows."""
    chance = random.Random(seed)
    day = Day.parse("2025-03-06")
    read = [_page(chance, number, day) for number in range(mention_count // MENTIONS_PER_ARTICLE)]
    reports = [report for outcome, lines in read for report in _reports(chance, outcome, lines, day.date)]
    return Batch(
        batch_id=uuid.uuid4(),
        run_id=uuid.uuid4(),
        day=day,
        versions=Versions("bench", "bench", "bench", "bench"),
        outcomes=[outcome for outcome, _ in read],
        reports=reports,
        linking=_linking(chance, reports),
        ledger_position=0,
    )


def _page(chance: random.Random, number: int, day: Day) -> tuple[Outcome, list[str]]:
    lines = [_sentence(chance, number, line) for line in range(MENTIONS_PER_ARTICLE)]
    padding = " ".join(chance.choices(WORDS, k=250))
    source = f"outlet-{int(200 ** chance.random()):03d}"
    url = f"https://{source}.example/{day.key}/{number}"
    published = day.start + timedelta(seconds=chance.randrange(86_000))
    article = Article(
        f"Report {number}", "\n".join([*lines, padding]), url, published, "jsonld", 0.9, language="en", authors=("A B",)
    )
    capture = Capture(
        content_id("capture", url), CaptureKind.PAGE, source, None, None, url, url, published + timedelta(minutes=20),
        200, "text/html; charset=utf-8", content_id("bytes", url).hex * 2, f"{day.key}/part-1.warc.gz", number * 20_000,
        19_000, day,
    )  # fmt: skip
    return Outcome(capture, article), lines


def _sentence(chance: random.Random, number: int, line: int) -> str:
    return f"In report {number}.{line} they will send troops, {' '.join(chance.choices(WORDS, k=14))}."


def _reports(chance: random.Random, outcome: Outcome, lines: list[str], day: date) -> Iterator[Report]:
    article = outcome.result
    assert isinstance(article, Article)
    start = 0
    for line in lines:
        mention = _mention(chance, start, line, day)
        start += len(line) + 1
        published = article.published_at or datetime.combine(day, datetime.min.time(), UTC)
        key = mention.mention_id(article.version_id)
        yield Report(key, article.article_id, published, outcome.capture.source_id, mention)


def _mention(chance: random.Random, start: int, line: str, day: date) -> Mention:
    kind, status, stance = chance.choice(ACTS)
    trigger = line.index("will send troops")
    who = {ACTORS[int(len(ACTORS) ** chance.random()) - 1] for _ in range(1 + (chance.random() < 0.3))}
    what = list(Instrument)[int(len(Instrument) ** chance.random()) - 1]
    named = chance.random() < 0.6
    return Mention(
        kind, (what,), tuple(Actor(code, Sector.GOV, None) for code in sorted(who)), ("UKR",), (), status, stance, (),
        Factuality.CERTAIN, Confirmation.NONE, EventDate(day, day, DatePrecision.DAY, "on that day"),
        Attribution(
            SourceKind.NAMED if named else SourceKind.ANONYMOUS, "Jo Bloggs" if named else None, None,
            QuoteKind.INDIRECT, 0,
        ),
        False, None, Evidence("text", start + trigger, start + trigger + 16, start, start + len(line)), "bench.rule",
        "rules", 0.8,
    )  # fmt: skip


def _linking(chance: random.Random, reports: list[Report]) -> Linking:
    """Happenings with a heavy head: the first of them has a tenth of all reports."""
    count = max(len(reports) // REPORTS_PER_EVENT, 1)
    groups: dict[uuid.UUID, list[Report]] = {}
    for report in reports:
        groups.setdefault(content_id("event", int(count * chance.random() ** 3)), []).append(report)
    return Linking(
        {report.mention_id: event_id for event_id, found in groups.items() for report in found},
        tuple(canonical(event_id, found) for event_id, found in groups.items()),
    )
