"""Meanings that only show once actor and instrument are known: each is one small rule of the codebook."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.extract.acts.agreed_texts import (
    agrees_to,
    deal_to,
    finalised_text,
    joins_text,
    prepares_pact,
    provisional,
    tables_text,
)
from pipeline.extract.acts.commitments import (
    agrees_to_others,
    asks_not_to,
    covers_from_above,
    invites,
    no_nato_vow,
    plays_small_part,
    readies_own,
    stays_its_course,
    text_is_ready,
    wants_own,
)
from pipeline.extract.acts.concessions import leaves_neutrality, russia_lets, stays_armed, ukraine_forgoes
from pipeline.extract.acts.designs import (
    hinges_own,
    insists_on_own,
    limits_another,
    never_meant,
    not_yet_planned,
    presents_package,
    seeks_own,
    sets_terms,
)
from pipeline.extract.acts.drafts import Draft, codes_of
from pipeline.extract.acts.meaning import Meaning, becomes
from pipeline.extract.acts.own_wishes import OWN_WISHES
from pipeline.extract.acts.refusals import calls_it_hopeless, covers_from_the_air
from pipeline.extract.acts.restatements import backs_efforts, gives_no_longer, means_army, only_warned_of, stands_up_for
from pipeline.extract.acts.shared_acts import (
    backs_force,
    backs_with_own,
    guards_zone,
    in_a_statement,
    means_neutrality,
    only_reproaches,
    votes_later,
    wants_nothing_else,
    was_decided,
)
from pipeline.extract.lexicon.polities import CODED_BODIES
from pipeline.extract.lexicon.short_names import INS
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.model import Sector

BY_VOTE = ("back", "approve", "adopt", "pass", "vote", "endorse", "green light", "greenlight", "ok", "okey")
LETS = frozenset({"let", "allow", "permit", "authorise", "authorize"})
LICENCE = ("let", "allow", "permit", "authorise", "authorize", "clear", "give * permission", "lift")


def corrected(draft: Draft) -> Meaning | None:
    """The meaning of a draft after the rules that need its actors and instruments."""
    meaning, at = draft.meaning, 0
    while meaning is not None and at < len(RULES):
        # The next rule for this force: a rule that gives the act another force hands it on to the later ones for that.
        at, rule = NEXT[meaning.force][at]
        meaning = rule(draft, meaning)
    return meaning


def _said_of_ukraine(draft: Draft, meaning: Meaning) -> Meaning:
    """What another says of Ukraine's membership is his own act: "Biden says Ukraine is not ready for NATO"."""
    speaker = {one.code for one in draft.speaker}
    decided = meaning.force is Force.REJECT and set(draft.instruments) <= {INS.NATO, INS.EU}
    if decided and codes_of(draft) == {"UKR"} and speaker and "UKR" not in speaker:
        draft.actors = draft.speaker
    return meaning


def _offers_own(draft: Draft, meaning: Meaning) -> Meaning:
    """To offer one's own soldiers, arms or money is to pledge them; a guarantee offered is a proposal."""
    own = {INS.TROOPS, INS.ARMS, INS.TRAIN, INS.FUND, INS.INTEL, INS.AIR, INS.BACKSTOP}
    offered = set(draft.instruments) - {INS.GENERIC} or {INS.GENERIC}
    joins = draft.head.lemma == "join" and draft.chain[-1].lemma == "offer"
    if meaning.force is Force.PROPOSE and (draft.head.lemma == "offer" or joins) and offered <= own:
        return becomes(meaning, Force.CONSIDER if meaning.modal in MIGHT else Force.PLEDGE, "own")
    return meaning


MIGHT = frozenset({"could", "may", "might"})
"""Modals of an offer that is not made yet; who can offer a thing offers it."""


def _warns(draft: Draft, meaning: Meaning) -> Meaning:
    """Russia that warns others against sending soldiers threatens; an ally that does so is against it."""
    warned = draft.head.lemma in ("warn against", "warn * against")
    if meaning.force is Force.REJECT and warned and codes_of(draft) <= {"RUS", "BLR"}:
        return becomes(meaning, Force.THREATEN, "warns")
    return meaning


