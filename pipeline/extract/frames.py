"""Acts of one sentence: heads with what they govern, their actors, and what they are about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.actors import Named, merge
from pipeline.extract.acts import Force, Kind
from pipeline.extract.clauses import Clause
from pipeline.extract.corrections import corrected
from pipeline.extract.instruments import Held, InstrumentReader, choose
from pipeline.extract.meaning import Meaning, read_chain, settle
from pipeline.extract.parties import parties_of, split_pairs
from pipeline.extract.predicates import Predicate
from pipeline.extract.second_acts import asked_in_condition, blamed_for, verbless_refusal
from pipeline.extract.subjects import Memory, Reading, SubjectReader
from pipeline.extract.tokens import Token
from pipeline.model import Instrument, Sector

POINTERS = frozenset({"the", "this", "such", "that", "any", "a", "these", "those", "his", "her", "their", "its"})
POINTED = frozenset({
    "idea", "plan", "proposal", "notion", "suggestion", "offer", "deployment", "initiative", "scheme", "mission", "force",
    "concept", "proposals", "aid", "plans", "demand", "demands", "request", "pact", "accord", "agreement", "deal", "guarantees",
    "move", "option", "step", "possibility", "contingent", "presence",
})  # fmt: skip
"""Nouns that, after a pointer, can stand for an instrument named before."""

POINTING_BACK = frozenset({
    Force.REJECT, Force.SUPPORT, Force.ACCUSE, Force.CONSIDER, Force.SUSPEND, Force.UNDO, Force.CONSULT, Force.THREATEN,
    Force.SIGN, Force.RATIFY, Force.PROPOSE,
})  # fmt: skip
"""Acts that are told of something already named."""

OTHER_PLANS = frozenset({"ceasefire", "peace", "truce", "minerals", "cease-fire", "30-day", "prisoner", "grain", "energy", "trade"})
"""Words that make a plan or deal one about something else."""

TAKING_PART = frozenset({"join", "take part in", "participate in", "contribute to", "lead", "be part of", "command"})
"""What one does with "the mission" or "the force"."""

REMEMBERED = 2
"""Sentences without an instrument after which "the plan" means another one."""

NEGATIVE_SUBJECT = frozenset({"no", "neither", "none", "nobody", "nothing"})
IMPLIED = {"lend": Instrument.FUND, "arm": Instrument.ARMS, "train": Instrument.TRAIN}
NO_EVENT_NOUNS = frozenset({Force.SUPPLY, Force.BEGIN, Force.UNDO})
"""Nouns of action that are part of another act: "the deployment of troops" is nobody's act by itself."""


@dataclass(slots=True)
class Draft:
    """An act found, not yet an event: `blocked` says why it will not become one."""

    reading: Reading
    clause: Clause
    head: Predicate
    chain: tuple[Predicate, ...]
    meaning: Meaning | None
    actors: list[Named]
    instruments: tuple[Instrument, ...]
    speaker: list[Named]
    blocked: str = ""
    held: tuple[Held, ...] = ()
    providers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    is_document: bool = False
    is_denied: bool = False
    is_recap: bool = False

    @property
    def is_nominal(self) -> bool:
        """Whether the act is a noun: "Kyiv's request for"."""
        return self.head.kind is Kind.NOUN


Found = tuple[Meaning, list[Named], tuple[Instrument, ...], tuple[Held, ...]]


