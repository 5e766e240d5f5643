"""Whether a form that could be noun or verb is a verb here, and of which shape: its neighbours decide."""

from collections.abc import Sequence

from pipeline.extract.lexicon import TitleEntry
from pipeline.extract.sentences.act_words import ActFound, Force
from pipeline.extract.sentences.groups import Group
from pipeline.extract.sentences.tokens import Token
from pipeline.extract.sentences.verbs import Form

# Told once: Python 3.11 looks a member of an enumeration up ten times as slowly as any other name.
BASE, THIRD, PARTICIPLE, GERUND = Form.BASE, Form.THIRD, Form.PARTICIPLE, Form.GERUND
AFTER_BE = frozenset({Form.PARTICIPLE, Form.GERUND})
AFTER_HAVE = frozenset({Form.PARTICIPLE})
BARE = frozenset({Form.BASE})
IN_ED = frozenset({Form.PAST, Form.PARTICIPLE})
FINITE = frozenset({Form.PAST, Form.BASE})

NO_SUBJECT_OF_BASE = frozenset({"d", "'", "q", "p"})
"""Before a noun, never before a finite verb."""

PLURALS = frozenset({
    "conservatives", "tories", "socialists", "liberals", "greens",
    "leaders", "ministers", "allies", "countries", "nations", "states", "officials", "governments", "lawmakers", "mps",
    "diplomats", "senators", "powers", "partners", "members", "troops", "soldiers", "forces", "presidents", "europeans",
    "americans", "ukrainians", "russians", "germans", "britons", "republicans", "democrats", "envoys", "negotiators",
    "teams", "advisers", "aides", "planners",
    "chiefs", "capitals", "deputies", "sides", "delegations", "generals", "commanders", "people", "ambassadors",
})  # fmt: skip

ADJECTIVES = frozenset({
    "european", "western", "allied", "international", "foreign", "peace", "new", "more", "fresh", "renewed", "key",
})  # fmt: skip
"""Words after which a form that could be a noun is one: "European calls for"."""

DENYING = frozenset({"deny", "denies", "denied", "denying", "dismissed", "dismisses", "rejected", "rejects", "refuted"})
"""Words after which "reports" and "claims" are what is denied."""

NOUNS = frozenset({
    "calls", "talks", "plans", "offers", "demands", "hopes", "doubts", "pledges", "promises", "moves", "fears",
    "requests", "supplies",
})  # fmt: skip
"""Forms that open a headline as nouns."""


def form_of(tokens: Sequence[Token], found: ActFound, group: Group, is_title: bool) -> str | None:
    """What the verb is here, or None where it is no verb at all."""
    forms = found.pattern.forms
    if group.to and GERUND in forms and not (group.be or group.have):
        return "gerund"
    fits = not forms.isdisjoint(AFTER_BE if group.be else AFTER_HAVE if group.have else BARE)
    if group.to or group.modal or group.do:
        return ("inf" if group.to else "finite") if fits else None
    if group.be or group.have:
        return "finite" if fits else None
    before = group.start - 1
    while before > 0 and tokens[before].tag == "y":
        before -= 1
    previous = tokens[before] if group.start else None
    if GERUND in forms:
        return _gerund(previous)
    if not forms.isdisjoint(IN_ED) and not (BASE in forms and previous is not None and previous.tag in "dpq'"):
        return _past(tokens, found, previous, forms)
    return _present(tokens, found, previous, is_title)


def _gerund(previous: Token | None) -> str | None:
    return None if previous is not None and previous.tag in ("d", "q", "'") else "gerund"


MADE_TO = frozenset({
    "urge", "press", "tell", "order", "force", "invite", "allow", "permit", "pressure", "encourage", "prod", "nudge",
})  # fmt: skip
"""Verbs whose past form before "to" is a passive: "Lisbon urged to send soldiers"."""


