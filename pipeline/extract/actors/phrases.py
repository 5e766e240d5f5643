"""Who acts: the heads of a noun phrase as actors, with metonyms, titles, genitives and participles told apart."""

from collections.abc import Sequence
from datetime import date

from pipeline.extract.actors.named import Named, merge
from pipeline.extract.actors.offices import OfficeReader, code_of, is_counted
from pipeline.extract.actors.openings import goes_together
from pipeline.extract.actors.places import ends_date, is_place, names_homes
from pipeline.extract.lexicon import (
    BodyEntry,
    CountryEntry,
    Lexicon,
    PersonEntry,
    SurfaceKind,
    TitleEntry,
)
from pipeline.extract.lexicon.polities import CODED_BODIES
from pipeline.extract.sentences.tokens import DATE_WORDS, Token
from pipeline.model import Sector

TRANSPARENT = frozenset({
    "leaders", "leader", "government", "governments", "officials", "official", "ministers", "minister", "army",
    "military",
    "administration", "team", "teams", "delegation", "delegations", "president", "presidents", "parliament", "ministry",
    "diplomats",
    "negotiators", "representatives", "spokesman", "spokeswoman", "spokesperson", "spokespersons", "spokespeople",
    "lawmakers",
    "mps", "officers", "commanders", "chiefs", "authorities", "side", "embassy", "chancellor", "premier", "office",
    "cabinet",
    "envoy", "envoys", "aide", "aides", "ambassador", "party", "prime", "foreign", "defence", "defense", "top", "new",
    "senior", "far-right", "opposition", "secretary", "vice", "state", "president-elect", "coalition", "counterpart",
    "counterparts", "chief",
    "head", "heads", "sources", "source", "insiders", "personnel", "generals", "allies", "partners", "members",
    "countries",
    "nations", "governments'", "press", "national", "general", "finance", "leadership", "establishment", "alliance",
    "pair",
    "politicians", "senators", "capitals", "states", "navy", "diplomacy",
    "navies", "armies", "chancellery", "mission", "negotiator",
})  # fmt: skip
"""Nouns that act in the name of the country before them, and the words such a title is made of."""

SINGULAR_HE = frozenset({"he", "she", "him", "her", "himself", "herself"})
PLURAL = frozenset({"they", "them", "both", "themselves"})
SPEAKER = frozenset({"i", "we", "us", "our", "my", "me"})
DUO = frozenset(
    {
        "pair",
        "leaders",
        "presidents",
        "sides",
        "countries",
        "men",
        "two",
        "duo",
        "parties",
        "nations",
        "participants",
        "signatories",
    }
)

GROUPS = frozenset({"countries", "nations", "allies", "states", "partners", "delegations", "governments", "members"})
ALLIED = GROUPS | {"coalition"}
"""Common nouns that can mean Ukraine's allies."""
OWNED = frozenset({
    "plan", "draft", "proposal", "administration's", "deal", "halt", "idea", "summit", "meeting", "talks", "rift",
    "spat", "visit",
    "speech", "freeze", "pause", "bid", "demand", "offer", "call", "request", "ally", "supporters",
})  # fmt: skip
"""Nouns that a name before them owns: "Trump plan"."""
MANY = frozenset({
    "parliaments", "capitals", "governments", "neighbours", "neighbors", "backers", "supporters", "diplomats",
    "negotiators", "envoys", "powers",
})  # fmt: skip
"""Nouns that act for the group an adjective names: "European neighbours"."""
GROUP_ADJECTIVES = {"european": "EUROPE", "western": "COTW", "allied": "COTW"}
EXAMPLES = frozenset({
    "countries", "nations", "allies", "states", "partners", "members", "powers", "governments", "others", "some",
})  # fmt: skip
"""Nouns of which "like" gives examples."""
GIVES_EXAMPLES = ("like", "including")
MEMBERS = frozenset({"including", "notably", "namely"})
"""Words after which a group is told by name: "other members, including the US and Germany"."""
PARTITIVE = frozenset({"all", "most", "some", "many", "several", "each", "none", "both", "majority", "half"})
"""Words that take a part of those after "of": "all of the Union's leaders"."""
EXCEPT = frozenset({"except", "excepting", "excluding", "barring"})
"""Words after which those stand who did not take part: "signed by all members except Hungary"."""
WILLED = frozenset({"demand", "decision", "move", "order", "refusal", "insistence", "veto"})
"""Nouns whose owner acts through them: "Scholz's latest demand is likely to stall the aid"."""
DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip
PARTY_NOUNS = frozenset({
    "agreement", "treaty", "government", "partner", "talks", "negotiations", "deal", "contract", "plan", "force",
    "party", "parties", "cabinet", "statement", "summit", "meeting",
})  # fmt: skip
"""Nouns that make a coalition one of parties, or that it owns."""

