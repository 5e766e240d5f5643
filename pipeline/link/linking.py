"""Assign reports to events: incremental, independent of the order of input, with keys that survive. Pure.

A report joins an event when it is compatible with the event's founding report: measuring against the founder and not
against the last report that joined keeps a chain of statements from drifting through the weeks as one event.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.link.canonical import canonical
from pipeline.link.compatible import RECAP, WIDE, actor_codes, family, is_recap_of, near_in_time, share_actors, weeks
from pipeline.model import EventType, Linking, Merge, Report, content_id

LINKER_VERSION = "1"

Key = tuple[str, str, int]


@dataclass(slots=True)
class _Group:
    """An event in the making. `is_known`: its key is older than this call."""

    event_id: uuid.UUID
    founder: Report
    is_known: bool
    reports: list[Report] = field(default_factory=list)
    told: dict[uuid.UUID, EventType] = field(default_factory=dict)
    """Which act each article tells: another act in the same article is another happening."""
    is_touched: bool = False

    def add(self, report: Report) -> None:
        """Count a report among this event's."""
        self.reports.append(report)
        self.told.setdefault(report.article_id, report.mention.type)

    @property
    def rank(self) -> tuple[bool, object, uuid.UUID]:
        """Sorts the event that survives a merge first: an older key, else the earlier founder."""
        return (not self.is_known, self.founder.published_at, self.event_id)


def link(new: Sequence[Report], known: Sequence[Report]) -> Linking:
    """Assign `new` reports to the events of `known` ones or to new events.

    `known` reports carry the event they belong to. A report that is in both keeps its event. Merges name both keys;
    the winner is the older event. `events` holds the canonical row of every event that a new report touched.
    """
    state = _State()
    for event_id, reports in _by_event(known).items():
        state.add_known(event_id, reports)
    for report in sorted(new, key=_order):
        state.place(report)
    return state.linking([report.mention_id for report in new])


def _order(report: Report) -> tuple[bool, object, uuid.UUID]:
    # A recap joins an old event and never founds one where that event is in the same batch: it comes last.
    return (report.mention.background, report.published_at, report.mention_id)


def _by_event(known: Sequence[Report]) -> dict[uuid.UUID, list[Report]]:
    grouped: dict[uuid.UUID, list[Report]] = {}
    for report in sorted(known, key=_order):
        if report.event_id is not None:
            grouped.setdefault(report.event_id, []).append(report)
    return grouped


class _State:
    """Events so far, found by block."""

    def __init__(self) -> None:
        self._groups: dict[uuid.UUID, _Group] = {}
        self._blocks: dict[Key, dict[uuid.UUID, None]] = {}
        self._event_of: dict[uuid.UUID, uuid.UUID] = {}
        self._lost: dict[uuid.UUID, uuid.UUID] = {}
        self._merges: list[Merge] = []

    def add_known(self, event_id: uuid.UUID, reports: list[Report]) -> None:
        """An event of earlier, with its reports, oldest first."""
        self._found(_Group(event_id, reports[0], is_known=True), reports)

    def place(self, report: Report) -> None:
        """Join a report to its event, found one, or merge the events that it shows to be one."""
        at_home = self._event_of.get(report.mention_id)
        if at_home is not None:
            self._groups[self._survivor(at_home)].is_touched = True
            return
        fitting = self._fitting(report)
        if not fitting:
            group = _Group(content_id("event", report.mention_id), report, is_known=False)
            group.is_touched = True
            self._found(group, [report])
            return
        winner, *others = fitting
        self._join(winner, report)
        for loser in others:
            if near_in_time(winner.founder.mention.date, loser.founder.mention.date):
                self._merge(winner, loser, report)

    def linking(self, wanted: Sequence[uuid.UUID]) -> Linking:
        """The answer for the reports wanted."""
        touched = sorted((g for g in self._groups.values() if g.is_touched), key=lambda group: group.event_id)
        return Linking(
            assignments={mention_id: self._survivor(self._event_of[mention_id]) for mention_id in wanted},
            events=tuple(canonical(group.event_id, group.reports) for group in touched),
            merges=tuple(self._merges),
        )

    def _found(self, group: _Group, reports: list[Report]) -> None:
        self._groups[group.event_id] = group
        for key in _keys(group.founder):
            self._blocks.setdefault(key, {})[group.event_id] = None
        for report in reports:
            group.add(report)
            self._event_of[report.mention_id] = group.event_id

    def _fitting(self, report: Report) -> list[_Group]:
        candidates = {event_id: None for key in _keys(report) for event_id in self._blocks.get(key, {})}
        groups = [self._groups[event_id] for event_id in candidates if event_id in self._groups]
        return sorted((group for group in groups if _fits(report, group)), key=lambda group: group.rank)

    def _join(self, group: _Group, report: Report) -> None:
        group.add(report)
        group.is_touched = True
        self._event_of[report.mention_id] = group.event_id

    def _merge(self, winner: _Group, loser: _Group, witness: Report) -> None:
        del self._groups[loser.event_id]
        self._lost[loser.event_id] = winner.event_id
        for report in loser.reports:
            winner.add(report)
        if loser.is_known:
            reason = f"report {witness.mention_id} fits both"
            self._merges.append(Merge(loser.event_id, winner.event_id, reason))

    def _survivor(self, event_id: uuid.UUID) -> uuid.UUID:
        while event_id in self._lost:
            event_id = self._lost[event_id]
        return event_id


def _keys(report: Report) -> list[Key]:
    kind, mention = family(report), report.mention
    reach = RECAP if mention.background else WIDE
    return [(kind, str(i), week) for i in mention.instruments for week in weeks(mention.date, reach)]


def _fits(report: Report, group: _Group) -> bool:
    founder = group.founder
    return (
        (near_in_time(report.mention.date, founder.mention.date) or is_recap_of(report, founder))
        and share_actors(actor_codes(report), actor_codes(founder))
        and group.told.get(report.article_id, report.mention.type) is report.mention.type
    )
