"""Meanings that the words around an act restate: efforts that are backed, what is given no longer, what is an army."""

from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import Meaning, becomes
from pipeline.extract.sentences.act_words import Force
from pipeline.model import Instrument

EFFORTS = frozenset({
    "efforts", "effort", "bid", "aspirations", "aspiration", "path", "quest", "ambitions", "ambition", "attempts",
    "attempt", "campaign",
})  # fmt: skip
"""What one backs without giving anything."""
EFFORT_REACH = 4
"""Words between "support" and the efforts: "supporting Kyiv's diplomatic efforts"."""
GIVEN = frozenset({Instrument.ARMS, Instrument.INTEL, Instrument.TRAIN, Instrument.FUND})
"""What flows until it is stopped."""
LONGER_REACH = 4
"""Words from "no longer" to its verb."""
ARMY = frozenset({"army", "armed", "military", "forces"})
ARMY_REACH = 9
"""Words between a guarantee and the army that it is said to be."""


def backs_efforts(draft: Draft, meaning: Meaning) -> Meaning:
    """Who promises to back another's efforts supports them: "vowed to back Kyiv's attempts to get"."""
    last = draft.chain[-1]
    after = draft.reading.words[last.end : last.end + EFFORT_REACH]
    commits = meaning.force is Force.PLEDGE and draft.head.force in (Force.PLEDGE, Force.READY)
    if commits and last.force is Force.SUPPORT and not EFFORTS.isdisjoint(after):
        return becomes(meaning, Force.SUPPORT, "efforts")
    return meaning


def gives_no_longer(draft: Draft, meaning: Meaning) -> Meaning:
    """Who gives no longer what he gave stops it: "missiles would no longer be shipped"."""
    before = draft.reading.words[max(0, draft.head.start - LONGER_REACH) : draft.head.start]
    stops = draft.head.force is Force.SUPPLY and draft.head.negated and "longer" in before
    if stops and meaning.force is Force.REJECT and GIVEN.issuperset(draft.instruments):
        return becomes(meaning, Force.SUSPEND, "longer")
    return meaning


def means_army(draft: Draft, meaning: Meaning) -> Meaning:
    """A guarantee that is said to be Ukraine's army is arms: "Kyiv's own army is its guarantee"."""
    if meaning.force is not Force.SUPPORT or draft.instruments != (Instrument.GENERIC,) or not draft.held:
        return meaning
    words, at = draft.reading.words, draft.held[-1].at
    after = words[at + 1 : at + ARMY_REACH]
    near = words[max(0, at - ARMY_REACH) : at + ARMY_REACH]
    own = any(word.startswith(("ukrain", "kyiv")) or word in ("its", "own") for word in near)
    army = any(not ARMY.isdisjoint(word.split()) for word in after)
    if own and army and ("is" in after or "remains" in after):
        draft.instruments = (Instrument.ARMS,)
    return meaning


def only_warned_of(draft: Draft, meaning: Meaning) -> Meaning | None:
    """What somebody warns that "this" or "it" will bring is no promise of his."""
    governor, clause = draft.clause.governor, draft.clause
    warned = governor is not None and governor.lemma.startswith("warn")
    subject = set(draft.reading.words[clause.start : draft.head.group]) - {"that"}
    brings = meaning.force in (Force.PLEDGE, Force.CONCEDE, Force.SUPPORT)
    return None if warned and brings and subject and subject <= {"this", "it", "such"} else meaning


def stands_up_for(draft: Draft, meaning: Meaning) -> Meaning:
    """To have defended a force or guarantees is to argue for them; a sky or a sea is guarded."""
    argued = draft.head.lemma == "defend" and len(draft.chain) == 1 and draft.head.form == "finite"
    if (
        argued
        and meaning.force is Force.IMPLEMENT
        and not {Instrument.AIR, Instrument.MARITIME} & set(draft.instruments)
    ):
        return becomes(meaning, Force.SUPPORT, "argues")
    return meaning
