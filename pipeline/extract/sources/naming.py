"""What in a text can be the name of a medium: the lexicon's, and those that a description or their place shows."""

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.lexicon import CountryEntry, Match, OutletEntry
from pipeline.extract.lexicon.patterns import WordSearch
from pipeline.extract.sources.stretches import Stretches

KINDS = (
    "broadcaster|newspaper|newspapers|daily|weekly|tabloid|magazine|news agency|news outlet|media outlet|outlet|"
    "outlets|agency|portal|website|news site|publication|TV channel|TV station|television channel|channel|"
    "radio station|television|TV|radio|press|media"
)
KIND_OF_MEDIUM = f"(?:{KINDS})"
CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁŃŅŇŌŐŒŘŚŞŠŢȚŤŪŮŰŲŹŻŽ"
"""Capital letters; beyond Þ the capital and the small ones take turns, so that no range holds only one kind."""
NAME_WORD = rf"[{CAPITAL}0-9](?:[\w&’'-]|\.(?=\w))*"
NAME = rf"{NAME_WORD}(?: (?:(?:of|de|du|des|della|di|la|le|der|i|y) )?{NAME_WORD}){{0,3}}"
DESCRIBED = re.compile(rf"\b{KIND_OF_MEDIUM} [\"“‘']?(?P<name>{NAME})")
"""A medium that the lexicon does not hold, after the word for what it is: "broadcaster NOS"."""
SORT = re.compile(
    r"\b(?!(?:The|This|Some|Other|Many|In|On|Our|All|Social|Mass)\b)"
    rf"(?P<name>(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)?|foreign|local|state|independent) {KIND_OF_MEDIUM})\b"
)
"""A medium without a name: "Western media", "a German newspaper"."""
UNLISTED = re.compile(
    r"\b(?:with (?:a )?reference to|reported by|interview (?:with|to|on)|told|[Aa]ccording to|"
    rf"(?P<sure>reports?, )?citing) (?:the )?(?P<name>{NAME})(?(sure)(?=[.,;]|$))"
)
"""Capital words where a medium is named; they are one where they look like it."""
INVERTED = re.compile(
    rf"[,;–—-] (?:reports|reported|informs|transmits|relates|writes) (?:the )?(?P<name>{NAME})(?=[.,;]|$)"
)
"""Capital words behind an inverted verb of telling: "…, reports Nova Times"."""
OPENING = WordSearch([
    (KINDS, r"\b"),
    ("with reference to|with a reference to|reported by|interview with|interview to|interview on|told|citing|"
     "reports|reported|informs|transmits|relates|writes", " "),
])  # fmt: skip
"""One of these stands in every line in which `DESCRIBED`, `UNLISTED` or `SORT` finds a medium; most lines have none."""
ADJECTIVE = re.compile(r"^[a-z]|(?:an|ish|ese|ic|al|ern|ch|day|i|ous|ive|ss|gn|ary|yp)$")
"""Words before "newspaper" that are no name of it: "local", "German", "Western"; "the Aurora newspaper" has a name."""
LIKE_A_MEDIUM = re.compile(
    r"\d|\b(?:TV|Radio|News|Times|Post|Daily|Journal|Gazette|Press|Today|Herald|Media|Tribune|Magazine|Agency|"
    r"Broadcasting|Channel|Television|Examiner|Chronicle|Telegraph|Guardian|Observer|Mirror|Economist|Independent|"
    r"Insider|Bulletin|Agenzia|Agence|Pravda|Gazeta|Gazzetta|Corriere|Repubblica|Giornale|Zeitung|Presse|Nachrichten|"
    r"Kurier|Kurir|Dagblad(?:et)?|Nieuws|Sanomat|Monde|Figaro|Mundo|Vanguardia|Novosti|Novine|Noviny|FM)\b|\.(?:net|com|ua|az|org|eu)\b|^[A-Z]{2,5}$",
)
BESIDE = 4
"""Code points between a medium's sort and its name: "German newspaper “Bild”"."""


def letters_of(name: str) -> str:
    """The letters and digits of a name in small ones, without its article."""
    return "".join(letter for letter in name.lower().removeprefix("the ") if letter.isalnum())


def _as_written(text: str, name: str) -> str:
    """A medium's name as a text writes it where only letters' case or the article differ: "POLITICO"; else its own."""
    if letters_of(text) != letters_of(name):
        return name
    article = text[:4].lower() == "the " and name[:4] != "The "
    return text[4:] if article else text


def media_in(text: str, matches: Sequence[Match]) -> Iterator[tuple[str, int, int]]:
    """What can be a medium: the lexicon's, then those that their description or their place shows."""
    known = [match for match in matches if isinstance(match.entry, OutletEntry)]
    for match in known:
        entry = match.entry
        assert isinstance(entry, OutletEntry)  # picked above
        yield _as_written(match.text, entry.name), match.start, match.end
    named: list[tuple[int, int]] = []
    others = Stretches((match.start, match.end) for match in matches)
    lines = list(OPENING.lines(text))
    for pattern in (DESCRIBED, UNLISTED, INVERTED):
        for found in _in_lines(pattern, text, lines):
            name = found["name"].rstrip(".’'")
            start, end = found.start("name"), found.start("name") + len(name)
            sure = (
                pattern is DESCRIBED
                or found.group().startswith("with ")
                or _is_cited(found)
                or LIKE_A_MEDIUM.search(name)
            )
            if sure and not any(_covers(matches[at], start, end) for at in others.meeting(start, end)):
                named.append((start, end))
                yield name, start, end
    media = Stretches(sorted([*named, *((match.start, match.end) for match in known)]))
    for found in _in_lines(SORT, text, lines):
        start, end = found.span("name")
        if any(True for _ in media.meeting(start, end + BESIDE)):
            continue
        first, _, kind = found["name"].partition(" ")
        if (
            kind.endswith("s")
            or ADJECTIVE.search(first)
            or any(True for _ in others.meeting(start, start + len(first)))
        ):
            yield found["name"], start, end
        else:
            yield first, start, end - len(kind) - 1


def _is_cited(found: re.Match[str]) -> bool:
    """Whether another medium has its story from what is named: "Ukrinform reports, citing Agenzia Nova"."""
    return found.re is UNLISTED and found["sure"] is not None


def _in_lines(pattern: re.Pattern[str], text: str, lines: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    return (found for start, end in lines for found in pattern.finditer(text, start, end))


def _covers(match: Match, start: int, end: int) -> bool:
    """Whether words are something else than a medium; a country only begins a name: "Australian Broadcasting"."""
    begins = match.start == start and match.end < end and isinstance(match.entry, CountryEntry)
    return match.start < end and start < match.end and not begins
