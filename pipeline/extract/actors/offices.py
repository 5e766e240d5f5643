"""Whom a title means: "the French president", "officials in Paris and London", "the chancellor", never a former one."""

from collections.abc import Sequence
from datetime import date

from pipeline.extract.actors.named import ORGANISATIONS, Named
from pipeline.extract.lexicon import BodyEntry, CountryEntry, Lexicon, PersonEntry, Role, TitleEntry
from pipeline.extract.lexicon.polities import CODED_BODIES
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Sector

FORMER = frozenset({"former", "ex", "ex-", "onetime", "one-time", "ousted", "late", "retired"})
"""Words before a title that take its holder out of office: who has none does not speak for the country."""

FORMER_REACH = 4
"""Words before a title in which one of them may stand: "a former senior German diplomat"."""

OF = ("of", "for", "from")
"""Words between a title and whose it is."""
OF_OR_TO = (*OF, "to")
"""The same, and the one of "an aide to"."""
AT_HOME = frozenset({"official", "lawmaker", "adviser"})
"""Titles whose many are where they belong: "officials in Paris"; ministers in Paris meet there."""
SERVING = frozenset({"spokesperson", "adviser", "official"})
"""Titles of whom somebody else employs: "a spokesman for Chancellor X", "an aide to X" are others than X."""
BUREAUS = frozenset({"office", "team", "administration", "chancellery", "cabinet", "camp", "staff"})
"""Who speaks as an institution and is named by whom it serves."""

MOST_NAME = 4
"""Words of a name that the lexicon does not hold: "Jan van der Berg"."""

FEWEST = 3
"""Countries that make a coalition; two are a pair with names."""


MEMBERS = {"EU": frozenset({"27", "26", "twenty-seven", "twenty-six"}), "NATO": frozenset({"32", "31", "thirty-two"})}
"""How many leaders an organisation has, and how many without the one who objects."""
ALL_BUT_ONE = frozenset({"26", "twenty-six"})
"""Said of leaders these are the Union without Hungary; of countries, the coalition of September 2025."""


COUNTS = frozenset({
    "ten", "several", "dozens", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
})  # fmt: skip
"""Numbers in words that make countries a coalition."""


MANY = frozenset({"some", "many", "most", "more", "other", "few", "dozens", "number", "handful", "majority", "various"})
"""Words before "countries" that make them Ukraine's allies as a number does: "a number of countries"."""


def is_number(word: str) -> bool:
    """Whether a word counts so many countries that they are a coalition: "26", "dozens"."""
    if word.isdigit():
        return FEWEST <= int(word) < 100
    return word.startswith(("twenty", "thirty", "dozen")) or word in COUNTS


