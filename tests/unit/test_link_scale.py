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
FEW, MANY, MOST_RATIO = 1_000, 8_000, 24
"""Eight times the reports take about eight times the time; 64 times would be quadratic, the rest is for the machine."""


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
    """Processor time of linking them, the best of three: other work on the machine only ever adds to it."""

    def once() -> float:
        start = process_time()
        link(reports, ())
        return process_time() - start

    return min(once() for _ in range(3))


def test_many_reports_take_as_much_longer_as_they_are_more():
    reports = [report(number) for number in range(MANY)]
    assert seconds(reports) < MOST_RATIO * seconds(reports[:FEW])
