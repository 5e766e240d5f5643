"""Meanings of deals and texts: provisional ones, those tabled or published, deals to do something, texts joined."""

from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import Meaning, becomes
from pipeline.extract.lexicon.short_names import INS
from pipeline.extract.sentences.act_words import Force

PROVISIONAL = frozenset({"provisional", "tentative", "preliminary", "principle"})
TEXTS = frozenset({
    "document", "documents", "plan", "plans", "details", "text", "blueprint", "draft", "proposal", "proposals",
})  # fmt: skip


def provisional(draft: Draft, meaning: Meaning) -> Meaning:
    """A provisional deal is agreed, not signed."""
    words = draft.reading.words[draft.head.start : draft.clause.end]
    if meaning.force is Force.SIGN and not PROVISIONAL.isdisjoint(words):
        return becomes(meaning, Force.PLEDGE, "provisional")
    return meaning


def finalised_text(draft: Draft, meaning: Meaning) -> Meaning:
    """A document that is finalised is tabled, not signed."""
    words = draft.reading.words[draft.head.start : draft.clause.end]
    tabled = draft.head.lemma.startswith("finali") and not TEXTS.isdisjoint(words)
    parties = {one.code for one in draft.actors}
    if meaning.force is Force.SIGN and tabled and draft.instruments == (INS.BILAT,) and "UKR" in parties != {"UKR"}:
        return becomes(meaning, Force.PLEDGE, "agreed-text")  # a text that two have agreed on
    if meaning.force is Force.SIGN and tabled:
        return becomes(meaning, Force.PROPOSE, "text")
    return meaning


def prepares_pact(draft: Draft, meaning: Meaning) -> Meaning:
    """Who prepares an agreement designs it: "is preparing four more bilateral pacts"; its signing is another matter."""
    last = draft.chain[-1]
    alone = last.lemma.startswith("prepar") and all(p.force is Force.BEGIN for p in draft.chain[:-1])
    if meaning.force is Force.PLEDGE and alone and draft.instruments == (INS.BILAT,):
        return becomes(meaning, Force.PROPOSE, "pact")
    return meaning


TABLING = ("release", "publish", "unveil", "issue", "present", "make public")
DRAFTS = TEXTS | {"recommendations", "recommendation", "concept", "guidelines", "framework", "principles"}


def tables_text(draft: Draft, meaning: Meaning) -> Meaning:
    """Who releases recommendations or a draft tables them; money and arms that are released are given."""
    words = draft.reading.words[draft.head.start : draft.head.end + 3]
    if meaning.force in (Force.PLEDGE, Force.IMPLEMENT) and draft.head.lemma.startswith(TABLING):
        return meaning if DRAFTS.isdisjoint(words) else becomes(meaning, Force.PROPOSE, "text")
    return meaning


def deal_to(draft: Draft, meaning: Meaning) -> Meaning:
    """A deal struck to do something is a promise to do it."""
    struck = draft.head.lemma.startswith(("strike", "reach", "clinch", "agree"))
    after = draft.reading.tokens[draft.head.end : min(draft.clause.end, draft.head.end + 4)]
    dated = [token.tag for token in after][:3] == ["p", "k", "t"]  # "reached a deal on Thursday to raise"
    inner = len(draft.chain) > 1 and draft.chain[1].form == "inf"
    if meaning.force is Force.SIGN and struck and (inner or dated):
        return becomes(meaning, Force.PLEDGE, "to")
    return meaning


def agrees_to(draft: Draft, meaning: Meaning) -> Meaning:
    """To agree with somebody to do a thing is to promise it."""
    inner = len(draft.chain) > 1 and draft.chain[1].form == "inf"
    if meaning.force is Force.SUPPORT and draft.head.lemma in ("agree with", "agree") and inner:
        return becomes(meaning, Force.PLEDGE, "to")
    return meaning


def joins_text(draft: Draft, meaning: Meaning) -> Meaning:
    """To join a declaration is to support it."""
    if meaning.force is Force.IMPLEMENT and draft.head.lemma.startswith("join") and draft.instruments == (INS.BILAT,):
        return becomes(meaning, Force.SUPPORT, "text")
    return meaning
