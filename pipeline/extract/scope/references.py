"""Acts that another act only refers to: a bid that is opposed, a promise that is asked for, what nobody rules in."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import UNSURE
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.contact import lacks_object
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Instrument

STANDING = ("bid", "aspiration", "ambition", "hope", "dream", "quest", "path", "drive")
"""How nouns begin that name what a country has wished for long: no news where another speaks of it."""
JUDGING = frozenset({Force.REJECT, Force.SUPPORT, Force.ACCUSE, Force.CONSIDER, Force.SUSPEND, Force.CONCEDE})
ASKED_REACH = 6
"""Words between a demand and the promise that it asks for: "pushed the president for a clear American commitment"."""


def _before(draft: Draft) -> Predicate | None:
    """The act word just before a noun of action in its sentence, where no conjunction stands between."""
    head, tokens = draft.head, draft.reading.tokens
    before = [p for p in draft.reading.predicates if p.end <= head.start]
    if not before or any(token.tag in "jwcr" for token in tokens[before[-1].end : head.start]):
        return None
    return before[-1]


def is_standing_aim(draft: Draft) -> bool:
    """Whether a bid is only what another is for or against: "opposition to Ukraine's bid for membership"."""
    joins = {Instrument.NATO, Instrument.EU}.issuperset(draft.instruments)
    before = _before(draft) if draft.is_nominal and joins and draft.head.lemma.startswith(STANDING) else None
    return before is not None and before.force in JUDGING


def is_only_asked_for(draft: Draft) -> bool:
    """Whether a promise is what another asks for: "sought a US pledge to defend", "asking for a commitment"."""
    promises = draft.is_nominal and draft.head.force in (Force.PLEDGE, Force.SUPPORT)
    before = _before(draft) if promises else None
    near = before is not None and draft.head.start - before.end <= ASKED_REACH
    return near and before is not None and before.force in (Force.REQUEST, Force.WANT)


def is_none(draft: Draft) -> bool:
    """Whether there is said to be no such promise: "contains no commitment from Washington to support"."""
    near = draft.reading.words[max(0, draft.head.start - 3) : draft.head.start]
    return draft.is_nominal and draft.head.force is Force.PLEDGE and "no" in near


AGREEMENT = frozenset({"consensus", "agreement", "unity", "majority", "appetite", "unanimity"})
NONE_REACH = 5
"""Words between a "no" and what it leaves without: "no unity yet on sending"."""


def is_unagreed(draft: Draft) -> bool:
    """Whether there is only said to be no agreement on it: "there is no consensus to send troops"."""
    near = draft.reading.words[max(0, draft.head.group - NONE_REACH) : draft.head.group]
    return draft.head.form == "inf" and "no" in near and not AGREEMENT.isdisjoint(near)


RETURNS = frozenset(
    {"income", "proceeds", "profits", "revenue", "revenues", "interest", "assets", "collateral", "gains"}
)
"""What pays a loan back: nobody who stands behind it."""
RETURN_REACH = 6
"""Words after "backed by" in which this stands."""


def is_paid_from(draft: Draft) -> bool:
    """Whether a loan is only told to be paid back from something: "the yield of frozen assets backs it"."""
    words, end = draft.reading.words, draft.head.end
    after = words[end - 1 : end + RETURN_REACH]
    return draft.head.passive and "by" in after[:2] and not RETURNS.isdisjoint(after)


FEW = frozenset({"few", "hardly", "scarcely", "barely"})


def is_of_few(draft: Draft) -> bool:
    """Whether hardly anybody is said to do it: "few states are open to"."""
    words = draft.reading.words[draft.clause.start : draft.head.group]
    not_many = any(words[at : at + 2] == ["not", "many"] for at in range(2))
    few = not FEW.isdisjoint(words[:2]) and words[:2] != ["a", "few"]
    return draft.head.kind is not Kind.NOUN and (few or not_many)


SUPPOSED = frozenset({
    "possibility", "idea", "notion", "prospect", "option", "scenario", "suggestion", "hypothesis", "likelihood",
})  # fmt: skip
"""Nouns whose that-clause says what could be, of which another verb tells what somebody makes of it."""


def is_supposition(draft: Draft) -> bool:
    """Whether a clause says what somebody rules out or weighs: "ruled out the possibility that troops could go"."""
    words, first = draft.reading.words, max(1, draft.clause.start)
    at = next((at for at in range(draft.head.group - 1, first - 1, -1) if words[at] == "that"), None)
    if at is None or words[at - 1] not in SUPPOSED:
        return False
    return any(p.end <= at and p.force in JUDGING for p in draft.reading.predicates)


LEAVING = ("withdraw", "pull", "remove", "move", "retreat")


def is_own_retreat(draft: Draft) -> bool:
    """Whether Ukraine's own army would leave a place: "wants Kyiv to leave Kherson"."""
    last, tokens = draft.chain[-1], draft.reading.tokens
    if draft.instruments != (Instrument.TROOPS,) or not last.lemma.startswith(LEAVING):
        return False
    own = not {"its", "their"}.isdisjoint(draft.reading.words[last.start : last.end + 2])
    before = tokens[draft.clause.start : last.group]
    return own and any(token.lower.startswith(("ukrain", "kyiv", "kiev")) for token in before)


