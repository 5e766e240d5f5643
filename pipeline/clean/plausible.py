"""How strange a text looks: the judge between two readings of the same bytes."""

import re

WORD = re.compile(r"[^\W\d_]{3,}")
CASE_BREAK = re.compile(r"[a-zà-öø-ÿа-яёіїєґ][A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
ACCENTED = re.compile(r"[\u00aa\u00b5\u00ba\u00c0-\u024f]")
NOT_SLAVIC = re.compile(r"[\u0400\u0402\u0403\u0405\u0408-\u040d\u040f\u0450\u0452\u0453\u0455\u0458-\u045d\u045f]")
# Signs that never touch a letter in prose, and that a wrong code page puts inside words.
INTRUDER = re.compile(r"(?<=[^\W\d_])[¤¦§¨©¬®±¶¸¹²³¼½¾¿¡÷×\u0080-\u009f\u2500-\u25ff‡†‰ˆ˜](?=[^\W\d_])")
RUNS = re.compile(r"[^\x00-\x7f][^\s<>]*|[A-Za-z][A-Za-z]*[^\x00-\x7f\s<>][^\s<>]*")


def strangeness(text: str) -> float:
    """Share of non-ASCII words in [0, 1] that no language writes that way; 0 for pure ASCII."""
    words = odd = capitals = 0
    for run in RUNS.findall(text):
        found = WORD.findall(run)
        words += len(found)
        capitals += sum(map(str.isupper, found))
        odd += sum(map(_is_odd, found)) + len(INTRUDER.findall(run))
    if capitals > words / 2:
        # KOI8 and the Windows page swap the cases of Cyrillic: a whole text in capitals is the other one.
        odd = max(odd, capitals)
    return min(1.0, odd / words) if words else (0.0 if text.isascii() else _symbol_share(text))


def _is_odd(word: str) -> bool:
    """A word with a capital inside, two scripts, mostly accents, or letters of no Slavic alphabet in use here."""
    if CASE_BREAK.search(word):
        return True
    if CYRILLIC.search(word):
        return bool(LATIN.search(word) or NOT_SLAVIC.search(word))
    return len(ACCENTED.findall(word)) > len(word) / 2


def _symbol_share(text: str) -> float:
    """Without one word to judge by: the share of non-ASCII characters that are not punctuation in use."""
    foreign = [c for c in text if c > "\x7f"]
    return sum(c not in "«»„“”‘’–—…•€£©®№\u00a0" for c in foreign) / len(foreign)
