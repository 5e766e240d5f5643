"""Predicates of a sentence: act words that stand where a verb, a noun of action or a predicate can stand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.acts import Act, ActFound, ActLexicon, Force, Kind
from pipeline.extract.lexicon import TitleEntry
from pipeline.extract.tokens import Token
from pipeline.extract.verbs import Form

NO_SUBJECT_OF_BASE = frozenset({"d", "'", "q", "p"})
"""Before a noun, never before a finite verb."""

PLURALS = frozenset({
    "leaders", "ministers", "allies", "countries", "nations", "states", "officials", "governments", "lawmakers", "mps",
    "diplomats", "senators", "powers", "partners", "members", "troops", "soldiers", "forces", "presidents", "europeans",
    "americans", "ukrainians", "russians", "germans", "britons", "republicans", "democrats", "envoys", "negotiators",
    "chiefs", "capitals", "deputies", "sides", "delegations", "generals", "commanders", "people", "ambassadors",
})  # fmt: skip
ADJECTIVES = frozenset({"european", "western", "allied", "international", "foreign", "peace", "new", "more", "fresh", "renewed", "key"})
"""Words after which a form that could be a noun is one: "European calls for"."""

NOUNS = frozenset({"calls", "talks", "plans", "offers", "demands", "hopes", "doubts", "pledges", "promises", "moves", "fears", "requests", "supplies"})
"""Forms that open a headline as nouns."""

NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """An act word at tokens [start, end); the verb group begins at `group`.

    `form`: finite, inf, gerund, part (reduced relative), noun or phrase. `modal` is the modal verb, if any.
    """

    act: Act
    kind: Kind
    lemma: str
    group: int
    start: int
    end: int
    form: str
    modal: str | None = None
    negated: bool = False
    perfect: bool = False
    passive: bool = False
    past: bool = False
    progressive: bool = False
    bare: bool = False
    """Whether it stands in its base form without an auxiliary: "and resume" shares the "will" before it."""

    @property
    def force(self) -> Force:
        """The force of its act."""
        return self.act.force


def find_predicates(tokens: Sequence[Token], lexicon: ActLexicon, is_title: bool) -> list[Predicate]:
    """The predicates of a sentence in order, none overlapping."""
    found: list[Predicate] = []
    at = 0
    while at < len(tokens):
        if tokens[at].lower == "no" and _is_existential(tokens, at):
            predicate = _existential(tokens, at)
        elif tokens[at].tag == "i":
            predicate = _inside_instrument(tokens, at)
        else:
            plain = tokens[at].match is None or tokens[at].tag == "k"
            predicate = (_at(tokens, at, lexicon, is_title) or _any_verb(tokens, at, is_title)) if plain else None
        if predicate is None:
            at += 1
        else:
            found.append(predicate)
            at = predicate.end
    return [_reduced(tokens, predicate, found) for predicate in found]


def _reduced(tokens: Sequence[Token], predicate: Predicate, found: Sequence[Predicate]) -> Predicate:
    """A past form as participle where its clause has a finite verb of its own: "a draft drawn up in Washington would"."""
    bare = predicate.form == "finite" and predicate.past and predicate.group == predicate.start
    if not bare or predicate.force is Force.REPORT:
        return predicate
    finite = {other.group for other in found if other.form == "finite" and other.start > predicate.start}
    for at in range(predicate.end, min(len(tokens), predicate.end + 8)):
        if tokens[at].tag in ",;jwrc" or tokens[at].tag in "ael" and at == predicate.end:
            return predicate
        if tokens[at].tag in "xhmz" or at in finite:
            return replace(predicate, form="part", passive=True)
    return predicate


VERBAL = {
    "join": Form.BASE, "joins": Form.THIRD, "joined": Form.PAST, "joining": Form.GERUND, "close": Form.BASE,
    "closing": Form.GERUND, "arm": Form.BASE, "arming": Form.GERUND, "monitor": Form.BASE, "monitoring": Form.GERUND,
    "share": Form.BASE, "shares": Form.THIRD, "sharing": Form.GERUND, "shared": Form.PAST, "train": Form.BASE,
    "trains": Form.THIRD, "trained": Form.PAST, "training": Form.GERUND, "protect": Form.BASE, "police": Form.BASE,
    "policing": Form.GERUND, "patrol": Form.BASE, "reimpose": Form.BASE, "guarantee": Form.BASE, "ensure": Form.BASE,
    "enter": Form.BASE, "invite": Form.BASE, "admit": Form.BASE, "accept": Form.BASE, "become": Form.BASE,
    "verify": Form.BASE, "oversee": Form.BASE, "supervise": Form.BASE, "restore": Form.BASE,
}  # fmt: skip
"""Verbs that begin a wording of an instrument ("join NATO", "close the sky"): the act stands inside the name."""

INSIDE = Act("supply.inside", Force.SUPPLY)


def _inside_instrument(tokens: Sequence[Token], at: int) -> Predicate | None:
    """The act of a wording that begins with a verb, where its neighbours let it be one."""
    first = tokens[at].lower.split(" ", 1)[0]
    form = VERBAL.get(first)
    if form is None or " " not in tokens[at].lower:
        return None
    group = _group(tokens, at)
    if form is Form.BASE and not (group.to or group.modal or group.do):
        previous = tokens[at - 1] if at else None
        if previous is None or previous.tag not in "ul":
            return None
    if form is Form.GERUND and not group.be:
        return None
    shape = "inf" if group.to else "finite"
    past = group.past or form is Form.PAST
    return Predicate(
        INSIDE, Kind.VERB, first, group.start, at, at + 1, shape, group.modal, group.negated, group.perfect, False, past
    )


EXISTENTIAL = Act("reject.existential", Force.REJECT)
UNDECIDED = Act("consider.existential", Force.CONSIDER)
NO_DECISION = frozenset({"agreement", "consensus", "decision", "unity", "accord", "majority"})
REACH = 5
"""Words between "there would be no" and what there would not be."""


def _is_existential(tokens: Sequence[Token], at: int) -> bool:
    """Whether "there will be no" stands before an instrument."""
    before = [token.lower for token in tokens[max(0, at - 5) : at]]
    after = tokens[at + 1 : at + 1 + REACH]
    return "there" in before and any(token.tag == "i" for token in after) and not any(token.tag in ",;wr" for token in after[:2])


def _existential(tokens: Sequence[Token], at: int) -> Predicate:
    """"There would be no soldiers" refuses; "there is no consensus on soldiers" leaves it open."""
    group = _group(tokens, at)
    undecided = any(token.lower in NO_DECISION for token in tokens[at + 1 : at + 4])
    act = UNDECIDED if undecided else EXISTENTIAL
    return Predicate(act, Kind.PHRASE, "there is no", group.start, at, at + 1, "finite", group.modal, False, False, False, group.past)


ANY = Act("supply.any", Force.SUPPLY)


def _any_verb(tokens: Sequence[Token], at: int, is_title: bool) -> Predicate | None:
    """A verb that no list knows, after a modal ("will underpin"), or after a headline's "to" ("EU to bankroll")."""
    token = tokens[at]
    if token.tag != "k" or not token.lower.isalpha():
        return None
    group = _group(tokens, at)
    if token.lower in NO_ACT and not group.negated:
        return None
    if group.modal is None and not (group.to and is_title and group.start > 0 and tokens[group.start - 1].tag in "al"):
        return None
    if group.be or group.have or at + 1 >= len(tokens) or tokens[at + 1].tag in ";,":
        return None
    shape = "inf" if group.to else "finite"
    return Predicate(ANY, Kind.VERB, token.lower, group.start, at, at + 1, shape, group.modal, group.negated)


