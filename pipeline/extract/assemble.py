"""From drafts to mentions: fill the record, drop what is out of scope, tell one event once a document."""

import re
from collections.abc import Collection, Mapping, Sequence

from pipeline.extract.actors.named import Named
from pipeline.extract.acts.conditions import conditions_in
from pipeline.extract.acts.dating import Dates
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import event_type, factuality_of, stance_of, status_of
from pipeline.extract.confidence import confidence_of
from pipeline.extract.lexicon import Match
from pipeline.extract.objects.magnitude import magnitude_of
from pipeline.extract.scope.headlines import told_in_full
from pipeline.extract.scope.nearness import BRIEF
from pipeline.extract.scope.recaps import LEAD, is_background
from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sources.attribution import attribution_of, confirmation_of, factuality_by_source, is_foretold
from pipeline.extract.sources.crediting import borrowed
from pipeline.extract.sources.days import with_day_of_speech
from pipeline.extract.sources.media import Crediting
from pipeline.extract.sources.passages import background_blocks, credited, named_source
from pipeline.extract.sources.voices import voices_of
from pipeline.model import (
    Actor,
    Block,
    Condition,
    Confirmation,
    DatePrecision,
    Document,
    EventType,
    Evidence,
    Factuality,
    Instrument,
    Mention,
    Sector,
    SourceKind,
    Stance,
    Status,
)

FOR_UKRAINE = frozenset({EventType.PLEDGE, EventType.IMPLEMENT, EventType.SUSPEND})


def assemble(
    document: Document, drafts: Sequence[Draft], dates: Dates, matches: Mapping[str, Sequence[Match]], extractor: str
) -> tuple[Mention, ...]:
    """The mentions of a document in order of place, each event once."""
    if all(draft.blocked or draft.meaning is None for draft in drafts):
        return ()  # of a story that tells nothing it is no matter from whom it is taken
    mentions: list[Mention] = []
    background = background_blocks(document)
    crediting, voices = Crediting(document, matches), voices_of(document, matches["text"])
    source = named_source(document, crediting.found)
    for draft in drafts:
        if draft.blocked or draft.meaning is None or _elaborates(draft, drafts):
            continue
        mention = _mention(document, draft, dates, extractor, background)
        later = mention.type is EventType.REQUEST and is_foretold(draft)
        is_told = draft.is_nominal or draft.is_recap or later
        mention = borrowed(mention, dates.told, is_told, voices)
        mention = crediting.credited(with_day_of_speech(mention, document, voices, dates))
        mentions.append(mention if mention.background else credited(mention, source))
    return tuple(_once(mentions, len(document.text) <= BRIEF, document.title))


