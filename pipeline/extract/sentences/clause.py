"""A clause of a sentence, and what it hangs on: its neighbours, a report, a frame such as "…, Lavrov said"."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extract.lexicon import CountryEntry, SurfaceKind
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.tokens import Token

FRAMING = frozenset({
    "concede", "insist", "urge", "demand", "propose", "suggest", "promise", "vow", "complain", "pledge", "threaten",
    "assure", "announce",
})  # fmt: skip
"""Acts of speech that close a sentence as frames: "…, officials conceded"."""

TAKES_THAT = frozenset({
    Force.REPORT, Force.DENY, Force.REQUEST, Force.PLEDGE, Force.PROPOSE, Force.THREATEN, Force.ACCUSE, Force.CONCEDE,
    Force.SUPPORT, Force.WANT, Force.CONSIDER, Force.CONSULT, Force.BEGIN,
})  # fmt: skip
"""Acts that can have a that-clause as their content."""


@dataclass(slots=True)
class Clause:
    """Tokens [start, end); `intro` is what opened it; `governor` the predicate whose complement it is."""

    start: int
    end: int
    intro: str
    governor: Predicate | None = None
    parent: int | None = None
    predicates: list[Predicate] = field(default_factory=list)
    speaker_frame: "Clause | None" = None
    """The trailing or leading frame ("…, Lavrov said") that this clause is quoted by."""


INHERITING = ("conj", "conj-subject", "cond", "sub", "time", "part", "rel", "dash", "paren", "resume")


def attach(clauses: list[Clause], tokens: Sequence[Token]) -> None:
    """Give every clause its parent, its governor by inheritance, and its frame."""
    for index, clause in enumerate(clauses):
        if index:
            clause.parent = index - 1
        if clause.intro in ("tail", "according"):
            _frame_back(clauses, index)
        elif clause.intro in INHERITING and index:
            before = _resumed(clauses, index) if clause.intro == "resume" else clauses[index - 1]
            clause.speaker_frame = before.speaker_frame
            if clause.intro != "part" and clause.governor is None and _continues(clause, before):
                clause.governor = before.governor
    if len(clauses) > 1 and clauses[0].intro == "according":
        for clause in clauses[1:]:
            clause.speaker_frame = clause.speaker_frame or clauses[0]
    _lead(clauses, tokens)


ASIDE = ("rel", "part", "paren", "resume", "time", "sub", "according")
"""Clauses that stand inside another one, which goes on after them."""


def _resumed(clauses: Sequence[Clause], index: int) -> Clause:
    """The clause that goes on after an aside."""
    return next((one for one in reversed(clauses[:index]) if one.intro not in ASIDE), clauses[index - 1])


def _continues(clause: Clause, before: Clause) -> bool:
    """Whether a clause stays inside the report its neighbour stands in: not where a past verb resumes the narration."""
    if before.governor is None:
        return False
    if clause.intro == "conj" and clause.predicates:
        head = clause.predicates[0]
        return not (head.past and head.modal is None and not head.perfect)
    return clause.intro != "time"


def _frame_back(clauses: list[Clause], index: int) -> None:
    for before in clauses[:index]:
        if before.speaker_frame is None and before.intro not in ("tail", "according"):
            before.speaker_frame = clauses[index]


def _lead(clauses: list[Clause], tokens: Sequence[Token]) -> None:
    """A clause that is only a name before a colon, or after a dash at the end, is the speaker of the rest."""
    if len(clauses) < 2:
        return
    first, last = clauses[0], clauses[-1]
    if not first.predicates and clauses[1].intro == "colon" and _only_name(first, tokens):
        for clause in clauses[1:]:
            if clause.speaker_frame is None and not _is_dateline(first, tokens):
                clause.speaker_frame = first
        first.intro = "lead"
    elif not first.predicates and clauses[1].intro != "colon" and _opens_story(first, tokens):
        first.intro = "lead"
    if last.intro in ("dash", "colon") and not last.predicates and _only_name(last, tokens) and last is not first:
        _frame_back(clauses, len(clauses) - 1)
        last.intro = "tail"


def _only_name(clause: Clause, tokens: Sequence[Token]) -> bool:
    span = tokens[clause.start : clause.end]
    return (
        len(span) <= 8
        and any(token.tag in "ael" for token in span)
        and all(token.tag in "aeld'kjo;,p" for token in span)
    )


def tells(clause: Clause, tokens: Sequence[Token]) -> bool:
    """Whether a clause says something of its subject: a dateline ("VILNIUS, Lithuania —") does not."""
    if clause.predicates or clause.intro in ("tail", "lead"):
        return True
    return any(token.tag in "xhmzv" for token in tokens[clause.start : clause.end])


def has_act_before(clause: Clause, noun: Predicate) -> bool:
    """Whether a verb with a force of its own governs the noun: "put off its vote" votes for nothing."""
    return any(
        p.kind is Kind.VERB and p.start < noun.start and p.force not in (Force.REPORT, Force.BEGIN)
        for p in clause.predicates
    )


LINKING = frozenset({
    "remain", "remains", "remained", "stay", "stays", "stayed", "seem", "seems", "seemed",
    "appear", "appears", "appeared",
    "look", "looks", "looked", "sound", "sounds", "sounded", "stand", "stands", "stood",
})  # fmt: skip
"""Verbs that lead to a fixed predicate: "and remains open to"."""


def has_noun(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a stretch holds a noun or a word that stands for none."""
    return any(
        (token.tag in "kiuelo" and token.lower not in LINKING)
        or token.lower in ("no", "there", "none", "nothing", "neither")
        for token in tokens[start:end]
    )


def _opens_story(clause: Clause, tokens: Sequence[Token]) -> bool:
    """Whether a capital before a dash says where a story was written: "Brussels – Spain has"."""
    first = tokens[clause.start].entry
    dash = clause.end == clause.start + DATELINE and tokens[clause.end - 1].lower in "-–—"
    capital = isinstance(first, CountryEntry) and first.kind is SurfaceKind.CAPITAL
    return dash and (capital or tokens[clause.start].lower == "brussels")


DATELINE = 2
"""Words of a dateline: the place and its dash."""


def _is_dateline(clause: Clause, tokens: Sequence[Token]) -> bool:
    """Whether a capital in capital letters says where a story was written: "BERLIN: The chancellor …"."""
    matches = [token.match for token in tokens[clause.start : clause.end] if token.match is not None]
    return any(
        isinstance(match.entry, CountryEntry) and match.entry.kind is SurfaceKind.CAPITAL and match.text.isupper()
        for match in matches
    )