NO_ACT = frozenset({
    "like", "come", "go", "know", "see", "feel", "think", "remain", "have", "become", "happen", "depend", "face", "lead", "want", "need",
    "fight", "attack", "attend", "visit", "travel", "arrive", "meet", "talk", "speak", "take", "get", "look", "be", "strike", "win", "lose",
    "keep", "try", "start", "stop", "end", "last", "fall", "rise", "cost", "mean", "require", "address", "ask", "learn", "return", "respond",
    "face", "risk", "violate", "undermine", "threaten", "destroy", "invade", "use", "test", "exploit", "cause", "provoke", "escalate",
})  # fmt: skip
"""Verbs after which an instrument is no object of an act."""


def _at(tokens: Sequence[Token], at: int, lexicon: ActLexicon, is_title: bool) -> Predicate | None:
    if at and tokens[at - 1].lower == "-" and tokens[at - 1].end == tokens[at].start:
        return None
    for candidate in lexicon.at(tokens, at):
        kind = candidate.pattern.kind
        if kind is Kind.VERB:
            predicate = _verb(tokens, candidate, is_title)
        elif kind is Kind.NOUN:
            predicate = _noun(candidate)
        else:
            predicate = _phrase(tokens, candidate, is_title)
        if predicate is not None:
            return predicate
    return None


