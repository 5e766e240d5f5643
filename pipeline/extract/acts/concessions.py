"""Meanings of what is given up or suffered: Ukraine forgoes a membership, Russia lets others give."""

from pipeline.extract.acts.drafts import Draft, codes_of
from pipeline.extract.acts.meaning import Meaning, becomes
from pipeline.extract.acts.refusals import refuses_to_concede
from pipeline.extract.lexicon.short_names import INS
from pipeline.extract.sentences.act_words import Force


def ukraine_forgoes(draft: Draft, meaning: Meaning) -> Meaning:
    """Ukraine that offers neutrality or says it will not join NATO concedes; it rejects nothing of its own."""
    if (
        (meaning.force in (Force.PLEDGE, Force.SUPPORT, Force.PROPOSE) or meaning.path == "support.possible")
        and codes_of(draft) == {"UKR"}
        and draft.instruments == (INS.NEUTRAL,)
    ):
        return becomes(meaning, Force.CONCEDE, "accepts")
    if meaning.force is Force.REJECT and codes_of(draft) == {"UKR"} and INS.NATO in draft.instruments:
        if refuses_to_concede(draft):
            draft.instruments = tuple(sorted({*draft.instruments, INS.NEUTRAL}))
            return meaning
        return becomes(meaning, Force.CONCEDE, "forgoes")
    return meaning


def leaves_neutrality(draft: Draft, meaning: Meaning) -> Meaning:
    """To drop neutrality itself is to refuse it: "Kyiv ditches its non-bloc status"."""
    drops = draft.head.force is Force.CONCEDE and draft.head.lemma.startswith(DROPPING)
    if meaning.force is Force.CONCEDE and drops and draft.instruments == (INS.NEUTRAL,):
        return becomes(meaning, Force.REJECT, "leaves")
    return meaning


DROPPING = ("drop", "ditch", "abandon", "renounce", "give up", "relinquish", "forsake", "let go", "surrender", "trade")


def russia_lets(draft: Draft, meaning: Meaning) -> Meaning | None:
    """Russia that agrees to what others give Ukraine drops an objection."""
    own = {INS.NEUTRAL, INS.MARITIME, INS.DMZ, INS.BUDAPEST}
    sees = meaning.force in (Force.PLEDGE, Force.SUPPORT) and meaning.path == "supply.any"
    if sees and draft.head.lemma in SEEING and codes_of(draft) == {"RUS"}:
        return None  # "would treat soldiers as targets" lets nobody in
    gives = meaning.force is Force.PLEDGE and set(draft.instruments) <= {INS.ARMS, INS.TRAIN, INS.INTEL}
    if gives and codes_of(draft) == {"RUS"} and draft.instruments:
        return None  # it gives Ukraine none
    accepts = INS.TROOPS not in draft.instruments or draft.chain[-1].lemma.startswith(ACCEPTING)
    plans = draft.head.lemma.startswith(("plan", "prepare")) and not accepts  # soldiers of its own
    lets = (meaning.force is Force.PLEDGE and not plans) or (meaning.force is Force.SUPPORT and accepts)
    if (plans or draft.head.lemma.startswith(("receive", "get"))) and codes_of(draft) == {"RUS"}:
        return None
    if lets and codes_of(draft) == {"RUS"} and not own & set(draft.instruments):
        return becomes(meaning, Force.CONCEDE, "lets")
    return meaning


SEEING = frozenset({"treat", "view", "see", "regard", "perceive", "interpret", "take"})
"""Verbs of what Russia would think of a thing."""
ACCEPTING = ("accept", "agree", "consent", "allow")
"""Verbs by which Russia would suffer even soldiers; else it only approves of them."""


def stays_armed(draft: Draft, meaning: Meaning) -> Meaning:
    """Not to give in to neutrality is to refuse it."""
    if meaning.force is Force.REQUEST and meaning.path.startswith("concede") and draft.instruments == (INS.NEUTRAL,):
        return becomes(meaning, Force.REJECT, "stays")
    return meaning
