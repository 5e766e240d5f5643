"""Predicates of a sentence: act words that stand where a verb, a noun of action or a predicate can stand."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.sentences.act_words import Act, ActFound, ActLexicon, Force, Kind
from pipeline.extract.sentences.groups import Group, Predicate, read_group
from pipeline.extract.sentences.senses import has_other_sense, is_active, is_attribute
from pipeline.extract.sentences.tokens import DATE_WORDS, Token
from pipeline.extract.sentences.topics import TOPIC, tells_of_talks
from pipeline.extract.sentences.unlisted import VERBAL, act_inside, existence, unlisted_verb
from pipeline.extract.sentences.verbs import Form
from pipeline.extract.sentences.word_class import PLURALS, form_of, opens_object, satisfies

# Told once: Python 3.11 looks a member of an enumeration up ten times as slowly as any other name.
VERB, NOUN, PHRASE = Kind
BASE, PAST, PARTICIPLE, GERUND = Form.BASE, Form.PAST, Form.PARTICIPLE, Form.GERUND
SAYING = frozenset({Force.REPORT, Force.DENY})
UNDOING = frozenset({Force.SUSPEND, Force.UNDO})


def find_predicates(tokens: Sequence[Token], lexicon: ActLexicon, is_title: bool) -> list[Predicate]:
    """The predicates of a sentence in order, none overlapping."""
    found: list[Predicate] = []
    free_from = 0
    after_verbal = False
    words = lexicon.words
    for at, token in enumerate(tokens):
        tag, word = token.tag, token.lower
        # Most words are none of these, and so begin nothing.
        begins = after_verbal or tag == "i" or word in BEING or (word in words and lexicon.may_begin(tokens, at))
        after_verbal = tag in VERBAL_BEFORE
        if begins and at >= free_from:
            predicate = _beginning(tokens, at, lexicon, is_title)
            if predicate is not None and not _is_participle(predicate, found):
                found.append(predicate)
                free_from = predicate.end
    return [_reduced(tokens, predicate, found) for predicate in found if not _is_undone(tokens, predicate)]


def _is_participle(predicate: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a past form right behind a verb only describes the noun after it: "will build protected facilities"."""
    last = found[-1] if found else None
    if last is None or last.kind is not VERB or last.end != predicate.group or last.passive:
        return False
    bare = predicate.kind is VERB and predicate.past and predicate.group == predicate.start
    return bare and last.force is not Force.REPORT


def _beginning(tokens: Sequence[Token], at: int, lexicon: ActLexicon, is_title: bool) -> Predicate | None:
    """The predicate that begins at a token, if one does."""
    token = tokens[at]
    if token.tag == "i":
        return act_inside(tokens, at)
    predicate = existence(tokens, at) if token.lower in BEING else None
    if predicate is not None or (token.match is not None and token.tag != "k"):
        return predicate
    return _plain(tokens, at, lexicon, is_title)


VERBAL_BEFORE = frozenset("mnyt")
"""Tags before a verb that no list knows: a modal, a negator, an adverb, "to"."""

BEING = frozenset({"no", "be"})
"""Words at which "there will be no", "there will not be" and "should be" are read."""


def _plain(tokens: Sequence[Token], at: int, lexicon: ActLexicon, is_title: bool) -> Predicate | None:
    """The act of a word that is no name: one that the lexicon lists, or a verb after a modal."""
    candidates = lexicon.at(tokens, at)
    predicate = _at(tokens, candidates, is_title) if candidates else None
    if predicate is None and at and tokens[at - 1].tag in VERBAL_BEFORE:
        predicate = unlisted_verb(tokens, at, is_title)
    return predicate


WAR = frozenset(
    {"war", "bombing", "fighting", "hostilities", "invasion", "conflict", "bloodshed", "killing", "aggression"}
)
CAUSED = 4
"""Words before a participle in which the "have" stands that makes it one: "have its security guaranteed"."""
TELLING = ("finite", "inf")
"""Forms of a verb whose object a participle describes."""
TOLD_REACH = 8
"""Words between a verb and the participle of its object: "would join a force stationed in Ukraine"."""
WAR_REACH = 5
"""Words after "to end" within which the war is what ends: "a deal to end Russia's war"."""