def _noun(found: ActFound) -> Predicate:
    pattern = found.pattern
    return Predicate(pattern.act, Kind.NOUN, pattern.lemma, found.start, found.start, found.end, "noun")


def _phrase(tokens: Sequence[Token], found: ActFound, is_title: bool) -> Predicate | None:
    pattern = found.pattern
    before = tokens[found.start - 1] if found.start else None
    if pattern.lemma == "against" and (not is_title or before is None or before.tag not in "al"):
        return None
    if pattern.lemma.endswith(" to") and found.end < len(tokens) and tokens[found.end].tag in "daelq'":
        return None
    group = _group(tokens, found.start)
    return Predicate(
        pattern.act, Kind.PHRASE, pattern.lemma, group.start, found.start, found.end, group.form_of_phrase,
        group.modal, group.negated, group.perfect, False, group.past,
    )  # fmt: skip


@dataclass(slots=True)
class _Group:
    """The auxiliaries to the left of a verb, as far as they reach."""

    start: int
    be: bool = False
    have: bool = False
    do: bool = False
    to: bool = False
    modal: str | None = None
    negated: bool = False
    perfect: bool = False
    past: bool = False

    @property
    def form_of_phrase(self) -> str:
        return "inf" if self.to else "finite"


def _group(tokens: Sequence[Token], head: int) -> _Group:
    """Read auxiliaries, negators and adverbs leftwards from a verb."""
    group = _Group(head)
    at = head - 1
    while at >= 0:
        token = tokens[at]
        if not _joins(group, token):
            break
        if token.tag != "y":
            group.start = at
        at -= 1
        if group.to and token.tag == "t" and at >= 0 and tokens[at].lower == "yet":
            group.negated = group.perfect = True
        if group.to and token.tag == "t":
            if at >= 0 and tokens[at].lower in NEGATORS and tokens[at].lower != "no":
                group.negated = True
                group.start = at
            break
    return group


def _joins(group: _Group, token: Token) -> bool:
    tag, lower = token.tag, token.lower
    if tag == "y" or lower in ("a", "the") and False:
        return True
    if tag == "x":
        group.be = True
        group.past |= lower in ("was", "were")
    elif tag == "h":
        group.have = group.perfect = True
        group.past |= lower == "had"
    elif tag == "m":
        group.modal = lower
        group.negated |= lower == "cannot"
    elif tag == "z":
        group.do = True
        group.past |= lower == "did"
    elif tag == "t":
        group.to = True
    elif lower in NEGATORS and lower != "no":
        group.negated = True
    else:
        return False
    return True


