"""Corrections of what is given up or left out, and of the cover that only backs what others send."""

from pipeline.extract.actors.named import Named
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import Meaning, becomes
from pipeline.extract.acts.parties import owners_of
from pipeline.extract.sentences.act_words import Force
from pipeline.model import Instrument

HOPELESS = frozenset({"unrealistic", "impossible", "unattainable", "unachievable"})
"""What Ukraine calls a membership that it gives up."""
COVER = frozenset({"support", "cover", "power"})
"""Last words of what is given from the air to soldiers of others."""


def calls_it_hopeless(draft: Draft, meaning: Meaning) -> Meaning:
    """Ukraine that calls its own membership unrealistic gives it up."""
    words = draft.reading.words[draft.head.start : draft.head.end]
    hopeless = meaning.force in (Force.ACCUSE, Force.REJECT) and not HOPELESS.isdisjoint(words)
    if hopeless and {one.code for one in draft.actors} == {"UKR"} and Instrument.NATO in draft.instruments:
        return becomes(meaning, Force.CONCEDE, "hopeless")
    return meaning


def covers_from_the_air(draft: Draft, meaning: Meaning) -> Meaning:
    """Air support or cover by the United States backs the force of others."""
    given = [one.at for one in draft.held if one.instrument is Instrument.AIR]
    if not given or {one.code for one in draft.actors} != {"USA"}:
        return meaning
    if not COVER.isdisjoint(word for at in given for word in draft.reading.words[at].split()):
        others = {one for one in draft.instruments if one is not Instrument.TROOPS}
        draft.instruments = tuple(sorted({*others, Instrument.BACKSTOP}))
    return meaning


def refuses_to_concede(draft: Draft) -> bool:
    """Whether what is rejected is a concession: "dismissed the idea of giving up", "rejects calls that it abandon"."""
    taken = (clause for clause in draft.reading.clauses if clause.governor in draft.chain)
    told = [*draft.chain, *(p for clause in taken for p in clause.predicates)]
    return any(p.force is Force.CONCEDE and p.start > draft.head.start for p in told)


HOLDING = frozenset({"include", "involve", "contain", "comprise", "feature"})
"""What a plan does with its parts."""


def left_out(draft: Draft) -> list[Named]:
    """Whose soldiers a plan leaves out, where nobody else says so: "a force that would not include US troops"."""
    head = draft.head
    if head.lemma not in HOLDING or not head.negated or draft.meaning is None:
        return []
    return draft.speaker or owners_of(draft.held)


GIVING = frozenset({"provide", "send", "supply", "deliver", "give"})
MEANS = frozenset({
    Instrument.ARMS, Instrument.TROOPS, Instrument.TRAIN, Instrument.INTEL, Instrument.FUND, Instrument.AIR,
    Instrument.MARITIME, Instrument.MONITOR,
})  # fmt: skip
"""What only a government gives: a deal may give guarantees, but no missiles."""


def is_habit(draft: Draft) -> bool:
    """Whether a plain present denies that something is given: "does not send missiles"."""
    head = draft.head
    now = head.form == "finite" and not (head.modal or head.past or head.perfect or head.progressive or head.passive)
    return head.negated and now and head.lemma in GIVING


def lacks_means(draft: Draft) -> bool:
    """Whether a text could be what does not give it: "the deal does not provide guarantees"."""
    return not MEANS.issuperset(draft.instruments)
