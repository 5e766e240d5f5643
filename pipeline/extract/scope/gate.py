"""Is a document about Ukraine's security at all? Cheap tests first: most news ends here."""

import re
from collections.abc import Sequence

from pipeline.extract.lexicon import BodyEntry, CountryEntry, CueEntry, InstrumentEntry, Match, PersonEntry, Strength
from pipeline.extract.lexicon.patterns import WordSearch, one_of
from pipeline.model import Document, Instrument

ENGLISH = frozenset({
    "the", "of", "to", "and", "in", "that", "for", "is", "was", "on", "with", "as", "by", "said", "says", "has", "his",
    "from", "will", "would", "after", "over", "at", "be", "but", "not", "have", "who", "its", "it", "are",
})  # fmt: skip
WORDS = re.compile(r"[^\W\d_]+")
WORDS_IN_ASCII = re.compile("[a-z]+")
"""The same words in small letters, found four times as fast where there are no other letters."""
SAMPLE = 500
"""Code points by which a language is told."""
LEAST_SHARE = 0.12
"""Share of these words: English news has above .3; Dutch, which shares some of them, about .06."""
SHORT = 40
"""Words of a headline that may do without any of them."""


def is_english(document: Document) -> bool:
    """Whether the text is English: as the clean stage found it, or else by its commonest words."""
    if document.language is not None:
        return document.language.lower().split("-")[0] in ("en", "eng", "und", "")
    sample = f"{document.title}\n{document.text[:SAMPLE]}"
    words = (WORDS_IN_ASCII if sample.isascii() else WORDS).findall(sample.lower())
    if not words:
        return False
    if not sample.isascii() and len([word for word in words if not word.isascii()]) > len(words) / 2:
        return False
    return len(words) < SHORT or len([word for word in words if word in ENGLISH]) / len(words) >= LEAST_SHARE


def has_subject(matches: Sequence[Match]) -> bool:
    """Whether Ukraine and an instrument are named at all; Russia or the words themselves can stand for Ukraine."""
    if any(map(is_ukraine, matches)):
        return any(isinstance(match.entry, ABOUT) for match in matches)
    instruments = [(m.text, m.entry) for m in matches if isinstance(m.entry, InstrumentEntry)]
    strong = {entry.instrument for _, entry in instruments if entry.strength is Strength.STRONG}
    if any(RUSSIAN_ASSETS.search(text.lower()) for text, _ in instruments):
        return True
    if not strong or any(map(_is_elsewhere, matches)):
        return False
    return bool(strong & UNMISTAKABLE) or any(map(_is_russia, matches))


ABOUT = (InstrumentEntry, BodyEntry, CueEntry)
"""What is named beside Ukraine where a document is about its security."""
RUSSIAN_ASSETS = re.compile(r"\brussian (?:\w+ )?assets\b|\brussia['’]s (?:\w+ )?assets\b")
"""Assets that are frozen for Ukraine's sake, whichever country decides about them."""

UNMISTAKABLE = frozenset(
    {Instrument.FUND, Instrument.GENERIC, Instrument.BUDAPEST, Instrument.GUARANTOR, Instrument.TROOPS, Instrument.ART5}
)
"""Instruments whose strong wordings mean Ukraine in the news of these years even where it is not named."""

ALLIES = frozenset(
    [
        "USA",
        "GBR",
        "FRA",
        "DEU",
        "POL",
        "ITA",
        "ESP",
        "CAN",
        "AUS",
        "NLD",
        "BEL",
        "SWE",
        "NOR",
        "FIN",
        "DNK",
        "EST",
        "LVA",
        "LTU",
        "CZE",
        "SVK",
        "HUN",
        "ROU",
        "BGR",
        "GRC",
        "PRT",
        "IRL",
        "AUT",
        "HRV",
        "SVN",
        "LUX",
        "TUR",
        "ISL",
        "CYP",
        "MLT",
        "NZL",
        "CHE",
        "UKR",
        "RUS",
        "BLR",
    ]
)
"""Countries that take part in Ukraine's affairs; where another one is named, it may be that one's guarantees."""


