"""Meanings of what somebody wishes, sees as possible or still has to decide about his own part."""

from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import Meaning, becomes
from pipeline.extract.lexicon.short_names import INS
from pipeline.extract.sentences.act_words import Force

TAKING_IN = {"NATO": (INS.NATO,), "EU": (INS.EU,)}
"""Who takes a country in, and what it then joins."""
HOPES = ("hope", "would like", "like to", "aim", "seek", "expect", "want", "wish")
TRIES = ("seek", "hope", "want", "would like", "try", "aim", "wish", "strive", "fight")
"""Verbs after which an infinitive tells what the subject itself would do."""


def hopes_for_own(draft: Draft, meaning: Meaning) -> Meaning:
    """Who hopes to take Ukraine in is for it, who would like it in a certain way proposes that."""
    head, codes = draft.head, {one.code for one in draft.actors}
    if meaning.force is not Force.REQUEST or not head.lemma.startswith(HOPES) or head.negated or len(codes) != 1:
        return meaning
    if draft.instruments == TAKING_IN.get(next(iter(codes))):
        wants = head.lemma.startswith(("want", "would like", "like to"))
        return becomes(meaning, Force.PROPOSE if wants else Force.SUPPORT, "takes-in")
    return meaning


def hinders_it(draft: Draft, meaning: Meaning) -> Meaning:
    """Who tries to block a thing himself refuses it, and asks nobody: "Budapest seeks to block accession"."""
    head = draft.head
    inner = draft.chain[1] if len(draft.chain) > 1 else None
    tries = head.lemma.startswith(TRIES) and inner is not None and inner.form == "inf" and inner.group <= head.end
    if (
        meaning.force is not Force.REQUEST
        or not tries
        or inner is None
        or head.negated
        or {one.code for one in draft.actors} <= {"RUS"}
    ):
        return meaning
    against = inner.force in (Force.REJECT, Force.CONSIDER) and not inner.negated
    return becomes(meaning, inner.force, "itself") if against else meaning


POSSIBLE = frozenset({"possibility", "prospect", "chance", "likelihood", "option", "potential", "possible"})
SOON_AFTER = 3
TELLING = ("announce", "confirm", "signal", "declare", "reveal", "unveil", "indicate")
"""Verbs of committing whose object is only said to be possible."""


def only_possible(draft: Draft, meaning: Meaning) -> Meaning:
    """Who announces that a thing is possible weighs it: "announced the possibility of opening"."""
    if meaning.force is not Force.PLEDGE or not draft.head.lemma.startswith(TELLING):
        return meaning
    after = draft.reading.words[draft.head.end : draft.head.end + SOON_AFTER]
    return meaning if POSSIBLE.isdisjoint(after) else becomes(meaning, Force.CONSIDER, "possibility")


DECIDED = frozenset({"future", "fate", "whether", "question", "issue", "if", "on", "about"})
"""What is decided where the decision is still open."""


def still_to_decide(draft: Draft, meaning: Meaning) -> Meaning:
    """Who is to decide later has promised nothing: "to decide the future of the scheme in January"."""
    last = draft.chain[-1]
    ahead = meaning.force is Force.PLEDGE and last.lemma == "decide"
    ahead = ahead and (last.form == "inf" or last.modal is not None) and not last.perfect
    if not ahead:
        return meaning
    words = draft.reading.words
    near = {*words[last.end : last.end + SOON_AFTER], *words[draft.clause.start : draft.clause.start + SOON_AFTER]}
    alone = last.end >= draft.clause.end or draft.reading.tokens[last.end].tag in ",;w"
    open_yet = last.passive or alone or not DECIDED.isdisjoint(near)
    return becomes(meaning, Force.CONSIDER, "to-decide") if open_yet else meaning


BARRING = (Force.REJECT, Force.SUSPEND, Force.CONCEDE)


def text_bars(draft: Draft, meaning: Meaning) -> Meaning:
    """A plan that bars Ukraine from the alliance makes it neutral: "the draft would bar NATO membership"."""
    barred = draft.is_document and INS.NATO in draft.instruments
    if barred and any(p.negated or p.force in BARRING for p in draft.chain):
        draft.instruments = tuple(sorted({*draft.instruments, INS.NEUTRAL}))
    return meaning


def asks_for_backstop(draft: Draft, meaning: Meaning) -> Meaning:
    """Who calls America's backstop essential asks for it: only America can give it."""
    others = draft.instruments == (INS.BACKSTOP,) and "USA" not in {one.code for one in draft.actors}
    needed = any(word in NEEDED for word in draft.reading.words[draft.head.start : draft.head.end])
    return (
        becomes(meaning, Force.REQUEST, "backstop") if meaning.force is Force.SUPPORT and others and needed else meaning
    )


NEEDED = frozenset({
    "essential", "vital", "crucial", "necessary", "needed", "indispensable", "critical",
    "required", "imperative",
})  # fmt: skip

SCHEMES = (
    "initiative", "programme", "program", "scheme", "purchase", "deliver", "supplies", "supply", "mission", "training",
    "effort", "drive", "fund", "aid", "coalition", "assistance", "operation", "package",
)  # fmt: skip
"""How words begin for what one state runs for others."""
RUN = frozenset({INS.ARMS, INS.TRAIN, INS.FUND, INS.TROOPS, INS.AIR, INS.MARITIME})
SCHEME_REACH = 8


def coordinates(draft: Draft, meaning: Meaning) -> Meaning:
    """Who coordinates a programme gives it, and does not only talk: "will go on coordinating the initiative"."""
    leads = next((p for p in draft.chain if p.lemma.startswith(("coordinate", "co-ordinate"))), None)
    if meaning.force is not Force.CONSULT or leads is None or len(draft.actors) != 1:
        return meaning
    if not RUN.issuperset(draft.instruments) or draft.head.negated:
        return meaning
    after = " ".join(draft.reading.words[leads.end : leads.end + SCHEME_REACH]).split()
    if not any(word.startswith(SCHEMES) for word in after):
        return meaning
    ahead = draft.head.modal is not None or draft.head.form == "inf" or (draft.reading.is_title and not draft.head.past)
    return becomes(meaning, Force.PLEDGE if ahead else Force.IMPLEMENT, "runs")


def keeps_sea_safe(draft: Draft, meaning: Meaning) -> Meaning:
    """Who agrees to prevent attacks at sea promises its safety: "agreed to prevent the military use of ships"."""
    agreed = draft.head.force is Force.PLEDGE and not draft.head.negated and draft.instruments == (INS.MARITIME,)
    return becomes(meaning, Force.PLEDGE, "sea") if meaning.force is Force.REJECT and agreed else meaning


REQUESTS, PLEDGES, EVERY = frozenset({Force.REQUEST}), frozenset({Force.PLEDGE}), frozenset(Force)
OWN_WISHES = (
    (REQUESTS, hopes_for_own),
    (REQUESTS, hinders_it),
    (PLEDGES, only_possible),
    (PLEDGES, still_to_decide),
    (frozenset({Force.CONSULT}), coordinates),
    (EVERY, text_bars),
    (frozenset({Force.REJECT}), keeps_sea_safe),
    (frozenset({Force.SUPPORT}), asks_for_backstop),
)
"""These rules in their order, each with the forces that it can turn."""
