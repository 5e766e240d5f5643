"""The size of an act in its sentence: money, countries, soldiers, ships, kilometres, years."""

import re
from collections.abc import Collection, Iterator

from pipeline.extract.lexicon.short_names import INS
from pipeline.model import Instrument, Magnitude

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
SCALES = {
    "k": 1e3, "thousand": 1e3, "hundred": 1e2, "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6, "bn": 1e9, "bln": 1e9,
    "b": 1e9, "billion": 1e9,
}  # fmt: skip
CURRENCIES = {
    "€": "EUR", "$": "USD", "£": "GBP", "us$": "USD", "c$": "CAD", "a$": "AUD", "euro": "EUR", "euros": "EUR",
    "dollar": "USD", "dollars": "USD", "pound": "GBP", "pounds": "GBP", "eur": "EUR", "usd": "USD", "gbp": "GBP",
}  # fmt: skip
WORD = "|".join(WORDS)
NUMBER = rf"(?P<number>\d[\d.,]*\d|\d|(?:{WORD})(?:-(?:{WORD}))?)"
SCALE = r"(?P<scale>bn|bln|billion|million|mln|mn|thousand|hundred|[mbk])?"
MONEY = (
    re.compile(rf"(?P<currency>(?:US|C|A)?\$|[€£]|\b(?:EUR|USD|GBP)\b)\s?{NUMBER}[\s-]?{SCALE}\b", re.IGNORECASE),
    re.compile(rf"\b{NUMBER}[\s-]?{SCALE}[\s-](?P<currency>euros?|dollars?|pounds?)\b", re.IGNORECASE),
)


def _counted(nouns: str, between: int = 2) -> re.Pattern[str]:
    """A number, some words between, and one of the nouns."""
    return re.compile(rf"\b{NUMBER}(?:[\s-]{SCALE}\b)?(?:\s[\w’'-]+){{0,{between}}}[\s-]?(?:{nouns})\b", re.IGNORECASE)


PAID_IN = ("$", "€", "£", "eur", "usd", "gbp", "dollar", "pound")
"""What one of which every sum of money is written with, in small letters."""
COUNTED: tuple[tuple[str, frozenset[Instrument], tuple[str, ...], re.Pattern[str]], ...] = (
    ("km", frozenset({INS.DMZ}), ("km", "kilomet"), _counted("km|kilomet(?:re|er)s?")),
    ("frigates", frozenset({INS.MARITIME}), ("frigate",), _counted("frigates")),
    (
        "ships",
        frozenset({INS.MARITIME}),
        ("ships", "vessel", "mine"),
        _counted("ships|warships|vessels|minehunters|minesweepers"),
    ),
    (
        "soldiers",
        frozenset({INS.TROOPS, INS.NEUTRAL, INS.TRAIN}),
        ("soldier", "troop", "peacekeeper", "servicem", "recruit", "personnel", "strong"),
        _counted("soldiers|troops|peacekeepers|servicemen|recruits|personnel|strong (?:force|army)"),
    ),
    ("years", frozenset({INS.GENERIC, INS.ART5}), ("year",), _counted("years?", 0)),
    (
        "countries",
        frozenset(Instrument),
        ("countries", "nations", "states", "allies", "governments"),
        _counted("countries|nations|states|allies|governments|(?:of )?[\\w’'-]+ allies", 0),
    ),
    (
        "vehicles",
        frozenset({INS.ARMS}),
        ("tank", "jet", "vehicle", "aircraft", "launcher", "bushmaster"),
        _counted("tanks|jets|vehicles|aircraft|launchers|bushmasters"),
    ),
    ("systems", frozenset({INS.ARMS}), ("systems",), _counted("(?:air[- ]defen[cs]e )?systems")),
)
"""Unit, what it is the size of, stems without one of which it is not written, and how it is written."""
CAPPED = re.compile(
    rf"\b(?:limit\w*|cap\w*|ceiling|at|to)\b(?:\s[\w’'-]+){{0,6}}?\s{NUMBER}(?:[\s-]{SCALE}\b)?", re.IGNORECASE
)
"""An army's size without the word for soldiers: "limited to 600,000"."""
ARMY = 10_000
"""Below it no number is the size of Ukraine's army."""
PAID = frozenset({INS.ARMS, INS.FUND, INS.TRAIN, INS.BILAT})
"""Instruments whose size is money first."""


def magnitude_of(sentence: str, instruments: Collection[Instrument], start: int = 0) -> Magnitude | None:
    """The size in a sentence that fits one of the instruments, the first one from `start` on before one to its left.

    `start` is where the act stands, in code points from the beginning of the sentence. None where no size fits.
    """
    found = list(_sizes(sentence, instruments))
    if not found:
        return None
    rank, _, size = min(found, key=lambda one: (one[0], one[1] < start, one[1]))
    same = [one for one in found if one[0] == rank and one[1] >= start]
    return min(same, key=lambda one: one[1])[2] if same else size


Size = tuple[int, int, Magnitude]
"""Rank (a lower one goes before), place and size."""


def _sizes(sentence: str, instruments: Collection[Instrument]) -> Iterator[Size]:
    """Every size that fits one of the instruments."""
    small = sentence.lower()
    if PAID.intersection(instruments) and any(sign in small for sign in PAID_IN):
        for pattern in MONEY:
            yield from _found(0, None, pattern, sentence)
    for rank, (unit, kinds, stems, pattern) in enumerate(COUNTED, 1):
        if kinds.intersection(instruments) and any(stem in small for stem in stems):
            yield from _found(rank, unit, pattern, sentence)
    if INS.NEUTRAL in instruments:
        capped = _found(len(COUNTED) + 1, "soldiers", CAPPED, sentence)
        yield from (one for one in capped if one[2].value >= ARMY)


def _found(rank: int, unit: str | None, pattern: re.Pattern[str], sentence: str) -> Iterator[Size]:
    """The sizes that a pattern finds; without a unit its own currency is the unit."""
    for found in pattern.finditer(sentence):
        value = _value(found)
        if value is not None:
            yield rank, found.start(), Magnitude(value, unit or CURRENCIES[found["currency"].lower()])


def _value(found: re.Match[str]) -> float | None:
    """A number in digits or words times its scale; None for a form that is no number."""
    text, scale = found["number"].lower(), SCALES.get((found["scale"] or "").lower(), 1.0)
    if not text[0].isdigit():
        return scale * sum(WORDS[part] for part in text.split("-"))
    try:
        return float(text.replace(",", "").rstrip(".")) * scale
    except ValueError:  # "1.2.3" is a date or a version
        return None
