"""What the act is about: instruments in a stretch of words, with other people's armies and side remarks left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.lexicon import BodyEntry, CountryEntry, InstrumentEntry, Match, PersonEntry, Strength
from pipeline.extract.lexicon.short_names import INS
from pipeline.extract.objects.coordinated import shares_aid, shares_membership
from pipeline.extract.objects.senses import are_trained, is_aim, is_defined, is_framed, is_of_another_kind, is_russian
from pipeline.extract.objects.vouching import Vouching, is_ukrainian
from pipeline.extract.sentences.tokens import Token
from pipeline.model import Instrument

HOSTILE = frozenset({"RUS", "PRK", "UKR", "BLR", "ISR", "IRN", "CHN"})
"""Whose own soldiers are no guarantee for Ukraine, unless they are called peacekeepers."""

LOOK_BACK = 3
"""Words before a noun that can name its owner: "Russia's advancing troops"."""

ALLIANCE = {"NATO": INS.NATO, "EU": INS.EU}
MEMBER_BEFORE = frozenset({
    "join", "joining", "joins", "joined", "enter", "entering", "into", "admit", "admitting", "invite", "inviting",
    "invited",
    "membership", "accession", "member", "accepted", "accepting", "admitted", "part",
})  # fmt: skip
MEMBER_AFTER = frozenset({
    "membership", "accession", "bid", "invitation", "ambitions", "aspirations", "hopes", "concession",
    "demand", "demands", "goal", "dream", "quest", "push",
})  # fmt: skip
OF_ITSELF = frozenset({
    "alliance", "bloc", "club", "family", "military", "defence", "defense", "one", "membership", "quickly", "someday",
    "anytime", "soon", "today", "tomorrow", "now", "eventually", "immediately", "yet", "ever", "either", "next",
})  # fmt: skip
"""Words after an alliance's name by which still the alliance is joined; "joins an EU summit" joins something of it."""
TOWARDS = frozenset({
    "for", "into", "toward", "towards", "needs", "need", "wants", "want", "swap", "swaps", "drop", "drops", "forget",
    "without", "seeks",
})  # fmt: skip
"""Words before NATO after which, in a sentence on Ukraine, membership is meant: "not ready for NATO"."""
WANTED_OF = frozenset({"wants", "want", "wanted", "needs", "need", "expects", "asks"})
"""Words before an alliance that is to do something: "wants NATO to take over"."""
BARRED = frozenset({
    "bar", "bars", "barring", "barred", "keep", "keeping", "exclude", "excluding", "block", "blocking", "never",
})  # fmt: skip

OWNERS = {
    "us": "USA", "u.s.": "USA", "american": "USA", "washington": "USA", "european": "EUROPE", "western": "COTW",
    "nato": "NATO",
    "british": "GBR", "french": "FRA", "german": "DEU", "polish": "POL", "canadian": "CAN", "italian": "ITA",
    "spanish": "ESP", "dutch": "NLD", "danish": "DNK", "swedish": "SWE", "norwegian": "NOR", "finnish": "FIN",
    "estonian": "EST", "latvian": "LVA", "lithuanian": "LTU", "turkish": "TUR", "australian": "AUS", "czech": "CZE",
    "belgian": "BEL", "romanian": "ROU", "portuguese": "PRT", "irish": "IRL", "japanese": "JPN", "uk": "GBR",
    "greek": "GRC", "chinese": "CHN", "hungarian": "HUN", "croatian": "HRV", "bulgarian": "BGR", "austrian": "AUT",
}  # fmt: skip
"""Words at the beginning of a wording that say whose it is."""

FINANCIAL = frozenset({
    "financial", "economic", "budget", "budgetary", "loan", "loans", "euro", "euros", "macro-financial",
    "macrofinancial",
})  # fmt: skip


@dataclass(slots=True)  # made for every sentence: frozen takes four times as long
class Held:
    """An instrument at a token; `owner` is whose troops or arms, where the words say so."""

    instrument: Instrument
    at: int
    is_strong: bool
    owner: str | None = None
    is_frame: bool = False


