"""The media a story credits: "told Reuters", "the FT reports", "in an interview with Czech television", "citing AFP".

A credit names the medium and, where it is an interview, whose words the medium has.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.extract.lexicon import Match, PersonEntry
from pipeline.extract.sources.naming import KIND_OF_MEDIUM, SORT, letters_of, media_in
from pipeline.extract.sources.networks import networks_in
from pipeline.model import Document, EventType, Factuality, Mention, SourceKind

DESCRIPTION = (
    r"(?:(?:the|an?|its|his|her|local|state|state-run|state-owned|public|national|regional|business|daily|weekly|news|"
    r"newspaper|newspapers|agency|media|broadcaster|channel|TV|television|outlet|portal|magazine|radio|tabloid|"
    r"website|station|network|private|independent|leading|service|propaganda|publication|[A-Z]\w+(?:[’']s)?|"
    r"pro-\w+) ){0,5}[\"“‘']?$"
)
TO_MEDIUM = re.compile(
    r"\b(?:told|tells|telling|[Ss]peaking (?:to|with|on|in)|spoke (?:to|with|on)|[Tt]alking (?:to|with)|"
    r"[Ii]nterview(?:ed)?(?: published| aired| broadcast)? (?:with|to|on|for|by|in)|"
    r"(?:article|op-ed|column|piece|essay|commentary)(?: published)? (?:in|for|by)|"
    r"(?:wrote|[Ww]riting|writes) (?:in|for)|"
    r"[Oo]n the air of|[Aa]ppear\w+ on|[Aa]sked (?:by|on)|[Qq]uestions? (?:from|by)|"
    r"(?:said|announced|declared|stated) (?:this |so |it )?(?:live )?on|"
    r"[Cc]onversation with|[Cc]omments? to|[Ss]tatement to|[Rr]emarks (?:to|on)|announced \w+ to) " + DESCRIPTION
)
"""Words before a medium to which somebody speaks himself."""
INTERVIEW = re.compile(r"\s*(?:news |TV |radio )?interview\b")
ORIGIN = re.compile(
    r"\b(?:citing|cites|cited|quoting|with (?:a )?reference to|referring to) "
    r"(?:(?:information|data|material|an? (?:report|article|story)|reports|articles|sources) (?:from|by|in|of|at) )?"
    + DESCRIPTION
)
"""Words before a medium that another one has its story from."""
FROM_MEDIUM = re.compile(
    r"(?:\b(?:[Rr]eported (?:earlier )?(?:by|in|on)|[Aa]ccording to(?: an?| the)?(?: reports?| article| story)?"
    r"(?: by| in| from| of)?|via|per|reports? (?:by|in|from|of)|(?:seen|obtained|verified|published|carried|cited|"
    r"quoted|revealed) by|published in|writes|reports|reported|informs|transmits|relates|notes|(?:comes?|came) from) |"
    r"^Sources?: ?|\()" + DESCRIPTION,
    re.M,
)
REPORTS = re.compile(
    rf"(?:[”\"’'](?!s))?(?:[’']s reports?\b|(?:[’']s)? (?:(?:{KIND_OF_MEDIUM}|correspondent|reporter|journalists?) )?"
    r"(?:(?:has|have|had|also|later|earlier|first|\w+ly) )*"
    r"(?:reports?|reported|writes|wrote|says|said|learn(?:ed|t|s)|reveal(?:s|ed)|adds?|added|"
    r"inform(?:s|ed)|notes?|noted|claims?|claimed|found out|quotes?|quoted|cites?|cited|suggested|understands)\b)"
)
"""Words after a medium that tells the story."""
CLOSES = re.compile(r"\s[–—-]\s*$")
"""What stands before the medium that closes a headline: "Zelenskyy presses for guarantees – POLITICO"."""
THIS = re.compile(
    r"(?:This|That|These|The (?:information|statement|news|announcement|decision)|It is|"
    r"(?:He|She|They) (?:\w+ )?(?:said|made|wrote|stated|announced|told) (?:this|the|these|that|so|about this)|"
    r"[A-Z][^.]{0,60} (?:announced|said|stated|reported|reports|writes|wrote) (?:about |on )?(?:this|it|so)|"
    r"[A-Z][^.]{0,80} (?:told \w+ about this|made (?:this|the|these|that|such) (?:statements?|remarks?|comments?)))\b"
)
"""Beginnings of a sentence that only says where the story is from."""
LAST = re.compile(r"[^.]{0,25}(?:\.|$)")
"""The end of a sentence soon after a medium."""
BEGINNING = re.compile(r"[.!?][\"”’)]*\s+|\n")
PASSING = re.compile(
    r"[\s\"“]*(?:Earlier|Previously|Recently|Later|Meanwhile|Separately|In turn|"
    r"Last (?:week|month|year)|A report|It was)\b"
)
"""Sentence beginnings after which what is told stands beside the story."""
MOST_BEFORE = 70
"""Code points before a medium in which its credit stands."""
NEAR = 300
"""Code points before a medium in which the one who speaks to it is named."""
LEAD = 400
"""Code points at the beginning of an article in which a credit is one for all of it."""
CLOSE = 600
"""Code points between an interview's credit and what is taken from it too."""
SHORT = 600
"""Code points of a story that is taken from one medium as a whole."""
TOGETHER = 60
"""Code points between two media of one credit: "UNN reports with reference to Suspilne"."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A medium credited at [start, end) of a field; `person` who spoke to it, where it is an interview.

    `is_local` where only its own sentence is taken from it; `people` are named in that sentence; `is_network` of what
    is no newsroom, so that a medium beside it is the one that has the words.
    """

    name: str
    field: str
    start: int
    end: int
    is_interview: bool
    is_origin: bool
    is_local: bool
    person: str | None
    people: frozenset[str] = frozenset()
    is_network: bool = False


