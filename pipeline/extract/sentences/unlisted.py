"""Acts that no entry of acts.toml holds: verbs inside wordings, unknown verbs after a modal, "there would be no"."""

from collections.abc import Sequence

from pipeline.extract.sentences.act_words import Act, Force, Kind
from pipeline.extract.sentences.groups import DUTY, Predicate, read_group
from pipeline.extract.sentences.tokens import Token
from pipeline.extract.sentences.verbs import Form

VERBAL = {
    "join": Form.BASE, "joins": Form.THIRD, "joined": Form.PAST, "joining": Form.GERUND, "close": Form.BASE,
    "closing": Form.GERUND, "arm": Form.BASE, "arming": Form.GERUND, "monitor": Form.BASE, "monitoring": Form.GERUND,
    "share": Form.BASE, "shares": Form.THIRD, "sharing": Form.GERUND, "shared": Form.PAST, "train": Form.BASE,
    "trains": Form.THIRD, "trained": Form.PAST, "training": Form.GERUND, "protect": Form.BASE, "police": Form.BASE,
    "policing": Form.GERUND, "patrol": Form.BASE, "reimpose": Form.BASE, "guarantee": Form.BASE, "ensure": Form.BASE,
    "enter": Form.BASE, "invite": Form.BASE, "admit": Form.BASE, "accept": Form.BASE, "become": Form.BASE,
    "verify": Form.BASE, "oversee": Form.BASE, "supervise": Form.BASE, "restore": Form.BASE, "send": Form.BASE,
    "sending": Form.GERUND, "sends": Form.THIRD, "entering": Form.GERUND, "secure": Form.BASE, "securing": Form.GERUND,
    "defend": Form.BASE, "defending": Form.GERUND, "safeguard": Form.BASE, "guaranteeing": Form.GERUND,
    "ensuring": Form.GERUND, "protecting": Form.GERUND, "patrolling": Form.GERUND, "extend": Form.BASE,
    "extending": Form.GERUND, "be": Form.BASE, "stay": Form.BASE, "remain": Form.BASE, "observe": Form.BASE,
    "enforce": Form.BASE, "reinstate": Form.BASE, "reimposing": Form.GERUND, "serve": Form.BASE, "act": Form.BASE,
    "acquire": Form.BASE, "acquiring": Form.GERUND, "becoming": Form.GERUND,
    "back": Form.BASE, "backing": Form.GERUND, "guard": Form.BASE, "guarding": Form.GERUND, "clear": Form.BASE,
    "strengthen": Form.BASE, "strengthening": Form.GERUND, "bolster": Form.BASE, "bolstering": Form.GERUND,
    "boost": Form.BASE, "boosting": Form.GERUND, "reinforce": Form.BASE, "reinforcing": Form.GERUND,
    "fund": Form.BASE, "funding": Form.GERUND, "finance": Form.BASE, "financing": Form.GERUND,
    "cap": Form.BASE, "limit": Form.BASE, "reduce": Form.BASE, "caps": Form.THIRD, "limits": Form.THIRD,
    "reduces": Form.THIRD, "halve": Form.BASE, "shrink": Form.BASE,
    "cut": Form.BASE, "slash": Form.BASE, "downsize": Form.BASE, "shoot": Form.BASE, "shooting": Form.GERUND,
    "down": Form.BASE, "downing": Form.GERUND, "knock": Form.BASE, "intercept": Form.BASE,
    "intercepting": Form.GERUND, "track": Form.BASE, "control": Form.BASE, "watch": Form.BASE, "shut": Form.BASE,
    "shutting": Form.GERUND, "escort": Form.BASE, "escorting": Form.GERUND, "underwrite": Form.BASE,
    "underwriting": Form.GERUND, "underpin": Form.BASE, "instruct": Form.BASE, "re-impose": Form.BASE,
}  # fmt: skip
"""Verbs that begin a wording of an instrument ("join NATO", "close the sky"): the act stands inside the name."""

INSIDE = Act("supply.inside", Force.SUPPLY)
PLACE = Act("support.place", Force.SUPPORT)
PLACES = ("irreversible path", "future is in", "future lies in", "place is in", "rightful place is in")
"""How wordings begin that say where Ukraine belongs: who says so is for it."""


