"""What points back: "the idea", "such a force", "it", "the move", "taking part" and what these stand for."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.actors.memory import Memory
from pipeline.extract.actors.subjects import SubjectReader
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.sums import IDEAS, is_own_idea
from pipeline.extract.objects.complements import (
    DEFINITE,
    OTHER_PLANS,
    POINTED,
    POINTED_AT,
    POINTERS,
    is_of_other,
)
from pipeline.extract.objects.instruments import InstrumentReader, choose
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.contact import is_remark, lacks_object
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Instrument

POINTING_BACK = frozenset({
    Force.REJECT, Force.SUPPORT, Force.ACCUSE, Force.CONSIDER, Force.SUSPEND, Force.UNDO, Force.CONSULT, Force.THREATEN,
    Force.SIGN, Force.RATIFY, Force.PROPOSE,
})  # fmt: skip
"""Acts that are told of something already named."""


PACTS = frozenset({"accord", "pact", "compact", "treaty"})
"""Pointing words that mean a bilateral agreement wherever the document speaks of one."""


NEWS = frozenset({"move", "step", "decision", "announcement", "news"})
"""Pointing words that still mean the news of the first act sentences later: "Paris condemned the move"."""


FORCES = frozenset({
    "mission", "force", "contingent", "deployment", "presence", "contingents", "units", "deployments", "operation",
})  # fmt: skip
"""Pointing words that mean soldiers wherever the document speaks of them."""


TAKING_PART = frozenset({
    "join", "take part in", "participate in", "contribute to", "lead", "be part of", "command", "not take part in",
    "not participate in", "not contribute to", "take no part in",
})  # fmt: skip
"""What one does with "the mission" or "the force"."""


TAKING_PART_IN_IT = frozenset({
    "be involved", "get involved", "take part", "participate", "stay out", "do so", "do same", "do likewise",
    "follow suit", "do * share", "do * bit", "do * part", "play * part", "play * role", "pull * weight", "chip in",
    "contribute", "contribute financially", "contribute money", "contribute * money", "contribute funds", "pay",
})  # fmt: skip
"""What one does with whatever was told of last: "Hungary will not take part", "Berlin refused to do the same"."""


FOR_IT = frozenset(
    {
        "pay for",
        "buy",
        "purchase",
        "finance",
        "fund",
        "send",
        "dispatch",
        "deploy",
        "provide",
        "supply",
        "deliver",
        "contribute to",
        "lead",
        "join",
        "command",
    }
)
"""Verbs of giving after which "them" is what was told of last: "Europe would pay for them"."""


WEIGHED = frozenset({"think about", "consider", "look at", "look into", "study", "weigh", "examine", "mull"})
"""Verbs after which "it" is what somebody was asked for: "the president said he would think about it"."""


LIKENED = frozenset({"such", "similar", "analogous", "comparable", "identical"})
"""Words by which another text is said to be of the kind that was told of: "signed similar deals"."""
ANOTHER = frozenset({
    "agreement", "agreements", "deal", "deals", "pact", "pacts", "accord", "accords", "document", "documents", "treaty",
    "treaties", "one", "ones",
})  # fmt: skip
"""Texts that two sign, and the words that stand for one."""


def _points_back(tokens: Sequence[Token], start: int, end: int, is_title: bool = False) -> bool:
    if is_title and start < end and tokens[start].lower in POINTED and not is_of_other(tokens, start, end):
        return True  # headlines leave "the" out: "vows to sign document"
    for at in range(start, end):
        before = {token.lower for token in tokens[max(0, at - 3) : at]}
        owned = tokens[at - 1].tag == "'" or (at > 1 and tokens[at - 2].tag == "'")
        known = (
            (tokens[at].lower in POINTED and POINTERS & before)
            or (owned and tokens[at].lower in IDEAS)
            or (tokens[at].lower in POINTED_AT and DEFINITE & before)
        )
        own = tokens[at].lower in CONTENTS and _has_content(tokens, at)
        if known and not own and OTHER_PLANS.isdisjoint(before) and not is_of_other(tokens, at, end):
            return not _says_which(tokens, at)
        if tokens[at].tag == "k" and tokens[at - 1].lower == "such" and tokens[at].lower not in TALKS:
            return True
        if tokens[at].lower in ANOTHER and LIKENED & before:
            return True
    return False


TALKS = frozenset({"talks", "negotiations", "meetings", "contacts"})
"""What "such" goes with where no instrument is meant."""
WHICH_REACH = 5
"""Words of whoever conveys what a relative clause tells of: "the proposals that envoy Witkoff conveyed"."""


CONTENTS = frozenset({"prospect", "possibility", "option"})
"""Nouns that say themselves of what: "no hope of new talks"."""


def _has_content(tokens: Sequence[Token], at: int) -> bool:
    """Whether an "of" says what is meant, and nothing in it points back."""
    near = [token.lower for token in tokens[at + 1 : at + 6]]
    return near[:1] == ["of"] and {"it", "this", "that", "them"}.isdisjoint(near)


def _opens_relative(tokens: Sequence[Token], at: int) -> bool:
    """Whether a "that" there stands before a subject, and is no pronoun."""
    return at + 1 < len(tokens) and tokens[at].lower == "that" and tokens[at + 1].tag in "aelu"


def _says_which(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause right behind the noun says which one is meant: "the proposals that Witkoff conveyed"."""
    if at + 2 >= len(tokens) or tokens[at + 1].lower not in ("that", "which"):
        return False
    near = tokens[at + 2 : at + 2 + WHICH_REACH]
    return near[0].tag in "aelu" and near[0].lower != "it" and any(token.tag in "kvh" for token in near[1:])


