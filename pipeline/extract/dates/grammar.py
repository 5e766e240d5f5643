"""The date grammar: for each kind of head word, what may stand left and right of it, and the reader of the whole.

A left pattern is searched in the text up to the head word; all of it that is optional is taken where it stands, since
the leftmost match wins. A right pattern is matched behind the head. Rules of a kind are tried in order.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.extract.dates import occasions, readers
from pipeline.extract.dates.readers import Parts
from pipeline.extract.dates.spans import Shift, Span
from pipeline.extract.dates.tense import Clock
from pipeline.extract.dates.words import (
    AMOUNT,
    DASH,
    DAY,
    MAY_VERB,
    NUMBER,
    ORDINAL,
    SPELLED_DAY,
    TH,
    TROOPS,
    WAR,
    WEEKDAY,
    WEEKDAY_TITLE,
    YEAR,
    HeadKind,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Where the parts stand around a head word, and what they mean."""

    left: re.Pattern[str]
    right: re.Pattern[str]
    read: Callable[[Clock, Parts], Span | Shift | None]


def _rule(left: str, right: str, read: Callable[[Clock, Parts], Span | Shift | None]) -> Rule:
    return Rule(re.compile(rf"(?<!\w){left}\Z", re.IGNORECASE), re.compile(right, re.IGNORECASE), read)


ON = r"(?:(?:late|early|later|earlier)\s+)?(?:(?P<prep>on|by|as\s+of|until|till|since|from|between|for)\s+)?"
DURING = r"(?:(?P<prep>in|over|during|for|within|throughout|of)\s+)?"
SAID_YEAR = rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR})(?!\w|[.,:]\d)|\s+(?:of\s+)?(?P<said>this|last|next)\s+year\b)"
AROUND = r"(?P<around>(?:the\s+)?week\s+(?:of|beginning|starting)\s+)?"
HALF = r"(?:first|second|1st|2nd)\s+half\s+of"
QUARTER_OF = r"(?:first|second|third|fourth|last)\s+quarter\s+of"
ENDS = r"(?:end|close|start|beginning|middle)\s+of"
MONTH_PART = rf"(?:(?:the\s+)?(?P<part>early|late|mid|{ENDS}|{HALF}|(?:{ORDINAL}|last)\s+week\s+(?:of|in))[\s-]+)?"
UNIT_PART = (
    rf"(?:(?:the\s+)?(?P<part>{ENDS}|(?:rest|remainder)\s+of|{HALF}|{QUARTER_OF}|earlier(?:\s+in)?|later(?:\s+in)?|early|late|mid|so\s+far)"
    r"[\s-]+)?"
)
YEAR_PART = rf"(?:(?:the\s+)?(?P<part>{ENDS}|{HALF}|{QUARTER_OF}|early|late|mid)[\s-]+)?"
# A full stop belongs to a short month with its day or year behind, and else ends the sentence.
SHORT = r"(?:(?<=\b\w\w\w)(?<!May)\.|(?<=\bSept)\.)?"
# Behind "January 9 and 10" stands no noun, or the second number would be an amount.
NO_NOUN = r"(?=\s*(?:\Z|[.,;:)\"'”’]|(?:in|at|with|for|on|as|but|and|when|said|where|which|(?:19|20)\d\d)\b))"

