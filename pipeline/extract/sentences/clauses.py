"""Cut a sentence into clauses and say what each hangs on: a report, a promise, a condition, a noun."""

from collections.abc import Callable, Sequence

from pipeline.extract.sentences.absolutes import absolute_starts
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.appositions import takes_up
from pipeline.extract.sentences.clause import FRAMING, TAKES_THAT, Clause, attach
from pipeline.extract.sentences.contact import remark_start
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.openers import (
    BARE_THAT,
    CONDITIONAL,
    CONTRASTING,
    OCCASION,
    TEMPORAL,
    WEEKDAYS,
    ends_participle,
    goes_on,
    is_inverted,
    is_short_aside,
    joins_names,
    opens_no_clause,
    opens_with_gerund,
    opens_with_time,
)
from pipeline.extract.sentences.tokens import Token

NOMINAL = frozenset("aeldkq'uiyos")
COMPLEMENT_REACH = 14
"""Words between a verb of saying and its complement: "told reporters in Riyadh on Monday (that)"."""
FRAME_REACH = 16
"""Words of a speaker with titles and apposition between the comma and "said"."""

ENDS_REACH = frozenset("c;,wr")
"""Tags at which a verb of saying has its complement or will have none."""


class ClauseSplitter:
    """Finds the boundaries of one sentence; linear in its words."""

    def __init__(self, tokens: Sequence[Token], predicates: Sequence[Predicate]) -> None:
        self.tokens = tokens
        self.predicates = predicates
        self.marks: dict[int, tuple[str, Predicate | None]] = {}
        self.tails: set[int] = set()
        self.groups = {p.group: p for p in predicates if p.form == "finite"}
        self.inside = {i for p in predicates for i in range(p.group, p.end)}

    def split(self) -> list[Clause]:
        """The clauses in order, each with its predicates and its frame."""
        for predicate in self.predicates:
            if predicate.kind is not Kind.NOUN or predicate.lemma.endswith("that"):
                self._complement(predicate)
        for start in absolute_starts(self.tokens, self.predicates):
            self._put(start, "part")
        for at, token in enumerate(self.tokens):
            mark = BY_WORD.get(token.lower) or BY_TAG.get(token.tag)
            if mark is not None:
                mark(self, at)
        return self._build()

    def _put(self, at: int, intro: str, governor: Predicate | None = None) -> None:
        self.marks.setdefault(at, (intro, governor))

    def _complement(self, predicate: Predicate) -> None:
        """Mark where the clause begins that a predicate of saying, promising or asking takes; or a trailing frame."""
        at = self._that(predicate)
        reports = predicate.force in (Force.REPORT, Force.DENY) and predicate.kind is Kind.VERB
        if at is None and (reports or predicate.lemma in BARE_THAT):
            at = self._bare_complement(predicate)
        if at is not None:
            self._put(at, "that", predicate)
        elif predicate.form == "finite" and (reports or self._frames(predicate)):
            self._frame(predicate)

    def _frames(self, predicate: Predicate) -> bool:
        """Whether an act of speech without an object closes the sentence: "…, officials conceded"."""
        if predicate.lemma not in FRAMING:
            return False
        after = self.tokens[predicate.end] if predicate.end < len(self.tokens) else None
        return after is None or after.tag in ";,w" or after.lower in ("on", "in", "at")

    def _that(self, predicate: Predicate) -> int | None:
        if predicate.lemma.endswith(" that"):
            return predicate.end - 1
        stop = min(len(self.tokens), predicate.end + COMPLEMENT_REACH)
        for at in range(predicate.end, stop):
            token = self.tokens[at]
            if (token.tag not in ENDS_REACH or token.lower in OCCASION) and at not in self.groups:
                continue
            if token.tag == "c":
                joined = self.tokens[at - 1].tag == "j" or at + 1 >= len(self.tokens)
                hosts = predicate.act.act_id == "consult.host" or self._is_relative(predicate, at)
                return None if joined or hosts or predicate.force not in TAKES_THAT else at
            if token.lower == ":":
                refuses = predicate.force in (Force.REJECT, Force.SUSPEND)  # what follows is told beside it
                return at + 1 if goes_on(self.tokens, at + 1) and not refuses else None
            if token.tag in ";,":
                return self._past_aside(at)
            return None
        return None

    def _is_relative(self, predicate: Predicate, at: int) -> bool:
        """Whether a "that" only goes with the noun before it: "wants to revive a proposal that was discussed"."""
        told = predicate.force in (Force.REPORT, Force.DENY) or at == predicate.end
        after = [token.tag for token in self.tokens[at + 1 : at + 3]]
        return not told and self.tokens[at - 1].tag in "ki" and (after[:1] in (["x"], ["h"]) or after == ["m", "n"])

    def _past_aside(self, at: int) -> int | None:
        """The "that" after an aside between commas or dashes: "reported, citing officials, that"."""
        for end in range(at + 1, min(len(self.tokens) - 1, at + COMPLEMENT_REACH)):
            if self.tokens[end].tag in ",;":
                return end + 1 if self.tokens[end + 1].tag == "c" else None
            if end in self.groups or self.tokens[end].tag in "xhmzv":
                return None
        return None

    def _bare_complement(self, predicate: Predicate) -> int | None:
        """The start of the subject of the next finite verb, where no "that" was written."""
        finite = self._next_finite(predicate.end)
        if finite is None or self.tokens[finite - 1].tag == "p":
            return None
        if opens_with_gerund(self.tokens[predicate.end]) and finite > predicate.end + 1:
            return predicate.end  # "said sending them there would be a mistake"
        at = finite
        while at - 1 >= predicate.end and (self._in_subject(at - 1) or self.tokens[at - 1].tag == "p"):
            at -= 1
        if predicate.lemma == "say" and not predicate.passive and self.tokens[predicate.end].tag != "t":
            at = predicate.end  # all of it is said: "said sending troops to Ukraine would", "guarantees without Russia"
        at = self._past_adjunct(at, finite)
        if at == predicate.end and predicate.lemma == "tell" and at < finite - 1:
            at += 1
        return at if at < finite else None

    def _past_adjunct(self, at: int, finite: int) -> int:
        """Past "on Monday" and "in Kyiv" between the verb of saying and the subject of what is said."""
        while at < finite - 1 and self.tokens[at].tag == "p":
            at += 1
            while at < finite - 1 and self.tokens[at].tag in "dy":
                at += 1
            at += 1
        return at

    def _in_subject(self, at: int) -> bool:
        token = self.tokens[at]
        if token.lower in WEEKDAYS:
            return False
        return token.tag in NOMINAL or token.lower in ("of", "and", "no", "there", "nor") or token.tag == "j"

    def _next_finite(self, start: int) -> int | None:
        stop = min(len(self.tokens), start + COMPLEMENT_REACH)
        for at in range(start, stop):
            token = self.tokens[at]
            if token.tag in ";,wr" and not joins_names(self.tokens, at):
                return None
            if at in self.groups or (token.tag in "xhmzv" and at not in self.inside):
                return at
        return None

    def _frame(self, predicate: Predicate) -> None:
        """Mark a frame such as ", Lavrov told reporters in Riyadh" or ", says Liz Truss"."""
        before = predicate.group - 1
        if predicate.lemma == "say" and self._closes_with_name(predicate):
            self._put(predicate.group, "tail")
            self.tails.add(predicate.group)
            return
        if (before >= 0 and self.tokens[before].tag in ",;") or before < 0:
            if before >= 0 and self._is_name(predicate.end):
                self._put(before, "tail")
                self.tails.add(before)
            return
        stop = max(-1, before - FRAME_REACH)
        who = next((at for at in range(before, stop, -1) if self.tokens[at].lower == "who"), None)
        for at in range(before if who is None else who - 1, stop, -1):
            token = self.tokens[at]
            if at in self.inside or token.tag in "wr":
                return
            if token.tag in ",;" and at != before:  # "Peskov, the spokesman, said"
                self._put(at, "tail")
                self.tails.add(at)
                return

    def _closes_with_name(self, predicate: Predicate) -> bool:
        """Whether the sentence ends "… says Macron" without a comma, as headlines do."""
        rest = self.tokens[predicate.end :]
        short = predicate.group > 2 and 0 < len(rest) <= 6
        return short and rest[0].tag in "ael" and all(t.tag in "aelkd'" for t in rest)

    def _is_name(self, at: int) -> bool:
        """Whether somebody is named here, or told by a title: "said Macron", "said a spokesman for"."""
        if at >= len(self.tokens) or self.tokens[at].tag not in "aeldk":
            return False
        near = self.tokens[at + 1 : at + 5]
        return self.tokens[at].lower not in ("a", "an") or any(token.tag == "l" for token in near)

    def _according(self, at: int) -> None:
        if at + 1 < len(self.tokens) and self.tokens[at + 1].tag == "t":
            self._put(at - 1 if at and self.tokens[at - 1].tag == "," else at, "according")
            self.tails.add(at)

    def _nor(self, at: int) -> None:
        if at + 1 < len(self.tokens) and self.tokens[at + 1].tag in "mxh" and self._has_finite_before(at):
            self._put(at, "conj-subject")

    def _inversion(self, at: int) -> None:
        if at + 1 < len(self.tokens) and is_inverted(self.tokens, at):
            self._put(at, "cond")

    def _relative(self, at: int) -> None:
        if self.marks.get(at, ("", None))[0] in ("dash", "paren"):
            del self.marks[at]  # "But Meloni — who has ruled out" goes on about her
        self._put(at, "rel")
        self._resume(at)

    def _punctuation(self, at: int) -> None:
        if self._remark(at):
            return
        if at + 1 < len(self.tokens) and self.tokens[at].lower != "." and not is_short_aside(self.tokens, at):
            if takes_up(self.tokens, at + 1, self._next_finite):
                self._put(at + 1, "rel")
            if self.tokens[at + 1].tag == "w" and self.tokens[at].lower not in ("(", ")"):
                return  # "— if the frozen funds are unblocked": the conjunction says what the clause is
            self._put(
                at + 1, {":": "colon", ";": "main", ")": "paren-end", "(": "paren"}.get(self.tokens[at].lower, "dash")
            )

    def _subordinator(self, at: int) -> None:
        if opens_no_clause(self.tokens, at, self._next_finite):
            return
        lower = self.tokens[at].lower
        self._put(at, "cond" if lower in CONDITIONAL else "time" if lower in TEMPORAL else "sub")

    def _relative_that(self, at: int) -> None:
        if not at or at in self.marks or at + 1 >= len(self.tokens):
            return
        after = self.tokens[at + 1]
        verbal = after.tag in "xhmzv" or at + 1 in self.groups
        if self.tokens[at - 1].tag in "kiae" and (verbal or (after.tag == "k" and not self._next_is_subject(at + 1))):
            self._put(at, "rel")
            self._resume(at)

    def _next_is_subject(self, at: int) -> bool:
        """Whether the word opens a subject ("that war would"), so that no verb of a relative clause stands there."""
        return (finite := self._next_finite(at)) is not None and finite - at <= 1

    def _resume(self, at: int) -> None:
        """Mark where the main clause goes on after a relative clause whose verb follows its pronoun."""
        verb = at + 1
        if verb >= len(self.tokens) or (self.tokens[verb].tag not in "xhmzvk" and verb not in self.groups):
            return
        while verb < len(self.tokens) and (self.tokens[verb].tag in "xhmznyv" or verb in self.inside):
            verb += 1
        for nxt in range(verb, min(len(self.tokens), verb + 12)):
            if self.tokens[nxt].tag in ";wrcj":
                return
            if self.tokens[nxt].tag in "xhmzv" or nxt in self.groups:
                self._put(nxt, "resume")
                return

    def _conjunction(self, at: int) -> None:
        """A conjunction opens a clause where a finite verb, with or without its own subject, follows."""
        nxt = at + 1
        if nxt >= len(self.tokens) or not self._has_finite_before(at):
            return
        if self.tokens[nxt].tag == "c":
            self._put(nxt, "that", self._open_governor(at))
            return
        if self.tokens[nxt].tag == "y" and nxt + 1 < len(self.tokens):
            nxt += 1
        if nxt in self.groups or self.tokens[nxt].tag in "xhmzv":
            self._put(at, "conj")
            return
        finite = self._next_finite(nxt)
        bare = finite in self.groups and self.groups[finite].kind is Kind.PHRASE
        if bare and self._open_intro(at) == "part":
            return  # "with France, Britain and Canada ready to"
        if finite is not None and all(self._in_subject(i) or self.tokens[i].tag == "p" for i in range(nxt, finite)):
            self._put(at, "conj-subject")

    def _open_governor(self, at: int) -> Predicate | None:
        for mark in sorted((m for m in self.marks if m <= at), reverse=True):
            intro, governor = self.marks[mark]
            if intro == "that":
                return governor
        return None

    def _has_finite_before(self, at: int) -> bool:
        for i in range(at - 1, -1, -1):
            if i in self.groups or self.tokens[i].tag in "xhmzv":
                return True
            if i in self.marks and self.marks[i][0] not in ("part", "paren", "dash"):
                return False
        return False

    def _remark(self, at: int) -> bool:
        """Mark a remark on what was told before: ", an idea Berlin rejects"."""
        start = remark_start(self.tokens, at)
        finite = self._next_finite(start) if start is not None else None
        if start is None or finite is None or finite == start:
            return False
        self._put(start, "rel")
        return True

    def _comma(self, at: int) -> None:
        if not self._remark(at):
            self._plain_comma(at)

    def _plain_comma(self, at: int) -> None:
        nxt = at + 1
        if nxt < len(self.tokens) and takes_up(self.tokens, nxt, self._next_finite):
            self._put(nxt, "rel")
        else:
            self._after_comma(at, nxt)

    def _after_comma(self, at: int, nxt: int) -> None:
        """Mark what a comma opens where no apposition stands behind it."""
        if self._opens_adjunct(at, nxt):
            self._put(at, "part")
        elif (resumed := self._goes_on_after(at, nxt)) is not None:
            self._put(at, resumed)
        elif not self._has_finite(at) and ends_participle(self.tokens, self.predicates, nxt, self._next_finite(nxt)):
            self._put(0, "part")
            self._put(nxt, "main")
        elif self._is_main_again(at) and not any(token.lower == "according" for token in self.tokens[nxt : nxt + 1]):
            self._put(nxt, "main")

    def _opens_adjunct(self, at: int, nxt: int) -> bool:
        """Whether a participle stands after a comma, one that no list knows only after a verb: ", reflecting"."""
        if any(p.group == nxt and p.form in ("gerund", "part") for p in self.predicates):
            return True
        unlisted = nxt < len(self.tokens) and self.tokens[nxt].tag == "k" and opens_with_gerund(self.tokens[nxt])
        return unlisted and self._has_finite(at)

    def _goes_on_after(self, at: int, nxt: int) -> str | None:
        """How a clause goes on with a verb right after a comma, None where it does not."""
        if nxt not in self.groups and (nxt >= len(self.tokens) or self.tokens[nxt].tag not in "xhmzv"):
            return None
        opened = self._open_intro(at)
        if opened in ("part", "rel") or (opened in ("time", "sub", "according") and self._cuts_subject_off(at)):
            return "resume"
        told = nxt in self.groups and opened in ("main", "colon", "conj") and self._has_finite_before(at)
        return "conj" if told else None

    def _is_main_again(self, at: int) -> bool:
        """Whether a comma ends what stood before the main clause."""
        named = self.marks.get(0, ("", None))[0] == "according" and not any(0 < mark <= at for mark in self.marks)
        return named or self._opening_subordinate(at)

    def _cuts_subject_off(self, at: int) -> bool:
        """Whether the clause before stands between a subject and its verb: "Oslo, after the vote, is ready to"."""
        begin, start = sorted({0, 1, *(mark for mark in self.marks if mark < at)})[-2:]
        apart = "," in (self.tokens[start].tag, self.tokens[start - 1].tag) and start > 1
        return apart and not any(i in self.groups or self.tokens[i].tag in "xhmzv" for i in range(begin, start))

    def _open_intro(self, at: int) -> str:
        """What opened the clause that stands before this token."""
        mark = max((mark for mark in self.marks if mark < at), default=None)
        return "main" if mark is None else self.marks[mark][0]

    def _opening_subordinate(self, at: int) -> bool:
        """Whether the clause that this comma ends began the sentence with a subordinator."""
        first = self.tokens[0]
        started = opens_with_time(self.tokens)
        if started and first.lower in CONTRASTING and self.tokens[1].tag in "aeld" and not self._has_finite(at):
            return False  # "While Thomas Erndl, the spokesman, welcomed"
        return started and not any(0 < mark <= at and self.marks[mark][0] == "main" for mark in self.marks)

    def _has_finite(self, at: int) -> bool:
        return any(i in self.groups or self.tokens[i].tag in "xhmzv" for i in range(at))

    def _build(self) -> list[Clause]:
        cuts = sorted({0, *self.marks})
        clauses: list[Clause] = []
        for number, start in enumerate(cuts):
            end = cuts[number + 1] if number + 1 < len(cuts) else len(self.tokens)
            intro, governor = self.marks.get(start, ("main", None))
            if end > start:
                clauses.append(Clause(start, end, intro, governor))
        for predicate in self.predicates:
            for clause in clauses:
                if clause.start <= predicate.start < clause.end:
                    clause.predicates.append(predicate)
                    break
        attach(clauses, self.tokens)
        return clauses


_Mark = Callable[[ClauseSplitter, int], None]
BY_WORD: dict[str, _Mark] = {
    "according": ClauseSplitter._according, "should": ClauseSplitter._inversion, "were": ClauseSplitter._inversion,
    "had": ClauseSplitter._inversion, "who": ClauseSplitter._relative, "that": ClauseSplitter._relative_that,
    "nor": ClauseSplitter._nor,
}  # fmt: skip
"""What a word opens, whatever its tag."""
BY_TAG: dict[str, _Mark] = {
    ";": ClauseSplitter._punctuation, "w": ClauseSplitter._subordinator, "r": ClauseSplitter._relative,
    "j": ClauseSplitter._conjunction, ",": ClauseSplitter._comma,
}  # fmt: skip
"""What the words of a tag open."""
