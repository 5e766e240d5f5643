"""On whose word an act is reported: the speaker, what kind of source, through which medium, in which words."""

import re
from collections.abc import Sequence

from pipeline.extract.actors.named import Named
from pipeline.extract.acts.drafts import Draft, codes_of
from pipeline.extract.acts.stating import STATES, stating_person
from pipeline.extract.lexicon import CountryEntry, OutletEntry, SurfaceKind, TitleEntry
from pipeline.extract.lexicon.fold import small_letters
from pipeline.extract.scope.gate import ALLIES
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.model import Attribution, Confirmation, EventType, Factuality, QuoteKind, Sector, SourceKind

ANONYMOUS = re.compile(
    r"\b(?:sources?\b(?! of)|people familiar|person familiar|(?:officials?|diplomats?|people|person|insiders?|aides?|"
    r"sources?|source)"
    r"(?: \w+){0,3} (?:who|familiar|briefed|close to|(?:with )?(?:direct |first-hand |inside )?knowledge|on condition|"
    r"speaking)|not to be named|an? (?:[\w.-]+ ){0,3}(?:official|diplomat|aide|insider) (?:says?|said|tells?|told)|"
    r"(?:according to|citing|quoting|with reference to) (?:[\w.-]+ ){0,3}(?:officials|diplomats|aides|"
    r"insiders)\b(?! of)|"
    r"(?:according to|citing|quoting|with reference to) (?:an?|one|another) (?:[\w.-]+ ){0,3}(?:official|"
    r"diplomat|aide|"
    r"insider)\b(?![’']| (?:of|statement|website|document|report|figure))|"
    r"condition of anonymity|"
    r"anonymous(?:ly)?|unnamed|insiders|"
    r"(?:u\.s\.|\w+) (?:officials|diplomats)(?: \w+){0,3} (?:say|said|told|have told)|"
    r"(?:officials|diplomats|aides) (?:say|said|told|have told)|"
    r"one of (?:them|those) (?:\w+ )?(?:said|says|told|tells|added|adds|claimed|claims)|"
    r"(?:two|three|four|five|six|seven|several|multiple|some|one) (?:(?:\w*[^\Ws]|us) ){0,2}(?:officials?|diplomats?|"
    r"sources?|people|figures))"
)
"""Whom a text does not name, in small letters."""
SAID = re.compile(r"\s+(?:have |had )?(?:told|said|says?|tells?|added?|adds|claim\w*)\b", re.I)
DOCUMENT = re.compile(
    r"\b(?:draft|document|statement|communiqu[eé]|text of|declaration says|leaked|memo|letter|according to (?:a|"
    r"the) (?:plan|draft|text))\b",
    re.I,
)
NOT_DENIED = re.compile(
    r"\b(?:(?:do|does|did|would|could)(?: not|n['’]t) deny|neither[^.]{3,60}den(?:y|ied)|not denied|declined to deny)"
)
NO_COMMENT = re.compile(
    r"\b(?:declined to comment|no comment|would not comment|refused to comment|"
    r"did not (?:immediately )?(?:respond|comment))"
)
DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\b|dismiss\w* (?:as|reports?)|(?:completely|entirely) (?:false|untrue)|refut\w+|"
    r"fake news|not true|untrue)"
)
CONFIRMED = re.compile(r"\bconfirm(?:s|ed|ing)?\b(?! whether)")
REACTING = ("deny", "denie", "comment", "respond", "dismiss", "false", "true", "refut", "fake", "confirm")
"""Stems without one of which none of these patterns can match: most sentences have none."""
SPEECH = frozenset({
    EventType.PLEDGE, EventType.REQUEST, EventType.REJECT, EventType.ACCUSE, EventType.THREATEN, EventType.SUPPORT,
    EventType.PROPOSE, EventType.CONSIDER, EventType.CONCEDE,
})  # fmt: skip
"""Acts that are done by speaking: their actor, a person, is also their source."""


