"""Instruments, summits, outlets and cues, out of their data files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.extract.lexicon.cards import Card, DataFiles
from pipeline.extract.lexicon.entries import (
    CueEntry,
    CueKind,
    InstrumentEntry,
    OutletEntry,
    Strength,
    SummitEntry,
)
from pipeline.extract.lexicon.matching import Surface
from pipeline.model import Condition, Instrument


@dataclass(frozen=True, slots=True)
class Wordings:
    """Summits by id, and the wordings of everything that is no actor."""

    summits: Mapping[str, SummitEntry]
    surfaces: tuple[Surface, ...]


def read_wordings(data: DataFiles) -> Wordings:
    """Read instruments.toml, summits.toml, outlets.toml and cues.toml."""
    surfaces: list[Surface] = []
    _instruments(data, surfaces)
    summits = _summits(data, surfaces)
    _outlets(data, surfaces)
    for card in data.cards("cues.toml", "cue", "kind"):
        cue, is_small = _cue(card), card.flag("is_small")
        surfaces.extend(Surface(wording, cue, card.origin, is_small) for wording in card.wordings("wordings"))
        card.close()
    return Wordings(summits, tuple(surfaces))


def _instruments(data: DataFiles, surfaces: list[Surface]) -> None:
    missing = set(Instrument)
    for card in data.cards("instruments.toml", "instrument", "code"):
        instrument = card.member("code", Instrument)
        if instrument not in missing:
            card.wrong("code", f"{instrument} stands twice in the file")
        missing.discard(instrument)
        written = dict.fromkeys(card.wordings(Strength.WEAK), Strength.WEAK)
        # A wording that the patterns give both ways is strong: it was written out there on purpose.
        written.update(dict.fromkeys(card.wordings(Strength.STRONG), Strength.STRONG))
        entries = {strength: InstrumentEntry(instrument, strength) for strength in Strength}
        surfaces.extend(Surface(wording, entries[strength], card.origin) for wording, strength in written.items())
        card.close()
    if missing:
        card.wrong("code", f"no instrument of the file is {', '.join(sorted(missing))}")


def _summits(data: DataFiles, surfaces: list[Surface]) -> dict[str, SummitEntry]:
    summits: dict[str, SummitEntry] = {}
    for card in data.cards("summits.toml", "summit", "id"):
        summit = SummitEntry(
            card.text("id"), card.text("name"), tuple(_days(row) for row in card.cards("days")), card.text("place")
        )
        if not summit.occurrences:
            card.wrong("days", "is missing")
        if list(summit.occurrences) != sorted(summit.occurrences):
            card.wrong("days", "should be in order of time")
        if summits.setdefault(summit.summit_id, summit) is not summit:
            card.wrong("id", f"{summit.summit_id} stands twice in the file")
        surfaces.extend(Surface(wording, summit, card.origin) for wording in card.wordings("wordings"))
        card.text("source")
        card.close()
    return summits


def _outlets(data: DataFiles, surfaces: list[Surface]) -> None:
    for card in data.cards("outlets.toml", "outlet", "name"):
        outlet = OutletEntry(card.text("name"), card.flag("is_agency"))
        surfaces.extend(Surface(wording, outlet, card.origin) for wording in card.wordings("wordings"))
        card.close()
    for card in data.cards("outlets.toml", "single", "is_agency"):
        is_agency = card.flag("is_agency")
        surfaces.extend(Surface(name, OutletEntry(name, is_agency), card.origin) for name in card.texts("names"))
        card.close()


def _days(row: Card) -> tuple[date, date]:
    first = row.day("on")
    last = row.optional_day("to") or first
    if last < first:
        row.wrong("to", f"{last} is before {first}")
    row.close()
    return first, last


def _cue(card: Card) -> CueEntry:
    kind = card.member("kind", CueKind)
    if kind is CueKind.CONDITION:
        return CueEntry(kind, card.member("value", Condition))
    return CueEntry(kind, card.text("value", ""))
