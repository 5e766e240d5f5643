"""Which date phrase dates an act: one in its own clause, else one in the frame that reports it."""

from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.extract.actors.memory import Narration, Told
from pipeline.extract.actors.subjects import Reading
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.dates.phrases import DatePhrase, find_dates
from pipeline.extract.dates.summits import summit_anchors
from pipeline.extract.lexicon import Lexicon, SummitEntry, load_lexicon
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.cutting import Sentence
from pipeline.model import DatePrecision, Document, EventDate

OPENING = 60
"""Code points from the start of a sentence within which a phrase dates all of it."""

FORESIGHT = timedelta(days=1)
"""A dated act lies in the past of its report; a phrase further ahead is a deadline or a plan."""


def published_on(document: Document) -> date:
    """The calendar day a document came out."""
    published = document.published
    return published.date() if hasattr(published, "date") else published


DAYS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _days_before(reading: Reading, clause: Clause) -> int | None:
    """How many days before the rest of its sentence an "after" clause happened: "a day after allies committed"."""
    tokens, at = reading.tokens, clause.start
    if clause.intro != "time" or tokens[at].lower != "after" or at < 2:
        return None
    unit, number = tokens[at - 1].lower, tokens[at - 2].lower
    if unit == "hours":
        return 0
    return DAYS.get(number) if unit in ("day", "days") else None


RECENT = timedelta(days=6)
"""Days before publication within which the speech lies that news tells of in several sentences."""
BEFORE, AFTER = 2, 1
"""Sentences before and after an undated one that tell of the same speech."""


def _is_beside(own: Sentence, other: Sentence) -> bool:
    """Whether another sentence can tell the day of the same speech."""
    if own.field != other.field:
        return own.field == "title" and other.index <= AFTER
    away = other.index - own.index
    return -BEFORE <= away < 0 or (own.index == 0 and own.field == "text" and 0 < away <= AFTER)


def _distance(own: Sentence, other: Sentence) -> int:
    return other.index if own.field != other.field else abs(other.index - own.index)


def _is_aside(reading: Reading, clause: Clause, phrase: DatePhrase) -> bool:
    """Whether a phrase stands in a relative clause that the act is not in: "Ukraine, which Russia invaded in 2022"."""
    inside = False
    for other in reading.clauses:
        inside = other.intro in ("rel", "cond") or (inside and other.intro not in ("resume", "main", "tail"))
        if reading.tokens[other.start].start <= phrase.start < reading.tokens[other.end - 1].end:
            return inside and other is not clause
    return False


class Dates:
    """The date phrases of a document, read in the sentences that are asked for."""

    def __init__(self, document: Document, lexicon: Lexicon | None = None, told: Sequence[Told] = ()) -> None:
        self.document = document
        self.lexicon = lexicon or load_lexicon()
        self.on = published_on(document)
        self.told = Narration(told)
        self._found: dict[tuple[str, int], Sequence[DatePhrase]] = {}

    def phrases(self, sentence: Sentence) -> Sequence[DatePhrase]:
        """The phrases that begin in a sentence, in order."""
        place = (sentence.field, sentence.start)
        if place not in self._found:
            text = self.document.title if sentence.field == "title" else self.document.text
            span = (sentence.start, sentence.end)
            self._found[place] = find_dates(text, self.document.published, self.document.timezone, within=span)
        return self._found[place]

    def of(self, draft: Draft) -> EventDate:
        """The date of an act; the publication day where no phrase dates it."""
        reading = draft.reading
        tokens = reading.tokens
        spans = [(tokens[draft.clause.start].start, tokens[draft.clause.end - 1].end)]
        if draft.clause.governor is not None:
            at = draft.clause.governor.start
            outer = next(c for c in reading.clauses if c.start <= at < c.end)
            spans.append((tokens[outer.start].start, tokens[outer.end - 1].end))
        frame = draft.clause.speaker_frame
        if frame is not None:
            spans.append((tokens[frame.start].start, tokens[frame.end - 1].end))
        phrases = self._in_sentence(reading)
        before = _days_before(reading, draft.clause)
        if before is not None:
            return self._earlier(phrases, before)
        for start, end in spans:
            for phrase in phrases:
                if start <= phrase.start < end and self._can_date(phrase):
                    return phrase.date
        first = phrases[0] if phrases else None
        is_open = first and (first.start - reading.sentence.start < OPENING or len(phrases) == 1)
        if first is not None and is_open and self._can_date(first) and not _is_aside(reading, draft.clause, first):
            return first.date
        return (None if phrases else self._of_speech(draft)) or EventDate(self.on, self.on, DatePrecision.PUB)

    def _of_speech(self, draft: Draft) -> EventDate | None:
        """The day on which the same actor spoke or acted in the sentences around, if one of them says so.

        A headline is dated by the lead, a sentence by those just before it, the lead also by the one after it.
        """
        acting = {one.code for one in draft.actors}
        own = draft.reading.sentence
        near = self.told.beside(own, BEFORE, AFTER)
        beside = [one.sentence for one in near if one.codes and one.codes <= acting and _is_beside(own, one.sentence)]
        beside.sort(key=lambda one: _distance(own, one))
        return next((day for one in beside if (day := self._day_of(one)) is not None), None)

    def _day_of(self, sentence: Sentence) -> EventDate | None:
        """The only recent day that a sentence names."""
        found = self.phrases(sentence)
        days = [one.date for one in found if one.date.precision is DatePrecision.DAY]
        recent = [date for date in days if self.on - RECENT <= date.start <= self.on and date.start == date.end]
        return recent[0] if len(found) == 1 and recent else None

    def _earlier(self, phrases: Sequence[DatePhrase], before: int) -> EventDate:
        """So many days before the day that the sentence tells of."""
        told = next((phrase.date.start for phrase in phrases if phrase.date.precision is DatePrecision.DAY), self.on)
        day = told - timedelta(days=before)
        return EventDate(day, day, DatePrecision.DAY, "a day after" if before == 1 else f"{before} days after")

    def _in_sentence(self, reading: Reading) -> Sequence[DatePhrase]:
        """The phrases of a sentence; a summit that it names dates it only where nothing else does."""
        sentence = reading.sentence
        found = self.phrases(sentence)
        if found or not any(isinstance(t.entry, SummitEntry) for t in reading.tokens):
            return found
        text = self.document.title if sentence.field == "title" else self.document.text
        said = text[sentence.start : sentence.end]
        anchors = summit_anchors(self.lexicon, said, self.on)
        named = find_dates(said, self.document.published, self.document.timezone, anchors) if anchors else []
        shift = sentence.start
        return [DatePhrase(one.start + shift, one.end + shift, one.date) for one in named]

    def _can_date(self, phrase: DatePhrase) -> bool:
        date = phrase.date
        wide = date.precision in (DatePrecision.YEAR, DatePrecision.QUARTER) and date.start <= self.on <= date.end
        return date.start <= self.on + FORESIGHT and not wide
