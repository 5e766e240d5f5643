"""What the codebook leaves out: acts that read like events but are none. Each rule blocks with its reason."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from pipeline.extract.actors.offices import is_former
from pipeline.extract.acts.compounds import HOSTILE
from pipeline.extract.acts.corrections import LICENCE
from pipeline.extract.acts.drafts import Draft, codes_of
from pipeline.extract.lexicon import CueEntry, CueKind, Match, TitleEntry
from pipeline.extract.lexicon.short_names import INS
from pipeline.extract.scope.asides import ASIDES, is_total
from pipeline.extract.scope.elsewhere import (
    UKRAINE_WORDS,
    elsewhere,
    for_russia,
    goes_elsewhere,
    hostile_object,
    is_posting,
    joins_itself,
    names_ukraine,
    nothing_there,
    other_pact,
    own_army,
    own_neutrality,
    stands_elsewhere,
)
from pipeline.extract.scope.questions import UNREAL
from pipeline.extract.scope.references import REFERENCES
from pipeline.extract.scope.views import VIEWS, goes_to_ukraine, is_column, is_essay, is_own_defence, is_said, reasons
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.tokens import Token

GIVEN = frozenset({INS.ARMS, INS.TRAIN, INS.INTEL, INS.FUND, INS.TROOPS, INS.AIR, INS.BACKSTOP})
"""What others give to Ukraine: nothing that Ukraine or its enemies pledge or deliver."""
SINGLE_SHIPMENT = frozenset({INS.ARMS, INS.FUND, INS.GENERIC, INS.NATO, INS.NUCLEAR, INS.ART5, INS.NEUTRAL})
"""Instruments for which a bare past "sent" or "gave" is no programme."""
PAID_OUT = frozenset({"disburse", "pay out", "transfer", "release", "unlock", "allocate", "hand over", "channel"})
"""Money that was promised and now flows: an instalment is the programme at work."""
PEOPLES = frozenset({
    "britons", "germans", "poles", "voters", "respondents", "citizens", "majority", "public", "people", "americans",
    "french",
    "italians", "ukrainians", "europeans",
})  # fmt: skip


class Scope:
    """The document-wide facts that the rules need."""

    def __init__(
        self, title: str, matches: Mapping[str, Sequence[Match]], is_brief: bool = False, on: date | None = None
    ) -> None:
        self.is_brief = is_brief
        self.on = on
        cues = {
            field: [(m, m.entry.kind) for m in found if isinstance(m.entry, CueEntry)]
            for field, found in matches.items()
        }
        self.cues = {field: [match for match, kind in found if kind in BESIDES] for field, found in cues.items()}
        self.is_column = is_column(title)
        self.is_own_defence = is_own_defence(title)
        self.is_essay = is_essay(title)
        self.is_on_posting = is_posting(title, matches["title"])
        self.title_is_ukraine = any(word in title.lower() for word in UKRAINE_WORDS)
        self.is_poll = any(kind is CueKind.POLL for found in cues.values() for _, kind in found)

    def check(self, draft: Draft) -> str:
        """Why the codebook leaves a draft out, or nothing."""
        for reason, rule in TOLD_ONLY:
            if rule(draft):
                return reason
        for reason, scoped in RULES:
            if scoped(self, draft):
                return reason
        return ""


OF_WAR = frozenset({INS.ARMS, INS.TRAIN, INS.INTEL})
"""What Russia and its allies talk about for themselves."""


def _wrong_giver(scope: Scope, draft: Draft) -> bool:
    meaning = draft.meaning
    assert meaning is not None  # only unblocked drafts are checked
    gives = meaning.force in (Force.PLEDGE, Force.IMPLEMENT, Force.SUSPEND)
    joins = gives and not JOINED.isdisjoint(draft.instruments) and codes_of(draft) <= HOSTILE
    joins = joins or (joins_alone(draft) and not names_ukraine(draft.reading.tokens))
    if meaning.force is Force.CONSULT and not OF_WAR.isdisjoint(draft.instruments) and len(codes_of(draft)) > 1:
        return codes_of(draft) <= HOSTILE  # "Russia and North Korea cooperate on drones"
    return joins or (gives and bool(GIVEN & set(draft.instruments)) and codes_of(draft) <= HOSTILE | {"UKR"})


def joins_alone(draft: Draft) -> bool:
    """Whether Russia itself would be in the alliance: "Putin's interest in NATO membership"."""
    assert draft.meaning is not None
    wishes = draft.meaning.force in (Force.CONSIDER, Force.PROPOSE, Force.WANT)
    return wishes and draft.instruments == (INS.NATO,) and codes_of(draft) == {"RUS"}


JOINED = frozenset({INS.NATO, INS.EU, INS.ART5})
"""What Ukraine's enemies neither have nor give."""


