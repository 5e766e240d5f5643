"""On whose word an act stands that its own sentence leaves open: a speaker beside it."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.actors.memory import Narration, Told
from pipeline.extract.actors.named import Named
from pipeline.extract.sources.voices import LEAD, Voice, Voices, is_of
from pipeline.model import Actor, EventType, Factuality, Mention, SourceKind

BEFORE, AFTER = 1, 2
"""Sentences before and after an act in which its actor's own words show whose they are."""
SPOKEN = frozenset(EventType) - {EventType.SIGN, EventType.RATIFY, EventType.IMPLEMENT, EventType.CONSULT}
"""Acts that their actor does in words."""


def borrowed(mention: Mention, told: Narration, is_told: bool, voices: Voices) -> Mention:
    """A mention without a source, given to its actor's speaker where a sentence beside it quotes one.

    `is_told` of what the medium says itself: a noun, a recap, what somebody is about to say.
    """
    source, evidence = mention.attribution, mention.evidence
    spoken = source.kind is SourceKind.SPOKESPERSON
    country = spoken and source.speaker is not None and [source.speaker] == [one.code for one in mention.actors]
    nameless = (spoken or source.kind is SourceKind.UNATTRIBUTED) and (source.speaker is None or country)
    if not nameless or mention.background or is_told:
        return mention
    if voices.whole is not None and (evidence.field == "title" or evidence.start < voices.whole.until):
        return _voiced(mention, voices.whole)
    own = told.starting_at(evidence.field, evidence.sentence_start)
    # "Poland says": whose words these are tells the lead, or the sentence itself.
    reach = (0, 0) if country else (BEFORE, AFTER)
    beside = [] if own is None else told.beside(own, *reach)
    voice = _of_actor(mention, beside, voices)
    if voice is None and source.kind is SourceKind.UNATTRIBUTED and mention.type in SPOKEN:
        voice = voices.silent if evidence.field == "title" or evidence.sentence_start == 0 else None
    return mention if voice is None else _voiced(mention, voice)


def _of_actor(mention: Mention, beside: Sequence[Told], voices: Voices) -> Voice | None:
    """Who speaks for the one actor of a mention beside it, or in the lead of its story."""
    if len(mention.actors) != 1:
        return None
    # What a country does its minister can tell: "Poland begins training", "…, Sikorski said".
    told_of = mention.type is EventType.IMPLEMENT and mention.actors[0].name is None
    if mention.type not in SPOKEN and not told_of:
        return None
    actor = mention.actors[0]
    speaker = next((who for who in (_speaker(one, actor) for one in beside) if who is not None), None)
    if speaker is not None:
        return Voice(SourceKind.SPOKESPERSON if speaker.is_spokesperson else SourceKind.NAMED, speaker.name)
    leads = mention.evidence.field == "title" or mention.evidence.start < LEAD
    return voices.speaking_for(actor) if leads else None


def _voiced(mention: Mention, voice: Voice) -> Mention:
    """The mention on somebody's word; on that of the unnamed it is probable (codebook, factuality)."""
    attribution = replace(mention.attribution, kind=voice.kind, speaker=voice.speaker)
    drafted = voice.kind is SourceKind.DOCUMENT and "draft" in (voice.speaker or "").lower()
    doubted = (drafted or voice.kind is SourceKind.ANONYMOUS) and mention.factuality is Factuality.CERTAIN
    return replace(mention, attribution=attribution, factuality=Factuality.PROBABLE if doubted else mention.factuality)


def _speaker(one: Told, actor: Actor) -> Named | None:
    people = [who for who in one.speakers if who.is_person and who.code == actor.code and is_of(who.sector, actor)]
    return people[0] if people and len(one.speakers) == 1 else None
