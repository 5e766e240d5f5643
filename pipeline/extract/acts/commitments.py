"""Corrections of promises: texts ready to be signed, invitations by those who are in, parts that are no parts."""

from dataclasses import replace

from pipeline.extract.actors.named import Named, merge
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import Meaning, becomes
from pipeline.extract.lexicon import CountryEntry
from pipeline.extract.lexicon.short_names import INS
from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Sector

TEXTS = frozenset(
    {"document", "documents", "text", "draft", "agreement", "agreements", "treaty", "pact", "deal", "accord"}
)
"""What can lie ready for signing."""

INVITED = frozenset({"NATO", "COTW", "EU"})
"""Who can take a country in, and so promises what others ask for when it invites."""

SMALL = frozenset({"minimal", "limited", "minor", "small", "marginal", "no", "smaller", "secondary"})
"""What makes a part in the guarantees a refusal to carry them."""


def text_is_ready(draft: Draft, meaning: Meaning) -> Meaning | None:
    """A text on guarantees that is ready binds both who gives them and Ukraine; nothing else that is ready does."""
    if not meaning.path.startswith("pledge.text"):
        return meaning
    words = draft.reading.words[draft.clause.start : draft.head.end]
    before = draft.reading.tokens[draft.clause.start : draft.head.group]
    named = [token.entry.code for token in before if isinstance(token.entry, CountryEntry)]
    owners = [one.owner for one in draft.held if one.owner] or [code for code in draft.providers if code] or named
    if TEXTS.isdisjoint(words):
        return None
    draft.actors = merge([
        *(Named(code, Sector.GOV, None, draft.head.start) for code in owners if code not in ("UKR", "RUS")),
        Named("UKR", Sector.GOV, None, draft.head.start),
    ])  # fmt: skip
    return meaning


def invites(draft: Draft, meaning: Meaning) -> Meaning | None:
    """Allies that say they will invite Ukraine to join promise it; Ukraine's own call stays a request."""
    inviting = any(p.lemma.startswith("invite") for p in draft.chain) and meaning.force is Force.REQUEST
    codes = {one.code for one in draft.actors}
    joined = set(draft.instruments) <= {INS.NATO, INS.EU}
    if inviting and joined and draft.instruments and codes & INVITED and "UKR" not in codes:
        if draft.instruments == (INS.NATO,) and codes == {"COTW"}:
            draft.actors = [Named("NATO", Sector.IGO, None, draft.head.start)]  # whose members alone can invite
        return replace(meaning, force=Force.PLEDGE, path=meaning.path + ".member")
    return meaning


def stays_its_course(draft: Draft, meaning: Meaning) -> Meaning | None:
    """Ukraine committed to joining is for it; it can give itself no membership."""
    own = {one.code for one in draft.actors} == {"UKR"} and "commitment" in draft.head.lemma
    if own and draft.instruments and set(draft.instruments) <= {INS.NATO, INS.EU}:
        return replace(meaning, force=Force.SUPPORT, path=meaning.path + ".course")
    return meaning


def plays_small_part(draft: Draft, meaning: Meaning) -> Meaning | None:
    """Who says he will play a minimal role refuses the rest of it."""
    words = set(draft.reading.words[draft.head.start : draft.head.end])
    small = "role" in words or "part" in words
    if meaning.force in (Force.PLEDGE, Force.IMPLEMENT) and small and words & SMALL:
        return replace(meaning, force=Force.REJECT, path=meaning.path + ".small")
    return meaning


AIR_COVER = ("air support", "air cover", "air power", "aerial", "american air", "us air", "u.s. air")
"""How wordings begin of what the United States would give a European force from above."""


def covers_from_above(draft: Draft, meaning: Meaning) -> Meaning | None:
    """American air support for a European force is the backstop as well (codebook: US support to a European force)."""
    american = {one.code for one in draft.actors} == {"USA"} and meaning.force in (Force.PLEDGE, Force.CONSIDER)
    tokens, forces = draft.reading.tokens, INS.TROOPS in draft.instruments
    if (
        american
        and forces
        and any(one.instrument is INS.AIR and tokens[one.at].lower.startswith(AIR_COVER) for one in draft.held)
    ):
        draft.instruments = tuple(sorted({*draft.instruments, INS.BACKSTOP} - {INS.TROOPS}))
    return meaning


def agrees_to_others(draft: Draft, meaning: Meaning) -> Meaning | None:
    """Russia that agrees to what others offer Ukraine drops an objection: "agreed to the US offering guarantees"."""
    others = len(draft.chain) > 1 and _has_own_subject(draft.reading.tokens[draft.head.end : draft.chain[1].start])
    russian = {one.code for one in draft.actors} == {"RUS"}
    if russian and draft.head.lemma == "agree" and meaning.force is Force.PROPOSE and others:
        return replace(meaning, force=Force.CONCEDE, path=meaning.path + ".lets")
    return meaning


def _has_own_subject(between: list[Token]) -> bool:
    """Whether somebody else is named between a verb and the gerund it governs."""
    return any(token.tag in "ael" for token in between)


WANTS_TO = ("want to ", "wants to ", "wanted to ", "like to ", "likes to ", "would like to ")
WANTED = ("want", "would like to", "like to")


