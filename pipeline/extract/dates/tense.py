"""Whether a date phrase belongs to a plan: what stands before it, or after it where nothing before tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LOOK_BACK, LOOK_AHEAD = 110, 70
"""Code points to read around a phrase: the clause it stands in is seldom longer."""

PLAN_WORDS = frozenset({
    "will", "won't", "shall", "due", "expected", "scheduled", "slated", "planned", "plan", "plans", "planning",
    "upcoming",
})  # fmt: skip
PLAN_PAIRS = frozenset({
    ("set", "to"), ("set", "for"), ("going", "to"), ("ahead", "of"), ("leading", "up"), ("hope", "to"), ("hopes", "to"),
    ("intend", "to"), ("intends", "to"), ("preparing", "to"), ("preparing", "for"), ("prepares", "to"),
})  # fmt: skip
INFINITIVES = frozenset({
    "meet", "hold", "discuss", "convene", "gather", "host", "vote", "sign", "visit", "travel", "chair", "attend",
    "address", "present", "decide", "unveil", "announce", "debate", "join", "fly", "take", "speak", "receive", "be",
})  # fmt: skip
PAST_WORDS = frozenset({
    "said", "says", "saying", "told", "reports", "wrote", "met", "held", "spoke", "made", "took", "gave", "came",
    "began", "went", "saw", "sent", "put", "had", "was", "were", "has", "have",
})  # fmt: skip
NOT_PAST = frozenset({"united", "need", "needed", "indeed", "exceed", "proceed", "succeed", "embed"})

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"(?<![.\s][A-Z])[.;:!?][\"'”’)]*\s|\n")


@dataclass(frozen=True, slots=True)
class Clock:
    """The day of publication where the outlet is, and the text around the word [start, end) that is being read."""

    today: date
    text: str
    start: int
    end: int

    @property
    def is_ahead(self) -> bool:
        """Whether the words around say that the phrase dates something to come."""
        return self.outlook is True

    @property
    def outlook(self) -> bool | None:
        """True for a plan, False for what happened, None where neither the nearest cue before nor one after tells."""
        before = self._words(self._sentence_start(), self.start)
        for place in range(len(before) - 1, -1, -1):
            verdict = _plan_or_past(before, place)
            if verdict is not None:
                return verdict
        return _plan_after(self._words(self.end, self._sentence_end()))

    def _words(self, begin: int, end: int) -> list[str]:
        return [word.lower() for word in WORD.findall(self.text[begin:end])]

    def _sentence_start(self) -> int:
        begin = max(0, self.start - LOOK_BACK)
        for stop in SENTENCE_END.finditer(self.text, begin, self.start):
            begin = stop.end()
        return begin

    def _sentence_end(self) -> int:
        stop = SENTENCE_END.search(self.text, self.end, self.end + LOOK_AHEAD)
        return stop.start() if stop else self.end + LOOK_AHEAD


def _plan_or_past(words: Sequence[str], place: int) -> bool | None:
    """True where the word at `place` speaks of a plan, False where of what happened, else None.

    A verb of saying or in the past between the plan and the phrase takes the phrase to itself: "is due in Kyiv, he said
    on Monday". A participle with its agent does not: "talks hosted by Macron on Thursday".
    """
    word, following = words[place], words[place + 1] if place + 1 < len(words) else ""
    if word in PLAN_WORDS or (word, following) in PLAN_PAIRS or (word == "to" and following in INFINITIVES):
        return True
    if word in PAST_WORDS:
        return words[place - 1 : place] == ["be"]
    if word.endswith("ed") and word not in NOT_PAST and "-" not in word and following != "by":
        return words[place - 1 : place] == ["be"]
    return None


def _plan_after(words: Sequence[str]) -> bool | None:
    """True where a plan comes behind the phrase, False where a past or reporting verb does first."""
    for place, word in enumerate(words):
        following = words[place + 1 : place + 2]
        if word in ("will", "won't"):
            return True
        if word in ("is", "are"):
            return following[:1] in (["due"], ["set"], ["expected"], ["scheduled"], ["to"])
        if word in PAST_WORDS or (word.endswith("ed") and word not in NOT_PAST and "-" not in word):
            return False
    return None
