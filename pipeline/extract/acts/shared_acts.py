"""Meanings of acts that rest on others' acts: a force that is backed, what authors of a text say, a vote to come."""

from itertools import pairwise

from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import Meaning, becomes
from pipeline.extract.lexicon import CountryEntry, InstrumentEntry, PersonEntry
from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Instrument

BACKING = frozenset({"back", "support", "back up", "help", "assist"})
"""Verbs by which America stands behind what others send."""
STATED = frozenset({"statement", "declaration", "communique", "communiqué", "draft", "proposal", "plan"})
"""Texts that say what would be done."""


def backs_force(draft: Draft, meaning: Meaning) -> Meaning:
    """America that will back a European force promises its support to it: "agreed to back European troops"."""
    if _asks_for_backing(draft):
        draft.instruments = tuple(sorted({*draft.instruments, Instrument.BACKSTOP} - {Instrument.TROOPS}))
        return meaning
    behind = not any(one.at < draft.chain[-1].start for one in draft.held if one.instrument is Instrument.TROOPS)
    backs = draft.chain[-1].lemma in BACKING and {one.code for one in draft.actors} == {"USA"} and behind
    if backs and set(draft.instruments) == {Instrument.AIR, Instrument.TROOPS}:
        draft.instruments = (Instrument.AIR, Instrument.BACKSTOP)  # "to help European forces by air"
        return meaning
    if backs and meaning.force is Force.REJECT and Instrument.TROOPS in draft.instruments:
        draft.instruments = (Instrument.BACKSTOP,)  # "refuses to provide air defences to back the force"
        return meaning
    force = draft.instruments == (Instrument.TROOPS,)
    would = draft.head.modal in ("will", "would")
    promised = meaning.force is Force.PLEDGE or (meaning.force is Force.SUPPORT and would)
    if not (backs and force and promised):
        return meaning
    draft.instruments = (Instrument.BACKSTOP,)
    return becomes(meaning, Force.PLEDGE, "backs")


OWN_MEANS = frozenset({Instrument.TROOPS, Instrument.ARMS, Instrument.AIR, Instrument.TRAIN, Instrument.FUND})
"""What one gives of one's own who backs something with it."""


def backs_with_own(draft: Draft, meaning: Meaning) -> Meaning:
    """Who would back something with his own means promises these: "would back the plan with boots on the ground"."""
    words, future = draft.reading.words, draft.head.modal in ("will", "would")
    last = [at for at in range(draft.head.end, draft.clause.end) if words[at] == "with"][-1:]
    if meaning.force is not Force.SUPPORT or not (future and last and draft.head.lemma.split(" ", 1)[0] in BACKING):
        return meaning
    given = {one.instrument for one in draft.held if one.at > last[0]} & OWN_MEANS
    if not given:
        return meaning
    draft.instruments = tuple(sorted(given))
    return becomes(meaning, Force.PLEDGE, "own")


HELP = frozenset({
    "support", "backing", "help", "assistance", "contribution", "contributions", "logistics", "intelligence", "cover",
    "air cover", "air support", "air power", "intelligence support", "enablers", "backup", "surveillance", "airlift",
})  # fmt: skip
"""What America would give to a force of others."""
TO_FORCE = frozenset({"to", "for"})
FORCE_REACH = 20
"""Words after an act in which the soldiers stand whom America would help."""


def _asks_for_backing(draft: Draft) -> bool:
    """Whether American help for soldiers of others is meant: "US support for any troops", "logistics to a force"."""
    tokens, start = draft.reading.tokens, draft.head.end
    end = min(len(tokens), start + FORCE_REACH)
    force = next((at for at in range(start, end) if _are_soldiers(tokens[at])), start)
    own = any(one.owner == "USA" for one in draft.held if one.instrument is Instrument.TROOPS)
    given = next((at for at in range(start, force) if tokens[at].lower in HELP), None)
    if not draft.held or own or given is None or TO_FORCE.isdisjoint(t.lower for t in tokens[given + 1 : force]):
        return False
    named = (t.entry for t in tokens[draft.head.start : given] if isinstance(t.entry, CountryEntry | PersonEntry))
    american = any((one.code if isinstance(one, CountryEntry) else one.country) == "USA" for one in named)
    return american or {one.code for one in draft.actors} == {"USA"}


def guards_zone(draft: Draft, meaning: Meaning) -> Meaning:
    """A zone that soldiers would patrol is about these too: "a demilitarised zone policed by peacekeepers"."""
    zone = next((one.at for one in draft.held if one.instrument is Instrument.DMZ), None)
    if zone is None or Instrument.TROOPS in draft.instruments:
        return meaning
    after = draft.reading.tokens[zone + 1 : zone + GUARDED]
    by = next((at for at, (one, other) in enumerate(pairwise(after)) if _guards(one, other)), None)
    if by is not None and any(_are_soldiers(token) for token in after[by + 2 : by + 7]):
        draft.instruments = tuple(sorted({*draft.instruments, Instrument.TROOPS}))
    return meaning


