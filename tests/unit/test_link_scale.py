"""Linking takes time in proportion to the reports: no part of it compares every report with every other."""

from datetime import UTC, date, datetime, timedelta
from time import process_time

from pipeline.link import link
from pipeline.model import (
    Actor,
    Attribution,
    Confirmation,
    DatePrecision,
    EventDate,
    EventType,
    Evidence,
    Factuality,
    Instrument,
    Mention,
    Report,
    Sector,
    Stance,
    Status,
    content_id,
)

FIRST_DAY = date(2024, 1, 1)
A_DAY = 25
"""Reports a day, as a busy day brings: the density stays the same however many days there are."""
ACTORS = ("GBR", "FRA", "DEU", "POL", "ITA", "USA", "RUS", "UKR", "EU", "NATO", "COTW")
MOST_RATIO = 3
"""Twice the reports take twice the time; four times would be quadratic, the rest is left to a busy machine."""


def report(number: int) -> Report:
    on = FIRST_DAY + timedelta(days=number // A_DAY)
    mention = Mention(
        type=tuple(EventType)[number * 7 % len(EventType)],
        instruments=(tuple(Instrument)[number * 3 % len(Instrument)],),
        actors=(Actor(ACTORS[number * 5 % len(ACTORS)], Sector.GOV),),
        recipients=(),
        providers=(),
        status=Status.DISCUSSED,
        stance=Stance.NEUTRAL,
        conditions=(),
        factuality=Factuality.CERTAIN,
        confirmation=Confirmation.NONE,
        date=EventDate(on, on, DatePrecision.PUB if number % 3 else DatePrecision.DAY),
        attribution=Attribution(),
        background=number % 10 == 0,
        magnitude=None,
        evidence=Evidence("text", 0, 5, 0, 50),
        rule_id="test",
        extractor="test",
        confidence=0.8,
    )
    article_id = content_id("article", number)
    published = datetime.combine(on, datetime.min.time(), UTC)
    return Report(mention.mention_id(article_id), article_id, published, "s", mention)


def seconds(reports: list[Report]) -> float:
    """Processor time of linking them, which other work on the machine hardly touches."""
    start = process_time()
    link(reports, ())
    return process_time() - start


def test_twice_the_reports_take_about_twice_the_time():
    reports = [report(number) for number in range(5_000)]
    seconds(reports[:500])  # The first run pays for what Python sets up once.
    assert seconds(reports) < MOST_RATIO * seconds(reports[:2_500])