class InstrumentReader:
    """Reads instruments with the whole document in mind: a weak wording counts where a strong one vouches for it."""

    def __init__(
        self,
        matches: Sequence[Match],
        is_brief: bool = False,
        topic: tuple[Instrument, ...] = (),
        lead: tuple[Instrument, ...] = (),
    ) -> None:
        self.lead = lead
        """What the plan or idea of the first sentence is about: "rejects Kyiv's proposal" in the headline means it."""
        self.is_brief = is_brief
        """Whether the document is a headline on Ukraine with a summary: every weapon in it is Ukraine's."""
        self.topic = topic
        """The one instrument that an article is about, if it is: what "the plan" means there."""
        self.strong = {
            match.entry.instrument
            for match in matches
            if isinstance(match.entry, InstrumentEntry) and match.entry.strength is Strength.STRONG
        }
        self.bodies = {match.entry.code for match in matches if isinstance(match.entry, BodyEntry)}
        self._vouching = Vouching(self.strong, self.bodies, is_brief)

    def held(self, tokens: Sequence[Token], start: int, end: int) -> list[Held]:
        """The instruments named in [start, end), in order."""
        found: list[Held] = []
        for at, token in enumerate(tokens[start:end], start):
            match = token.match
            if match is None:
                continue
            if isinstance(match.entry, InstrumentEntry) and not _joins_part(tokens, at):
                if shares_aid(tokens, at, start):
                    found.append(Held(INS.ARMS, at - 2, True))
                found.extend(self._wording(tokens, at, start, match.entry))
            elif isinstance(match.entry, BodyEntry) and match.entry.code in ALLIANCE and token.lower != "brussels":
                joined = _alliance(tokens, at, (start, end), match.entry.code)
                shared = not joined and shares_membership(tokens, at, end)
                found.extend([Held(ALLIANCE[match.entry.code], at, True)] if shared else joined)
        return found

    def _wording(self, tokens: Sequence[Token], at: int, start: int, entry: InstrumentEntry) -> list[Held]:
        if tokens[at].lower in MEMBERS and at + 1 < len(tokens) and tokens[at + 1].lower in STATES:
            return []
        if is_of_another_kind(tokens, at, entry.instrument):
            return []
        owner = _owner(tokens, at, start)
        strong = entry.strength is Strength.STRONG
        trained = entry.instrument is INS.TROOPS and are_trained(tokens, at)
        if entry.instrument is INS.TROOPS and not trained and _is_hostile(tokens[at], owner):
            return []
        instrument = INS.TRAIN if trained else self._meant(tokens, at, entry.instrument, strong=strong)
        if not strong and instrument is INS.FUND and tokens[at].lower == "aid":
            near = {t.lower for t in tokens[max(0, at - 4) : at + 4]}
            lent = "EU" in self.bodies and INS.FUND in self.strong and INS.ARMS not in self.strong
            instrument = INS.FUND if FINANCIAL & near or owner == "EU" or lent else INS.ARMS
        if not strong and not self._vouching.vouch(tokens, at, instrument, owner):
            return []
        if not strong and instrument is INS.GENERIC and self.strong & {INS.FUND, INS.GENERIC} == {INS.FUND}:
            instrument = INS.FUND  # those that a loan needs: "demanded guarantees from other members"
        held = Held(instrument, at, strong, owner, _is_frame(tokens, at, start, instrument))
        if instrument is INS.ART5 and tokens[at].lower.startswith("nato-") and "guarantee" in tokens[at].lower:
            return [held, replace(held, instrument=INS.GENERIC)]  # NATO is only what they are likened to
        return [held]

    def _meant(self, tokens: Sequence[Token], at: int, instrument: Instrument, *, strong: bool) -> Instrument:
        """The instrument that a wording means beside the names near it: Russia's binding guarantees or Kyiv's."""
        if instrument is INS.NATO and self._is_union(tokens, at, strong=strong):
            return INS.EU
        binding = instrument is INS.NEUTRAL and tokens[at].lower.startswith("legally binding")
        return INS.GENERIC if binding and not any(map(is_russian, tokens)) else instrument

    def _is_union(self, tokens: Sequence[Token], at: int, *, strong: bool) -> bool:
        """Whether a bare "membership" or "accession" is the Union's: only that is named in the sentence, or at all."""
        if "nato" in tokens[at].lower or "alliance" in tokens[at].lower:
            return False
        near = {token.entry.code for token in tokens if isinstance(token.entry, BodyEntry)} & set(ALLIANCE)
        named = {token.entry.instrument for token in tokens if isinstance(token.entry, InstrumentEntry)}
        if not near and INS.EU in named and not any("nato" in token.lower for token in tokens):
            return True  # "wants every cluster of Ukraine's membership opened"
        return (near or (self.bodies & set(ALLIANCE) if strong else set())) == {"EU"}


MEMBERS = frozenset({"nato member", "nato members"})
STATES = frozenset({"state", "states", "country", "countries", "nation", "nations", "government", "governments"})
"""Words after "NATO member" that make it one of those who are in."""


