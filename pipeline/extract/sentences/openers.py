"""Words and marks of which only their neighbours tell whether they open a clause."""

from collections.abc import Callable, Sequence

from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.tokens import Token

CONDITIONAL = frozenset({"if", "unless", "once", "provided"})
TEMPORAL = frozenset({"when", "after", "before", "since", "until", "till", "following", "amid", "while", "despite"})
CONTRASTING = frozenset({"while", "although", "though", "whereas", "because"})
"""Words that open a subordinate clause, by what it then tells."""
PREPOSITIONAL = frozenset({
    "including", "regarding", "concerning", "following", "excluding", "pending", "depending", "considering", "during",
    "according", "meeting", "training", "funding", "something", "nothing", "anything", "everything", "morning",
    "evening",
})  # fmt: skip
"""Words in -ing that are no form of a verb after a comma or a verb of saying."""

BARE_THAT = frozenset({"suggest", "hope", "expect", "demand", "insist", "request", "agree"})
"""Verbs of wishing that take a clause without "that", as headlines write: "demands NATO rule out membership"."""

OCCASION = frozenset({"after", "before", "following"})
"""Words before the occasion of a speech: "said after the meeting that"."""

WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})

NAME_REACH = 6
"""Words of a speaker's name and office after the colon that ends a headline."""


def joins_names(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma stands for "and" between two names: "says Britain, France pledge troops"."""
    near = [token.tag for token in tokens[at - 1 : at + 3]]
    return tokens[at].tag == "," and near[:1] == ["a"] and near[2:3] == ["a"] and near[3:] != [","]


def opens_with_gerund(token: Token) -> bool:
    """Whether an -ing form that is no preposition stands here: "sending", not "following"."""
    return token.tag in "ki" and token.lower.split(" ", 1)[0].endswith("ing") and token.lower not in PREPOSITIONAL


def ends_participle(tokens: Sequence[Token], predicates: Sequence[Predicate], at: int, finite: int | None) -> bool:
    """Whether the comma before `at` ends a participle that opens the sentence: "Firmly rejecting it, Tusk backed".

    Not where a frame stands behind it: "Sending them, Macron said, would be a mistake".
    """
    first = 1 if tokens[0].tag == "y" else 0
    fronted = any(p.group == first and p.form == "gerund" for p in predicates)
    if not fronted or finite is None or tokens[at].tag not in "aeldu":
        return False
    end = next((p.end for p in predicates if p.group == finite), finite + 1)
    return not any(token.tag in ",;" for token in tokens[end : end + 1])


def opens_no_clause(tokens: Sequence[Token], at: int, next_finite: Callable[[int], int | None]) -> bool:
    """Whether a conjunction joins only a noun: "more than 20", "as part of", "the largest donor after France, has"."""
    word, after = tokens[at].lower, tokens[at + 1] if at + 1 < len(tokens) else None
    if word == "than":
        return after is not None and after.tag == "q"
    if word == "as":
        finite = next_finite(at + 1)  # not "as a guarantee and would be seen"
        return after is None or after.lower == "part" or finite is None or tokens[finite - 1].tag == "j"
    if word not in RANKING or not at or tokens[at - 1].tag in ",;":
        return False
    nominal = range(at + 1, min(len(tokens), at + NOUN_REACH))
    comma = next((place for place in nominal if tokens[place].tag not in NOUN_TAGS), at)
    return tokens[comma].tag == "," and next_finite(comma + 1) == comma + 1


RANKING = frozenset({"after", "before", "since", "behind"})
"""Words after which a noun can stand that ends an aside on the subject."""
NOUN_REACH = 8
"""Words of such a noun: "after the United States and the United Kingdom"."""
NOUN_TAGS = frozenset("daelkq'oyij")


def goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether more than the name of the speaker follows a colon: not "Europe must bear the burden: JD Vance"."""
    rest = tokens[at:]
    return any(token.tag not in "aeld'k" for token in rest) or len(rest) > NAME_REACH


def is_inverted(tokens: Sequence[Token], at: int) -> bool:
    """Whether an auxiliary before its subject opens a condition: "should it forgo its bid"."""
    after = tokens[at + 1]
    if at == 0:
        return after.tag in "aeldu" and tokens[-1].lower != "?"
    before = tokens[at - 1]
    supposed = tokens[at].lower == "should" and (after.tag == "d" or after.lower == "there")
    if supposed:
        return before.tag in "k,iae"
    return before.tag in "k,i" and (
        (after.tag == "u" and after.lower != "him") or after.lower == "one" or (after.tag == "a" and before.tag == ",")
    )


def is_short_aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bracket only holds a short form: "the North Atlantic Treaty Organization (NATO)"."""
    opens, step = ("(", 1) if tokens[at].lower == "(" else (")", -1)
    other = {"(": ")", ")": "("}[opens]
    near = tokens[at + 1 : at + 4] if step > 0 else tokens[max(0, at - 3) : at][::-1]
    end = next((i for i, token in enumerate(near) if token.lower == other), None)
    return tokens[at].lower == opens and end is not None and all(t.tag in "aekoq,i" for t in near[:end])


SPANS = frozenset({
    "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "shortly", "soon",
    "just", "long", "only", "even",
})  # fmt: skip
"""Words that say how long after or before: "A day after allies refused, he asked again"."""
FIRST_WORDS = 5
"""Words at the beginning of a sentence within which such a measure ends."""


def opens_with_time(tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins with a subordinate clause: after "and" or a measure too."""
    if tokens[0].tag == "w":
        return True
    return any(
        tokens[at].tag == "w" and (tokens[at - 1].lower in SPANS or (at == 1 and tokens[0].tag == "y"))
        for at in range(1, min(FIRST_WORDS, len(tokens)))
    )
