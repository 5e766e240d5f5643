"""Acts that a denied story tells: "denied reports that Kyiv would", "a claim that Rome had agreed is untrue"."""

from collections.abc import Sequence

from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.groups import NEGATORS, Predicate
from pipeline.extract.sentences.reading import Reading
from pipeline.extract.sentences.verbs import forms_of

STORIES = frozenset({
    "report", "reports", "claim", "claims", "story", "stories", "rumour", "rumours", "rumor", "rumors", "speculation",
    "speculations", "allegation", "allegations", "assertion", "assertions", "news", "article", "reporting", "leak",
    "leaks", "information", "disinformation",
})  # fmt: skip
"""Nouns for what somebody else tells."""
DENYING = frozenset(
    word
    for verb in (
        "deny", "dismiss", "reject", "refute", "rebut", "debunk", "scotch", "quash", "rubbish", "disavow", "repudiate",
        "discredit", "dispel",
    )
    for word in forms_of(verb, {})
)  # fmt: skip
UNTRUE = frozenset({
    "untrue", "false", "fake", "baseless", "unfounded", "groundless", "inaccurate", "fabricated", "nonsense",
    "incorrect", "misleading", "bogus", "fabrication", "invention", "disinformation", "lie", "lies", "untruths",
})  # fmt: skip
"""Words by which a story is called untrue."""
TELLS = frozenset({
    "of", "about", "that", "on", "over", "claiming", "saying", "alleging", "suggesting", "according",
    "regarding", "concerning",
})  # fmt: skip
"""Words that lead from a story to what it tells."""
BEFORE_STORY, TOLD = 6, 14
"""Words from the denial to the story, and from the story to the act that it tells."""


def in_denial(reading: Reading, clause: Clause, chain: Sequence[Predicate]) -> bool:
    """Whether a denial governs the act: "denies agreeing to", "dismissed reports that", "reports … are false"."""
    if clause.governor is not None and clause.governor.force is Force.DENY:
        return not clause.governor.negated
    before = [p for p in clause.predicates if p.force is Force.DENY and p.start < chain[0].start and not p.negated]
    if before and chain[0].form != "finite":
        return True
    story = story_before(reading.words, chain[0].group)
    return story is not None and (_is_denied(reading.words, story) or _is_untrue(reading, story, chain[-1].end))


def story_before(words: Sequence[str], at: int) -> int | None:
    """The story that tells the act at a place: "reports" of "reports about sending"."""
    for place in range(at - 1, max(-1, at - TOLD), -1):
        if words[place] in (";", ".", "but", "while", "although"):
            return None
        if words[place] in STORIES:
            led = TELLS.intersection(words[place + 1 : min(at, place + 4)])
            return place if led or place + 1 == at else None
    return None


def _is_denied(words: Sequence[str], story: int) -> bool:
    """Whether who denies stands before a story, or a "no truth to" does."""
    near = range(max(0, story - BEFORE_STORY), story)
    denial = next((at for at in near if words[at] in DENYING), None)
    if denial is not None:
        return NEGATORS.isdisjoint(words[max(0, denial - 2) : denial])
    return "truth" in words[near.start : story] and "no" in words[near.start : story]


def _is_untrue(reading: Reading, story: int, end: int) -> bool:
    """Whether a story is called untrue behind what it tells: "a report that … is false", "was denied in Rome"."""
    words, tokens = reading.words, reading.tokens
    for at in range(end, len(words)):
        if words[at] in STORIES:
            return False
        passive = words[at] in DENYING and tokens[at - 1].tag in "xy"
        not_true = words[at] in ("true", "correct", "accurate") and not NEGATORS.isdisjoint(words[at - 3 : at])
        if passive or not_true or words[at] in UNTRUE:
            return NEGATORS.isdisjoint(words[at - 2 : at]) or not_true
    return False
