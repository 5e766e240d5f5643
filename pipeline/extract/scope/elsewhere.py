"""Which acts are about another country than Ukraine: its guarantees, its bid, its peacekeepers, its pacts."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.acts.compounds import HOSTILE
from pipeline.extract.acts.drafts import Draft, codes_of
from pipeline.extract.dates.spans import INVASION
from pipeline.extract.lexicon import CountryEntry, CueEntry, Match, PersonEntry, SurfaceKind
from pipeline.extract.lexicon.short_names import INS
from pipeline.extract.scope.gate import ALLIES
from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.tokens import Token

if TYPE_CHECKING:
    from pipeline.extract.scope.exclusions import Scope


UKRAINE_WORDS = ("ukrain", "kyiv", "kiev", "zelensk")
ELSEWHERE = frozenset({
    "TWN", "ISR", "PSE", "ARM", "AZE", "MDA", "GEO", "SYR", "IRN", "IRQ", "SAU", "QAT", "ARE", "KWT", "SRB", "MNE",
    "MKD", "ALB",
    "BIH", "XKX", "AFG", "LBN", "YEM", "VEN", "SWE", "FIN",
})  # fmt: skip
"""Countries with guarantees, bids and pacts of their own."""
FAR = frozenset(
    {"TWN", "ISR", "PSE", "SAU", "QAT", "ARE", "ARM", "AZE", "AFG", "IRQ", "SYR", "VEN", "YEM", "LBN", "KWT"}
)
"""Countries that nobody asks to guard Ukraine: what they say of guarantees is said of their own."""
OTHERS = frozenset({
    "taiwan", "gaza", "hamas", "hormuz", "nagorno-karabakh", "transnistria", "kosovo", "sudan", "greenland", "haiti",
})  # fmt: skip
MEMBERSHIP = frozenset({INS.NATO, INS.EU, INS.BILAT, INS.GENERIC, INS.ART5})


def _is_label(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether a headline's first words only say which story it belongs to: "Ukraine war:"."""
    return clause.intro == "lead" or (
        clause.end < len(tokens) and tokens[clause.end - 1].lower == ":" and not clause.predicates
    )


def elsewhere(scope: "Scope", draft: Draft) -> bool:
    """Whether a sentence is about another country that has guarantees, bids or wars of its own."""
    acting = codes_of(draft)
    tokens = _statement(draft)
    if INS.SNAPBACK in draft.instruments and {"IRN", "PRK", "SYR"} & {_country(token) for token in tokens}:
        return True
    if acting and acting <= ELSEWHERE and {INS.NATO, INS.EU} & set(draft.instruments):
        return True
    if acting and acting <= FAR and not _gives_to_ukraine(draft, tokens):
        return True
    asks = draft.meaning is not None and draft.meaning.force is Force.REQUEST
    if (asks and _joins_itself(draft, acting)) or (INS.TROOPS in draft.instruments and _goes_to_allies(draft)):
        return True
    if asks and acting and acting <= AT_WAR | {"MDA", "GEO"} and INS.ARMS in draft.instruments:
        return True
    label = draft.reading.clauses[0]
    if names_ukraine(tokens[label.end :] if _is_label(tokens, label) else tokens):
        return False
    about = MEMBERSHIP | {INS.TROOPS, INS.MONITOR}
    others = ELSEWHERE if about & set(draft.instruments) else AT_WAR
    named = {_country(token) for token in tokens}
    if any(token.lower in OTHERS for token in tokens) or named & (others - (acting - FAR)):
        return True
    return asks and bool(acting) and acting <= ELSEWHERE


GIVEN = frozenset({INS.ARMS, INS.TRAIN, INS.INTEL, INS.FUND, INS.GUARANTOR, INS.AIR})
"""What even a far country gives Ukraine or refuses it."""


def _gives_to_ukraine(draft: Draft, tokens: Sequence[Token]) -> bool:
    """Whether a far country tells what Ukraine gets from it: "Israel refused Kyiv's request for arms"."""
    if not draft.instruments or not GIVEN.issuperset(draft.instruments) or not names_ukraine(tokens):
        return False
    end, ends = draft.clause.end, {one.end for one in draft.chain}
    inside = [*draft.reading.tokens[draft.head.start : draft.head.end]]
    inside.extend(draft.reading.tokens[one.at] for one in draft.held)
    return names_ukraine(inside) or any(
        names_ukraine(draft.reading.tokens[at : at + 1])
        and (
            at - (draft.reading.tokens[at - 1].tag == "d") in ends
            or not LEADING.isdisjoint(draft.reading.words[max(0, at - 2) : at])
        )
        for at in range(draft.head.end, end)
    )


LEADING = frozenset({"to", "for", "of"})
"""Words before whoever gets a thing: "to the Ukrainian army"; "for its own army, citing Ukraine" gives Ukraine none."""