def _verb(tokens: Sequence[Token], found: ActFound, is_title: bool) -> Predicate | None:
    pattern, group = found.pattern, _group(tokens, found.start)
    after = tokens[found.end].lower if found.end < len(tokens) else ""
    if pattern.lemma == "ask" and after in ("about", "whether", "if", "why", "how", "by", "what", "when", "on"):
        return None
    form = _form(tokens, found, group, is_title)
    if form is None:
        return None
    if pattern.lemma in RAISING and group.be and Form.PARTICIPLE in pattern.forms:
        return _raised(found, group, form)
    participle = Form.PARTICIPLE in pattern.forms
    passive = participle and (group.be and not _is_active(pattern.forms, group) or form == "part")
    past = group.past or (form == "finite" and group.start == found.start and Form.PAST in pattern.forms)
    progressive = group.be and Form.GERUND in pattern.forms
    bare = group.start == found.start and form == "finite" and Form.BASE in pattern.forms
    return Predicate(
        pattern.act, Kind.VERB, pattern.lemma, group.start, found.start, found.end, form,
        group.modal, group.negated, group.perfect, passive, past, progressive, bare,
    )  # fmt: skip


RAISING = frozenset({"expect", "expect to", "schedule", "want * to", "expect * to"})


def _raised(found: ActFound, group: _Group, form: str) -> Predicate:
    """"Is expected to plead": the subject is the actor of what follows."""
    return Predicate(EXPECTED, Kind.VERB, "expected", group.start, found.start, found.end, form, group.modal, group.negated)


EXPECTED = Act("begin.expected", Force.READY)


def _is_active(forms: frozenset[Form], group: _Group) -> bool:
    """`has been discussing` is active though it holds a be."""
    return Form.GERUND in forms


def _form(tokens: Sequence[Token], found: ActFound, group: _Group, is_title: bool) -> str | None:
    """What the verb is here, or None where it is no verb at all."""
    forms = found.pattern.forms
    needed = {Form.PARTICIPLE, Form.GERUND} if group.be else {Form.PARTICIPLE} if group.have else {Form.BASE}
    if group.to or group.modal or group.do:
        return ("inf" if group.to else "finite") if forms & needed else None
    if group.be or group.have:
        return "finite" if forms & needed else None
    before = group.start - 1
    while before > 0 and tokens[before].tag == "y":
        before -= 1
    previous = tokens[before] if group.start else None
    if Form.GERUND in forms:
        return _gerund(previous)
    if forms & {Form.PAST, Form.PARTICIPLE} and not (Form.BASE in forms and previous is not None and previous.tag in "dpq'"):
        return _past(tokens, found, previous, forms)
    return _present(tokens, found, previous, is_title)


def _gerund(previous: Token | None) -> str | None:
    return None if previous is not None and previous.tag in ("d", "q", "'") else "gerund"


MADE_TO = frozenset({"urge", "press", "tell", "order", "force", "invite", "allow", "permit", "pressure", "encourage", "prod", "nudge"})
"""Verbs whose past form before "to" is a passive: "Lisbon urged to send soldiers"."""


def _past(tokens: Sequence[Token], found: ActFound, previous: Token | None, forms: frozenset[Form]) -> str | None:
    """An -ed form: adjective after a determiner, participle before "by", else finite."""
    if previous is not None and (previous.tag in ("d", "q", "'", "p", "e") and Form.BASE not in forms):
        return None
    after = tokens[found.end] if found.end < len(tokens) else None
    by = after is not None and (after.lower == "by" or after.tag == "t" and found.pattern.lemma in MADE_TO)
    if Form.PARTICIPLE in forms and (by or not forms & {Form.PAST, Form.BASE}):
        return "part"
    if Form.BASE in forms and previous is not None and previous.tag == "k" and previous.lower not in PLURALS:
        return "finite" if after is not None and after.tag in "daeui" else None
    return "finite"


