"""What only an author thinks: what somebody will want, who is wrong to do it, which way would lead to it."""

import re
from collections.abc import Callable
from itertools import pairwise

from pipeline.extract.actors.texts import DOCUMENTS, PLANS
from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.refusals import GIVING, is_habit, lacks_means
from pipeline.extract.sentences.act_words import Force, Kind
from pipeline.model import Instrument


def is_said(draft: Draft) -> bool:
    """Whether a sentence gives an act as somebody's words."""
    clause = draft.clause
    said = bool(draft.speaker) or clause.governor is not None or clause.speaker_frame is not None
    return said or draft.reading.tokens[draft.head.start].quoted


OPENING = frozenset({"but", "and", "so", "yet", "while", "although", "though", "because", "indeed", "still", "not"})
"""Words before a gerund that is the subject of its clause."""


SEEMING = frozenset({
    "seems", "seemed", "appears", "remains", "looks", "makes", "means", "sounds", "carries", "requires", "risks",
    "leaves", "gives", "depends", "costs", "comes", "feels", "strikes", "brings", "raises", "takes", "goes",
})  # fmt: skip
"""Verbs that say of a thing what it is or brings."""


def is_only_named(draft: Draft) -> bool:
    """Whether a gerund is only what a sentence is about: "taking membership off the table seems anathema"."""
    head, clause, tokens = draft.head, draft.clause, draft.reading.tokens
    if head.form != "gerund" or head.group != head.start:
        return False
    first, step = clause.start, clause.end
    if clause.intro == "part":
        first = next((at + 1 for at in range(clause.start, head.start) if tokens[at].tag == ","), first)
        if any(token.tag in "xhmz" for token in tokens[: clause.start]) or draft.reading.clauses[0].predicates:
            return False
    if any(token.lower not in OPENING and token.tag not in ",yn" for token in tokens[first : head.start]):
        return False
    verb = next((at for at in range(head.end, step) if tokens[at].tag in "xhm" or tokens[at].lower in SEEMING), None)
    return verb is not None and not any(token.tag in "rcu" for token in tokens[head.end : verb])


THOUGHTS = frozenset({
    "fiction", "illusion", "illusions", "myth", "fantasy", "delusion", "assumption", "assumptions", "premise",
    "belief", "hope", "hopes", "fear", "fears", "likelihood", "chance", "chances", "risk", "odds", "argument",
    "theory", "thesis", "danger", "pretence", "pretense", "dream", "expectation", "expectations", "worry",
    "worries", "conviction", "concern", "concerns", "logic",
})  # fmt: skip
"""Nouns whose that-clause says what somebody thinks, not what is done."""


def is_thought(draft: Draft) -> bool:
    """Whether a clause only says what a thought holds: "the illusion that Ukraine could join", "fears that"."""
    words = draft.reading.words
    at = next(
        (at for at in range(draft.head.group - 1, max(0, draft.clause.start - 1), -1) if words[at] == "that"), None
    )
    return at is not None and words[at - 1] in THOUGHTS and draft.head.modal is not None


def will_want(draft: Draft) -> bool:
    """Whether an author only foresees a wish: "Kyiv will want firm commitments", "would expect guarantees"."""
    foreseen = draft.head.modal in ("will", "would", "may", "might", "could") and not draft.head.negated
    if foreseen and draft.head.lemma == "need" and draft.head.modal == "will" and not draft.reading.is_title:
        return not is_said(draft)
    return foreseen and draft.head.lemma in ("want", "expect", "hope", "hope for", "like") and not _own(draft)


def _own(draft: Draft) -> bool:
    """Whether who wishes says so himself."""
    own = {one.code for one in draft.speaker}
    return not own.isdisjoint(one.code for one in draft.actors)


CONDUCT = frozenset({"wrong", "right", "mistaken", "foolish", "naive", "reckless", "unwise", "wise", "correct"})
"""How an author judges what somebody does."""


