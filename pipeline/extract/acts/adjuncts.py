"""Refusals told only in passing: "amid Belgian resistance", "despite objections from Hungary", "over a veto"."""

from pipeline.extract.acts.drafts import Draft
from pipeline.extract.objects.instruments import InstrumentReader, choose
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.model import Instrument

ADJUNCT = "reject.adjunct"
"""The act of a noun that refuses only behind one of the words below: "resistance" alone is a war's."""
IN_PASSING = frozenset({"amid", "amidst", "despite", "over", "given", "following", "notwithstanding"})
LED = frozenset({("because", "of"), ("face", "of"), ("light", "of"), ("view", "of"), ("due", "to"), ("owing", "to"),
                 ("faced", "with"), ("thanks", "to"), ("spite", "of")})  # fmt: skip
"""Words that lead to what hinders the act of the sentence."""
REACH = 6
"""Words from such a word to the noun: "despite strong and repeated Hungarian objections"."""


def hindered(draft: Draft, instruments: InstrumentReader) -> tuple[Instrument, ...]:
    """What a refusal told in passing is about: what the sentence tells before it, or else behind it."""
    head, tokens = draft.head, draft.reading.tokens
    if head.kind is not Kind.NOUN or head.force is not Force.REJECT or not _is_in_passing(draft):
        return ()
    before = choose(instruments.held(tokens, 0, head.start))
    found = before or choose(instruments.held(tokens, head.end, len(tokens)))
    return tuple(sorted({one.instrument for one in found}))


def _is_in_passing(draft: Draft) -> bool:
    words, tokens = draft.reading.words, draft.reading.tokens
    for at in range(draft.head.start - 1, max(-1, draft.head.start - REACH), -1):
        if words[at] in IN_PASSING or (at > 0 and (words[at - 1], words[at]) in LED):
            return True
        if tokens[at].tag in ";rxhmzvi":
            return False
    return False