def _fears(draft: Draft, meaning: Meaning) -> Meaning | None:
    """An ally that says a plan will lead to war argues against it; the war is no threat of its own."""
    if meaning.force is Force.THREATEN and draft.head.lemma in WARNING and not codes_of(draft) & THREATENING:
        return None  # what an ally warns of may be anything
    own = draft.head.lemma.startswith(("threaten", "vow", "promise", "pledge", "issue", "make", "reserve"))
    if meaning.force is Force.THREATEN and not own and not codes_of(draft) & THREATENING:
        return becomes(meaning, Force.ACCUSE, "fears")
    return meaning


WARNING = frozenset({"warn over", "warn * over", "warn about", "warn * about"})
"""How wordings warn of whatever follows."""
THREATENING = frozenset({"RUS", "BLR", "PRK", "CHN"})
"""Who speaks of war as a threat."""


def _refused_as(draft: Draft, meaning: Meaning) -> Meaning:
    """What is rejected as this or that is rejected, not only criticised."""
    if meaning.force is Force.ACCUSE and draft.head.lemma.startswith("reject * as"):
        return becomes(meaning, Force.REJECT, "as")
    return meaning


def _keeps_lanes_open(draft: Draft, meaning: Meaning) -> Meaning:
    """To keep ports or sea lanes open is to guard them; a question that is kept open is weighed."""
    open_sea = meaning.force is Force.CONSIDER and draft.instruments == (INS.MARITIME,)
    if open_sea and len(draft.chain) > 1 and draft.chain[-1].lemma in ("keep * open", "keep open"):
        return becomes(meaning, Force.PLEDGE, "lanes")
    return meaning


def _joins_others(draft: Draft, meaning: Meaning) -> Meaning:
    """To join a man for talks is to talk, to join the chorus against a plan to refuse it, the calls for it to ask."""
    if meaning.force not in (Force.IMPLEMENT, Force.PLEDGE) or draft.head.lemma != "join":
        return meaning
    stop = min((one.at for one in draft.held if one.at >= draft.head.end), default=draft.head.end)
    between = draft.reading.tokens[draft.head.end : stop]
    words = {token.lower for token in between}
    if VOICES & words:
        asks = "for" in words and not words & {"against", "criticism"}
        return becomes(meaning, Force.REQUEST if asks else Force.REJECT, "voices")
    if any(token.tag == "s" for token in between) or {"talks", "meeting", "summit", "call", "discussions"} & words:
        return becomes(meaning, Force.CONSULT, "talks")
    return meaning


VOICES = frozenset({"chorus", "calls", "criticism", "opposition", "critics", "demands", "appeals", "voices"})


def _by_parliament(draft: Draft, meaning: Meaning) -> Meaning:
    """What a parliament approves it ratifies."""
    legislates = bool(draft.actors) and all(one.sector is Sector.LEG for one in draft.actors)
    if (
        legislates
        and meaning.force in (Force.PLEDGE, Force.SUPPORT, Force.SIGN, Force.IMPLEMENT)
        and not (draft.head.lemma == "back" and codes_of(draft) == {"EU"})
        and (draft.head.lemma.startswith((*BY_VOTE, "authori", "clear", "permit", "mandate")) or _passes_text(draft))
    ):
        return becomes(meaning, Force.RATIFY, "votes")
    return meaning


PASSED = frozenset(
    {"bill", "law", "legislation", "motion", "resolution", "agreement", "treaty", "package", "ratification"}
)
"""What a parliament has voted for where it is said to have supported it."""


def _passes_text(draft: Draft) -> bool:
    """Whether a parliament is told to have supported what it votes on: "the House supported the bill"."""
    voted = draft.head.lemma == "support" and draft.head.kind is Kind.VERB and (draft.head.past or draft.head.perfect)
    after = draft.reading.words[draft.head.end : draft.head.end + 7]
    return voted and any(not PASSED.isdisjoint(word.split()) for word in after)


def _admission(draft: Draft, meaning: Meaning) -> Meaning:
    """To grant candidate status or open accession talks is to adopt it."""
    alone = len(draft.actors) == 1 and draft.actors[0].code not in CODED_BODIES
    if meaning.force is Force.IMPLEMENT and draft.instruments == (INS.EU,) and alone and draft.head.lemma in LETS:
        return becomes(meaning, Force.CONCEDE, "lets")
    if meaning.force is Force.IMPLEMENT and draft.instruments == (INS.EU,):
        return becomes(meaning, Force.SIGN, "admission")
    return meaning


