"""Which language's letters a text is written in: what tells code pages apart that share their words' shape.

Turkish read as cp1252 looks like Icelandic to any test of single words (`ýþýk`); but no language has both þ and ü.
"""

from collections import Counter

# The letters beyond a-z of languages that news is written in, lower case, by family of code pages.
ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúü", "àáâãçéêíóôõúü", "àèéìíîòóùú", "àçèéíïòóúü", "éèëïöüáóí", "åäöé",
        "æøåéòóô", "áðéíóúýþæö", "äöõüšž", "áéíóú",
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "ëç",
        "çğıöşüâîû", "əçğıöşü", "ąčęėįšųūž", "āčēģīķļņšūž",
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        "абвгдежзийклмнопрстуфхцчшщъьюя", "абвгдђежзијклљмнњопрстћуфхцчџш", "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
        "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ", "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيپچژگکی",
        "ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ",
    )
)  # fmt: skip
CASED = ("\u0370", "\u052f")
"""From the first Greek to the last Cyrillic letter: scripts whose sentences begin with a capital."""
MANY = 200
"""Letters among which a text with capitals has one; shorter texts prove nothing."""


def misfit(text: str) -> float:
    """Share of the letters beyond ASCII that the best fitting alphabet lacks, in [0, 1]; 0 for pure ASCII.

    A long Greek or Cyrillic text without one capital is a misfit as a whole: Hebrew read as cp1251 looks like that.
    """
    counts = Counter(c for c in text if c > "\x7f" and c.isalpha())
    total = counts.total()
    if not total:
        return 0.0
    cased = [c for c in counts if CASED[0] <= c <= CASED[1]]
    if sum(counts[c] for c in cased) > MANY and all(c == c.lower() for c in cased):
        return 1.0
    lower: Counter[str] = Counter()
    for letter, count in counts.items():
        lower[letter.lower()[:1]] += count
    return 1 - max(sum(lower[letter] for letter in alphabet) for alphabet in ALPHABETS) / total