def _elaborates(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a draft only spells out the act before it: "rejected the idea, saying that nobody would send any"."""
    governor = draft.clause.governor
    if governor is None or governor.form != "gerund":
        return False
    if governor.group - draft.reading.clause_of(governor).start > 1:
        return False  # "with his counterpart in Prague saying" has a speaker of its own
    return any(
        other.reading is draft.reading and other is not draft and not other.blocked
        and other.head.start < governor.start and set(other.instruments) & set(draft.instruments)
        and _is_same_side(draft, other)
        for other in drafts
    )  # fmt: skip


AGAINST = frozenset({Force.REJECT, Force.ACCUSE, Force.THREATEN, Force.SUSPEND})


def _is_same_side(draft: Draft, other: Draft) -> bool:
    """Whether two acts are both for or both against the thing."""
    assert draft.meaning is not None  # both are unblocked
    sides = {one.meaning.force in AGAINST for one in (draft, other) if one.meaning is not None}
    return len(sides) == 1


def _mention(document: Document, draft: Draft, dates: Dates, extractor: str, background: Sequence[Block]) -> Mention:
    assert draft.meaning is not None  # the caller has looked
    meaning = draft.meaning
    kind = event_type(meaning)
    sentence = _sentence_text(document, draft)
    attribution = attribution_of(draft, sentence, kind)
    confirmation = confirmation_of(sentence)
    factuality = factuality_by_source(factuality_of(meaning), draft, attribution)
    status, stance = status_of(meaning), stance_of(meaning)
    conditions, hinged = conditions_in(sentence)
    held_back = HELD_BACK.search(sentence)
    if (
        kind is EventType.REJECT
        and draft.meaning.negated
        and held_back
        and (conditions or held_back.group() == "until")
    ):
        conditions = conditions or (Condition.OTHER,)
        kind, status, stance = EventType.CONSIDER, Status.DISCUSSED, Stance.CONDITIONAL
    if kind is EventType.ACCUSE and _misses(draft, sentence):
        stance = Stance.SUPPORT
    if hinged and stance is Stance.SUPPORT and kind in HINGING and not meaning.path.startswith("condition"):
        stance = Stance.CONDITIONAL
    if draft.is_denied and confirmation is not Confirmation.NOT_DENIED:
        status, factuality = Status.DENIED, Factuality.CERTAINLY_NOT
        confirmation = Confirmation.DENIED
    date, evidence = dates.of(draft), evidence_of(draft)
    recipients, providers = _asked(draft, kind)
    return Mention(
        kind, draft.instruments, _actors(draft.actors), ("UKR",) if kind in FOR_UKRAINE else recipients,
        providers, status, stance, conditions, factuality, confirmation, date, attribution,
        is_background(document, draft, date, background),
        magnitude_of(sentence, draft.instruments, evidence.start - evidence.sentence_start),
        evidence, meaning.path, extractor, confidence_of(draft, len(document.text)),
    )  # fmt: skip


JOINED = frozenset({Instrument.NATO, Instrument.EU, Instrument.NEUTRAL, Instrument.BUDAPEST, Instrument.NUCLEAR})
"""What nobody supplies: one joins it or forgoes it."""


OF_OTHERS = frozenset({
    EventType.PROPOSE, EventType.REQUEST, EventType.SUPPORT, EventType.CONCEDE,
})  # fmt: skip
"""Acts about what somebody else can supply: "called for European troops", "welcomed American guarantees"."""


def _owners(draft: Draft, own: Collection[str]) -> tuple[str, ...]:
    """Whose the things are that an act is about, apart from its actors and the two at war."""
    held = [one for one in draft.held if one.instrument in draft.instruments and one.instrument is not Instrument.ARMS]
    # "NATO's Article 5" is what a guarantee is likened to; American arms can be bought by anybody.
    owners = (one.owner for one in held if not (one.owner == "NATO" and one.instrument is Instrument.ART5))
    return tuple(dict.fromkeys(code for code in owners if code and code not in {*own, "UKR", "RUS"}))


def _asked(draft: Draft, kind: EventType) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Recipients and providers: who is asked for an instrument would supply it, and who should supply it is asked."""
    own = {one.code for one in draft.actors}
    recipients, providers = draft.recipients, () if own.issuperset(draft.providers) else draft.providers
    if JOINED.issuperset(draft.instruments):
        return recipients, providers
    owners = _owners(draft, own) if kind in OF_OTHERS and not (recipients or providers) else ()
    if kind is not EventType.REQUEST or "UKR" in recipients or "UKR" in providers:
        return recipients, providers or owners
    asks = draft.meaning is not None and draft.meaning.path.startswith(("request.ask", "request.demand"))
    return recipients or providers or (owners if asks else ()), providers or recipients or owners


def _actors(found: Sequence[Named]) -> tuple[Actor, ...]:
    return tuple(one.actor() for one in found)


def _sentence_text(document: Document, draft: Draft) -> str:
    sentence = draft.reading.sentence
    text = document.title if sentence.field == "title" else document.text
    return text[sentence.start : sentence.end]


def evidence_of(draft: Draft) -> Evidence:
    """Where the trigger of a draft stands, and its sentence."""
    tokens, sentence = draft.reading.tokens, draft.reading.sentence
    start = tokens[draft.head.group].start
    end = tokens[draft.chain[-1].end - 1].end
    return Evidence(sentence.field, start, end, sentence.start, sentence.end)


MISSING = re.compile(
    r"\b(?:reject\w*|refus\w*|lack|absence|fail\w*|falter\w*|hesitat\w*|delay\w*|decision not|without|inaction|slow\w*|"
    r"pause|halt|freeze|block\w*|drag\w*)\b",
    re.I,
)
"""What somebody is reproached with who does not give enough."""
WISHED = frozenset(
    {Instrument.AIR, Instrument.NATO, Instrument.ARMS, Instrument.EU, Instrument.GENERIC, Instrument.TROOPS}
)


def _misses(draft: Draft, sentence: str) -> bool:
    """Whether a reproach is that an instrument is missing: Ukraine's, or one "over the lack of" it (codebook)."""
    ukraine = {one.code for one in draft.actors} == {"UKR"} and WISHED.issuperset(draft.instruments)
    hostile = any(one.code in ("RUS", "BLR", "HUN", "SVK") for one in draft.actors)
    return ukraine or (not hostile and bool(MISSING.search(sentence)))


HELD_BACK = re.compile(r"\bwithout a\b|\buntil\b|\bunless\b|\bif (?:it is |they are |he is |she is |we are )?not\b")
"""Words that make a refusal one for the time being: "will not be deployed until it is safe"."""

HINGING = frozenset({EventType.PLEDGE, EventType.SIGN, EventType.CONCEDE, EventType.SUPPORT, EventType.PROPOSE})
"""Acts that their actor can hinge on something; a demand or a delivery stands by itself."""

FOR = frozenset(
    {EventType.PROPOSE, EventType.REQUEST, EventType.PLEDGE, EventType.SUPPORT, EventType.CONSIDER, EventType.CONSULT}
)


NEWSPEAK = frozenset({(EventType.CONSIDER, EventType.CONCEDE), (EventType.IMPLEMENT, EventType.PLEDGE)})
"""What a headline calls an act that its summary tells as it is: "reverses the pause", and "will resume sending"."""


EUROPEAN = {Actor("EU", Sector.IGO), Actor("EUROPE", Sector.GOV)}
"""What a headline calls "the EU" and its summary "Europe"."""


def _retold(headline: Mention, mention: Mention) -> bool:
    """Whether a summary tells the headline's act again in other words: the same actors, instrument and side."""
    if headline.evidence.field != "title" or mention.evidence.field != "text" or headline.type is mention.type:
        return False
    if {headline.type, mention.type} == {EventType.PLEDGE, EventType.REQUEST}:
        return False  # what one gives is not what one asks of others
    open_first = (headline.type, mention.type) in NEWSPEAK
    if not open_first and (headline.type not in FOR or mention.type not in FOR):
        return False
    same = set(headline.actors) == set(mention.actors) or {*headline.actors, *mention.actors} == EUROPEAN
    return same and bool(set(headline.instruments) & set(mention.instruments))


def _once(mentions: Sequence[Mention], brief: bool, title: str) -> list[Mention]:
    """Each event once: of two that agree in type, actors and instruments, the one with the better date."""
    kept: list[Mention] = []
    repeated: list[Mention] = []
    for mention in mentions:
        twin = next((k for k in kept if _same(k, mention)), None)
        tells = brief or (mention.evidence.start < LEAD and mention.type in OFFERS)
        headline = next(
            (k for k in kept if tells and k not in repeated and (brief or k.type in OFFERS) and _retold(k, mention)),
            None,
        )
        headline = headline or next((k for k in kept if told_in_full(k, mention, title)), None)
        if any(_echoes(k, mention, brief=brief) for k in kept) or (
            headline is not None and _only_asks_it(headline, mention)
        ):
            continue
        if twin is not None:
            repeated.append(twin)
        if headline is not None:
            kept[kept.index(headline)] = mention
        elif twin is None:
            kept.append(mention)
        elif _says_more(mention, twin):
            kept[kept.index(twin)] = mention
    return [mention for mention in kept if not _is_spelt_out(mention, kept)]


def _only_asks_it(headline: Mention, mention: Mention) -> bool:
    """Whether a design is told again as what ought to be: "advocates a zone", and "it should be patrolled"."""
    return headline.type is EventType.PROPOSE and mention.rule_id.endswith(".duty")


OFFERS = frozenset({EventType.PROPOSE, EventType.PLEDGE, EventType.CONSIDER})
"""What an article's headline and its lead can call one act by: "suggests", "could", "would"."""
FORMS = frozenset({
    Instrument.TROOPS, Instrument.ART5, Instrument.AIR, Instrument.BACKSTOP, Instrument.TRAIN, Instrument.MARITIME,
})  # fmt: skip
"""What security guarantees consist in where a sentence beside tells."""


def _is_spelt_out(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether "guarantees" are told again as what they are: "to guarantee security" and "will deploy troops"."""
    if mention.instruments != (Instrument.GENERIC,) or mention.type not in FOR | {EventType.SIGN}:
        return False
    actors = {a.code for a in mention.actors}
    return any(
        other.type is mention.type and set(other.instruments) & FORMS and {a.code for a in other.actors} == actors
        and _same_time(mention, other)
        for other in mentions
    )  # fmt: skip


ECHOES = {
    EventType.SUPPORT: (EventType.CONCEDE,), EventType.REJECT: (EventType.ACCUSE,),
    EventType.PLEDGE: (EventType.SUPPORT,), EventType.SIGN: (EventType.PROPOSE,),
}  # fmt: skip
"""What an act is told as once more in its own sentence: "rejected the idea, calling it counterproductive"."""


CONCLUDED = frozenset({EventType.SIGN, EventType.RATIFY})
"""Acts of which their own author's praise is no other act."""


def _echoes(first: Mention, later: Mention, *, brief: bool) -> bool:
    """Whether a mention only colours the act told before it in the same sentence, of the same actors and thing."""
    shared = not set(first.instruments).isdisjoint(later.instruments)
    if shared and later.type is EventType.SUPPORT and first.type in CONCLUDED:
        # A president who welcomes what his parliament passed is not its author.
        mine, theirs = ({a if first.type is EventType.RATIFY else a.code for a in m.actors} for m in (later, first))
        return mine <= theirs
    if shared and _is_occasion(first, later, brief=brief) and _same_actors(first, later):
        return True
    if later.type not in ECHOES.get(first.type, ()) or first.evidence.field != later.evidence.field:
        return False
    if first.evidence.sentence_start != later.evidence.sentence_start or first.instruments != later.instruments:
        return False
    return _same_actors(first, later)


def _same_actors(one: Mention, other: Mention) -> bool:
    return {a.code for a in one.actors} == {a.code for a in other.actors}


def _is_occasion(first: Mention, later: Mention, *, brief: bool) -> bool:
    """Whether a mention names the talks at which a promise came about, or the reason for a refusal in a summary."""
    if later.type is EventType.CONSULT and later.background:
        return first.type in (EventType.PLEDGE, EventType.SIGN)
    return brief and (first.type, later.type) == (EventType.REJECT, EventType.ACCUSE)


def _says_more(mention: Mention, twin: Mention) -> bool:
    """Whether a later sentence tells the act better than the one before: with its day, or as well and with more."""
    if mention.type is EventType.SIGN and twin.status is Status.SIGNED and mention.status is not twin.status:
        return False  # what was to be signed, told after its signing
    dated, known = (one.date.precision is not DatePrecision.PUB for one in (mention, twin))
    if dated is not known:
        return dated
    if twin.evidence.field != "title" or mention.date != twin.date:
        return False
    sourced, vague = (one.attribution.kind is not SourceKind.UNATTRIBUTED for one in (mention, twin))
    if not set(mention.instruments) >= set(twin.instruments):
        return False
    return (sourced and not vague) or len(mention.instruments) > len(twin.instruments)


def _same(one: Mention, other: Mention) -> bool:
    if one.type is not other.type or not _share(one, other):
        return False
    if not _same_time(one, other):
        return False
    mine, theirs = ({a.code for a in m.actors} for m in (one, other))
    if one.status is not other.status and one.type is EventType.SIGN and {"UKR"} in (mine, theirs):
        return False  # pacts to come with partners unnamed are none of those signed
    if mine - {"UKR"} and theirs - {"UKR"}:
        mine, theirs = mine - {"UKR"}, theirs - {"UKR"}
    return mine <= theirs or theirs <= mine or len(mine & theirs) / len(mine | theirs) >= ALIKE


def _share(one: Mention, other: Mention) -> bool:
    """Whether two acts are about one instrument; American help from the air is the backstop of the others' force."""
    both = set(one.instruments) | set(other.instruments)
    american = all([a.code for a in mention.actors] == ["USA"] for mention in (one, other))
    backs = american and both <= {Instrument.AIR, Instrument.BACKSTOP}
    return backs or bool(set(one.instruments) & set(other.instruments))


ALIKE = 0.5
"""Share of common actors from which two sentences of one document tell one act (codebook, core match)."""


def _same_time(one: Mention, other: Mention) -> bool:
    """Whether two dates can be one: undated beside dated only in the news itself, where the dated act is recent."""
    (first, second) = (one.date, other.date)
    undated = [date.precision is DatePrecision.PUB for date in (first, second)]
    same_actors = {a.code for a in one.actors} == {a.code for a in other.actors}
    if one.background != other.background and any(undated) and not all(undated) and not same_actors:
        return False
    if DatePrecision.PUB in (first.precision, second.precision):
        return abs((first.start - second.start).days) <= RECENT
    return first.start <= second.end and second.start <= first.end


RECENT = 3
"""Days before publication that an undated sentence can also mean; "last week" is another time than now."""
