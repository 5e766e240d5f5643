"""What an act is about: instruments in its complement or subject, implied by its verb, or pointed back to."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.actors.memory import Memory
from pipeline.extract.actors.subjects import SubjectReader
from pipeline.extract.acts.adjuncts import ADJUNCT, hindered
from pipeline.extract.acts.anaphora import Anaphora
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.relatives import asks_what, left_out
from pipeline.extract.acts.sums import AID, goes_to_ukraine, promises_sum
from pipeline.extract.acts.understood import understood
from pipeline.extract.lexicon import BodyEntry, CountryEntry
from pipeline.extract.objects.complements import (
    ends_complement,
    is_denied,
    is_object_of,
    is_other,
)
from pipeline.extract.objects.instruments import Held, InstrumentReader, choose, without_backed, without_trainers
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.contact import lacks_object
from pipeline.extract.sentences.groups import DUTY, Predicate
from pipeline.extract.sentences.topics import TOPIC
from pipeline.model import Instrument

IMPLIED = {"lend": Instrument.FUND, "arm": Instrument.ARMS, "train": Instrument.TRAIN}


HELPING = ("support", "help", "assist", "aid", "back", "stand by")
MANNER = {"militarily": Instrument.ARMS, "financially": Instrument.FUND}


def _by_manner(draft: Draft) -> list[Held]:
    """What "to help Kyiv militarily and financially" gives."""
    last, words = draft.chain[-1], draft.reading.words
    helps = last.lemma.startswith(HELPING) and "militarily" in words[last.end : draft.clause.end]
    places = (at for at in range(last.end, draft.clause.end) if words[at] in MANNER) if helps else ()
    return [Held(MANNER[words[at]], at, True) for at in places]


def _from_subject(head: Predicate, before: Sequence[Held]) -> list[Held]:
    """The instruments of the subject, for the acts that can be told of it: "guarantees must start with an army"."""
    if head.modal in DUTY and head.force is not Force.SUSPEND:
        return choose(before)
    if head.act.act_id == TOPIC or (head.lemma.startswith(MET) and head.lemma.endswith((" from", " of"))):
        return choose(before)
    if head.act.act_id == "supply.any" and not head.negated:
        return []
    if head.kind is Kind.VERB and (head.force in (Force.SUPPLY, Force.CONSIDER, Force.BEGIN) or head.negated):
        return choose(before)
    if head.force in (Force.UNDO, Force.SUSPEND) and head.form == "finite" and not head.modal:
        return choose([one for one in before if one.instrument is Instrument.ARMS])
    if (head.lemma == "need" and head.past) or head.lemma in FLOWS or head.force is Force.THREATEN:
        return choose(before)
    if head.force is Force.READY or head.lemma in AWAY:
        return choose([one for one in before if one.instrument is Instrument.TROOPS])
    return []


FLOWS = frozenset({
    "flow to * again", "flow * again", "flow again", "start to flow", "begin to flow", "be flowing", "flow freely",
    "start flowing", "resume flowing", "begin flowing", "dry up", "grind to halt", "come to halt", "run dry",
    "peter out", "stop flowing", "there will be",
})  # fmt: skip
"""What aid does that is given or no longer given: "American aid has dried up"."""

MET = (
    "win ", "gain ", "get * backing", "get backing", "get support", "enjoy ", "have * support of", "have support of",
    "have * backing of", "have backing of", "meet with", "meet opposition", "meet * opposition", "meet resistance",
    "meet * resistance", "face ", "run into", "encounter ", "hit resistance", "hit opposition", "attract ",
    "draw criticism", "draw * criticism", "draw fire", "draw scorn", "draw ridicule", "draw condemnation",
    "draw praise",
)  # fmt: skip
"""How wordings begin whose subject meets with what another thinks of it: "the plan won the backing of Poland"."""

AWAY = frozenset({"stay out of", "keep out of", "stay at home", "stay home", "stay away from"})
"""What soldiers do that are not sent: "Polish troops will stay out of Ukraine"."""

SCENES = frozenset({
    "scenario", "scenarios", "arrangement", "deal", "settlement", "plan", "agreement", "option", "force", "mission",
    "declaration", "intent", "document", "point", "stage",
    "package", "bill", "law", "act", "decree", "motion", "resolution", "text", "paper", "programme", "program",
    "scheme", "initiative", "fund",
})  # fmt: skip
"""Nouns that a relative clause fills in: "any scenario in which Nato soldiers turn up"."""

NEEDS_SOME = frozenset({Force.PLEDGE, Force.READY, Force.SUPPORT, Force.SUPPLY})
"""Acts that "no" before their object turns into a refusal: "accept no cap", "send no soldiers"."""
DESIGNING = frozenset({Force.PROPOSE, Force.REQUEST, Force.SUPPORT, Force.CONSIDER})
LED = frozenset({"led", "headed", "commanded", "run", "overseen", "provided", "supplied"})


ASKED = frozenset({"asked", "pressed", "quizzed", "questioned", "speaking", "commenting"})
ASKED_ABOUT = frozenset({"about", "whether", "if", "on", "by", "what"})
ANSWERS = frozenset({Force.REJECT, Force.CONSIDER})
"""Acts that can answer a question."""

PRAISE = (
    "one of the best", "the best way", "the best tool", "the only way", "essential", "vital", "crucial", "critical",
    "indispensable", "necessary", "important", "key to",
)  # fmt: skip
"""Predicates whose subject is what is praised, whatever it is the best way to: "one of the best ways to guarantee"."""


TAUGHT = 4
"""Words after "train" among which Ukraine's soldiers are named."""


