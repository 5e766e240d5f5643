"""Acts that stand inside others: what somebody is blamed for, and what a condition asks of others."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.actors.named import Named
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import Meaning, read_chain, settle
from pipeline.extract.lexicon.short_names import INS
from pipeline.extract.sentences.act_words import Act, Force, Kind
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.reading import Reading

if TYPE_CHECKING:
    from pipeline.extract.acts.frames import FrameReader


BLAMED = (Force.ACCUSE, Force.SUPPORT)
ASKED_OF_OTHERS = frozenset({INS.BACKSTOP, INS.ART5, INS.GENERIC, INS.NATO})
"""Instruments that a condition asks of somebody else: "only if the effort had US backing"."""


def blamed_for(reader: "FrameReader", draft: Draft) -> Iterator[Draft]:
    """The act in "slams Macron for floating troops": Macron's, told as background."""
    inner = [
        *draft.chain[1:],
        *(p for p in draft.clause.predicates if p.kind is Kind.NOUN and p.start > draft.head.start),
    ]
    gerund = next((p for p in inner if p.form in ("gerund", "noun")), None)
    if draft.meaning is None or draft.meaning.force not in BLAMED or gerund is None:
        return
    tokens = draft.reading.tokens
    if tokens[gerund.group - 1].lower not in ("for", "over"):
        return  # "accused them of planning" only alleges it
    objects = reader.subjects.actors.heads(tokens, draft.head.end, gerund.group - 1)
    meaning = read_chain((gerund,))
    meaning = settle(meaning) if meaning is not None else None
    if objects and meaning is not None and draft.instruments:
        yield replace(
            draft, head=gerund, chain=(gerund,), meaning=meaning, actors=objects, recipients=(), is_recap=True
        )


GIVEN = (Force.PLEDGE, Force.CONSIDER, Force.SUPPORT)
EXCEPTION = 5
"""Words between "but not" and what is not given."""


def excepted(reader: "FrameReader", draft: Draft) -> Iterator[Draft]:
    """What a promise leaves out in so many words: "would provide air support, but not soldiers on the ground"."""
    alone = draft.blocked == "no instrument" and bool(draft.actors)  # "ready to help Ukraine, but not to send soldiers"
    if draft.meaning is None or draft.meaning.force not in GIVEN or (draft.blocked and not alone):
        return
    tokens, start = draft.reading.tokens, draft.head.end
    for at in range(start, min(draft.clause.end, len(tokens)) - 1):
        if tokens[at].lower == "but" and tokens[at + 1].lower in ("not", "no"):
            held = reader.instruments.held(tokens, at + 2, min(len(tokens), at + 2 + EXCEPTION))
            left_out = {one.instrument for one in held} - set(draft.instruments)
            if left_out:
                head = replace(draft.head, group=at, start=at, end=held[0].at + 1)
                meaning = Meaning(Force.REJECT, "reject.excepted")
                yield replace(draft, head=head, chain=(head,), meaning=meaning, held=tuple(held), blocked="",
                              instruments=tuple(sorted(left_out)), providers=())  # fmt: skip
            return


MENTIONING = frozenset(
    {"mention", "stress", "note", "emphasise", "emphasize", "underline", "underscore", "acknowledge"}
)
"""Verbs of saying that take a noun for what is said."""
MENTIONED = 4
"""Words between such a verb and its noun."""


def mentioned(reader: "FrameReader", draft: Draft) -> list[Named]:
    """Who speaks of a need or a wish that has no other owner: "mentioned the need for peacekeepers"."""
    reading, clause, noun = draft.reading, draft.clause, draft.head
    said = next((p for p in clause.predicates if p.force is Force.REPORT and p.lemma in MENTIONING), None)
    if said is None or noun.force not in (Force.REQUEST, Force.WANT) or not 0 <= noun.start - said.end <= MENTIONED:
        return []
    if any(token.tag in "pael'" for token in reading.tokens[said.end : noun.start]):
        return []
    return reader.subjects.subject(reading, clause, said)


NOT_WITHOUT = frozenset({INS.GENERIC, INS.NATO, INS.ART5, INS.BACKSTOP, INS.BILAT, INS.EU})
"""Instruments without which something is said not to be."""
WITHOUT_REACH = 6
"""Words between "without" and the instrument."""
EMPTY = frozenset(
    {"impossible", "meaningless", "worthless", "useless", "pointless", "unthinkable", "hollow", "fragile"}
)
"""What a peace without guarantees is called by who asks for them."""
GLOOMY = frozenset({
    "attack", "attacks", "again", "return", "back", "rearm", "regroup", "invade", "reinvade", "pause", "dangerous",
    "surrender",
    "capitulation", "temporary", "fail", "collapse", "risk", "trap", "defeat", "disaster", "short-lived", "frozen",
    "violate", "vulnerable", "incomplete", "naive", "mistake", "betrayal", "unstable", "unsustainable", "worth",
    "nothing",
})  # fmt: skip
"""What is foretold of a peace without guarantees by who asks for them."""
AGAINST = (Force.REJECT, Force.THREATEN)