TRANCHES = frozenset(
    {"assets", "proceeds", "tranche", "tranches", "instalment", "installment", "instalments", "installments"}
)
"""Parts in which a programme pays out what it has promised."""


def _shipment(scope: Scope, draft: Draft) -> bool:
    meaning = draft.meaning
    assert meaning is not None
    if (
        meaning.force is not Force.IMPLEMENT
        or draft.is_denied
        or draft.head.lemma.startswith(LICENCE)
        or is_total(draft)
    ):
        return False
    if draft.head.lemma in PAID_OUT and INS.FUND in draft.instruments and not codes_of(draft) <= {"UKR"}:
        return False
    told = " ".join(draft.reading.words[draft.head.end : draft.clause.end]).split()
    if INS.FUND in draft.instruments and not TRANCHES.isdisjoint(told):
        return False
    bare = meaning.path in ("supply", "supply.inside") and not meaning.is_ongoing
    return bare and set(draft.instruments) <= SINGLE_SHIPMENT


def _poll(scope: Scope, draft: Draft) -> bool:
    words = set(draft.reading.words)
    asked = {"%", "percent", "half"} & words and {"think", "believe"} & words
    polled = scope.is_poll or asked or POLLS & words
    return bool(polled) and bool(
        {"majority", "respondents", "percent", "%", "voters"} & words or (POLLS | PEOPLES) & words
    )


POLLS = frozenset({"poll", "polls", "survey", "surveys", "polling", "pollsters", "pollster"})


BESIDES = (CueKind.OTHER_BENEFICIARY, CueKind.OFF_TOPIC)
"""Cues that a sentence is about another country's security, or about another sense of the words."""


def _other_cue(scope: Scope, draft: Draft) -> bool:
    """A sentence about another country's security that does not name Ukraine: "troops in Poland", "Taiwan Strait"."""
    sentence = draft.reading.sentence
    if scope.is_brief or names_ukraine(draft.reading.tokens) or any(one.is_strong for one in draft.held):
        return False
    return any(sentence.start <= cue.start < sentence.end for cue in scope.cues[sentence.field])


def _pundit(scope: Scope, draft: Draft) -> bool:
    """Whether an analyst speaks: nobody whose word is an act."""
    if draft.speaker:
        return False
    if scope.is_column:
        return True
    frame = draft.clause.speaker_frame
    governor = draft.clause.governor
    span: Sequence[Token] = ()
    if frame is not None:
        span = draft.reading.tokens[frame.start : frame.end]
    elif governor is not None:
        outer = draft.reading.clause_of(governor)
        span = draft.reading.tokens[outer.start : governor.end]
    elif "that" in draft.reading.words[draft.clause.start : draft.head.group]:
        span = draft.reading.tokens[draft.clause.start : draft.head.group]  # "the columnist wagers that he will"
    return any(
        isinstance(token.entry, TitleEntry) and (token.entry.key == "pundit" or is_former(span, at, 0))
        for at, token in enumerate(span)
    )


def _other_use(scope: Scope, draft: Draft) -> bool:
    """To use, tap or take over anything but money, intelligence or a mission is nothing the codebook knows."""
    if draft.head.lemma == "open":
        return INS.EU not in draft.instruments
    return draft.head.lemma in ("use", "tap", "assume") and not {INS.FUND, INS.INTEL, INS.TRAIN} & set(
        draft.instruments
    )


def _battle(scope: Scope, draft: Draft) -> bool:
    """What is paused, ended or restarted is the fighting, not the instrument."""
    meaning = draft.meaning
    assert meaning is not None
    stopped = next((p for p in reversed(draft.chain) if p.force in STOPPING), None)
    if stopped is None or (draft.held and all(one.at < stopped.start for one in draft.held)):
        return False
    stop = min((one.at for one in draft.held if one.at >= stopped.end), default=stopped.end + 4)
    after = draft.reading.tokens[stopped.end : min(stop, stopped.end + 4)]
    known = any(p.start == stopped.end for p in draft.chain)
    other_act = (
        stopped.force is Force.SUSPEND
        and bool(after) and after[0].tag == "k" and after[0].lower.endswith("ing") and not known
    )  # fmt: skip
    return other_act or any(token.lower in BATTLE for token in after)


STOPPING = frozenset({Force.SUSPEND, Force.UNDO, Force.REJECT})


