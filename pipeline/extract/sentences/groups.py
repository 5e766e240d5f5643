"""A predicate and the auxiliaries to its left: modality, negation, tense."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.sentences.act_words import Act, Force, Kind
from pipeline.extract.sentences.tokens import Token

DUTY = frozenset({"should", "must", "ought"})
"""Auxiliaries by which a thing is asked for."""


BEING = frozenset({"is", "are", "was", "were", "be", "been", "remain", "remains", "remained", "'s", "'re"})
"""Verbs that say of a thing what it is."""
NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly"})


@dataclass(slots=True)  # made for every sentence: frozen takes four times as long
class Predicate:
    """An act word at tokens [start, end); the verb group begins at `group`.

    `form`: finite, inf, gerund, part (reduced relative), noun or phrase. `modal` is the modal verb, if any.
    """

    act: Act
    kind: Kind
    lemma: str
    group: int
    start: int
    end: int
    form: str
    modal: str | None = None
    negated: bool = False
    perfect: bool = False
    passive: bool = False
    past: bool = False
    progressive: bool = False
    bare: bool = False
    """Whether it stands in its base form without an auxiliary: "and resume" shares the "will" before it."""

    @property
    def force(self) -> Force:
        """The force of its act."""
        return self.act.force


@dataclass(slots=True)
class Group:
    """The auxiliaries to the left of a verb, as far as they reach."""

    start: int
    be: bool = False
    have: bool = False
    do: bool = False
    to: bool = False
    modal: str | None = None
    negated: bool = False
    perfect: bool = False
    past: bool = False

    @property
    def form_of_phrase(self) -> str:
        return "inf" if self.to else "finite"


def read_group(tokens: Sequence[Token], head: int) -> Group:
    """Read auxiliaries, negators and adverbs leftwards from a verb."""
    group = Group(head)
    at = head - 1
    while at >= 0:
        token = tokens[at]
        if (earlier := _past_remark(group, tokens, at)) != at:
            at = earlier
            continue
        if not _is_not_only(tokens, at) and not _joins(group, token):
            break
        if token.tag != "y":
            group.start = at
        at -= 1
        if token.tag not in "xhmzty" and at >= 0 and token.lower == "longer" and tokens[at].lower == "no":
            group.negated = True
            group.start = at
            at -= 1
        if group.to and token.tag == "t":
            if at >= 0:
                _before_to(group, tokens, at)
            break
    return group


REMARK = 4
"""Words of a remark between an auxiliary and what it belongs to, its commas included: "is, of course, unacceptable"."""


def _past_remark(group: Group, tokens: Sequence[Token], at: int) -> int:
    """Where the auxiliaries go on before a vow or a remark that ends here; `at` where none does."""
    if _is_vow(group, tokens, at):
        return at - 3
    opened = _remark_before(tokens, at) if tokens[at].tag == "," else 0
    return opened - 1 if opened else at


def _remark_before(tokens: Sequence[Token], comma: int) -> int:
    """Where the comma stands that opens a remark closed by this one, after an auxiliary; 0 where none does."""
    for at in range(comma - 1, max(0, comma - REMARK), -1):
        if tokens[at].tag == ",":
            return at if at + 1 < comma and tokens[at - 1].tag in "xhmn" else 0
        if tokens[at].tag not in "pky":
            return 0
    return 0


def _before_to(group: Group, tokens: Sequence[Token], at: int) -> None:
    """Take note of the word before the "to" of an infinitive: "yet to", "not to", "has to"."""
    lower = tokens[at].lower
    if lower == "yet":
        group.negated = group.perfect = True
    if lower in NEGATORS and lower != "no":
        group.negated = not (at and tokens[at - 1].lower in CHOSEN)
        group.start = at
    else:
        _duty(group, tokens, at)


def _is_not_only(tokens: Sequence[Token], at: int) -> bool:
    """Whether a "not" denies nothing, as an "only" follows: "should not only train the army but arm it"."""
    return tokens[at].lower == "not" and tokens[at + 1].lower in ("only", "just", "merely", "simply")


CHOSEN = frozenset({"decision", "choice", "decisions"})
"""Nouns that make one refusal with "not to": the verb after them is not denied a second time."""


def _is_vow(group: Group, tokens: Sequence[Token], at: int) -> bool:
    """Whether "under no circumstances" or "under any circumstances" ends here; the group takes note of the "no"."""
    found = tokens[at].lower == "circumstances" and at > 1 and tokens[at - 2].lower == "under"
    group.negated |= found and tokens[at - 1].lower == "no"
    return found


def _duty(group: Group, tokens: Sequence[Token], at: int) -> None:
    """Read "has to" and "ought to" before a verb as "must"; "did not have to" obliges nobody."""
    before = tokens[max(0, at - 2) : at]
    if tokens[at].lower in OBLIGES and not any(t.tag in "mznt" and t.lower not in WILL for t in before):
        begin = at - sum(token.lower in WILL for token in before)
        group.modal, group.to, group.start = "must" if begin == at else "ought", False, begin


WILL = frozenset({"will", "'ll"})
"""Before "have to" these oblige as much as it does alone: "Europe will have to pay"."""
OBLIGES = frozenset({"has", "have", "ought"})
"""Words that make a duty of a "to"; after another auxiliary ("would first have to") they tell what would be needed."""


def _joins(group: Group, token: Token) -> bool:
    """Whether a word belongs to the auxiliaries before a verb; the group takes note of it."""
    lower = token.lower
    if token.tag == "y" or lower == "longer":
        return True
    if lower in NEGATORS and lower != "no":
        group.negated = True
        return True
    note = NOTES.get(token.tag)
    if note is None:
        return False
    note(group, lower)
    return True


def _be(group: Group, lower: str) -> None:
    group.be = True
    group.past |= lower in ("was", "were")


def _have(group: Group, lower: str) -> None:
    group.have = group.perfect = True
    group.past |= lower == "had"


def _modal(group: Group, lower: str) -> None:
    group.modal = lower
    group.negated |= lower == "cannot"


def _do(group: Group, lower: str) -> None:
    group.do = True
    group.past |= lower == "did"


def _to(group: Group, lower: str) -> None:
    group.to = True


NOTES = {"x": _be, "h": _have, "m": _modal, "z": _do, "t": _to}
"""What a group takes note of, by tag."""
