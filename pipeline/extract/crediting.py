"""On whose word an act stands that its own sentence leaves open: a speaker beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.dating import published_on
from pipeline.extract.lexicon import Match, PersonEntry
from pipeline.extract.lexicon.entries import Role
from pipeline.extract.memory import Told
from pipeline.extract.named import Named
from pipeline.extract.sentences import Sentence
from pipeline.model import Document, EventType, Mention, SourceKind

BEFORE, AFTER = 1, 2
"""Sentences before and after an act in which its actor's own words show whose they are."""
SPOKEN = frozenset(EventType) - {EventType.SIGN, EventType.RATIFY, EventType.IMPLEMENT, EventType.CONSULT}
"""Acts that their actor does in words."""


def borrowed(mention: Mention, told: Sequence[Told], is_nominal: bool, voices: Sequence[tuple[str, Role]]) -> Mention:
    """A mention without a source, given to its actor's speaker where a sentence beside it quotes one."""
    source, evidence = mention.attribution, mention.evidence
    nameless = source.kind in (SourceKind.UNATTRIBUTED, SourceKind.SPOKESPERSON) and source.speaker is None
    if not nameless or mention.background or is_nominal or len(mention.actors) != 1:
        return mention
    # What a country does its minister can tell: "Poland begins training", "…, Sikorski said".
    told_of = mention.type is EventType.IMPLEMENT and mention.actors[0].name is None
    if mention.type not in SPOKEN and not told_of:
        return mention
    code = mention.actors[0].code
    own = next((one.sentence for one in told if _holds(one, evidence.field, evidence.sentence_start)), None)
    beside = [] if own is None else [one for one in told if _is_beside(one.sentence, own)]
    speaker = next((who for who in (_speaker(one, code) for one in beside) if who is not None), None)
    if speaker is not None:
        kind = SourceKind.SPOKESPERSON if speaker.is_spokesperson else SourceKind.NAMED
        return replace(mention, attribution=replace(source, kind=kind, speaker=speaker.name))
    quoted = {(name, role.is_spokesperson) for name, role in voices if role.represents.upper() == code}
    if len(quoted) != 1 or not (evidence.field == "title" or evidence.start < LEAD):
        return mention
    ((name, is_spokesperson),) = quoted
    kind = SourceKind.SPOKESPERSON if is_spokesperson else SourceKind.NAMED
    return replace(mention, attribution=replace(source, kind=kind, speaker=name))


LEAD = 600
"""Code points at the beginning of a text whose speakers are those of its headline."""
SAYING = (
    r"(?:said|says|told|tells|stated|states|announced|announces|wrote|writes|added|explained|noted|stressed|stresses|"
    r"emphasi[sz]ed|confirmed|insisted|declared|argued|warned|promised|cited|described)\b"
)
SAYS = re.compile(rf"(?:,[^,.]{{0,60}},)?\s+(?:(?:has|had|also|later|on \w+day|\w+day) )*{SAYING}")
"""What stands after the name of somebody who is quoted."""
SAID = re.compile(rf"{SAYING} (?:[\w’'-]+ ){{0,6}}$")
"""What stands before it: "said European Commission President"."""


def voices_of(document: Document, matches: Sequence[Match]) -> list[tuple[str, Role]]:
    """Who is quoted in the lead of a text, with the office held on the day of publication."""
    on, text = published_on(document), document.text
    found: list[tuple[str, Role]] = []
    for match in matches:
        if match.start > LEAD or not isinstance(match.entry, PersonEntry):
            continue
        role = next((role for role in match.entry.roles if role.holds(on)), None)
        quoted = SAYS.match(text, match.end) or SAID.search(text[max(0, match.start - 70) : match.start])
        if role is not None and quoted:
            found.append((match.entry.name, role))
    return found


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