class Searched:
    """A field of a document in which credits are looked for; what all of them ask is gathered once, in its order."""

    def __init__(self, field: str, text: str, matches: Sequence[Match]) -> None:
        self.field, self.text = field, text
        people = [(match.start, match.entry.name) for match in matches if isinstance(match.entry, PersonEntry)]
        self._places, self._people = [at for at, _ in people], [name for _, name in people]

    @cached_property
    def _beginnings(self) -> list[int]:
        return [mark.end() for mark in BEGINNING.finditer(self.text)]

    def sentence_start(self, at: int) -> int:
        """Where the sentence around a place begins."""
        begun = bisect_right(self._beginnings, at)
        return self._beginnings[begun - 1] if begun else 0

    def people_around(self, at: int) -> frozenset[str]:
        """Who is named in the sentence around a place."""
        begun = bisect_right(self._beginnings, at)
        end = self._beginnings[begun] if begun < len(self._beginnings) else len(self.text)
        first = bisect_left(self._places, self.sentence_start(at))
        return frozenset(self._people[first : bisect_left(self._places, end)])

    def last_person(self) -> str | None:
        """The last person named."""
        return self._people[-1] if self._people else None

    def person(self, begin: int, start: int) -> str | None:
        """Who speaks to a medium: the last one named before it, or the first after it where it opens a sentence."""
        before, after = bisect_left(self._places, start), bisect_right(self._places, start)
        inside = before > bisect_left(self._places, begin)
        opens = not inside and start - begin < len("In an exclusive interview published by the ")
        if opens and after < len(self._places) and self._places[after] < start + NEAR // 2:
            return self._people[after]
        return self._people[before - 1] if before and start - NEAR < self._places[before - 1] else None


def credits_of(document: Document, matches: Mapping[str, Sequence[Match]]) -> list[Credit]:
    """The credits of a document in order of place, without its publisher."""
    found: list[Credit] = []
    title, text = (
        Searched(name, written, matches[name]) for name, written in (("title", document.title), ("text", document.text))
    )
    for name, start, end in networks_in(document.text):
        person = text.person(text.sentence_start(start), start) or title.last_person()
        found.append(Credit(name, "text", start, end, True, False, True, person, is_network=True))
    for field in (title, text):
        for named in media_in(field.text, matches[field.field]):
            credit = _credit(field, named)
            if credit is not None and credit.is_interview and credit.person is None:
                credit = replace(credit, person=title.last_person())
            if credit is not None and not is_publisher(credit.name, document.outlet):
                found.append(credit)
    found.extend(_wires(document))
    found.sort(key=_place)
    return sorted([*found, *_named_again(document.text, found)], key=_place)


