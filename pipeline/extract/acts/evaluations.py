"""What a speaker expects of an instrument: "a force would deter Russia" backs it, "would prolong the war" blames it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import Meaning
from pipeline.extract.acts.refusals import is_habit, lacks_means
from pipeline.extract.objects.instruments import choose
from pipeline.extract.sentences.act_words import Act, Force, Kind
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.groups import BEING, DUTY, Predicate
from pipeline.extract.sentences.reading import Reading
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Instrument

if TYPE_CHECKING:
    from pipeline.extract.acts.frames import FrameReader

TOLD = frozenset({"main", "that", "colon", "resume", "conj", "conj-subject", "tail-resume", "dash"})
"""Clauses that can judge a thing; a relative clause only says which thing is meant."""
GIVING = frozenset({Force.PLEDGE, Force.IMPLEMENT, Force.REJECT, Force.CONSIDER, Force.REQUEST})
"""What an effect is taken for where its verb also supplies: "guarantees will bring peace"."""

REACH = 9
"""Words from a verb to what it brings about."""

AGENTS = frozenset({Instrument.TROOPS, Instrument.AIR, Instrument.MARITIME, Instrument.MONITOR, Instrument.TRAIN})
"""Instruments that do things: what they would guard or keep is their task, and no praise."""


def _forms(*stems: str) -> frozenset[str]:
    """The forms of regular verbs: of "deter" with its double consonant, of "ensure" without its mute e."""
    found: set[str] = set()
    for stem in stems:
        if stem.endswith("y") and stem[-2] not in "aeo":
            found |= {stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"}
            continue
        root = stem.removesuffix("e")
        last = stem[-1] if stem in DOUBLING else ""
        found |= {stem, stem + "s", stem + "es", root + last + "ed", root + last + "ing"}
    return frozenset(found)


DOUBLING = frozenset({"deter", "compel", "stop", "drag"})

DETERS = _forms("deter", "dissuade", "discourage", "stabilise", "stabilize", "prevent")
"""Verbs that tell of a good effect by themselves."""
TASKS = _forms("ensure", "guarantee", "secure", "provide", "keep", "help", "protect", "defend", "safeguard", "monitor")
BRINGS = _forms(
    "bring", "create", "make", "change", "strengthen", "increase", "boost", "bolster", "enhance", "improve",
    "contribute", "serve", "pave", "restore", "force", "push", "compel", "convince", "save", "hasten", "shorten", "end",
    "stop", "underpin", "preserve", "send", "give", "constitute", "reduce", "lower", "offer",
) | {"made", "brought", "sent", "gave"}  # fmt: skip
GOODS = frozenset({
    "peace", "stability", "security", "deterrent", "deterrence", "difference", "signal", "message", "situation",
    "calculus", "dynamics", "everything", "game", "confidence", "sense", "lives", "aggression", "attack", "attacks",
    "invasion", "table", "way", "safety", "resilience", "trust",
    "putin", "kremlin", "moscow", "war", "pressure", "risk",
})  # fmt: skip
"""What is brought about, kept or stopped, for the better."""
ENDING = _forms("end", "stop", "shorten", "hasten", "force", "push", "compel", "convince", "bring", "reduce", "lower")
"""Verbs after which the war or Moscow is what is to give way."""
GIVES_WAY = frozenset({"war", "putin", "kremlin", "moscow", "table", "risk"})

HARMS = _forms(
    "prolong", "drag", "extend", "delay", "provoke", "trigger", "spark", "inflame", "fuel", "increase", "raise",
    "heighten", "bring", "lead", "mean", "cause", "draw", "push", "plunge", "risk", "create", "add", "complicate",
    "undermine", "jeopardise", "jeopardize", "endanger", "torpedo", "derail", "weaken", "worsen", "cost", "threaten",
    "pose", "carry",
    "turn", "hinder", "hamper", "exacerbate", "aggravate", "intensify",
) | {"led", "meant", "brought", "drew"}  # fmt: skip
ILLS = frozenset({
    "war", "conflict", "escalation", "risk", "risks", "tension", "tensions", "deaths", "bloodshed", "suffering",
    "killing", "confrontation", "catastrophe", "disaster", "danger", "casualties", "fighting", "hostilities",
    "instability", "collision", "clash", "provocateur", "bridgehead", "outpost", "battlefield", "threat",
})  # fmt: skip
ENDANGERED = frozenset({"peace", "talks", "negotiations", "settlement", "efforts", "process", "stability", "security"})
ENDANGERS = _forms(
    "undermine", "jeopardise", "jeopardize", "endanger", "torpedo", "derail", "complicate", "threaten", "hinder",
    "hamper", "delay", "weaken",
)  # fmt: skip
HARMS_ALONE = _forms("escalate", "destabilise", "destabilize", "backfire")

BEST = frozenset({
    "best", "effective", "optimal", "key", "essential", "crucial", "vital", "main", "central", "important", "ideal",
    "reliable", "good", "strong", "strongest", "indispensable", "integral", "necessary", "only", "right", "real",
    "powerful", "serious", "surest", "cheapest", "core", "fundamental",
})  # fmt: skip
MEANS = frozenset({
    "means", "tool", "tools", "form", "guarantee", "guarantor", "deterrent", "answer", "element", "elements",
    "component", "pillar", "instrument", "measure", "part", "factor", "way", "option", "solution", "protection",
    "insurance", "response", "precondition", "foundation",
})  # fmt: skip
"""Nouns that say what a thing is good for."""
ALONE = frozenset(
    {"right", "fair", "justified", "sensible", "logical", "needed", "welcome", "useful", "legitimate", "correct"}
)
"""Words that praise where nothing follows them."""
LEAST = frozenset({"least", "less", "hardly"})
HOPELESS = frozenset({"unachievable", "unattainable", "unreachable", "illusory", "utopian"})

PRAISED = Act("support.effect", Force.SUPPORT)
BLAMED = Act("accuse.effect", Force.ACCUSE)
HELD_HOPELESS = Act("reject.hopeless", Force.REJECT)


def evaluated(reader: "FrameReader", reading: Reading, clause: Clause, drafts: Sequence[Draft]) -> Draft | None:
    """What the speaker of a clause thinks of the instrument that is its subject, where no act tells it better."""
    if clause.intro not in TOLD or reading.is_question or _is_unsaid(clause):
        return None
    tokens = reading.tokens
    first = next((at for at in range(clause.start, clause.end) if tokens[at].tag == "i"), clause.end)
    pointed = _pronoun_subject(reading, clause, first)
    first = first if pointed is None else pointed
    verb = _verb_after(tokens, first + 1, clause.end)
    own = [draft for draft in drafts if draft.clause is clause and not (draft.blocked or _gives_none(draft))]
    if verb >= clause.end or any(draft.head.group < first for draft in own):
        return None
    held = choose(reader.instruments.held(tokens, clause.start, verb))
    named = tuple(sorted({one.instrument for one in held}))
    instruments = named if pointed is None else _last_told(reader, reading, clause)
    speaker = reader.subjects.speaker(reading, clause) if instruments else []
    judged = _judge(tokens, verb, clause.end, instruments) if speaker else None
    if judged is None or _has_own_subject(reader, reading, (clause.start, held[0].at if held else clause.start)):
        return None
    act, end = judged
    head = Predicate(act, Kind.PHRASE, act.act_id, verb, verb, end, "finite")
    for draft in own:
        if _only_supplies(draft):
            draft.blocked = "only what is expected of it"
    if any(not draft.blocked for draft in own):
        return None
    return reader.draft_of(reading, clause, head, (Meaning(act.force, act.act_id), speaker, instruments, tuple(held)))


POINTERS = frozenset({"this", "that", "it", "these", "they"})
POINTED = frozenset(
    {"step", "move", "decision", "plan", "idea", "presence", "deployment", "force", "steps", "actions", "approach"}
)
"""Nouns that with a pointer stand for what was told before."""


def _pronoun_subject(reading: Reading, clause: Clause, first: int) -> int | None:
    """The last word of a subject that only points back: "this", "such a step"; None where the subject is another."""
    words, at = reading.words, clause.start
    while at < clause.end and reading.tokens[at].tag in "j,cy" and words[at] not in POINTERS:
        at += 1
    if at + 1 >= min(clause.end, first) or (words[at] not in POINTERS and words[at] != "such"):
        return None
    if reading.tokens[at + 1].tag in "xmhzvyn" or words[at + 1] in EFFECTS:
        return at if words[at] in POINTERS else None
    last = at + 2 if words[at + 1] == "a" else at + 1
    return last if words[at] != "it" and words[last : last + 1] and words[last] in POINTED else None


def _last_told(reader: "FrameReader", reading: Reading, clause: Clause) -> tuple[Instrument, ...]:
    """What was told of just before, in this sentence or in the one before."""
    earlier = choose(reader.instruments.held(reading.tokens, 0, clause.start))
    told = tuple(sorted({one.instrument for one in earlier}))
    return told or (reader.memory.instruments if reader.memory.age == 0 else ())


def _is_unsaid(clause: Clause) -> bool:
    """Whether nobody is said to say it, or somebody not to."""
    return clause.governor is not None and (clause.governor.negated or clause.governor.force is not Force.REPORT)


def _gives_none(draft: Draft) -> bool:
    """Whether a text is what gives nothing, which is a judgement and no refusal."""
    return is_habit(draft) and lacks_means(draft)


def _only_supplies(draft: Draft) -> bool:
    """Whether an act is no more than a verb of supply whose subject is the instrument itself."""
    supplies = draft.head.force is Force.SUPPLY and len(draft.chain) == 1 and draft.head.modal not in DUTY
    taken = draft.meaning is not None and draft.meaning.force in GIVING
    return supplies and taken and bool(draft.held) and all(one.at < draft.head.group for one in draft.held)


def _has_own_subject(reader: "FrameReader", reading: Reading, before: tuple[int, int]) -> bool:
    """Whether somebody acts before the instrument: "Berlin's offer of troops", "Paris and a force"."""
    words = reading.words[before[0] : before[1]]
    return bool(reader.subjects.actors.heads(reading.tokens, *before)) or not {"no", "any", "if"}.isdisjoint(words)


def _verb_after(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the predicate begins whose subject ends with an instrument; `end` where none does."""
    for at in range(start, end):
        token = tokens[at]
        if token.tag in "xhmzv" or (token.match is None and token.lower in EFFECTS):
            return at
        if token.tag in ",;rcw" or (token.tag == "t" and tokens[min(at + 1, end - 1)].tag not in "aeld"):
            return end  # "a plan to send them", not "the aid to Ukraine"
    return end