def _owner(tokens: Sequence[Token], at: int, start: int) -> str | None:
    """The country whose thing it is: in its wording, or the nearest name before it in the phrase."""
    first, blank, _ = tokens[at].lower.partition(" ")
    if blank and (owner := OWNERS.get(first.removesuffix("'s"))):
        return owner
    for before in range(at - 1, max(start, at - LOOK_BACK) - 1, -1):
        token = tokens[before]
        if token.tag in ",;pwjxhmzt" or token.lower in ("the", "a", "an", "any"):
            return None
        entry = token.entry
        if isinstance(entry, CountryEntry):
            return entry.code
        if isinstance(entry, PersonEntry):
            return entry.country
        if isinstance(entry, BodyEntry):
            return entry.code
    return None


PROTECTING = (
    "peacekeep",
    "reassurance",
    "multinational",
    "stabilisation",
    "stabilization",
    "european",
    "foreign",
    "western",
)
"""Beginnings of wordings that tell what the soldiers are for, whatever country is named before them."""


def _is_hostile(token: Token, owner: str | None) -> bool:
    if token.lower.startswith(PROTECTING):
        return owner == "RUS"
    return owner in HOSTILE


def _is_frame(tokens: Sequence[Token], at: int, start: int, instrument: Instrument) -> bool:
    """Whether an instrument gives way to the others named beside it: it frames them, or is what they are for."""
    vague = instrument is INS.GENERIC and (is_aim(tokens, at, start) or is_defined(tokens, at))
    return vague or is_framed(tokens, at, start)


def _alliance(tokens: Sequence[Token], at: int, span: tuple[int, int], code: str) -> list[Held]:
    """NATO or the EU as what Ukraine would join, or be barred from."""
    start, end = span
    before = [token.lower for token in tokens[max(start, at - 4) : at]]
    before = before[:-1] if before[-1:] == ["the"] else before
    before = before[:-1] if before[-2:] == ["forget", "about"] else before
    after = [token.lower for token in tokens[at + 1 : min(end, at + 3)]]
    if BARRED.intersection(before) and after[:1] == ["from"] and code == "NATO":
        return [Held(INS.NEUTRAL, at, True)]
    outside = before[-2:] == ["out", "of"] and _stays_outside(tokens, at)
    if code == "NATO" and (outside or ("from" in before and BARRED.intersection(before))):
        return [Held(INS.NATO, at, True), Held(INS.NEUTRAL, at, True)]
    inside = before[-2:] in (["be", "in"], ["be", "inside"]) and any(map(is_ukrainian, tokens))
    if inside or _is_place(before, code) or (not before and _is_away(tokens, at)):
        return [Held(ALLIANCE[code], at, True)]
    talks = after[:1] in (["talks"], ["negotiations"]) and _is_ukraines(tokens, at, start)
    if talks or (after[:1] == ["for"] and at + 2 < end and is_ukrainian(tokens[at + 2])):
        return [Held(ALLIANCE[code], at, True)]
    alone = at + 1 >= end or tokens[at + 1].tag not in "klt" or before[-1:] != ["for"]
    if before[-2:] == ["commitment", "to"] and any(map(is_ukrainian, tokens[:at])):
        return [Held(ALLIANCE[code], at, True)]
    acts = after[:1] == ["to"] and before[-1:] != [] and before[-1] in WANTED_OF
    if alone and not acts and before[-1:] and before[-1] in TOWARDS and any(map(is_ukrainian, tokens)):
        return [Held(ALLIANCE[code], at, True)]
    nxt = tokens[at + 1] if at + 1 < end else None
    other = nxt is not None and (nxt.tag in "lsi" or (nxt.tag == "k" and nxt.lower not in OF_ITSELF))
    joins = MEMBER_BEFORE.intersection(before) and STATES.isdisjoint(before)  # "member states of the EU" are in
    if (joins and not other) or MEMBER_AFTER.intersection(after):
        return [Held(ALLIANCE[code], at, True)]
    return []