OPENING = frozenset({Force.READY, Force.BEGIN, Force.WANT, Force.PLEDGE})


def _told(draft: Draft) -> Predicate:
    """The act that a chain is about: "were expected to discuss the issue" discusses."""
    head = draft.head
    if head.force not in OPENING or head.passive or head.kind is Kind.NOUN:
        return head
    further = (p for p in draft.chain[1:] if p.force not in OPENING and p.kind is Kind.VERB)
    return next((p for p in further if head.force is not Force.PLEDGE or p.force in POINTING_BACK), head)


def _stands_alone(tokens: Sequence[Token], predicate: Predicate, end: int) -> bool:
    """Whether nothing says in what one takes part."""
    return predicate.end >= end or tokens[predicate.end].lower not in ("in", "to", "of", "with", "from")


NO_OBJECT = ("cry foul", "vote", "voice opposition", "express opposition", "raise objections", "voice objections")
"""Acts that can be told without their object: "the Senate voted 79-18", "Hungary cries foul"."""


def _has_no_object(tokens: Sequence[Token], head: Predicate, end: int) -> bool:
    """Whether an act of these is told of what stands before it: nothing or a count of votes follows."""
    if head.lemma not in NO_OBJECT or head.kind is not Kind.VERB:
        return False
    if head.end >= end or tokens[head.end].tag in ",;w":
        return head.lemma != "vote"
    after = tokens[head.end : end]
    counted = any(token.tag == "q" or token.lower[0].isdigit() for token in after[:2])
    return counted and not any(token.lower in ("on", "against") for token in after)


OBJECTIONS = ("resistance", "opposition", "objection", "objections", "veto", "reservations", "stance")
"""What is dropped against the thing that was told of before: "approved the loan after he dropped his resistance"."""


OF_IT = frozenset({Force.CONSULT, Force.SUPPORT, Force.REJECT})
"""Acts after which "it" can be the thing that was told of last."""
AGREEING = frozenset({Force.PLEDGE, Force.READY, Force.SUPPLY})
"""Acts after which "to that" can be so."""
PRONOUNS = frozenset({"it", "them", "this", "that"})
STANDING = PRONOUNS | {"one", "any", "none"}
"""Words that alone stand for a thing named before."""
TO_IT = frozenset({"to", "on", "with", "of", "in"})
LEADING_TO = (" to", " on", " with", " of", " in")
"""How wordings end after which it can be whatever the act is: "agree to that", "commit to one"."""
SOME_OF = frozenset({"all", "any", "none", "some", "part", "most", "either", "one", "two", "three", "several"})
"""Words before "of it" or "of them"."""


BRIEFLY = 2
"""Sentences of a headline with a summary over which "it" still means the thing of the headline."""


ONWARDS = (" to", " of", " with", " about", " on", " against", " towards")
"""How phrases end that are said of what follows them: "open to the idea"."""
MEETING = ("draw ", "attract ", "meet with", "win ", "provoke ", "prompt ", "trigger ", "spark ")
"""How wordings begin whose subject another takes a stand on: "the move drew criticism from Italy"."""


