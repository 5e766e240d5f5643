"""Acts of one sentence: heads with what they govern, their actors, and what they are about."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.actors.gatherings import is_of_gathering, met_in, takes_place, took_part
from pipeline.extract.actors.memory import Memory
from pipeline.extract.actors.named import Named, merge
from pipeline.extract.actors.openings import is_done_to, is_offered
from pipeline.extract.actors.subjects import SubjectReader
from pipeline.extract.acts.aims import aimed
from pipeline.extract.acts.announced import of_another
from pipeline.extract.acts.binding import FLOWS, MET, Binder
from pipeline.extract.acts.chains import (
    AIM,
    as_demanded,
    carried_on,
    chains_of,
    governed_chain,
    negated_by_belief,
    negated_by_subject,
    of_an_aim,
    sharing_modal,
)
from pipeline.extract.acts.compounds import compound
from pipeline.extract.acts.corrections import corrected
from pipeline.extract.acts.denials import in_denial, story_before
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.evaluations import evaluated
from pipeline.extract.acts.givers import own_soldiers, sender, who_stopped, whose_soldiers
from pipeline.extract.acts.meaning import Meaning, read_chain, settle
from pipeline.extract.acts.parties import owners_of, parties_of, split_pairs, trainer
from pipeline.extract.acts.reasons import why_not
from pipeline.extract.acts.refusals import left_out
from pipeline.extract.acts.second_acts import (
    asked_in_condition,
    blamed_for,
    excepted,
    mentioned,
    not_without,
    verbless_refusal,
)
from pipeline.extract.acts.shapes import is_impersonal, is_part_of_outer, only_describes, only_says
from pipeline.extract.acts.told import (
    by_telling,
    is_agentless,
    is_duty,
    is_said,
    same_parties,
    says_need,
)
from pipeline.extract.objects.instruments import Held, InstrumentReader, choose
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.clause import Clause, has_act_before
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.reading import Reading
from pipeline.model import Instrument

REMEMBERED = 2
"""Sentences without an instrument after which "the plan" means another one."""

Found = tuple[Meaning, list[Named], tuple[Instrument, ...], tuple[Held, ...]]


class FrameReader:
    """Reads the acts of a sentence with the memory of the document so far."""

    def __init__(self, subjects: SubjectReader, instruments: InstrumentReader, memory: Memory) -> None:
        self.subjects = subjects
        self.instruments = instruments
        self.memory = memory
        self.binder = Binder(subjects, instruments, memory)

    def read(self, reading: Reading) -> list[Draft]:
        """The drafts of a sentence, in order, blocked ones included; the memory moves on."""
        drafts: list[Draft] = []
        for clause in reading.clauses:
            if clause.intro in ("lead", "according"):
                continue
            for chain in () if is_part_of_outer(reading, clause) else chains_of(clause, reading):
                draft = self._draft(reading, clause, chain)
                if draft is None or _joins(draft, drafts):
                    continue
                self._keep_in_mind(draft)
                drafts.extend(split_pairs(draft))
                drafts.extend(blamed_for(self, draft))
                drafts.extend(excepted(self, draft))
            drafts.extend(self._condition(drafts, clause))
            drafts.extend(self._without(drafts, reading, clause))
            drafts.extend(self._evaluation(drafts, reading, clause))
        verbless = verbless_refusal(self, reading)
        if verbless is not None:
            drafts.append(verbless)
        told = compound(self, reading) if reading.is_title else None
        if told is not None and all(draft.blocked or draft.instruments != told.instruments for draft in drafts):
            drafts.append(told)
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

    def _without(self, drafts: Sequence[Draft], reading: Reading, clause: Clause) -> list[Draft]:
        """What is asked by "not without it", where the clause tells no other act."""
        if "without" not in reading.words[clause.start : clause.end]:
            return []
        asked = not_without(self, reading, clause)
        if asked is None:
            return []
        own = [draft for draft in drafts if draft.clause is clause and not draft.blocked]
        for draft in own:
            if draft.held and all(one in asked.held for one in draft.held):
                draft.blocked = "what is missing"
        return [] if any(not draft.blocked for draft in own) else [asked]

    def _evaluation(self, drafts: Sequence[Draft], reading: Reading, clause: Clause) -> list[Draft]:
        """What the speaker of a clause expects of the instrument in its subject, or what it is for."""
        told = any(draft.clause is clause and not draft.blocked for draft in drafts)
        found = None if told else aimed(self, reading, clause)
        found = found or evaluated(self, reading, clause, drafts)
        if found is not None:
            self._keep_in_mind(found)
        return [] if found is None else [found]

    def _draft(self, reading: Reading, clause: Clause, chain: tuple[Predicate, ...]) -> Draft | None:
        chain = carried_on(reading.tokens, chain)
        if all(p.force in (Force.REPORT, Force.BEGIN, Force.DENY) for p in chain) or only_says(reading, chain[0]):
            return None
        if chain[0].form == "part" and only_describes(reading, clause, chain[0]):
            return None
        chain = negated_by_subject(reading, clause, sharing_modal(reading, clause, chain))
        chain = as_demanded(clause, reading, of_an_aim(reading, negated_by_belief(clause, chain)))
        governed = governed_chain(clause, chain, reading)
        meaning = read_chain(governed)
        settled = settle(meaning) if meaning is not None else None
        draft = Draft(reading, clause, chain[0], chain, settled, [], (), self.subjects.speaker(reading, clause))
        self._who(draft, len(governed) > len(chain))
        by_telling(self, draft)
        self.binder.bind(draft)
        if (
            not draft.actors
            and ((draft.is_nominal and not _is_governed(draft)) or is_agentless(draft))
            and draft.meaning is not None
            and draft.meaning.force in GIVING
        ):
            draft.actors = owners_of(draft.held) or whose_soldiers(self, draft)
        if draft.head.lemma.startswith(TAKING + MET) or draft.head.lemma in FLOWS:
            draft.actors = sender(self, draft) or owners_of(draft.held) or draft.actors
        draft.actors = trainer(draft) or draft.actors or left_out(draft) or own_soldiers(self, draft)
        draft.actors = draft.actors or who_stopped(self, draft)
        draft.is_denied = in_denial(reading, clause, chain)
        part = draft.is_nominal and draft.head.force is Force.SUPPLY  # "refutes claims about its involvement in"
        if draft.is_denied and (part or (not draft.actors and (draft.is_nominal or draft.head.form == "gerund"))):
            self._own_denial(draft)
        draft.meaning = corrected(draft)
        if not draft.actors and draft.head.passive and draft.head.form == "finite":
            parties_of(draft, self.subjects.actors)
        another = "promised by another" if of_another(draft, self.subjects) else ""
        draft.blocked = draft.blocked or why_not(draft, governed) or another
        if not draft.blocked:
            parties_of(draft, self.subjects.actors)
            same_parties(self, draft)
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
            if set(draft.providers) <= {one.code for one in draft.actors}:
                draft.providers = ()
        elif says_need(draft) and draft.meaning is not None:
            draft.providers, draft.actors = (), draft.speaker
        elif draft.meaning is not None and (draft.meaning.path.endswith(".duty") or is_duty(head)):
            self._asked_by(draft)
        if not draft.actors and head.kind is Kind.VERB and draft.meaning is not None:
            inside = next((at for at in range(head.start + 1, head.end) if reading.tokens[at].tag == "'"), None)
            draft.actors = self.subjects.actors.heads(reading.tokens, head.start + 1, inside) if inside else []
        if not draft.actors and head.kind is not Kind.NOUN:
            owner = self.subjects.document_owner(reading, clause, head)
            if owner and draft.meaning is not None:
                draft.actors, draft.is_document = owner, True
                stands = draft.meaning.force in STANDS and "statement" in reading.words[clause.start : head.group]
                force = draft.meaning.force if stands else Force.PROPOSE  # a statement takes a stand for its owner
                draft.meaning = replace(draft.meaning, force=force, path="document>" + draft.meaning.path)

    def _asked_by(self, draft: Draft) -> None:
        """Who says what another ought to do asks for it; without a speaker, who spoke last: "Kyiv must also get"."""
        spoke = self.memory.speaker
        codes = {one.code for one in draft.actors}
        if is_said(draft):
            draft.providers = tuple(one.code for one in draft.actors)
            draft.actors = draft.speaker
        elif codes and spoke and not draft.reading.is_title and codes.isdisjoint(one.code for one in spoke):
            draft.actors = spoke

    def _actors(self, draft: Draft) -> list[Named]:
        reading, clause, head = draft.reading, draft.clause, draft.head
        if head.kind is Kind.NOUN or head.act is AIM:
            return self._owned(draft)
        if head.passive:
            agent = self.subjects.agent(reading, clause, head)
            agent = agent or took_part(self.subjects, reading, clause, head)
            if head.lemma.startswith(PURPOSES):
                return agent
            told = clause.governor is not None and clause.governor.lemma.startswith("announce")
            done = head.perfect and not head.modal and not head.negated and head.force is Force.PLEDGE and not told
            return agent or ([] if head.form == "part" or clause.intro == "rel" or done else draft.speaker)
        if is_impersonal(reading.tokens, clause, head):
            return draft.speaker
        if named := self._of_phrase(draft):
            return named
        found = self.subjects.subject(reading, clause, head)
        judged = head.kind is Kind.PHRASE or is_offered(reading.tokens, clause.start, head.group)
        done_to = judged and is_done_to(reading.tokens, clause.start, found)
        if found and (done_to or self._is_said_of_ukraine(draft, found)):
            return draft.speaker
        if self._is_hearsay(draft):
            own = head.negated and head.force is Force.READY
            return draft.speaker if own else self.subjects.others(reading, clause, draft.speaker)
        return found or self.subjects.for_whom(reading, clause, head) or self._by_speaker(draft)

    def _owned(self, draft: Draft) -> list[Named]:
        """Whose a noun of action or an aim is."""
        if draft.head.act is AIM:
            return self._aims(draft)
        reading, clause, head = draft.reading, draft.clause, draft.head
        owner = self.subjects.owner(reading, clause, head) or mentioned(self, draft)
        if not owner and head.group == clause.start and head.force in SAID_OF_ONESELF:
            return draft.speaker  # "Meloni: no to Italian troops"
        if owner or head.force is not Force.CONSULT or not takes_place(reading, clause, head):
            return owner
        return took_part(self.subjects, reading, clause, head) or draft.speaker

    def _aims(self, draft: Draft) -> list[Named]:
        """Whose an aim is: the name before its "'s"."""
        tokens, clause = draft.reading.tokens, draft.clause
        mark = next((at for at in range(clause.start, draft.head.group) if tokens[at].tag == "'"), None)
        return [] if mark is None else self.subjects.texts.bare(tokens, mark - 1, mark)

    def _of_phrase(self, draft: Draft) -> list[Named]:
        """Whose a wording is where no subject tells: who meets, who warns, the capital in which it is weighed."""
        reading, clause, head = draft.reading, draft.clause, draft.head
        if is_of_gathering(self.subjects, reading, clause, head):
            return took_part(self.subjects, reading, clause, head) or self.memory.met
        if head.kind is not Kind.PHRASE:
            return []
        if reading.words[head.end : head.end + 1] == ["by"]:
            return self.subjects.agent(reading, clause, head)  # "was opposed by Hungary", "seen as a threat by Moscow"
        warns = clause.governor is not None and clause.governor.lemma.startswith("warn")
        if head.force is Force.THREATEN and (warns or clause.speaker_frame is not None):
            return draft.speaker
        if head.force is Force.THREATEN:
            warner = next((p for p in clause.predicates if p.lemma == "warn" and p.start < head.start), None)
            return self.subjects.subject(reading, clause, warner) if warner is not None else []
        if head.lemma.startswith("under ") and reading.words[head.end : head.end + 1] == ["in"]:
            return self.subjects.actors.heads(reading.tokens, head.end + 1, clause.end)
        return []

    def _is_hearsay(self, draft: Draft) -> bool:
        """Whether a quoted speaker tells what "he" wants: no act of anybody but the speaker can be read from it."""
        tokens, clause = draft.reading.tokens, draft.clause
        words = {token.lower for token in tokens[clause.start : draft.head.group]}
        return tokens[draft.head.start].quoted and bool(words & {"he", "she", "they"}) and bool(draft.speaker)

    def _is_said_of_ukraine(self, draft: Draft, found: Sequence[Named]) -> bool:
        """Whether somebody else decides about Ukraine's membership: "Trump said Ukraine would not join NATO"."""
        codes = {one.code for one in draft.speaker}
        if found[0].code == "NATO" and self.instruments.held(draft.reading.tokens, found[0].at, found[0].at + 1):
            return True  # "NATO is off the table"
        inside = any(p.act.act_id in INSIDE or p.force is Force.READY for p in draft.chain)
        return inside and bool(codes) and "UKR" not in codes and [one.code for one in found] == ["UKR"]

    def _by_speaker(self, draft: Draft) -> list[Named]:
        """The speaker, where the subject is the thing itself: "there would be no soldiers", "membership is off".

        Who tells of a meeting need not have been there, and nobody meets alone.
        """
        if is_of_gathering(self.subjects, draft.reading, draft.clause, draft.head):
            return []
        start, end = self.subjects.span(draft.reading, draft.clause, draft.head)
        words = draft.reading.tokens[start:end]
        document = {"plan", "draft", "document", "proposal"} & {token.lower for token in words}
        return [] if document and draft.head.kind is Kind.VERB else draft.speaker

    def _own_denial(self, draft: Draft) -> None:
        """Who denies a plan of his own rejects it: "Tusk denies plan to send troops"."""
        denial = next((p for p in draft.clause.predicates if p.force is Force.DENY), None)
        if (
            denial is not None
            and draft.meaning is not None
            and draft.head.force in (Force.READY, Force.PLEDGE, Force.BEGIN, Force.SUPPLY)
        ):
            draft.actors = self.subjects.subject(draft.reading, draft.clause, denial)
            if draft.head.force is Force.SUPPLY or not draft.is_nominal:
                draft.meaning.force = Force.CONSIDER if draft.is_nominal else draft.meaning.force
                return  # "denies participation in": what is denied keeps its type
            if story_before(draft.reading.words, draft.head.group) is not None:
                return  # a story about oneself stays what it tells, denied
            draft.meaning = replace(draft.meaning, force=Force.REJECT, path=draft.meaning.path + ".denied")
            draft.is_denied = False

    def _keep_in_mind(self, draft: Draft) -> None:
        """An act that was told of an instrument, if only as "the idea", keeps it in mind for what follows."""
        if draft.instruments and not draft.blocked and draft.meaning is not None:
            who = frozenset(one.code for one in draft.actors)
            self.memory.acts.append((who, draft.meaning.force, draft.instruments))
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
        memory.met = met_in(self.subjects, reading) or memory.met


