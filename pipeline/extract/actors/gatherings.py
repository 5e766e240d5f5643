"""Who took part where only the thing discussed is the subject: "the issue was debated at a gathering of leaders"."""

from pipeline.extract.actors.named import Named, merge
from pipeline.extract.actors.subjects import Reading, SubjectReader
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.groups import Predicate

GATHERINGS = frozenset({
    "gathering", "meeting", "summit", "talks", "call", "session", "dinner", "conference", "conversation", "discussion",
    "discussions", "negotiations", "phone-in", "videoconference", "lunch", "visit",
})  # fmt: skip
OF_WHOM = frozenset({"of", "between", "among", "with"})
"""Words between a gathering and who gathers."""
HELD = ("held", "had")
REACH = 9
"""Words from a gathering to the end of who gathers: "a gathering of 20 European heads of state and government"."""


def took_part(subjects: SubjectReader, reading: Reading, head: Predicate) -> list[Named]:
    """The parties of talks that the passive leaves out: in "when Starmer hosted Zelensky", in "at a meeting of"."""
    if head.force is not Force.CONSULT or not head.passive:
        return []
    return _host_and_guests(subjects, reading) or _named_after(subjects, reading, head)


def _host_and_guests(subjects: SubjectReader, reading: Reading) -> list[Named]:
    """Who meets in a clause of time of the same sentence."""
    for other in reading.clauses:
        meets = (p for p in other.predicates if p.force is Force.CONSULT and p.kind is Kind.VERB and not p.passive)
        verb = next(meets, None) if other.intro == "time" else None
        if verb is not None and verb.form == "finite":
            guests = subjects.actors.heads(reading.tokens, verb.end, min(other.end, verb.end + REACH))
            return merge([*subjects.subject(reading, other, verb), *guests])
    return []


def _named_after(subjects: SubjectReader, reading: Reading, head: Predicate) -> list[Named]:
    """Who gathers, as a noun after the verb tells."""
    tokens = reading.tokens
    for at in range(head.start + 1, min(len(tokens) - 2, head.end + REACH)):
        if tokens[at].lower in GATHERINGS and tokens[at + 1].lower in OF_WHOM:
            stop = next((i for i in range(at + 2, min(len(tokens), at + REACH)) if tokens[i].tag in ",;wx"), at + REACH)
            return subjects.actors.heads(tokens, at + 2, min(stop, len(tokens)))
        if tokens[at].lower in GATHERINGS and tokens[at + 1].tag in "aeldu":
            return _held_with(subjects, reading, at + 1)
    return []


def _held_with(subjects: SubjectReader, reading: Reading, start: int) -> list[Named]:
    """The two sides of "a call that Trump held with European leaders", from the name of the first on."""
    tokens = reading.tokens
    held = next((at for at in range(start, min(len(tokens), start + REACH)) if tokens[at].lower in HELD), None)
    if held is None or held + 1 >= len(tokens) or tokens[held + 1].lower != "with":
        return []
    stop = next((at for at in range(held + 2, len(tokens)) if tokens[at].tag not in "aeldj,kq'"), len(tokens))
    return merge([*subjects.meant(reading, start, held), *subjects.actors.heads(tokens, held + 2, stop)])