def _present(tokens: Sequence[Token], found: ActFound, previous: Token | None, is_title: bool) -> str | None:
    """A bare or -s form without auxiliary: a verb only where its neighbours allow no noun."""
    forms = found.pattern.forms
    third = Form.THIRD in forms
    if previous is None or previous.tag == ";":
        opens = is_title and third and _opens_object(tokens, found.end) and tokens[found.start].lower not in NOUNS
        return "finite" if opens else None
    if found.pattern.lemma == "back" and found.end < len(tokens) and tokens[found.end].lower in ("from", "to", "in", "into", "home", "on"):
        return None
    if previous.lower in ADJECTIVES:
        return None
    if previous.tag in NO_SUBJECT_OF_BASE:
        return None
    if previous.tag in "uraloscj,wy":
        return _after_name(tokens, found, previous, third)
    if previous.tag == "e":
        return "finite" if previous.lower.endswith("s") and not third and not previous.lower.endswith("ss") else None
    if previous.tag == "n":
        return "finite" if not third else None
    if previous.lower in PLURALS:
        return None if third else "finite"
    return "finite" if third and _opens_object(tokens, found.end) else None


def mark_verbs(tokens: Sequence[Token], predicates: Sequence[Predicate], common: frozenset[str]) -> list[Token]:
    """The tokens with `v` for finite forms of verbs without a force, where a subject stands before them."""
    inside = {at for predicate in predicates for at in range(predicate.start, predicate.end)}
    marked = list(tokens)
    for at, token in enumerate(tokens):
        if token.tag == "k" and token.lower in common and at not in inside and at and tokens[at - 1].tag in "aluyiso" + "k":
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            plural_noun = token.lower.endswith("s") and tokens[at - 1].tag != "u" and not _opens_object(tokens, at + 1)
            if not plural_noun and (after is None or after.lower not in ("by", "of")):
                marked[at] = replace(token, tag="v")
    return marked


def _after_name(tokens: Sequence[Token], found: ActFound, previous: Token, third: bool) -> str | None:
    if not third and CAUSATIVES & {token.lower for token in tokens[max(0, found.start - 8) : found.start]}:
        return "inf"
    if third:
        after = tokens[found.end].lower if found.end < len(tokens) else ""
        nominal = after in ("of", "between") or (after == "with" and tokens[found.start].lower in ("talks", "calls", "deals", "plans"))
        return None if nominal and previous.tag in "al" and found.end - found.start == 1 else "finite"
    if previous.tag in "ur":
        return "finite"
    if previous.tag in "j,c":
        return _coordinated(tokens, found)
    follows_list = any(token.tag == "j" for token in tokens[max(0, found.start - 6) : found.start])
    if found.start > 1 and tokens[found.start - 2].tag == "p" and any(_is_many(t) for t in tokens[: found.start - 2]):
        return "finite"
    titled = previous.match.entry if previous.match else None
    if isinstance(titled, TitleEntry) and titled.is_plural:
        return "finite"
    plural = previous.tag == "l" and (previous.lower.endswith("s") or previous.lower in PLURALS)
    return "finite" if plural or follows_list or _is_many(previous) else None


def _coordinated(tokens: Sequence[Token], found: ActFound) -> str | None:
    """A base form after "and": an infinitive where one stands before it, else a finite verb."""
    if found.end >= len(tokens):
        return None
    before = [token.tag for token in tokens[max(0, found.start - 12) : found.start]]
    return "inf" if "t" in before and not {"v", ";"} & set(before[before.index("t") :]) else "finite"


CAUSATIVES = frozenset({"let", "lets", "letting", "help", "helps", "helping", "make", "makes", "see"})


def _is_many(token: Token) -> bool:
    """Whether a name takes a plural verb: "EU leaders", "allies", "coalition partners"."""
    return token.lower.endswith(("leaders", "allies", "countries", "nations", "states", "powers", "ministers", "partners", "europeans", "members", "governments", "officials", "capitals", "mps", "republicans", "democrats", "lawmakers", "senators", "deputies", "west", "nato", "g7"))


def _opens_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows begins an object, so that an -s form before it is a verb."""
    return at < len(tokens) and tokens[at].tag in "dtaeluiqckyn" and tokens[at].lower not in ("of",)
