"""Where a subject begins and ends that stands beside other names: "Starmer, aware that Trump has refused"."""

from collections.abc import Sequence

from pipeline.extract.actors.named import Named
from pipeline.extract.sentences.tokens import Token


def past_that(tokens: Sequence[Token], start: int, end: int) -> int:
    """The first token of a subject: behind the "that" of an adjective or of a noun, where one stands there."""
    opens = (at for at in range(end - 2, start, -1) if tokens[at].tag == "c" and tokens[at].lower == "that")
    at = next(opens, None)
    if at is None or tokens[at - 1].tag not in "kv" or not any(token.tag in "ael" for token in tokens[at + 1 : end]):
        return start  # "made clear that it would" goes on about the same
    return at + 1


def subject_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """The end of the subject of an outer clause: before such a "that"."""
    inner = past_that(tokens, start, end)
    return inner - 1 if inner > start else end


def is_done_to(tokens: Sequence[Token], start: int, found: Sequence[Named]) -> bool:
    """Whether what is judged is an action done to those named: "providing Ukraine with guarantees is vital"."""
    start += tokens[start].tag == "c"
    gerund = tokens[start].tag == "k" and tokens[start].lower.endswith("ing")
    return gerund and all(one.at > start for one in found)


OWNERS = frozenset("aeld'jk")
"""Tags of the words that can name whose a promise is."""


def names_owner(tokens: Sequence[Token], at: int) -> bool:
    """Whether an "of" leads to who would do it: "the readiness of EU countries to send", not "of guarantees"."""
    stop = at + 1
    while stop < len(tokens) and tokens[stop].tag in OWNERS:
        stop += 1
    named = any(token.tag in "ael" for token in tokens[at + 1 : stop])
    return tokens[at].lower == "of" and named and stop < len(tokens) and tokens[stop].tag == "t"


def is_offered(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the subject before `end` is that something is given: "offering Kyiv a guarantee makes little sense"."""
    return tokens[start].lower in GIVING and not any(token.tag in ",;" for token in tokens[start:end])


GIVING = frozenset({
    "offering", "giving", "granting", "providing", "sending", "promising", "bringing", "letting", "inviting",
    "admitting", "arming", "supplying", "denying", "forcing", "leaving", "keeping", "allowing", "accepting",
})  # fmt: skip
"""Gerunds with a country for an object."""


AGENT_REACH = 12
"""Words after a passive in which its "by" stands."""


def agent_span(tokens: Sequence[Token], after: int) -> tuple[int, int] | None:
    """Where the name behind the "by" of a passive stands, None where there is none."""
    for at in range(after - 1, min(len(tokens), after + AGENT_REACH)):
        if tokens[at].lower == "by":
            end = at + 1
            while end < len(tokens) and tokens[end].tag in "aeldk'j,qop" and tokens[end].lower not in NO_NAMES:
                end += 1
            return at + 1, end
        if tokens[at].tag in ";wr":
            return None
    return None


NO_NAMES = frozenset({"by", "in", "on", "at"})
"""Prepositions behind which no agent's name goes on."""
