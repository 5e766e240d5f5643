"""Names and dates beside who acts that only say where somebody is, whence, or when."""

from collections.abc import Sequence

from pipeline.extract.lexicon import CountryEntry, SurfaceKind
from pipeline.extract.sentences.tokens import DATE_WORDS, Token


def is_located(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name only says where somebody is: "thousands in Paris call for"."""
    return (
        at > 1 and tokens[at - 1].lower in ("in", "at", "near") and tokens[at - 2].tag == "k" and is_place(tokens[at])
    )


def names_homes(tokens: Sequence[Token], preposition: int, at: int) -> bool:
    """Whether a list of places says whence people are: "readers from Lviv, Tallinn and Leeds"."""
    after = at + 1 < len(tokens) and tokens[at + 1].tag == "j"
    return preposition > 0 and tokens[preposition - 1].tag == "k" and is_place(tokens[at]) and after


def is_place(token: Token) -> bool:
    """Whether a name is a country's or its capital's, so that one can be in it."""
    return isinstance(token.entry, CountryEntry) and token.entry.kind is not SurfaceKind.DEMONYM


def ends_date(token: Token) -> bool:
    """Whether a word can close a date: a weekday, a month, a year."""
    year = len(token.lower) == 4 and token.lower.isdigit()
    return year or token.lower in DATE_WORDS or (token.lower == "may" and token.tag == "k")
