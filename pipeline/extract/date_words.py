"""Words of the date grammar: months, weekdays, numbers and the parts of a year, as pattern pieces and as numbers."""

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

# Capitalised, so that the verbs `may` and `march` are no months; the grammar is otherwise blind to case.
MONTH = (
    r"(?P<month>(?-i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?))(?![a-z])"
)
# Without a day beside it only the full name is sure to be a month.
MONTHS = (
    r"(?P<month>(?-i:January|February|March|April|May|June|July|August|September|October|November|December))(?![a-z])"
)
WEEKDAY = r"(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
DAY = r"(?<![\d.,£$€])(?P<day>[12]\d|3[01]|0?[1-9])"
YEAR = r"(?P<year>(?:19|20)\d\d)"
NUMBER = r"(?:\d{1,2}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a few|several|a couple of)"

UNITS = {"hour": "hour", "day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year"}

QUARTERS: dict[str, tuple[int, int]] = {
    "first quarter": (1, 1), "second quarter": (2, 2), "third quarter": (3, 3), "fourth quarter": (4, 4),
    "q1": (1, 1), "q2": (2, 2), "q3": (3, 3), "q4": (4, 4), "end": (4, 4), "late": (4, 4), "early": (1, 1),
    "start": (1, 1), "beginning": (1, 1), "spring": (2, 2), "summer": (3, 3), "autumn": (4, 4), "fall": (4, 4),
    "winter": (1, 1),
}  # fmt: skip
"""Part of a year → its first and last quarter. The end of a year is its last quarter (codebook)."""
HALVES: dict[str, tuple[int, int]] = {
    "first half": (1, 2),
    "1st half": (1, 2),
    "second half": (3, 4),
    "2nd half": (3, 4),
    "mid": (2, 3),
}


def month_number(name: str) -> int:
    """1 for January or Jan."""
    return next(n for n, full in enumerate(MONTH_NAMES, 1) if full.startswith(name.lower().rstrip(".")[:3]))


def weekday_number(name: str) -> int:
    """0 for Monday."""
    return WEEKDAY_NAMES.index(name.lower())


def number_value(text: str) -> int:
    """The number a word or digits stand for; `several` and `a few` are three, `a couple` two."""
    lowered = text.lower()
    if lowered.isdigit():
        return int(lowered)
    if lowered in NUMBER_WORDS:
        return NUMBER_WORDS.index(lowered)
    return {"a": 1, "an": 1, "a couple of": 2}.get(lowered, 3)