def _is_elsewhere(match: Match) -> bool:
    return (isinstance(match.entry, CountryEntry) and match.entry.code not in ALLIES) or (
        isinstance(match.entry, PersonEntry) and match.entry.country not in ALLIES
    )


def _is_russia(match: Match) -> bool:
    entry = match.entry
    return (isinstance(entry, CountryEntry) and entry.code == "RUS") or (
        isinstance(entry, PersonEntry) and entry.country == "RUS"
    )


def is_ukraine(match: Match) -> bool:
    """Whether a match names Ukraine, its people, its capital, its allies, or one of its office-holders."""
    entry = match.entry
    if isinstance(entry, CountryEntry):
        return entry.code == "UKR"
    if isinstance(entry, PersonEntry):
        return entry.country == "UKR"
    small = match.text.lower()
    named = "ukrain" in small or "kyiv" in small or small.startswith(FOR_UKRAINE)
    return named or (isinstance(entry, BodyEntry) and entry.code == "COTW")


FOR_UKRAINE = (
    "purl", "eumam", "anne of kyiv", "operation interflex", "operation unifier", "operation orbital", "operation kudu",
    "demilitarised donbas", "demilitarized donbas", "czech ammunition initiative",
)  # fmt: skip
"""Names of programmes that are for Ukraine and for nobody else."""


POINTED = one_of(
    "idea|ideas|plan|plans|proposal|proposals|notion|suggestion|offer|offers|deployment|deployments|initiative|scheme|"
    "mission|force|concept|aid|demand|demands|request|pact|pacts|accord|accords|agreement|agreements|deal|deals|"
    "guarantees|move|option|possibility|contingent|presence|step|decision|refusal|pledge|pledges|promise|promises|"
    "commitment|commitments|support|vote|announcement|statement|package|programme|program|prospect|effort|efforts|"
    "contingents|units|measures|attempts|steps|actions|moves|initiatives|intentions|scenario|scenarios|"
    "arrangement|arrangements|declaration|document|documents|framework|debate|operation|issue|matter|troops|"
    "forces"
)
ACTS = (
    "reject|rul|back|support|discuss|accept|refus|oppos|dismiss|welcom|endors|rais|block|veto|debat|prais|hail|"
    "criticis|criticiz|condemn|slam|mock"
)
EFFECTS = "happen|lead|prolong|deter|help|bring|escalat|provok|increas|strengthen|mean|send|change|undermin|threaten"
HINT = WordSearch([
    ("the|this|such|that|any|a|an|these|those|his|her|their|its", rf"\b(?: [\w’'-]++){{0,2}} {POINTED}\b"),
    (ACTS, r"\w* (?:it|them|this|that)\b"),
    ("it", rf" (?:has|had|was|would|will|is)\b(?: \w+){{0,2}} {one_of(ACTS)}"),
    (
        "this|that|it",
        r" (?:is|was|would be|will be)\b[^.;]{0,25}\b(?:unacceptable|inadmissible|irresponsible|premature|"
        r"out of the question|a red line|not on the agenda|on the table|too early|never happen|not happen|nonsense|"
        r"a mistake|dangerous|a bluff|an option)\b",
    ),
    ("vote|voted", r" (?:by |with )?\d"),
    ("call|consider|describ|dub", r"\w* (?:it|this|that|them) (?:as )?(?:one of |the |an? |[“\"‘])"),
    ("said|say|says|vote|votes|voted", r" no\b"),
    ("this|that|it", rf" (?:would|will|could|may|might)(?: only| never| not)? {one_of(EFFECTS)}\w*"),
    ("sign|signs|signed|signing", r" (?:it|(?:the )?(?:bill|law|document|package))\b"),
    ("not see|n’t see|n't see", r" (?:that|it)\b"),
    ("we’ll|we'll|we will|we shall", r" see\b"),
    ("militarily|never say never|the right time", r"\b"),
    ("think about|consider|look at|look into|study|weigh|examine", r" (?:it|this|that)\b"),
    (
        "pledg|allocat|contribut|announc|commit|earmark|donat|put down|spend|provid|give|giving|lend|grant|transfer",
        r"\w*\b[^.;]{0,40}\d(?:[.,]\d+)? ?(?:[mb]illion|bn|mn)\b",
    ),
    ("send|sending|dispatch|deploy|contribute|provide", r" any\b"),
    (
        "such|similar|analogous|comparable",
        r" (?:\w+ ){0,2}(?:agreement|deal|document|pact|accord|treat|one|assistance|aid|support|help)\w*",
    ),
    ("invit", r"\w* (?:ukraine|kyiv)\b"),
    ("to join", r"\b(?: \w+)?[.,;”\"]"),
    ("soften|drop|lift|withdraw|withdrew", r"\w* (?:\w+ )?(?:opposition|objections?|veto|resistance)\b"),
    ("train|arm|lend|lent", r"(?:s|ed|ing)?\b"),
    ("do|doing|did", r" (?:so|likewise|the same)\b"),
    ("do|doing|play|playing|pull", r" (?:its|his|her|their|our|a|an)\b(?: \w+)? (?:share|part|bit|role|weight)\b"),
    ("follow", r"(?:s|ed|ing)? suit\b"),
    ("sign|lead|command", r"(?:s|ed|ing)? it\b"),
    ("need|want", r"(?:s|ed)? more\b[.,;”\"]?"),
    ("join|part of|part in|participate in", r"\w* [^.;]{0,30}\bcoalition\b"),
    ("say|said|says|saying", r" (?:no|yes)\b(?! \w*one)"),
    ("voic|express|rais", r"\w* (?:opposition|objections)\b"),
    ("take|took|taken|taking", r" part\b"),
    (
        "agree|commit|object|oppos|favour|favor|part|provid|deliver|send|supply|suppli",
        r"\w*(?: (?:to|of|in|with|on))? (?:it|them|this|that|one|(?:two|three|some|more|all) of (?:it|them))\b",
    ),
    ("documents|the news", r"\b"),
    ("sign|signs|signed", r" document\b"),
    ("intervene militarily|be involved|get involved|getting involved|participate|no soldiers|no troops", r"\b"),
])  # fmt: skip
"""Words by which a sentence without an instrument can speak of one named before, or imply one."""