def _freezing_assets(draft: Draft, meaning: Meaning) -> Meaning:
    """To freeze Russian assets takes nothing from Ukraine."""
    if (
        meaning.force is Force.SUSPEND
        and draft.instruments == (INS.FUND,)
        and any(p.lemma == "freeze" for p in draft.chain)
    ):
        return becomes(meaning, Force.PLEDGE if len(draft.chain) > 1 else Force.IMPLEMENT, "assets")
    return meaning


HANDING_OVER = frozenset({"deliver", "transfer", "hand over", "hand * over", "ship", "dispatch"})
"""Verbs that a headline uses of what is done, not of what is announced."""


def _ongoing_arms(draft: Draft, meaning: Meaning) -> Meaning:
    """ "Is sending arms" is a programme under way."""
    told_now = draft.reading.is_title and not meaning.is_past and draft.head.form == "finite" and meaning.modal is None
    if told_now and meaning.path == "supply" and draft.head.lemma in HANDING_OVER:
        return replace(meaning, path=meaning.path + ".headline")
    if told_now and meaning.force is Force.IMPLEMENT and meaning.path == "supply" and INS.ARMS in draft.instruments:
        return becomes(meaning, Force.PLEDGE, "headline")
    if (
        meaning.force is Force.IMPLEMENT
        and meaning.is_ongoing
        and draft.instruments == (INS.ARMS,)
        and meaning.path == "supply"
    ):
        return becomes(meaning, Force.PLEDGE, "ongoing")
    return meaning


def _floated(draft: Draft, meaning: Meaning) -> Meaning:
    """To float a design is to propose it; to float soldiers is to keep them open."""
    designs = {INS.FUND, INS.ART5, INS.DMZ, INS.MONITOR, INS.SNAPBACK, INS.GUARANTOR, INS.MARITIME, INS.NEUTRAL}
    if draft.head.lemma == "float" and meaning.force is Force.CONSIDER and set(draft.instruments) & designs:
        return becomes(meaning, Force.PROPOSE, "design")
    return meaning


def _ready_to_offer(draft: Draft, meaning: Meaning) -> Meaning:
    """Who is ready or has agreed to offer guarantees commits himself."""
    committed = draft.chain[0].force in (Force.READY, Force.PLEDGE) and draft.chain[-1].lemma == "offer"
    if committed and meaning.force is Force.PROPOSE and not codes_of(draft) & {"UKR", "RUS"}:
        return becomes(meaning, Force.PLEDGE, "ready")
    return meaning


def _aid_package(draft: Draft, meaning: Meaning) -> Meaning:
    """An aid package of the Union is money, of the United States or NATO arms."""
    tokens = draft.reading.tokens
    package = any(tokens[one.at].lower.startswith(("aid package", "assistance package")) for one in draft.held)
    if package and draft.instruments == (INS.FUND,) and codes_of(draft) & {"USA", "NATO"}:
        draft.instruments = (INS.ARMS,)
    return meaning


def _closes(draft: Draft, meaning: Meaning) -> Meaning:
    """To close the sky is to protect it; to close a mission is to end it."""
    closes = draft.head.lemma == "close" and INS.AIR not in draft.instruments
    if closes and meaning.force in (Force.IMPLEMENT, Force.PLEDGE):
        return becomes(meaning, Force.SUSPEND, "closes")
    return meaning


def _owned_plan(draft: Draft, meaning: Meaning) -> Meaning:
    """A plan somebody has, told of by another, is a proposal."""
    if draft.is_nominal and draft.head.force is Force.READY and meaning.force is Force.PLEDGE:
        return becomes(meaning, Force.PROPOSE, "plan")
    return meaning


Rule = Callable[[Draft, Meaning], Meaning | None]
ANY = frozenset(Force)


def _of(*forces: Force) -> frozenset[Force]:
    return frozenset(forces)


