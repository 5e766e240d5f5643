"""On whose word an act stands that its own sentence leaves open: a speaker beside it, or the medium of the story."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.extract.lexicon import Match, OutletEntry
from pipeline.extract.memory import Told
from pipeline.extract.named import Named
from pipeline.extract.sentences import Sentence
from pipeline.model import Document, EventType, Mention, SourceKind

BEFORE, AFTER = 1, 2
"""Sentences before and after an act in which its actor's own words show whose they are."""
CREDIT = re.compile(r"(?:reported by|according to|writes|citing|cites|reference to|report by)[^.]{0,30}$", re.I)
"""Words just before a medium's name that make it the source of the story."""
REPORTS = re.compile(r"\s*(?:reports?|reported|writes|wrote)\b", re.I)
"""Words just after it that do."""
CLOSES = re.compile(r"\s[–—-]\s*$")
"""What stands before the medium that closes a headline: "Zelenskyy presses for guarantees – POLITICO"."""
SHORT = 600
"""Code points of a story that is taken from one medium as a whole."""
SPOKEN = frozenset(EventType) - {EventType.SIGN, EventType.RATIFY, EventType.IMPLEMENT, EventType.CONSULT}
"""Acts that their actor does in words."""


def borrowed(mention: Mention, told: Sequence[Told], is_nominal: bool) -> Mention:
    """A mention without a source, given to its actor's speaker where a sentence beside it quotes one."""
    source, evidence = mention.attribution, mention.evidence
    silent = source.kind is SourceKind.UNATTRIBUTED and not (mention.background or is_nominal)
    if not silent or mention.type not in SPOKEN or len(mention.actors) != 1:
        return mention
    own = next((one.sentence for one in told if _holds(one, evidence.field, evidence.sentence_start)), None)
    if own is None:
        return mention
    for one in told:
        if not _is_beside(one.sentence, own):
            continue
        speaker = _speaker(one, mention.actors[0].code)
        if speaker is not None:
            kind = SourceKind.SPOKESPERSON if speaker.is_spokesperson else SourceKind.NAMED
            return replace(mention, attribution=replace(source, kind=kind, speaker=speaker.name))
    return mention


def _is_beside(other: Sentence, own: Sentence) -> bool:
    """Whether a sentence stands close to that of an act; a headline is beside the first ones of the text."""
    if other.field != own.field:
        return own.field == "title" and other.index <= AFTER
    return -BEFORE <= other.index - own.index <= AFTER


def _holds(one: Told, field: str, start: int) -> bool:
    return one.sentence.field == field and one.sentence.start == start


def _speaker(one: Told, code: str) -> Named | None:
    people = [who for who in one.speakers if who.is_person and who.code == code]
    return people[0] if people and len(one.speakers) == 1 else None


def story_outlet(document: Document, matches: Mapping[str, Sequence[Match]]) -> str | None:
    """The one medium that a short story is taken from, as its headline's end or its words say; None where none is."""
    if len(document.text) > SHORT:
        return None
    named = {
        match.entry.name
        for field, text in (("title", document.title), ("text", document.text))
        for match in matches[field]
        if isinstance(match.entry, OutletEntry) and _is_credited(text, match, field == "title")
    }
    named.discard(document.outlet)
    return named.pop() if len(named) == 1 else None


def taken_from(mention: Mention, outlet: str) -> Mention:
    """A mention of a story that is taken from another medium, one step further from its source."""
    if mention.attribution.outlet is not None:
        return mention
    source = replace(mention.attribution, outlet=outlet, hops=max(1, mention.attribution.hops))
    return replace(mention, attribution=source)


def _is_credited(text: str, match: Match, is_title: bool) -> bool:
    before, after = text[max(0, match.start - 40) : match.start], text[match.end : match.end + 20]
    closes = is_title and bool(CLOSES.search(before)) and match.end > len(text) - 25
    return closes or bool(CREDIT.search(before)) or bool(REPORTS.match(after))