def _past(tokens: Sequence[Token], found: ActFound, previous: Token | None, forms: frozenset[Form]) -> str | None:
    """An -ed form: adjective after a determiner, participle before "by", else finite."""
    if previous is not None and (previous.tag in ("d", "q", "'", "p", "e") and BASE not in forms):
        return None
    end = found.end
    while end + 1 < len(tokens) and tokens[end].tag == "y":
        end += 1
    after = tokens[end] if end < len(tokens) else None
    by = after is not None and (after.lower == "by" or (after.tag == "t" and found.pattern.lemma in MADE_TO))
    if PARTICIPLE in forms and (by or forms.isdisjoint(FINITE)):
        return "part"
    if found.pattern.lemma.startswith("model ") and previous is not None:
        return (
            "part" if not previous.capital or previous.lower in ("ukraine", "kyiv") else "finite"
        )  # "a guarantee to Kyiv modelled on Article 5"
    placed = after is not None and after.lower in ("on", "in", "at", "along", "near")
    if previous is not None and previous.tag == "," and placed and found.pattern.act.force is Force.SUPPLY:
        return "part"  # "to be peacekeepers, deployed on the front line"
    if BASE in forms and previous is not None and previous.tag == "k" and previous.lower not in PLURALS:
        return "finite" if after is not None and after.tag in "daeui" else None
    return "finite"


MANY = frozenset({"troops", "soldiers", "peacekeepers", "forces", "guarantees", "contingents"})
"""Instruments in the plural, after which a base form can be a verb: "European troops in Ukraine need"."""

SAYING = frozenset({"says", "writes", "tells", "argues", "insists", "warns"})
"""Forms of saying that are no nouns, whatever stands after them: "a professor in Aarhus writes in Politiken"."""


def _present(tokens: Sequence[Token], found: ActFound, previous: Token | None, is_title: bool) -> str | None:
    """A bare or -s form without auxiliary: a verb only where its neighbours allow no noun."""
    forms = found.pattern.forms
    third = THIRD in forms
    if previous is None or previous.tag == ";":
        opens = is_title and third and opens_object(tokens, found.end) and tokens[found.start].lower not in NOUNS
        return "finite" if opens else None
    if (
        previous.lower in DENYING
        or previous.lower == "her"
        or previous.lower in ADJECTIVES
        or previous.tag in NO_SUBJECT_OF_BASE
        or _is_adverb(tokens, found)
        or (third and _governs(previous))
    ):
        return None
    if previous.lower == "no":
        return None  # "no doubt", "no question of"
    if previous.tag in "uraloscj,wy":
        subjunctive = not third and previous.tag == "a" and _is_subjunctive(tokens, found.start)
        return "finite" if subjunctive else _after_name(tokens, found, previous, third)
    if previous.tag == "e" or previous.tag == "n" or previous.lower in PLURALS:
        plural = previous.tag != "e" or (previous.lower.endswith("s") and not previous.lower.endswith("ss"))
        return "finite" if plural and not third else None
    if previous.tag == "i" and not third and MANY & set(previous.lower.split()) and opens_object(tokens, found.end):
        return "finite"
    if third and tokens[found.start].lower in SAYING:
        return "finite"
    nxt = tokens[found.end].tag if found.end < len(tokens) else ""
    alone = found.end == found.start + 1  # "the plan offers guarantees", not "its plan calls for"
    told = previous.lower in TEXTS and (nxt == "a" or (alone and nxt in ("i", "d", "u")))
    noun = tokens[found.start].lower in NOUNS and not previous.capital and not told
    return "finite" if third and not noun and opens_object(tokens, found.end) else None


TEXTS = frozenset({
    "plan", "proposal", "draft", "document", "deal", "agreement", "text", "pact", "treaty", "framework", "declaration",
    "blueprint", "initiative", "counter-proposal", "counterproposal", "roadmap", "memorandum", "accord", "bill",
    "paper", "compact", "version",
})  # fmt: skip
"""Nouns that can be said to offer or promise: "the plan offers Ukraine guarantees", "the draft demands guarantees"."""
GATHERINGS = frozenset({"meeting", "training", "funding", "gathering", "ruling", "briefing", "hearing", "filing"})
"""Nouns in -ing that can be the subject of a verb."""


def _governs(previous: Token) -> bool:
    """Whether a gerund stands before an -s form, which is its object then: "treating attacks on Ukraine as"."""
    return previous.tag == "k" and previous.lower.endswith("ing") and previous.lower not in GATHERINGS


def _is_adverb(tokens: Sequence[Token], found: ActFound) -> bool:
    """Whether "back" is no verb: "pulled troops back from"."""
    after = tokens[found.end].lower if found.end < len(tokens) else ""
    return found.pattern.lemma == "back" and after in ("from", "to", "in", "into", "home", "on")


DEMANDING = ("demand", "insist", "propos", "suggest", "recommend", "request", "requir", "stipulat", "urg", "ask")
"""How verbs begin whose "that" a base form follows: "demanded that Ukraine abandon"."""
SUBJUNCTIVE = 6
"""Words from such a verb to the base form."""