def attribution_of(draft: Draft, sentence: str, event_type: EventType) -> Attribution:
    """The attribution of one act, from its sentence."""
    quote = _quote(draft)
    speaker = speaker_of(draft)
    if draft.is_nominal and not {one.code for one in speaker} & codes_of(draft):
        stated = stating_person(draft)
        return NOBODYS if stated is None else Attribution(SourceKind.NAMED, stated, None, quote)
    unnamed = None if any(one.is_person for one in speaker) else ANONYMOUS.search(small_letters(sentence))
    if unnamed is not None:
        said = _without_verb(sentence[unnamed.start() : unnamed.end()])
        return Attribution(SourceKind.ANONYMOUS, said, None, quote)
    if _is_texts_word(draft, speaker):
        return Attribution(SourceKind.DOCUMENT, None, None, quote)
    if speaker:
        return Attribution(_kind(speaker), _names(speaker), None, quote)
    return _unframed(draft, sentence, event_type, quote)


NOBODYS = Attribution(SourceKind.UNATTRIBUTED, None, None, QuoteKind.INDIRECT)
"""What a medium tells in its own words."""
UNNAMED = frozenset({"officials", "advisers", "advisors", "negotiators", "aides", "diplomats", "insiders"})
"""Actors who speak and are not named."""


def _unframed(draft: Draft, sentence: str, event_type: EventType, quote: QuoteKind) -> Attribution:
    """The attribution of an act that stands in nobody's mouth: its actor's, if he does it by speaking."""
    if HEARSAY.intersection(draft.reading.words[draft.clause.start : draft.head.end]):
        return NOBODYS
    framed = _title_in_frame(draft)
    if framed is not None:
        return Attribution(framed, None, None, quote)
    if event_type is EventType.PROPOSE and DOCUMENT.search(sentence):
        return Attribution(SourceKind.DOCUMENT, None, None, quote)
    people = [one for one in draft.actors if one.is_person]
    own = event_type in SPEECH and not (
        _is_deed(draft) or _is_aside(draft) or _is_outlets_report(draft) or is_foretold(draft)
    )
    if own and people and len(people) == len(draft.actors):
        return Attribution(_kind(people), _names(people), None, quote)
    words = {_word_for(draft, one) for one in draft.actors}
    if own and words and words <= UNNAMED:
        return Attribution(SourceKind.ANONYMOUS, None, None, quote)
    speaks = event_type in (EventType.ACCUSE, EventType.THREATEN) or _is_speaking(draft, event_type)
    return Attribution(SourceKind.SPOKESPERSON, None, None, quote) if draft.actors and speaks else NOBODYS


def _word_for(draft: Draft, actor: Named) -> str:
    """The last word of an actor's name in the clause of an act: "officials"; nothing of one named elsewhere."""
    inside = draft.clause.start <= actor.at < draft.clause.end
    return draft.reading.words[actor.at].rpartition(" ")[2] if inside else ""


TEXTS = frozenset({
    "statement", "declaration", "communique", "communiqué", "document", "agreement", "memorandum", "resolution",
    "letter", "text", "draft", "memo", "treaty", "accord",
})  # fmt: skip
"""Texts that a report quotes as it does a speaker: "…, a joint statement said", "according to the agreement"."""


def _is_texts_word(draft: Draft, speaker: Sequence[Named]) -> bool:
    """Whether a text says it: the one a frame names, or the plan whose terms are told."""
    if any(one.is_person for one in speaker):
        return False
    frame = draft.clause.speaker_frame
    if frame is None or frame.intro not in ("tail", "according"):
        people = any(one.is_person for one in draft.actors)
        return draft.is_document and draft.clause.intro != "rel" and not people
    words = draft.reading.words[frame.start : frame.end]
    place = next((at for at, word in enumerate(words) if word in TEXTS), None)
    return place is not None and not {"in", "by", "on"}.intersection(words[:place])


def speaker_of(draft: Draft) -> list[Named]:
    """In whose mouth an act is: nobody's where the text itself adds it, or where it is what somebody's demand holds."""
    governor = draft.clause.governor
    held = governor is not None and governor.kind is Kind.NOUN
    return [] if held or (draft.speaker and _is_aside(draft)) else draft.speaker


