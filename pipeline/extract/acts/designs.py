"""Meanings of what is only designed or made to wait: what one seeks to do, terms that are set, what is not planned."""

from pipeline.extract.acts.drafts import Draft, codes_of
from pipeline.extract.acts.meaning import Meaning, becomes
from pipeline.extract.lexicon.short_names import INS
from pipeline.extract.sentences.act_words import Force, Kind

SEEKING = ("seek", "look to", "hope to", "attempt to", "strive", "aspire to")
"""How verbs begin that with an infinitive tell what one would do oneself."""
OWN_ACTS = (Force.SUPPLY, Force.SIGN, Force.BEGIN, Force.IMPLEMENT)
GIVEN = frozenset({INS.TROOPS, INS.ARMS, INS.TRAIN, INS.FUND, INS.INTEL, INS.AIR, INS.MONITOR, INS.BILAT, INS.GENERIC,
                   INS.ART5, INS.BACKSTOP, INS.MARITIME})  # fmt: skip
"""What partners of Ukraine seek to give, not to get."""
AT_WAR = frozenset({"UKR", "RUS", "BLR"})


def seeks_own(draft: Draft, meaning: Meaning) -> Meaning | None:
    """A partner that seeks or looks to give something designs it: "are looking to create a security agreement"."""
    inner = draft.chain[1] if len(draft.chain) > 1 else None
    own = inner is not None and inner.form == "inf" and inner.force in OWN_ACTS
    direct = own and inner is not None and inner.group <= draft.head.end
    seeks = direct and draft.head.lemma.startswith(SEEKING) and not draft.head.negated
    joins = draft.instruments == (INS.EU,) and codes_of(draft) == {"EU"}  # "the Commission hopes to open the talks"
    if not seeks or codes_of(draft) & AT_WAR or not (joins or GIVEN.issuperset(draft.instruments)):
        return meaning
    if draft.clause.intro in ("sub", "time"):
        return None  # "are under pressure as they seek to provide aid" tells what they do all along
    return becomes(meaning, Force.PROPOSE, "seeks")


TABLING = ("outline", "set out", "lay out", "spell out", "lay down", "set * condition", "list", "name")
TERMS = frozenset({"condition", "conditions", "terms", "criteria", "requirements", "preconditions", "prerequisites"})
TERMS_REACH = 3
"""Words from "outlined" to its "conditions"."""


def sets_terms(draft: Draft, meaning: Meaning) -> Meaning:
    """Who names the terms for his own soldiers or arms weighs them: "outlined conditions for a deployment"."""
    words = draft.reading.words[draft.head.start : draft.head.end + TERMS_REACH]
    tabled = draft.head.lemma.startswith(TABLING) and not TERMS.isdisjoint(words)
    if tabled and GIVEN.issuperset(draft.instruments) and not codes_of(draft) & AT_WAR:
        return becomes(meaning, Force.CONSIDER, "terms")
    return meaning


HINGING = ("condition * on", "make * conditional on", "make * contingent on", "tie * to", "link * to", "hinge * on")


def hinges_own(draft: Draft, meaning: Meaning) -> Meaning:
    """Who makes his own gift wait for something weighs it: "conditioned the deployment on a ceasefire"."""
    head = draft.head
    inside = bool(draft.held) and all(head.start <= one.at < head.end for one in draft.held)
    if inside and head.lemma in HINGING and not codes_of(draft) & AT_WAR:
        return becomes(meaning, Force.CONSIDER, "terms")
    return meaning


OWN = frozenset({"its", "his", "her", "their"})


def insists_on_own(draft: Draft, meaning: Meaning) -> Meaning:
    """Who insists on a design of his own puts it forward again: "would insist on its proposal to"."""
    design = next((p for p in draft.chain[1:] if p.kind is Kind.NOUN and p.force is Force.PROPOSE), None)
    if design is None or not draft.head.lemma.startswith(("insist", "push", "press", "stick")):
        return meaning
    before = draft.reading.words[draft.head.end : design.start]
    return meaning if OWN.isdisjoint(before) else becomes(meaning, Force.PROPOSE, "own")


PLANS = ("plan", "envisage", "foresee", "schedule", "intend", "decide")
AROUND = 2
"""Words beside a verb in which "yet" stands."""


def not_yet_planned(draft: Draft, meaning: Meaning) -> Meaning:
    """What is not planned yet is left open: "a force is not planned yet"."""
    head = draft.head
    near = draft.reading.words[max(0, head.group - AROUND) : head.end + AROUND]
    if "negated" in meaning.path and head.lemma.startswith(PLANS) and "yet" in near:
        return becomes(meaning, Force.CONSIDER, "not-yet")
    return meaning


INTENDING = frozenset({"intention", "intentions", "plan", "plans", "desire", "wish", "ambition", "ambitions"})
GIVING_UP = (Force.CONCEDE, Force.REJECT, Force.SUSPEND)
"""What one never did to an intention that one has."""


def never_meant(draft: Draft, meaning: Meaning) -> Meaning:
    """Who never declared an intention has none: "never declared a wish to rebuild its arsenal"."""
    start, end = draft.clause.start, draft.chain[-1].end
    words = draft.reading.words[start:end]
    never = "never" in words[:-1] and not INTENDING.isdisjoint(words[words.index("never") :])
    kept = any(p.force in GIVING_UP for p in draft.chain)  # "has never given up its wish to join"
    if never and not kept and meaning.force in (Force.CONSIDER, Force.REQUEST, Force.PLEDGE):
        return becomes(meaning, Force.REJECT, "never")
    return meaning


def presents_package(draft: Draft, meaning: Meaning) -> Meaning:
    """A government that presents a package of arms of its own promises it."""
    words = draft.reading.words[draft.clause.start : draft.clause.end]
    presents = draft.head.lemma == "present" and any(word.endswith(("package", "packages")) for word in words)
    if presents and draft.instruments == (INS.ARMS,) and not codes_of(draft) & AT_WAR:
        return becomes(meaning, Force.PLEDGE, "package")
    return meaning


def limits_another(draft: Draft, meaning: Meaning) -> Meaning:
    """What another would impose on Ukraine's army or status he proposes: "it would cap the Ukrainian army"."""
    imposes = meaning.force in (Force.PLEDGE, Force.IMPLEMENT) and INS.NEUTRAL in draft.instruments
    if imposes and draft.actors and not codes_of(draft) & AT_WAR:
        return becomes(meaning, Force.PROPOSE, "limits")
    return meaning
