"""Corrections of promises: texts ready to be signed, invitations by those who are in, parts that are no parts."""

from dataclasses import replace

from pipeline.extract.acts import Force
from pipeline.extract.drafts import Draft
from pipeline.extract.meaning import Meaning
from pipeline.extract.named import Named, merge
from pipeline.extract.tokens import Token
from pipeline.model import Instrument, Sector

INS = Instrument
"""Short, so that the tables read as tables."""

TEXTS = frozenset(
    {"document", "documents", "text", "draft", "agreement", "agreements", "treaty", "pact", "deal", "accord"}
)
"""What can lie ready for signing."""

INVITED = frozenset({"NATO", "COTW", "EU"})
"""Who can take a country in, and so promises what others ask for when it invites."""

SMALL = frozenset({"minimal", "limited", "minor", "small", "marginal", "no", "smaller", "secondary"})
"""What makes a part in the guarantees a refusal to carry them."""


def text_is_ready(draft: Draft, meaning: Meaning) -> Meaning | None:
    """A text on guarantees that is ready binds both who gives them and Ukraine; nothing else that is ready does."""
    if not meaning.path.startswith("pledge.text"):
        return meaning
    words = draft.reading.words[draft.clause.start : draft.head.end]
    owners = [one.owner for one in draft.held if one.owner] or [code for code in draft.providers if code]
    if TEXTS.isdisjoint(words):
        return None
    draft.actors = merge([
        *(Named(code, Sector.GOV, None, draft.head.start) for code in owners if code not in ("UKR", "RUS")),
        Named("UKR", Sector.GOV, None, draft.head.start),
    ])  # fmt: skip
    return meaning


def invites(draft: Draft, meaning: Meaning) -> Meaning | None:
    """Allies that say they will invite Ukraine to join promise it; Ukraine's own call stays a request."""
    inviting = any(p.lemma.startswith("invite") for p in draft.chain) and meaning.force is Force.REQUEST
    codes = {one.code for one in draft.actors}
    joined = set(draft.instruments) <= {INS.NATO, INS.EU}
    if inviting and joined and draft.instruments and codes & INVITED and "UKR" not in codes:
        return replace(meaning, force=Force.PLEDGE, path=meaning.path + ".member")
    return meaning


def plays_small_part(draft: Draft, meaning: Meaning) -> Meaning | None:
    """Who says he will play a minimal role refuses the rest of it."""
    words = set(draft.reading.words[draft.head.start : draft.head.end])
    small = "role" in words or "part" in words
    if meaning.force in (Force.PLEDGE, Force.IMPLEMENT) and small and words & SMALL:
        return replace(meaning, force=Force.REJECT, path=meaning.path + ".small")
    return meaning


def agrees_to_others(draft: Draft, meaning: Meaning) -> Meaning | None:
    """Russia that agrees to what others offer Ukraine drops an objection: "agreed to the US offering guarantees"."""
    others = len(draft.chain) > 1 and _has_own_subject(draft.reading.tokens[draft.head.end : draft.chain[1].start])
    russian = {one.code for one in draft.actors} == {"RUS"}
    if russian and draft.head.lemma == "agree" and meaning.force is Force.PROPOSE and others:
        return replace(meaning, force=Force.CONCEDE, path=meaning.path + ".lets")
    return meaning


def _has_own_subject(between: list[Token]) -> bool:
    """Whether somebody else is named between a verb and the gerund it governs."""
    return any(token.tag in "ael" for token in between)