def _object(draft: Draft) -> Sequence[Token]:
    return draft.reading.tokens[draft.head.end : draft.clause.end]


def _joins_itself(draft: Draft, acting: set[str]) -> bool:
    """Whether another country wants in: "Moldova, a neighbour of Romania, is keen on joining the Union"."""
    joins = not {INS.NATO, INS.EU}.isdisjoint(draft.instruments) and not names_ukraine(_object(draft))
    return joins and not acting.isdisjoint(ELSEWHERE) and "UKR" not in acting


FLANK = ("baltic", "the baltic", "eastern flank")


def _goes_to_allies(draft: Draft) -> bool:
    """Whether soldiers go to the alliance's own flank: "to the Baltic countries"."""
    tokens = _object(draft)
    if names_ukraine(tokens):
        return False
    return any(
        before.lower in ("to", "in", "across", "the") and token.lower.startswith(FLANK)
        for before, token in pairwise(tokens)
    )


AT_WAR = frozenset({"ISR", "TWN", "PSE", "SYR", "ARM", "AZE", "LBN", "YEM"})
"""Countries that are given arms for wars of their own."""


def _statement(draft: Draft) -> list[Token]:
    """The words of a sentence between the semicolons around an act: "…; Ukraine has nothing like it" is another."""
    tokens = draft.reading.tokens
    if ";" not in draft.reading.words:
        return tokens
    start = max((at + 1 for at in range(draft.head.start) if tokens[at].lower == ";"), default=0)
    stop = next((at for at in range(draft.head.end, len(tokens)) if tokens[at].lower == ";"), len(tokens))
    return tokens[start:stop]


def _country(token: Token) -> str | None:
    entry = token.entry
    if isinstance(entry, CountryEntry):
        return entry.code
    return entry.country if isinstance(entry, PersonEntry) else None


NEUTRALS = frozenset({"CHE", "AUT", "IRL", "MLT", "MDA", "FIN", "SWE"})


def nothing_there(scope: "Scope", draft: Draft) -> bool:
    """A mission that the United Nations end stands elsewhere: they have none in Ukraine that could be."""
    meaning = draft.meaning
    ended = meaning is not None and meaning.force is Force.SUSPEND and draft.instruments == (INS.TROOPS,)
    return ended and codes_of(draft) == {"UN"}


def own_neutrality(scope: "Scope", draft: Draft) -> bool:
    """A neutral country speaks of its own neutrality, Iran of its own bomb."""
    own = draft.instruments == (INS.NEUTRAL,) and bool(draft.actors) and codes_of(draft) <= NEUTRALS
    if draft.instruments == (INS.NUCLEAR,) and _rattles(draft):
        return True
    umbrella = draft.instruments == (INS.NUCLEAR,) and not codes_of(draft) & {"UKR", "RUS", "BLR"}
    if umbrella and not names_ukraine(draft.reading.tokens):
        return True
    return own or (draft.instruments == (INS.NUCLEAR,) and bool(codes_of(draft) & {"IRN", "PRK", "ISR"}))


def _rattles(draft: Draft) -> bool:
    """Whether Russia's own bomb is meant, or one for Asia: "hinted at using nuclear weapons in Ukraine"."""
    if any(_country(token) in ASIA for token in draft.reading.tokens):
        return True
    first = min((one.at for one in draft.held), default=draft.head.end)
    words = draft.reading.words[draft.head.start : first]
    return codes_of(draft) == {"RUS"} and not {"use", "using", "deploying", "launching"}.isdisjoint(words)


ASIA = frozenset({"JPN", "KOR", "PRK", "IRN", "ISR", "IND", "PAK", "TWN"})
"""Countries whose bomb or umbrella is not Ukraine's."""


def joins_itself(scope: "Scope", draft: Draft) -> bool:
    """Whether another country's membership is meant: "celebrated Sweden's admission to NATO"."""
    if not set(draft.instruments) <= {INS.NATO, INS.EU} or not draft.held:
        return False
    tokens = draft.reading.tokens[draft.head.end : draft.held[-1].at + 1]
    owners = [one for one, after in pairwise(tokens) if after.tag == "'" and _country(one) is not None]
    return any(_country(one) in ELSEWHERE for one in owners) and not names_ukraine(tokens)


