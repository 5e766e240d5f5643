"""Acts that take two: everybody who talks or signs is an actor, and "each signed" is several signings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.actors.named import Named, merge
from pipeline.extract.actors.partners import EXAMPLES, is_of_war, partners
from pipeline.extract.actors.phrases import GROUPS, ActorReader
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import Meaning, read_chain, settle
from pipeline.extract.lexicon import CountryEntry
from pipeline.extract.lexicon.polities import CODED_BODIES
from pipeline.extract.objects.instruments import Held
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Instrument, Sector

RECIPROCAL = (Force.CONSULT, Force.SIGN)
DISTRIBUTIVE = frozenset({"each", "respectively", "separately", "separate"})
OBJECT_VERBS = frozenset({"join", "sound out", "meet", "consult", "host", "phone"})
"""Verbs of talking whose object is the other party."""

ALONE = frozenset({"talk about", "talk", "speak about"})
"""What one man talks about he only has in mind."""

WITH_UKRAINE = frozenset({Instrument.BILAT})
"""Instruments that Ukraine itself signs."""


def parties_of(draft: Draft, actors: ActorReader) -> None:
    """Add the other parties of a reciprocal act; keep the recipients of a request."""
    meaning = draft.meaning
    if meaning is None:
        return
    tokens, head, clause = draft.reading.tokens, draft.head, draft.clause
    meaning = draft.meaning = _discussed_with(draft, meaning)
    if meaning.force in RECIPROCAL:
        others = partners(tokens, *_told_with(draft), actors)
        others = [*others, *_spoken_to(tokens, head, actors)]
        if head.lemma in OBJECT_VERBS and not head.passive:
            others = [*others, *object_of(tokens, head.end, clause.end, actors)]
        alone = not draft.actors
        draft.actors = merge([*draft.actors, *others])
        _leave_uncounted(draft)
        if (
            meaning.force is Force.CONSULT
            and len(draft.actors) == 1
            and head.lemma in ALONE
            and draft.actors[0].is_person
        ):
            draft.meaning = replace(meaning, force=Force.CONSIDER, path=meaning.path + ".alone")
        if (
            meaning.force is Force.SIGN
            and WITH_UKRAINE.intersection(draft.instruments)
            and (len(draft.actors) < 2 or not others or alone)  # "such accords have been signed with Britain"
            and not _declares(draft)
        ):
            draft.actors = merge([*draft.actors, Named("UKR", Sector.GOV, None, head.start)])
    elif meaning.force is Force.PLEDGE:
        draft.actors = merge([*draft.actors, *_agreed_with(draft, meaning.path, actors)])
    elif meaning.force in (Force.REQUEST, Force.ACCUSE):
        _direct(draft, meaning, actors)


def _leave_uncounted(draft: Draft) -> None:
    """Leave out partners of Ukraine that are only counted: "has signed pacts with 17 countries" tells no pact."""
    if draft.instruments != (Instrument.BILAT,) or not any(one.code == "UKR" for one in draft.actors):
        return
    words = draft.reading.words
    named = [one for one in draft.actors if one.code != "COTW" or words[one.at] not in GROUPS]
    counted = len(named) < len(draft.actors) and draft.meaning is not None and draft.meaning.force is Force.SIGN
    verb = draft.head.kind is Kind.VERB and not (draft.head.passive or draft.head.perfect)  # "have signed" is a count
    if counted and verb and any(one not in named and one.at < draft.head.group for one in draft.actors):
        return  # "fifteen countries signed pacts with Ukraine": they act, as a coalition
    if counted and len(named) == 1 and draft.meaning is not None and not draft.meaning.is_future:
        draft.blocked = "only counts its pacts"
    draft.actors = named


def _declares(draft: Draft) -> bool:
    """Whether a group adopts a declaration of its own, which Ukraine need not sign."""
    words = draft.reading.words[draft.head.start : draft.clause.end]
    bodies = all(one.code in CODED_BODIES for one in draft.actors)
    return bodies and any(word.endswith(("declaration", "communique", "statement", "framework")) for word in words)


def _told_with(draft: Draft) -> tuple[int, int]:
    """Where the other parties stand: in the clause, but none that belong to another signing told of in it."""
    head, clause = draft.head, draft.clause
    if head.force is not Force.SIGN:
        return clause.start, clause.end
    signings = [p for p in clause.predicates if p.force is Force.SIGN and p.form == "finite" and p is not head]
    start = max((p.end for p in signings if p.start < head.start), default=clause.start)
    end = min((p.group for p in signings if p.start > head.start), default=clause.end)
    after = draft.reading.clauses[draft.reading.clauses.index(clause) + 1 :][:1]
    if after and end == clause.end == after[0].start and draft.reading.words[end - 1 : end + 1] == [":", "with"]:
        end = after[0].end  # "signed three agreements: with Lithuania, …"
    if head.lemma.startswith("become"):  # who signed before "along with" it
        end = min([at for at in range(head.end, end) if draft.reading.words[at] == "along"] or [end])
    return start, end


def _direct(draft: Draft, meaning: Meaning, actors: ActorReader) -> None:
    """Say whom a demand or a reproach is directed to; who orders his own army to pause pauses."""
    found = _addressees(draft, actors)
    acting = {one.code for one in draft.actors}
    orders = draft.head.lemma.startswith(("order", "direct", "instruct")) and len(draft.chain) > 1
    if found and set(found) <= acting and orders:
        own = read_chain(draft.chain[1:])
        draft.meaning = (settle(own) if own is not None else None) or meaning
    draft.recipients = tuple(dict.fromkeys(one for one in found if one not in acting))


def _addressees(draft: Draft, actors: ActorReader) -> list[str]:
    """Whom a demand or a reproach is directed to: the object of its verb, or whoever stands after "to" or "from"."""
    tokens, head, clause = draft.reading.tokens, draft.head, draft.clause
    asks = draft.meaning is not None and draft.meaning.force is Force.REQUEST
    found = object_of(tokens, head.end, clause.end, actors)
    if not found and head.kind is Kind.VERB:
        found = object_of(tokens, head.start + 1, head.end, actors)
    if not found and asks:
        found = _after(tokens, head, clause.end, actors)
    if not found and asks and Instrument.BACKSTOP in draft.instruments:
        return ["USA"]  # whose support to a European force it is by its name
    if not found and asks and draft.instruments == (Instrument.EU,):
        return ["EU"]  # which alone can take a country in
    return [one.code for one in found]


def _after(tokens: Sequence[Token], head: Predicate, end: int, actors: ActorReader) -> list[Named]:
    """Whoever is named after "to", "from" or "in a meeting with" in what is asked."""
    for at in range(head.start + 1, min(end - 1, head.end + ADDRESSED)):
        if tokens[at].lower in ("to", "from") and tokens[at + 1].tag in "aeld":
            return [one for one in object_of(tokens, at + 1, end, actors) if one.code != "UKR"]
    return []


ADDRESSED = 12
"""Words after a demand within which it is said to whom it goes: "pleaded for more arms to the G7"."""


def _agreed_with(draft: Draft, path: str, actors: ActorReader) -> list[Named]:
    """The other side of a promise: "agreed with Rubio to speed up", "reached a deal with Kyiv to share"."""
    tokens, head, clause = draft.reading.tokens, draft.head, draft.clause
    if head.lemma.startswith("agree with"):
        return object_of(tokens, head.start + 2, head.end, actors)
    return partners(tokens, clause.start, clause.end, actors) if path.startswith("sign") else []


def _discussed_with(draft: Draft, meaning: Meaning) -> Meaning:
    """A talk where somebody discusses with others what else he would weigh: "the idea of sending troops with Paris"."""
    if meaning.force is not Force.CONSIDER or not draft.head.lemma.startswith("discuss"):
        return meaning
    tokens, clause = draft.reading.tokens, draft.clause
    others = any(
        tokens[at].lower == "with" and any(t.tag in "ael" or t.lower in LEADERS for t in tokens[at + 1 : at + 5])
        for at in range(draft.head.end, clause.end)
        if not is_of_war(tokens, at)
    )
    return replace(meaning, force=Force.CONSULT, path=meaning.path + ".with") if others else meaning


LEADERS = frozenset({"leaders", "counterpart", "counterparts", "allies", "partners", "colleagues", "ministers"})
"""Plain names of those with whom one talks."""


MEETING = ("meet *", "host *", "phone *", "call *")


def _spoken_to(tokens: Sequence[Token], head: Predicate, actors: ActorReader) -> list[Named]:
    """Whom a verb of talking holds: "talked to Trump about", "spoke to him on"."""
    to = next((at for at in range(head.start + 1, head.end) if tokens[at].tag == "t"), None)
    if to is not None and head.lemma.startswith(MEETING):
        return actors.heads(tokens, head.start + 1, to)  # "met Trump to discuss"
    return [] if to is None or head.kind is not Kind.VERB else actors.heads(tokens, to + 1, head.end - 1)


def object_of(tokens: Sequence[Token], start: int, end: int, actors: ActorReader) -> list[Named]:
    """The actors directly after a verb: its object."""
    stop = start
    while stop < end and tokens[stop].tag in "aeldj,'":
        stop += 1
    return actors.heads(tokens, start, stop)


PACTS = frozenset({"agreements", "deals", "pacts", "accords", "documents", "treaties", "ones", "compacts"})
"""Several texts: what they are is told before."""
NEAR = 5
"""Words between "signed" and the texts that it is said of."""
FEW = 3
"""Partners up to which each is told of apart: a longer list is one happening with many."""


def _are_several(draft: Draft) -> bool:
    """Whether more than one agreement with Ukraine is signed: "signed security agreements with Germany and France"."""
    tokens = draft.reading.tokens
    others = [one for one in draft.actors if one.code != "UKR"]
    if not any(one.code == "UKR" for one in draft.actors) or len(others) > FEW:
        return False
    if not EXAMPLES.isdisjoint(draft.reading.words[draft.head.end : draft.clause.end]):
        return False  # some of a longer list
    places = [one.at for one in draft.actors if one.code != "UKR" and one.at > draft.head.end]
    if places and "with" in draft.reading.words[min(places) : max(places)]:
        return True  # "with Britain in January and a similar one with Germany"
    if any(one.instrument is Instrument.BILAT and tokens[one.at].lower.endswith("s") for one in draft.held):
        return True
    words = draft.reading.words[max(draft.clause.start, draft.head.group - NEAR) : draft.head.end + NEAR]
    return not PACTS.isdisjoint(words)


def trainer(draft: Draft) -> list[Named]:
    """In whose country Ukrainians are trained, where nobody else is named: "trained on British soil"."""
    head, tokens = draft.head, draft.reading.tokens
    trained = draft.instruments == (Instrument.TRAIN,) and (head.passive or head.lemma.endswith("training"))
    trained = trained and {one.code for one in draft.actors} <= {"UKR"}
    for at in range(head.end, draft.clause.end - 1 if trained else 0):
        entry = tokens[at + 1].entry
        if (
            tokens[at].lower in ("in", "on", "by")
            and isinstance(entry, CountryEntry)
            and entry.code not in ("UKR", "RUS")
        ):
            return [Named(entry.code, Sector.GOV, None, at + 1)]
    return []


def owners_of(held: Sequence[Held]) -> list[Named]:
    """Whose the instrument is: who gives it, where nobody else is named: "promise of American guarantees"."""
    codes = [one.owner for one in held if one.owner and one.owner not in ("UKR", "RUS")]
    return (
        [Named(codes[0], Sector.IGO if codes[0] in ("EU", "NATO", "UN") else Sector.GOV, None, held[0].at)]
        if codes
        else []
    )


def split_pairs(draft: Draft) -> Iterator[Draft]:
    """One draft for each pair where several signed apart from each other."""
    words = {token.lower for token in draft.reading.tokens[draft.clause.start : draft.clause.end]}
    signs = draft.meaning is not None and draft.meaning.force is Force.SIGN
    others = [one for one in draft.actors if one.code != "UKR"]
    several = draft.instruments == (Instrument.BILAT,) and _are_several(draft)
    if draft.blocked or not signs or len(others) < 2 or not (words & DISTRIBUTIVE or several):
        yield draft
        return
    ukraine = [one for one in draft.actors if one.code == "UKR"] or [Named("UKR", Sector.GOV, None, draft.head.start)]
    for one in others:
        yield replace(draft, actors=[one, *ukraine])