class Anaphora:
    """What an act points back to, with the memory of the document so far."""

    def __init__(self, subjects: SubjectReader, instruments: InstrumentReader, memory: Memory) -> None:
        self.subjects = subjects
        self.instruments = instruments
        self.memory = memory

    def of(self, draft: Draft) -> tuple[Instrument, ...]:
        """What "the idea", "such a force" or "this aid" stands for: in this sentence, or in those just before."""
        tokens, head, clause = draft.reading.tokens, draft.head, draft.clause
        joins = next((p for p in draft.chain if p.lemma in TAKING_PART), None)
        alike = _gives_the_like(draft) and self.memory.age == 0
        if alike or any(_stands_alone(tokens, p, clause.end) for p in draft.chain if p.lemma in TAKING_PART_IN_IT):
            return self._taken_part_in(draft)
        last = draft.chain[-1]  # "called on Budapest to lift its veto"
        drops = last.force is Force.CONCEDE and last.lemma.endswith(OBJECTIONS)
        drops = drops or _has_no_object(tokens, head, clause.end)
        if drops or self._remarks(draft):
            earlier = choose(self.instruments.held(tokens, 0, head.group if drops else clause.start))
            return tuple(sorted({one.instrument for one in earlier})) or self.memory.instruments
        span = self._pointing(draft, joins)
        pointed = {token.lower for token in tokens[span[0] : span[1]]}
        pointed = pointed if pointed & DEFINITE else set()
        own = self.memory.idea_of(frozenset(one.code for one in draft.actors)) if is_own_idea(tokens, *span) else ()
        if own:
            return own
        points = _told(draft).force in POINTING_BACK or "such" in pointed or head.negated
        points = points or joins is not None or self._is_force(pointed)
        if not points or not _points_back(tokens, *span, draft.reading.is_title):
            return self._by_it(draft)
        earlier = choose(self.instruments.held(tokens, 0, head.group))
        if earlier:
            return tuple(sorted({one.instrument for one in earlier}))
        if self._is_force(pointed):
            return (Instrument.TROOPS,)
        if self._is_pact(tokens, span, pointed):
            return (Instrument.BILAT,)
        ahead = self.instruments.lead if draft.reading.is_title else ()
        return self.memory.instruments or self.instruments.topic or self._news(draft, pointed) or ahead

    def _taken_part_in(self, draft: Draft) -> tuple[Instrument, ...]:
        """What somebody would take part in, or do as well: what this sentence or the last one told of."""
        if draft.head.lemma == "do so" and draft.head.modal in ("could", "may", "might", "can"):
            return ()  # "those who agree could do so without Moscow's consent" only allows it
        said = choose(self.instruments.held(draft.reading.tokens, 0, draft.clause.start))  # "if there is a force, we …"
        return tuple(sorted({one.instrument for one in said})) or self.memory.instruments

    def _is_pact(self, tokens: Sequence[Token], span: tuple[int, int], pointed: set[str]) -> bool:
        """Whether a pointing word, or one like "similar deals", means an agreement between two."""
        likened = {token.lower for token in tokens[span[0] : span[1]]}
        known = PACTS & pointed or (LIKENED & likened and ANOTHER & likened)
        return bool(known) and Instrument.BILAT in self.instruments.strong

    def _news(self, draft: Draft, pointed: set[str]) -> tuple[Instrument, ...]:
        """What the first act of the document was about, where "the move" means that one."""
        _, force, held = self.memory.acts[0] if self.memory.acts and NEWS & pointed else (None, draft.head.force, ())
        taken_away = force in (Force.SUSPEND, Force.REJECT) and draft.head.force is Force.SUPPORT
        return () if taken_away else held

    def _remarks(self, draft: Draft) -> bool:
        """Whether an act is said of what was told before its clause: "…, a step Moscow says it will not accept"."""
        tokens, clause = draft.reading.tokens, draft.clause
        if not lacks_object(tokens, draft.chain[-1].end):
            return False
        outer = draft.reading.clause_of(clause.governor) if clause.governor is not None else clause
        return is_remark(tokens, clause) or is_remark(tokens, outer)

    def _pointing(self, draft: Draft, joins: Predicate | None) -> tuple[int, int]:
        """Where the words stand that point back: the object of a verb, or the subject of a passive or a phrase."""
        head, clause = draft.head, draft.clause
        onwards = head.lemma.endswith(ONWARDS)
        if head.passive or (head.kind is Kind.PHRASE and not onwards) or head.lemma.startswith(MEETING):
            return self.subjects.span(draft.reading, clause, head)
        if head.form == "part" and head.kind is Kind.VERB and not head.bare:
            return max(clause.start, head.group - 8), head.group  # "the agreements with Japan signed at the summit"
        told = _told(draft)
        inside = " * " in told.lemma or " bill " in told.lemma  # "sign this bill into law"
        if joins is None and told.kind is Kind.VERB and inside:
            further = told.end + 4 if told.lemma.endswith((" for", " to", " of", " in")) else told.end
            return told.start + 1, min(clause.end, max(further, told.start + 6))  # "called the decision a step"
        after = told.end if joins is None else joins.end
        return after, min(clause.end, after + 5)

    def _is_force(self, words: set[str]) -> bool:
        """Whether a pointing word means soldiers in a document that speaks of them."""
        return bool(FORCES & words) and Instrument.TROOPS in self.instruments.strong

    def _by_it(self, draft: Draft) -> tuple[Instrument, ...]:
        """What "it" stands for as the object of talk: the instrument of this sentence or the one before."""
        head, tokens = draft.head, draft.reading.tokens
        if not _takes_it(draft):
            return ()
        earlier = self.instruments.held(tokens, 0, head.group)
        if earlier:
            return (earlier[-1].instrument,)
        taken = head.kind is Kind.VERB and not head.passive and self.instruments.is_brief
        if self.memory.age > (BRIEFLY if taken else 0):
            return ()
        near = {token.lower for token in tokens[head.start : draft.chain[-1].end + 3]}
        told = self.memory.acts and self.memory.age == 0 and not near.isdisjoint(("it", "them"))
        last = self.memory.acts[-1][2] if told else ()
        return last if set(last) < set(self.memory.instruments) and last else self.memory.instruments