def not_without(reader: "FrameReader", reading: Reading, clause: Clause) -> Draft | None:
    """What somebody asks for who says that nothing goes without it: "won't sign a truce without guarantees"."""
    tokens = reading.tokens
    at = next((i for i in range(clause.start, clause.end) if tokens[i].lower == "without"), None)
    if at is None or not _is_refused(reading, clause, at):
        return None
    held = tuple(reader.instruments.held(tokens, at + 1, min(clause.end, at + 1 + WITHOUT_REACH)))
    held = tuple(one for one in held if one.instrument in NOT_WITHOUT)
    verb = next((p for p in clause.predicates if p.form == "finite" and p.kind is Kind.VERB), None)
    speaker = reader.subjects.speaker(reading, clause)
    speaker = speaker or (reader.subjects.subject(reading, clause, verb) if verb is not None else [])
    if not held or not speaker or any(one.code == "RUS" for one in speaker):
        return None
    head = Predicate(UNGUARDED, Kind.PHRASE, "without", at, at, held[0].at + 1, "finite")
    instruments = tuple(sorted({one.instrument for one in held}))
    meaning = Meaning(Force.REQUEST, UNGUARDED.act_id)
    return reader.draft_of(reading, clause, head, (meaning, speaker, instruments, held))


def _is_refused(reading: Reading, clause: Clause, at: int) -> bool:
    """Whether what goes without the instrument is denied, called empty, rejected, or expected to end badly."""
    words = reading.tokens[clause.start : clause.end]
    denied = any((t.tag == "n" and t.lower != "without") or t.lower in EMPTY for t in words)
    gloomy = any(t.tag == "m" or t.tag == "x" for t in words) and any(t.lower in GLOOMY for t in words)
    against = any(p.force in AGAINST and not p.negated and p.end <= at for p in clause.predicates)
    return (denied or gloomy or against) and at + 1 < clause.end


UNGUARDED = Act("request.without", Force.REQUEST)


def verbless_refusal(reader: "FrameReader", reading: Reading) -> Draft | None:
    """The refusal of a headline without a verb: "Tusk: no Polish soldiers for Ukraine"."""
    if any(p.force is not Force.REPORT for p in reading.predicates):
        return None
    for clause in reading.clauses:
        says = next((p for p in clause.predicates if reading.is_title and p.lemma == "say"), None)
        start = clause.start if says is None else says.end
        if start >= clause.end or (clause.speaker_frame is None and says is None):
            continue
        first = reading.tokens[start]
        if first.lower.split(" ", 1)[0] not in ("no", "not"):
            continue
        if any(token.tag in "xhmzv" for token in reading.tokens[start : clause.end]):
            continue
        held = tuple(reader.instruments.held(reading.tokens, start, clause.end))
        speaker = reader.subjects.subject(reading, clause, says) if says else reader.subjects.speaker(reading, clause)
        if held and speaker:
            head = Predicate(REFUSAL, Kind.PHRASE, "no", start, start, held[0].at + 1, "finite")
            # "No NATO" is a demand where it stands for neutrality; what a speaker says no to is membership.
            said = first.lower.startswith(("no nato", "not nato"))
            meant = {INS.NATO if said and one.instrument is INS.NEUTRAL else one.instrument for one in held}
            instruments = tuple(sorted(meant))
            meaning = Meaning(Force.REJECT, REFUSAL.act_id)
            return reader.draft_of(reading, clause, head, (meaning, speaker, instruments, held))
    return None


REFUSAL = Act("reject.verbless", Force.REJECT)


FAILING = frozenset({"fails", "fail", "failed", "delayed", "denied", "refused", "collapses", "rejected", "blocked"})


def asked_in_condition(reader: "FrameReader", main: Draft, clause: Clause) -> Iterator[Draft]:
    """What a condition asks of others, where that is another instrument than the act's own."""
    if clause.intro != "cond" or clause.end <= clause.start:
        return
    held = reader.instruments.held(main.reading.tokens, clause.start, clause.end)
    asked = {
        one.instrument
        for one in held
        if (one.instrument in ASKED_OF_OTHERS and one.is_strong) or one.instrument is INS.BACKSTOP
    }
    asked -= set(main.instruments)
    if not FAILING.isdisjoint(main.reading.words[clause.start : clause.end]):
        return  # "if membership fails" asks for nothing
    if asked and not any(one.code == "USA" for one in main.actors):
        meaning = Meaning(Force.REQUEST, "condition.asks")
        first = next(one for one in held if one.instrument in asked)
        head = replace(main.head, group=clause.start, start=clause.start, end=first.at + 1)
        yield replace(
            main, clause=clause, head=head, chain=(head,), meaning=meaning, instruments=tuple(sorted(asked)),
            providers=(),
        )  # fmt: skip