WIRE = re.compile(
    r"\s*(?:[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,2}|(?P<city>(?!The )[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}))"
    r"(?: \[\w+\])?"
    r"(?:,? (?:\w+ )?[A-Z][a-z]{2,8}\.? (?=\d))?,? ?(?P<dated>\d{1,2}\.?(?:, \d{4})?\.? )?"
    r"(?(city)(?(dated)|(?!)))(?:/(?P<barred>[A-Z]{2,9}(?:-\w+)?)/|"
    r"\((?P<name>[A-Z]{2,9})\)(?:\s*(?:--?|[–—:])|(?(dated)\s|(?!))))"
)
"""A dateline with the wire whose copy a text is: "VIENNA, January 15. /TASS/.", "NICOSIA, May 2 (CNA) -"."""


def _wires(document: Document) -> Iterator[Credit]:
    """The wire in the dateline of a text."""
    found = WIRE.match(document.text)
    if found is not None:
        part = "barred" if found["barred"] else "name"
        if not is_publisher(found[part], document.outlet):
            yield Credit(found[part], "text", found.start(part), found.end(part), False, False, False, None)


AGAIN = re.compile(
    r"\b(?:(?:[Aa]ccording to|citing) the (?:\w+ )?(?:publication|newspaper|paper|outlet|news agency|magazine|daily|"
    r"broadcaster|tabloid|portal|weekly|article)\b(?! of)|[Tt]he (?:\w+ )?(?:publication|newspaper|paper|outlet|"
    r"news agency|magazine|daily|broadcaster|tabloid|portal|weekly|article) (?:also |further )?"
    r"(?:writes?|wrote|reports?|reported|notes?|noted|says?|said|adds?|added|claims?|claimed|recalls?|states?|learned)\b)"
)
"""A medium that was named before: "according to the newspaper", "the outlet adds"."""


def _named_again(text: str, found: Sequence[Credit]) -> Iterator[Credit]:
    """The credits that name a medium by its kind, as the last one named before."""
    media = [credit for credit in found if not credit.is_network]
    for again in AGAIN.finditer(text) if media else ():
        count = bisect_right(media, (True, again.start()), key=_place)
        while count and media[count - 1].field == "text" and media[count - 1].end > again.start():
            count -= 1
        if count:
            last = media[count - 1]
            near = [
                one for one in _within(media, last.field, last.start - TOGETHER, last.start) if one.end <= last.start
            ]
            best = credit_in([*near, last], last.field, last.start - TOGETHER, last.end + 1) or last
            yield Credit(best.name, "text", again.start(), again.end(), False, False, True, None)


def _place(credit: Credit) -> tuple[bool, int]:
    return credit.field == "text", credit.start


def is_publisher(name: str, outlet: str) -> bool:
    """Whether a medium is the publisher itself, given by name or by its domain."""
    bare, labels = letters_of(name), outlet.lower().split(".")
    return bool(bare) and (
        bare == letters_of(outlet) or (len(labels) > 1 and bare in {letters_of(one) for one in labels})
    )


def _credit(searched: Searched, named: tuple[str, int, int]) -> Credit | None:
    field, text, (name, start, end) = searched.field, searched.text, named
    before, after = text[max(0, start - MOST_BEFORE) : start], text[end : end + 40]
    interview = bool(TO_MEDIUM.search(before)) or bool(INTERVIEW.match(after))
    origin = bool(ORIGIN.search(before))
    closes = field == "title" and bool(CLOSES.search(before)) and end > len(text) - 25
    closes = closes or (field == "title" and start == 0 and text.startswith(": ", end))
    if not (interview or origin or closes or FROM_MEDIUM.search(before) or REPORTS.match(after)):
        return None
    begin = searched.sentence_start(start)
    nameless = SORT.fullmatch(name) is not None and LAST.match(text, end) is None
    local = (
        nameless
        or bool(PASSING.match(text, begin))
        or not (begin == 0 or THIS.match(text, begin) or (begin < LEAD and LAST.match(text, end)))
    )
    person = searched.person(begin, start) if interview else None
    return Credit(name, field, start, end, interview, origin, local, person, searched.people_around(start))


def _within(found: Sequence[Credit], field: str, start: int, end: int) -> Sequence[Credit]:
    """The credits that stand in a stretch of a field, of credits in order of place."""
    first = bisect_left(found, (field == "text", start), key=_place)
    return found[first : bisect_left(found, (field == "text", end), lo=first, key=_place)]


