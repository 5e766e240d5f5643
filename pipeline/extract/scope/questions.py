"""Acts that are only asked about, supposed or explained: questions, what a guarantee would hold, who would do it."""

from collections.abc import Callable
from itertools import pairwise

from pipeline.extract.acts.drafts import Draft
from pipeline.extract.sentences.act_words import Force, Kind

ASKERS = frozenset({"we", "i", "he", "she", "they", "you", "it"})
"""Pronouns that a modal stands before only in a question: "what would we want to support".
"""


def is_asked(draft: Draft) -> bool:
    """What is asked is not told: "Should NATO invite Ukraine?"."""
    if draft.reading.is_question:
        return True
    words = draft.reading.tokens[draft.clause.start : draft.head.end]
    if words and words[0].lower == "nor":
        return False  # "nor will it supply"
    return any(one.tag == "m" and other.lower in ASKERS for one, other in pairwise(words))


def is_left_open(draft: Draft) -> bool:
    """What a sentence leaves open is no act: "whether the step would", "what we would want to support"."""
    head, tokens = draft.head, draft.reading.tokens
    if head.kind is Kind.NOUN or head.form != "finite":
        return False
    governor = draft.clause.governor
    weighed = governor is not None and governor.force not in (Force.REPORT, Force.DENY)
    words = tokens[draft.clause.start : head.group]
    if any(token.lower == "whether" for token in words):
        return not weighed
    if _asks_which(draft) or _asks_why(draft):
        return True
    asking = (at for at in range(head.group - 1, draft.clause.start - 1, -1) if tokens[at].lower in ("what", "how"))
    what = next(asking, None)
    modal = head.modal is not None or head.lemma.startswith(("should ", "must ", "could "))
    if what is None or not modal or head.group - what > WHAT_REACH:
        return False
    if tokens[what].lower == "how":
        return True
    return not any(token.tag == "x" for token in tokens[head.end : head.end + WHAT_REACH])


WHAT_REACH = 5
"""Words between "what" and its verb, and between this and the "is" that makes it an answer: "what we need is"."""


def was_asked_first(draft: Draft) -> bool:
    """What somebody was asked about: "Asked about reports that China might send peacekeepers, the spokesman said"."""
    tokens = draft.reading.tokens
    first = 1 if tokens and tokens[0].lower in ("when", "if") else 0
    if len(tokens) <= first or tokens[first].lower not in ("asked", "pressed", "questioned"):
        return False
    comma = next((at for at, token in enumerate(tokens) if token.tag == ","), len(tokens))
    return draft.head.start < comma


def _asks_which(draft: Draft) -> bool:
    """Whether it is asked who does it: "it is no more clear which nations are willing to send"."""
    at, tokens = draft.clause.start, draft.reading.tokens
    asks = tokens[at].lower == "which" and at > 0 and tokens[at - 1].tag not in ",ip"
    return asks and at + 1 < len(tokens) and tokens[at + 1].tag in "ki"


def _asks_why(draft: Draft) -> bool:
    """Whether it is asked why somebody does it: "asked the president why Kyiv refuses"."""
    words, group = draft.reading.words, draft.head.group
    why = next((at for at in range(group - 1, max(-1, group - WHAT_REACH), -1) if words[at] == "why"), None)
    return why is not None and not {"asked", "asks", "wondered", "explain", "explains"}.isdisjoint(words[:why])


def only_explains(draft: Draft) -> bool:
    """Whether somebody only says what he speaks of: "we are talking about bilateral guarantees"."""
    head, words = draft.head, draft.reading.words
    talks = head.lemma in ("talk about", "speak about") and head.progressive
    return talks and bool({"we", "i", "you"}.intersection(words[draft.clause.start : head.group]))


def is_content(draft: Draft) -> bool:
    """Whether the clause only says what a guarantee or a promise would be: "guarantees that Kyiv will never join"."""
    at, words = draft.clause.start, draft.reading.words
    return at > 0 and words[at] == "that" and words[at - 1] in CONTENT


CONTENT = frozenset({"guarantee", "guarantees"})


def no_reason(draft: Draft) -> bool:
    """Whether there is only said to be no reason for it: "had no reason to block"."""
    words, group = draft.reading.words, draft.head.group
    if draft.head.form == "inf" and words[max(0, group - 1) : group] in (["position"], ["place"], ["job"]):
        return "not" in words[max(0, group - 4) : group]  # "it is not my position to evaluate"
    return draft.head.form == "inf" and words[max(0, group - 2) : group] in (
        ["no", "reason"], ["no", "right"], ["no", "need"], ["no", "grounds"], ["little", "reason"],
    )  # fmt: skip


def of_a_few(draft: Draft) -> bool:
    """Whether a relative clause only picks out those who would: "the countries that would agree to send"."""
    clause, tokens = draft.clause, draft.reading.tokens
    picks = clause.intro == "rel" and tokens[clause.start].lower in ("that", "who") and clause.start > 0
    return picks and draft.head.modal in ("would", "could") and tokens[clause.start - 1].lower.split(" ")[-1] in MANY