THE_LIKE = frozenset({"assistance", "aid", "support", "help", "backing", "commitment", "commitments", "guarantees"})
LIKE_REACH = 4
"""Words from a verb to what is like that which was told of: "to provide broadly similar assistance"."""


def _gives_the_like(draft: Draft) -> bool:
    """Whether what is given is only said to be like that told of: "is ready to provide similar support"."""
    words, end = draft.reading.words, draft.chain[-1].end
    after = words[end : end + LIKE_REACH]
    return any(word in LIKENED and then in THE_LIKE for word, then in pairwise(after))


def _takes_it(draft: Draft) -> bool:
    """Whether the object of an act is a pronoun for the thing told of before: "is ready to provide them"."""
    head, tokens, end = draft.head, draft.reading.tokens, draft.chain[-1].end
    if head.passive:
        near = tokens[draft.clause.start : head.group]
        return head.force in OF_IT and any(token.lower in PRONOUNS for token in near)
    if head.force in OF_IT or (head.force is Force.CONSIDER and head.lemma in WEIGHED):
        start = head.group - 1 if head.kind is Kind.PHRASE and head.group else head.start
        last = end < len(tokens) and tokens[end].lower in ("any", "none") and lacks_object(tokens, end + 1)
        stop = end if _opens_relative(tokens, end) else end + 1  # "rejected the proposals that Witkoff conveyed"
        if last or any(token.lower in PRONOUNS for token in tokens[start:stop]):
            return True
    weighs = head.force is Force.CONSIDER and head.kind is Kind.PHRASE
    if (weighs or head.force in (Force.ACCUSE, Force.THREATEN)) and _has_pronoun_subject(draft):
        return True
    if head.force is Force.PLEDGE and _for_those(draft):
        return True
    gives = head.force in AGREEING and draft.chain[-1].lemma in FOR_IT and not _is_hearsay(draft)
    if gives and any(token.lower in ("it", "them") for token in tokens[head.start : end + 1]):
        return True
    leads = draft.chain[-1].lemma.endswith(LEADING_TO) or (head.negated and head.lemma == "agree")
    signs = head.force is Force.SIGN or (head.force is Force.RATIFY and not head.modal)  # "would have to approve it"
    takes = gives or signs or head.force in OF_IT or (leads and head.force in AGREEING)
    return takes and _is_pronoun(tokens, end)


THE_SAME = frozenset({("do", "so"), ("doing", "so"), ("do", "the"), ("do", "likewise"), ("do", "it")})
SAME_REACH = 12
"""Words after a promise of support within which it is said to whom: "help for all who go along"."""


def _has_pronoun_subject(draft: Draft) -> bool:
    """Whether "this", "it" or "they" is all that an act is told of, or "them" its object: "they will be destroyed"."""
    words = draft.reading.words
    subject = [word for word in words[draft.clause.start : draft.head.group] if word not in ("and", "but", ",", "only")]
    return (
        subject in (["this"], ["that"], ["it"], ["they"], ["these"], ["those"])
        or "them" in words[draft.head.start : draft.head.end]
    )


def _for_those(draft: Draft) -> bool:
    """Whether support is promised to those who would do what was told before."""
    words = draft.reading.words[draft.head.end : draft.head.end + SAME_REACH]
    return "support" in words and not THE_SAME.isdisjoint(pairwise(words))


def _is_pronoun(tokens: Sequence[Token], at: int) -> bool:
    """Whether "it", "to that" or "all of them" stands there, and all that is said by it."""
    at += at < len(tokens) and tokens[at].lower in TO_IT
    if at + 2 < len(tokens) and tokens[at].lower in SOME_OF and tokens[at + 1].lower == "of":
        at += 2
    alone = at + 1 >= len(tokens) or tokens[at + 1].tag in ",;pwrjc"
    return at < len(tokens) and tokens[at].lower in STANDING and alone


def _is_hearsay(draft: Draft) -> bool:
    """Whether somebody else says that one would give it: "Trump said that Europe would provide them"."""
    said = {one.code for one in draft.speaker}
    return bool(said) and said.isdisjoint(one.code for one in draft.actors)