BATTLE = frozenset({
    "attacks", "attack", "strikes", "strike", "war", "fighting", "hostilities", "bombing", "ceasefire", "invasion",
    "killing",
    "bloodshed", "offensive", "conflict", "force", "terror", "shelling", "sanctions", "tariffs", "aggression",
})  # fmt: skip


def _troops_stay(scope: Scope, draft: Draft) -> bool:
    """Not to pull troops out of elsewhere is no support for a force in Ukraine."""
    pulls = {Force.SUSPEND} & {p.force for p in draft.chain}
    return (
        bool(pulls)
        and INS.TROOPS in draft.instruments
        and draft.meaning is not None
        and draft.meaning.force is Force.SUPPORT
    )


def _sea(scope: Scope, draft: Draft) -> bool:
    """In a long article, talk of a truce at sea is war news; only its conclusion is an act."""
    meaning = draft.meaning
    assert meaning is not None
    concluded = (Force.PLEDGE, Force.SIGN, Force.IMPLEMENT, Force.SUPPORT)
    if meaning.force is Force.CONSULT and any("security" in draft.reading.words[one.at] for one in draft.held):
        return False  # "talks on Black Sea security" is about more than a truce
    return not scope.is_brief and draft.instruments == (INS.MARITIME,) and meaning.force not in concluded


def _vague_concession(scope: Scope, draft: Draft) -> bool:
    """Nobody gives up a guarantee without a form, unless Russia lets others give it."""
    meaning = draft.meaning
    assert meaning is not None
    return meaning.force is Force.CONCEDE and draft.instruments == (INS.GENERIC,) and "lets" not in meaning.path


def _vague_accusation(scope: Scope, draft: Draft) -> bool:
    """An accusation or a threat counts only where the instrument itself is its object."""
    meaning = draft.meaning
    assert meaning is not None
    weak = bool(draft.held) and not any(one.is_strong for one in draft.held)
    return not scope.is_brief and weak and meaning.force is Force.ACCUSE


def _topic_of_talks(scope: Scope, draft: Draft) -> bool:
    """A noun that only names what was talked about: "talked to Trump about American support for the force"."""
    noun = draft.head
    before = [p for p in draft.clause.predicates if p.start < noun.start and (p.kind is not Kind.NOUN)]
    if not draft.is_nominal or not before or before[-1].force is not Force.CONSULT:
        return False
    if before[-1].lemma.startswith("discuss"):
        return True
    between = draft.reading.tokens[before[-1].end - 1 : noun.start]
    return any(token.lower in ("about", "on", "over", "regarding") for token in between)


def _keeps(scope: Scope, draft: Draft) -> bool:
    """To host assets or bases is no meeting: what is hosted stands directly after the verb."""
    if draft.head.lemma != "host":
        return False
    after = draft.reading.tokens[draft.head.end : min(draft.clause.end, draft.head.end + HOSTED)]
    return not any(t.tag in "als" or t.lower in MEETINGS for t in after)


HOSTED = 6
"""Words after "hosts" in which the guests or their meeting are named."""
MEETINGS = frozenset({
    "summit", "talks", "meeting", "conference", "gathering", "round", "session", "delegations", "delegation", "guests",
    "counterpart", "counterparts", "negotiations", "them", "him", "her", "dinner", "lunch", "leaders", "forum",
})  # fmt: skip


PLACED = ("on", "at", "along", "near", "in", "to")
FRONT = frozenset({"front", "frontline", "frontlines", "combat", "contact", "trenches", "border", "fighting"})


def _only_there(scope: Scope, draft: Draft) -> bool:
    """What will not be at one place is not refused: "the force would not be deployed on the front line"."""
    meaning = draft.meaning
    assert meaning is not None
    if meaning.force is not Force.REJECT or not draft.head.negated or draft.head.force is not Force.SUPPLY:
        return False
    tokens = draft.reading.tokens[draft.head.end : min(draft.clause.end, draft.head.end + 8)]
    where = next((at for at, token in enumerate(tokens) if token.lower in PLACED), None)
    where = 0 if draft.head.lemma.endswith(" to") else where
    return where is not None and any(token.lower in FRONT for token in tokens[where : where + 5])


def _yet_to_pass(scope: Scope, draft: Draft) -> bool:
    """What a parliament would have to approve it has not approved, and it promises nothing."""
    meaning = draft.meaning
    assert meaning is not None
    votes = meaning.force is Force.CONSIDER and "vote" in draft.head.lemma
    if not votes and (meaning.force is not Force.RATIFY or not draft.head.passive):
        return False
    before = draft.reading.words[max(0, draft.head.group - 3) : draft.head.start]
    owed = (
        draft.head.modal in ("must", "should")
        or draft.head.lemma.startswith("have ")
        or bool({"have", "has", "need", "needs"}.intersection(before))
    )
    return owed and "been" not in before