_MONTH = (
    _rule(
        rf"(?:(?:on|by|since|until)\s+)?the\s+(?P<word>{SPELLED_DAY}|last(?=\s+day))\s+(?:day\s+)?of\s+",
        rf"{SAID_YEAR}?(?!\w)",
        readers.read_spelled_day,
    ),
    _rule(
        rf"{ON}(?:{WEEKDAY},?\s+)?{AROUND}(?:the\s+)?(?<![\d.,£$€-])(?P<first>{DAY}){TH}"
        rf"(?:(?:{DASH}|\s+(?:and|to|or)\s+)(?P<last>{DAY}){TH})?\s+(?:of\s+)?",
        rf"(?-i:(?!\s+{MAY_VERB}))(?:\.(?=,?\s+{YEAR}))?{SAID_YEAR}?(?!\w)",
        readers.read_calendar_day,
    ),
    _rule(
        rf"{ON}{AROUND}(?:{WEEKDAY},?\s+\(?)?",
        rf"{SHORT}\s+(?P<first>{DAY}){TH}(?:{DASH}(?P<last>{DAY}){TH}|\s+(?:and|to)\s+(?P<last_too>{DAY}){TH}{NO_NOUN})?"
        rf"(?!\w|[.,:]\d)(?=(?P<amount>\s*-?{AMOUNT})?){SAID_YEAR}?(?!\w)",
        readers.read_calendar_day,
    ),
    _rule(
        r"(?:(?P<prep>(?:back\s+)?in|since|until|till|by|during|from|for|as\s+of|through(?:out)?|before|of)\s+|"
        rf"at\s+(?=(?:the\s+)?{ENDS}))?"
        rf"{MONTH_PART}(?P<article>the\s+|a\s+)?(?:(?P<which>last|next|this)\s+)?",
        rf"(?:(?:\.(?=\s+{YEAR}))?{SAID_YEAR})?(?!\w)(?=(?P<own>['’]s\b)?(?:\s+(?P<noun>(?-i:[a-z]+))\b)?)",
        readers.read_month,
    ),
)  # fmt: skip
_WEEKDAY = (
    _rule(
        r"(?P<masthead>(?:Mail\s+on|Black|Bloody|News|Super|Cyber|Man)\s+)?"
        r"(?:(?P<week>last|next|this)\s+week(?:\s+on|,)?\s+)?(?:(?:earlier|later|late|early)\s+)?"
        r"(?:(?P<prep>on|by|as\s+of|until|till|since|from|for)\s+)?(?:(?:late|early)\s+)?"
        r"(?:(?P<which>last|next|this\s+coming|this\s+past|this|coming|past|previous)\s+)?",
        rf"(?!\w)(?=(?P<masthead_too>['’]?s?\s+(?-i:{WEEKDAY_TITLE}))?)"
        r"(?:\s+(?:morning|afternoon|evening|night|lunchtime)\b)?(?:,?\s+(?:of\s+)?(?P<week_too>last|next|this)\s+week\b)?",
        readers.read_weekday,
    ),
)
_NEAR = (
    _rule(
        r"(?:(?P<title>(?-i:USA|Russia|Radio\s+\d['’]s|BBC['’]s|Sputnik))\s+)?"
        r"(?P<around>the\s+day\s+(?:before|after)\s+)?(?:(?:earlier|later|late|early|as\s+of|since|until)\s+)?",
        r"(?P<title_too>\s+(?:programme|program|show)\b)?(?:\s+(?:morning|afternoon|evening|night)\b)?",
        readers.read_near,
    ),
)
_DAYTIME = (
    _rule(
        r"(?:(?:earlier|late|later)\s+)?(?P<which>last|this|that|the\s+same|yesterday|tomorrow)\s+",
        r"(?!\w)",
        readers.read_daytime,
    ),
)
_UNIT = (
    _rule(
        r"(?:(?:more\s+than|less\s+than|nearly|almost|about|over|some|around|just|only|barely|exactly)\s+)?"
        rf"(?P<count>{NUMBER}|the)\s+",
        rf"\s+(?P<side>ago|earlier|later|after|before(?=\s*(?:[.,;)]|\Z|and\b|but\b|that\b))|into\s+{WAR})\b",
        readers.read_counted,
    ),
    _rule(r"(?:(?:just|only)\s+)?", r"\s+(?:ago|earlier)\b", readers.read_vague_ago),
    _rule(
        rf"{DURING}(?P<article>the\s+|these\s+)?(?P<which>recent|past|last|coming|next)\s+(?:(?P<count>{NUMBER})\s+)?",
        r"(?!\w|\s+of\b)",
        readers.read_rolling,
    ),
    _rule(r"(?:on\s+)?(?P<which>the\s+(?:previous|next|following|same))\s+", r"(?!\w)", readers.read_next_day),
    _rule(r"(?:(?:earlier|later)\s+in|(?:by\s+|at\s+)?the\s+end\s+of)\s+the\s+", r"(?!\w)", readers.read_in_the_day),
    _rule(
        r"(?:(?:in|by|during|since)\s+)?the\s+(?P<nth>first|second|third|fourth|last)\s+",
        r"(?!\w|\s+of\b)",
        readers.read_nth_quarter,
    ),
    _rule(r"the\s+other\s+", r"(?!\w)", readers.read_other_day),
    _rule(r"(?:in\s+)?the\s+", r"\s+before\s+last\b", readers.read_before_last),
    _rule(
        rf"(?:(?:at|by|from|since|before|in|until|during|for|on)\s+)?{UNIT_PART}"
        r"(?P<which>this|last|(?<!\bthe\s)(?:next|previous)|the\s+current|current|the)\s+",
        r"(?!\w)",
        readers.read_calendar_unit,
    ),
    _rule(rf"in\s+(?P<count>{NUMBER})\s+", r"(?P<time>['’]?s?\s+time\b)?(?!\w)", readers.read_in_units),
)
_WEEKEND = (
    _rule(
        r"(?:(?:over|at|on|during|for|by|before|since)\s+)?(?:the\s+)?"
        r"(?:(?P<which>last|next|this\s+coming|this\s+past|this|coming|past|previous)\s+)?",
        r"(?!\w)",
        occasions.read_weekend,
    ),
)
_SEASON = (
    _rule(
        r"(?:(?P<prep>in|since|by|until|during|from|over)\s+)?(?:(?:early|late|mid)[\s-]+)?(?:the\s+)?"
        r"(?:(?P<which>last|this|next|coming)\s+)?",
        rf"{SAID_YEAR}?(?!\w)",
        occasions.read_season,
    ),
)
_FEAST = (
    _rule(
        r"(?:(?P<prep>before|by|until|ahead\s+of|at|over|during|after|since|around|on)\s+|(?P<prep_too>pre-))?"
        r"(?:the\s+)?(?P<whose>(?:Ukraine|Ukrainian|Russia|Russian|US|American)(?:['’]s)?\s+)?",
        r"(?:(?:['’]s)?\s+(?P<eve>Eve|Day))?(?!\w)",
        occasions.read_feast,
    ),
)
_ANNIVERSARY = (
    _rule(
        rf"(?:on\s+)?(?:the\s+)?(?:(?P<nth>{ORDINAL})[\s-]+)?",
        rf"\s+of\s+(?:the\s+(?:start|beginning)\s+of\s+)?{WAR}\b",
        occasions.read_anniversary,
    ),
)
_QUARTER = (
    _rule(
        r"(?:(?P<prep>in|by|during|from|since)\s+)?(?:the\s+)?",
        rf"{SAID_YEAR}?(?!\w)",
        occasions.read_quarter,
    ),
)
_YEAR = (
    _rule(
        rf"(?:(?:between\s+(?P<from>{YEAR})\s+and|from\s+(?P<from_too>{YEAR})\s+to)\s+|"
        r"(?P<prep>(?:back\s+)?in|since|during|until|till|by|from|before|at|for|throughout)\s+)?"
        rf"{YEAR_PART}(?P<article>the\s+)?",
        r"(?:-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])|(?P<decade>s)\b|[-–](?P<last>\d\d(?:\d\d)?)\b)?"
        rf"(?!\w|[.,]\d|-\w)(?=(?P<own>['’]s\b)?)(?=(?P<amount>\s*{TROOPS})?)",
        occasions.read_year,
    ),
)

_ORDINAL = (_rule(r"on\s+the\s+", rf"{TH}{NO_NOUN}", readers.read_day_of_month),)

GRAMMAR: dict[HeadKind, tuple[Rule, ...]] = {
    HeadKind.MONTH: _MONTH,
    HeadKind.WEEKDAY: _WEEKDAY,
    HeadKind.NEAR: _NEAR,
    HeadKind.DAYTIME: _DAYTIME,
    HeadKind.UNIT: _UNIT,
    HeadKind.WEEKEND: _WEEKEND,
    HeadKind.SEASON: _SEASON,
    HeadKind.FEAST: _FEAST,
    HeadKind.ANNIVERSARY: _ANNIVERSARY,
    HeadKind.QUARTER: _QUARTER,
    HeadKind.YEAR: _YEAR,
    HeadKind.ORDINAL: _ORDINAL,
}