def _is_subjunctive(tokens: Sequence[Token], at: int) -> bool:
    """Whether a base form stands in a that-clause of demanding: "insists that Ukraine give up"."""
    that = next((i for i in range(at - 1, max(0, at - SUBJUNCTIVE), -1) if tokens[i].lower == "that"), 0)
    return that > 0 and tokens[that - 1].lower.startswith(DEMANDING)


def _after_name(tokens: Sequence[Token], found: ActFound, previous: Token, third: bool) -> str | None:
    if not third and CAUSATIVES & {token.lower for token in tokens[max(0, found.start - 8) : found.start]}:
        return "inf"
    if third:
        stacked = found.start > 1 and tokens[found.start - 2].tag == "a" and previous.tag == "a"
        if stacked and tokens[found.start].lower in NOUNS:
            return None
        after = tokens[found.end].lower if found.end < len(tokens) else ""
        nominal = after in ("of", "between") or (
            after == "with" and tokens[found.start].lower in ("talks", "calls", "deals", "plans")
        )
        return None if nominal and previous.tag in "al" and found.end - found.start == 1 else "finite"
    if previous.tag in "ur":
        return "finite"
    if previous.tag in "j,c":
        return _coordinated(tokens, found)
    follows_list = any(token.tag == "j" for token in tokens[max(0, found.start - 6) : found.start])
    above = found.start - 3 if found.start > 2 and tokens[found.start - 2].tag == "d" else found.start - 2
    if (
        above >= 0
        and tokens[above].tag == "p"
        and tokens[above].lower not in PARTICLES
        and any(_is_plural(token) for token in tokens[:above])
    ):
        return "finite"
    titled = previous.entry
    if isinstance(titled, TitleEntry) and titled.is_plural:
        return "finite"
    plural = previous.tag == "l" and (previous.lower.endswith("s") or previous.lower in PLURALS)
    return "finite" if plural or follows_list or _is_many(previous) or _is_pair(tokens, found.start) else None


PARTICLES = frozenset({"out", "up", "down", "off", "over", "away"})
"""Words that belong to a verb before them: what follows "rule out" is its object."""


def _is_pair(tokens: Sequence[Token], at: int) -> bool:
    """Whether two names with only a comma between them stand before: "Biden, Zelenskyy sign"."""
    return at > 2 and tokens[at - 2].tag == "," and tokens[at - 3].tag in "ael"


def _is_plural(token: Token) -> bool:
    """Whether a noun before "in Ukraine" takes a plural verb after it: "peacekeepers in Ukraine need"."""
    return _is_many(token) or token.lower in PLURALS or (token.tag == "i" and bool(MANY & set(token.lower.split())))


def _coordinated(tokens: Sequence[Token], found: ActFound) -> str | None:
    """A base form after "and": an infinitive where one stands before it, else a finite verb."""
    if found.end >= len(tokens):
        return None
    before = [token.tag for token in tokens[max(0, found.start - 12) : found.start]]
    return "inf" if "t" in before and not {"v", ";"} & set(before[before.index("t") :]) else "finite"


CAUSATIVES = frozenset({"let", "lets", "letting", "help", "helps", "helping", "make", "makes", "see"})


def _is_many(token: Token) -> bool:
    """Whether a name takes a plural verb: "EU leaders", "allies", "coalition partners"."""
    return token.lower.endswith(
        (
            "leaders",
            "allies",
            "countries",
            "nations",
            "states",
            "powers",
            "ministers",
            "partners",
            "europeans",
            "members",
            "governments",
            "officials",
            "capitals",
            "mps",
            "republicans",
            "democrats",
            "conservatives",
            "tories",
            "socialists",
            "liberals",
            "greens",
            "lawmakers",
            "senators",
            "deputies",
            "west",
            "nato",
            "g7",
        )
    )


def opens_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows begins an object, so that an -s form before it is a verb."""
    return at < len(tokens) and tokens[at].tag in "dtaeluiqckyn" and tokens[at].lower not in ("of",)


SATISFIED = frozenset({"requirements", "requirement", "target", "targets", "criteria", "needs", "obligations"})
"""What is met without anybody meeting: "do not meet spending requirements"."""


def satisfies(tokens: Sequence[Token], found: ActFound) -> bool:
    """Whether a requirement is met, and no person."""
    return found.pattern.lemma == "meet" and any(t.lower in SATISFIED for t in tokens[found.end : found.end + 4])
