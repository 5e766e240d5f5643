"""Verbs that only bring out what the noun after them tells: "expressed an intention to" intends."""

from collections.abc import Sequence

from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.reading import Reading
from pipeline.extract.sentences.tokens import Token

VOICING = frozenset({
    "expressed", "expresses", "express", "voiced", "voices", "voice", "declared", "declares", "stated", "states",
    "signalled", "signaled", "reiterated", "reiterates", "reaffirmed", "reaffirms", "renewed", "renews", "repeated",
    "repeats", "conveyed", "submitted", "submits", "filed", "sent", "issued", "issues", "unveiled", "presented",
    "formulated", "registered", "maintained", "maintains",
})  # fmt: skip
"""Verbs that only bring out what the noun after them tells."""
VOICED = 5
"""Words from such a verb to its noun."""


def voice_before(tokens: Sequence[Token], words: Sequence[str], start: int, noun: int) -> int:
    """Where the verb group begins that voices a noun of action, 0 where none does."""
    at = noun - 1
    while at > start and tokens[at].tag in "kdyq" and words[at] not in VOICING:
        at -= 1
    if at <= start or words[at] not in VOICING or noun - at > VOICED:
        return 0
    while at > start and tokens[at - 1].tag in "xhmzyn":
        at -= 1
    return at


def is_reported(reading: Reading, clause: Clause) -> bool:
    """Whether the sentence itself says whose words a clause is."""
    if clause.governor is not None:
        return reading.clause_of(clause.governor) is not clause
    return clause.speaker_frame is not None
