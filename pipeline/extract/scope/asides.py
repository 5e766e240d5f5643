"""Acts that are told but not done: what a text would provide for, what somebody is forced to, who is helped himself."""

from collections.abc import Callable

from pipeline.extract.acts.drafts import Draft
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Instrument, Sector

TEXTS = frozenset({
    "agreement", "treaty", "document", "compact", "plan", "deal", "mechanism", "draft", "proposal", "pact", "accord",
    "arrangement", "scenario", "system", "format", "scheme", "formula", "settlement", "model", "framework", "concept",
})  # fmt: skip
"""Nouns that say what would be, not what somebody does."""
MAKING = frozenset({"forced", "compelled", "obliged", "obligated", "coerced", "pressured", "bullied"})
LEADING_IN = frozenset({"under", "in", "by", "through", "with"})


def what_a_text_holds(draft: Draft) -> bool:
    """Whether a relative clause only says what a text would provide for: "an agreement where countries would serve"."""
    clause, tokens = draft.clause, draft.reading.tokens
    if clause.intro != "rel" or draft.head.modal is None or clause.start == 0 or draft.head.force is Force.REPORT:
        return False
    opener, before = tokens[clause.start].lower, tokens[clause.start - 1]
    if opener == "which" and before.lower in LEADING_IN and clause.start > 1:
        before = tokens[clause.start - 2]
    elif opener not in ("where", "whereby"):
        return False
    return before.lower in TEXTS or before.tag == "i"


def is_forced(draft: Draft) -> bool:
    """Whether somebody is made to do it: "Russia will be forced to accept its existence"."""
    tokens = draft.reading.tokens
    return any(
        p.form == "inf" and p.group > 1 and tokens[p.group - 1].lower in MAKING and tokens[p.group - 2].tag in "xy"
        for p in draft.chain
    )


def is_total(draft: Draft) -> bool:
    """Whether a perfect adds up what was given: "has provided over $66 billion in military assistance"."""
    words = draft.reading.words[draft.head.end : draft.head.end + AMOUNT]
    return draft.head.perfect and not draft.head.negated and any(word.endswith(("billion", "bn")) for word in words)


AMOUNT = 7
"""Words after a verb of giving in which the sum stands."""


def is_spared(draft: Draft) -> bool:
    """Whether somebody is only spared it: "Germany will not have to send troops"."""
    before = draft.reading.tokens[max(0, draft.head.start - SPARED) : draft.head.start]
    words = [token.lower for token in before]
    obliged = words[-2:] in (["have", "to"], ["need", "to"])
    return obliged and any(token.tag == "n" for token in before[:-2])


SPARED = 4
"""Words before an infinitive in which "not have to" stands."""


def helps_somebody(draft: Draft) -> bool:
    """Whether a country and no instrument is what is supported: "North Korea's support for Russia", "support from"."""
    head, tokens = draft.head, draft.reading.tokens
    if not draft.is_nominal or head.force is not Force.SUPPORT or not head.lemma.startswith("support"):
        return False
    if head.lemma.endswith("from"):
        words = draft.reading.words
        if head.start and tokens[head.start - 1].tag == "p":
            return True  # "as part of support from"
        if words[head.end : head.end + 2] in (["the", "first"], ["the", "start"], ["the", "beginning"]):
            return True
        return head.end >= len(tokens) or tokens[head.end].tag not in "aeld"
    after = tokens[head.end] if head.end < len(tokens) else None
    beyond = tokens[head.end + 1] if head.end + 1 < len(tokens) else None
    return after is not None and after.tag == "a" and (beyond is None or beyond.tag not in "'kia")


def ukraine_gives(draft: Draft) -> bool:
    """Whether Ukraine itself would give what others give it."""
    meaning = draft.meaning
    if meaning is None or {one.code for one in draft.actors} != {"UKR"}:
        return False
    if draft.instruments == (Instrument.GUARANTOR,) and draft.chain[-1].lemma.endswith("guarantor of"):
        return True  # "Ukraine is a guarantor of European security"
    weighs = meaning.force is Force.CONSIDER and meaning.path.startswith("supply")
    gives = meaning.force in (Force.PLEDGE, Force.IMPLEMENT) or (weighs and draft.instruments == (Instrument.ARMS,))
    return gives and not OWN_PART & set(draft.instruments)