GUARDED = 14
"""Words after a zone within which it is said who would guard it."""


def _guards(one: Token, other: Token) -> bool:
    return other.lower == "by" and one.lower in (
        "patrolled",
        "policed",
        "monitored",
        "guarded",
        "secured",
        "controlled",
    )


def _are_soldiers(token: Token) -> bool:
    entry = token.match.entry if token.match is not None else None
    return isinstance(entry, InstrumentEntry) and entry.instrument is Instrument.TROOPS


def in_a_statement(draft: Draft, meaning: Meaning) -> Meaning:
    """What a text says that another would do, its authors propose: "would lead, according to a statement that"."""
    frame, owner = draft.clause.speaker_frame, {one.code for one in draft.speaker}
    told = meaning.force is Force.PLEDGE and draft.head.modal == "would"
    if frame is None or frame.intro != "according" or not told or owner & {one.code for one in draft.actors}:
        return meaning
    if owner and not STATED.isdisjoint(draft.reading.words[frame.start : frame.end]):
        draft.providers, draft.actors = tuple(one.code for one in draft.actors), list(draft.speaker)
        return becomes(meaning, Force.PROPOSE, "stated")
    return meaning


def wants_nothing_else(draft: Draft, meaning: Meaning) -> Meaning:
    """Who takes no substitute for a thing holds to it: "there was no alternative to NATO membership"."""
    last = max((one.at for one in draft.held), default=0)
    words = draft.reading.words[draft.head.start : min(last, draft.head.end + 3)]
    only = any(one in ("no", "any") and other in SUBSTITUTES for one, other in pairwise(words))
    if meaning.force not in (Force.REJECT, Force.CONCEDE) or not only:
        return meaning
    own = {one.code for one in draft.actors} == {"UKR"}
    return becomes(meaning, Force.REQUEST if own else Force.SUPPORT, "only")


SUBSTITUTES = frozenset({"alternative", "alternatives", "substitute", "substitutes", "replacement", "surrogate"})


def means_neutrality(draft: Draft, meaning: Meaning) -> Meaning:
    """Guarantees that a country will never join are its neutrality: "guarantees that Ukraine will never join NATO"."""
    if draft.instruments != (Instrument.GENERIC,) or not draft.held:
        return meaning
    after = draft.reading.words[draft.held[-1].at + 1 : draft.held[-1].at + CONTENT_REACH]
    told = after[:1] == ["that"] or (after[0:1] != [] and after[0].startswith(("ukrain", "kyiv")))
    if told and not NEVER.isdisjoint(after) and not ALLIANCES.isdisjoint(after):
        draft.instruments = (Instrument.NATO, Instrument.NEUTRAL)
    return meaning


CONTENT_REACH = 14
"""Words of a that-clause in which a guarantee says what it is of."""
NEVER = frozenset({"never", "not", "n't", "barred", "excluded", "prevented", "kept", "blocked", "banned", "outside"})
ALLIANCES = frozenset({"nato", "alliance", "bloc", "join nato", "joining nato"})


def was_decided(draft: Draft, meaning: Meaning) -> Meaning:
    """The decision to sign a thing that is told of afterwards is its signing."""
    noun = draft.is_nominal and draft.head.lemma.startswith("decision to") and len(draft.chain) > 1
    if noun and meaning.force is Force.PLEDGE and draft.chain[1].force is Force.SIGN:
        return becomes(meaning, Force.SIGN, "decided")
    return meaning


def only_reproaches(draft: Draft, meaning: Meaning) -> Meaning:
    """An ally that calls a plan war reproaches it; it threatens nobody."""
    hostile = {one.code for one in draft.actors} & {"RUS", "BLR", "UKR", "PRK"}
    named = draft.head.lemma.startswith("call") or "declaration of war" in draft.chain[-1].lemma
    if meaning.force is Force.THREATEN and named and not hostile:
        return becomes(meaning, Force.ACCUSE, "ally")
    return meaning


def votes_later(draft: Draft, meaning: Meaning) -> Meaning:
    """Who promises a vote keeps the matter open: "promises MPs a vote on sending soldiers"."""
    promises = draft.chain[0].force is Force.PLEDGE and len(draft.chain) > 1
    if meaning.force is Force.RATIFY and promises and draft.chain[-1].lemma.startswith("vote"):
        return becomes(meaning, Force.CONSIDER, "vote")
    return meaning
