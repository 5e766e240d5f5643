"""Which act words of a clause belong together: a head with the infinitives, gerunds and nouns it governs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.acts.adjuncts import ADJUNCT
from pipeline.extract.sentences.act_words import Act, Force, Kind
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.reading import Reading
from pipeline.extract.sentences.tokens import Token
from pipeline.extract.sentences.word_class import PLURALS

NEGATIVE_SUBJECT = frozenset({"no", "neither", "none", "nobody", "nothing"})

NO_EVENT_NOUNS = frozenset({Force.SUPPLY, Force.BEGIN, Force.UNDO})
"""Nouns of action that are part of another act: "the deployment of troops" is nobody's act by itself."""


def sharing_modal(reading: Reading, clause: Clause, chain: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """The chain with the auxiliary it shares with the clause before: "will lift the pause and resume deliveries"."""
    head = chain[0]
    index = reading.clauses.index(clause)
    if clause.intro == "conj" and reading.words[clause.start] == "or" and head.past and head.group == head.start:
        denied = next((p for c in reversed(reading.clauses[:index]) for p in reversed(c.predicates)), None)
        if denied is not None and denied.negated:  # "has not sent troops or established a zone"
            return (replace(head, negated=True, perfect=denied.perfect), *chain[1:])
    if not head.bare or clause.intro != "conj":
        return chain
    before = next((p for c in reversed(reading.clauses[:index]) for p in c.predicates if p.modal), None)
    if before is None:
        return chain
    return (replace(head, modal=before.modal, negated=head.negated or before.negated), *chain[1:])


def chains_of(clause: Clause, reading: Reading) -> Iterator[tuple[Predicate, ...]]:
    """The act chains of a clause: a head and the infinitives, gerunds and nouns of action that it governs."""
    if _is_of_none(clause, reading.tokens):
        return
    builder = _ChainBuilder(clause, reading)
    for predicate in clause.predicates:
        builder.take(predicate)
    builder.close()
    yield from builder.chains
    for noun in builder.nouns:
        hypothetical = any(token.lower == "any" for token in reading.tokens[max(0, noun.start - 3) : noun.start])
        hypothetical = hypothetical and not _is_after_denial(clause, noun)  # "denied any plan to"
        hypothetical = hypothetical or _is_only_possible(noun, clause, reading.tokens)
        eventless = noun.force in NO_EVENT_NOUNS and not (noun.force is Force.SUPPLY and _is_after_denial(clause, noun))
        if not eventless and not hypothetical and not _is_undone(noun, clause):
            yield _noun_chain(noun, clause)


def _is_only_possible(noun: Predicate, clause: Clause, tokens: Sequence[Token]) -> bool:
    """Whether a noun of action is only what could come about: "could increase Russia's acceptance of"."""
    modal = next((at for at in range(noun.start - 1, clause.start - 1, -1) if tokens[at].tag in "m,;"), None)
    if modal is not None and tokens[modal].lower in ("would", "'d") and tokens[modal + 1].lower == "have":
        return True  # "would have given Moscow a veto over"
    return modal is not None and tokens[modal].lower in ("could", "might", "may")


STAGES = frozenset({"point", "stage", "position", "situation"})
"""Nouns of which a "not" makes what they are told by untrue: "not at the point where the alliance is talking"."""
NONE_REACH = 5
"""Words before a relative clause in which a "no" makes it tell of nothing: "no soldiers who are sent there"."""


def _is_of_none(clause: Clause, tokens: Sequence[Token]) -> bool:
    """Whether a relative clause tells of what there is said not to be."""
    before = tokens[max(0, clause.start - NONE_REACH) : clause.start]
    if clause.intro == "rel" and tokens[clause.start].lower == "where" and STAGES & {t.lower for t in before}:
        return any(t.tag == "n" for t in tokens[max(0, clause.start - NONE_REACH - 3) : clause.start])
    return clause.intro == "rel" and tokens[clause.start].lower == "who" and any(t.lower == "no" for t in before)


def _is_undone(noun: Predicate, clause: Clause) -> bool:
    """Whether a pause is only named as what is lifted: "the suspension of aid was lifted"."""
    return noun.force is Force.SUSPEND and any(
        p.force is Force.UNDO and p.start > noun.start for p in clause.predicates
    )


CARRIED_ON = frozenset({"continue", "continue with", "keep up", "go ahead with", "proceed with", "press ahead with"})
"""Verbs whose object is what goes on being given: "will continue its military aid"."""
GOING_ON = Act("supply.continue", Force.SUPPLY)
OBJECT_REACH = 8
"""Words from such a verb to what goes on: "its financial, humanitarian and military support"."""


def carried_on(tokens: Sequence[Token], chain: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """The chain with "will continue" as a supply where an instrument is its object."""
    head = chain[0]
    if len(chain) > 1 or head.lemma not in CARRIED_ON or head.modal not in ("will", "'ll", "shall"):
        return chain
    after = tokens[head.end : head.end + OBJECT_REACH]
    first = next((token for token in after if token.tag not in "dyke'a,j"), None)
    return (replace(head, act=GOING_ON),) if first is not None and first.tag == "i" else chain


class _ChainBuilder:
    """Grows the chain of a clause predicate by predicate."""

    def __init__(self, clause: Clause, reading: Reading) -> None:
        self.clause = clause
        self.reading = reading
        self.chains: list[tuple[Predicate, ...]] = []
        self.nouns: list[Predicate] = []
        self._chain: list[Predicate] = []
        self._is_closed = False
        """Whether a noun with an owner of its own has begun: what follows hangs on it."""

    def take(self, predicate: Predicate) -> None:
        """Put the next predicate where it belongs."""
        if predicate.force in (Force.REPORT, Force.DENY) and predicate.kind is Kind.VERB:
            self._take_report(predicate)
        elif predicate.kind is Kind.NOUN:
            self._take_noun(predicate)
        elif self._chain and predicate.form in ("inf", "gerund") and not _is_yet(predicate, self._chain):
            if not self._is_closed and not _is_coordinated(self.reading.tokens, predicate, self._chain):
                self._chain.append(predicate)
        elif not self._belongs_to_noun(predicate):
            self.close()
            self._chain = [predicate]

    def close(self) -> None:
        """End the chain in hand, unless it is only a noun phrase."""
        if self._chain and not _is_subject_gerund(self._chain, self.clause, self.reading):
            self.chains.append(tuple(self._chain))
        self._chain, self._is_closed = [], False

    def _take_report(self, predicate: Predicate) -> None:
        if self._chain and predicate.form == "finite":
            self.chains.append(tuple(self._chain))
            self._chain = []

    def _take_noun(self, noun: Predicate) -> None:
        self.nouns.append(noun)
        if noun.act.act_id == ADJUNCT:
            return  # told in passing: nothing hangs on it
        owned = _is_owned(self.reading.tokens, noun) or _is_apposed(self.reading.tokens, noun)
        self._is_closed = self._is_closed or owned
        if self._chain and not owned and not self._has_object_before(noun):
            self._chain.append(noun)

    def _has_object_before(self, noun: Predicate) -> bool:
        """Whether the verb in hand has its object, so that a noun in "as part of support from" is none of it."""
        between = self.reading.tokens[self._chain[-1].end : noun.start]
        object_at = next((at for at, token in enumerate(between) if token.tag == "i"), len(between))
        words = [token.lower for token in between[object_at + 1 :]]
        part = any(words[at : at + 3] == ["as", "part", "of"] for at in range(len(words)))
        return part or any(tuple(words[at : at + 2]) in BESIDE or words[at] in UNDER for at in range(len(words)))

    def _belongs_to_noun(self, predicate: Predicate) -> bool:
        """Whether an infinitive is what a noun before it is about: "plan to lend", "promise by Paris to send"."""
        if predicate.form != "inf" or not self.nouns or self.nouns[-1].act.act_id == ADJUNCT:
            return False
        end, tokens = self.nouns[-1].end, self.reading.tokens
        owned = tokens[end - 1].lower in OWNING and all(t.tag in "aeldj'" for t in tokens[end : predicate.group])
        return end >= predicate.group or owned


UNDER = frozenset({"under", "within", "despite"})
BESIDE = {("in", "line"), ("in", "accordance"), ("in", "response"), ("based", "on"), ("according", "to"),
          ("ahead", "of")}  # fmt: skip
"""Words that, behind the object of a verb, open what it is done by or beside: "send troops under a plan to"."""
OWNING = frozenset({"of", "by", "from"})
"""Last words of nouns of action before whoever acts: "readiness of", "promise by"."""


def _is_yet(predicate: Predicate, chain: Sequence[Predicate]) -> bool:
    """Whether "has yet to be ratified" is a verb of its own after "the pact signed by"."""
    return chain[-1].form == "part" and predicate.perfect and predicate.negated


def _is_coordinated(tokens: Sequence[Token], predicate: Predicate, chain: Sequence[Predicate]) -> bool:
    """Whether an infinitive stands beside the one before, not under it: "to lift the freeze and to resume"."""
    if chain[-1].form not in ("inf", "gerund") and not (chain[-1].progressive and predicate.form == "gerund"):
        return False
    before = tokens[predicate.group - 1]
    return before.tag == "j" or before.tag == ","


def _is_owned(tokens: Sequence[Token], noun: Predicate) -> bool:
    """Whether a noun of action has an owner of its own: "Kyiv's demand for" is not the governing actor's."""
    return noun.start > 0 and tokens[noun.start - 1].tag in "'ae"


def _is_apposed(tokens: Sequence[Token], noun: Predicate) -> bool:
    """Whether a comma or dash parts the noun from the verb before: "one of them — a proposal Kyiv rejects"."""
    first = noun.start - (noun.start > 0 and tokens[noun.start - 1].tag == "d")
    return first > 0 and tokens[first - 1].tag in ",;"


def _is_after_denial(clause: Clause, predicate: Predicate) -> bool:
    """Whether a clause denies something before a noun or gerund: "denied stopping", "denied a report about sending"."""
    return any(p.force is Force.DENY and p.kind is Kind.VERB and p.end <= predicate.group for p in clause.predicates)


BESIDE_IT = ("while", "although", "though", "after", "since", "despite")
AFTER_IT = ("by", "in", *BESIDE_IT)
"""Words after which a gerund tells what the subject does: "gathered after committing to provide"."""


def _is_subject_gerund(chain: Sequence[Predicate], clause: Clause, reading: Reading) -> bool:
    """Whether the chain is a noun phrase: "Discussing guarantees is a road to nowhere", "issues including sending".

    Not after "by" or a comma, and not in a headline that left out its "is": "Pentagon giving intel to Ukraine".
    """
    head = chain[0]
    at = head.group - 1
    if at > 0 and reading.tokens[at].tag == "y" and reading.words[at - 1] in BESIDE_IT:
        at -= 1  # "while firmly ruling out"
    before = reading.tokens[at] if at >= 0 else None
    if head.form == "inf":
        in_headline = reading.is_title and before is not None and before.tag in "aleoi"
        return not in_headline and not any(
            t.tag in "xhmzv" or t.lower in SAID for t in reading.tokens[clause.start : head.group]
        )
    if head.form == "gerund" and clause.intro == "part":
        near = {token.lower for token in reading.tokens[max(0, head.group - EXAMPLE_REACH) : head.group]}
        return "example" in near and not near.isdisjoint({"include", "includes", "including"})
    if head.form != "gerund" or _is_after_denial(clause, head):
        return False
    if before is None:
        return True
    named = before.tag in "ail" or before.lower in PLURALS
    return before.lower not in AFTER_IT and not (reading.is_title and named)


EXAMPLE_REACH = 6
"""Words from "include" to the example it gives: "could include, for example, deploying"."""
SAID = frozenset({"said", "says", "told", "tells", "set", "ready", "used", "uses"})


def _noun_chain(noun: Predicate, clause: Clause) -> tuple[Predicate, ...]:
    inner = [
        p for p in clause.predicates
        if p.start >= noun.end - 1 and p.form in ("inf", "gerund") and p.start - noun.end <= 6
    ]  # fmt: skip
    shared = inner and noun.lemma.endswith(" not to") and inner[0].group < noun.end  # one "not", told by the noun
    return (noun, replace(inner[0], negated=False)) if shared else (noun, *inner[:1])


def negated_by_subject(reading: Reading, clause: Clause, chain: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """The chain negated once more where its subject is "no soldiers", "neither", "nothing", or a "nor" opens it."""
    head = chain[0]
    if reading.words[clause.start] == "nor" and head.kind is Kind.VERB and not head.negated:
        auxiliary = reading.tokens[clause.start + 1]  # "nor will soldiers be sent": the subject parts it from its verb
        modal = auxiliary.lower if auxiliary.tag == "m" else head.modal
        return (replace(head, negated=True, modal=modal), *chain[1:])
    words = {token.lower for token in reading.tokens[clause.start : head.group]}
    if "doubt" in words:
        return chain  # "there is no doubt that Ukraine deserves"
    lower = [token.lower for token in reading.tokens[clause.start : head.group]]
    none = any(pair == ("not", "one") or pair == ("not", "a") for pair in pairwise(lower))
    none = none or any(
        before == "not" and after.startswith(("a single", "one ", "single")) for before, after in pairwise(lower)
    )
    if head.lemma.startswith("decide"):
        return chain  # "nothing has been decided on" leaves it open
    if (
        head.kind is Kind.NOUN
        or head.lemma == "there is no"
        or not (NEGATIVE_SUBJECT & words or none)
        or "truth" in words
    ):
        return chain
    return (replace(head, negated=not head.negated), *chain[1:])


INSISTING = ("insist", "demand", "ask", "request", "urge", "propose", "recommend", "require", "call for", "want")
"""Verbs whose that-clause tells what should be: "insists that the guarantees be ratified"."""


def as_demanded(clause: Clause, reading: Reading, chain: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """The chain with the "should" that "be" stands for after a verb of insisting."""
    governor, head = clause.governor, chain[0]
    if governor is None or head.modal is not None or not governor.lemma.startswith(INSISTING):
        return chain
    bare = reading.words[head.group] == "be" and head.kind is not Kind.NOUN
    return (replace(head, modal="should", past=False), *chain[1:]) if bare else chain


AIMS = frozenset({
    "desire", "goal", "aim", "focus", "purpose", "objective", "task", "dream", "wish", "ambition", "intention", "job",
    "mission", "priority", "point", "idea", "hope", "challenge", "question", "strategy", "aspiration",
})  # fmt: skip
"""Subjects of which "was to" tells what they consist in."""


AIM_REACH = 6
"""Words from an aim to its "was to": "the focus of that meeting was to"."""


def of_an_aim(reading: Reading, chain: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """The chain as a wish where "was to" only says what an aim is: "Ukraine's desire was to join the alliance"."""
    head = chain[0]
    words = reading.words[max(0, head.group - AIM_REACH) : head.group]
    if head.lemma != "be to" or AIMS.isdisjoint(words):
        return chain
    return (replace(head, act=AIM), *chain[1:])


AIM = Act("request.aim", Force.WANT)
BELIEVING = frozenset({"think", "believe", "expect", "reckon", "assume", "feel"})
"""Verbs whose "not" belongs to what is believed: "does not think Ukraine should join" thinks that it should not."""


def negated_by_belief(clause: Clause, chain: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """The chain negated once more where its speaker does not believe it."""
    governor, head = clause.governor, chain[0]
    if governor is None or not governor.negated or governor.lemma not in BELIEVING or head.kind is Kind.NOUN:
        return chain
    return (replace(head, negated=not head.negated), *chain[1:])


SAYING = frozenset({"say", "state", "claim", "tell", "suggest", "declare", "announce", "mention", "assert", "argue"})


def is_not_said(clause: Clause, reading: Reading) -> bool:
    """Whether somebody only does not say it: "never said that Ukraine was building", "unwilling to say he would"."""
    governor = clause.governor
    if governor is None or governor.lemma not in SAYING:
        return False
    before = (p for p in reading.clause_of(governor).predicates if p.end <= governor.start)
    refuses = governor.form == "inf" and any(p.force is Force.REJECT and not p.negated for p in before)
    return governor.negated or refuses


def governed_chain(clause: Clause, chain: tuple[Predicate, ...], reading: Reading) -> tuple[Predicate, ...]:
    """The chain with the predicate whose that-clause it heads, where that is more than saying."""
    governor = clause.governor
    if governor is None or governor.force in (Force.REPORT, Force.DENY, Force.THREATEN, Force.ACCUSE):
        return chain
    if governor.lemma in ("announce", "let") or governor.lemma.startswith("meet"):
        return chain  # "let me be clear: guarantees are important"
    if governor.lemma == "suggest" and chain[0].modal not in ("should", "could", "must"):
        return chain
    if chain[0].kind is Kind.NOUN:
        return chain
    outer = reading.clause_of(governor).predicates
    refused = next((p for p in outer if p.force is Force.REJECT and p.end in (governor.group, governor.start)), None)
    if refused is None or chain[0].negated:
        return (governor, *chain)
    return (refused, governor, *chain)  # "declined to promise that it would be invited"