def act_inside(tokens: Sequence[Token], at: int) -> Predicate | None:
    """The act of a wording that begins with a verb, where its neighbours let it be one."""
    first = tokens[at].lower.split(" ", 1)[0]
    if tokens[at].lower.startswith(PLACES):
        return Predicate(PLACE, Kind.PHRASE, "on the path", at, at, at + 1, "finite")
    form = VERBAL.get(first)
    if form is None or " " not in tokens[at].lower or (form is Form.THIRD and " on " in tokens[at].lower):
        return None  # "limits on its army" are no verb
    group = read_group(tokens, at)
    if form is Form.BASE and not (group.to or group.modal or group.do):
        previous = tokens[at - 1] if at else None
        if previous is None or previous.tag not in "ul":
            return None
    gerund = form is Form.GERUND and not group.be
    if gerund and (not at or tokens[at - 1].tag != "k"):
        return None
    helped = at > 1 and tokens[at - 1].tag == "u" and tokens[at - 2].lower in LETTING
    shape = "gerund" if gerund else "inf" if group.to or helped else "finite"
    past = group.past or form is Form.PAST
    return Predicate(
        INSIDE, Kind.VERB, first, group.start, at, at + 1, shape, group.modal, group.negated, group.perfect, False, past
    )


LETTING = frozenset({"help", "helps", "helped", "helping", "let", "lets", "letting", "make", "makes", "made", "making"})
"""Verbs after whose object an infinitive stands without "to": "help it protect its skies"."""

EXISTENTIAL = Act("reject.existential", Force.REJECT)

UNDECIDED = Act("consider.existential", Force.CONSIDER)

STATING = frozenset({
    "stated", "states", "says", "said", "promises", "promised", "vows", "vowed", "sees", "saw", "wants",
})  # fmt: skip
"""Verbs after which "no soldiers" is a whole refusal: "stated no US boots on the ground"."""

NO_DECISION = frozenset({"agreement", "consensus", "decision", "unity", "accord", "majority"})

REACH = 5
"""Words between "there would be no" and what there would not be."""


def is_existential(tokens: Sequence[Token], at: int) -> bool:
    """Whether "there will be no" stands before an instrument."""
    before = [token.lower for token in tokens[max(0, at - 5) : at]]
    after = tokens[at + 1 : at + 1 + REACH]
    if before and before[-1] in STATING:
        return any(token.tag == "i" for token in after) and not any(token.tag in ",;wrxmhzv" for token in after)
    first = next((place for place, token in enumerate(after) if token.tag == "i"), None)
    if first is None or any(token.lower in ("without", "doubt") for token in after[:first]):
        return False  # "there will be no peace without guarantees" asks for them
    return "there" in before and not any(token.tag in ",;wr" for token in after[:first])


def existence(tokens: Sequence[Token], at: int) -> Predicate | None:
    """What "no" or "be" says of a thing: that there will be none, or what it ought to be."""
    if tokens[at].lower == "no" and at and tokens[at - 1].tag == "h" and _is_seat(tokens, at + 1):
        return existential(tokens, at)  # "Ukraine has no place in NATO"
    if tokens[at].lower == "no" or is_denied_being(tokens, at):
        return existential(tokens, at) if is_existential(tokens, at) else _inside(tokens, at)
    if _is_demanded(tokens, at):
        return Predicate(ANY, Kind.VERB, "be", at, at, at + 2, "finite", "should")
    if is_due(tokens, at):
        return due(tokens, at)
    return to_come(tokens, at) or _inside(tokens, at)


def _inside(tokens: Sequence[Token], at: int) -> Predicate | None:
    """Being in as an act: "Ukraine will never be a member of the alliance"."""
    seat = at + 2 if at + 1 < len(tokens) and tokens[at + 1].lower in ("a", "full") else at + 1
    group = read_group(tokens, at)
    inside = seat < len(tokens) and tokens[seat].tag == "i" and tokens[seat].lower.startswith(SEATS)
    if not inside or group.modal is None:
        return None
    return Predicate(
        INSIDE, Kind.VERB, "be", group.start, at, seat + 1, "finite", group.modal, group.negated, group.perfect
    )


SEATS = ("member of", "full member of", "a member of", "part of nato", "part of the alliance", "a full member")
"""How wordings begin that say who is in."""


INSISTING = ("insist", "demand", "request", "urge", "propos", "recommend")
"""Beginnings of verbs after whose "that" a bare "be" tells what should be."""
DEMAND_REACH = 12
"""Words from "insists that" to its "be"."""


def _is_demanded(tokens: Sequence[Token], at: int) -> bool:
    """Whether "be" opens what somebody insists on: "insists that training be relocated"."""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if tokens[at - 1].tag not in "ki" or not after.endswith("ed") or tokens[at + 1].tag != "k":
        return False
    near = tokens[max(0, at - DEMAND_REACH) : at]
    that = next((i for i in range(1, len(near)) if near[i].lower == "that"), None)
    return that is not None and near[that - 1].lower.startswith(INSISTING) and any(t.tag == "i" for t in near[that:])


TO_COME = Act("pledge.existential", Force.PLEDGE)
MUST_BE = Act("request.existential", Force.REQUEST)