def _is_aside(draft: Draft) -> bool:
    """Whether the text adds an act to what somebody says: "a plan that Moscow rejects", "days after he froze it"."""
    clause, tokens = draft.clause, draft.reading.tokens
    if draft.is_nominal or any(token.quoted for token in tokens[clause.start : clause.end]):
        return False
    foreign = bool(draft.speaker) and not codes_of(draft) & {one.code for one in draft.speaker}
    return (clause.intro == "time" and tokens[clause.start].lower in ("after", "before")) or (
        clause.intro == "rel" and foreign
    )


DEEDS = frozenset({"sign", "submit", "file", "lodge", "hand", "apply", "send"})
"""What somebody does in writing, so that it is a medium's word that he did."""


def _is_deed(draft: Draft) -> bool:
    """Whether an act is told as a deed and not as words: "signed an application", "submitted its bid"."""
    first = draft.chain[0]
    return first.form == "finite" and not first.modal and first.lemma.split(" ", 1)[0] in DEEDS


PRESS = frozenset(
    {"media", "press", "newspaper", "newspapers", "broadcaster", "outlet", "outlets", "reports", "report"}
)
"""Media without a name that tell something."""


def _is_outlets_report(draft: Draft) -> bool:
    """Whether a medium tells in its own words what somebody thinks: "The Telegraph noted that Macron supports"."""
    governor, frame = draft.clause.governor, draft.clause.speaker_frame
    span = (0, 0)
    if governor is not None:
        span = (draft.reading.clause_of(governor).start, governor.group)
    elif frame is not None and frame.intro == "tail" and frame.predicates:
        span = (frame.start, frame.predicates[0].group)
    told = any(isinstance(token.entry, OutletEntry) for token in draft.reading.tokens[slice(*span)])
    return told or not PRESS.isdisjoint(draft.reading.words[slice(*span)])


FORETOLD = ("will", "'ll", "shall")


def is_foretold(draft: Draft) -> bool:
    """Whether a medium tells what somebody is about to say or ponders: "is expected to ask", "is weighing"."""
    first = draft.chain[0]
    pondering = draft.meaning is not None and draft.meaning.path.startswith("consider.weigh") and first.progressive
    return pondering or first.act.act_id == "begin.expected" or first.modal in FORETOLD


OFFICES = frozenset({
    "ministry", "government", "office", "administration", "authorities", "embassy", "department", "army", "military",
    "command", "headquarters", "chancellery", "spokesman", "spokeswoman", "spokesperson",
})  # fmt: skip
"""Words for an institution that speaks."""


def _title_in_frame(draft: Draft) -> SourceKind | None:
    """What kind of source a report names by a title alone: "says defence secretary", "the ministry announced"."""
    frame, governor = draft.clause.speaker_frame, draft.clause.governor
    span = (0, 0)
    if frame is not None and frame.intro in ("tail", "according", "main"):
        span = (frame.start, frame.end)
    elif governor is not None and governor.force is Force.REPORT:
        span = (draft.reading.clause_of(governor).start, governor.group)
    if OFFICES.intersection(draft.reading.words[slice(*span)]):
        return SourceKind.SPOKESPERSON
    tokens = draft.reading.tokens[slice(*span)]
    # "The prime minister's spokesman" is not the prime minister.
    owners = {at for at, token in enumerate(tokens[1:]) if token.tag == "'"}
    entries = (token.entry for at, token in enumerate(tokens) if at not in owners)
    title = next((entry for entry in entries if isinstance(entry, TitleEntry)), None)
    if title is None:
        return None
    if title.is_spokesperson or title.is_institution:
        return SourceKind.SPOKESPERSON
    return SourceKind.ANONYMOUS if title.key in ("official", "adviser") else SourceKind.NAMED


POWERS = frozenset({SurfaceKind.METONYM, SurfaceKind.CAPITAL})


def _is_speaking(draft: Draft, event_type: EventType) -> bool:
    """Whether an institution speaks: "the ministry rejected", "Moscow rejects", "Lithuania announced its readiness"."""
    first, clause = draft.chain[0], draft.clause
    contrast = draft.reading.tokens[clause.start].lower in ("while", "whereas")
    beside = clause.intro == "rel" or (clause.intro == "time" and not contrast)
    if event_type not in SPEECH or first.passive or draft.is_nominal or beside:
        return False
    verbs = [predicate.lemma.split(" ", 1)[0] for predicate in draft.chain]
    if STATES.intersection(verbs) or (verbs[0] == "announce" and len(verbs) > 1):
        return True
    return event_type is EventType.REJECT and any(_is_power(draft, one) for one in draft.actors)