OWN_PART = frozenset({Instrument.MARITIME, Instrument.NUCLEAR, Instrument.MONITOR, Instrument.DMZ, Instrument.AIR})
"""Instruments that a party of the war can promise."""


def others_umbrella(draft: Draft) -> bool:
    """Whether a deterrent is for the continent, not for Ukraine: "talks on how its weapons could shield Europe"."""
    if set(draft.instruments) != {Instrument.NUCLEAR} or {one.code for one in draft.actors} & {"UKR", "RUS"}:
        return False
    clauses = (clause for clause in draft.reading.clauses if clause.intro != "time")
    tokens = [token for clause in clauses for token in draft.reading.tokens[clause.start : clause.end]]
    return any(map(_names_europe, tokens)) and not any(
        token.lower.startswith(("ukrain", "kyiv", "zelensk")) for token in tokens
    )


def _names_europe(token: Token) -> bool:
    return token.lower in ("europe", "continent", "allies", "european", "europeans", "europe's", "continent's")


def is_wish_in_condition(draft: Draft) -> bool:
    """Whether a demand is only supposed: "if it asks for allied forces, that is not up to Russia"."""
    meaning = draft.meaning
    supposed = draft.clause.intro == "cond" and draft.head.kind is Kind.VERB and draft.head.form == "finite"
    return supposed and meaning is not None and not meaning.path.startswith("condition")


def lacks_it_itself(draft: Draft) -> bool:
    """Whether Ukraine only has too little of a thing: "air defence that Ukraine lacks" blames nobody."""
    lacks = draft.head.lemma.startswith("lack")
    own = not ARMIES.isdisjoint(draft.reading.words[draft.clause.start : draft.head.group])  # "the army lacks soldiers"
    return lacks and (own or {one.code for one in draft.actors} <= {"UKR"})


ARMIES = frozenset({"army", "military", "bundeswehr", "forces", "navy", "armies"})


def only_a_vote(draft: Draft) -> bool:
    """Whether a vote is put off or called for, and its matter left open: "backs vote on", "put off its vote on"."""
    meaning, noun = draft.meaning, draft.chain[-1]
    if meaning is not None and not draft.held and draft.head.force in (Force.REJECT, Force.REQUEST):
        after = draft.reading.words[draft.head.end : draft.head.end + VOTE_REACH]
        return "vote" in after or ["a", "say"] in [after[at : at + 2] for at in range(len(after))]
    if meaning is None or noun.force is not Force.RATIFY or not noun.lemma.startswith("vote"):
        return False
    if noun is draft.head:
        open_end = draft.reading.words[noun.start + 1 : noun.start + 2] == ["on"]  # which says not how it ends
        return open_end and not noun.lemma.endswith((" for", " of", " to", " against"))  # "voted on Thursday for"
    procedural = bool(draft.actors) and all(one.sector is Sector.LEG for one in draft.actors)
    return meaning.force is Force.SUPPORT or (meaning.force is Force.CONSIDER and procedural)


VOTE_REACH = 7
"""Words after an act in which it is said to be one about a vote: "did not rule out the possibility of a vote"."""


def trains_its_own(draft: Draft) -> bool:
    """Whether soldiers themselves are trained, who are sent nowhere: "Baltic troops will be trained together"."""
    trains = draft.head.lemma.startswith(("train", "drill", "upskill"))
    return trains and draft.instruments == (Instrument.TROOPS,)


def signs_alone(draft: Draft) -> bool:
    """Whether Ukraine only means to sign something with somebody: "sets out to seal more pacts"."""
    meaning, first = draft.meaning, draft.chain[0]
    if meaning is None or meaning.force is not Force.SIGN or {one.code for one in draft.actors} != {"UKR"}:
        return False
    means = len(draft.chain) > 1 and first.force in (Force.READY, Force.WANT)
    return means and any(draft.reading.tokens[one.at].lower.endswith("s") for one in draft.held)


def is_adjunct(draft: Draft) -> bool:
    """Whether a fixed wording only belongs to a noun: "to safeguard it against any attack", "Mission in Support of"."""
    head, tokens = draft.head, draft.reading.tokens
    if head.kind is not Kind.PHRASE or not head.lemma.endswith(("against any", "in support of")):
        return False
    near = [one for one in draft.held if head.end <= one.at < head.end + OBJECT_REACH]
    return not near or (head.group == head.start > 0 and tokens[head.start - 1].tag == "i")


