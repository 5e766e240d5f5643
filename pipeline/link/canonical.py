"""The canonical row of an event over all its reports (codebook, "One happening, many reports"). Pure."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TypeVar

from pipeline.model import Actor, Confirmation, DatePrecision, Event, EventDate, Factuality, Report, Stance, Status

T = TypeVar("T")

LADDER = tuple(Status)[:7]
CERTAINTY = (
    Factuality.UNKNOWN, Factuality.POSSIBLY_NOT, Factuality.POSSIBLE, Factuality.PROBABLY_NOT, Factuality.PROBABLE,
    Factuality.CERTAINLY_NOT, Factuality.CERTAIN,
)  # fmt: skip
"""Rising: of reports that differ, the surest speaks."""
FINENESS = tuple(DatePrecision)[:5]
"""Falling; the publication day stands last, since nobody said it was the day of the act."""


def canonical(event_id: uuid.UUID, reports: Sequence[Report]) -> Event:
    """One row for a happening; the same reports in any order give the same row. Raises ValueError without reports."""
    if not reports:
        raise ValueError(f"event {event_id} has no report to be described by")
    ordered = sorted(reports, key=lambda report: (report.published_at, report.mention_id))
    mentions = [report.mention for report in ordered]
    speaking = max(ordered, key=lambda report: report.mention.confidence)
    return Event(
        event_id=event_id,
        type=_majority(mention.type for mention in mentions),
        instruments=tuple(sorted({instrument for mention in mentions for instrument in mention.instruments})),
        actors=_actors(ordered, speaking),
        recipients=_union(mention.recipients for mention in mentions),
        providers=_union(mention.providers for mention in mentions),
        status=_status([mention.status for mention in mentions]),
        stance=_stance([mention.stance for mention in mentions]),
        conditions=_union(mention.conditions for mention in mentions),
        factuality=max((mention.factuality for mention in mentions), key=CERTAINTY.index),
        confirmation=_latest_reaction(ordered),
        date=_date([mention.date for mention in mentions]),
        magnitude=speaking.mention.magnitude or next((m.magnitude for m in mentions if m.magnitude), None),
        confidence=_confidence(ordered),
        mention_ids=tuple(sorted(report.mention_id for report in ordered)),
        evidence_mention_id=speaking.mention_id,
    )


def _majority(values: Iterable[T]) -> T:
    """The commonest value; of equals the one met first."""
    return Counter(values).most_common(1)[0][0]


def _union(groups: Iterable[Sequence[T]]) -> tuple[T, ...]:
    return tuple(sorted(set(chain.from_iterable(groups)), key=str))


def _actors(ordered: Sequence[Report], speaking: Report) -> tuple[Actor, ...]:
    """Actors that at least half of the reports name, each as it is named most often."""
    named = Counter(code for report in ordered for code in {actor.code for actor in report.mention.actors})
    kept = {code for code, number in named.items() if 2 * number >= len(ordered)}
    kept = kept or {actor.code for actor in speaking.mention.actors}
    actors = [actor for report in ordered for actor in report.mention.actors]
    return tuple(sorted(_best_named([actor for actor in actors if actor.code == code]) for code in kept))


def _best_named(actors: Sequence[Actor]) -> Actor:
    sector = _majority(actor.sector for actor in actors)
    names = [actor.name for actor in actors if actor.name]
    return Actor(actors[0].code, sector, _majority(names) if names else None)


def _status(found: Sequence[Status]) -> Status:
    """The highest rung reported; a state off the ladder only where most reports say so."""
    on_ladder = [status for status in found if status in LADDER]
    if 2 * len(on_ladder) < len(found) or not on_ladder:
        return _majority(status for status in found if status not in LADDER)
    return max(on_ladder, key=LADDER.index)


def _stance(found: Sequence[Stance]) -> Stance:
    """The commonest stance that says something; neutral only where all are."""
    telling = [stance for stance in found if stance is not Stance.NEUTRAL]
    return _majority(telling) if telling else Stance.NEUTRAL


def _latest_reaction(ordered: Sequence[Report]) -> Confirmation:
    """The last official reaction reported."""
    reactions = [report.mention.confirmation for report in ordered]
    return next((found for found in reversed(reactions) if found is not Confirmation.NONE), Confirmation.NONE)


def _date(found: Sequence[EventDate]) -> EventDate:
    """The finest date; of equally fine ones the earliest."""
    return min(found, key=lambda date: (_fineness(date), date.start, date.end, date.text or ""))


def _fineness(date: EventDate) -> int:
    return FINENESS.index(date.precision) if date.precision in FINENESS else len(FINENESS)


def _confidence(ordered: Sequence[Report]) -> float:
    """How sure: each further article that reports it halves the doubt that the surest report leaves, at most thrice."""
    surest = max(report.mention.confidence for report in ordered)
    others = min(3, len({report.article_id for report in ordered}) - 1)
    return round(1 - (1 - surest) * 0.5**others, 4)