LIKENING = (("same", "way"), ("same", "as"), ("similar", "way"))


def is_view_of(draft: Draft) -> bool:
    """Whether somebody only says what he takes a thing for: "would consider them in the same way as NATO's"."""
    words, end = draft.reading.words, draft.head.end
    if draft.head.lemma not in ("consider", "look at", "weigh"):
        return False
    return any(pair in LIKENING for pair in pairwise(words[end:])) or _takes_two(draft)


MOMENTS = frozenset({
    "minute", "hour", "day", "night", "morning", "evening", "week", "weekend", "month", "year", "moment", "instant",
    "second", "time", "spring", "summer", "autumn", "winter", "following", "next", "very", "same",
})  # fmt: skip
"""Words after an article that say when: "is considering sending troops the day after a ceasefire"."""


def _takes_two(draft: Draft) -> bool:
    """Whether the object is followed by what it is held for: "considers membership the cheapest way"."""
    tokens, head = draft.reading.tokens, draft.head
    if head.lemma != "consider" or head.progressive:
        return False  # who is considering a thing weighs it
    after = (one.at + 1 for one in draft.held if one.at and one.at + 2 < len(tokens))
    return any(
        tokens[at].lower in ("the", "a", "an") and tokens[at + 1].tag == "k" and tokens[at + 1].lower not in MOMENTS
        for at in after
    )


DAWDLING = ("stall", "slow", "hold up", "drag", "delay", "pull")
"""How verbs begin that tell of no decision to stop anything."""


def suspends_none(draft: Draft) -> bool:
    """Whether the alliance is only slow with a membership or soldiers: "blasted NATO for stalling its bid"."""
    stops = draft.meaning is not None and draft.meaning.force is Force.SUSPEND
    given = {Instrument.NATO, Instrument.TROOPS}.issuperset(draft.instruments)
    slow = stops and given and draft.head.lemma.startswith(DAWDLING)
    return slow and {one.code for one in draft.actors} <= {"NATO"}


def is_let_in(draft: Draft) -> bool:
    """Whether somebody only says that others would not take him in: "they will never let us in"."""
    after = draft.reading.words[draft.head.end : draft.head.end + 1]
    joins = {Instrument.NATO, Instrument.EU}.issuperset(draft.instruments)
    return joins and draft.head.passive and draft.head.lemma == "accept" and after in (["into"], ["in"], ["as"])