MEMBERSHIP = re.compile(
    r"\b(?:be in|be inside|"
    r"join|member|access|enter|entry|invit|admi|bid|into|commitment|bar|barred|ambition|aspiration|for|without|needs?|wants?|door|"
    r"belong|place|future|path|road|alternative|stay|out of nato|off the table|out of the question|unrealistic)\w*"
)
"""Words that make an alliance what Ukraine would join."""

MEETS = re.compile(
    r"\b(?:form a|forming|assembl|join|interest|meet|host|talks|summit|call|gather|conven|session|chair)\w*"
)
"""Words that make the coalition of the willing meet or come about; what it is about the document says."""

PRONOUN = WordSearch([
    ("he|she|they|it|them|we|i|his|her|their|both|this|such|that|do so|the same|likewise|suit|said no|the news", r"\b"),
    (
        "the two|the pair|the sides|the parties|the talks|the discussions|the meeting|the idea|"
        "the plan|the proposal|the move|the offer|the aid|the mission|the force|"
        "the statement|the declaration|the president|the government|the cabinet|the parliament|the lawmakers|"
        "the ministry|the chancellor|the premier|the prime minister|the minister|the leader|the leaders|"
        "the secretary|the envoy|the spokesman|the spokeswoman",
        r"\b",
    ),
])  # fmt: skip
"""Words for whose meaning the sentences before are read."""


def is_promising(small: str, matches: Sequence[Match]) -> bool:
    """Whether a sentence can hold an act: it names an instrument or what Ukraine would join, or points back to one.

    `small` is the sentence in small letters, by which the words are found three times as fast as in any case.
    """
    alliance = False
    for match in matches:
        entry = match.entry
        if isinstance(entry, InstrumentEntry):
            return True
        if isinstance(entry, BodyEntry):
            if entry.code == "COTW" and MEETS.search(small):
                return True
            alliance = alliance or entry.code in ("NATO", "EU")
    return bool(alliance and MEMBERSHIP.search(small)) or HINT.is_in(small)


def needs_context(small: str) -> bool:
    """Whether a sentence, in small letters, points back to those before it."""
    return "“" in small or '"' in small or PRONOUN.is_in(small)