def judges_conduct(draft: Draft) -> bool:
    """Whether the one who would act is the one who is judged: "the alliance has been wrong to promise"."""
    end, words = draft.head.end, draft.reading.words
    judged = draft.head.kind is Kind.PHRASE and draft.head.force in (Force.ACCUSE, Force.REJECT, Force.SUPPORT)
    adjective = words[draft.head.start : end][-1:] == ["to"] or words[end : end + 1] == ["to"]
    told = not CONDUCT.isdisjoint(words[draft.head.start : end])
    return judged and adjective and told and not draft.speaker


WAYS = frozenset({
    "solution", "way", "ways", "means", "option", "options", "tool", "vehicle", "basis", "opportunity", "attempt",
    "alternative", "mechanism", "method", "recipe", "key", "formula", "chance", "capacity", "ability",
    "capability", "power", "right", "sufficient", "enough", "insufficient", "adequate",
})  # fmt: skip
"""Nouns whose infinitive says what they are for."""


def is_for(draft: Draft) -> bool:
    """Whether an infinitive only says what a thing is for: "a potential solution to provide", "a way to keep"."""
    tokens, group = draft.reading.tokens, draft.head.group
    return draft.head.form == "inf" and group > 0 and tokens[group].tag == "t" and tokens[group - 1].lower in WAYS


KINDS = frozenset({
    "countries", "nations", "states", "those", "members", "governments", "capitals", "partners", "forces",
    "europeans", "leaders", "powers",
})  # fmt: skip


def picks_out(draft: Draft) -> bool:
    """Whether an adjective after a noun picks out those who would: "would consist of states willing to send"."""
    head, tokens = draft.head, draft.reading.tokens
    ready = head.lemma.startswith(READINESS) and head.kind is Kind.PHRASE and head.group == head.start > 0
    if not ready or tokens[head.start - 1].lower.split(" ")[-1] not in KINDS:
        return False
    among = draft.reading.words[max(0, head.start - AMONG) : head.start]
    return not {"among", "list", "joins", "joined", "one"}.intersection(among) and any(
        token.tag in "xhm" or token.lower in ("of", "from", "by", "with") for token in tokens[: head.start]
    )


READINESS = ("willing", "ready", "prepared", "able", "keen", "eager")


AMONG = 8
"""Words before a noun in which stands who belongs to those it picks out."""


HELD_APART = frozenset(
    {Instrument.GENERIC, Instrument.GUARANTOR, Instrument.NATO, Instrument.ART5, Instrument.BUDAPEST}
)
"""Instruments that somebody has, which no verb without an object tells what to do with."""


def has_no_object(draft: Draft) -> bool:
    """Whether an act is about another thing than the instrument: "the guarantor will not fight"."""
    head, held = draft.head, draft.held
    if not held or not HELD_APART.issuperset(draft.instruments):
        return False
    if head.lemma.endswith("be part of"):
        return all(one.at > head.end + PART_REACH for one in held)  # "Kyiv has to be part of a truce"
    bare = head.act.act_id == "supply.any" and not head.passive and draft.clause.intro != "rel"
    return bare and all(draft.clause.start <= one.at < head.group for one in held) and not draft.is_document


PART_REACH = 4
"""Words after "be part of" in which stands what somebody is to be part of."""
PRISONERS = frozenset({
    "prisoners", "pows", "captives", "hostages", "bodies", "detainees", "children", "prisoner", "servicemen",
})  # fmt: skip
EXCHANGING = ("exchang", "swap", "return", "releas", "repatriat", "hand", "transfer", "receiv", "freed", "frees")
"""How words begin that tell of people who come home: servicemen who are sent are troops."""


def is_of_prisoners(draft: Draft) -> bool:
    """Whether people are what is exchanged or returned: "swap more prisoners under the Istanbul deal"."""
    words, end = draft.reading.words, draft.head.end
    near = words[draft.head.start : end + 4]
    return not PRISONERS.isdisjoint(words[end : end + 4]) and any(word.startswith(EXCHANGING) for word in near)


ASKING = ("how ", "why ", "what ", "could ", "can ", "should ", "would ", "will ", "analysis:")
"""How headlines begin above articles that think about a matter."""
THINKING = ("scenario", "explained", "explainer", "pros and cons", "lesson", "options for", "thought experiment")
"""What stands anywhere in such a headline."""


