"""Words of the date grammar: the head words that a phrase stands on, and the pattern pieces around them."""

from enum import StrEnum

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH_ABBREVIATIONS = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""Season → its first month; a season has three."""
FEASTS = {
    "christmas": (12, 25), "new year": (1, 1), "victory day": (5, 9), "europe day": (5, 9), "independence day": (8, 24),
}  # fmt: skip
"""Fixed days that news dates by; the Independence Day of this subject is Ukraine's."""
NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
ORDINAL_DAYS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


class HeadKind(StrEnum):
    """What sort of word a phrase stands on; the grammar has its own rules for each."""

    MONTH = "month"
    WEEKDAY = "weekday"
    NEAR = "near"
    DAYTIME = "daytime"
    UNIT = "unit"
    WEEKEND = "weekend"
    SEASON = "season"
    FEAST = "feast"
    ANNIVERSARY = "anniversary"
    QUARTER = "quarter"
    YEAR = "year"
    ORDINAL = "ordinal"


_LOWER = {
    HeadKind.NEAR: ("yesterday", "today", "tonight", "tomorrow", "overnight"),
    HeadKind.DAYTIME: ("night", "morning", "afternoon", "evening"),
    HeadKind.UNIT: (
        "hour", "hours", "day", "days", "week", "weeks", "fortnight", "month", "months", "quarter", "quarters", "year",
        "years",
    ),
    HeadKind.WEEKEND: ("weekend",),
    HeadKind.SEASON: tuple(SEASONS),
    HeadKind.ANNIVERSARY: ("anniversary",),
}  # fmt: skip
_AS_WRITTEN = {
    # Capitalised only, so that the verbs `may` and `march` are no months.
    HeadKind.MONTH: MONTH_NAMES + MONTH_ABBREVIATIONS,
    HeadKind.WEEKDAY: WEEKDAY_NAMES,
    HeadKind.FEAST: ("Christmas", "New Year", "new year", "Victory Day", "Europe Day", "Independence Day"),
    HeadKind.QUARTER: ("Q1", "Q2", "Q3", "Q4", "H1", "H2"),
}
HEADS: dict[str, HeadKind] = {
    **{form: kind for kind, words in _LOWER.items() for word in words for form in (word, word.capitalize())},
    **{word: kind for kind, words in _AS_WRITTEN.items() for word in words},
}

NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a\s+)?few|several|"
    r"(?:a\s+)?couple(?:\s+of)?|many)"
)
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
YEAR = r"(?:19|20)\d\d"
TH = r"(?:st|nd|rd|th)?"
DASH = r"(?:\s*[-–—/]\s*)"
SPELLED_DAY = "(?:" + "|".join(sorted(ORDINAL_DAYS, key=len, reverse=True)) + ")"
ORDINAL = "(?:" + "|".join(ORDINALS) + ")"

WEEKDAY = "(?:" + "|".join(WEEKDAY_NAMES) + ")"
WAR = r"(?:Russia['’]s\s+|the\s+|its\s+|Moscow['’]s\s+)*(?:full[- ]scale\s+|all-out\s+)?(?:invasion|war|assault)"

TROOPS = r"(?:%|per\s?cent|troops|soldiers|personnel|tanks|missiles|drones|euros|dollars|km|kilomet)"
# What makes the number after `May` or `March` an amount and no day: "May 10 Countries Join".
AMOUNT = (
    rf"(?:{TROOPS}|countr|nation|state|allies|leader|member|million|billion|thousand|hundred|m\b|bn\b|mile|people|"
    r"year|day|week|month|hour)"
)
# Verbs that show a capitalised `May` to be the verb of a headline: "Up to 30 May Join Force".
MAY_VERB = (
    r"(?:Be|Have|Send|Deploy|Join|Go|Need|Take|Include|Not|Also|Soon|Still|Yet|Lead|Get|Help|Face|Provide|Offer|"
    r"Become|Require|Use|Contribute|Sign|Agree|Back)\b"
)
# Mastheads, programmes and accords named after a weekday: their name is no date.
WEEKDAY_TITLE = (
    r"(?:Times|Telegraph|Express|Mirror|Mail|Post|World|Herald|Independent|Review|People|Agreement|Accords?|"
    r"newspapers?|(?:Morning\s+)?[Ww]ith\s+[A-Z])"
)

VAGUE = 0
"""The count of `several` and `a few`: some, but nobody says how many."""


def month_number(name: str) -> int:
    """1 for January or Jan."""
    return next(n for n, full in enumerate(MONTH_NAMES, 1) if full.lower().startswith(name.lower()[:3]))


def weekday_number(name: str) -> int:
    """0 for Monday."""
    return WEEKDAY_NAMES.index(name.capitalize())


def number_value(text: str) -> int:
    """The number that a word or digits stand for; VAGUE for `several`, `few` and `many`."""
    words = text.lower().split()
    if words[0].isdigit():
        return int(words[0])
    if "couple" in words:
        return 2
    if words[-1] in ("few", "several", "many"):
        return VAGUE
    return 1 if words[0] in ("a", "an", "the") else NUMBER_WORDS.index(words[0])
