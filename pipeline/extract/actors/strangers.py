"""Speakers whom the lexicon does not know: analysts, writers, voters, whose words are nobody's act."""

from collections.abc import Sequence

from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.tokens import Token

NAME_REACH = 6
"""Words after a verb of saying in which its speaker's name begins: "said the historian Jane Doe"."""


def is_named_stranger(tokens: Sequence[Token], clause: Clause, report: Predicate) -> bool:
    """Whether a name that no list holds is the subject of a verb of saying: "Jane Doe said", "…, says Jane Doe"."""
    if clause.intro == "tail" and report.group - clause.start <= 1:
        return _has_name(tokens, report.end, min(clause.end, report.end + NAME_REACH))
    return _has_name(tokens, clause.start, report.group)


def is_about_author(tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins with who wrote what it tells of: "The author highlights"."""
    begins = len(tokens) > 1 and tokens[0].tag == "d"
    return begins and any(token.lower in AUTHORS and token.tag == "k" for token in tokens[1:3])


def is_word_of_stranger(tokens: Sequence[Token], outer: Clause, report: Predicate) -> bool:
    """Whether the "she" of a reported clause is its unknown speaker: "Doe explained that she expects"."""
    alone = report.group - outer.start == 1 and _is_name(tokens[outer.start])
    return alone or is_named_stranger(tokens, outer, report)


def _has_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether two capital words in a row stand in a stretch, none of which is a name that is known, or an author."""
    if any(token.lower in AUTHORS and token.tag == "k" for token in tokens[start:end]):
        return True
    return any(_is_name(tokens[at]) and _is_name(tokens[at + 1]) for at in range(start, end - 1))


def _is_name(token: Token) -> bool:
    return token.capital and token.tag == "k"


AUTHORS = frozenset({
    "author", "authors", "article", "essay", "columnist", "columnists", "writer", "historian", "historians",
    "researcher", "researchers", "scholar", "scholars", "professor", "economist", "economists", "pundit", "pundits",
})  # fmt: skip
"""Who thinks about a matter and decides nothing."""
