"""Remarks on what a sentence has just told: "…, an idea Berlin rejects", "… — a move that Moscow says it opposes"."""

from collections.abc import Sequence

from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.tokens import Token

TOLD = frozenset({
    "move", "idea", "step", "proposal", "notion", "prospect", "option", "plan", "suggestion", "demand", "request",
    "possibility", "scenario", "scheme", "position", "condition", "outcome", "concept", "deployment", "presence",
    "offer", "guarantee", "initiative", "commitment", "pledge", "promise", "approach",
})  # fmt: skip
"""Nouns by which a remark takes up what was told before it."""
BARE = frozenset({"something", "anything"})
"""Words that do so without an article."""
DASHES = frozenset({"—", "–", "-"})
OPENERS = frozenset({"that", "which"})
ENDS = frozenset(",;pyjw'")
"""Tags after a verb that has no object of its own."""


def remark_start(tokens: Sequence[Token], mark: int) -> int | None:
    """Where the clause begins that a comma or dash at `mark` opens with such a noun: at the subject after the noun."""
    if tokens[mark].tag != "," and tokens[mark].lower not in DASHES:
        return None
    noun = mark + 1
    if noun < len(tokens) and tokens[noun].tag == "d":
        noun += 1
        noun += noun + 1 < len(tokens) and tokens[noun].tag == "k" and tokens[noun].lower not in TOLD
        known = noun < len(tokens) and tokens[noun].lower in TOLD
    else:
        known = noun < len(tokens) and tokens[noun].lower in BARE
    if not known or noun + 2 >= len(tokens):
        return None
    start = noun + 1 + (tokens[noun + 1].lower in OPENERS)
    names = tokens[start].tag in "ael" or (tokens[start].tag == "d" and tokens[start + 1].tag in "aelk")
    return start if names else None


def is_remark(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether a clause is a remark on what the sentence told before it."""
    if clause.intro != "rel" or clause.start < 2:
        return False
    before = clause.start - 1 - (tokens[clause.start - 1].lower in OPENERS)
    return before > 0 and (
        tokens[before].lower in BARE
        or (tokens[before].lower in TOLD and any(t.tag == "d" for t in tokens[max(0, before - 2) : before]))
    )


def lacks_object(tokens: Sequence[Token], end: int) -> bool:
    """Whether what ends at `end` has no object after it: "a move Moscow has opposed"."""
    return end >= len(tokens) or tokens[end].tag in ENDS
