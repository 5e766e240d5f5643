"""Whose an act is by the way it is told: said by another, due, without who does it, or what a plan provides for."""

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.actors.named import Named, merge
from pipeline.extract.actors.texts import PLANS
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.groups import Predicate
from pipeline.model import Instrument, Sector

if TYPE_CHECKING:
    from pipeline.extract.acts.frames import FrameReader


def says_need(draft: Draft) -> bool:
    """Whether somebody says that another needs a thing: he asks for it."""
    told = draft.clause.governor is not None or draft.clause.speaker_frame is not None
    return told and bool(draft.speaker) and draft.head.lemma == "need" and not draft.head.negated


def is_said(draft: Draft) -> bool:
    """Whether the sentence says that somebody says so, known or not."""
    return bool(draft.speaker) or draft.clause.governor is not None or draft.clause.speaker_frame is not None


def is_agentless(draft: Draft) -> bool:
    """Whether the act is told without who does it: "U.S. military aid was cut off"."""
    if draft.head.lemma in ("there is no", "be lifted", "be reversed"):
        return True
    return draft.head.passive and not draft.head.negated and not draft.speaker


def is_duty(head: Predicate) -> bool:
    """Whether a fixed wording says what ought to be: who says so asks for it."""
    if head.lemma.endswith((" duty to", " obligation to", " responsibility to")):
        return not head.negated
    return head.kind is Kind.PHRASE and head.lemma.startswith(
        ("must ", "should ", "need", "has to ", "have to ", "deserve")
    )


def by_telling(reader: "FrameReader", draft: Draft) -> None:
    """Take the actors from the way an act is told: a plan that provides for it, those among whom it is discussed."""
    under_plan(reader, draft)
    discussed_among(reader, draft)


AMONG = frozenset({"within", "among", "between", "by", "with", "amongst"})
DISCUSSED = ("being discussed", "under discussion", "being negotiated", "under negotiation")


def discussed_among(reader: "FrameReader", draft: Draft) -> None:
    """Take who discusses a thing from the words behind: "are being discussed within the G7 in consultation with"."""
    head, words = draft.head, draft.reading.words
    if draft.meaning is None or draft.meaning.force is not Force.CONSIDER or not head.lemma.startswith(DISCUSSED):
        return
    at = next((at for at in range(head.end, min(head.end + 2, draft.clause.end)) if words[at] in AMONG), None)
    found = [] if at is None else reader.subjects.actors.heads(draft.reading.tokens, at + 1, draft.clause.end)
    if found:
        draft.actors = merge([*draft.speaker, *found]) if at is not None and words[at] == "with" else found
        draft.meaning = replace(draft.meaning, force=Force.CONSULT, path=draft.meaning.path + ".among")


def same_parties(reader: "FrameReader", draft: Draft) -> None:
    """Take who will sign a text from where it was told of: "… have agreed a pact; the document will be signed"."""
    signs = draft.meaning is not None and draft.meaning.force is Force.SIGN and draft.head.passive
    if not signs or draft.instruments != (Instrument.BILAT,) or not {one.code for one in draft.actors} <= {"UKR"}:
        return
    acts = reversed(reader.memory.acts)
    told = (who for who, _, held in acts if Instrument.BILAT in held and "UKR" in who and len(who) > 1)
    parties = next(told, frozenset())
    draft.actors = merge(
        [*draft.actors, *(Named(code, Sector.GOV, None, draft.head.start) for code in sorted(parties))]
    )


PLAN_REACH = 8
"""Words from "under" to the plan: "under the latest 28-point American peace plan"."""
PROVIDING = frozenset({"would", "could", "will", "must", "should", "'d", "may"})


def under_plan(reader: "FrameReader", draft: Draft) -> None:
    """Give what a plan provides for to whoever drew it up: "under the US plan, Ukraine would give up membership"."""
    words, clause, head = draft.reading.words, draft.clause, draft.head
    if words[clause.start] != "under" or draft.meaning is None:
        return
    stop = min(head.group, clause.start + PLAN_REACH)
    plan = next((at for at in range(clause.start + 1, stop) if words[at] in PLANS), None)
    provides = plan is not None and not PROVIDING.isdisjoint([head.modal or "", *words[plan : head.start]])
    if plan is None or not provides:
        return
    owner = reader.subjects.texts.owner(draft.reading.tokens, draft.reading.predicates, (clause.start + 1, plan + 1))
    owner = owner or (reader.memory.plan if words[clause.start + 1] in ("the", "this") else [])
    if owner:
        acting = {one.code for one in owner}
        draft.providers = tuple(one.code for one in draft.actors if one.code not in acting | {"UKR"})
        draft.actors, draft.is_document = owner, True
        draft.meaning = replace(draft.meaning, force=Force.PROPOSE, path="document>" + draft.meaning.path)