OBJECT_REACH = 6
"""Words after a preposition in which its object stands."""


def is_aim(draft: Draft) -> bool:
    """Whether a clause only says what is aimed at: "to ensure the guarantees are upheld"."""
    meaning, clause = draft.meaning, draft.clause
    done = meaning is not None and meaning.force is Force.IMPLEMENT and draft.head.form == "finite"
    if draft.head.modal in ("can", "could") and "so" in draft.reading.words[clause.start : draft.head.group]:
        return True  # "so we can begin sending"
    words = draft.reading.words[max(0, clause.start - 3) : draft.head.group]
    aim = next((at for at, word in enumerate(words) if word in AIMING), None)
    return done and aim is not None and "," not in words[aim:]  # "to ensure peace, Britain deployed" is done


AIMING = frozenset({"ensure", "ensuring", "sure"})


def only_expected(draft: Draft) -> bool:
    """Whether another only believes that somebody will: "confident that the EU would agree", "hopeful Canada will"."""
    clause, head = draft.clause, draft.head
    if head.modal not in ("will", "would", "can", "could") or head.kind is Kind.NOUN:
        return False
    words = draft.reading.words[max(0, clause.start - 2) : head.group]
    if not FEARING.isdisjoint(words):
        return draft.meaning is not None and draft.meaning.force in (Force.PLEDGE, Force.CONCEDE, Force.SUPPORT)
    hopes = next((at for at, word in enumerate(words) if word in EXPECTING), None)
    return hopes is not None and OWN.isdisjoint(words[hopes:])  # "is confident it can send" speaks of itself


FEARING = frozenset({"fear", "fears", "feared", "fearing", "afraid", "worried", "worries", "worry"})
OWN = frozenset({"it", "he", "she", "we", "they", "i"})


EXPECTING = frozenset({"confident", "hopeful", "optimistic", "convinced", "hope"})


def declines_to_talk(draft: Draft) -> bool:
    """Whether somebody only gives no comment: "officials refused to discuss it"."""
    talks = len(draft.chain) > 1 and draft.chain[1].force is Force.CONSULT
    after = draft.reading.words[draft.chain[-1].end : draft.chain[-1].end + 2]
    return talks and draft.head.force is Force.REJECT and not draft.held and not UNTOLD.isdisjoint(after)


UNTOLD = frozenset({"it", "this", "details", "matter", "specifics", "them", "reports"})


def is_unbelievable(draft: Draft) -> bool:
    """Whether what is impossible is to believe or to know, not to do."""
    after = next((p for p in draft.clause.predicates if p.start >= draft.head.end), None)
    thinks = after is not None and after.force is Force.REPORT and after.form == "inf"
    return draft.head.lemma in ("impossible", "inconceivable", "unthinkable", "not possible") and thinks


def is_term(draft: Draft) -> bool:
    """Whether the words only say for how long: "for as long as it is needed", "as long as it takes"."""
    words, start = draft.reading.words, draft.clause.start
    told = draft.clause.intro == "sub" and "," not in words[start : draft.head.start]
    return told and words[max(0, start - 2) : start + 1] == ["as", "long", "as"]


def own_article(draft: Draft) -> bool:
    """Whether the alliance's own guarantee is meant, not one for Ukraine: "has full confidence in NATO's Article 5"."""
    tokens = draft.reading.tokens
    trusts = draft.meaning is not None and draft.meaning.force is Force.SUPPORT
    if not trusts or draft.instruments != (Instrument.ART5,) or {one.code for one in draft.actors} & {"UKR", "RUS"}:
        return False
    named = any(token.lower.startswith(("ukrain", "kyiv", "zelensk")) for token in tokens)
    at = [one.at for one in draft.held if one.at]
    owned = (tokens[place].lower.startswith("nato's article") or tokens[place - 1].tag == "'" for place in at)
    return not named and any(owned)