EFFECTS = DETERS | BRINGS | TASKS | HARMS | HARMS_ALONE | {"failed", "fails", "works"}


def _judge(tokens: Sequence[Token], verb: int, end: int, instruments: Sequence[Instrument]) -> tuple[Act, int] | None:
    """What the predicate says of its subject, and the token after the words that say so."""
    stop = next((at for at in range(verb + 1, end) if tokens[at].tag in ",;rw"), end)
    words = [_first_word(token) for token in tokens[verb : min(stop, verb + REACH)]]
    if "have" in words[:2] and not {"would", "could"}.isdisjoint(words[:1]):
        return None  # "would have prevented the war"
    denied = any(t.tag == "n" for t in tokens[verb : verb + 4]) or words[0] in ("failed", "fails", "hardly")
    if _is_being(tokens, words, verb):
        return _said_to_be(tokens, words, verb, denied=denied)
    does_tasks = any(one in AGENTS for one in instruments)
    if denied and not does_tasks and not any(token.tag == "m" for token in tokens[verb : verb + 3]):
        failed = next((at for at, word in enumerate(words[: LATEST + 1]) if word in TASKS), None)
        if failed is not None:
            return BLAMED, verb + failed + 1  # "the memorandum did not protect Ukraine"
    for at, word in enumerate(words):
        harm = _harm(words, at)
        good = 0 if harm else _good(words, at, tasks=not does_tasks)
        if harm or good:
            praises = bool(good) != denied
            return PRAISED if praises else BLAMED, verb + (harm or good)
        if at > LATEST or (word in EFFECTS and at > 0 and denied):
            break
    return None