def to_come(tokens: Sequence[Token], at: int) -> Predicate | None:
    """What is said to be coming or due: "there will be American support for the force", "there must be guarantees"."""
    group = read_group(tokens, at)
    there = group.start > 0 and tokens[group.start - 1].lower == "there"
    due_too = tokens[group.start].lower in ("must", "should")
    if not there or group.negated or not (due_too or group.modal in ("will", "'ll")):
        return None
    after = tokens[at + 1 : at + 1 + REACH]
    first = next((place for place, token in enumerate(after) if token.tag not in "kdyqae"), None)
    if (
        first is None
        or after[first].tag != "i"
        or any(t.tag == "n" or t.lower.split(" ")[0] == "no" for t in after[: first + 1])
    ):
        return None
    end = at + 2 + first
    act, told = (MUST_BE, "must there be") if due_too else (TO_COME, "there will be")
    return Predicate(act, Kind.PHRASE, told, group.start, at, end, "finite", None if due_too else group.modal)


def _is_seat(tokens: Sequence[Token], at: int) -> bool:
    """Whether an instrument is told as a place in it: "a place in NATO"."""
    return (
        at < len(tokens) and tokens[at].tag == "i" and tokens[at].lower.startswith(("place in", "seat in", "path to"))
    )


def is_denied_being(tokens: Sequence[Token], at: int) -> bool:
    """Whether "there will not be" or "there won't be" ends here: the same as "there will be no"."""
    return tokens[at].lower == "be" and any(token.tag == "n" for token in tokens[max(0, at - 2) : at])


def is_due(tokens: Sequence[Token], at: int) -> bool:
    """Whether "should be" tells what a thing ought to be: "European troops should be the main force"."""
    if tokens[at].lower != "be" or at + 1 >= len(tokens) or tokens[at + 1].tag not in "dq":
        return False
    near = tokens[max(0, at - 6) : at + 6]
    return read_group(tokens, at).modal in DUTY and any(token.tag == "i" for token in near)


def due(tokens: Sequence[Token], at: int) -> Predicate:
    """What ought to be, as a supply with a duty: who says so asks for it."""
    group = read_group(tokens, at)
    return Predicate(ANY, Kind.VERB, "be", group.start, at, at + 1, "finite", group.modal, group.negated)


def existential(tokens: Sequence[Token], at: int) -> Predicate:
    """ "There would be no soldiers" refuses; "there is no consensus on soldiers" leaves it open."""
    group = read_group(tokens, at)
    undecided = any(token.lower in NO_DECISION for token in tokens[at + 1 : at + 4])
    act = UNDECIDED if undecided else EXISTENTIAL
    return Predicate(
        act, Kind.PHRASE, "there is no", group.start, at, at + 1, "finite", group.modal, False, False, False, group.past
    )


ANY = Act("supply.any", Force.SUPPLY)


def unlisted_verb(tokens: Sequence[Token], at: int, is_title: bool) -> Predicate | None:
    """A verb that no list knows, after a modal ("will underpin"), or after a headline's "to" ("EU to bankroll")."""
    token = tokens[at]
    if token.tag != "k" or not token.lower.isalpha():
        return None
    if token.lower in NEVER_ACT:
        return None
    group = read_group(tokens, at)
    if token.lower in NO_ACT and not group.negated and group.modal not in DUTY:
        return None
    if group.modal is None and not (group.to and is_title and group.start > 0 and tokens[group.start - 1].tag in "al"):
        return None
    if group.be or group.have or at + 1 >= len(tokens) or tokens[at + 1].tag in ";,":
        return None
    shape = "inf" if group.to else "finite"
    return Predicate(ANY, Kind.VERB, token.lower, group.start, at, at + 1, shape, group.modal, group.negated)


NEVER_ACT = frozenset({
    "amount", "equal", "constitute", "imply", "replace", "resemble", "suffice", "matter", "differ",
    "ignore", "overlook", "comment", "elaborate", "speculate", "predict", "guess", "specify", "disclose", "reveal",
    "forget", "exaggerate", "overestimate", "underestimate", "overstate", "understand", "imagine", "explain",
    "regard", "perceive", "deem", "interpret", "view",
})  # fmt: skip
"""Verbs that only say what a thing is ("would not amount to membership"), or what is known or said of it."""

NO_ACT = frozenset({
    "like", "come", "go", "know", "see", "feel", "think", "remain", "have", "become", "happen", "depend", "face",
    "lead", "want", "need",
    "fight", "attack", "attend", "visit", "travel", "arrive", "meet", "talk", "speak", "take", "get", "look", "be",
    "strike", "win", "lose",
    "keep", "try", "start", "stop", "end", "last", "fall", "rise", "cost", "mean", "require", "address", "ask",
    "learn", "return", "respond",
    "risk", "violate", "undermine", "threaten", "destroy", "invade", "use", "test", "exploit", "cause", "provoke",
    "escalate", "drag", "draw", "prolong", "trigger", "spark", "plunge", "push", "pull", "bring",
})  # fmt: skip
"""Verbs after which an instrument is no object of an act."""