SUM_REACH = 14
"""Words from an act to where its sentence goes on behind a sum in other money: "NOK 13.5 billion (…) worth of"."""


class Binder:
    """Binds acts to instruments with the memory of the document so far."""

    def __init__(self, subjects: SubjectReader, instruments: InstrumentReader, memory: Memory) -> None:
        self.subjects = subjects
        self.instruments = instruments
        self.memory = memory
        self.anaphora = Anaphora(subjects, instruments, memory)

    def bind(self, draft: Draft) -> None:
        """Fill in the instruments of a draft, and where they stand."""
        if draft.head.act.act_id == ADJUNCT:
            draft.instruments = hindered(draft, self.instruments)
            return
        held = self._about(draft)
        held = held or self._implied(draft) or left_out(self.instruments, draft) or self._joining(draft)
        held = without_trainers(draft.reading.tokens, [*held, *self._taught(draft, held)])
        held = without_backed(draft.reading.tokens, held)
        draft.held = tuple(held)
        draft.instruments = tuple(sorted({one.instrument for one in held}))
        if not draft.instruments:
            draft.instruments = self._before_point(draft) or self._of_coalition(draft) or self._of_sum(draft)
            draft.instruments = draft.instruments or understood(draft, self.instruments, self.memory)
        draft.providers = draft.providers or self._leaders(draft)

    def _before_point(self, draft: Draft) -> tuple[Instrument, ...]:
        """What was named before the act: as the topic of a frame, who is threatened for what, or what is pointed to."""
        head, clause = draft.head, draft.clause
        if head.force is Force.THREATEN and head.kind is not Kind.NOUN and clause.intro == "resume":
            earlier = choose(self.instruments.held(draft.reading.tokens, 0, head.group))
            return tuple(sorted({one.instrument for one in earlier}))  # "countries that impose a zone will be"
        passing = hindered(draft, self.instruments)
        return passing or self._topic(draft) or self.anaphora.of(draft) or self._question(draft)

    def _question(self, draft: Draft) -> tuple[Instrument, ...]:
        """What an answer is about: the question before it, in a headline or in the sentence just before."""
        answers = draft.head.act.act_id.endswith(".reply")
        titled = draft.reading.is_title and draft.reading.sentence.start > 0 and draft.head.force in ANSWERS
        earlier = choose(self.instruments.held(draft.reading.tokens, 0, draft.clause.start)) if answers else []
        if earlier:
            return tuple(sorted({one.instrument for one in earlier}))
        return self.memory.instruments if (answers or titled) and self.memory.age == 0 else ()

    def _of_sum(self, draft: Draft) -> tuple[Instrument, ...]:
        """What a sum without a purpose is for: the aid that the story is about."""
        about = self.memory.instruments or self.instruments.topic
        aid = tuple(one for one in about if one in AID & self.instruments.strong) if promises_sum(draft) else ()
        return aid or ((Instrument.FUND,) if goes_to_ukraine(draft) else ())

    def _of_coalition(self, draft: Draft) -> tuple[Instrument, ...]:
        """What a meeting of the coalition of the willing is about, where the document says what that is for."""
        if draft.head.force is not Force.CONSULT or draft.head.negated:
            return ()
        words = draft.reading.tokens[draft.clause.start : draft.clause.end]
        meets = any(isinstance(t.entry, BodyEntry) and t.entry.code == "COTW" and "coalition" in t.lower for t in words)
        return tuple(sorted({Instrument.TROOPS, Instrument.GENERIC} & self.instruments.strong)) if meets else ()

    def _leaders(self, draft: Draft) -> tuple[str, ...]:
        """Who would lead what is asked or proposed: "proposes monitoring led by the United States"."""
        if not draft.held or draft.meaning is None or draft.meaning.force not in DESIGNING:
            return ()
        tokens, last = draft.reading.tokens, draft.held[-1].at
        for at in range(last + 1, min(draft.clause.end - 2, last + 5)):
            if tokens[at].lower in LED and tokens[at + 1].lower == "by":
                found = self.subjects.actors.heads(tokens, at + 2, min(draft.clause.end, at + 7))
                acting = {one.code for one in draft.actors}
                return tuple(one.code for one in found if one.code not in acting)
        return ()

    def _topic(self, draft: Draft) -> tuple[Instrument, ...]:
        """What a frame says the words are about: "nothing is ruled out, he said of sending troops"."""
        frame, tokens = draft.clause.speaker_frame, draft.reading.tokens
        asked = self._asked(draft)
        if asked:
            return asked
        if frame is None or frame.intro != "tail":
            return ()
        about = next((at for at in range(frame.start, frame.end) if tokens[at].lower in ("of", "about", "on")), None)
        said = about is not None and any(p.end <= about and p.force is Force.REPORT for p in frame.predicates)
        if about is None or not said:
            return ()
        return tuple(sorted({one.instrument for one in choose(self.instruments.held(tokens, about, frame.end))}))

    def _asked(self, draft: Draft) -> tuple[Instrument, ...]:
        """What the speaker was asked: "we will see, he said when asked about sending troops"."""
        words, tokens, head = draft.reading.words, draft.reading.tokens, draft.head
        at = next((i for i in range(len(words) - 1) if words[i] in ASKED and words[i + 1] in ASKED_ABOUT), None)
        if at is None or head.force not in ANSWERS or head.start < at < draft.clause.end:
            return ()
        stop = next((i for i in range(at, len(words)) if tokens[i].tag in ",;"), len(words))
        return tuple(sorted({one.instrument for one in choose(self.instruments.held(tokens, at, stop))}))

    def _joining(self, draft: Draft) -> list[Held]:
        """What Ukraine would join where only one alliance is spoken of: "resisted inviting Kyiv to join"."""
        last = draft.chain[-1]
        alone = last.lemma in ("join", "invite * to join") and lacks_object(draft.reading.tokens, last.end)
        alliances = {Instrument.NATO, Instrument.EU} & self.instruments.strong
        if not alone or len(alliances) != 1:
            return []
        words = draft.reading.tokens[draft.head.end : last.end]
        asks = draft.meaning is not None and draft.meaning.force is Force.REQUEST
        asked = asks and {one.code for one in draft.actors} == {"UKR"}
        inside = asked or any(isinstance(t.entry, CountryEntry) and t.entry.code == "UKR" for t in words)
        return [Held(next(iter(alliances)), last.start, True)] if inside else []

    def _taught(self, draft: Draft, held: Sequence[Held]) -> list[Held]:
        """The training of Ukraine's own soldiers beside what is sent or given: "and train Ukrainian troops"."""
        verb = next((p for p in draft.chain if p.lemma == "train" and not p.passive), None) if held else None
        if verb is None or any(one.instrument is Instrument.TRAIN for one in held):
            return []
        taught = draft.reading.words[verb.end : verb.end + TAUGHT]
        return [Held(Instrument.TRAIN, verb.start, True)] if any(w.startswith("ukrain") for w in taught) else []

    def _implied(self, draft: Draft) -> list[Held]:
        """The instrument that a verb alone implies where Ukraine is its object: "lend Ukraine €90 billion"."""
        tokens = draft.reading.tokens[draft.clause.start : draft.clause.end]
        if draft.chain[-1].lemma == "intervene militarily" and self.instruments.strong & {Instrument.TROOPS}:
            return [Held(Instrument.TROOPS, draft.chain[-1].start, True)]
        if not any(token.lower.startswith(("ukrain", "kyiv")) for token in tokens):
            return []
        found = [Held(IMPLIED[p.lemma], p.start, True) for p in draft.chain if p.lemma in IMPLIED][:1]
        found = found or _by_manner(draft)
        last = draft.chain[-1]
        goes = last.lemma in ("deploy", "deploy to") and not last.passive and last.form != "part"
        if not found and goes and (last.lemma == "deploy to" or lacks_object(draft.reading.tokens, last.end)):
            return [Held(Instrument.TROOPS, last.start, True)]  # "countries that will deploy to Ukraine"
        return found

    def _about(self, draft: Draft) -> list[Held]:
        reading, clause, head = draft.reading, draft.clause, draft.head
        tokens = reading.tokens
        if head.lemma.endswith("* as") and tokens[head.start + 1].lower == "as":
            return self.instruments.held(tokens, 0, head.group)[-1:]  # "a proposal Ukraine rejects as"
        begin = head.start if head.kind is not Kind.NOUN else head.end - 1
        found = self.instruments.held(tokens, begin, self._reach(draft))
        after = [one for one in found if not is_denied(tokens, one, head)]
        none = [one for one in found if not is_other(tokens, one, head)]
        if none and not after and head.force in NEEDS_SOME and draft.meaning is not None:
            draft.meaning = replace(draft.meaning, force=Force.REJECT, path=draft.meaning.path + ".none")
            return choose(found)
        start, end = self.subjects.span(reading, clause, head)
        before = self.instruments.held(tokens, start, end)
        praised = head.kind is Kind.PHRASE and head.lemma.startswith(PRAISE) and bool(before)
        if head.passive or praised or (head.kind is Kind.PHRASE and not after and head.force is not Force.READY):
            if (head.form == "part" or clause.intro == "rel") and not before:
                before = self.instruments.held(tokens, max(0, head.group - 8), head.group)
            trains = [one for one in after if one.instrument is Instrument.TRAIN] if head.passive else []
            return trains or choose(before) or choose(after)  # "soldiers will be deployed to Britain to train recruits"
        if after and head.act.act_id == "supply.any" and not head.negated:
            after = after if is_object_of(tokens, head, after[0]) else []
        if after:
            if head.force is Force.SUPPLY and any(one.instrument is Instrument.TRAIN for one in after):
                # "French soldiers will train", "send soldiers to train recruits": trainers are no force.
                return choose([one for one in after if one.instrument is not Instrument.TROOPS])
            subject_too = head.force is Force.SUPPLY and any(one.instrument is Instrument.TROOPS for one in before)
            return choose([*before, *after] if subject_too else after)
        return _from_subject(head, before)

    def _reach(self, draft: Draft) -> int:
        """How far right the complement goes: its clause, a that-clause it governs, up to the next finite verb."""
        clause, head = draft.clause, draft.head
        end = clause.end
        following = draft.reading.clauses[draft.reading.clauses.index(clause) + 1 :]
        for nxt in following:
            threat = nxt.intro == "cond" and (head.force is Force.THREATEN or head.end > nxt.start)
            scene = nxt.intro == "rel" and self._is_scene(draft, end)
            own = nxt.governor is head or self._is_noun_of(nxt, clause, head)
            aside = nxt.intro == "paren" or (nxt.intro == "paren-end" and nxt.start - head.end <= SUM_REACH)
            if nxt.start != end or not (own or aside or threat or scene):
                break
            end = nxt.end
        for other in clause.predicates:
            if other.start > head.start and other.form == "finite" and other.kind is Kind.VERB:
                asked = head.force is Force.CONSIDER and asks_what(draft.reading.words[head.end : other.group])
                end = end if asked else min(end, other.group)
        end = self._past_shelter(draft, end)
        asks = head.force in (Force.WANT, Force.REQUEST, Force.CONCEDE, Force.SUPPORT, Force.PLEDGE, Force.READY)
        blames = head.force is Force.ACCUSE
        tokens = draft.reading.tokens
        ends = (at for at in range(head.end, end) if ends_complement(tokens, at, asks))
        return next((at for at in ends if not blames or tokens[at].lower != "without"), end)

    def _is_noun_of(self, nxt: Clause, clause: Clause, head: Predicate) -> bool:
        """Whether a clause is the content of a noun that the act takes: "rejects the demand that it never join"."""
        noun = nxt.governor
        return noun is not None and noun.kind is Kind.NOUN and noun.start > head.start and noun in clause.predicates

    def _past_shelter(self, draft: Draft, end: int) -> int:
        """Where what one is sheltered from begins: "protect its skies from Russian missiles"."""
        tokens, start = draft.reading.tokens, draft.head.start
        for at in range(start, end):
            if tokens[at].lower in ("from", "against") and self.instruments.held(tokens, start, at):
                hostile = any(isinstance(t.entry, CountryEntry) and t.entry.code == "RUS" for t in tokens[at : at + 3])
                if hostile:
                    return at
        return end

    def _is_scene(self, draft: Draft, end: int) -> bool:
        """Whether what the act takes is told only in the relative clause after: "a declaration that provides for"."""
        tokens, head = draft.reading.tokens, draft.head
        named = SCENES & {token.lower for token in tokens[max(head.start, end - 3) : end]}
        return bool(named) and not self.instruments.held(tokens, head.start, end)