RULES: tuple[tuple[frozenset[Force], Rule], ...] = (
    (_of(Force.PLEDGE, Force.CONCEDE, Force.SUPPORT), only_warned_of),
    (_of(Force.PLEDGE), in_a_statement),
    (_of(Force.RATIFY), votes_later),
    (_of(Force.REJECT, Force.CONCEDE), wants_nothing_else),
    (ANY, means_neutrality),
    (_of(Force.PLEDGE), was_decided),
    (_of(Force.THREATEN), only_reproaches),
    (ANY, text_is_ready),
    (_of(Force.PROPOSE), agrees_to_others),
    (_of(Force.PLEDGE, Force.CONSIDER), covers_from_above),
    (_of(Force.PLEDGE), stays_its_course),
    (_of(Force.REQUEST), asks_not_to),
    (_of(Force.REQUEST), readies_own),
    (_of(Force.REQUEST), invites),
    (_of(Force.PLEDGE, Force.IMPLEMENT), plays_small_part),
    (_of(Force.PLEDGE), backs_efforts),
    (_of(Force.REJECT), gives_no_longer),
    (_of(Force.SUPPORT), means_army),
    (_of(Force.SUPPORT), backs_with_own),
    (_of(Force.ACCUSE, Force.REJECT), calls_it_hopeless),
    (ANY, covers_from_the_air),
    (_of(Force.REJECT), _said_of_ukraine),
    (_of(Force.PROPOSE), _offers_own),
    (_of(Force.REQUEST), wants_own),
    *OWN_WISHES,
    (_of(Force.REQUEST, Force.PLEDGE, Force.IMPLEMENT, Force.SIGN), seeks_own),
    (_of(Force.PROPOSE, Force.REQUEST), sets_terms),
    (_of(Force.PROPOSE), presents_package),
    (_of(Force.REQUEST), hinges_own),
    (_of(Force.REQUEST), insists_on_own),
    (_of(Force.REJECT), not_yet_planned),
    (_of(Force.CONSIDER, Force.REQUEST, Force.PLEDGE), never_meant),
    (_of(Force.REJECT), _warns),
    (_of(Force.THREATEN), _fears),
    (_of(Force.ACCUSE), _refused_as),
    (ANY, ukraine_forgoes),
    (_of(Force.CONSIDER), _keeps_lanes_open),
    (_of(Force.IMPLEMENT, Force.PLEDGE), _joins_others),
    (_of(Force.CONCEDE), leaves_neutrality),
    (_of(Force.PLEDGE, Force.SUPPORT), russia_lets),
    (_of(Force.PLEDGE, Force.SUPPORT, Force.SIGN, Force.IMPLEMENT), _by_parliament),
    (_of(Force.SIGN), provisional),
    (_of(Force.SIGN), finalised_text),
    (_of(Force.PLEDGE), prepares_pact),
    (_of(Force.PLEDGE, Force.IMPLEMENT), tables_text),
    (_of(Force.SIGN), deal_to),
    (_of(Force.SUPPORT), agrees_to),
    (_of(Force.IMPLEMENT), _admission),
    (_of(Force.SUSPEND), _freezing_assets),
    (ANY, _ongoing_arms),
    (_of(Force.PLEDGE), _owned_plan),
    (_of(Force.CONSIDER), _floated),
    (_of(Force.IMPLEMENT), joins_text),
    (ANY, backs_force),
    (ANY, guards_zone),
    (_of(Force.IMPLEMENT, Force.PLEDGE), _closes),
    (_of(Force.IMPLEMENT), stands_up_for),
    (_of(Force.PROPOSE), _ready_to_offer),
    (ANY, _aid_package),
    (_of(Force.REQUEST), stays_armed),
    (_of(Force.PLEDGE, Force.IMPLEMENT), limits_another),
    (ANY, no_nato_vow),
)
"""The rules in the order in which they are asked, each with the forces that it can turn; one that can turn any or goes
by the path has ANY. It is not asked about others, which saves nine calls in ten."""


def _unchanged(draft: Draft, meaning: Meaning) -> Meaning:
    return meaning


def _next_rules(force: Force) -> list[tuple[int, Rule]]:
    """For every place in the table the first rule from there on that is asked about a force, and the place after it."""
    following: list[tuple[int, Rule]] = [(len(RULES), _unchanged)]
    for at in range(len(RULES) - 1, -1, -1):
        forces, rule = RULES[at]
        following.append((at + 1, rule) if force in forces else following[-1])
    return following[:0:-1]


NEXT = {force: _next_rules(force) for force in Force}
