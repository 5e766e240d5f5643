"""Who does it: the subject of a predicate, through pronouns, relatives, coordination, agents and owners of nouns."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.actors.antecedents import antecedent
from pipeline.extract.actors.definites import definite
from pipeline.extract.actors.memory import Memory, Told
from pipeline.extract.actors.named import Named, merge
from pipeline.extract.actors.openings import (
    agent_span,
    goes_on_itself,
    names_owner,
    past_that,
    subject_end,
    subject_part,
)
from pipeline.extract.actors.phrases import GROUP_ADJECTIVES, PLURAL, SINGULAR_HE, SPEAKER, ActorReader
from pipeline.extract.actors.places import is_located
from pipeline.extract.actors.strangers import is_about_author, is_named_stranger, is_word_of_stranger
from pipeline.extract.actors.texts import DOCUMENTS, PLANS, STATED, TERMS, TextOwners, phrase_start
from pipeline.extract.actors.voicing import is_reported, voice_before
from pipeline.extract.lexicon import PersonEntry
from pipeline.extract.lexicon.polities import CODED_BODIES
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.clause import Clause, has_act_before, has_noun, tells
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.reading import Reading
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Sector

INNER = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
PRONOUNS = SINGULAR_HE | SPEAKER | PLURAL | {"his", "it"}
POSSESSIVE = frozenset({"his", "her", "its", "their"})
LEADING = ("main", "tail", "lead", "conj-subject", "resume", "colon")
"""Clauses whose subject the next sentence goes on about; what somebody says of another is no new topic."""
HOME = {("the", "country"), ("the", "nation"), ("his", "country"), ("her", "country"), ("their", "country")}
SKIPPED = ("tail", "lead", "cond", "time", "paren")
ASIDE = frozenset({*SKIPPED, "rel", "part", "resume", "sub", "according"})
"""Clauses before which the main one stands that goes on after them."""
TEXT_REACH = 4
"""Words of "a European Commission plan" before the relative clause that tells what it holds."""


class SubjectReader:
    """Finds subjects, agents, owners and speakers in a sentence."""

    def __init__(self, actors: ActorReader, memory: Memory) -> None:
        self.actors = actors
        self.memory = memory
        self.texts = TextOwners(actors)

    def speaker(self, reading: Reading, clause: Clause) -> list[Named]:
        """Whose words a clause is: the subject of the governing report, the frame around it, or the open quotation."""
        if clause.governor is not None:
            who = self.subject(reading, outer := reading.clause_of(clause.governor), clause.governor)
            return who or (self._framed(reading, outer.speaker_frame) if outer.speaker_frame else [])
        frame = clause.speaker_frame
        if frame is not None:
            return self._framed(reading, frame)
        first = reading.tokens[clause.start]
        return self.memory.speaker if first.quoted else self._before_colon(reading, clause)

    def _before_colon(self, reading: Reading, clause: Clause) -> list[Named]:
        """Who speaks after the colon of a headline: whoever does the thing before it ("Kremlin attacks Macron: …")."""
        index = reading.clauses.index(clause)
        if clause.intro != "colon" or not index or not reading.is_title:
            return []
        before = reading.clauses[index - 1]
        return self._of_clause(reading, before)[:1] if tells(before, reading.tokens) else []

    def _framed(self, reading: Reading, frame: Clause) -> list[Named]:
        """The speaker that a frame names, or the owner of the text it quotes."""
        start = frame.start
        if frame.intro == "lead" and self._is_label(reading, frame):
            return []
        if frame.intro == "according":
            texts = self.texts.owner(reading.tokens, reading.predicates, (frame.start, frame.end))
            if texts:
                return texts
            start = next((at + 1 for at in range(frame.start, frame.end) if reading.tokens[at].tag == "t"), start)
        verb = next((p for p in frame.predicates if p.form == "finite" and p.kind is Kind.VERB), None)
        leads = verb is not None and verb.group > start + 1
        end = verb.group if verb is not None and leads else frame.end
        found = self.actors.heads(reading.tokens, start, end)
        if not found and frame.intro == "lead" and TERMS & {t.lower for t in reading.tokens[start:end]}:
            found = self.texts.bare(reading.tokens, start, end)
        return found or self._pronoun(reading, start, end)

    def _is_label(self, reading: Reading, frame: Clause) -> bool:
        """Whether a headline's first words name the subject and no speaker: "Ukraine war:", "Ukraine:"."""
        words = [token.lower for token in reading.tokens[frame.start : frame.end] if token.tag != ";"]
        return bool(words) and (words[0] == "ukraine" or words[-1] in ("war", "crisis", "live", "conflict"))

    def span(self, reading: Reading, clause: Clause, head: Predicate) -> tuple[int, int]:
        """Where the subject of a predicate stands: left of it in its clause, or before the clause it resumes from."""
        if clause.intro == "resume":
            index = reading.clauses.index(clause)
            for before in reversed(reading.clauses[:index]):
                if before.intro not in ASIDE:
                    return before.start, before.end
        start = past_that(reading.tokens, clause.start, head.group)
        return start, subject_part(reading.tokens, start, head.group)

    def subject(self, reading: Reading, clause: Clause, head: Predicate) -> list[Named]:
        """The actors that are the subject of a predicate."""
        tokens = reading.tokens
        if head.kind is Kind.NOUN:
            return self.owner(reading, clause, head)
        told = self._in_frame(reading, clause, head)
        told = self._resumed(reading, clause, head) if told is None else told  # none: a speaker whom nobody knows
        if told is not None:
            return told
        start, end = self.span(reading, clause, head)
        found = self.actors.heads(tokens, start, end) or self._before_report(reading, clause, start, head)
        if found:
            return merge([*self._beside(reading, clause, start, end), *found])
        words = {token.lower for token in tokens[start:end] if token.match is None}
        if clause.intro == "rel" and not words & INNER:
            return antecedent(self.actors, reading.tokens, clause)
        if words & SPEAKER and is_reported(reading, clause):
            return self.speaker(reading, clause) or self._pronoun(reading, start, end)
        unknown = not words.isdisjoint(SINGULAR_HE) and self._means_stranger(reading, clause)
        pronoun = self._own_country(reading, clause, start, end) or self._inner_pronoun(reading, clause, start, end)
        pronoun = pronoun or self._pronoun(reading, start, end)
        if pronoun or unknown:
            return [] if unknown else pronoun
        if clause.intro == "resume" or has_noun(tokens, start, end):
            return []
        return self._shared(reading, clause)

    def _own_country(self, reading: Reading, clause: Clause, start: int, end: int) -> list[Named]:
        """Whose "the country" is in what a speaker says: his own, as in "Poland's minister said the country would"."""
        if tuple(reading.words[max(start, end - 2) : end]) not in HOME or clause.governor is None:
            return []
        said = self._reporting(reading, clause) or []
        own = said[:1] if len(said) == 1 and said[0].code not in CODED_BODIES else []
        return [Named(one.code, Sector.GOV, None, one.at) for one in own]

    def _resumed(self, reading: Reading, clause: Clause, head: Predicate) -> list[Named] | None:
        """Who does it in a headline that goes on about its speaker: "Orban says Kyiv cannot win, blocks arms fund"."""
        bare = head.form == "finite" and head.modal is None and reading.tokens[head.group - 1].tag == ","
        return (
            self._reporting(reading, clause) or None if bare and reading.is_title and clause.intro == "that" else None
        )

    def _means_stranger(self, reading: Reading, clause: Clause) -> bool:
        """Whether "she" is an unknown speaker: of the report around a clause, or of the sentence before."""
        governor = clause.governor
        if governor is None or reading.clause_of(governor) is clause:
            return False
        outer = reading.clause_of(governor)
        return is_word_of_stranger(reading.tokens, outer, governor) and not self.subject(reading, outer, governor)

    def _in_frame(self, reading: Reading, clause: Clause, head: Predicate) -> list[Named] | None:
        """The speaker named after his verb, or who goes on speaking after his frame: "…, Macron said, emphasising"."""
        if clause.intro == "tail" and head.group - 1 <= clause.start:
            return self.actors.heads(reading.tokens, head.end, clause.end)
        before = reading.clauses[index - 1] if (index := reading.clauses.index(clause)) else None
        opens = clause.intro == "part" and head.form == "gerund" and head.group - clause.start <= 1
        return (
            self._framed(reading, before) or None if opens and before is not None and before.intro == "tail" else None
        )

    def _beside(self, reading: Reading, clause: Clause, start: int, end: int) -> list[Named]:
        """Whom a pronoun beside a name means: "where he and European leaders discussed", "Zelensky and I signed"."""
        for at, pair in enumerate(pairwise(reading.words[start:end]), start):
            if pair == ("and", "i"):
                return self.speaker(reading, clause)
            if pair in (("he", "and"), ("she", "and")):
                return self._inner_pronoun(reading, clause, at, at + 1) or self._pronoun(reading, at, at + 1)
        return []

    def _before_report(self, reading: Reading, clause: Clause, start: int, head: Predicate) -> list[Named]:
        """The subject of "Turkey says willing to" and of "Russia reiterates it will": who says so."""
        says = (p for p in clause.predicates if p.force in (Force.REPORT, Force.BEGIN) and start < p.group < head.group)
        report = next(says, None)
        if report is None or any(token.lower not in INNER for token in reading.tokens[report.end : head.group]):
            return []
        return self.actors.heads(reading.tokens, start, report.group)

    def _inner_pronoun(self, reading: Reading, clause: Clause, start: int, end: int) -> list[Named]:
        """Whom a pronoun means inside its own sentence: the speaker of its clause, else the subject before it."""
        words = set(reading.words[start:end])
        if not words & INNER:
            return []
        if clause.start < clause.end and reading.tokens[clause.start].quoted and words & SINGULAR_HE:
            return self._third_person(reading, clause)
        reporting = self._reporting(reading, clause)
        if reporting and (not words & SINGULAR_HE or any(one.is_person for one in reporting)):
            return reporting  # a continent is no "he"
        index = reading.clauses.index(clause)
        for before in reversed(reading.clauses[:index]):
            found = [] if before.intro in ("paren", "lead") else self._of_clause(reading, before)
            if words & SINGULAR_HE:
                found = [one for one in found if one.is_person]
            if found:
                return found if words & {*PLURAL, "their"} or len(found) == 1 else found[:1]
        return self._last_person(reading, clause) if words & SINGULAR_HE else []

    def _reporting(self, reading: Reading, clause: Clause) -> list[Named] | None:
        """Who reports a clause, None where it is nobody's words."""
        outer = reading.clause_of(clause.governor) if clause.governor is not None else clause
        return self.subject(reading, outer, clause.governor) if clause.governor and outer is not clause else None

    def _last_person(self, reading: Reading, clause: Clause) -> list[Named]:
        """The last person named in the sentence before a clause."""
        for at in range(clause.start - 1, -1, -1):
            if isinstance(reading.tokens[at].entry, PersonEntry):
                return self.actors.named(reading.tokens[at], at)
        return []

    def _third_person(self, reading: Reading, clause: Clause) -> list[Named]:
        """Whom a speaker means by "he": the last man named who is not the speaker himself."""
        codes = {one.code for one in self.speaker(reading, clause)}
        return next(([one] for one in reversed(self.memory.people) if one.code not in codes), [])

    def others(self, reading: Reading, clause: Clause, speaker: Sequence[Named]) -> list[Named]:
        """Whom a speaker means by "they": the last several named, if he is none of them."""
        codes = {one.code for one in speaker}
        told = self._told_of(reading, clause)
        if told:
            return told
        they = "they" in {token.lower for token in reading.tokens[clause.start : clause.end]}
        return self.memory.several if they and not codes & {one.code for one in self.memory.several} else []

    def _told_of(self, reading: Reading, clause: Clause) -> list[Named]:
        """Of whom a frame says that its speaker speaks: "…, Trump said of the European allies"."""
        frame = clause.speaker_frame
        said = next((p for p in frame.predicates if p.force is Force.REPORT), None) if frame is not None else None
        if frame is None or said is None or reading.words[said.end : said.end + 1] not in (["of"], ["about"]):
            return []
        return self.actors.heads(reading.tokens, said.end + 1, frame.end)

    def document_owner(self, reading: Reading, clause: Clause, head: Predicate) -> list[Named]:
        """Who stands behind a text that speaks: "Washington's plan", "a draft drawn up in Berlin"."""
        start, end = self.span(reading, clause, head)
        if clause.intro == "rel" and start and not head.passive and reading.words[start - 1] in DOCUMENTS:
            start = max(0, start - TEXT_REACH)  # "opposed an EU plan that would use"
        found = self.texts.owner(reading.tokens, reading.predicates, (start, end))
        return found or self._named_before(reading.tokens[start:end])

    def _named_before(self, words: Sequence[Token]) -> list[Named]:
        """Whose "the statement" is, where a sentence before says who issued it."""
        if len(words) == 1 and words[0].lower == "it":
            return self.memory.plan
        if len(words) < 2 or words[0].tag != "d":
            return []
        near = {token.lower for token in words[1:4]}
        return self.memory.text if near & STATED else self.memory.plan if near & PLANS else []

    def agent(self, reading: Reading, clause: Clause, head: Predicate) -> list[Named]:
        """Whom a passive names after "by"."""
        span = agent_span(reading.tokens, head.end)
        return self.actors.heads(reading.tokens, *span) if span else []

    def owner(self, reading: Reading, clause: Clause, head: Predicate) -> list[Named]:
        """The owner of a noun of action: "Kyiv's request for", "Russian demand to", "a proposal from Poland"."""
        tokens = reading.tokens
        at = head.start - 1
        if at >= clause.start and tokens[at].lower in GROUP_ADJECTIVES:
            return [Named(GROUP_ADJECTIVES[tokens[at].lower], Sector.GOV, None, at)]
        article = False
        verbs = {i for p in clause.predicates if p.kind is not Kind.NOUN for i in range(p.start, p.end)}
        while (
            at >= clause.start
            and (tokens[at].tag in "k'yqd" or tokens[at].lower == "her")
            and head.start - at <= 5
            and at not in verbs
        ):
            if tokens[at].tag == "'" and at and tokens[at - 1].lower == "coalition" and self.actors.has_coalition:
                return [Named("COTW", Sector.GOV, None, at - 1)]
            if tokens[at].tag == "'" and at and tokens[at - 1].tag in "ael":
                return self.texts.bare(tokens, phrase_start(tokens, at - 1, clause.start), at)
            if tokens[at].lower in POSSESSIVE and at > clause.start:
                return [] if has_act_before(clause, head) else self._of_clause(reading, clause)
            article = article or tokens[at].lower in ("a", "an")
            at -= 1
        article = article or is_located(tokens, at)
        if at >= clause.start and tokens[at].tag in "ael" and head.start - at <= 4 and not article:
            return self.texts.bare(tokens, phrase_start(tokens, at, clause.start), at + 1)
        found = self._owner_after(reading, clause, head, verbs)
        voiced = 0 if found else voice_before(tokens, reading.words, clause.start, head.start)
        return self.meant(reading, clause.start, voiced) if voiced else found

    def _owner_after(self, reading: Reading, clause: Clause, head: Predicate, verbs: set[int]) -> list[Named]:
        """The owner after the noun: "a proposal from Poland", up to the next verb."""
        tokens = reading.tokens
        for nxt in range(head.end - 1, min(clause.end, head.end + 6)):
            if nxt in verbs or tokens[nxt].tag in ",;mh":
                break
            if tokens[nxt].lower in ("from", "by") or names_owner(tokens, nxt):
                return self.actors.heads(tokens, nxt + 1, min(clause.end, nxt + 7))
        return []

    def for_whom(self, reading: Reading, clause: Clause, head: Predicate) -> list[Named]:
        """Whom a thing is unacceptable to: "would be unacceptable to Moscow", "a red line for the Kremlin"."""
        tokens = reading.tokens
        leading = ("for",) if head.lemma.startswith("no ") else ("to", "for")  # "no way to protect Ukraine"
        refuses = head.kind is Kind.PHRASE and head.force is Force.REJECT and head.end < clause.end
        if refuses and tokens[head.end].lower in leading:
            return self.actors.heads(tokens, head.end + 1, min(clause.end, head.end + 5))
        return []

    def remember(self, reading: Reading) -> None:
        """Take note of who was named, for the pronouns of the next sentences."""
        tokens, memory = reading.tokens, self.memory
        self._remember_people(tokens)
        spoke, stranger = list[Named](), is_about_author(tokens)
        governing = {id(clause.governor) for clause in reading.clauses if clause.intro == "that"}
        for predicate in reading.predicates:
            says = predicate.force is Force.REPORT or id(predicate) in governing
            if says and predicate.form == "finite":
                clause = reading.clause_of(predicate)
                found = self.subject(reading, clause, predicate)
                spoke = found or spoke
                stranger = stranger or (not found and is_named_stranger(tokens, clause, predicate))
        memory.speaker = spoke or ([] if stranger else memory.speaker)
        noted = [(clause, self._subject_of(reading, clause)) for clause in reading.clauses]
        leading = [(clause, who) for clause, who in noted if clause.intro in LEADING and who and tells(clause, tokens)]
        for clause, who in leading or [pair for pair in noted if pair[1]][:1]:
            memory.note(who, is_speaker=clause.intro in ("tail", "lead"))
            self.actors.offices.put_first(who[0])
        self.actors.offices.told_of = next((one.code for one in memory.thing[:1] if one.code not in CODED_BODIES), "")
        memory.note_several([who for _, who in noted])
        memory.is_strangers = not spoke and (stranger or (memory.is_strangers and not leading))
        about = frozenset(one.code for _, who in leading for one in who)
        memory.told.append(Told(reading.sentence, about, tuple(spoke)))
        texts = not PLANS.isdisjoint(reading.words) or not STATED.isdisjoint(reading.words)
        for clause, who in noted if texts else ():
            words = reading.words[clause.start : clause.end]
            if not PLANS.isdisjoint(words):
                memory.plan = self.texts.owner(tokens, reading.predicates, (clause.start, clause.end)) or memory.plan
            if not STATED.isdisjoint(words):
                owner = self.texts.owner(tokens, reading.predicates, (clause.start, clause.end))
                memory.text = owner or who or memory.text

    def _remember_people(self, tokens: Sequence[Token]) -> None:
        """Take note of everybody named by name."""
        for at, token in enumerate(tokens):
            match = token.match
            if match is not None and isinstance(match.entry, PersonEntry):
                self.memory.people.extend(one for one in self.actors.named(token, at) if one.is_person)
                self.actors.offices.recent.append(match.entry)
        del self.memory.people[:-20], self.actors.offices.recent[:-20]

    def _subject_of(self, reading: Reading, clause: Clause) -> list[Named]:
        """Who stands or is meant before the first verb of a clause."""
        stop = next((p.group for p in clause.predicates if p.form == "finite"), clause.end)
        if clause.intro in LEADING:
            stop = next((at for at in range(clause.start + 1, stop) if reading.tokens[at].tag in "xhmzv"), stop)
        return self.meant(reading, clause.start, stop)

    def _shared(self, reading: Reading, clause: Clause) -> list[Named]:
        """The subject shared with the clause before ("and again proposed") or after ("Speaking in …,")."""
        index = reading.clauses.index(clause)
        for before in reversed(reading.clauses[:index]):
            goes_on = clause.intro == "conj" and before is reading.clauses[index - 1] and before.intro == "time"
            if before.intro in SKIPPED and not goes_on:
                continue
            beside = before.intro == "that" and goes_on_itself(reading.tokens, clause)
            if beside and (told := self._reporting(reading, before)):
                return told
            inner = before.intro == "that" and self._inner_pronoun(reading, before, before.start, before.start + 2)
            found = inner or self._of_clause(reading, before)
            if found:
                return found
        if index == 0:
            for after in reading.clauses[1:2]:
                return self._of_clause(reading, after)
        return []

    def _of_clause(self, reading: Reading, clause: Clause) -> list[Named]:
        heads = [p for p in clause.predicates if p.form == "finite"] or clause.predicates
        stop = subject_end(reading.tokens, clause.start, heads[0].group) if heads else clause.end
        return self.meant(reading, clause.start, stop)

    def meant(self, reading: Reading, start: int, end: int) -> list[Named]:
        """Whom a stretch names, or means by a pronoun."""
        return self.actors.heads(reading.tokens, start, end) or self._pronoun(reading, start, end)

    def _pronoun(self, reading: Reading, start: int, end: int) -> list[Named]:
        words = reading.words[start:end]
        memory = self.memory
        if words[:2] == ["one", "of"] and words[2:3] in (["them"], ["those"]):
            return []
        pronouns = () if PRONOUNS.isdisjoint(words) else reading.tokens[start:end]
        for word, is_quoted in ((token.lower, token.quoted) for token in pronouns if token.match is None):
            if word in SINGULAR_HE or word == "his":
                return memory.he(word, is_quoted=is_quoted)
            if word in SPEAKER:
                # Outside a quotation "we" is who spoke last, as in an interview, or else the author, who is nobody.
                quoted = any(token.quoted for token in reading.tokens[start:end]) or reading.is_title
                return memory.speaker or (memory.subject if quoted else [])
            if word in PLURAL:
                return memory.they()
            if word == "it":
                return memory.thing[:1] or [one for one in memory.subject[:1] if not one.is_person]
        return definite(memory, reading.tokens[start:end], words)
