"""Which date phrase dates an act: one in its own clause, else one in the frame that reports it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipeline.extract.actors.memory import Narration, Told
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import FUTURE
from pipeline.extract.dates.asides import telling
from pipeline.extract.dates.phrases import DatePhrase, find_dates
from pipeline.extract.dates.summits import summit_anchors
from pipeline.extract.lexicon import Lexicon, SummitEntry, load_lexicon
from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.cutting import Sentence
from pipeline.extract.sentences.reading import Reading
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


WEEKS = ("earlier this week", "this week", "last week")
"""Phrases of the week in which news tells that somebody spoke, where it tells no day."""
A_DAY = timedelta(days=1)
"""How far apart the days of a weekend or a night are."""
COUNTING = ("after", "before", "later", "earlier")
"""Ends of phrases that count from another day: "a day after"."""


def _is_beside(own: Sentence, other: Sentence) -> bool:
    """Whether another sentence can tell the day of the same speech."""
    if own.field != other.field:
        return own.field == "title" and other.index <= AFTER
    away = other.index - own.index
    return -BEFORE <= away < 0 or (own.index == 0 and own.field == "text" and 0 < away <= AFTER)


GOING_ON = ("he", "she", "they", "it", "both")
"""Words with which a lead goes on from its headline."""


def _distance(own: Sentence, other: Sentence) -> int:
    return other.index if own.field != other.field else abs(other.index - own.index)


THERE = re.compile(
    r"(?:There|(?:At|During|In|After|Following) (?:the|that|this|their|his|her) "
    r"(?:\w+ )?(?:meeting|summit|talks|event|ceremony|conference|call|conversation|session|visit|briefing|interview)"
    r"),? "
)
"""Beginnings of a sentence that goes on at the occasion named before it."""
EARLIER = ("after", "since", "before")
"""Openings of clauses that tell what was at another time, unless they name the very day."""
SPEAKING = ("speaking", "talking", "writing", "addressing", "saying", "adding")
"""Participles that go back to who speaks: "…, speaking in Paris on Monday"."""
MEANWHILE = ("as", "when", "while")
"""Openings of clauses that tell what was at the same time."""


def _is_aside(reading: Reading, clause: Clause, phrase: DatePhrase) -> bool:
    """Whether a phrase stands in a relative clause that the act is not in: "Ukraine, which Russia invaded in 2022"."""
    inside = False
    for other in reading.clauses:
        opening = next((t.lower for t in reading.tokens[other.start : other.end] if t.tag != ","), "")
        within = reading.tokens[other.start].start < phrase.start and phrase.date.precision is not DatePrecision.DAY
        earlier = other.intro == "time" and opening in EARLIER and within
        shut = other.intro in ("resume", "main", "tail") or (other.intro == "part" and opening in SPEAKING)
        inside = earlier or other.intro in ("rel", "cond") or (inside and not shut)
        if reading.tokens[other.start].start <= phrase.start < reading.tokens[other.end - 1].end:
            return inside and other is not clause
    return False


ARRANGED = frozenset({Force.CONSULT, Force.SIGN, Force.RATIFY})
"""Acts that are arranged for a day to come."""
SPOKEN_LATER = frozenset({Force.REQUEST, Force.CONSIDER})
"""Acts that can be told of before they are done: "will urge him next month"; what is promised is promised today."""


def _is_to_come(draft: Draft) -> bool:
    """Whether an act is itself still to be done, so that a day ahead is its own: "ministers will meet on Friday"."""
    first, meaning = draft.chain[0], draft.meaning
    if meaning is None:
        return False
    ahead = first.form == "inf" or first.modal in FUTURE or first.act.act_id == "begin.expected" or first.progressive
    if meaning.force in ARRANGED:
        return ahead or meaning.is_future
    return meaning.force in SPOKEN_LATER and first.force is meaning.force and first.modal in ("will", "'ll")


def _spans(draft: Draft) -> list[tuple[int, int]]:
    """Where the phrase that dates an act stands: in its clause, in the one that governs it, in its frame."""
    tokens, clause = draft.reading.tokens, draft.clause
    found = [clause]
    if clause.governor is not None:
        at = clause.governor.start
        found.append(next(c for c in draft.reading.clauses if c.start <= at < c.end))
    if clause.speaker_frame is not None:
        found.append(clause.speaker_frame)
    if not draft.is_nominal:
        found.extend(c for c in draft.reading.clauses if c.start == clause.end and tokens[c.start].lower in MEANWHILE)
    return [(tokens[one.start].start, tokens[one.end - 1].end) for one in found]


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
            found = find_dates(text, self.document.published, self.document.timezone, within=span)
            self._found[place] = telling(text, found)
        return self._found[place]

    def of(self, draft: Draft) -> EventDate:
        """The date of an act; the publication day where no phrase dates it."""
        reading, ahead = draft.reading, _is_to_come(draft)
        phrases, spans = self._in_sentence(reading), _spans(draft)
        before = _days_before(reading, draft.clause)
        if before is not None:
            return self._earlier(reading.sentence, phrases, spans[0], before)
        for start, end in spans:
            for phrase in phrases:
                if start <= phrase.start < end and self._can_date(phrase, ahead=ahead):
                    return phrase.date
        first = phrases[0] if phrases else None
        is_open = first and (first.start - reading.sentence.start < OPENING or len(phrases) == 1)
        can_date = first is not None and is_open and self._can_date(first, ahead=ahead)
        if first is not None and can_date and not _is_aside(reading, draft.clause, first):
            return first.date
        if not phrases and (there := self._at_that_place(reading.sentence)) is not None:
            return there
        return (None if phrases else self._of_speech(draft)) or EventDate(self.on, self.on, DatePrecision.PUB)

    def _at_that_place(self, sentence: Sentence) -> EventDate | None:
        """The day of the occasion that the sentence before names, where an undated one goes on there."""
        text, start = self.document.text, sentence.start
        if sentence.field != "text" or start == 0 or not THERE.match(text, start):
            return None
        previous = max(text.rfind(end, 0, start - len(". ")) for end in (". ", "\n"))
        found = self.recent_day(previous + 1, start)
        return None if found is None else found.date

    def _of_speech(self, draft: Draft) -> EventDate | None:
        """The day on which the same actor spoke or acted in the sentences around, if one of them says so.

        A headline is dated by the lead, a sentence by those just before it, the lead also by the one after it.
        """
        acting = {one.code for one in draft.actors}
        own = draft.reading.sentence
        near = self.told.beside(own, BEFORE, AFTER)
        beside = [one.sentence for one in near if one.codes and one.codes <= acting and _is_beside(own, one.sentence)]
        headline = self.told.before(own) if own.index == 0 and own.field == "text" else None
        if headline is not None and draft.reading.tokens[0].lower in GOING_ON:
            beside.append(headline.sentence)
        if draft.reading.tokens[-1].quoted:  # the quotation goes on, and who spoke when is told at its end
            beside.extend(
                one.sentence for one in near if own.field == one.sentence.field and own.index < one.sentence.index
            )
        beside.sort(key=lambda one: _distance(own, one))
        return next((day for one in beside if (day := self._day_of(one)) is not None), None)

    def _day_of(self, sentence: Sentence) -> EventDate | None:
        """The only recent day that a sentence names."""
        found = self._recent(self.phrases(sentence))
        return None if found is None else found.date

    def recent_day(self, start: int, end: int) -> DatePhrase | None:
        """The only recent day that a stretch of the text names; the week, where it tells no day."""
        text, document = self.document.text, self.document
        found = find_dates(text, document.published, document.timezone, within=(start, end))
        told = telling(text, found)
        return self._recent(told) or self._week(told)

    def _week(self, found: Sequence[DatePhrase]) -> DatePhrase | None:
        """The only phrase of several, where it names the last week, as far as that has gone by."""
        week = found[0].date if len(found) == 1 else None
        if week is None or week.precision is not DatePrecision.WEEK or not (week.text or "").lower().startswith(WEEKS):
            return None
        return replace(found[0], date=replace(week, end=min(week.end, self.on))) if week.start <= self.on else None

    def _recent(self, found: Sequence[DatePhrase]) -> DatePhrase | None:
        """The only phrase of several, where it names a day or a weekend of the last week."""
        if len(found) != 1:
            return None
        date, text = found[0].date, found[0].date.text or ""
        if date.precision is not DatePrecision.DAY or text.endswith(COUNTING):
            return None
        recent = self.on - RECENT <= date.start and date.end <= self.on
        return found[0] if recent and date.end - date.start <= A_DAY else None

    def _earlier(
        self, sentence: Sentence, phrases: Sequence[DatePhrase], clause: tuple[int, int], before: int
    ) -> EventDate:
        """So many days before the day that the rest of the sentence tells of; a phrase in the clause says which.

        Where the sentence names no other day, it goes on from the one before: "It came a day after".
        """
        days = [phrase for phrase in phrases if phrase.date.precision is DatePrecision.DAY]
        own = [one for one in days if clause[0] < one.end and one.start < clause[1]]
        told_before = self.told.before(sentence) if len(days) < 2 and sentence.field == "text" else None
        previous = None if told_before is None else self._day_of(told_before.sentence)
        if own and previous is None:
            return own[-1].date
        told = previous.start if previous else days[0].date.start if days else self.on
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

    def _can_date(self, phrase: DatePhrase, *, ahead: bool) -> bool:
        date = phrase.date
        wide = date.precision in (DatePrecision.YEAR, DatePrecision.QUARTER) and date.start <= self.on <= date.end
        counts = (date.text or "").lower().endswith(("after", "before"))  # "two days after the vote" is the vote's
        return (ahead or date.start <= self.on + FORESIGHT) and not wide and not counts