def wants_own(draft: Draft, meaning: Meaning) -> Meaning:
    """Who wants to send soldiers or arms of his own promises them; who wants to see or get some asks for them."""
    own = {INS.TROOPS, INS.ARMS, INS.TRAIN, INS.FUND, INS.INTEL, INS.AIR}
    wants = meaning.force is Force.REQUEST and draft.head.lemma.startswith(WANTED) and meaning.turned is None
    words = draft.reading.words[draft.head.start : draft.head.end + 2]
    itself = " ".join(words).startswith(WANTS_TO)
    apart = {one.code for one in draft.actors} & {"UKR", "RUS"}
    if not (wants and itself) or not set(draft.instruments) <= own or apart:
        return meaning
    # The verb alone: "send troops" is one word where the lexicon has it as a wording.
    given = [word.split(" ", 1)[0] for word in words[words.index("to") + 1 :][:1]]
    if given and given[0] in PUT_TO_USE:
        return becomes(meaning, Force.PROPOSE, "own")
    return becomes(meaning, Force.PLEDGE, "own") if given and given[0] in GIVEN_BY else meaning


PUT_TO_USE = frozenset({"use", "tap", "unlock", "seize", "confiscate", "mobilise", "mobilize", "leverage"})
"""What is wanted to be done with money that others hold: a design, no promise."""
GIVEN_BY = frozenset({
    "send", "have", "put", "deploy", "give", "provide", "deliver", "supply", "contribute", "station", "place", "train",
    "dispatch", "offer", "help", "lend", "join", "lead", "commit",
})  # fmt: skip


def readies_own(draft: Draft, meaning: Meaning) -> Meaning:
    """Who says that his own country must be ready to do a thing promises it: "we must be prepared to send"."""
    own = meaning.force is Force.REQUEST and bool(draft.providers)
    own = own and set(draft.providers) == {one.code for one in draft.actors} != {"UKR"}
    governs = all(one.sector is Sector.GOV for one in draft.actors)
    given = not set(draft.instruments) & MEMBERSHIPS
    if own and governs and given and not draft.head.negated and draft.head.lemma.endswith(BEING_READY):
        return becomes(meaning, Force.PLEDGE, "own")
    return meaning


BEING_READY = (" be ready", " be prepared", " be willing", " be ready to", " be prepared to", " be willing to")


def asks_not_to(draft: Draft, meaning: Meaning) -> Meaning:
    """Who demands that nothing be sent is against it: "urged the allies not to send troops"."""
    kept_out = meaning.path.endswith((".negated", ".negated.duty")) and any(
        p.negated and p.force is Force.SUPPLY for p in draft.chain
    )
    kept_out = kept_out or (draft.head.lemma.endswith(" that") and _is_not_to_be(draft))
    asks = meaning.force is Force.REQUEST
    if asks and kept_out and not set(draft.instruments) & MEMBERSHIPS:
        return becomes(meaning, Force.REJECT, "asks-not")
    return meaning


def _is_not_to_be(draft: Draft) -> bool:
    """Whether a "not" stands before the instrument of a that-clause: "demand that soldiers should not be sent"."""
    start = draft.head.end
    for at in range(start, min(start + NOT_REACH, len(draft.reading.tokens) - 1)):
        if draft.reading.tokens[at].tag in ",;w":
            return False
        if draft.reading.words[at] == "not" and draft.reading.words[at + 1].split(" ", 1)[0] in SENT:
            return True
    return False


NOT_REACH = 10
"""Words from "demand that" to the "not" of what is demanded."""
SENT = frozenset({
    "be", "send", "deploy", "station", "provide", "supply", "deliver", "give", "join", "finance", "fund", "get", "have",
    "receive", "train", "arm", "put", "place", "use", "allow",
})  # fmt: skip
"""Verbs by which something would be given: not to do them keeps it from Ukraine."""
MEMBERSHIPS = frozenset({INS.NATO, INS.EU, INS.NEUTRAL})
"""Instruments that are kept from Ukraine by a vow: to demand one is to demand its neutrality."""


def no_nato_vow(draft: Draft, meaning: Meaning) -> Meaning:
    """To demand that Ukraine gives up NATO is to demand its neutrality."""
    last = max((one.at for one in draft.held), default=draft.head.end)
    within = {p.force for p in draft.reading.predicates if draft.head.end <= p.start < last}
    forces = {p.force for p in draft.chain} | within
    asks = meaning.force is Force.REQUEST or meaning.path.startswith("document>request")
    asks = asks and bool(forces & {Force.CONCEDE, Force.REJECT})
    russian = meaning.force is Force.REQUEST and {one.code for one in draft.actors} == {"RUS"}
    never = russian and _says_never(draft)
    if (asks or never) and INS.NATO in draft.instruments and "UKR" not in {one.code for one in draft.actors}:
        kept = set(draft.instruments) - ({INS.GENERIC} if never else set())
        draft.instruments = tuple(sorted({*kept, INS.NEUTRAL}))
    return meaning


def _says_never(draft: Draft) -> bool:
    """Whether what Russia asks for is a "never": "wants guarantees that Ukraine will never join"."""
    words = set(draft.reading.words[draft.head.end : draft.reading.clauses[-1].end])
    return bool(words & {"never", "not", "n't"})
