"""The size of an act in its sentence: money, countries, soldiers, kilometres."""

import re
from collections.abc import Collection

from pipeline.model import Instrument, Magnitude

NUMBER = r"(?P<number>\d[\d.,]*\d|\d)"
SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "b": 1e9, "billion": 1e9}
CURRENCIES = {
    "€": "EUR", "$": "USD", "£": "GBP", "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD",
    "pound": "GBP", "pounds": "GBP",
}  # fmt: skip
SCALE = r"(?P<scale>bn|billion|million|mn|thousand|[mbk])?"
SIGNED = re.compile(rf"(?P<currency>[€$£])\s?{NUMBER}[\s-]?{SCALE}\b", re.IGNORECASE)
NAMED = re.compile(rf"\b{NUMBER}[\s-]?{SCALE}[\s-](?P<currency>euros?|dollars?|pounds?)\b", re.IGNORECASE)


def _counted(nouns: str) -> re.Pattern[str]:
    """A number, at most two words, and one of the nouns."""
    return re.compile(rf"\b{NUMBER}(?:\s[\w-]+){{0,2}}[\s-]?(?:{nouns})\b", re.IGNORECASE)


COUNTED: tuple[tuple[str, frozenset[Instrument], re.Pattern[str]], ...] = (
    (
        "countries",
        frozenset(Instrument),
        re.compile(
            r"\b(?P<number>\d{1,2}|[a-z]+(?:-[a-z]+)?)\s(?:countries|nations|states|allies|governments)\b", re.I
        ),
    ),
    ("km", frozenset({Instrument.DMZ}), _counted("km|kilomet(?:re|er)s?")),
    (
        "soldiers",
        frozenset({Instrument.TROOPS, Instrument.NEUTRAL, Instrument.TRAIN}),
        _counted("soldiers|troops|peacekeepers|servicemen|recruits|personnel"),
    ),
    ("vehicles", frozenset({Instrument.ARMS}), _counted("tanks|jets|vehicles|aircraft|launchers|bushmasters")),
)
WORDS = {
    "ten": 10, "dozen": 12, "twenty": 20, "thirty": 30, "forty": 40, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7,
    "eight": 8, "nine": 9, "one": 1, "two": 2,
}  # fmt: skip
PAID = frozenset({Instrument.ARMS, Instrument.FUND, Instrument.TRAIN, Instrument.BILAT})
"""Instruments whose size is money first."""


def magnitude_of(sentence: str, instruments: Collection[Instrument]) -> Magnitude | None:
    """The first size in a sentence that fits one of the instruments; None where it names none."""
    if PAID.intersection(instruments):
        money = SIGNED.search(sentence) or NAMED.search(sentence)
        if money is not None:
            scale = SCALES.get((money["scale"] or "").lower(), 1.0)
            return Magnitude(_number(money["number"]) * scale, CURRENCIES[money["currency"].lower()])
    for unit, kinds, pattern in COUNTED:
        found = pattern.search(sentence) if kinds.intersection(instruments) else None
        value = _value(found["number"]) if found is not None else None
        if value is not None:
            return Magnitude(value, unit)
    return None


def _value(text: str) -> float | None:
    """A number in digits or words; None for another word ("many countries")."""
    if text[0].isdigit():
        return _number(text)
    parts = text.lower().split("-")
    if any(part not in WORDS for part in parts):
        return None
    return float(sum(WORDS[part] for part in parts))


def _number(text: str) -> float:
    """`1,500` and `2.5` as English writes them."""
    return float(text.replace(",", "").rstrip("."))