MANY = frozenset({"countries", "nations", "states", "those", "allies", "governments"})


def leads_to(draft: Draft) -> bool:
    """Whether something only leads to a consequence: "the deployment would lead to war"."""
    end, tokens = draft.head.end, draft.reading.tokens
    return draft.head.lemma == "lead" and end < len(tokens) and tokens[end].tag == "t"


def would_do_harm(draft: Draft) -> bool:
    """Whether a lack is only supposed: "the absence of these assurances would render the deal ineffective"."""
    lacks = draft.head.force is Force.ACCUSE and draft.head.lemma in ("absence of", "lack of")
    return lacks and any(token.tag == "m" for token in draft.reading.tokens[draft.head.end : draft.clause.end])


def modifies(draft: Draft) -> bool:
    """Whether a gerund only tells which force is meant: "should be the primary force securing the country"."""
    head, tokens = draft.head, draft.reading.tokens
    plain = head.form == "gerund" and not draft.reading.is_title and head.group == head.start > 0
    done = draft.meaning is not None and draft.meaning.force is Force.IMPLEMENT
    return plain and done and draft.clause.intro != "part" and tokens[head.start - 1].tag in "ki"


def had_no_part(draft: Draft) -> bool:
    """Whether somebody only was not there: "had no part in the decision"."""
    return draft.head.lemma.endswith("no part in") and draft.reading.words[draft.head.start] == "had"


def has_a_veto(draft: Draft) -> bool:
    """Whether a veto is only a power that somebody would have: "an effective veto over any support"."""
    return draft.is_nominal and draft.head.lemma.startswith("veto over")


def makes_none(draft: Draft) -> bool:
    """Whether what is drawn up or talked of is said not to be: "has drawn up no plans for a mission"."""
    end, words = draft.head.end, draft.reading.words
    made = draft.head.force in (Force.PROPOSE, Force.CONSULT, Force.SIGN) and draft.head.kind is Kind.VERB
    return made and end < len(words) and words[end] == "no"


def for_itself(draft: Draft) -> bool:
    """Whether a force is only said to help itself: "a mission able to defend itself"."""
    end, words = draft.chain[-1].end, draft.reading.words
    helps = draft.chain[-1].force is Force.SUPPLY and end < len(words)
    return helps and words[end] in ("itself", "themselves", "himself", "herself")


def is_otherwise(draft: Draft) -> bool:
    """Whether it is only told what would be without a thing: "the backing without which it would be a paper tiger"."""
    at, words = draft.clause.start, draft.reading.words
    return draft.clause.intro == "rel" and at > 0 and words[at - 1] == "without"


def is_of_peace(draft: Draft) -> bool:
    """Whether another thing is signed: "on the day peace is signed, there has to be training"."""
    head, words = draft.head, draft.reading.words
    if head.force is not Force.SIGN or not head.passive or not draft.held:
        return False
    first = min(one.at for one in draft.held)
    return first > head.end and "," in words[head.end : first]


def only_that(draft: Draft) -> bool:
    """Whether "this" or "that" alone is said to give it: "only that would offer a credible guarantee"."""
    clause, head = draft.clause, draft.head
    words = [word for word in draft.reading.words[clause.start : head.group] if word not in ("and", "but", "only")]
    gives = head.force in (Force.SUPPLY, Force.PROPOSE, Force.IMPLEMENT) and head.modal is not None
    told = draft.is_document or (clause.intro == "rel" and head.negated)  # "a force that would not include"
    return gives and not told and clause.governor is None and words in (["that"], ["this"])


def only_differs(draft: Draft) -> bool:
    """Whether two people differ, and neither's side is told: "the president disagrees with Fico on aid"."""
    end, tokens = draft.head.end, draft.reading.tokens
    named = end + 1 < len(tokens) and tokens[end].tag == "a" and tokens[end + 1].lower in ("on", "over", "about")
    return draft.head.lemma == "disagree with" and named


UNREAL: tuple[tuple[str, Callable[[Draft], bool]], ...] = (
    ("what a guarantee would hold", is_content),
    ("only explained", only_explains),
    ("a veto that one would have", has_a_veto),
    ("none is made", makes_none),
    ("for itself", for_itself),
    ("what would be without it", is_otherwise),
    ("another thing is signed", is_of_peace),
    ("no reason", no_reason),
    ("had no part", had_no_part),
    ("only those who would", of_a_few),
    ("a consequence", leads_to),
    ("a lack supposed", would_do_harm),
    ("which force is meant", modifies),
    ("a question", is_asked),
    ("a question that was asked", was_asked_first),
    ("an open question", is_left_open),
    ("only this would", only_that),
    ("two differ", only_differs),
)
"""The rules of this file, with what each says of an act that it blocks."""
