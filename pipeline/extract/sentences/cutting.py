"""Cut a title or a body into sentences with true offsets: one linear pass, no model."""

import re
from dataclasses import dataclass

LONGEST = 1500
"""Code points of one sentence at most: beyond it is a list or a broken page, and clause reading would be quadratic."""

STOP = re.compile(
    # The end of a line; a full stop before a blank; one before a quotation mark that a sentence follows at once.
    # All three begin with a sign of one set, for which the engine skips through the text.
    r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[.!?…]*[\"'”’»)\]]*(?=\s|$)|(?<!\n)[\"”’](?=[A-Z“\"]))"
)
ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘])(?:(?:[A-Z]\.)*[A-Za-z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Sen|Rep|Gov|"
    r"Prof|St|No|vs|"
    r"approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|a\.m|p\.m|e\.g|i\.e|etc|Inc|Ltd|Co)$"
)
FURTHEST = 12
"""Code points before a full stop in which an abbreviation stands."""
LONG_WORD = 7
"""Letters in a row before a full stop that end no abbreviation."""
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = rf"[,.]? (?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?[,.]?"
DATELINE = re.compile(
    # A place, then the day and the agency, or one of them, then a dash: "LONDON (Reuters) -", "Kyiv, Nov. 3 (AP) —".
    rf"\s*[A-Z][\w.'’/-]+(?:,? [A-Z][\w.'’/-]+){{0,3}}?(?P<day>{DAY})?"
    r"(?: ?\((?=[A-Z])[^()\n]{2,38}\)| ?/[A-Z][\w-]{1,20}/\.?|(?(day)|(?!)))\s*[-–—:]+\s*"
)
OPENING = 90
"""Code points at the beginning of a text within which its dateline ends."""
STARTER = re.compile(r"\s+[\"'“‘(]*[A-Z0-9“\"#]")


@dataclass(slots=True)  # made for every sentence: frozen takes four times as long
class Sentence:
    """A sentence at [start, end) of a field; `index` counts over the field."""

    field: str
    index: int
    start: int
    end: int


def split_sentences(text: str, field: str) -> list[Sentence]:
    """The sentences of a field, in order, without a dateline; blank ones are left out, overlong ones cut at a space."""
    found: list[Sentence] = []
    dateline = DATELINE.match(text, 0, OPENING)
    # Who wrote from where acts in nothing: with its first words the capital would be a government.
    begin = dateline.end() if dateline and field == "text" else 0
    for stop in STOP.finditer(text):
        if _is_inside(text, stop.start(), stop.end()):
            continue
        begin = _add(found, text, field, (begin, stop.end()))
    _add(found, text, field, (begin, len(text)))
    return found


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether the full stop belongs to an abbreviation, or the next word does not open a sentence."""
    if text[start] in "\n!?…" or (end < len(text) and not text[end].isspace()):
        return False
    if end < len(text) and text[end] != "\n" and not STARTER.match(text, end):
        return True
    if start >= LONG_WORD and text[start - LONG_WORD : start].isalpha():
        return False  # told many times as fast as by the pattern
    return ABBREVIATION.search(text[max(0, start - FURTHEST) : start]) is not None


def _is_bullet(text: str, at: int) -> bool:
    """Whether a sign only opens an item of a list; as a dash it would cut its sentence."""
    return text[at] in "-–•*" and text[at + 1 : at + 2] == " "


def _add(found: list[Sentence], text: str, field: str, span: tuple[int, int]) -> int:
    """Append the trimmed stretch in pieces of bearable length; gives its end."""
    start, end = span
    while start < end:
        stop = end
        if end - start > LONGEST:
            space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            stop = space if space > 0 else start + LONGEST
        left, right = start, stop
        while left < right and (text[left].isspace() or _is_bullet(text, left)):
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if right > left:
            found.append(Sentence(field, len(found), left, right))
        start = stop
    return end
