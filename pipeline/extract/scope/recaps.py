"""Which acts an article only recalls: told in passing, in a recap, or of a time that is gone by."""

import re
from collections.abc import Sequence

from pipeline.extract.acts.dating import published_on
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.stating import stating_person
from pipeline.model import Block, Document, EventDate

ARTICLE = 1200
"""Code points of a text beyond which a perfect tense tells what was known before."""

LEAD = 400
"""Code points at the beginning of an article that tell the news itself, for which English also takes the perfect."""


def is_background(document: Document, draft: Draft, date: EventDate, background: Sequence[Block]) -> bool:
    """Whether an act is a recap of an earlier one (codebook, background); `background` are the recaps of the page."""
    sentence = draft.reading.sentence
    text = document.title if sentence.field == "title" else document.text
    return (
        _is_recap(document, draft)
        or _is_in_block(draft, background)
        or _is_old(document, date, draft)
        or _is_recalled(text[sentence.start : sentence.end], draft)
    )


def _is_recap(document: Document, draft: Draft) -> bool:
    """Whether an act is told in passing: as a noun, in an "after" or "which" clause, or in an article's perfect."""
    if draft.is_recap or draft.reading.is_title:
        return draft.is_recap
    contrast = draft.clause.intro == "time" and draft.reading.tokens[draft.clause.start].lower in ("while", "whereas")
    named = draft.is_nominal and stating_person(draft) is None
    aside = named or (draft.clause.intro in ("time", "rel") and not contrast)
    behind = len(document.text) > ARTICLE and draft.reading.sentence.start > LEAD
    governor = draft.clause.governor
    said_before = governor is not None and governor.perfect and not governor.past
    return aside or (behind and ((draft.head.perfect and not _is_shifted(draft)) or said_before))


def _is_shifted(draft: Draft) -> bool:
    """Whether a pluperfect is only reported speech: "officials said that Washington had offered"."""
    told = draft.clause.governor is not None or draft.clause.speaker_frame is not None
    return told and draft.reading.tokens[draft.head.group].lower == "had"


OLD = 14
"""Days before publication from which an act is background wherever it is told."""


OLD_IN_ARTICLE = 3
"""The same in an article beyond its lead, which tells today's news first."""


AGO = re.compile(
    r"(?:late |earlier )?last (?:week|month|year|\w+day)|earlier (?:this|in the) (?:week|month|year)", re.I
)
"""Phrases for a time before the news."""
RECALLS = re.compile(
    r"[\s\"“]*(?:Earlier(?! (?:on|in the day|today|this (?:day|morning)))|Previously|Prior to|In the past|Recall|"
    r"Recently(?=,)|(?:It )?(?:should|must|will) be recalled|As (?:was )?(?:previously |earlier )?reported)\b"
)
"""Beginnings of a sentence that recalls what was before."""


def _is_recalled(sentence: str, draft: Draft) -> bool:
    """Whether a sentence of the text recalls an act: "Earlier, …", "had called on", "previously suspended"."""
    if draft.reading.is_title:
        return draft.clause.intro == "time" and draft.head.form == "finite" and draft.head.past
    if draft.reading.sentence.start == 0:
        return False  # a text begins with its news
    if RECALLS.match(sentence):
        return True
    head, words = draft.head, draft.reading.words
    if head.form != "finite":
        return False
    pluperfect = head.perfect and words[head.group] == "had" and not _is_shifted(draft)
    return pluperfect or bool({"earlier", "previously"} & set(words[head.group - 1 : head.end]))


def _is_old(document: Document, date: EventDate, draft: Draft) -> bool:
    sentence, start = draft.reading.sentence, draft.reading.tokens[draft.head.group].start
    aside = sentence.field == "text" and sentence.start > 0
    article = len(document.text) > ARTICLE
    if aside and date.text and AGO.search(date.text) and (not article or start > LEAD):
        return True
    behind = article and start > LEAD
    return (published_on(document) - date.end).days > (OLD_IN_ARTICLE if behind else OLD)


def _is_in_block(draft: Draft, background: Sequence[Block]) -> bool:
    sentence = draft.reading.sentence
    return sentence.field == "text" and any(block.start <= sentence.start < block.end for block in background)