def _is_power(draft: Draft, actor: Named) -> bool:
    """Whether a sentence names an actor by a seat of power: a ministry, "the Kremlin", "Moscow"."""
    if actor.sector is not Sector.GOV or not draft.clause.start <= actor.at < draft.clause.end:
        return False
    entry = draft.reading.tokens[actor.at].entry
    if isinstance(entry, TitleEntry):
        return entry.is_institution
    return isinstance(entry, CountryEntry) and entry.code == actor.code and entry.kind in POWERS


def _without_verb(span: str) -> str:
    """The words that name unnamed sources, without the verb of saying that shows them to be such."""
    return SAID.split(span, maxsplit=1)[0]


def _kind(speaker: Sequence[Named]) -> SourceKind:
    if any(one.is_spokesperson for one in speaker):
        return SourceKind.SPOKESPERSON
    if any(one.is_person for one in speaker):
        return SourceKind.NAMED
    if any(one.is_official for one in speaker):
        return SourceKind.ANONYMOUS
    return SourceKind.SPOKESPERSON


def _names(speaker: Sequence[Named]) -> str | None:
    names = [one.name or one.code for one in speaker]
    return "; ".join(names) if names else None


def _quote(draft: Draft) -> QuoteKind:
    tokens = draft.reading.tokens[draft.clause.start : draft.clause.end]
    quoted = sum(token.quoted for token in tokens)
    if not quoted:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if quoted >= len(tokens) * 0.8 else QuoteKind.MIXED


def confirmation_of(sentence: str) -> Confirmation:
    """The official reaction that the sentence itself carries."""
    small = small_letters(sentence)
    if not any(stem in small for stem in REACTING):
        return Confirmation.NONE
    for pattern, confirmation in (
        (NOT_DENIED, Confirmation.NOT_DENIED),
        (NO_COMMENT, Confirmation.NO_COMMENT),
        (DENIED, Confirmation.DENIED),
        (CONFIRMED, Confirmation.CONFIRMED),
    ):
        if pattern.search(small):
            return confirmation
    return Confirmation.NONE


GROUPS = frozenset({"COTW", "EUROPE", "EU", "NATO", "G7"})
MEMBERS = frozenset(ALLIES) - {"RUS", "BLR", "UKR"}
"""Who speaks for such a group as one of it: that 26 nations will send soldiers is certain in Macron's mouth."""


HEARSAY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly", "rumoured", "rumored"})
"""Words by which a medium passes on what it has only heard."""


def factuality_by_source(factuality: Factuality, draft: Draft, attribution: Attribution) -> Factuality:
    """Certain acts become probable on an anonymous word, and where a third party tells of them."""
    if factuality is not Factuality.CERTAIN:
        return factuality
    told = draft.reading.words[draft.clause.start : draft.head.end]
    expected = draft.chain[0].act.act_id == "begin.expected" and draft.meaning is not None
    # Officials who do something in public are no source of it.
    heard = bool(attribution.speaker) or draft.clause.governor is not None or draft.clause.speaker_frame is not None
    if (attribution.kind is SourceKind.ANONYMOUS and heard) or HEARSAY.intersection(told) or expected:
        return Factuality.PROBABLE
    if draft.is_nominal and attribution.kind is SourceKind.UNATTRIBUTED:
        return factuality  # "slams NATO's refusal" takes the refusal for granted
    if not HEARSAY.isdisjoint(draft.reading.words[draft.clause.start : draft.clause.end]):
        return Factuality.PROBABLE
    codes = {one.code for one in draft.actors}
    told_by = speaker_of(draft)
    speaking = {one.code for one in told_by}
    if told_by and codes and not codes & speaking and not (codes <= GROUPS and speaking <= MEMBERS):
        return Factuality.PROBABLE
    return factuality