def goes_elsewhere(scope: "Scope", draft: Draft) -> bool:
    """What is given to another country: "offered Saudi Arabia guarantees", "send peacekeepers to South Sudan"."""
    asked = draft.instruments == (INS.GUARANTOR,) and codes_of(draft) == {
        "UKR"
    }  # whom Ukraine asks to be its guarantor
    given = {INS.TROOPS, INS.ART5, INS.GENERIC, INS.EU, INS.GUARANTOR, INS.MONITOR} & set(draft.instruments)
    if asked or not given or not draft.held:
        return False
    tokens, first, last = draft.reading.tokens, draft.held[0].at, draft.held[-1].at
    if names_ukraine([t for t in tokens[min(first, draft.head.start) : last + 1] if t.tag == "i" or t.tag in "ae"]):
        return False
    begin = draft.head.start + (not draft.head.act.act_id.startswith("compound"))  # "Trump's Gaza troops plan"
    if any(_is_elsewhere(token, draft) for token in tokens[begin:first]):
        return True
    if INS.TROOPS in draft.instruments and _on_allied_soil([token.lower for token in tokens[last + 1 : last + 6]]):
        return True
    for at in range(last + 1, min(len(tokens), last + 4)):
        if tokens[at].tag in ",;jwrxhmzv" or "ukrain" in tokens[at].lower or _opens_title(tokens, at):
            return False
        if _is_elsewhere(tokens[at], draft) or _is_posting(tokens, at, draft):
            return any(t.lower in ("to", "in", "for", "with", "of", "at", "from") for t in tokens[last + 1 : at])
    return False


def _opens_title(tokens: Sequence[Token], at: int) -> bool:
    """Whether a country only tells whose office follows: "shows the plan to French President X"."""
    return at + 1 < len(tokens) and tokens[at].tag in "ae" and tokens[at + 1].tag == "l"


def _on_allied_soil(words: Sequence[str]) -> bool:
    """Whether soldiers are to stay at home or with an ally: "station its forces on neighbouring Nato territory"."""
    at = next((at for at, word in enumerate(words) if word in ("territory", "soil", "flank")), 0)
    return not HOME.isdisjoint(words[:at])


HOME = frozenset({"nato", "neighbouring", "neighboring", "allied", "its", "their", "own", "polish", "romanian"})
PLACES = frozenset({
    "sudan", "congo", "mali", "gaza", "kosovo", "cyprus", "lebanon", "haiti", "golan", "sinai", "africa", "sahel",
    "yemen", "niger", "libya", "somalia", "bosnia", "balkans", "baltics", "caribbean", "arctic", "asia", "pacific",
    "indo-pacific", "gulf", "mediterranean", "middle",
})  # fmt: skip
"""Where other soldiers and peacekeepers stand; of "the Middle East" its first word."""
NEIGHBOURS = frozenset({"UKR", "RUS", "BLR"})


def _is_posting(tokens: Sequence[Token], at: int, draft: Draft) -> bool:
    """Whether soldiers go to another country than Ukraine or to its border: "send soldiers to Turkey"."""
    entry = tokens[at].entry
    if draft.instruments != (INS.TROOPS,) or not isinstance(entry, CountryEntry) or entry.code in NEIGHBOURS:
        return False
    if tokens[at - 1].lower in ("to", "into"):
        return entry.kind is SurfaceKind.NAME
    return tokens[at - 1].lower == "the" and at + 1 < len(tokens) and tokens[at + 1].lower in ("border", "coast")


def stands_elsewhere(scope: "Scope", draft: Draft) -> bool:
    """Whether soldiers are posted with an ally: "may deploy a brigade in Lithuania to protect the alliance"."""
    tokens = draft.reading.tokens
    if draft.instruments != (INS.TROOPS,) or names_ukraine(tokens):
        return False
    if scope.is_on_posting:
        return True
    stop = next((at for at in range(draft.head.end, len(tokens)) if tokens[at].tag in ",;w"), len(tokens))
    places = (at for at in range(draft.head.end + 1, stop) if tokens[at - 1].lower in ("in", "to", "into"))
    return any(_country(tokens[at]) in POSTED and _country(tokens[at]) not in codes_of(draft) for at in places)


POSTED = frozenset({"LTU", "LVA", "EST", "POL", "ROU", "FIN", "SWE", "NOR", "BGR", "HUN", "SVK", "DEU", "GRC", "TUR"})
"""Countries where allies post soldiers of their own alliance."""


def is_posting(title: str, matches: Sequence[Match]) -> bool:
    """Whether a headline tells of soldiers posted with an ally: "Berlin ready to deploy its troops in Lithuania"."""
    small = title.lower()
    if any(word in small for word in UKRAINE_WORDS) or not any(word in small for word in SOLDIERS):
        return False
    return any(isinstance(m.entry, CueEntry) and m.entry.value == "alliance" for m in matches)


SOLDIERS = ("troops", "soldiers", "brigade", "battlegroup", "battle group", "troop ", "forces")


def _is_elsewhere(token: Token, draft: Draft) -> bool:
    """Whether a word names a country that is neither a party of this war nor the actor, by its own name."""
    if token.lower in PLACES:
        return True
    entry = token.entry
    if not isinstance(entry, CountryEntry) or entry.kind is not SurfaceKind.NAME:
        return False
    acting = codes_of(draft)
    host = entry.code in ELSEWHERE and "EU" in acting  # accession talks have two parties
    apart = entry.code not in NEIGHBOURS and (host or entry.code not in acting)
    return apart and (entry.code in ELSEWHERE or entry.code not in ALLIES)