class FrameReader:
    """Reads the acts of a sentence with the memory of the document so far."""

    def __init__(self, subjects: SubjectReader, instruments: InstrumentReader, memory: Memory) -> None:
        self.subjects = subjects
        self.instruments = instruments
        self.memory = memory

    def read(self, reading: Reading) -> list[Draft]:
        """The drafts of a sentence, in order, blocked ones included; the memory moves on."""
        drafts: list[Draft] = []
        for clause in reading.clauses:
            if clause.intro in ("lead", "according"):
                continue
            for chain in chains_of(clause, reading):
                draft = self._draft(reading, clause, chain)
                if draft is None or _joins(draft, drafts):
                    continue
                self._keep_in_mind(draft)
                drafts.extend(split_pairs(draft))
                drafts.extend(blamed_for(self, draft))
            drafts.extend(self._condition(drafts, clause))
        verbless = verbless_refusal(self, reading)
        if verbless is not None:
            drafts.append(verbless)
        self._remember(reading)
        return drafts

    def draft_of(self, reading: Reading, clause: Clause, head: Predicate, found: Found) -> Draft:
        """A draft of parts found elsewhere: meaning, actors, instruments and where these stand."""
        meaning, actors, instruments, held = found
        return Draft(reading, clause, head, (head,), meaning, actors, instruments, actors, held=held)

    def skim(self, reading: Reading) -> None:
        """Read a sentence only for who and what later sentences can point back to."""
        self._remember(reading)

    def _condition(self, drafts: Sequence[Draft], clause: Clause) -> list[Draft]:
        main = next((draft for draft in reversed(drafts) if not draft.blocked), None)
        return [] if main is None else list(asked_in_condition(self, main, clause))

    def _draft(self, reading: Reading, clause: Clause, chain: tuple[Predicate, ...]) -> Draft | None:
        if all(p.force in (Force.REPORT, Force.BEGIN, Force.DENY) for p in chain) or _only_says(reading, chain[0]):
            return None
        if chain[0].form == "part" and chain[0].force in (Force.SUPPLY, Force.SUPPORT):
            return None
        chain = _negated_by_subject(reading, clause, _sharing_modal(reading, clause, chain))
        governed = _governed(clause, chain)
        meaning = read_chain(governed)
        settled = settle(meaning) if meaning is not None else None
        draft = Draft(reading, clause, chain[0], chain, settled, [], (), self.subjects.speaker(reading, clause))
        self._who(draft, len(governed) > len(chain))
        self._what(draft)
        if not draft.actors and draft.is_nominal and draft.meaning is not None and draft.meaning.force in GIVING:
            draft.actors = _owners(draft.held)
        draft.is_denied = _is_in_denial(clause, chain)
        if draft.is_denied and draft.is_nominal and not draft.actors:
            self._own_denial(draft)
        draft.meaning = corrected(draft)
        draft.blocked = draft.blocked or _why_not(draft, governed)
        if not draft.blocked:
            parties_of(draft, self.subjects.actors)
        return draft

    # -- who

    def _who(self, draft: Draft, is_governed: bool) -> None:
        """Fill in actors and providers."""
        reading, clause, head = draft.reading, draft.clause, draft.head
        draft.actors = self._actors(draft)
        if is_governed and clause.governor is not None:
            outer = self.subjects.subject(reading, reading.clause_of(clause.governor), clause.governor)
            draft.providers = tuple(one.code for one in draft.actors)
            draft.actors = outer or draft.actors
        elif draft.meaning is not None and draft.meaning.path.endswith(".duty") and draft.speaker:
            draft.providers = tuple(one.code for one in draft.actors)
            draft.actors = draft.speaker
        if not draft.actors and head.kind is not Kind.NOUN:
            owner = self.subjects.document_owner(reading, clause, head)
            if owner and draft.meaning is not None:
                draft.actors, draft.is_document = owner, True
                draft.meaning = replace(draft.meaning, force=Force.PROPOSE, path="document>" + draft.meaning.path)

    def _actors(self, draft: Draft) -> list[Named]:
        reading, clause, head = draft.reading, draft.clause, draft.head
        if head.kind is Kind.NOUN:
            return self.subjects.owner(reading, clause, head)
        if head.passive:
            agent = self.subjects.agent(reading, clause, head)
            return agent or ([] if head.form == "part" else draft.speaker)
        if _is_impersonal(reading.tokens, clause, head):
            return draft.speaker
        found = self.subjects.subject(reading, clause, head)
        if found and self._is_said_of_ukraine(draft, found):
            return draft.speaker
        if self._is_hearsay(draft):
            return []
        return found or self.subjects.for_whom(reading, clause, head) or self._by_speaker(draft)

    def _is_hearsay(self, draft: Draft) -> bool:
        """Whether a quoted speaker tells what "he" wants: no act of anybody but the speaker can be read from it."""
        tokens, clause = draft.reading.tokens, draft.clause
        words = {token.lower for token in tokens[clause.start : draft.head.group]}
        return tokens[draft.head.start].quoted and bool(words & {"he", "she", "they"}) and bool(draft.speaker)

    def _is_said_of_ukraine(self, draft: Draft, found: Sequence[Named]) -> bool:
        """Whether somebody else decides about Ukraine's membership: "Trump said Ukraine would not join NATO"."""
        codes = {one.code for one in draft.speaker}
        inside = any(p.act.act_id in ("supply.inside", "supply.any") or p.force is Force.READY for p in draft.chain)
        return inside and bool(codes) and "UKR" not in codes and [one.code for one in found] == ["UKR"]

    def _by_speaker(self, draft: Draft) -> list[Named]:
        """The speaker, where the subject is the thing itself: "there would be no soldiers", "membership is off"."""
        start, end = self.subjects.span(draft.reading, draft.clause, draft.head)
        words = draft.reading.tokens[start:end]
        document = {"plan", "draft", "document", "proposal"} & {token.lower for token in words}
        return [] if document and draft.head.kind is Kind.VERB else draft.speaker

    def _own_denial(self, draft: Draft) -> None:
        """Who denies a plan of his own rejects it: "Tusk denies plan to send troops"."""
        denial = next((p for p in draft.clause.predicates if p.force is Force.DENY), None)
        if denial is not None and draft.meaning is not None and draft.head.force in (Force.READY, Force.PLEDGE, Force.BEGIN):
            draft.actors = self.subjects.subject(draft.reading, draft.clause, denial)
            draft.meaning = replace(draft.meaning, force=Force.REJECT, path=draft.meaning.path + ".denied")
            draft.is_denied = False

    # -- about what

    def _what(self, draft: Draft) -> None:
        held = self._about(draft)
        held = held or self._implied(draft)
        draft.held = tuple(held)
        draft.instruments = tuple(sorted({one.instrument for one in held}))
        if not draft.instruments:
            draft.instruments = self._anaphora(draft)

    def _implied(self, draft: Draft) -> list[Held]:
        """The instrument that a verb alone implies where Ukraine is its object: "lend Ukraine €90 billion"."""
        tokens = draft.reading.tokens[draft.clause.start : draft.clause.end]
        if not any(token.lower.startswith(("ukrain", "kyiv")) for token in tokens):
            return []
        return [Held(IMPLIED[p.lemma], p.start, True) for p in draft.chain if p.lemma in IMPLIED][:1]

    def _about(self, draft: Draft) -> list[Held]:
        reading, clause, head = draft.reading, draft.clause, draft.head
        tokens = reading.tokens
        begin = head.start if head.kind is not Kind.NOUN else head.end - 1
        found = self.instruments.held(tokens, begin, self._reach(draft))
        after = [one for one in found if not _is_denied(tokens, one, head)]
        if found and not after and head.force in (Force.PLEDGE, Force.READY) and draft.meaning is not None:
            draft.meaning = replace(draft.meaning, force=Force.REJECT, path=draft.meaning.path + ".none")
            return choose(found)
        start, end = self.subjects.span(reading, clause, head)
        before = self.instruments.held(tokens, start, end)
        if head.passive or (head.kind is Kind.PHRASE and not after and head.force is not Force.READY):
            if (head.form == "part" or clause.intro == "rel") and not before:
                before = self.instruments.held(tokens, max(0, head.group - 8), head.group)
            return choose(before) or choose(after)
        if after and head.act.act_id == "supply.any" and not head.negated:
            after = after if _is_object_of(tokens, head, after[0]) else []
        if after:
            subject_too = head.force is Force.SUPPLY and any(one.instrument is Instrument.TROOPS for one in before)
            return choose([*before, *after] if subject_too else after)
        if head.act.act_id == "supply.any" and not head.negated:
            return []
        if head.kind is Kind.VERB and (head.force in (Force.SUPPLY, Force.CONSIDER, Force.BEGIN) or head.negated):
            return choose(before)
        return []

    def _reach(self, draft: Draft) -> int:
        """How far right the complement goes: its clause, a that-clause it governs, up to the next finite verb."""
        clause, head = draft.clause, draft.head
        end = clause.end
        following = draft.reading.clauses[draft.reading.clauses.index(clause) + 1 :]
        for nxt in following:
            threat = head.force is Force.THREATEN and nxt.intro == "cond"
            if nxt.start != end or (nxt.governor is not head and nxt.intro != "paren" and not threat):
                break
            end = nxt.end
        for other in clause.predicates:
            if other.start > head.start and other.form == "finite" and other.kind is Kind.VERB:
                end = min(end, other.group)
        return next((at for at in range(head.end, end) if draft.reading.tokens[at].lower == "without"), end)

    def _anaphora(self, draft: Draft) -> tuple[Instrument, ...]:
        """What "the idea", "such a force" or "this aid" stands for: in this sentence, or in those just before."""
        tokens, head, clause = draft.reading.tokens, draft.head, draft.clause
        if head.force not in POINTING_BACK and not head.negated and head.lemma not in TAKING_PART:
            return ()
        span = (head.end, min(clause.end, head.end + 5))
        if head.passive or head.kind is Kind.PHRASE:
            span = (clause.start, head.group)
        if not _points_back(tokens, *span):
            return self._by_it(draft)
        earlier = choose(self.instruments.held(tokens, 0, head.group))
        if earlier:
            return tuple(sorted({one.instrument for one in earlier}))
        return self.memory.instruments

    def _by_it(self, draft: Draft) -> tuple[Instrument, ...]:
        """What "it" stands for as the object of talk: the instrument of this sentence or the one before."""
        head, tokens = draft.head, draft.reading.tokens
        if head.force not in (Force.CONSULT, Force.SUPPORT, Force.REJECT):
            return ()
        near = tokens[head.start : head.end + 1] if not head.passive else tokens[draft.clause.start : head.group]
        if not any(token.lower in ("it", "them", "this", "that") for token in near):
            return ()
        earlier = self.instruments.held(tokens, 0, head.group)
        if earlier:
            return (earlier[-1].instrument,)
        return () if self.memory.age else self.memory.instruments

    def _keep_in_mind(self, draft: Draft) -> None:
        """An act that was told of an instrument, if only as "the idea", keeps it in mind for what follows."""
        if draft.instruments and not draft.blocked:
            self.memory.instruments = draft.instruments
            self.memory.age = 0
            self.memory.is_fresh = True

    def _remember(self, reading: Reading) -> None:
        held = choose(self.instruments.held(reading.tokens, 0, len(reading.tokens)))
        memory = self.memory
        if held:
            memory.instruments = tuple(sorted({one.instrument for one in held}))
            memory.age = 0
        elif not memory.is_fresh:
            memory.age += 1
            if memory.age > REMEMBERED:
                memory.instruments = ()
        memory.is_fresh = False
        self.subjects.remember(reading)


