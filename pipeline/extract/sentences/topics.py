"""Verbs and predicates that tell of talks only beside their noun: "the meeting covered", "dominated the talks"."""

from collections.abc import Sequence

from pipeline.extract.sentences.act_words import Kind
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.tokens import Token

TOPIC = "consult.topic"
"""The act whose subject is what is talked about, or the talks themselves."""
GATHERINGS = frozenset({
    "gathering", "meeting", "meetings", "summit", "talks", "call", "session", "dinner", "conference", "conversation",
    "conversations", "discussion", "discussions", "negotiations", "consultations", "dialogue", "phone-in", "lunch",
    "videoconference", "visit", "encounter", "exchange", "sit-down", "huddle", "roundtable", "contacts",
    "teleconference",
})  # fmt: skip
TALK = GATHERINGS | {"agenda"}
OF_TOPICS = (
    "top ", "head ", "lead ", "dominate", "feature ", "figure ", "loom ", "take cent", "come up",
    "form part", "be part",
)  # fmt: skip
"""How wordings begin whose subject is what is talked about; of the other verbs it is the talks."""
BEFORE = 18
"""Words from the noun of the talks to their verb: past who talks, where and when."""
AFTER = 8
"""Words from a verb or predicate to the talks at which the thing is a topic."""


def tells_of_talks(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """Whether talks are named where a wording of topics needs them: as its subject, or after it."""
    start, end = predicate.start, predicate.end
    if predicate.form != "finite":
        return False
    if predicate.kind is Kind.VERB and not predicate.lemma.startswith(OF_TOPICS):
        return any(tokens[at].lower in GATHERINGS and _opens(tokens, at) for at in _before(tokens, start))
    if any(token.lower == "agenda" for token in tokens[start:end]):
        return True
    after = tokens[end - 1 : end + AFTER]
    stop = next((at for at, token in enumerate(after) if token.tag in ",;wrxhmz"), len(after))
    return any(token.lower in TALK or token.tag == "s" for token in after[:stop])


def _before(tokens: Sequence[Token], start: int) -> range:
    """The places before a verb where its subject can stand."""
    first = start
    while first > max(0, start - BEFORE) and tokens[first - 1].tag not in ";wrc":
        first -= 1
    return range(first, start)


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun is the subject's head: "the talks between", not "after talks between"."""
    before = at - 1
    while before >= 0 and tokens[before].tag in "kyqde'a" and tokens[before].lower not in GATHERINGS:
        before -= 1
    return before < 0 or tokens[before].tag not in "pv"