def is_commercial(draft: Draft) -> bool:
    """Whether a loan or a guarantee is one of business: "a state guarantee for a loan to the metro", "for gas"."""
    if not set(draft.instruments) <= {Instrument.FUND, Instrument.GENERIC} or not draft.held:
        return False
    if any(one.is_strong for one in draft.held):
        return False
    first, last = draft.held[0].at, draft.held[-1].at
    near = draft.reading.words[max(0, first - BUSINESS_BEFORE) : last + BUSINESS_AFTER]
    return not BUSINESS.isdisjoint(near)


BUSINESS_BEFORE, BUSINESS_AFTER = 4, 7
"""Words around a loan in which stands what it is for."""
BUSINESS = frozenset({
    "gas", "energy", "electricity", "heating", "metro", "railway", "exporters", "insurance", "loss", "coverage",
    "deposit", "deposits", "mortgage", "farmers", "businesses", "investors", "homes", "students", "housing", "imports",
    "grid", "fuel", "farms", "harvest", "hospitals", "schools", "traders", "airlines", "shipowners",
})  # fmt: skip


ARSENAL = frozenset({Instrument.NUCLEAR, Instrument.GENERIC, Instrument.BUDAPEST, Instrument.GUARANTOR})


def of_1994(draft: Draft) -> bool:
    """Whether only the arsenal of 1994 is told of: "Kyiv handed over its warheads", "renunciation of"."""
    gives = next((p for p in draft.chain if p.force is Force.CONCEDE), None)
    if gives is None or Instrument.NUCLEAR not in draft.instruments or not ARSENAL.issuperset(draft.instruments):
        return False
    told = gives.past or gives.perfect or gives.passive or draft.is_nominal or gives.form == "gerund"
    return told and gives.modal is None and {one.code for one in draft.actors} <= {"UKR"}


FAILING = frozenset({"failed", "fails", "failing", "fail", "neglected", "omitted"})


def is_failed(draft: Draft) -> bool:
    """Whether it is what somebody failed to do: "failed to show Kyiv a way into the bloc"."""
    words, group = draft.reading.words, draft.head.group
    return draft.head.form == "inf" and group > 0 and words[group - 1] in FAILING


def is_which_needed(draft: Draft) -> bool:
    """Whether "needed" only says which: "the efforts needed for these guarantees"."""
    tokens, head = draft.reading.tokens, draft.head
    bare = head.lemma == "need" and head.past and head.group == head.start and not head.passive
    after = draft.reading.words[head.end : head.end + 1]
    return bare and head.group > 0 and tokens[head.group - 1].tag == "k" and after in (["for"], ["to"], ["by"])


def is_asked_of(draft: Draft) -> bool:
    """Whether it is what a request before is for: "got no request for Ankara to send soldiers"."""
    tokens, at = draft.reading.tokens, draft.head.group - 1
    if draft.head.form != "inf" or at < 1:
        return False
    while at > 0 and tokens[at].tag in "aeld":
        at -= 1
    asked = (p for p in draft.clause.predicates if p.kind is Kind.NOUN and p.end <= draft.head.group)
    return tokens[at].lower == "for" and at < draft.head.group - 1 and any(p.force is Force.REQUEST for p in asked)


ASIDES: tuple[tuple[str, Callable[[Draft], bool]], ...] = (
    ("what a text would hold", what_a_text_holds),
    ("somebody is forced to", is_forced),
    ("somebody is spared it", is_spared),
    ("a country is helped, no instrument", helps_somebody),
    ("Ukraine does not give itself", ukraine_gives),
    ("an umbrella for others", others_umbrella),
    ("only supposed", is_wish_in_condition),
    ("Ukraine lacks it", lacks_it_itself),
    ("only a vote", only_a_vote),
    ("part of a noun", is_adjunct),
    ("a matter of business", is_commercial),
    ("a term", is_term),
    ("the alliance's own guarantee", own_article),
    ("only aimed at", is_aim),
    ("only expected", only_expected),
    ("no comment", declines_to_talk),
    ("not to be believed", is_unbelievable),
    ("its own soldiers are trained", trains_its_own),
    ("a pact with nobody named", signs_alone),
    ("the arsenal of 1994", of_1994),
    ("what was left undone", is_failed),
    ("which are needed", is_which_needed),
    ("what is asked of another", is_asked_of),
)
"""The rules of this file, with what each says of an act that it blocks."""
