"""What belongs to the complement of an act, and what "no", "not another" or "without" takes out of it."""

from collections.abc import Sequence

from pipeline.extract.objects.instruments import Held
from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.tokens import Token

POINTERS = frozenset({"the", "this", "such", "that", "any", "a", "these", "those", "his", "her", "their", "its"})

POINTED = frozenset({
    "idea", "plan", "proposal", "notion", "suggestion", "offer", "deployment", "initiative", "scheme", "mission",
    "force",
    "concept", "proposals", "aid", "plans", "demand", "demands", "request", "pact", "accord", "agreement", "deal",
    "deals", "agreements", "pacts", "accords", "treaties",
    "guarantees",
    "move", "option", "step", "possibility", "contingent", "presence", "units", "contingents", "deployments",
    "document", "documents", "declaration",
    "commitments", "arrangement", "effort", "decision", "refusal", "announcement",
    "prospect", "vote", "bill", "attempts", "steps", "actions", "moves", "initiatives", "intentions", "scenario",
    "scenarios",
})  # fmt: skip
"""Nouns that, after a pointer, can stand for an instrument named before."""
POINTED_AT = frozenset({
    "forces", "promise", "pledge", "package", "measures", "programme", "program", "loan", "project", "commitment",
    "promises", "pledges", "operation", "arrangements", "bid", "issue", "framework", "compact", "facilities",
    "debate", "venture", "text", "paper", "talk", "legislation", "law", "measure", "matter", "topic", "subject",
    "support", "outcome", "news", "development", "readiness", "willingness", "statement", "position", "stance",
})  # fmt: skip
"""Nouns that can do so only where they are definite: "a loan" is another one."""
DEFINITE = frozenset({"the", "this", "such", "that", "these", "those"})


def is_denied(tokens: Sequence[Token], held: Held, head: Predicate) -> bool:
    """Whether "no" or "without" takes the instrument away: a deal with "no security guarantees" is not about them."""
    if is_other(tokens, held, head):
        return True
    before = {token.lower for token in tokens[max(head.end, held.at - 3) : held.at]}
    return bool(before & {"no", "without", "lack", "neither"}) and head.force not in (Force.REJECT, Force.ACCUSE)


def is_other(tokens: Sequence[Token], held: Held, head: Predicate) -> bool:
    """Whether an instrument is only what the thing is not: "not another Budapest Memorandum", "but not US troops"."""
    before = [token.lower for token in tokens[max(head.end, held.at - 5) : held.at]]
    if before[-1:] == ["not"] and tokens[held.at - 2].tag == ",":
        return True  # "real deterrence, not another Budapest Memorandum"
    return "not" in before and (before[-1:] == ["another"] or ("but" in before and "not" in before[-3:]))


def is_object_of(tokens: Sequence[Token], head: Predicate, held: Held) -> bool:
    """Whether an instrument is the object of a verb, with no preposition between."""
    between = tokens[head.end : held.at]
    return all(token.tag not in "p;wr" or token.lower in SOME_NUMBER for token in between)


SOME_NUMBER = frozenset({"of", "around", "about", "over", "under", "between", "up"})
"""Prepositions that can stand in a number or an amount: "around 200 soldiers", "a company of troops"."""


def ends_complement(tokens: Sequence[Token], at: int, asks: bool) -> bool:
    """Whether what follows is no longer what the act is about: "without …"; of a demand also "in return for …"."""
    returned = tokens[at].lower in ("return", "exchange") and tokens[at - 1].lower == "in"
    instead = tokens[at].lower == "instead" or (tokens[at].lower == "than" and tokens[at - 1].lower == "rather")
    but_not = tokens[at].lower == "but" and at + 1 < len(tokens) and tokens[at + 1].lower == "not"
    return tokens[at].lower == "without" or instead or but_not or (asks and returned)


OTHER_PLANS = frozenset({
    "ceasefire", "peace", "truce", "minerals", "cease-fire", "30-day", "prisoner", "grain", "energy", "trade",
    "defence", "defense", "spending", "budget", "migration", "tariff", "tariffs", "tax", "election", "electoral",
    "asylum", "climate", "pension", "housing", "health", "gas", "oil", "pipeline", "rail", "railway", "immigration",
    "refugee", "gaza", "hostage", "prisoners", "extradition", "farm", "agriculture", "price", "sanctions", "visa",
    "language", "school", "water", "nuclear-plant", "property", "court", "corruption", "anti-corruption", "swap",
    "exchange",
})  # fmt: skip
"""Words that make a plan or deal one about something else."""


def is_of_other(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the words after a noun say that it is about something else: "the proposal for a 30-day ceasefire"."""
    if at + 1 < end and tokens[at + 1].lower == "to":
        return _is_of_another_act(tokens[at + 2 : at + 8])
    if at + 1 >= end or tokens[at + 1].lower not in ("for", "on", "of"):
        return False
    near = tokens[at + 2 : at + 6]
    if near and near[0].tag == "q":
        return True  # "the possibility of 30, 40, 50 years"
    return any(token.lower in OTHER_PLANS for token in near) and not any(token.tag == "i" for token in near)


TAKEN_UP = frozenset({"it", "them", "so", "this", "that", "such", "there"})
"""Words by which an infinitive takes up what was told before: "the request to do so"."""


def _is_of_another_act(after: Sequence[Token]) -> bool:
    """Whether an infinitive after a noun is about another thing: "the request to extradite him"."""
    return bool(after) and after[0].tag in "kv" and not any(t.tag in "iae" or t.lower in TAKEN_UP for t in after)
