"""What is given or put forward without its own name: a sum for the aid of the story, somebody's own proposal."""

from collections.abc import Sequence

from pipeline.extract.actors.subjects import POSSESSIVE
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Instrument

AID = frozenset({Instrument.ARMS, Instrument.FUND})
SUM_REACH = 9
"""Words after a promise in which its sum stands."""
LARGE = frozenset({"million", "billion", "bn", "mn", "bln", "mln"})

IDEAS = frozenset({
    "proposal", "proposals", "plan", "plans", "idea", "offer", "initiative", "suggestion", "request", "demand",
})  # fmt: skip
"""Nouns that after a possessive mean what their owner brought up before: "presented her proposal"."""


def promises_sum(draft: Draft) -> bool:
    """Whether an act gives or promises a large sum: "will put down an additional $200 million"."""
    if draft.meaning is None or draft.meaning.force not in (Force.PLEDGE, Force.IMPLEMENT):
        return False
    after = draft.reading.tokens[draft.head.end : min(draft.clause.end, draft.head.end + SUM_REACH)]
    return any(t.tag == "q" and (t.lower in LARGE or t.lower.endswith(("bn", "mn", "bln", "mln"))) for t in after)


GIVING = ("provide", "give", "lend", "grant", "allocate", "send", "transfer", "hand", "supply", "pledge", "promise")
OTHER_AID = frozenset({
    "humanitarian", "refugees", "energy", "gas", "electricity", "heating", "demining", "winter", "reconstruction",
    "rebuild", "rebuilding", "worth", "grain", "food", "medical", "grid", "civilians", "schools", "hospitals", "relief",
})  # fmt: skip
"""Words by which a sum is for something else than Ukraine's defence or budget."""


def goes_to_ukraine(draft: Draft) -> bool:
    """Whether a large sum goes to Ukraine, whatever for: "will give Ukraine $3 billion"."""
    if not draft.chain[-1].lemma.startswith(GIVING) or not promises_sum(draft):
        return False
    words = draft.reading.words[draft.head.end : draft.clause.end]
    named = any(word in ("ukraine", "kyiv", "kiev") for word in words[:SUM_REACH])
    return named and OTHER_AID.isdisjoint(draft.reading.words)


def is_own_idea(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a stretch names somebody's own idea."""
    words = {token.lower for token in tokens[start:end]}
    return bool(words & POSSESSIVE) and bool(words & IDEAS)