def _judgement(scope: Scope, draft: Draft) -> bool:
    """To consider a thing one of the best is to praise it, and weighs nothing."""
    if draft.head.lemma != "consider":
        return False
    after = (p for p in draft.clause.predicates if p.start > draft.head.end and p.kind is Kind.PHRASE)
    praise = next(after, None)
    return praise is not None and praise.group == praise.start


def _for_ever(scope: Scope, draft: Draft) -> bool:
    """What will not last for ever is not refused: "the offer would not be on the table forever"."""
    after = draft.reading.words[draft.head.end : draft.head.end + 5]
    return draft.head.negated and bool({"forever", "indefinitely", "ever"}.intersection(after))


def _is_greeted(scope: Scope, draft: Draft) -> bool:
    """What is met with scepticism is no meeting: "the proposal has been met with scepticism"."""
    return draft.head.passive and draft.head.lemma.startswith("meet")


def _only_ought(scope: Scope, draft: Draft) -> bool:
    """What ought to be, or what somebody needs, is asked for only where somebody says so; else the author thinks it."""
    meaning = draft.meaning
    assert meaning is not None
    if draft.speaker or draft.clause.governor is not None or (draft.providers and not draft.reading.is_title):
        return False
    if draft.clause.speaker_frame is not None or draft.reading.tokens[draft.head.start].quoted:
        return False
    if draft.reading.is_title:
        return draft.head.modal in ("should", "must") and ".duty" in meaning.path  # an opinion's headline
    if draft.head.modal == "ought":
        return True  # "the Union will have to revisit the loan" is what the paper expects
    pronoun = draft.reading.tokens[draft.clause.start].lower in ("it", "they", "we")
    granted = draft.clause.intro == "sub"  # "although Ukraine too needs soldiers"
    due = ".duty" in meaning.path or draft.head.lemma.startswith(("must ", "should "))
    return due or (draft.head.lemma == "need" and (pronoun or granted))


def _foresees(scope: Scope, draft: Draft) -> bool:
    """What could or would be, in an article that asks how a thing would go: "Moscow would refuse any deal"."""
    essay = scope.is_essay and draft.head.modal in SUPPOSING
    return not draft.reading.is_title and (essay or reasons(draft)) and not is_said(draft)


def _own_defence(scope: Scope, draft: Draft) -> bool:
    """Loans and arms for Europe's own armies: "eight countries requested 74 billion in funding"."""
    money = {INS.FUND, INS.ARMS}.issuperset(draft.instruments)
    return scope.is_own_defence and money and not goes_to_ukraine(draft)


SUPPOSING = frozenset({"would", "could", "might", "may", "should", "must"})


TOLD_ONLY: tuple[tuple[str, Callable[[Draft], bool]], ...] = (*ASIDES, *UNREAL, *REFERENCES, *VIEWS)
"""The rules that need nothing of the document but the act; asked first."""
RULES: tuple[tuple[str, Callable[[Scope, Draft], bool]], ...] = (
    ("the giver cannot be Ukraine or its enemy", _wrong_giver),
    ("Russia's own guarantees", for_russia),
    ("a single shipment", _shipment),
    ("an opinion poll", _poll),
    ("another country's guarantee", elsewhere),
    ("given to another country", goes_elsewhere),
    ("another country's membership", joins_itself),
    ("soldiers posted with an ally", stands_elsewhere),
    ("its own neutrality", own_neutrality),
    ("a force that is not in Ukraine", nothing_there),
    ("a pact between others", other_pact),
    ("another use", _other_use),
    ("the enemy's own", hostile_object),
    ("the enemy's own army, or no army", own_army),
    ("the fighting itself", _battle),
    ("troops elsewhere", _troops_stay),
    ("not for ever", _for_ever),
    ("the topic of talks", _topic_of_talks),
    ("only the author's view", _only_ought),
    ("what an author foresees", _foresees),
    ("Europe's own defence", _own_defence),
    ("a judgement", _judgement),
    ("met with a feeling", _is_greeted),
    ("what is hosted", _keeps),
    ("not at that place", _only_there),
    ("still to be approved", _yet_to_pass),
    ("a truce at sea", _sea),
    ("a concession of nothing in particular", _vague_concession),
    ("another subject", _other_cue),
    ("an analyst's opinion", _pundit),
    ("the instrument is not what is accused", _vague_accusation),
)
