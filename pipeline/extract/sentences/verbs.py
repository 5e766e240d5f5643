"""Forms of English verbs: regular by rule, irregular by table."""

from collections.abc import Mapping
from enum import StrEnum

VOWELS = frozenset("aeiou")


class Form(StrEnum):
    """A form of a verb: base, third person, past, participle, gerund."""

    BASE = "B"
    THIRD = "Z"
    PAST = "D"
    PARTICIPLE = "N"
    GERUND = "G"


def forms_of(lemma: str, irregular: Mapping[str, str]) -> dict[str, frozenset[Form]]:
    """Every form of a verb with what it may be: `put` is base, past and participle.

    The table parts two spellings of a form by a bar: "signalled/signaled".
    """
    if lemma in ("be", "have"):
        return BE if lemma == "be" else HAVE
    if lemma in irregular:
        third, past, participle, gerund = irregular[lemma].split()
    else:
        third, past, gerund = _third(lemma), _past(lemma), _gerund(lemma)
        participle = past
    found: dict[str, set[Form]] = {}
    for words, form in (
        (lemma, Form.BASE), (third, Form.THIRD), (past, Form.PAST), (participle, Form.PARTICIPLE),
        (gerund, Form.GERUND),
    ):  # fmt: skip
        for word in words.split("/"):
            found.setdefault(word, set()).add(form)
    return {word: frozenset(forms) for word, forms in found.items()}


BE: dict[str, frozenset[Form]] = {
    "be": frozenset({Form.BASE}), "is": frozenset({Form.THIRD}), "are": frozenset({Form.BASE}),
    "was": frozenset({Form.PAST}), "were": frozenset({Form.PAST}), "been": frozenset({Form.PARTICIPLE}),
    "being": frozenset({Form.GERUND}),
}  # fmt: skip
HAVE: dict[str, frozenset[Form]] = {
    "have": frozenset({Form.BASE}), "has": frozenset({Form.THIRD}), "had": frozenset({Form.PAST}),
    "having": frozenset({Form.GERUND}),
}  # fmt: skip


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    return lemma + "ing"