def _is_being(tokens: Sequence[Token], words: Sequence[str], verb: int) -> bool:
    """Whether the predicate is "be" and no progressive: "would be the best way", not "is making a difference"."""
    be = next((at for at, word in enumerate(words[:3]) if word in BEING), None)
    after = words[be + 1 : be + 2] if be is not None else []
    return bool(after) and not (after[0].endswith("ing") and after[0] in EFFECTS and tokens[verb].tag != "t")


def _first_word(token: Token) -> str:
    """A word, or the verb that begins the wording of an instrument ("deter further aggression")."""
    return token.lower.split(" ", 1)[0] if token.tag == "i" else token.lower


LATEST = 4
"""Words of auxiliaries and adverbs at most before the verb of an effect."""


def _harm(words: Sequence[str], at: int) -> int:
    """The number of words up to the harm that a verb at `at` tells of, or nothing."""
    if words[at] in HARMS_ALONE:
        return at + 1
    if words[at] not in HARMS:
        return 0
    ills = ILLS | (ENDANGERED if words[at] in ENDANGERS else set())
    return next((i + 1 for i in range(at + 1, len(words)) if words[i] in ills and words[i - 1] != "end"), 0)


def _good(words: Sequence[str], at: int, *, tasks: bool) -> int:
    """The number of words up to the good that a verb at `at` tells of, or nothing."""
    if words[at] in DETERS:
        return at + 1
    if words[at] not in BRINGS and not (tasks and words[at] in TASKS):
        return 0
    goods = GOODS if words[at] in ENDING else GOODS - GIVES_WAY
    return next((i + 1 for i in range(at + 1, len(words)) if words[i] in goods), 0)


def _said_to_be(tokens: Sequence[Token], words: Sequence[str], verb: int, *, denied: bool) -> tuple[Act, int] | None:
    """What a thing is said to be: the best of ways, an unachievable goal, in Europe's interest."""
    hopeless = next((at for at, word in enumerate(words) if word in HOPELESS), None)
    if hopeless is not None:
        return None if denied else (HELD_HOPELESS, verb + hopeless + 1)
    good = next((at for at, word in enumerate(words) if word in BEST), None)
    of = next((at for at, word in enumerate(words) if word in MEANS and good is not None and at > good), None)
    alone = next((at for at, word in enumerate(words) if word in ALONE and at == len(words) - 1), None)
    if of is None and alone is not None:
        return None if denied else (PRAISED, verb + alone + 1)
    if of is None and "interest" in words and "in" in words:
        of = words.index("interest")
    if of is None or any(token.tag == "i" for token in tokens[verb : verb + of]):
        return None
    return BLAMED if denied != bool(LEAST & set(words[:of])) else PRAISED, verb + of + 1