def is_essay(title: str) -> bool:
    """Whether a headline promises thoughts and no news: "How will the war end?", "Four scenarios for Ukraine"."""
    small = title.lower().strip()
    return small.startswith(ASKING) or small.rstrip("\"'”’ ").endswith("?") or any(word in small for word in THINKING)


COLUMNS = (
    "opinion", "comment", "commentary", "editorial", "op-ed", "column", "essay", "letter", "letters", "reader letter",
    "readers respond", "reader commentary", "letters to the editor", "guest essay", "guest column", "your views",
)  # fmt: skip
"""What a headline's part says is nobody's act: "Opinion: Europe must send troops", "… | READER COMMENTARY"."""
PARTS = re.compile(r"[:|–—]")


def is_column(title: str) -> bool:
    """Whether a headline's part says that an opinion or a letter follows."""
    return any(part.strip().lower() in COLUMNS for part in PARTS.split(title))


OWN_DEFENCE = re.compile(
    r"\b(?:safe (?:loan|plan|program(?:me)?)s?|re-?arm(?:s|ed|ing|ament)?|readiness 2030"
    r"|defen[cs]e (?:industry|investments?|spending|loans?|budgets?))\b"
)
IS_UKRAINE = r"(?:ukrain\w*|kyiv\w*|kiev\w*|zelensk\w*)\b(?! (?:'s )?war)"
GETS = re.compile(
    r"\b(?:to|for|gi(?:ve|ves|ving)|gave|lend(?:s|ing)?|lent|grant(?:s|ed|ing)?|send(?:s|ing)?|sent|offer(?:s|ed|ing)?"
    r"|suppl(?:y|ies|ied|ying)|provid(?:e|es|ed|ing)|arm(?:s|ed|ing)?|aid(?:s|ed|ing)?|help(?:s|ed|ing)?"
    r"|equip(?:s|ped|ping)?|support(?:s|ed|ing)?|fund(?:s|ed|ing)?|financ(?:e|es|ed|ing))"
    rf" (?:(?!in\b|of\b|on\b|over\b|from\b|against\b|near\b)\S+ ){{0,2}}{IS_UKRAINE}"
    rf"|{IS_UKRAINE} (?:\w+ )?(?:gets?|got|getting|receiv\w+)\b"
)
"""Ukraine as the one to whom it goes: "to give war-torn Ukraine", "loans for Kyiv", "Ukraine will receive"."""


def is_own_defence(title: str) -> bool:
    """Whether a headline tells of Europe's own armament: "EU approves defence investment plans of eight countries"."""
    small = title.lower()
    return "ukrain" not in small and "kyiv" not in small and OWN_DEFENCE.search(small) is not None


def goes_to_ukraine(draft: Draft) -> bool:
    """Whether a sentence tells that Ukraine gets something."""
    return GETS.search(" ".join(token.lower for token in draft.reading.tokens)) is not None


REASONING = frozenset(
    {"for example", "for instance", "after all", "in short", "in theory", "to be sure", "other words"}
)
"""Words by which an author goes on with a thought."""
SUPPOSEDLY = frozenset(
    {"probably", "surely", "certainly", "undoubtedly", "perhaps", "arguably", "presumably", "inevitably", "conceivably"}
)


def reasons(draft: Draft) -> bool:
    """Whether an author reasons about what somebody will do: "would probably refuse", "Russia, for example, will"."""
    if draft.head.modal in ("may", "might", "could") and draft.head.force in (Force.REQUEST, Force.WANT):
        return True  # "Moscow may also insist on a ban"
    words = draft.reading.words[draft.clause.start : draft.head.end]
    goes_on = any(" ".join(pair) in REASONING for pair in pairwise(draft.reading.words[: draft.head.end]))
    return draft.head.modal is not None and (goes_on or not SUPPOSEDLY.isdisjoint(words))


OTHERS = frozenset({"some", "many", "others", "critics", "observers", "commentators", "most", "few", "skeptics",
    "sceptics", "supporters", "opponents", "proponents", "advocates", "hawks", "pundits"})  # fmt: skip


def some_say(draft: Draft) -> bool:
    """Whether nobody in particular says so: "with some suggesting that European nations could play a role"."""
    governor, words, start = draft.clause.governor, draft.reading.words, draft.clause.start
    if governor is not None:
        return governor.group > 0 and words[governor.group - 1] in OTHERS
    return (
        words[start] in OTHERS and not SAYING.isdisjoint(words[start + 1 : start + 2]) and draft.head.start > start + 1
    )