def is_counted(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a number stands before: "26 countries", "some 30 of Kyiv's allies"."""
    near = tokens[max(start, at - 4) : at]  # "several but not all nations"
    if any(token.tag == "'" for token in near):
        return False
    return any(is_number(token.lower) or token.lower in MANY for token in near) and not any(
        token.tag == "e" for token in tokens[max(start, at - 2) : at]
    )


def is_former(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether the title at `at` is one that its holder no longer has."""
    entry = tokens[at].entry
    if isinstance(entry, TitleEntry) and entry.key == "former":
        return True
    for before in range(at - 1, max(start, at - FORMER_REACH) - 1, -1):
        if tokens[before].lower in FORMER:
            return True
        if tokens[before].tag not in "aek'y":
            return False
    return False


def code_of(token: Token) -> str | None:
    """The code of a country or a body that a token names."""
    entry = token.entry
    return entry.code if isinstance(entry, CountryEntry | BodyEntry) else None


class OfficeReader:
    """Reads titles as of a day, with the people of the document in mind."""

    def __init__(self, lexicon: Lexicon, on: date, people: Sequence[PersonEntry]) -> None:
        self.lexicon = lexicon
        self.on = on
        self.people = people
        """Everybody whom the document names, in order."""
        self.recent: list[PersonEntry] = []
        """Whom it named up to the sentence in hand, the last one last: the first meant by a bare title."""
        self.told_of = ""
        """The country last told of: whose "its prime minister" is."""
        self.are_of_nato = False
        """Whether the document's "allies" are those in NATO."""
        self.bodies: frozenset[str] = frozenset()
        """Codes of the organisations that the document names."""
        self._roles: dict[str, Role] = {}
        """The roles of that day, by person: a document names few people, and each of them often."""

    def put_first(self, subject: Named) -> None:
        """Make the subject of a sentence whom its title means in the next, before the others named beside him."""
        if not subject.is_person:
            return
        named = next((one for one in reversed(self.recent) if one.name == subject.name), None)
        if named is not None:
            self.recent.append(named)

    def _role(self, person: PersonEntry) -> Role:
        """The role of a person on that day."""
        role = self._roles.get(person.person_id)
        if role is None:
            role = self._roles[person.person_id] = self.lexicon.person_role(person.person_id, self.on)
        return role

    def person(self, entry: PersonEntry, at: int) -> list[Named]:
        """The actor whom a person speaks for on that day."""
        role = self._role(entry)
        code = role.represents
        if code in self.lexicon.bodies:
            codes = self.lexicon.bodies[code].codes
            if not codes:
                return []
            code = codes[0]
        return [Named(code, role.sector, entry.name, at, True, role.is_spokesperson)]

    def title(
        self, tokens: Sequence[Token], at: int, pending: str | None, span: tuple[int, int], *, is_object: bool
    ) -> tuple[list[Named], int]:
        """The actors that a title stands for, and the token after it; its country before it or after it."""
        start, end = span
        entry = tokens[at].entry
        if not isinstance(entry, TitleEntry) or entry.key == "pundit" or _names_holder(tokens, at, end):
            return [], at + 1
        if is_former(tokens, at, start) or _owns_title(tokens, at, end):
            return [], at + 1
        after, beyond = _codes_after(tokens, at + 1, end, entry)
        served = self._served(tokens, at, end, entry)
        if served is not None:
            after, beyond = [served[0]], served[1]
        codes = [pending] if pending else after
        if is_object and (pending is not None or not codes or served is not None):
            return [], at + 1
        if not codes:
            return self.untold(tokens, at, start, entry), at + 1
        name = None if entry.is_plural or entry.is_institution else _unlisted_name(tokens, at + 1, end)
        one_of_many = entry.key in SERVING and (served is not None or _is_one_of_many(tokens, at, start))
        found = [self._holder(entry, code, name, at, is_known=not one_of_many) for code in codes]
        return found, beyond if served is not None or not pending else at + 1

    @staticmethod
    def is_of_office(tokens: Sequence[Token], at: int, end: int) -> bool:
        """Whether a name only says whose office it is: "X's office", "the team of President X"."""
        if at + 2 < end and tokens[at + 1].tag == "'":
            return tokens[at + 2].lower in BUREAUS
        before = at - 1
        while before > 0 and tokens[before].tag in "dael":
            before -= 1
        return before > 0 and tokens[before].lower == "of" and tokens[before - 1].lower in BUREAUS

    def _served(self, tokens: Sequence[Token], at: int, end: int, entry: TitleEntry) -> tuple[str, int] | None:
        """The country of the office-holder whom somebody serves, and the token after him: "an aide to President X"."""
        serves = entry.key in SERVING or entry.is_institution
        if not serves or at + 2 >= end or tokens[at + 1].lower not in OF_OR_TO:
            return None
        place = at + 2
        while place < end and tokens[place].tag in "daelk'" and not isinstance(tokens[place].entry, PersonEntry):
            place += 1
        master = tokens[place].entry if place < end else None
        if not isinstance(master, PersonEntry) or not _are_titles(tokens[at + 2 : place]):
            return None
        return next(((one.code, place + 1) for one in self.person(master, place)), None)

    def _holder(self, entry: TitleEntry, code: str, name: str | None, at: int, *, is_known: bool) -> Named:
        """Who holds an office; `is_known` whether it is the one and only."""
        holder = None
        if is_known and not entry.is_institution and not entry.is_plural and name is None:
            holder = self.lexicon.holder(entry.key, code, self.on)
        sector = Sector.IGO if code in ORGANISATIONS else Sector.GOV if code in CODED_BODIES else entry.sector
        official = entry.key in ("official", "ambassador", "adviser") or entry.is_plural
        known = holder.name if holder else name
        return Named(code, sector, known, at, known is not None, entry.is_spokesperson, official and known is None)

    def untold(self, tokens: Sequence[Token], at: int, start: int, entry: TitleEntry) -> list[Named]:
        """Whom a title alone means: the holder of that office last named, or named anywhere in the document."""
        if entry.is_plural:
            rest = [token.lower for token in tokens[at + 1 : at + 4]]
            worldwide = rest[:2] in (["from", "around"], ["from", "across"]) or (
                rest[:1] == ["from"] and any(map(is_number, rest))
            )
            many = worldwide or entry.sector is Sector.MIL or is_counted(tokens, at, start)
            others = entry.key == "official" and at > start and tokens[at - 1].lower == "other"
            many = many and entry.sector is not Sector.LEG and not others
            return [self.many(tokens, at, start)] if many else []
        if entry.is_institution:
            return []
        person = next((one for one in reversed(self.recent) if self._has(one, entry.key)), None)
        if person is None and self.told_of and at > start and tokens[at - 1].lower == "its":
            return [self._holder(entry, self.told_of, None, at, is_known=True)]  # not whoever is named later on
        person = person or next((one for one in self.people if self._has(one, entry.key)), None)
        return self.person(person, at) if person is not None else []

    def many(self, tokens: Sequence[Token], at: int, start: int) -> Named:
        """Whom so many leaders stand for: 27, or all but one, are the Union, where the document names it."""
        near = {token.lower for token in tokens[max(start, at - 3) : at]}
        near -= ALL_BUT_ONE if tokens[at].tag != "l" and "member" not in near else set()
        after = [token.lower for token in tokens[at + 1 : at + 4]]
        if after[:2] == ["from", "across"] and after[2:] in (["europe"], ["the"]):
            return Named("EUROPE", Sector.GOV, None, at)  # "eight leaders from across Europe"
        body = next((code for code, counts in MEMBERS.items() if counts & near and code in self.bodies), None)
        body = "NATO" if body is None and self.are_of_nato and tokens[at].lower in ("allies", "members") else body
        return Named("COTW", Sector.GOV, None, at) if body is None else Named(body, Sector.IGO, None, at)

    def _has(self, person: PersonEntry, key: str) -> bool:
        role = self._role(person)
        return role.title in self.lexicon.meanings(key, role.represents)


def _owns_title(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether another's title follows: "the prime minister's official spokesman"."""
    return at + 2 < end and tokens[at + 1].tag == "'" and tokens[at + 2].tag == "l"


def _are_titles(tokens: Sequence[Token]) -> bool:
    """Whether words before a name only say which office he holds: "the French President"."""
    return not tokens or (all(token.tag in "dae'" for token in tokens[:-1]) and tokens[-1].tag == "l")


def _is_one_of_many(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a title has "a" or "one" before it, so that nobody is named by it: "a senior adviser"."""
    return any(token.lower in ("a", "an", "one", "another") for token in tokens[max(start, at - 3) : at])


def _names_holder(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the holder's name follows, so that the name itself is the actor: "US envoy Steve Witkoff"."""
    following = at + 2 if at + 1 < end and tokens[at + 1].tag == "," else at + 1
    return following < end and isinstance(tokens[following].entry, PersonEntry)


def _codes_after(tokens: Sequence[Token], at: int, end: int, entry: TitleEntry) -> tuple[list[str], int]:
    """Whose the title is, as named after it, and the token after these names."""
    words = (*OF, "in") if entry.is_plural and entry.key in AT_HOME else OF
    if at + 1 >= end or tokens[at].lower not in words:
        return [], at
    place = at + 1 + (tokens[at + 1].tag == "d")
    codes: list[str] = []
    while place < end and (code := code_of(tokens[place])) is not None and tokens[place].tag in "ae":
        codes.append(code)
        place += 1
        follows = place + 1 < end and tokens[place].tag in ",j" and entry.is_plural
        skip = 2 if follows and tokens[place].tag == "," and tokens[place + 1].tag == "j" else 1
        if not (follows and place + skip < end and code_of(tokens[place + skip]) is not None):
            break
        place += skip
    return list(dict.fromkeys(codes)), place


def _unlisted_name(tokens: Sequence[Token], at: int, end: int) -> str | None:
    """A holder's name that the lexicon does not know: "US envoy John Smith said"; two capital words at least."""
    stop = at
    while stop < min(end, at + MOST_NAME) and tokens[stop].tag == "k" and tokens[stop].capital:
        stop += 1
    closed = stop >= len(tokens) or tokens[stop].tag in "xhmzv,;'wk"
    if stop - at < 2 or not closed:
        return None
    return " ".join(token.lower.title() for token in tokens[at:stop])