def names_ukraine(tokens: Sequence[Token]) -> bool:
    """Whether a stretch names Ukraine, its capital or its president."""
    words = " ".join([token.lower for token in tokens])
    return any(word in words for word in UKRAINE_WORDS)


def other_pact(scope: "Scope", draft: Draft) -> bool:
    """A pact between others: two signatories, and Ukraine is not named as one."""
    meaning = draft.meaning
    assert meaning is not None
    codes = codes_of(draft)
    if INS.BILAT in draft.instruments and codes.isdisjoint(PARTIES) and not scope.title_is_ukraine:
        last = max((one.at for one in draft.held), default=draft.head.end)
        return not names_ukraine(draft.reading.tokens[: last + NAMED_AFTER])
    if meaning.force is not Force.SIGN or len(codes) < 2:
        return False
    unnamed = not scope.title_is_ukraine and not names_ukraine(draft.reading.tokens)
    if INS.BILAT in draft.instruments and len(codes - {"UKR"}) > 1 and unnamed:
        return True
    return "UKR" not in codes and (INS.BILAT in draft.instruments or codes <= HOSTILE)


PARTIES = frozenset({*ALLIES, "EU", "NATO", "G7", "COTW", "EUROPE", "UN"})
"""Who signs or offers pacts with Ukraine as a rule; another's pact must name it."""
NAMED_AFTER = 4
"""Words after a pact within which its other party stands: "a pact on security with Kyiv"."""


def hostile_object(scope: "Scope", draft: Draft) -> bool:
    """An accusation that the enemy sends troops or arms."""
    if codes_of(draft) == {"RUS"}:
        return False
    meaning = draft.meaning
    assert meaning is not None
    if meaning.force not in (Force.ACCUSE, Force.REQUEST, Force.THREATEN) or not {INS.TROOPS, INS.ARMS} & set(
        draft.instruments
    ):
        return False
    stop = max(draft.head.end + 3, draft.chain[-1].end)
    for token in draft.reading.tokens[draft.head.start : min(draft.clause.end, stop)]:
        entry = token.entry
        if isinstance(entry, CountryEntry) and entry.code in HOSTILE | {"CHN"}:
            return True
    return False


POSSESSIVES = frozenset({"his", "her", "its", "our", "own", "russian"})
POSTING = ("keep", "leave", "send", "deploy", "station", "maintain", "move", "put", "place", "pour")
LETTING = ("accept", "agree", "consent", "allow", "let", "permit")
AGAINST = frozenset({Force.REJECT, Force.ACCUSE, Force.THREATEN, Force.REQUEST})
"""What Russia does about others' soldiers: "its objection to troops from the alliance"."""
DIGGERS = frozenset({"AUS", "NZL"})
"""Whose soldiers are called diggers: any other country's are machines."""


def own_army(scope: "Scope", draft: Draft) -> bool:
    """Whether the soldiers are the enemy's ("Putin vows to keep his army in Ukraine") or no soldiers at all."""
    codes, words = codes_of(draft), draft.reading.words
    held = [one.at for one in draft.held if one.instrument is INS.TROOPS]
    if codes.isdisjoint(DIGGERS) and held and all(words[at].startswith("diggers") for at in held):
        return True
    strikes = draft.head.lemma.startswith(("threaten", "vow")) and codes <= HOSTILE
    if strikes and held and all(words[at].startswith("military bases") for at in held):
        return True  # Ukraine's own: "threatens to strike military bases in Ukraine"
    posts = draft.chain[-1].lemma.startswith(POSTING) and draft.head.force is Force.WANT  # "hopes to send"
    against = draft.meaning is not None and draft.meaning.force in AGAINST and not posts
    if not held or not codes or not codes <= HOSTILE or against:
        return False
    whose = {word for at in held for word in " ".join(words[max(0, at - 1) : at + 1]).split()}
    posts = draft.chain[-1].lemma.startswith(POSTING) and not draft.head.lemma.startswith(LETTING)
    return posts or not POSSESSIVES.isdisjoint(whose)


def for_russia(scope: "Scope", draft: Draft) -> bool:
    """Guarantees that Russia wanted for itself before the war."""
    if (
        scope.on is None
        # Before it, what Russia called guarantees were its own: drafts of December 2021 against NATO's enlargement.
        or scope.on >= INVASION
        or draft.instruments != (INS.GENERIC,)
        or names_ukraine(draft.reading.tokens)
    ):
        return False
    return any(
        token.lower.startswith(("russia", "moscow", "kremlin", "putin", "lavrov")) for token in draft.reading.tokens
    )
