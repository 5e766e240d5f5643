"""Text made comparable without moving it: case, diacritics, apostrophes, hyphens and look-alikes, one for one."""

import re
import sys
import unicodedata
from dataclasses import dataclass

# Signs that have no width: combining marks, soft hyphen, zero-width and direction marks, byte-order mark.
INVISIBLE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

SAME = {
    "’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'", "ʻ": "'", "“": '"', "”": '"', "„": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
    "а": "a", "А": "a", "В": "b", "е": "e", "Е": "e", "ё": "e", "Ё": "e", "і": "i", "І": "i", "К": "k", "М": "m",
    "Н": "h", "о": "o", "О": "o", "р": "p", "Р": "p", "с": "c", "С": "c", "Т": "t", "у": "y", "х": "x", "Х": "x",
}  # fmt: skip
"""Signs that Unicode does not fold but a reader does; the Cyrillic ones are those that look like a Latin letter."""

LAST_LETTER = 0x2FFF
"""Above the alphabets that news in English quotes from; what lies beyond stays as it is."""


def _folded(sign: str) -> str:
    """One sign for one sign: its base letter, small."""
    if sign in SAME:
        return SAME[sign]
    if sign.isspace() and sign != "\n":
        return " "
    small = unicodedata.normalize("NFKD", sign)[0].lower()
    return small if len(small) == 1 and sign.isalpha() else sign


TABLE = {number: _folded(chr(number)) for number in range(min(LAST_LETTER, sys.maxunicode) + 1)}
UNPLAIN = re.compile(r"[^\n -_a-~]")
"""Signs that the table may make something else of than their small letter."""
FEW = 200
"""Different ones that are replaced one after another: news in English has about ten of them, a page in Greek sixty."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `places` gives the original offset of each folded one, or None where they are the same."""

    text: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original [start, end) of a folded one."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def folded_text(text: str) -> str:
    """The text as the matcher compares it, for whom the places of its signs are nothing."""
    return text.lower().replace("`", "'").replace("\t", " ") if text.isascii() else fold(text).text


def fold(text: str) -> Folded:
    """The text as the matcher compares it; a sign without width is left out and accounted for in `places`."""
    if text.isascii():
        return Folded(text.lower().replace("`", "'").replace("\t", " "), None)
    if not INVISIBLE.search(text):
        return Folded(_translated(text), None)
    places = tuple(at for at, sign in enumerate(text) if not INVISIBLE.match(sign))
    return Folded(_translated("".join(text[at] for at in places)), places)


def _translated(text: str) -> str:
    """The text through the table. One look-up for each different sign is many times faster than one for each sign."""
    unplain = set(UNPLAIN.findall(text))
    if len(unplain) > FEW:
        return text.translate(TABLE)
    for sign in unplain:
        text = text.replace(sign, TABLE.get(ord(sign), sign))
    return text.lower()


def small_letters(text: str) -> str:
    """The text in small letters, sign for sign: "İ" is the one letter that `lower` makes two of."""
    return text.replace("İ", "i").lower()
