"""What goes without saying: what a coalition is joined for, years of a guarantee, what is a target, what "more" is."""

from collections.abc import Sequence

from pipeline.extract.actors.memory import Memory
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.lexicon import BodyEntry
from pipeline.extract.objects.instruments import InstrumentReader, choose
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Instrument

Instruments = tuple[Instrument, ...]

JOINING = ("join", "take part in", "participate in", "be part of", "sign up", "become part of", "enter", "lead", "form")
"""How wordings begin, after what opens them, whose object the coalition can be."""
COALITION_REACH = 9
"""Words after such a verb in which the coalition is named."""
MEETING = frozenset({"meeting", "meetings", "call", "summit", "talks", "leaders", "discussions", "conference"})
"""Words beside the coalition by which only its meeting is joined."""
LASTING = frozenset({
    Force.REQUEST, Force.WANT, Force.PROPOSE, Force.CONSIDER, Force.PLEDGE, Force.SUPPORT, Force.REJECT, Force.READY,
})  # fmt: skip
YEARS = frozenset({"years", "years'", "decades"})
YEARS_REACH = 12
"""Words after an act in which it is said for how many years: "a pact for 20 or 25 years"."""
WANTING = frozenset({"need", "want", "ask for", "want * to send", "request", "demand", "seek"})


def understood(draft: Draft, instruments: InstrumentReader, memory: Memory) -> Instruments:
    """What an act without a named instrument is about, where its words leave no choice."""
    return (
        _of_coalition(draft, instruments)
        or _of_years(draft, memory)
        or _of_target(draft, instruments)
        or _of_more(draft, memory)
        or _of_judgement(draft, memory)
    )


def _of_coalition(draft: Draft, instruments: InstrumentReader) -> Instruments:
    """What the coalition of the willing is joined for: guarantees, and its force where one is spoken of."""
    joins = next((p for p in draft.chain if p.lemma.startswith(JOINING) or "join" in p.lemma), None)
    if joins is None:
        return ()
    tokens = draft.reading.tokens[joins.end : joins.end + COALITION_REACH]
    at = next((at for at, token in enumerate(tokens) if _is_coalition(token)), None)
    if at is None or any(token.lower in MEETING for token in tokens[: at + 4]):
        return ()
    if any(token.tag in "aels" for token in tokens[:at]):
        return ()  # "joined Italy in its bid for a coalition"
    return tuple(sorted({Instrument.GENERIC} | ({Instrument.TROOPS} & instruments.strong)))


def _is_coalition(token: Token) -> bool:
    entry = token.entry
    return isinstance(entry, BodyEntry) and entry.code == "COTW" and "coalition" in token.lower


def _of_years(draft: Draft, memory: Memory) -> Instruments:
    """The guarantee that is to last so many years: "we weigh 20 or 25 years"."""
    if draft.head.force not in LASTING or Instrument.GENERIC not in memory.instruments:
        return ()
    end = min(draft.clause.end, draft.head.end + YEARS_REACH)
    after = draft.reading.tokens[draft.head.end : end]
    at = next((at for at, token in enumerate(after) if token.lower in YEARS), None)
    asked = at is not None and after[at - 1].tag == "q" and not _is_ago(after[at + 1 : at + 2])
    return (Instrument.GENERIC,) if asked else ()


def _is_ago(after: Sequence[Token]) -> bool:
    return any(token.lower in ("ago", "of", "old", "after", "before", "later") for token in after)


def _of_target(draft: Draft, instruments: InstrumentReader) -> Instruments:
    """Who is called a target: the soldiers named before in the sentence."""
    if draft.head.force is not Force.THREATEN or draft.head.kind is not Kind.PHRASE or "target" not in draft.head.lemma:
        return ()
    earlier = choose(instruments.held(draft.reading.tokens, 0, draft.head.group))
    return tuple(sorted({one.instrument for one in earlier} & {Instrument.TROOPS, Instrument.MONITOR}))


def _of_more(draft: Draft, memory: Memory) -> Instruments:
    """What somebody needs more of: "Kyiv wants more, its minister says"."""
    tokens, end = draft.reading.tokens, draft.chain[-1].end
    more = (
        end < len(tokens) and tokens[end].lower == "more" and (end + 1 >= len(tokens) or tokens[end + 1].tag in ",;jw")
    )
    return memory.instruments if more and draft.head.lemma in WANTING and memory.age == 0 else ()


def _of_judgement(draft: Draft, memory: Memory) -> Instruments:
    """What "this" is that somebody calls unacceptable at the head of a sentence: what the last one told of."""
    head, start, tokens = draft.head, draft.clause.start, draft.reading.tokens
    if head.kind is not Kind.PHRASE or head.force not in (Force.REJECT, Force.ACCUSE) or memory.age:
        return ()
    said = [token for token in tokens[start : head.group] if token.tag not in ",xhzy"]
    told = bool(said) and said[0].lower in ("it", "this", "that") and len(said) <= SAID
    return memory.instruments if told and all(token.tag not in "aeilp" for token in said[1:]) else ()


SAID = 4
"""Words of a subject that is only a pronoun, with an "of course" or "absolutely" behind it."""
