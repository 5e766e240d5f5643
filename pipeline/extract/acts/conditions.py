"""What an act is made to wait for: hinges ("only if", "subject to") and bare circumstances ("after a ceasefire")."""

import re

from pipeline.extract.lexicon.fold import small_letters
from pipeline.model import Condition

# All patterns are for small letters: the engine is three times as fast where it need not ignore case.
CIRCUMSTANCE: tuple[tuple[Condition, re.Pattern[str]], ...] = (
    (
        Condition.US_BACKSTOP,
        re.compile(
            r"(?:\bus|u\.s\.|american|washington|united states)[\w' ’-]{0,30}(?:back(?:ing|stop|ed|s)?\b|support|"
            r"guarantee|involve|participat)|backstop"
        ),
    ),
    (
        Condition.PARLIAMENT,
        re.compile(r"parliament|\bmps\b|bundestag|\bvote of\b|\bcommons\b|lawmakers|congress|mandate from the"),
    ),
    (Condition.UN_MANDATE, re.compile(r"\bun\b|u\.n\.|united nations")),
    (
        Condition.RUSSIAN_CONSENT,
        re.compile(
            r"(?:russia|moscow|kremlin|putin)[\w' ’-]{0,20}(?:consent|agree|accept|approv)|consent of (?:russia|"
            r"moscow)"
        ),
    ),
    (Condition.CEASEFIRE, re.compile(r"cease-?fire|\btruce\b|armistice|fighting (?:stops|ends)|hostilities")),
    (
        Condition.PEACE_DEAL,
        re.compile(
            r"peace (?:deal|agreement|accord|settlement|plan|treaty)|\bpeace\b|deal (?:is|was) (?:reached|agreed)|"
            r"settlement|end (?:of|to) the (?:war|fighting|conflict)|war (?:ends|is over)|post-?war"
        ),
    ),
)
HINGE = re.compile(
    r"\b(?:only (?:if|when|after|once|with)|(?<!even )(?<!as )(?<!what )if\b|"
    r"provided(?: that)?\b(?! for| by| to| with)|"
    r"providing (?:that|there)\b|"
    # "For as long as it takes" only says for how long.
    r"(?<!for )as long as(?! it takes| needed| necessary| possible| it is )|so long as|on condition|"
    r"subject to|"
    r"conditional (?:on|upon)|contingent (?:on|upon)|unless|without (?:a |the )?(?:vote|mandate|backing|backstop|"
    r"approval|consent)|depend(?:s|ing|ent)? on|in the event of|"
    r"in case of|in return for|in exchange for|assuming|but only)"
)
AFTER = re.compile(
    r"\b(?:after|once|following|when|upon|under|in the event of|as part of|to (?:secure|enforce|police|monitor|"
    r"uphold|guard|guarantee|maintain)|following)\b"
    r"(?P<what>(?:\W+\w+){1,9})"
)


def conditions_in(sentence: str) -> tuple[tuple[Condition, ...], bool]:
    """The conditions that a sentence states, and whether the actor hinges the act on them."""
    small = small_letters(sentence)
    hinge = HINGE.search(small)
    found: list[Condition] = []
    if hinge is not None:
        found = _kinds(small[hinge.start() : hinge.start() + 160])
        return tuple(found or [Condition.OTHER]), True
    for stretch in AFTER.finditer(small):
        for kind in _kinds(stretch.group("what")):
            if kind in (Condition.CEASEFIRE, Condition.PEACE_DEAL) and kind not in found:
                found.append(kind)
    return tuple(found), False


def _kinds(text: str) -> list[Condition]:
    return [kind for kind, pattern in CIRCUMSTANCE if pattern.search(text)][:1]