def is_venue(draft: Draft) -> bool:
    """Whether a meeting only says when something else was told: "said, a day after he met the president, that"."""
    clause, meaning = draft.clause, draft.meaning
    meets = meaning is not None and meaning.force is Force.CONSULT and clause.intro == "time"
    return meets and not any(clause.start <= one.at < clause.end for one in draft.held)


BELIEVING = frozenset({"believe", "imagine", "envisage", "picture", "conceive"})
DOUBTING = frozenset({"doubt", "doubts", "doubted"})
HARD = frozenset({"impossible", "hard", "difficult", "inconceivable", "naive"})


def is_disbelieved(draft: Draft) -> bool:
    """Whether it is said to be hard to believe: "it is almost impossible to believe that Putin would agree"."""
    words = draft.reading.words[: draft.head.group]
    if any(first in DOUBTING and then == "that" for first, then in pairwise(words)):
        return True
    believes = [at for at, word in enumerate(words) if word in BELIEVING]
    return any(words[at - 1] == "to" and not HARD.isdisjoint(words[max(0, at - 3) : at]) for at in believes)


TOLD_THINGS = frozenset({
    "signal", "signals", "message", "messages", "answer", "answers", "details", "clarity", "speech", "address",
    "briefing", "interview", "impression", "impetus", "momentum", "hope", "warning", "reason", "reasons", "explanation",
    "update", "updates", "overview", "hint", "hints", "timeline", "emphasis",
})  # fmt: skip
"""What one gives or sends without giving anything."""
TOLD_SUMS = frozenset({"number", "figure", "price", "focus"})
"""What one puts on a thing or gives as an answer; "a number of troops" are troops."""
TOLD_REACH = 4
"""Words from the verb to this: "has given decidedly mixed signals"."""


def is_only_told(draft: Draft) -> bool:
    """Whether words are all that is given: "has given mixed signals about American support"."""
    head = draft.head
    answers = head.negated and head.lemma != "put"  # who gives no answer refuses one
    gives = head.kind is Kind.VERB and head.force is Force.SUPPLY and not (head.passive or answers)
    end = min((one.at for one in draft.held if one.at >= draft.head.end), default=draft.head.end + TOLD_REACH)
    after = draft.reading.words[head.end : min(end, head.end + TOLD_REACH)]
    counts = any(word in TOLD_SUMS and then != "of" for word, then in pairwise([*after, ""]))
    return gives and (counts or not TOLD_THINGS.isdisjoint(after))


VAGUE = frozenset({"COTW", "EUROPE"})


def is_of_some(draft: Draft) -> bool:
    """Whether a group leaves open what each member decides: "members of the coalition may not send troops"."""
    unsure = draft.meaning is not None and draft.meaning.path.endswith(UNSURE)
    return unsure and VAGUE.issuperset(one.code for one in draft.actors)


WANTING = ("need for", "need to", "desire for", "desire to", "thirst for", "hunger for")


def is_need_told_of(draft: Draft) -> bool:
    """Whether a need is what a sentence is about, not what somebody voices: "Ukraine's need for arms is growing"."""
    if not draft.is_nominal or not draft.head.lemma.startswith(WANTING):
        return False
    before = draft.reading.tokens[draft.clause.start : draft.head.start]
    after = draft.reading.tokens[draft.head.end : draft.clause.end]
    return (
        not any(t.tag in "vxhmz" for t in before)
        and any(t.tag in "vxhmz" for t in after)
        and not any(p.end <= draft.head.start for p in draft.clause.predicates)
    )


def is_which_they_would(draft: Draft) -> bool:
    """Whether a clause without a pronoun only says which are meant: "the number of soldiers they would send"."""
    head, tokens = draft.head, draft.reading.tokens
    if head.modal not in ("would", "could", "might", "may") or head.group < 2 or draft.reading.is_title:
        return False
    apart = tokens[head.group - 2].tag == "i" and tokens[head.group - 1].tag in "au"
    end = draft.chain[-1].end
    return apart and head.force is Force.SUPPLY and (lacks_object(tokens, end) or tokens[end].tag == "t")