SAYING = frozenset({"say", "argue", "suggest", "believe", "think", "fear", "hope", "warn", "doubt", "claim", "insist"})


def describes(draft: Draft) -> bool:
    """Whether a relative clause only says what somebody always does: "the U.S., which provides the most support"."""
    head = draft.head
    now = head.form == "finite" and not (head.past or head.perfect or head.progressive or head.passive)
    return draft.clause.intro == "rel" and now and head.modal is None and head.lemma.startswith(tuple(GIVING))


def is_topic(draft: Draft) -> bool:
    """Whether an aim is only what a sentence turns to: "as for Kyiv's ambitions to join the EU"."""
    start, words = draft.clause.start, draft.reading.words
    return draft.is_nominal and words[start : start + 2] in (["as", "for"], ["as", "to"], ["as", "regards"])


def is_called(draft: Draft) -> bool:
    """Whether an author only says what a thing amounts to: "…, making it a nonstarter"."""
    words = draft.reading.words[max(0, draft.head.start - 2) : draft.head.start]
    makes = words[:1] in (["making"], ["makes"], ["rendering"]) and words[1:] in (["it"], ["them"], ["this"])
    return draft.head.kind is Kind.PHRASE and makes and not is_said(draft)


def denies_habit(draft: Draft) -> bool:
    """Whether an author only says what somebody does not use to do: "does not provide arms but sells power".

    Where a headline or somebody's words deny means so, it is a policy and refuses.
    """
    by_power = any(draft.clause.start <= one.at < draft.head.group for one in draft.actors) and not draft.is_document
    policy = (by_power or not lacks_means(draft)) and (draft.reading.is_title or is_said(draft))
    return is_habit(draft) and not policy


CONTENTS = "propose.contents"
"""The act of a plan that includes something."""


def has_no_author(draft: Draft) -> bool:
    """Whether what includes a thing is no plan with an author: "the deal with Norway includes training"."""
    subject = draft.reading.words[draft.clause.start : draft.head.group]
    if draft.head.act.act_id != CONTENTS:
        return draft.head.lemma == "contain" and DOCUMENTS.isdisjoint(subject) and "it" not in subject
    return not draft.is_document or draft.clause.intro == "rel" or (PLANS.isdisjoint(subject) and "it" not in subject)


def asks_to_know(draft: Draft) -> bool:
    """Whether somebody only wants to be told about a thing: "wants answers on the Taurus tape"."""
    assert draft.meaning is not None
    after = draft.reading.words[draft.head.end : draft.head.end + 3]
    return draft.meaning.force is Force.REQUEST and not KNOWING.isdisjoint(after)


KNOWING = frozenset({
    "answers", "explanation", "explanations", "clarification", "clarifications", "details", "information", "apology",
    "investigation", "probe", "inquiry", "proof", "evidence",
})  # fmt: skip
"""What is asked for by who asks for no instrument."""


def needs_it_itself(draft: Draft) -> bool:
    """Whether somebody needs a thing for himself: "the US needs the missiles itself"."""
    rest = draft.reading.words[draft.head.end : draft.clause.end]
    return draft.head.lemma == "need" and not {"itself", "ourselves", "themselves"}.isdisjoint(rest)


VIEWS: tuple[tuple[str, Callable[[Draft], bool]], ...] = (
    ("only named", is_only_named),
    ("only a thought", is_thought),
    ("a wish foreseen", will_want),
    ("conduct judged", judges_conduct),
    ("what a thing is for", is_for),
    ("those who would", picks_out),
    ("about another thing", has_no_object),
    ("prisoners", is_of_prisoners),
    ("some say", some_say),
    ("only a topic", is_topic),
    ("only called so", is_called),
    ("what it always does", describes),
    ("what it does not use to do", denies_habit),
    ("no plan's content", has_no_author),
    ("asks to be told", asks_to_know),
    ("needs it itself", needs_it_itself),
)
"""The rules of this file, with what each says of an act that it blocks."""
