"""Who gives where no subject tells: whose soldiers go, from whom a thing is taken, who had stopped what is restored."""

from typing import TYPE_CHECKING

from pipeline.extract.actors.named import Named
from pipeline.extract.acts.binding import FLOWS
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.parties import owners_of
from pipeline.extract.sentences.act_words import Force
from pipeline.model import Instrument

if TYPE_CHECKING:
    from pipeline.extract.acts.frames import FrameReader


def whose_soldiers(reader: "FrameReader", draft: Draft) -> list[Named]:
    """Whose soldiers are sent to do it: "Danish soldiers go there to train recruits"."""
    start, end = reader.subjects.span(draft.reading, draft.clause, draft.head)
    return owners_of(reader.instruments.held(draft.reading.tokens, start, end))


def own_soldiers(reader: "FrameReader", draft: Draft) -> list[Named]:
    """Whose soldiers would do it, where nobody else is told to: "Polish troops could go, the PM says"."""
    frame, head = draft.clause.speaker_frame, draft.head
    told = frame is not None and any(t.tag == "l" for t in draft.reading.tokens[frame.start : frame.end])
    there = any(word.startswith(("ukrain", "kyiv")) for word in draft.reading.words[head.end - 1 : head.end + 4])
    active = not head.passive or (head.modal is not None and there)  # "German troops will not be sent to Ukraine"
    clause = draft.reading.words[draft.clause.start : draft.clause.end]
    named = draft.instruments != (Instrument.TROOPS,) or any(word.startswith(("ukrain", "kyiv")) for word in clause)
    alone = named and head.form == "finite" and active and not draft.speaker and draft.clause.intro != "rel"
    told = told or alone  # "French soldiers will train"
    begins = head.force is Force.BEGIN and draft.chain[-1].force is Force.SUPPLY  # "soldiers start training"
    goes = told and (begins or head.force is Force.SUPPLY) and not SENT.isdisjoint(draft.instruments)
    return whose_soldiers(reader, draft) if goes else []


SENT = frozenset({Instrument.TROOPS, Instrument.TRAIN, Instrument.MONITOR})
"""What soldiers do themselves."""


def sender(reader: "FrameReader", draft: Draft) -> list[Named]:
    """Who gave what somebody takes: "receives F-16s from the Netherlands", "won the backing of Poland"."""
    tokens, end, actors = draft.reading.tokens, draft.clause.end, reader.subjects.actors
    if draft.head.lemma in FLOWS:
        return []
    if tokens[draft.head.end - 1].lower in ("from", "of"):
        return actors.heads(tokens, draft.head.end, end)
    at = next((i for i in range(draft.head.end, end) if tokens[i].lower == "from"), end)
    return actors.heads(tokens, at + 1, end) if at < end else []


def who_stopped(reader: "FrameReader", draft: Draft) -> list[Named]:
    """Who gives again what he is told to have stopped: "the aid was restored" after "Trump paused all aid"."""
    if draft.head.force is not Force.UNDO or not draft.head.passive or draft.speaker:
        return []
    about = set(draft.instruments)
    stops = (who for who, force, held in reversed(reader.memory.acts) if force is Force.SUSPEND and about & set(held))
    return [Named(code, None, None, draft.head.start) for code in sorted(next(stops, frozenset()))]
