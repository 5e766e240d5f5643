"""What a chain of act words means together: "refuses to rule out" weighs, "agreed to lift the freeze" pledges.

A chain runs from the governing predicate inwards; meaning is read from the inside out. Every step is a row of a table,
so that a wrong event can be traced to one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sentences.groups import DUTY, Predicate
from pipeline.model import EventType, Factuality, Stance, Status

F = Force
POSSIBLE = frozenset({"could", "may", "might", "can", "ca"})
UNCERTAIN = ("may", "might")
"""Modals whose negation leaves a thing open: who may not do it has not decided, and refuses nothing."""
UNSURE = ".may-not"
"""The end of the path of what somebody may not do."""
UNDECIDED = (F.SUPPLY, F.PLEDGE, F.READY, F.SUPPORT)
"""Acts that somebody may not do without having refused them."""
FUTURE = frozenset({"will", "'ll", "wo", "shall", "sha", "would", "'d", "to"})

DEFAULTS: dict[Force, tuple[Status, Stance]] = {
    F.CONSULT: (Status.DISCUSSED, Stance.NEUTRAL),
    F.CONSIDER: (Status.DISCUSSED, Stance.UNDECIDED),
    F.PROPOSE: (Status.PROPOSED, Stance.SUPPORT),
    F.REQUEST: (Status.PROPOSED, Stance.SUPPORT),
    F.PLEDGE: (Status.PLEDGED, Stance.SUPPORT),
    F.SIGN: (Status.SIGNED, Stance.SUPPORT),
    F.RATIFY: (Status.RATIFIED, Stance.SUPPORT),
    F.IMPLEMENT: (Status.IMPLEMENTED, Stance.SUPPORT),
    F.SUPPORT: (Status.DISCUSSED, Stance.SUPPORT),
    F.REJECT: (Status.REJECTED, Stance.OPPOSE),
    F.ACCUSE: (Status.DISCUSSED, Stance.OPPOSE),
    F.THREATEN: (Status.DISCUSSED, Stance.OPPOSE),
    F.SUSPEND: (Status.SUSPENDED, Stance.OPPOSE),
    F.CONCEDE: (Status.DISCUSSED, Stance.NEUTRAL),
}
"""Default status and stance of each type (codebook, table of types)."""

NEGATED: dict[Force, Force | None] = {
    F.SUPPLY: F.REJECT, F.PLEDGE: F.REJECT, F.READY: F.REJECT, F.SUPPORT: F.REJECT, F.CONSIDER: F.REJECT,
    F.REQUEST: F.REJECT, F.WANT: F.REJECT, F.REJECT: F.CONSIDER, F.SUSPEND: F.SUPPORT, F.CONCEDE: F.REQUEST,
    F.SIGN: None, F.RATIFY: None, F.CONSULT: F.REJECT, F.PROPOSE: None, F.ACCUSE: None, F.THREATEN: None,
    F.IMPLEMENT: None, F.UNDO: None, F.BEGIN: None, F.DENY: None, F.REPORT: None,
}  # fmt: skip
"""What the negation of an act amounts to; None: nothing that the codebook records."""

WAIVED = frozenset(
    {
        "oppose",
        "block",
        "veto",
        "object to",
        "resist",
        "prevent",
        "refuse",
        "opposed to",
        "create obstacles to",
        "create obstacles",
        "raise objections to",
        "stand in way of",
        "stand in * way of",
    }
)
"""Not to do these is to give up an objection; not to do the other refusals is to keep a thing open."""

SHORT = ("stop short", "fall short", "come short")
"""What is told only in passing to fall short of is not done: "praised the plan, stopping short of a promise"."""

MAKING_UP = ("make up", "make * mind", "make * decision", "take * decision")
"""To have not done these yet is to weigh still."""

OPEN = (F.SUPPLY, F.IMPLEMENT, F.UNDO, F.SUPPORT, F.PLEDGE, F.READY, F.BEGIN)
COMMITS = {
    **dict.fromkeys(OPEN, F.PLEDGE), F.WANT: F.PLEDGE, F.SIGN: F.SIGN, F.RATIFY: F.RATIFY, F.REJECT: F.REJECT,
    F.SUSPEND: F.SUSPEND, F.CONCEDE: F.CONCEDE, F.CONSIDER: F.CONSIDER, F.CONSULT: F.CONSULT, F.PROPOSE: F.PROPOSE,
    F.REQUEST: F.REQUEST, F.ACCUSE: F.ACCUSE, F.THREATEN: F.THREATEN,
}  # fmt: skip
REFUSES = {
    **dict.fromkeys(OPEN, F.REJECT), F.WANT: F.REJECT, F.SIGN: F.REJECT, F.RATIFY: F.REJECT, F.REJECT: F.CONSIDER,
    F.SUSPEND: F.SUPPORT, F.CONCEDE: F.REQUEST, F.CONSIDER: F.REJECT, F.CONSULT: F.REJECT, F.PROPOSE: F.REJECT,
    F.REQUEST: F.REJECT, F.ACCUSE: F.SUPPORT, F.THREATEN: F.REJECT,
}  # fmt: skip
ASPECT = {
    **{force: force for force in F}, F.SUPPLY: F.SUPPLY, F.UNDO: F.UNDO,
}  # fmt: skip
HOLDS = (F.CONSIDER, F.CONSULT, F.PROPOSE, F.ACCUSE, F.THREATEN, F.SUPPORT, F.REQUEST, F.SIGN, F.RATIFY, F.SUSPEND)
"""Outer acts that stay what they are whatever they govern."""

GOVERNED: dict[Force, dict[Force, Force]] = {
    F.READY: COMMITS, F.PLEDGE: {**COMMITS, F.SIGN: F.PLEDGE}, F.REJECT: REFUSES, F.BEGIN: ASPECT, F.UNDO: ASPECT,
    F.WANT: {**dict.fromkeys(F, F.REQUEST), F.CONSULT: F.CONSULT},
    **{force: dict.fromkeys(F, force) for force in (F.IMPLEMENT, F.CONCEDE, *HOLDS)},
    F.CONSULT: {**dict.fromkeys(F, F.CONSULT), F.REQUEST: F.REQUEST},
    F.SUSPEND: {**dict.fromkeys(F, F.SUSPEND), F.SUSPEND: F.IMPLEMENT},
}  # fmt: skip
"""What becomes of an act under each outer one; one that is not here changes nothing. To end a pause is to resume,
to meet somebody to plead for a thing is to ask for it."""
HELPS = dict.fromkeys(F, F.SUPPLY)
"""What becomes of an act that somebody helps with."""
SERVES = dict.fromkeys((F.SUPPLY, F.SUPPORT), F.SUPPLY)
"""What something is supplied for is one act with it: "will not send troops to help protect" sends none."""
SETTLED = {F.READY: F.PLEDGE, F.WANT: F.REQUEST}
"""What a force that is only a part amounts to by itself."""


@dataclass(slots=True)  # made for every sentence: frozen takes four times as long
class Meaning:
    """The reading of a chain: force so far, its mood, and which rows led to it."""

    force: Force
    path: str
    modal: str | None = None
    is_future: bool = False
    is_past: bool = False
    is_ongoing: bool = False
    negated: bool = False
    turned: Stance | None = None
    """Stance that differs from the default: demanding that arms stop opposes arms."""


def becomes(meaning: Meaning, force: Force, why: str) -> Meaning:
    """The meaning turned into another force, with the reason at the end of its path."""
    return replace(meaning, force=force, path=f"{meaning.path}.{why}")


def read_chain(chain: Sequence[Predicate]) -> Meaning | None:
    """The meaning of predicates from the governing one inwards; None where they amount to no act."""
    if any(predicate.lemma.startswith(SHORT) and predicate.form == "gerund" for predicate in chain):
        return None
    meaning: Meaning | None = None
    inner = chain[-1]
    for predicate in reversed(chain):
        meaning = _single(predicate) if meaning is None else _refuse(predicate, inner, _govern(predicate, meaning))
        if meaning is None:
            return None
        inner = predicate
    return meaning


OBSTACLES = ("veto", "objection", "opposition", "block", "resistance", "reservation")
"""What somebody gives up who lifts it, and holds on to who refuses to lift it."""


def _refuse(outer: Predicate, inner: Predicate, meaning: Meaning | None) -> Meaning | None:
    """The meaning of a refusal of a refusal: "refused to block" gives way, "refuses to lift its veto" does not."""
    if meaning is None or outer.force is not F.REJECT or outer.negated:
        return meaning
    if inner.force is F.REJECT and not inner.negated and inner.lemma in WAIVED:
        return replace(meaning, force=F.CONCEDE)
    held_on = inner.force is F.CONCEDE and any(word in inner.lemma for word in OBSTACLES)
    return replace(meaning, force=F.REJECT) if held_on else meaning


def _single(predicate: Predicate) -> Meaning | None:
    base = _affirmed(predicate)
    return _negate(replace(base, negated=True), predicate) if predicate.negated else base


def _affirmed(predicate: Predicate) -> Meaning:
    """The meaning of an act word, whether it is negated or not."""
    future = predicate.form == "inf" or predicate.modal in FUTURE
    past = (predicate.past or predicate.perfect or predicate.passive) and not future
    return Meaning(predicate.force, predicate.act.act_id, predicate.modal, future, past, predicate.progressive)


def _leaves_open(meaning: Meaning, predicate: Predicate) -> bool:
    """Whether the negation of an act tells nothing: it was not stopped, or "did not send troops"."""
    force, active = meaning.force, not predicate.passive
    if (force is F.SUSPEND and meaning.is_past) or (force is F.CONSULT and predicate.progressive):
        return True
    return force in (F.SUPPLY, F.CONSULT) and meaning.is_past and not predicate.progressive and active


def _negate(meaning: Meaning, predicate: Predicate) -> Meaning | None:
    force = meaning.force
    if force is F.CONSIDER and predicate.lemma.startswith(MAKING_UP):
        return replace(meaning, path=meaning.path + ".open", negated=False)
    if _leaves_open(meaning, predicate):
        return None
    if force is F.PLEDGE and predicate.force is F.PLEDGE and (predicate.perfect or predicate.past):
        return replace(meaning, force=F.CONSIDER, path=meaning.path + ".not-yet")
    if meaning.modal in UNCERTAIN and not predicate.passive and force in UNDECIDED:
        return replace(meaning, force=F.CONSIDER, path=meaning.path + UNSURE)
    turned = NEGATED[force]
    if force is F.IMPLEMENT and meaning.modal:
        turned = F.REJECT
    if turned is None:
        return None
    if force is F.REJECT and predicate.lemma in WAIVED:
        turned = F.CONCEDE
    return replace(meaning, force=turned, path=meaning.path + ".negated", negated=True)


def _govern(outer: Predicate, inner: Meaning) -> Meaning | None:
    """The meaning of an act word over what it governs; "to continue the war" is only what a thing is given for."""
    if inner.force is F.BEGIN and inner.is_future and outer.force is F.SUPPLY:
        return _single(outer)
    helps = outer.force is F.SUPPLY and outer.lemma.startswith(("help", "assist"))
    serves = outer.force is F.SUPPLY and inner.force in SERVES and (outer.negated or outer.modal is not None)
    spelt_out = inner.modal is None and inner.path == "supply.inside"  # "will involve training pilots"
    part = (
        spelt_out or inner.is_future or outer.lemma.startswith("play") or outer.modal in DUTY
    )  # "play a part in securing"
    serves = serves and part
    table = HELPS if helps else SERVES if serves else GOVERNED.get(outer.force)
    if table is None:
        return inner
    single = _affirmed(outer)
    force = table.get(inner.force, inner.force)
    turned = Stance.OPPOSE if force is F.REQUEST and inner.force in (F.REJECT, F.SUSPEND) else None
    renews = outer.force is F.BEGIN and outer.lemma.startswith("renew") and inner.is_future
    future = single.is_future or renews or (outer.force in (F.READY, F.PLEDGE) and force in (F.SIGN, F.RATIFY))
    meaning = Meaning(
        force,
        inner.path if serves else f"{outer.act.act_id}>{inner.path}",
        single.modal,
        future,
        single.is_past,
        single.is_ongoing,
        False,
        turned,
    )
    if outer.negated:
        return _negate(replace(meaning, negated=True), outer)
    return meaning


def settle(meaning: Meaning) -> Meaning | None:
    """The event type of a meaning whose force is still a part: supply by its mood, wanting, aspect."""
    force = meaning.force
    if meaning.modal in DUTY and force not in (F.ACCUSE, F.THREATEN):
        return _duty(meaning)
    if meaning.modal in POSSIBLE and force in (
        F.SUPPLY,
        F.UNDO,
        F.PLEDGE,
        F.IMPLEMENT,
        F.READY,
        F.SUSPEND,
        F.SUPPORT,
        F.CONCEDE,
    ):
        return replace(meaning, force=F.CONSIDER, path=meaning.path + ".possible")
    if force in (F.BEGIN, F.REPORT, F.DENY):
        return None
    if force in (F.SUPPLY, F.UNDO, F.IMPLEMENT):
        return replace(meaning, force=F.PLEDGE if meaning.is_future else F.IMPLEMENT)
    if force is F.SUPPORT and meaning.is_future and meaning.modal not in ("would", "'d"):
        return replace(meaning, force=F.PLEDGE)
    settled = SETTLED.get(force)
    return replace(meaning, force=settled) if settled is not None else meaning


def _duty(meaning: Meaning) -> Meaning:
    """What somebody says another should do he asks for; what should not be, he rejects."""
    path = meaning.path + ".duty"
    if meaning.force is F.REJECT or (meaning.force is F.CONSIDER and meaning.negated):
        return replace(meaning, path=path)
    stance = Stance.OPPOSE if meaning.force is F.SUSPEND else meaning.turned
    return replace(meaning, force=F.REQUEST, path=path, turned=stance)


def event_type(meaning: Meaning) -> EventType:
    """The codebook's type."""
    return EventType(meaning.force.value)


def status_of(meaning: Meaning) -> Status:
    """The state of the instrument after the act: the type's default, lowered where the act is still to come."""
    status, _ = DEFAULTS[meaning.force]
    if meaning.force in (F.SIGN, F.RATIFY) and (meaning.is_future or meaning.modal):
        return Status.DISCUSSED if meaning.modal in POSSIBLE else Status.PLEDGED
    return status


def stance_of(meaning: Meaning) -> Stance:
    """The actor's polarity: the type's default unless what it governs turns it."""
    return meaning.turned or DEFAULTS[meaning.force][1]


def factuality_of(meaning: Meaning) -> Factuality:
    """How certain the words make the act, before the source is looked at."""
    if meaning.force is F.CONSULT and meaning.path.startswith("request.want"):
        return Factuality.UNKNOWN
    if meaning.path.endswith(UNSURE):
        return Factuality.POSSIBLY_NOT
    kept_open = meaning.force is F.CONSIDER and (meaning.negated or meaning.path.startswith("consider.float"))
    return Factuality.POSSIBLE if kept_open or meaning.modal in POSSIBLE else Factuality.CERTAIN