def _sharing_modal(reading: Reading, clause: Clause, chain: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """The chain with the auxiliary that it shares with the clause before: "will lift the pause and resume deliveries"."""
    head = chain[0]
    if not head.bare or clause.intro != "conj":
        return chain
    index = reading.clauses.index(clause)
    before = next((p for c in reversed(reading.clauses[:index]) for p in c.predicates if p.modal), None)
    if before is None:
        return chain
    return (replace(head, modal=before.modal, negated=head.negated or before.negated), *chain[1:])


def _joins(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a draft only adds an instrument to the one before: "lift the pause on intelligence and resume arms"."""
    last = drafts[-1] if drafts else None
    if last is None or draft.blocked or last.blocked or draft.clause.intro != "conj" or last.meaning is None:
        return False
    same = draft.meaning is not None and draft.meaning.force is last.meaning.force
    if not same or draft.actors != last.actors or not draft.head.bare:
        return False
    last.instruments = tuple(sorted({*last.instruments, *draft.instruments}))
    last.held = (*last.held, *draft.held)
    return True


def chains_of(clause: Clause, reading: Reading) -> Iterator[tuple[Predicate, ...]]:
    """The act chains of a clause: a head and the infinitives, gerunds and nouns of action that it governs."""
    chain: list[Predicate] = []
    nouns: list[Predicate] = []
    closed = False
    for predicate in clause.predicates:
        if predicate.force in (Force.REPORT, Force.DENY) and predicate.kind is Kind.VERB:
            if chain and predicate.form == "finite":
                yield tuple(chain)
                chain = []
        elif predicate.kind is Kind.NOUN:
            nouns.append(predicate)
            owned = _is_owned(reading.tokens, predicate)
            closed = closed or owned
            if chain and not owned:
                chain.append(predicate)
        elif predicate.form == "inf" and not chain and nouns and nouns[-1].end >= predicate.group:
            continue
        elif chain and predicate.form in ("inf", "gerund"):
            if not closed and not _is_coordinated(reading.tokens, predicate, chain):
                chain.append(predicate)
        else:
            if chain and not _is_subject_gerund(chain, clause, reading):
                yield tuple(chain)
            chain, closed = [predicate], False
    if chain and not _is_subject_gerund(chain, clause, reading):
        yield tuple(chain)
    for noun in nouns:
        if noun.force not in NO_EVENT_NOUNS:
            yield _noun_chain(noun, clause)


def _is_coordinated(tokens: Sequence[Token], predicate: Predicate, chain: Sequence[Predicate]) -> bool:
    """Whether an infinitive stands beside the one before, not under it: "to lift the freeze and to resume"."""
    if chain[-1].form not in ("inf", "gerund") and not (chain[-1].progressive and predicate.form == "gerund"):
        return False
    before = tokens[predicate.group - 1]
    return before.tag == "j" or before.tag == ","


def _is_owned(tokens: Sequence[Token], noun: Predicate) -> bool:
    """Whether a noun of action has an owner of its own: "Kyiv's demand for" is not the governing actor's."""
    return noun.start > 0 and tokens[noun.start - 1].tag in "'ae"


def _is_subject_gerund(chain: Sequence[Predicate], clause: Clause, reading: Reading) -> bool:
    """Whether the chain is a noun phrase: "Discussing guarantees is a road to nowhere", "issues including sending".

    Not after "by" or a comma, and not in a headline that left out its "is": "Pentagon giving intel to Ukraine".
    """
    head = chain[0]
    before = reading.tokens[head.group - 1] if head.group > 0 else None
    if head.form == "inf":
        in_headline = reading.is_title and before is not None and before.tag in "aleoi"
        return not in_headline and not any(t.tag in "xhmzv" or t.lower in SAID for t in reading.tokens[clause.start : head.group])
    if head.form != "gerund" or clause.intro == "part":
        return False
    if before is None:
        return True
    return before.lower != "by" and not (reading.is_title and before.tag in "ail")


SAID = frozenset({"said", "says", "told", "tells", "set", "ready", "used", "uses"})


def _noun_chain(noun: Predicate, clause: Clause) -> tuple[Predicate, ...]:
    inner = [
        p for p in clause.predicates
        if p.start >= noun.end - 1 and p.form in ("inf", "gerund") and p.start - noun.end <= 6
    ]  # fmt: skip
    return (noun, *inner[:1])


def _negated_by_subject(reading: Reading, clause: Clause, chain: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """The chain negated once more where its subject is "no soldiers", "neither", "nothing"."""
    head = chain[0]
    words = {token.lower for token in reading.tokens[clause.start : head.group]}
    if head.kind is Kind.NOUN or head.lemma == "there is no" or not NEGATIVE_SUBJECT & words:
        return chain
    return (replace(head, negated=not head.negated), *chain[1:])


def _governed(clause: Clause, chain: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """The chain with the predicate whose that-clause it heads, where that is more than saying."""
    governor = clause.governor
    if governor is None or governor.force in (Force.REPORT, Force.DENY, Force.THREATEN, Force.ACCUSE):
        return chain
    if governor.lemma == "announce":
        return chain
    if governor.lemma == "suggest" and chain[0].modal not in ("should", "could", "must"):
        return chain
    return chain if chain[0].kind is Kind.NOUN else (governor, *chain)


def _only_says(reading: Reading, head: Predicate) -> bool:
    """Whether "suggested" is a verb of saying here: a whole clause follows."""
    return head.lemma in ("suggest", "announce") and any(clause.governor is head for clause in reading.clauses)


def _is_impersonal(tokens: Sequence[Token], clause: Clause, head: Predicate) -> bool:
    words = [token.lower for token in tokens[clause.start : head.group] if token.tag not in "cj,"]
    return "there" in words or (head.kind is Kind.PHRASE and words == ["it"])


def _is_denied(tokens: Sequence[Token], held: Held, head: Predicate) -> bool:
    """Whether "no" or "without" takes the instrument away: a deal with "no security guarantees" is not about them."""
    before = {token.lower for token in tokens[max(head.end, held.at - 3) : held.at]}
    return bool(before & {"no", "without", "lack", "neither"}) and head.force not in (Force.REJECT, Force.ACCUSE)


def _is_in_denial(clause: Clause, chain: Sequence[Predicate]) -> bool:
    """Whether a denial governs the act: "denies agreeing to", "dismissed reports that"."""
    if clause.governor is not None and clause.governor.force is Force.DENY:
        return not clause.governor.negated
    before = [p for p in clause.predicates if p.force is Force.DENY and p.start < chain[0].start and not p.negated]
    return bool(before) and chain[0].form != "finite"


def _is_object_of(tokens: Sequence[Token], head: Predicate, held: Held) -> bool:
    """Whether an instrument is the object of a verb, with no preposition between."""
    return all(token.tag not in "p;wr" or token.lower == "of" for token in tokens[head.end : held.at])


GIVING = frozenset({Force.PLEDGE, Force.SUSPEND, Force.IMPLEMENT})


def _owners(held: Sequence[Held]) -> list[Named]:
    """Whose the instrument is: who gives it, where nobody else is named: "promise of American guarantees"."""
    codes = [one.owner for one in held if one.owner and one.owner not in ("UKR", "RUS")]
    return [Named(codes[0], Sector.IGO if codes[0] in ("EU", "NATO", "UN") else Sector.GOV, None, held[0].at)] if codes else []


def _points_back(tokens: Sequence[Token], start: int, end: int) -> bool:
    for at in range(start, end):
        if tokens[at].lower in POINTED and tokens[at - 1].lower not in OTHER_PLANS and POINTERS & {token.lower for token in tokens[max(0, at - 3) : at]}:
            return True
    return False


def _why_not(draft: Draft, governed: Sequence[Predicate]) -> str:
    """Why a draft cannot become an event, or nothing."""
    if draft.meaning is None:
        return "no act: " + " > ".join(predicate.lemma for predicate in governed)
    if not draft.instruments:
        return "no instrument"
    if not draft.actors:
        return "no actor"
    if draft.clause.intro == "cond" and draft.meaning.force is not Force.REQUEST:
        return "in a condition"
    return ""


def together(*lists: Sequence[Named]) -> list[Named]:
    """The actors of several lists, one a code."""
    return merge([one for found in lists for one in found])