SEPARATING = frozenset(",;jpw")
"""Tags of what stands between two actors, or ends the one before."""
HEADING = SEPARATING | frozenset("lae")
"""These and the tags of titles and names: other words are no actors, unless they group some."""
GROUPING = ALLIED | frozenset(GROUP_ADJECTIVES) | EXCEPT
"""Words that name or close a group, whatever their tag."""


class ActorReader:
    """Reads the actors out of token stretches of one document, as of its day."""

    def __init__(
        self, lexicon: Lexicon, on: date, people: Sequence[PersonEntry] = (), *, has_coalition: bool = False
    ) -> None:
        self.lexicon = lexicon
        self.has_coalition = has_coalition
        """Whether the document names the coalition of the willing, so that "the coalition" is that one."""
        self.on = on
        self.offices = OfficeReader(lexicon, on, people)

    def heads(self, tokens: Sequence[Token], start: int, end: int) -> list[Named]:
        """The actors that are heads in [start, end), in order, one a code, the most personal first."""
        found: list[Named] = []
        pending: str | None = None
        told = start
        for at, token in enumerate(tokens[start:end], start):
            tag, word = token.tag, token.lower
            if at < told or (tag not in HEADING and word not in GROUPING):
                continue
            if word in EXCEPT:
                break
            if tag in SEPARATING:
                pending = None
                told = self._list_members(tokens, at, end, found) if word in MEMBERS else at
            elif tag == "l":
                is_object = self._is_object(tokens, at, start)
                holders, told = self.offices.title(tokens, at, pending, (start, end), is_object=is_object)
                found.extend(holders)
            elif tag in "ae":
                named, pending = self._name(tokens, at, (start, end))
                found.extend(named)
            else:
                found.extend(self._common(tokens, at, (start, end), found))
        return merge(found) if len(found) > 1 else found

    def _name(self, tokens: Sequence[Token], at: int, span: tuple[int, int]) -> tuple[list[Named], str | None]:
        """The actors of a name that is a head, and the country that a title after it belongs to."""
        start, end = span
        many = tokens[at].lower in GROUP_ADJECTIVES and at + 1 < end and tokens[at + 1].lower in MANY
        if many or (tokens[at].lower in GROUP_ADJECTIVES and at + 1 < end and tokens[at + 1].tag == "j"):
            return self._common(tokens, at, span, ()), None
        code = self._owner_code(tokens, at)
        if code and self._modifies(tokens, at, end):
            return [], code
        if not self._is_head(tokens, at, start, end):
            return [], None
        found = self.named(tokens[at], at)
        if found and found[0].is_person and self.offices.is_of_office(tokens, at, end):
            return [Named(found[0].code, found[0].sector, None, at)], code
        return found, code

    def _common(self, tokens: Sequence[Token], at: int, span: tuple[int, int], found: Sequence[Named]) -> list[Named]:
        """The group that a common noun or an adjective means: "26 countries", "European and Ukrainian officials"."""
        token = tokens[at]
        if token.lower in GROUP_ADJECTIVES and _shares_title(tokens, at, span[1]):
            return [Named(GROUP_ADJECTIVES[token.lower], Sector.GOV, None, at)]
        allies = token.match is None and self._is_coalition(tokens, at, span[0], found)
        return [self.offices.many(tokens, at, span[0])] if allies else []

    def _list_members(self, tokens: Sequence[Token], at: int, end: int, found: list[Named]) -> int:
        """Put the members that "including" names in the place of their group; gives the token after them."""
        if not found or found[-1].code not in CODED_BODIES:
            return at
        first = next((place for place in range(at + 1, end) if tokens[place].tag not in "kdp"), end)
        stop = next((place for place in range(first, end) if tokens[place].tag not in "aedj,l"), end)
        names = [
            one for place in range(at + 1, stop) if tokens[place].tag == "a" for one in self.named(tokens[place], place)
        ]
        if names and not _is_one_of_many(tokens, at, names):
            found[-1:] = names
        return stop if names else at

    def _owner_code(self, tokens: Sequence[Token], at: int) -> str | None:
        """Whose a title after the name is: a country's or body's, or a person's ("Merz's spokesman", "Macron aide")."""
        entry = tokens[at].entry
        if isinstance(entry, PersonEntry) and at + 1 < len(tokens) and tokens[at + 1].tag in "'l":
            return next((one.code for one in self.offices.person(entry, at)), None)
        return code_of(tokens[at])

    def _is_coalition(self, tokens: Sequence[Token], at: int, start: int, found: Sequence[Named]) -> bool:
        """Whether a common noun means Ukraine's allies: "26 countries", "the US and its allies", "Allies fail to"."""
        word = tokens[at].lower
        if word in ("allies", "partners") and (at == start or tokens[at - 1].tag == "c") and not found:
            return True
        if any(one.code == "COTW" for one in found):
            return False  # "the coalition of the willing, comprising 31 countries"
        if word == "coalition":
            return self.has_coalition and self._is_the_coalition(tokens, at, start)
        return word in GROUPS and (is_counted(tokens, at, start) or self._is_theirs(tokens, at, start, found))

    def _is_the_coalition(self, tokens: Sequence[Token], at: int, start: int) -> bool:
        """Whether "the coalition" or "the coalition's leaders" acts, and no party, paper or object of a preposition."""
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        heads = after is None or (after.tag not in "iae" and after.lower not in PARTY_NOUNS)
        near = [token.lower for token in tokens[max(start, at - 2) : at]]
        known = near[-1:] in (["the"], ["this"], ["their"], ["led"])  # "the European-led coalition"
        return known and heads and not self._is_object(tokens, at, start)

    def _is_theirs(self, tokens: Sequence[Token], at: int, start: int, found: Sequence[Named]) -> bool:
        """Whether these are the allies of a Western actor just named: "the US and its allies"."""
        near = tokens[max(start, at - 4) : at]
        if any(token.tag == "'" for token in near) and code_of(near[0]) == "UKR":
            return True  # "Kyiv's other allies"
        before = tokens[at - 1].lower if at > start else ""
        return before in ("its", "their") and bool(found) and found[-1].code not in ("RUS", "UKR", "CHN", "BLR")

    def named(self, token: Token, at: int) -> list[Named]:
        """The actors that one name stands for."""
        entry = token.entry
        if isinstance(entry, PersonEntry):
            return self.offices.person(entry, at)
        if isinstance(entry, CountryEntry):
            return [Named(entry.code, entry.sector, None, at)]
        if isinstance(entry, BodyEntry):
            sector = Sector.GOV if entry.code in ("COTW", "EUROPE", "G7") or not entry.code else entry.sector
            return [Named(code, sector, None, at) for code in entry.codes]
        return []

    def _modifies(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """Whether a country's name only opens a title: "French President", "Germany's foreign minister"."""
        nxt = at + 1
        while nxt < end and (
            tokens[nxt].tag == "'" or (tokens[nxt].lower in TRANSPARENT and tokens[nxt].match is None)
        ):
            nxt += 1
        if nxt < end and tokens[nxt].tag in "ki" and nxt + 1 < end and tokens[nxt + 1].tag == "l":
            nxt += 1
        return nxt < end and tokens[nxt].tag == "l"

    def _is_head(self, tokens: Sequence[Token], at: int, start: int, end: int) -> bool:
        return not self._is_object(tokens, at, start) and self._stands_alone(tokens, at, end)

    def _is_object(self, tokens: Sequence[Token], at: int, start: int) -> bool:
        """Whether a preposition governs the name, other than "leaders of", "a spokesman for"."""
        before = at - 1
        while (before >= start and tokens[before].tag in "daelk'q,") or (before >= start and tokens[before].tag == "j"):
            before -= 1
        if before < start or tokens[before].tag not in "pt":
            return False
        if tokens[before].lower in GIVES_EXAMPLES and before > start:
            group = before - 1 - (tokens[before - 1].tag == ",")
            if group >= start and _is_group(tokens[group]):
                return self._is_object(tokens, group, start)  # "countries like Italy have ruled out"
        if tokens[before].lower in ("with", "alongside") and goes_together(tokens, before, start):
            return False
        if tokens[before].lower in ("of", "for", "from") and before - 1 >= start:
            head = tokens[before - 1]
            if head.lower in TRANSPARENT or head.tag in "lq" or head.lower in PARTITIVE:
                return False
        return not self._list_breaks(tokens, before, at)

    def _list_breaks(self, tokens: Sequence[Token], preposition: int, at: int) -> bool:
        """Whether a comma with no list ends the prepositional phrase: "In Munich on Saturday, Zelenskyy"."""
        if self._follows_front(tokens, preposition, at):
            return True
        if names_homes(tokens, preposition, at):
            return False  # "readers from Lviv, Tallinn and Leeds"
        inside = [token.tag for token in tokens[preposition + 1 : at]]
        comma = "," in inside
        if "j" in inside and comma and "," in inside[len(inside) - inside[::-1].index("j") :]:
            return inside[-1] in ",d"  # "represented by Witkoff and Kushner, the United States"
        if tokens[at - 1].lower in DATE_WORDS or (tokens[at - 1].tag == "q" and tokens[at - 1].lower.isdigit()):
            return True
        if tokens[preposition + 1].lower in DAYS and at > preposition + 2 and tokens[preposition + 2].tag in "ael":
            return True  # "on Monday Trump, Zelenskyy and seven European leaders"
        names = [i for i in range(preposition + 1, at) if tokens[i].tag in "ae"]
        return (comma and not any(tokens[i].tag == "j" for i in range(preposition + 1, at))) or (
            not names and at - preposition > 2 and any(tokens[i].tag in "k" for i in range(preposition + 1, at))
            and isinstance(tokens[at].entry, PersonEntry)
        )  # fmt: skip

    def _follows_front(self, tokens: Sequence[Token], preposition: int, at: int) -> bool:
        """Whether a date, a place or a phrase ends before the name: "On 3 March US President", "Under the pact Oslo".

        A name with its country and title is one phrase, so that the word before all of these decides.
        """
        first = at
        while first - 1 > preposition and tokens[first - 1].tag in "ael" and tokens[first].tag != "e":
            first -= 1
        before = tokens[first - 1]
        known = before.tag == "d" and first > 1 and ends_date(tokens[first - 2])
        if (first < at and ends_date(before)) or known:
            return True
        if tokens[preposition].lower in ("in", "at") and is_place(tokens[preposition + 1]):
            apart = at > preposition + 2 and tokens[preposition + 2].tag in "ael"
            return apart and any(token.tag == "l" for token in tokens[preposition + 2 : at + 1])
        opens = (preposition <= 2 and tokens[0].tag == "p") or tokens[preposition - 1].tag in ",;j"
        noun_phrase = tokens[preposition + 1].tag == "d" and before.tag == "k" and before.match is None
        return opens and noun_phrase and first - preposition > 2 and tokens[first].tag == "a"

    def _stands_alone(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """Whether the name is the head of its phrase, or its head acts for it."""
        entry = tokens[at].entry
        nxt = at + 1
        if nxt >= end:
            return not self._is_adjective(entry, tokens[at]) or (end == 1 and tokens[at].lower in PEOPLES)
        follower = tokens[nxt]
        if follower.tag == "'":
            willed = WILLED & {token.lower for token in tokens[nxt + 1 : min(end, nxt + 3)]}
            if nxt + 1 < end and isinstance(tokens[nxt + 1].entry, BodyEntry) and isinstance(entry, CountryEntry):
                return False  # "Ukraine's European allies" are others than Ukraine
            nxt += nxt + 2 < end and tokens[nxt + 1].tag == "q"
            return nxt + 1 < end and (
                tokens[nxt + 1].tag in "la" or tokens[nxt + 1].lower in TRANSPARENT or bool(willed)
            )
        adjective = self._is_adjective(entry, tokens[at])
        shares = adjective and follower.tag == "j" and _shares_noun(tokens, nxt, end)
        if follower.tag in "al,j;uwrxhmz(npvtdq" and not (adjective and follower.tag in "xhmznpvt"):
            return not shares
        if follower.tag == "e":
            return True
        if isinstance(entry, PersonEntry):
            return follower.lower not in OWNED
        if _acts_before_noun(entry, follower):
            return True
        return follower.lower in TRANSPARENT or follower.tag == "y" or follower.lower in DATE_WORDS

    def _is_adjective(self, entry: object, token: Token) -> bool:
        return (
            isinstance(entry, CountryEntry)
            and entry.kind is SurfaceKind.DEMONYM
            and not (token.lower.endswith("s") and not token.lower.endswith("ss"))
        )


def _shares_noun(tokens: Sequence[Token], conjunction: int, end: int) -> bool:
    """Whether two adjectives go with one noun that is owned: "a British and French plan" is no Briton's."""
    noun = conjunction + 2
    return noun < end and tokens[noun - 1].tag == "e" and tokens[noun].lower in OWNED


def _acts_before_noun(entry: object, follower: Token) -> bool:
    """Whether a name acts whatever noun follows: "EU leaders", "Republican Senator Jane Doe"."""
    if follower.lower.split(" ", 1)[0] in GATHERED:
        return True
    if isinstance(entry, BodyEntry):
        return entry.code in ("COTW", "EUROPE", "G7")
    return isinstance(entry, CountryEntry) and entry.sector is Sector.LEG and follower.capital


PEOPLES = frozenset(
    {"dutch", "british", "french", "irish", "danish", "spanish", "swiss", "polish", "swedish", "finnish"}
)
"""Adjectives that mean a people where a headline begins with them: "Dutch ready for"."""
GATHERED = frozenset({"meeting", "gathering", "gathered", "attending", "speaking"})
"""Participles that tell what those before them are about: "EU foreign ministers meeting in Copenhagen discussed"."""


def _shares_title(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether an adjective stands before those who act, or shares the title of a country after it.

    "European parliaments", "European and Ukrainian officials".
    """
    if at + 1 < end and tokens[at + 1].lower in MANY:
        return True
    return at + 3 < end and tokens[at + 1].tag == "j" and tokens[at + 2].tag in "ae" and tokens[at + 3].tag == "l"


def _is_one_of_many(tokens: Sequence[Token], at: int, names: Sequence[Named]) -> bool:
    """Whether one is named of many counted before: "delegates of 12 states, including Spain"."""
    return len(names) == 1 and any(token.lower.isdigit() for token in tokens[max(0, at - COUNTED) : at])


COUNTED = 4
"""Words in which the number of those stands of whom "including" names one."""


def _is_group(token: Token) -> bool:
    """Whether a noun means several of whom "like" gives examples: "countries like Italy", "leaders including"."""
    entry = token.entry
    if isinstance(entry, TitleEntry):
        return entry.is_plural
    return token.lower in EXAMPLES or token.lower.endswith((" allies", " countries", " members", " nations"))
