"""The lexicon as the rules use it: find what a text names, and ask who held which office on a day."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache

from pipeline.extract.lexicon.cards import DataFiles
from pipeline.extract.lexicon.collecting import uncollected
from pipeline.extract.lexicon.entries import BodyEntry, Match, PersonEntry, Role, SummitEntry, TitleEntry
from pipeline.extract.lexicon.matching import Matcher, SharedName, make_match
from pipeline.extract.lexicon.people import People, read_people
from pipeline.extract.lexicon.polities import Country, Polities, read_polities
from pipeline.extract.lexicon.wordings import Wordings, read_wordings
from pipeline.model import Sector

LEADER = ("president", "prime_minister")
"""Whom "the leader" of a country means, in order, where its card does not say."""

CLOSE = 2
"""Signs between a title and the surname it belongs to: a space, or a comma and a space."""


class Lexicon:
    """Everything the extractor knows by name. Built once; holds no state between calls."""

    def __init__(self, polities: Polities, people: People, wordings: Wordings) -> None:
        self.countries: Mapping[str, Country] = polities.countries
        self.bodies: Mapping[str, BodyEntry] = polities.bodies
        self.titles: Mapping[str, TitleEntry] = polities.titles
        self.people: Mapping[str, PersonEntry] = people.by_id
        self.summits: Mapping[str, SummitEntry] = wordings.summits
        self._aliases = polities.aliases
        self._holders = people.holders
        self._matcher = Matcher((*polities.surfaces, *people.surfaces, *wordings.surfaces))
        self.size = self._matcher.size

    def find(self, text: str, on: date | None = None, known: Collection[str] = ()) -> list[Match]:
        """The entries in `text` from the left, longest first. No two names overlap, nor two cues.

        A cue may overlap a name ("without US support" is a condition and names the US), but is never inside one;
        cues of the kinds mask, other_beneficiary and off_topic take the place of the names inside them.

        A surname of several people is given to the one whose full name came before (in the text, or whose id is in
        `known`), or else to the only one in office on the day `on` (or in office outside a parliament); where that
        decides nothing, it is left out.
        """
        matches: list[Match] = []
        seen = dict.fromkeys(known, -1)
        for start, end, named in self._matcher.hits(text):
            if isinstance(named, SharedName):
                titled = _has_title_before(start, text, matches)
                person = self._resolve(named, titled=titled, seen=seen, on=on)
                if person is not None:
                    matches.append(make_match(text, start, end, person))
                continue
            if isinstance(named, PersonEntry):
                seen[named.person_id] = start
            matches.append(make_match(text, start, end, named))
        return matches

    def person_role(self, person_id: str, on: date) -> Role:
        """The role a person holds on a day; out of office a role `former` (or `elect` before the first) in ELI."""
        roles = self.people[person_id].roles
        last = next((role for role in reversed(roles) if role.start <= on), None)
        if last is not None:
            if last.holds(on):
                return last
            return Role("former", last.represents, Sector.ELI, last.end or on, None, last.source)
        first = roles[0]
        return Role("elect", first.represents, Sector.ELI, date.min, first.start, first.source)

    def in_office(self, person_id: str, on: date) -> bool:
        """Whether a person holds any listed role on that day."""
        return any(role.holds(on) for role in self.people[person_id].roles)

    def holder(self, title_key: str, code: str, on: date) -> PersonEntry | None:
        """Who held a title on a day; `code` is a country or the id of a body; `leader`, `chief` are understood."""
        body = self.bodies.get(code)
        for title in self.meanings(title_key, code):
            for seat in dict.fromkeys((code, body.code if body and body.code else code)):
                for role, person in self._holders.get((title, seat), ()):
                    if role.holds(on):
                        return person
        return None

    def meanings(self, title_key: str, code: str) -> tuple[str, ...]:
        """The titles that a title stands for there: `chancellor` is the finance minister in GBR."""
        local = self._aliases.get(code, {}).get(title_key)
        if local:
            return (local,)
        return LEADER if title_key == "leader" else (title_key,)

    def _resolve(
        self, shared: SharedName, *, titled: bool, seen: Mapping[str, int], on: date | None
    ) -> PersonEntry | None:
        """The person that a shared surname means here, if that can be told."""
        named = [person_id for person_id in shared.person_ids if person_id in seen]
        if named:
            return self.people[max(named, key=lambda person_id: seen[person_id])]
        if on is None:
            return None
        active = [person_id for person_id in shared.person_ids if self.in_office(person_id, on)]
        if not titled:
            active = [person_id for person_id in active if person_id not in shared.guarded]
        leading = [person_id for person_id in active if self.person_role(person_id, on).sector is not Sector.LEG]
        for known in (active, leading):
            if len(known) == 1:
                return self.people[known[0]]
        return None


def _has_title_before(place: int, text: str, matches: list[Match]) -> bool:
    """Whether a title stands just before the surname: "Premier Harris", "the prime minister, Martin"."""
    if not matches or not isinstance(matches[-1].entry, TitleEntry):
        return False
    between = text[matches[-1].end : place]
    return len(between) <= CLOSE and not between.strip(", ")


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the data files beside this module, checked, built once a process."""
    return build_lexicon(DataFiles())


def build_lexicon(data: DataFiles) -> Lexicon:
    """A lexicon of given data files; raises SettingsError naming file, entry and field on the first mistake."""
    with uncollected():
        polities = read_polities(data)
        return Lexicon(polities, read_people(data, polities), read_wordings(data))
