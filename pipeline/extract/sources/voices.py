"""Who is quoted in the lead of a text, and whose word a short story says it is as a whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.acts.dating import published_on
from pipeline.extract.lexicon import Match, PersonEntry
from pipeline.extract.lexicon.entries import Role
from pipeline.extract.lexicon.fold import small_letters
from pipeline.extract.sources.attribution import ANONYMOUS
from pipeline.model import Actor, Document, Sector, SourceKind

LEAD = 600
"""Code points at the beginning of a text whose speakers are those of its headline."""
SAYING = (
    r"(?:said|says|told|tells|stated|states|announced|announces|wrote|writes|added|explained|noted|stressed|stresses|"
    r"emphasi[sz]ed|confirmed|insisted|declared|argued|warned|promised|cited|described|revealed|disclosed|"
    r"pledged|vowed|reiterated|"
    r"acknowledged|admitted|recalled|reminded|clarified|claimed|posted|tweeted|suggested|replied|responded)\b"
)
SAID_SO = (
    r"(?:made|gave|delivered) (?:the|these|this|that|such|his|her|an?) "
    r"(?:remarks?|comments?|statements?|announcement)\b"
)
SAYS = re.compile(rf"(?:,[^,.]{{0,60}},)?\s+(?:(?:has|had|also|later|on \w+day|\w+day) )*(?:{SAYING}|{SAID_SO})")
"""What stands after the name of somebody who is quoted."""
SERVED = re.compile(
    r"\b(?:[Ss]pokes\w+|[Aa]ides?|[Aa]dvis[eo]rs?|officials?|[Pp]ress (?:secretary|service|office)|[Oo]ffice|[Tt]eam) "
    r"(?:for|of|to) (?:(?!said|says|that|and)[\w’'-]+ ){0,6}$"
)
"""What stands before the name of somebody for whom another speaks: "a spokesman for Chancellor"."""
SAID = re.compile(rf"{SAYING} (?:[\w’'-]+ ){{0,6}}$")
"""What stands before it: "said European Commission President"."""
WHOLE = re.compile(
    r"\b(?:(?:This|That|It)(?: was| is| has been|[’']s) (?:announced|reported|stated|said|confirmed|according to)"
    r"(?: to \w+)?(?: on \w+day| today| later)?(?: by)? |"
    r"(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]his) (?:announcement|statement|news|declaration|"
    r"decision|pledge|warning|"
    r"appeal|remarks?|comments?|information|move) (?:came from|(?:was|were|has been) (?:made|announced|"
    r"confirmed|reported|"
    r"revealed|issued|delivered|unveiled|disclosed)(?: public)?(?: (?:on |over |during |at |in |last |"
    r"earlier |this |today|"
    r"yesterday)[^.,\n]{0,40}?)? ?by) )(?P<who>[^\n]{0,110})"
)
"""Sentences that say whose word a story is: "This was announced by the ministry", "That's according to her office"."""
WRITTEN = re.compile(
    r"\b(?:This|That|It|The (?:news|information|decision)) (?:is|was|has been) (?:stated|said|announced|"
    r"reported|noted|"
    r"written|mentioned|contained|set out) in (?P<who>(?:an?|the|its|his|"
    r"their)(?: [\w’'-]+){0,2}? (?:press release|statement|"
    r"communiqu[eé]|declaration|document|resolution|decree|letter|conclusions|text))\b"
)
"""Sentences that say in which text a story stands: "This is said in a letter of the ministry"."""
OFFICE_SAYS = re.compile(
    r"(?:^|[.\n] |, )(?P<who>(?:[Tt]he |[A-Z])(?:[\w.’'-]+ ){0,4}(?:[Mm]inistry|[Oo]ffice|[Dd]epartment|[Gg]overnment|"
    r"[Ee]mbassy|General Staff|[Pp]ress service|Pentagon|Treasury|Chancellery|[Aa]dministration)"
    r"(?: (?:of|for) [A-Z][\w’'-]+(?: (?:of |and |for )?[A-Z][\w’'-]+){0,3})?) "
    r"(?:has |also |later )?(?:announced|confirmed|reported|said|stated)"
    r"(?=(?: (?:this|it|so|the (?:move|decision|agreement|deal|news))\b)?"
    r"(?: (?:on |last |late )?\w+day| in a statement)?[.])",
    re.M,
)
"""An institution that says what a sentence before or around tells: "…, the Ministry of Finance announced on Monday"."""
OFFICE = re.compile(
    r"spokes|press (?:secretary|service|office)|[Mm]inistry|[Gg]overnment|Office|office of|Department|service of|"
    r"Kremlin|Pentagon|White House|General Staff|[Ee]mbassy|Commission"
)
SOURCE = re.compile(r"^Source: ?(?P<who>[^\n]{0,110})", re.M)
"""The line in which Ukrainian news sites say so."""
SPOKES = re.compile(r"spokes|press (?:secretary|service|office)")
STOP = re.compile(r"[.!?][\"”’)]*\s+|\n")
ANNOUNCES_IT = re.compile(
    r"(?: (?:has|had|also|later))* (?:announced|confirmed|revealed|reported) "
    r"(?:this|it|the (?:move|decision|agreement|deal|news|step|signing|document))\b"
)
ANNOUNCED = re.compile(r", (?:as )?(?:announced|confirmed|reported)(?: by)? (?:the )?(?:[\w’'-]+ ){0,6}$")
"""What stands before the name of who announces what the sentence tells."""
UNNAMED = re.compile(
    r"\b(?:writes?|wrote|reports?|reported)\b[^.\n]{0,30} (?:with reference to|citing) "
    r"(?P<who>(?:its|their|own|unnamed|anonymous|several) (?:[\w-]+ )?sources)\b"
)
TEXT = re.compile(
    r"\b(?:[Jj]oint (?:declaration|statement|letter)\b|(?:document|declaration|communiqu[eé]|letter|memorandum|"
    r"(?:draft|summit|final)[\w -]{0,12} statement)(?= (?:says?|said|reads?|states?|stated|notes?|adds?)\b))"
)
"""A text that a story quotes instead of a person; the verb shows it to be one and is no part of its name."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word a story is, as far as the place `until` in its text."""

    kind: SourceKind
    speaker: str | None = None
    until: int = 0


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody quoted in the lead of a text: the name, at a place, and the office held."""

    name: str
    role: Role
    at: int


@dataclass(frozen=True, slots=True)
class Voices:
    """`people` are quoted in the lead, with the office each holds; `whole`, `silent`: of the story and its headline.

    `whole` is what a short story says of all it tells; `silent` is whom it leaves for what no person there says.
    """

    people: tuple[Quoted, ...] = ()
    whole: Voice | None = None
    silent: Voice | None = None

    def speaking_for(self, actor: Actor) -> Voice | None:
        """The one person quoted who speaks for a country or a body."""
        of = [one for one in self.people if one.role.represents.upper() == actor.code and is_of(one.role.sector, actor)]
        quoted = {(one.name, one.role.is_spokesperson) for one in of}
        if len(quoted) != 1:
            return None
        ((name, is_spokesperson),) = quoted
        return Voice(SourceKind.SPOKESPERSON if is_spokesperson else SourceKind.NAMED, name)


APART = frozenset({Sector.LEG, Sector.OPP, Sector.ELI})
"""Who does not speak for a government, nor it for them."""


def is_of(sector: Sector | None, actor: Actor) -> bool:
    """Whether somebody of a sector can speak for an actor."""
    return sector is actor.sector or not APART & {sector, actor.sector}


def voices_of(document: Document, matches: Sequence[Match]) -> Voices:
    """Who is quoted in the lead of a text, with the office held on the day of publication."""
    on, text = published_on(document), document.text
    people: list[Quoted] = []
    for match in matches:
        if match.start > LEAD:
            break
        if not isinstance(match.entry, PersonEntry):
            continue
        role = next((role for role in match.entry.roles if role.holds(on)), None)
        before = text[max(0, match.start - 70) : match.start]
        quoted = SAYS.match(text, match.end) or SAID.search(before)
        if role is not None and quoted and not SERVED.search(before):
            people.append(Quoted(match.entry.name, role, match.start))
    whole = _whole(text, matches)
    return Voices(tuple(people), whole, None if people or len(text) > LEAD else _silent(text))


def _whole(text: str, matches: Sequence[Match]) -> Voice | None:
    said = WHOLE.search(text, 0, LEAD) or (SOURCE.search(text) if len(text) <= LEAD else None)
    written = WRITTEN.search(text, 0, LEAD)
    if said is None or (written is not None and written.start() <= said.start()):
        return _announcer(text, matches)
    until = said.start() if said.re is WHOLE else len(text)
    who = said["who"].split(". ", 1)[0]
    end = said.start("who") + len(who)
    named = next((m for m in matches if isinstance(m.entry, PersonEntry) and said.start("who") <= m.start < end), None)
    name = named.entry.name if named is not None and isinstance(named.entry, PersonEntry) else None
    if SPOKES.search(who) or (name is None and OFFICE.search(who)):
        return Voice(SourceKind.SPOKESPERSON, name or who[:60].strip(" ,."), until)
    return Voice(SourceKind.NAMED, name, until) if name else None


def _announcer(text: str, matches: Sequence[Match]) -> Voice | None:
    """Who announces what a lead tells: "…, announced Charles Michel", "Macron announced the move", unnamed sources."""
    for match in matches:
        if match.start > LEAD or not isinstance(match.entry, PersonEntry):
            continue
        begin = max((stop.end() for stop in STOP.finditer(text, 0, match.start)), default=0)
        if ANNOUNCES_IT.match(text, match.end):
            return Voice(SourceKind.NAMED, match.entry.name, begin)
        if ANNOUNCED.search(text, begin, match.start):
            return Voice(SourceKind.NAMED, match.entry.name, match.start)
    for pattern, kind in (
        (WRITTEN, SourceKind.DOCUMENT), (UNNAMED, SourceKind.ANONYMOUS), (OFFICE_SAYS, SourceKind.SPOKESPERSON),
    ):  # fmt: skip
        found = pattern.search(text, 0, LEAD)
        if found is not None:
            return Voice(kind, found["who"], found.end())
    return None


def _silent(text: str) -> Voice | None:
    quoted = TEXT.search(text)
    if quoted is not None:
        return Voice(SourceKind.DOCUMENT, quoted.group())
    unnamed = ANONYMOUS.search(small_letters(SOURCE.sub(_blank, text)))
    return Voice(SourceKind.ANONYMOUS, text[unnamed.start() : unnamed.end()]) if unnamed is not None else None


def _blank(line: re.Match[str]) -> str:
    return " " * len(line.group())
