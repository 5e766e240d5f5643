"""On whose word an act stands that its own sentence leaves open: a speaker beside it."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.memory import Told
from pipeline.extract.named import Named
from pipeline.extract.sentences import Sentence
from pipeline.model import EventType, Mention, SourceKind

BEFORE, AFTER = 1, 2
"""Sentences before and after an act in which its actor's own words show whose they are."""
SPOKEN = frozenset(EventType) - {EventType.SIGN, EventType.RATIFY, EventType.IMPLEMENT, EventType.CONSULT}
"""Acts that their actor does in words."""


def borrowed(mention: Mention, told: Sequence[Told], is_nominal: bool) -> Mention:
    """A mention without a source, given to its actor's speaker where a sentence beside it quotes one."""
    source, evidence = mention.attribution, mention.evidence
    nameless = source.kind in (SourceKind.UNATTRIBUTED, SourceKind.SPOKESPERSON) and source.speaker is None
    if not nameless or mention.background or is_nominal or mention.type not in SPOKEN or len(mention.actors) != 1:
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