CROWDS = frozenset({"voters", "citizens", "people", "residents"})
FELT = JUDGING | {Force.WANT}
"""What a whole people can do as such: it feels one way or the other, and neither sends nor signs anything."""


def is_of_people(draft: Draft) -> bool:
    """Whether it is the people who feel so: "voters are wary of sending soldiers", "Italians oppose"."""
    at, tokens = draft.head.group - 1, draft.reading.tokens
    if draft.head.kind is Kind.NOUN or at < draft.clause.start:
        return False
    return draft.reading.words[at] in CROWDS or (draft.head.force in FELT and _is_people(tokens, at))


def _is_people(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word names a people at large; with an article its delegates are meant: "the Germans refuse"."""
    many = tokens[at].tag == "e" and tokens[at].lower.endswith("s")
    return many and (at == 0 or tokens[at - 1].lower != "the")


def is_as_told(draft: Draft) -> bool:
    """Whether a participle only says where a thing is told: "as envisioned in the joint statement"."""
    words, head = draft.reading.words, draft.head
    after = words[head.end : head.end + 1]
    return head.group > 0 and words[head.group - 1] == "as" and after in (["in"], ["by"], ["under"])


UNDER = frozenset({"under", "within", "through"})
BOUND = (["in", "line", "with"], ["in", "accordance", "with"], ["as", "part", "of"], ["framework", "of"],
         ["on", "basis", "of"], ["on", "the", "basis", "of"], ["in", "the", "context", "of"])  # fmt: skip
"""What stands before the plan or text by which another act is done."""


def is_framework(draft: Draft) -> bool:
    """Whether a plan is only named as what another act belongs to: "paid out under a scheme of loans"."""
    if not draft.is_nominal or draft.head.force is not Force.PROPOSE:
        return False
    tokens, at = draft.reading.tokens, draft.head.start - 1
    while at >= draft.clause.start and tokens[at].tag in "dkeaq'l":
        at -= 1
    words = draft.reading.words[draft.clause.start : at + 1]
    return words[-1:] != [] and (words[-1] in UNDER or any(words[-len(one) :] == one for one in BOUND))


WITHSTANDING = ("resist", "withstand", "rebuff", "bow to", "cave", "yield to", "defy", "ignore", "under")


def is_pressure(draft: Draft) -> bool:
    """Whether pressure is only what another withstands or gives in to: "resists Russian pressure to offer"."""
    before = _before(draft) if draft.is_nominal and draft.head.lemma.startswith("pressure") else None
    return before is not None and before.lemma.startswith(WITHSTANDING)


WORRIES = frozenset({
    "concern", "concerns", "fear", "fears", "worry", "worries", "warning", "warnings", "criticism", "objections",
    "doubts", "misgivings", "threats", "scepticism", "skepticism", "allegations", "accusations", "reservations",
})  # fmt: skip
"""What others feel or say about a thing: to wave this away is no refusal of the thing."""
WORRY_REACH = 5
"""Words from a verb to the worries: "dismissed the Kremlin's repeated warnings"."""


def is_worry(draft: Draft) -> bool:
    """Whether others' worries are what is waved away: "dismissed concerns about the deployment"."""
    refuses = draft.meaning is not None and draft.meaning.force is Force.REJECT and not draft.head.negated
    if not refuses or draft.head.kind is not Kind.VERB or draft.head.force is not Force.REJECT:
        return False
    first = min((one.at for one in draft.held if one.at >= draft.head.end), default=draft.clause.end)
    between = draft.reading.words[draft.head.end : min(first, draft.head.end + WORRY_REACH)]
    return not WORRIES.isdisjoint(between)


STANCES = frozenset({
    "stance", "position", "approach", "tone", "attitude", "posture", "opinion", "view", "views", "rhetoric", "line",
})  # fmt: skip
"""What one takes up or makes known without doing anything."""


def is_stance(draft: Draft) -> bool:
    """Whether only a stance is taken up or announced: "adopted a tougher stance", "announced its view on sending"."""
    takes = draft.head.kind is Kind.VERB and draft.head.lemma in ("adopt", "announce", "unveil", "present")
    return takes and not STANCES.isdisjoint(draft.reading.words[draft.head.end : draft.head.end + TOLD_REACH])


def is_drawn_in(draft: Draft) -> bool:
    """Whether somebody is pulled into a thing: "without being drawn into the fighting"."""
    stops = draft.head.force is Force.SUSPEND and draft.head.lemma.startswith(("pull", "draw"))
    return stops and draft.reading.words[draft.head.end : draft.head.end + 1] == ["into"]


HOLDING = frozenset({"contain", "stipulate", "include", "provide", "envisage", "provide for", "foresee", "set out"})


def is_of_old(draft: Draft) -> bool:
    """Whether only the content of the memorandum of 1994 is told: "the Budapest Memorandum contained guarantees"."""
    tokens, head = draft.reading.tokens, draft.head
    before = tokens[draft.clause.start : head.group]
    named = any(token.tag == "i" and "memorandum" in token.lower for token in before)
    return named and head.lemma in HOLDING and not head.negated and draft.clause.intro != "rel"


NO_ANSWER = frozenset({
    "comment", "say", "answer", "elaborate", "speculate", "specify", "disclose", "confirm", "reveal", "give details",
    "discuss", "respond", "reply", "clarify", "name", "predict", "be",
})  # fmt: skip
"""What one declines to do who only tells nothing."""


def is_unanswered(draft: Draft) -> bool:
    """Whether somebody only declines to tell: "declined to comment on the deployment"."""
    head, words = draft.head, draft.reading.words
    declines = head.lemma in ("decline to", "refuse to", "decline", "refuse") and not head.negated
    after = words[head.end : head.end + 2] if head.lemma.endswith(" to") else words[head.end + 1 : head.end + 3]
    return declines and (after[:1] != ["be"]) and not NO_ANSWER.isdisjoint(after[:1])


def is_said_of_army(draft: Draft) -> bool:
    """Whether a participle only says what an army is like: "a large and trained Ukrainian army"."""
    tokens, at = draft.reading.tokens, draft.head.group
    inside = draft.instruments == (Instrument.TRAIN,) and draft.head.lemma == "trained" and draft.head.start == at
    return inside and at > 0 and (tokens[at - 1].tag in "jd," or tokens[at - 1].lower.endswith("ly"))


REFERENCES: tuple[tuple[str, Callable[[Draft], bool]], ...] = (
    ("a bid that another judges", is_standing_aim),
    ("only asked for", is_only_asked_for),
    ("there is none", is_none),
    ("no agreement on it", is_unagreed),
    ("only paid from", is_paid_from),
    ("of hardly anybody", is_of_few),
    ("only supposed", is_supposition),
    ("its own retreat", is_own_retreat),
    ("only a view", is_view_of),
    ("where something else was told", is_venue),
    ("only words", is_only_told),
    ("of some in a group", is_of_some),
    ("a need told of", is_need_told_of),
    ("which are meant", is_which_they_would),
    ("of the people", is_of_people),
    ("not the alliance's to stop", suspends_none),
    ("not let in", is_let_in),
    ("hard to believe", is_disbelieved),
    ("only where it is told", is_as_told),
    ("what another act belongs to", is_framework),
    ("pressure that another withstands", is_pressure),
    ("others' worries", is_worry),
    ("only a stance", is_stance),
    ("drawn into a war", is_drawn_in),
    ("what the old memorandum holds", is_of_old),
    ("no answer", is_unanswered),
    ("what an army is like", is_said_of_army),
)
"""The rules of this file, with what each says of an act that it blocks."""
