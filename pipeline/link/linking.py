"""Assign reports to events: incremental, independent of the order of input, with keys that survive. Pure.

A report joins an event when it is compatible with the event's anchor, the first report of the act itself: measuring
against the anchor and not against the last report that joined keeps a chain of statements from drifting through the
weeks as one event. Two acts that one article tells apart stay apart. Of several events that a report fits, those that
are told as its own type of act come first: a signing is that signing before it is the pledge of the same days.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from pipeline.link.canonical import canonical
from pipeline.link.compatible import (
    Block,
    actor_codes,
    blocks,
    is_recap_of,
    is_reciprocal,
    near_in_time,
    share_actors,
)
from pipeline.model import EventType, Linking, Merge, Report, content_id

LINKER_VERSION = "3"

Act = tuple[EventType, frozenset[str]]


@dataclass(slots=True)
class _Group:
    """An event in the making. `is_known`: its key is older than this call."""

    event_id: uuid.UUID
    anchor: Report
    is_known: bool
    codes: frozenset[str] = frozenset()
    reports: list[Report] = field(default_factory=list)
    told: dict[uuid.UUID, Act] = field(default_factory=dict)
    """The act that each article of this call tells of this event; what an older wording told binds nobody."""
    types: set[EventType] = field(default_factory=set)
    """The types of act that it is told as."""
    is_touched: bool = False

    def __post_init__(self) -> None:
        self.codes = actor_codes(self.anchor)

    @property
    def rank(self) -> tuple[bool, object, uuid.UUID]:
        """Sorts the event that survives a merge first: an older key, else the earlier anchor."""
        return (not self.is_known, self.anchor.published_at, self.event_id)

    def fits(self, report: Report, codes: frozenset[str]) -> bool:
        """Whether a report with those actors can be of this event."""
        return (
            self.told.get(report.article_id, (report.mention.type, codes)) == (report.mention.type, codes)
            and share_actors(codes, self.codes, are_parties=is_reciprocal(report) or is_reciprocal(self.anchor))
            and _near(report, self.anchor)
        )

    def add(self, report: Report) -> None:
        """Take a report in."""
        self.reports.append(report)
        self.types.add(report.mention.type)

    def can_take(self, other: "_Group") -> bool:
        """Whether two events that one report fits are one: their anchors near, and no article tells them apart."""
        is_told_apart = any(other.told.get(article, act) != act for article, act in self.told.items())
        return not is_told_apart and near_in_time(self.anchor.mention.date, other.anchor.mention.date)


def _near(report: Report, anchor: Report) -> bool:
    # Days may be read in any order, so that a recap can be known before the act that it recalls.
    return (
        near_in_time(report.mention.date, anchor.mention.date)
        or is_recap_of(report, anchor)
        or is_recap_of(anchor, report)
    )


def link(new: Sequence[Report], known: Sequence[Report]) -> Linking:
    """Assign `new` reports to the events of `known` ones or to new events.

    `known` reports carry the event they belong to. A report that is in both keeps its event. Merges name both keys;
    the winner is the older event. `events` holds the canonical row of every event that a new report touched.
    """
    state = _State()
    for event_id, reports in _by_event(known).items():
        state.add_known(event_id, reports)
    for _, printed_together in groupby(sorted(new, key=_order), key=_instant):
        state.place_all(list(printed_together))
    return state.linking([report.mention_id for report in new])


def _instant(report: Report) -> tuple[bool, datetime]:
    # A recap joins an old event and never founds one where that event is in the same batch: it comes last.
    return (report.mention.background, report.published_at)


def _order(report: Report) -> tuple[tuple[bool, datetime], uuid.UUID]:
    return (_instant(report), report.mention_id)


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
        self._blocks: dict[Block, dict[uuid.UUID, None]] = {}
        self._event_of: dict[uuid.UUID, uuid.UUID] = {}
        self._lost: dict[uuid.UUID, uuid.UUID] = {}
        self._merges: list[Merge] = []

    def add_known(self, event_id: uuid.UUID, reports: list[Report]) -> None:
        """An event of earlier, with its reports, the first report of the act first."""
        group = _Group(event_id, reports[0], is_known=True)
        self._found(group)
        for report in reports:
            group.add(report)
            self._event_of[report.mention_id] = event_id

    def place_all(self, reports: Sequence[Report]) -> None:
        """Place reports of one moment, such as those of one article: first those that find an event of their own type.

        Otherwise the order of keys would say which of an article's two acts takes the event of one of them.
        """
        waiting = []
        for report in reports:
            if report.mention_id in self._event_of or self._of_own_type(report):
                self.place(report)
            else:
                waiting.append(report)
        for report in waiting:
            self.place(report)

    def place(self, report: Report) -> None:
        """Join a report to its event, found one, or merge the events that it shows to be one."""
        at_home = self._event_of.get(report.mention_id)
        if at_home is not None:
            group = self._groups[self._survivor(at_home)]
            group.is_touched = True
            group.told.setdefault(report.article_id, (report.mention.type, actor_codes(report)))
            return
        fitting = sorted(self._of_own_type(report) or self._fitting(report), key=lambda group: group.rank)
        if not fitting:
            fitting = [_Group(content_id("event", report.mention_id), report, is_known=False)]
            self._found(fitting[0])
        winner, *others = fitting
        self._join(winner, report)
        for loser in others:
            if winner.can_take(loser):
                self._merge(winner, loser, report)

    def linking(self, wanted: Sequence[uuid.UUID]) -> Linking:
        """The answer for the reports wanted."""
        touched = sorted((g for g in self._groups.values() if g.is_touched), key=lambda group: group.event_id)
        return Linking(
            assignments={mention_id: self._survivor(self._event_of[mention_id]) for mention_id in wanted},
            events=tuple(canonical(group.event_id, group.reports) for group in touched),
            merges=tuple(self._merges),
        )

    def _found(self, group: _Group) -> None:
        self._groups[group.event_id] = group
        for key in blocks(group.anchor):
            self._blocks.setdefault(key, {})[group.event_id] = None

    def _fitting(self, report: Report) -> Iterator[_Group]:
        codes = actor_codes(report)
        candidates = {event_id: None for key in blocks(report) for event_id in self._blocks.get(key, ())}
        for event_id in candidates:
            group = self._groups.get(event_id)
            if group is not None and group.fits(report, codes):
                yield group

    def _of_own_type(self, report: Report) -> list[_Group]:
        return [group for group in self._fitting(report) if report.mention.type in group.types]

    def _join(self, group: _Group, report: Report) -> None:
        group.add(report)
        group.told.setdefault(report.article_id, (report.mention.type, actor_codes(report)))
        group.is_touched = True
        self._event_of[report.mention_id] = group.event_id
        if group.anchor.mention.background and not report.mention.background:
            # A recap spoke for the act until its first report came; from now on that one does.
            group.anchor, group.codes = report, actor_codes(report)
            self._found(group)

    def _merge(self, winner: _Group, loser: _Group, witness: Report) -> None:
        del self._groups[loser.event_id]
        self._lost[loser.event_id] = winner.event_id
        winner.reports.extend(loser.reports)
        winner.types |= loser.types
        winner.told = loser.told | winner.told
        if loser.is_known:
            reason = f"report {witness.mention_id} fits both"
            self._merges.append(Merge(loser.event_id, winner.event_id, reason))

    def _survivor(self, event_id: uuid.UUID) -> uuid.UUID:
        while event_id in self._lost:
            event_id = self._lost[event_id]
        return event_id