def credit_in(found: Sequence[Credit], field: str, start: int, end: int) -> Credit | None:
    """The credit of a stretch of text: the medium somebody spoke to, else the one that others cite, else the first."""
    named = _within(found, field, start, end)
    here = [c for c in named if not c.is_network] or named
    for wanted in ([c for c in here if c.is_interview], [c for c in here if c.is_origin]):
        if wanted:
            return wanted[0]
    return here[0] if here else None


class Crediting:
    """Says through which medium an act of a document is reported."""

    def __init__(self, document: Document, matches: Mapping[str, Sequence[Match]]) -> None:
        self.found = credits_of(document, matches)
        self._text = document.text
        self._story = self._story_medium()

    def credited(self, mention: Mention) -> Mention:
        """A mention with the medium it is taken from and how many stand between the publisher and the speaker."""
        evidence = mention.evidence
        own = credit_in(self.found, evidence.field, evidence.sentence_start, evidence.sentence_end)
        own = own or self._told_after(mention)
        hops = 1
        if own is not None:
            hops = self._hops(evidence.field, evidence.sentence_start, max(evidence.sentence_end, own.end))
        spoken = None if own is not None or mention.background else self._of_speaker(mention)
        name = own.name if own is not None else None if spoken is None or spoken.is_network else spoken.name
        if name is None and own is None and not self._in_passing(mention):
            name = self._story or self._retold(mention)
        if name is None and spoken is not None:
            name = spoken.name
        if name is None:
            return mention
        source = replace(mention.attribution, outlet=name, hops=max(hops, mention.attribution.hops))
        # What another medium says that somebody weighs, quoting nobody, is its claim.
        claimed = source.kind is SourceKind.UNATTRIBUTED and mention.type is EventType.CONSIDER
        doubted = claimed and mention.factuality is Factuality.CERTAIN
        return replace(mention, attribution=source, factuality=Factuality.PROBABLE if doubted else mention.factuality)

    def _told_after(self, mention: Mention) -> Credit | None:
        """The medium that the next sentence gives for what was just told: "He said this on Sky News"."""
        evidence = mention.evidence
        at = evidence.sentence_end + 1
        if evidence.field == "title" or not THIS.match(self._text, at):
            return None
        end = next((stop.start() for stop in BEGINNING.finditer(self._text, at)), len(self._text))
        return credit_in(self.found, evidence.field, at, end)

    def _hops(self, field: str, start: int, end: int) -> int:
        return min(2, len({credit.name for credit in _within(self.found, field, start, end)}))

    def _of_speaker(self, mention: Mention) -> Credit | None:
        """The one medium that the speaker of a mention speaks to close by."""
        speaker, evidence = mention.attribution.speaker, mention.evidence
        at = evidence.start if evidence.field == "text" else 0
        near = [c for field in ("title", "text") for c in _within(self.found, field, at - CLOSE + 1, at + CLOSE)]
        heard = [c for c in near if c.is_interview and speaker and c.person == speaker]
        heard = [c for c in heard if not c.is_network] or heard
        return heard[0] if len({c.name for c in heard}) == 1 else None

    def _retold(self, mention: Mention) -> str | None:
        """The one medium from which a short story has its headline's speaker, in the sentence that names him."""
        speaker = mention.attribution.speaker
        if speaker is None or mention.evidence.field != "title" or len(self._text) > SHORT:
            return None
        names = {c.name for c in self.found if c.field == "text" and speaker in c.people}
        return names.pop() if len(names) == 1 else None

    def _in_passing(self, mention: Mention) -> bool:
        """Whether a mention is told beside the story: after "Earlier", or beyond an article's lead."""
        evidence = mention.evidence
        if evidence.field == "title":
            return False
        beyond = len(self._text) > SHORT and evidence.start > LEAD
        return beyond or bool(PASSING.match(self._text, evidence.sentence_start))

    def _story_medium(self) -> str | None:
        """The one medium a story is taken from, as a short text says anywhere and an article in its lead."""
        reach = len(self._text) if len(self._text) <= SHORT else LEAD
        told = [c for c in self.found if not c.is_interview and not c.is_local]
        heads = [c for c in told if c.field == "title" or c.start < reach]
        names: set[str] = set()
        for credit in heads:
            best = credit_in(heads, credit.field, credit.start - TOGETHER, credit.end + TOGETHER)
            names.add((best or credit).name)
        return names.pop() if len(names) == 1 else None