def _is_undone(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """Whether the act is said to be left out: "left without having proposed a force"."""
    if predicate.force in UNDOING and predicate.kind is VERB and predicate.form != "finite":
        after = tokens[predicate.end : predicate.end + WAR_REACH]
        held = next((at for at, token in enumerate(after) if token.tag == "i"), len(after))
        if any(token.lower in WAR for token in after[:held]):
            return True
    without = predicate.group > 0 and tokens[predicate.group - 1].lower == "without"
    return without and predicate.form in ("gerund", "finite") and predicate.kind is VERB


def _reduced(tokens: Sequence[Token], predicate: Predicate, found: Sequence[Predicate]) -> Predicate:
    """A past form as participle where its clause has a finite verb of its own: "a draft drawn up there would"."""
    bare = predicate.form == "finite" and predicate.past and predicate.group == predicate.start
    if not bare or predicate.force in SAYING:
        return predicate
    before = next((other for other in reversed(found) if other.start < predicate.start), None)
    told = before is not None and before.form in TELLING and predicate.start - before.end <= TOLD_REACH
    if (
        told
        and tokens[predicate.start - 1].tag == "i"
        and before is not None
        and not any(token.tag in ",;jwrc" for token in tokens[before.end : predicate.start])
    ):
        return replace(predicate, form="part", passive=True)
    if _is_sent(tokens, predicate):
        return replace(predicate, form="part", passive=True)
    if _is_caused(tokens, predicate) or _describes(tokens, predicate, before) or _is_placed(tokens, predicate):
        return replace(predicate, form="part", passive=True)
    finite = {other.group for other in found if other.start > predicate.start and _holds_verb(other)}
    for at in range(predicate.end, min(len(tokens), predicate.end + 8)):
        if (
            tokens[at].tag in ",;jwrc"
            or (tokens[at].tag in "aeld" and at == predicate.end)
            or tokens[at].lower in ASKED_OF
        ):
            return predicate
        if tokens[at].tag in "xhmz" or at in finite:
            return replace(predicate, form="part", passive=True)
    return predicate


SENT = frozenset({"send", "deploy", "station", "dispatch", "supply", "deliver", "provide", "contribute"})
"""Verbs that need an object: without one behind them, what stands before them is what is sent."""


def _is_sent(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """Whether a past form only tells which soldiers or arms: "soldiers sent to Ukraine by Paris would be targets"."""
    at, end = predicate.start, predicate.end
    if predicate.lemma not in SENT or at < 1 or end >= len(tokens) or tokens[at - 1].tag != "i":
        return False
    told = any(token.tag in "xhmz" for token in tokens[end:])
    return told and (tokens[end].tag == "t" or tokens[end].lower in ("by", "in", "along", "under", "there"))


def _is_placed(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """Whether a past form only says where the object of a preposition is: "in a force stationed at"."""
    at, end = predicate.start, predicate.end
    if predicate.force is not Force.SUPPLY or at < 3 or end >= len(tokens) or tokens[at - 1].tag != "i":
        return False
    first = at - 2 - (tokens[at - 2].tag == "d")
    return tokens[first].lower in PLACING and tokens[end].lower in PLACING


PLACING = frozenset({"in", "at", "on", "along", "near", "across", "inside"})
"""Prepositions of place."""
ASKED_OF = frozenset({"what", "how", "why"})
"""Words that open a question inside a sentence: "discussed what guarantees Europe would give"."""


def _holds_verb(predicate: Predicate) -> bool:
    """Whether a predicate has a verb: "is vital", not the bare word in "described the force as vital"."""
    return predicate.form == "finite" and (predicate.kind is VERB or predicate.group < predicate.start)


def _describes(tokens: Sequence[Token], predicate: Predicate, before: Predicate | None) -> bool:
    """Whether a past form only tells which thing is meant: "would get guarantees from the US modelled on Article 5"."""
    if tokens[predicate.start - 1].tag not in "iae" or predicate.end >= len(tokens) or predicate.start < 1:
        return False
    if tokens[predicate.end].tag not in "pi" and tokens[predicate.end - 1].tag != "p":
        return False
    near = tokens[max(0, predicate.start - DESCRIBED) : predicate.start]
    verb = next((at for at in range(len(near) - 1, -1, -1) if near[at].tag in "m,;jwrcvxhz"), None)
    reports = before is not None and before.force is Force.REPORT
    return verb is not None and near[verb].tag == "m" and not reports and any(token.tag == "i" for token in near[verb:])


DESCRIBED = 9
"""Words before a past form in which the modal of its clause stands."""


def _is_caused(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """Whether a past form is what is had done: "would have its security guaranteed"."""
    near = tokens[max(0, predicate.start - CAUSED) : predicate.start]
    had = next((at for at, token in enumerate(near) if token.tag == "h"), None)
    if had is None or had + 2 >= len(near) or near[had + 1].lower not in OWNED:
        return False
    return not any(token.tag in ",;wrcj" for token in near[had:])


OWNED = frozenset({"its", "their", "his", "her", "the"})


def _at(tokens: Sequence[Token], candidates: Sequence[ActFound], is_title: bool) -> Predicate | None:
    """The first of the patterns that begin at a token which can be an act there."""
    at = candidates[0].start
    if at and tokens[at - 1].lower == "-" and tokens[at - 1].end == tokens[at].start:
        return None
    group = read_group(tokens, at)
    for candidate in candidates:
        if _ends_at_date(tokens, candidate):
            continue
        kind = candidate.pattern.kind
        if kind is VERB:
            predicate = _verb(tokens, candidate, group, is_title)
            if predicate is not None and predicate.passive and _is_also_phrase(candidates, candidate):
                predicate = None
        elif kind is NOUN:
            predicate = None if _is_verb_here(tokens, candidates, group, is_title) else _noun(candidate)
        else:
            predicate = _phrase(tokens, candidate, group, is_title)
        if predicate is not None and (predicate.act.act_id != TOPIC or tells_of_talks(tokens, predicate)):
            return predicate
    return None


def _ends_at_date(tokens: Sequence[Token], found: ActFound) -> bool:
    """Whether the preposition of a wording belongs to a date: "reached a deal on Thursday to", "cleared by May"."""
    last = tokens[found.end - 1].lower
    dated = last in ("on", "in", "by", "for") and found.end - found.start > 1 and found.end < len(tokens)
    return dated and tokens[found.end].lower in DATE_WORDS


def _is_also_phrase(candidates: Sequence[ActFound], verb: ActFound) -> bool:
    """Whether what could be a passive is a fixed predicate: "were prepared to", "is committed to"."""
    return any(one.pattern.kind is PHRASE and one.end == verb.end for one in candidates)


def _is_verb_here(tokens: Sequence[Token], candidates: Sequence[ActFound], group: Group, is_title: bool) -> bool:
    """Whether a word that could be a noun of action is a verb: "26 nations pledge to", "will demand that"."""
    at = candidates[0].start
    plural = at > 0 and (tokens[at - 1].lower in PLURALS or tokens[at - 1].tag == "u")
    if not (group.modal or group.to or group.do or plural):
        return False
    verbs = (one for one in candidates if one.pattern.kind is VERB)
    return any(_verb(tokens, one, group, is_title) is not None for one in verbs)


def _noun(found: ActFound) -> Predicate:
    pattern = found.pattern
    return Predicate(pattern.act, NOUN, pattern.lemma, found.start, found.start, found.end, "noun")


TAKES_NOUN = (
    "opposed to",
    "committed to",
    "hostile to",
    "averse to",
    "open to",
    "key to",
    "receptive to",
    "sympathetic to",
    "objection to",
    "objections to",
)
"""Predicates whose "to" is a preposition: "committed to a force", "opposed to the loan"."""


def _phrase(tokens: Sequence[Token], found: ActFound, group: Group, is_title: bool) -> Predicate | None:
    pattern = found.pattern
    before = tokens[found.start - 1] if found.start else None
    if pattern.lemma == "concession" and not WON.isdisjoint(
        t.lower for t in tokens[max(0, found.start - 9) : found.start]
    ):
        return None  # another's: "we won a concession", "called it a concession"
    if pattern.lemma in ("time to", "time for") and before is not None and before.lower in POINTED_TIME:
        return None  # "no consensus at this time to"
    if pattern.lemma == "against" and (not is_title or before is None or before.tag not in "al"):
        return None
    if (
        pattern.lemma.endswith(" to")
        and not pattern.lemma.endswith(TAKES_NOUN)
        and found.end < len(tokens)
        and (tokens[found.end].tag in "daelq'" or _is_thing(tokens[found.end]))
    ):
        return None
    intent = before is not None and before.lower == "of" and pattern.lemma.startswith("intent")
    if intent or (before is not None and is_attribute(tokens, found, before)):
        return None  # "a declaration of intent on" is nobody who is intent on it
    if pattern.lemma in ONLY_DENIED:
        if not group.negated:
            return None
        group.negated = False
    return Predicate(
        pattern.act, PHRASE, pattern.lemma, group.start, found.start, found.end, group.form_of_phrase,
        group.modal, group.negated, group.perfect, False, group.past,
    )  # fmt: skip


POINTED_TIME = frozenset({"this", "that", "any", "same", "first", "second", "last", "present"})
WON = frozenset({
    "achieve", "achieved", "win", "won", "wins", "secure", "secured", "extract", "extracted", "wrung", "obtain",
    "obtained", "get", "got", "seek", "sought", "seeks", "demand", "demanded", "demands", "call", "called", "calls",
    "describe", "described", "describes", "deem", "deemed", "consider", "considered", "considers", "sees", "saw",
    "without", "any", "no",
})  # fmt: skip
"""Verbs by which a concession is another's, or only called one."""
ONLY_DENIED = frozenset({"enough", "sufficient", "adequate"})
"""Predicates that judge only where they are denied: "the guarantees won't be enough"."""


def _is_thing(token: Token) -> bool:
    """Whether an instrument named by a noun follows "close to": no act that somebody is close to."""
    return token.tag == "i" and token.lower.split(" ", 1)[0] not in VERBAL


def _verb(tokens: Sequence[Token], found: ActFound, group: Group, is_title: bool) -> Predicate | None:
    pattern = found.pattern
    after = tokens[found.end].lower if found.end < len(tokens) else ""
    if has_other_sense(tokens, found, group) or satisfies(tokens, found) or _is_auxiliary(tokens, found):
        return None
    form = form_of(tokens, found, group, is_title)
    if form is None or (pattern.lemma == "end" and after == "up"):
        return None
    if form == "finite" and after == "by" and PARTICIPLE in pattern.forms and group.start == found.start:
        form = "part"  # "a mission spearheaded by the EU"
    if form == "finite" and found.start and tokens[group.start].lower == "being":
        form = "gerund"  # "would not oppose troops being stationed there"
    if pattern.lemma in RAISING and group.be and PARTICIPLE in pattern.forms:
        return _raised(found, group, form)
    participle = PARTICIPLE in pattern.forms
    passive = participle and ((group.be and not is_active(pattern.forms)) or form == "part")
    passive = (passive and not pattern.lemma.startswith("commit to")) or pattern.lemma in PASSIVE_WORDINGS
    past = group.past or (form == "finite" and group.start == found.start and PAST in pattern.forms)
    progressive = group.be and GERUND in pattern.forms
    bare = group.start == found.start and form == "finite" and BASE in pattern.forms
    return Predicate(
        pattern.act, VERB, pattern.lemma, group.start, found.start, found.end, form,
        group.modal, group.negated or _is_emptied(tokens, found), group.perfect, passive, past, progressive, bare,
    )  # fmt: skip


PARTICIPLES = frozenset(
    {"held", "made", "given", "sent", "said", "been", "taken", "begun", "put", "told", "met", "had"}
)


def _is_auxiliary(tokens: Sequence[Token], found: ActFound) -> bool:
    """Whether the "have" of a wording like "have * talks" only makes a perfect: "has blocked accession talks"."""
    if not found.pattern.lemma.startswith("have *"):
        return False
    at = found.start + 1
    while at < found.end - 1 and tokens[at].tag in "yn":
        at += 1
    return tokens[at].tag in "kx" and (tokens[at].lower.endswith("ed") or tokens[at].lower in PARTICIPLES)


EMPTY = frozenset({"no", "little", "scant"})


def _is_emptied(tokens: Sequence[Token], found: ActFound) -> bool:
    """Whether a wording holds the "no" that undoes it: "gave no commitment to", but not "sees no need for"."""
    inside = {token.lower for token in tokens[found.start + 1 : found.end]}
    return not inside.isdisjoint(EMPTY) and EMPTY.isdisjoint(word for word in found.pattern.words if word)


PASSIVE_WORDINGS = frozenset({"be sent", "be deployed", "be stationed", "be sent to", "be dispatched", "be delivered"})
"""Wordings of acts.toml that are passives by themselves."""

RAISING = frozenset({"expect", "expect to", "schedule", "want * to", "expect * to"})


def _raised(found: ActFound, group: Group, form: str) -> Predicate:
    """ "Is expected to plead": the subject is the actor of what follows."""
    return Predicate(
        EXPECTED, Kind.VERB, "expected", group.start, found.start, found.end, form, group.modal, group.negated
    )


EXPECTED = Act("begin.expected", Force.READY)


BEFORE_VERB = frozenset("aluyisok")
"""Tags of words that can end the subject of a finite verb, or stand between the two."""


def mark_verbs(tokens: Sequence[Token], predicates: Sequence[Predicate], common: frozenset[str]) -> list[Token]:
    """The tokens with `v` for finite forms of verbs without a force, where a subject stands before them."""
    marked = list(tokens)
    before = ""
    for at, token in enumerate(tokens):
        tag = token.tag
        if tag == "k" and token.lower in common and before in BEFORE_VERB and _is_finite(tokens, predicates, at):
            marked[at] = Token(token.lower, token.start, token.end, "v", token.match, token.quoted, token.capital)
        before = tag
    return marked


def _is_finite(tokens: Sequence[Token], predicates: Sequence[Predicate], at: int) -> bool:
    """Whether a form of a verb without a force is neither part of an act nor a plural noun or a participle."""
    if any(predicate.start <= at < predicate.end for predicate in predicates):
        return False
    if _is_plural_noun(tokens, at):
        return False
    return at + 1 >= len(tokens) or tokens[at + 1].lower not in ("by", "of")


def _is_plural_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form in -s is rather a noun in the plural: no subject stands before it, and no object follows."""
    return tokens[at].lower.endswith("s") and tokens[at - 1].tag != "u" and not opens_object(tokens, at + 1)
