"""On which day was said what a headline or a lead tells: the sentences that name the speaker or the statement again."""

import re
from dataclasses import replace

from pipeline.extract.acts.dating import Dates
from pipeline.extract.sources.voices import LEAD, STOP, Voices
from pipeline.model import DatePrecision, Document, EventDate, EventType, Mention

AGAIN = re.compile(
    r"(?:\A|[.!?][\"”’)]*\s+|\n)(?=(?:"
    r"(?:The|His|Her|Their)(?: [\w’'-]+){0,2} "
    r"(?:statement|announcement|remarks?|comments?|letter|speech|interview|declaration|decision|warning|pledge|appeal|"
    r"message|disclosure|revelation)\b|"
    r"(?:Announced|Unveiled|Revealed|Issued|Published|Released|Disclosed|Made public)\b|"
    r"According to (?:an?|the|his|her|their|its)(?: [\w’'-]+){0,3} (?:statements?|announcement|press release)\b|"
    r"(?:He|She|They) (?:said|made|announced|wrote|stated|told|reported) (?:this|so|the|these|that)\b|"
    r"(?:This|That|It) (?:(?:was|has been|is) )?(?:announced|reported|stated|said|published|confirmed)\b))"
)
"""Beginnings of a sentence about what was just told: "The statement was published", "She said this"."""
OTHER_TIME = re.compile(
    r"\b(?:after|before|ahead of|follow(?:s|ed|ing)?|since|until|when|which)\b|"
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bis )(?<!\A)\b(?:signed|reached|held|agreed|concluded|struck|adopted|"
    r"approved|unveiled|presented|launched|tabled|submitted|sent|passed|taken)\b",
    re.I,
)
"""Words behind which a phrase dates something else: "since the summit on Friday", "on a deal struck on Friday"."""
AFTERWARDS = re.compile(
    r"(?<!\bcame )(?<!\bcome )(?<!\bcomes )\b(?:after|following) (?:(?:the|a|an|his|her|their)\b )?(?:[\w’ʼ'-]+ ){0,3}"
    r"(?:summit|meeting|talks|call|conversation|"
    r"session|negotiations|visit|conference)\b"
)
"""What somebody speaks after on its own day: "announced after the summit in Brussels on 18 December"."""
UNNAMED = frozenset({"COTW", "EUROPE"})
"""Groups that nobody speaks for by office."""
NEAR = 80
"""Code points behind a name within which a day is that of the speech."""
DONE = frozenset({EventType.SIGN, EventType.CONSULT, EventType.RATIFY, EventType.IMPLEMENT})
"""Acts that are not done by the words that tell of them."""


def with_day_of_speech(mention: Mention, document: Document, voices: Voices, dates: Dates) -> Mention:
    """An undated mention of a headline or a lead with the one day on which its actor spoke, where the text names it."""
    evidence = mention.evidence
    leads = evidence.field == "title" or evidence.sentence_start == 0
    if mention.date.precision is not DatePrecision.PUB or mention.background or not leads or mention.type in DONE:
        return mention
    codes = {actor.code for actor in mention.actors} - UNNAMED
    places = [one.at for one in voices.people if one.role.represents.upper() in codes] if len(codes) == 1 else []
    text = document.text
    places.extend(found.end() for found in AGAIN.finditer(text, 0, min(len(text), LEAD)))
    named = [day for at in places if (day := _day_at(text, at, dates)) is not None]
    if len({(day.start, day.end) for day in named}) != 1:
        return mention
    return replace(mention, date=named[0])


def _day_at(text: str, at: int, dates: Dates) -> EventDate | None:
    """The only recent day that the sentence around a place names, unless it tells when something else was."""
    begin = max((stop.end() for stop in STOP.finditer(text, 0, at)), default=0)
    following = STOP.search(text, at)
    end = following.start() if following else len(text)
    found = dates.recent_day(begin, end)
    if found is None or found.start > at + NEAR:
        return None
    if OTHER_TIME.search(AFTERWARDS.sub("", text[at : found.end])):
        return None
    return found.date
