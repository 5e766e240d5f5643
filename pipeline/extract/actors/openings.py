"""Where a subject begins and ends that stands beside other names: "Starmer, aware that Trump has refused"."""

from collections.abc import Sequence

from pipeline.extract.actors.named import Named
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.tokens import Token


def past_that(tokens: Sequence[Token], start: int, end: int) -> int:
    """The first token of a subject: behind the "that" of an adjective or of a noun, where one stands there."""
    opens = (at for at in range(end - 2, start, -1) if tokens[at].tag == "c" and tokens[at].lower == "that")
    at = next(opens, None)
    if at is None or tokens[at - 1].tag not in "kv" or not any(token.tag in "ael" for token in tokens[at + 1 : end]):
        return start  # "made clear that it would" goes on about the same
    return at + 1


def goes_on_itself(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether a past verb behind a comma tells what a speaker did besides: "said Kyiv was stalling, and rejected"."""
    comma = "," in (tokens[clause.start - 1].tag, tokens[clause.start].tag)
    head = clause.predicates[0] if clause.intro == "conj" and comma and clause.predicates else None
    return head is not None and head.past and head.modal is None and not head.perfect and not head.passive


def subject_part(tokens: Sequence[Token], start: int, end: int) -> int:
    """The end of a subject without the aside in commas that stands before its verb: "Poland, unlike France, will not".

    Who acts together with it is no aside: "Norway, along with Denmark, will".
    """
    if end - start < ASIDE or tokens[end - 1].tag != ",":
        return end
    comma = next((at for at in range(start + 1, end - 2) if tokens[at].tag == ","), end)
    if comma == end or not any(token.tag in "ae" for token in tokens[start:comma]) or tokens[start].tag in "pw":
        return end
    opens = tokens[comma + 1]
    if opens.tag in "pw" and not _acts_along(tokens, comma + 1):
        return comma
    ranked = (at for at in range(comma + 2, end) if tokens[at].lower in ("after", "behind", "besides", "outside"))
    return next(ranked, end) if opens.tag == "d" else end


ASIDE = 4
"""Words of the shortest subject with an aside: "Poland, unlike France,"."""
TOGETHER = frozenset({"together", "along", "cooperation", "co-operation", "tandem", "partnership", "coordination",
                      "concert", "conjunction", "jointly"})  # fmt: skip
"""Words before "with" that make who follows act too: "Norway, in cooperation with Denmark, will go"."""
ALONG = TOGETHER | {"alongside", "including", "as"}
"""Words in an aside that names who acts too."""


def _acts_along(tokens: Sequence[Token], at: int) -> bool:
    """Whether an aside names who acts too: "along with Denmark", "with Sweden", not "with an army of"."""
    if any(token.lower in ALONG for token in tokens[at : at + 3]):
        return True
    first = at + 1 + (tokens[at + 1].tag == "d")
    return tokens[at].lower == "with" and tokens[first].tag in "ael"


def goes_together(tokens: Sequence[Token], preposition: int, start: int) -> bool:
    """Whether a subject goes on after "together with" or "alongside", with a comma before: it acts too."""
    first = preposition
    while first > start and (tokens[first - 1].lower in TOGETHER or tokens[first - 1].lower in ("in", "close")):
        first -= 1
    beside = first < preposition or tokens[preposition].lower == "alongside"
    return beside and first - 1 > start and tokens[first - 1].tag == ","


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
    """Whether an "of" leads to who would do it: "the will of Nordic states to send", not "of guarantees"."""
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