def _is_ukraines(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a genitive of Ukraine stands shortly before: "Ukraine's EU, NATO talks"."""
    near = range(max(start, at - 4), at)
    return any(tokens[i].lower == "ukraine's" or (tokens[i].tag == "'" and is_ukrainian(tokens[i - 1])) for i in near)


PLACES = frozenset({"belongs", "belong", "belonged", "place", "future", "home", "business"})
ROADS = frozenset({"path", "road", "way", "alternative", "route", "track"})
"""Nouns whose "to" leads into an alliance."""
AWAY = frozenset({"off", "out", "unrealistic", "impossible", "closed", "unacceptable", "hopeless"})
"""What an alliance is that nobody is to join: "NATO is off the table"."""


def _is_place(before: Sequence[str], code: str) -> bool:
    """Whether an alliance is where Ukraine belongs, or what a path leads to."""
    if before[-1:] in (["in"], ["inside"]):
        return not PLACES.isdisjoint(before)
    return (before[-1:] == ["to"] and not ROADS.isdisjoint(before[-2:])) or (
        code == "NATO" and before[-2:] in (["alternative", "except"], ["alternative", "but"])
    )


def _is_away(tokens: Sequence[Token], at: int) -> bool:
    """Whether an alliance itself is what is said to be off the table."""
    after = tokens[at + 1 : at + 5]
    return bool(after) and after[0].tag in "xm" and any(token.lower in AWAY for token in after)


def _stays_outside(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is Ukraine that is to stay out of the alliance named here, and of nothing else of it."""
    named = (t for t in reversed(tokens[:at]) if isinstance(t.entry, CountryEntry | PersonEntry))
    last = next(named, None)
    alone = at + 1 >= len(tokens) or tokens[at + 1].tag not in "klis"
    return last is not None and is_ukrainian(last) and alone


def _joins_part(tokens: Sequence[Token], at: int) -> bool:
    """Whether only something of an alliance is joined: "to join NATO fund for Ukraine weapons"."""
    verbal = tokens[at].lower.startswith(("join", "enter")) and tokens[at].lower.endswith(("nato", "eu", "alliance"))
    return verbal and at + 1 < len(tokens) and tokens[at + 1].lower.split(" ", 1)[0] in PARTS


PARTS = frozenset({
    "fund", "summit", "meeting", "mission", "force", "forces", "training", "programme", "program", "initiative",
    "scheme", "leaders", "states", "members", "countries", "effort", "efforts", "troops", "drills", "exercises",
    "command", "talks", "allies", "loan", "drive", "purchase", "plan", "roaming", "area", "market", "single", "customs",
    "grid", "agency", "conference", "council", "committee", "network", "exercise", "battlegroup", "centre", "center",
})  # fmt: skip

VAGUE = frozenset({INS.GENERIC, INS.TROOPS, INS.NATO, INS.EU})


def without_trainers(tokens: Sequence[Token], found: Sequence[Held]) -> list[Held]:
    """The instruments without soldiers who only go somewhere else to train: "120 soldiers to Britain to train"."""
    trains = next((one.at for one in found if one.instrument is INS.TRAIN), None)
    sent = [one for one in found if one.instrument is INS.TROOPS]
    if trains is None or not sent or sent[0].at > trains:
        return list(found)
    between = tokens[sent[0].at : trains]
    there = any("ukraine" in token.lower and not token.lower.startswith("train") for token in between)
    return list(found) if there else [one for one in found if one.instrument is not INS.TROOPS]


BEHIND = frozenset({"for", "behind", "to", "of", "underpin", "back", "support", "protect"})
"""Words that lead from a backstop to the force that it is for."""


def without_backed(tokens: Sequence[Token], found: Sequence[Held]) -> list[Held]:
    """The instruments without what an American backstop is for, or what it is called: "a backstop for the force"."""
    behind = next((one.at for one in found if one.instrument is INS.BACKSTOP), None)
    if behind is None:
        return list(found)
    return [one for one in found if one.instrument not in BACKED or not _is_backed(tokens, behind, one)]


BACKED = (INS.TROOPS, INS.GENERIC)


def _is_backed(tokens: Sequence[Token], behind: int, held: Held) -> bool:
    if held.instrument is INS.GENERIC and abs(held.at - behind) == 1:
        return True  # "a 'backstop' security guarantee"
    between = tokens[behind + 1 : held.at]
    led = bool(between) and any(token.lower in BEHIND for token in between)
    return led and not any(token.tag in "j,;" for token in between)


def choose(found: Sequence[Held]) -> list[Held]:
    """The instruments an act is about, out of those in its complement: framing and vague ones give way."""
    if len({held.instrument for held in found}) <= 1:
        return list(found)
    main = [held for held in found if not held.is_frame] or list(found)
    if any(held.instrument is INS.ART5 for held in main):
        named = {held.at for held in main if held.instrument is INS.ART5}
        # What Article 5 is offered outside of is no neutrality.
        main = [held for held in main if held.instrument not in (INS.GENERIC, INS.NEUTRAL) or held.at in named]
    if any(held.is_strong for held in main):
        first = min(held.at for held in main)
        main = [held for held in main if held.is_strong or held.instrument not in VAGUE or held.at == first]
    return main