STANDS = frozenset({Force.REJECT, Force.ACCUSE, Force.THREATEN, Force.SUPPORT})
SAID_OF_ONESELF = frozenset({Force.REJECT, Force.SUPPORT})
"""Nouns at the beginning of what somebody says that tell his own stand."""
INSIDE = frozenset({"supply.inside", "supply.any", "support.place"})
"""Acts of being or coming in, which others speak of."""


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


PURPOSES = ("meant", "designed", "intended", "mean to")
"""What a thing is meant to do is nobody's promise."""


def _is_governed(draft: Draft) -> bool:
    """Whether a plan or promise is only what another act is about: "signed a letter outlining plans for"."""
    if draft.head.force not in (Force.READY, Force.PLEDGE):
        return False
    judged = (p.kind is Kind.NOUN and p.force in STANDS and p.end <= draft.head.start for p in draft.clause.predicates)
    return has_act_before(draft.clause, draft.head) or any(judged)  # "a condemnation of a plan to deploy"


GIVING = frozenset({Force.PLEDGE, Force.SUSPEND, Force.IMPLEMENT})


TAKING = (
    "receive", "take * delivery", "take delivery", "get first", "start getting", "begin receiving", "start receiving",
)  # fmt: skip
"""How wordings begin whose subject takes what another gives."""


def together(*lists: Sequence[Named]) -> list[Named]:
    """The actors of several lists, one a code."""
    return merge([one for found in lists for one in found])
