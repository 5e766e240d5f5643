"""Is a document about Ukraine's security at all? Cheap tests first: most news ends here."""

import re
from collections.abc import Sequence

from pipeline.extract.lexicon import BodyEntry, CountryEntry, CueEntry, InstrumentEntry, Match, PersonEntry, Strength
from pipeline.model import Document, Instrument

ENGLISH = frozenset({
    "the", "of", "to", "and", "in", "that", "for", "is", "was", "on", "with", "as", "by", "said", "says", "has", "his",
    "from", "will", "would", "after", "over", "at", "be", "but", "not", "have", "who", "its", "it", "are",
})  # fmt: skip
WORDS = re.compile(r"[^\W\d_]+")
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
    words = WORDS.findall(sample.lower())
    if not words:
        return False
    if not sample.isascii() and len([word for word in words if not word.isascii()]) > len(words) / 2:
        return False
    return len(words) < SHORT or len([word for word in words if word in ENGLISH]) / len(words) >= LEAST_SHARE


def has_subject(matches: Sequence[Match]) -> bool:
    """Whether Ukraine and an instrument are named at all; Russia or the words themselves can stand for Ukraine."""
    instruments = {
        (match.entry.instrument, match.entry.strength) for match in matches if isinstance(match.entry, InstrumentEntry)
    }
    if any(map(is_ukraine, matches)):
        return bool(instruments) or any(isinstance(match.entry, BodyEntry | CueEntry) for match in matches)
    strong = {instrument for instrument, strength in instruments if strength is Strength.STRONG}
    if not strong or any(map(_is_elsewhere, matches)):
        return False
    return bool(strong & UNMISTAKABLE) or any(map(_is_russia, matches))


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
    return "ukrain" in small or "kyiv" in small or (isinstance(entry, BodyEntry) and entry.code == "COTW")


POINTED = (
    r"(?:ideas?|plans?|proposals?|notion|suggestion|offers?|deployments?|initiative|scheme|mission|force|concept|aid|demands?|"
    r"request|pacts?|accords?|agreements?|deals?|guarantees|move|option|possibility|contingent|presence|step|decision|refusal|"
    r"pledges?|promises?|commitments?|support|vote|announcement|statement|package|programme|program|prospect|efforts?|"
    r"contingents|units|measures|arrangements?|declaration|document|framework|debate|operation|issue|troops|forces)"
)
ACTS = (
    r"(?:reject|rul|back|support|discuss|accept|refus|oppos|dismiss|welcom|endors|rais|block|veto|debat|prais|hail|"
    r"criticis|criticiz|condemn|slam|mock)"
)
POINTER = r"\b(?:the|this|such|that|any|an?|these|those|his|her|their|its)\b(?: [\w’'-]+){0,2} "
HINT = re.compile(
    rf"{POINTER}{POINTED}\b|\b{ACTS}\w* (?:it|them|this|that)\b"
    rf"|\bit (?:has|had|was|would|will|is)\b(?: \w+){{0,2}} {ACTS}"
    r"|\b(?:this|that|it) (?:is|was|would be|will be)\b[^.;]{0,25}\b(?:unacceptable|inadmissible|irresponsible|"
    r"premature|out of the question|a red line)\b|\bvoted? (?:by |with )?\d"
    r"|\b(?:call|consider)(?:s|ed)? it (?:one of )?the (?:best|only)\b"
    r"|\b(?:pledg|allocat|contribut|announc|commit|earmark|donat|put down|spend|provid)\w*\b[^.;]{0,40}"
    r"\d ?(?:[mb]illion|bn|mn)\b"
    r"|\b(?:send|sending|dispatch|deploy|contribute|provide) any\b"
    r"|\binvit\w* (?:ukraine|kyiv)\b|\bto join\b(?: \w+){0,1}[.,;”\"]"
    r"|\bintervene militarily\b|\b(?:be|get|getting) involved\b"
    r"|\b(?:soften|drop|lift|withdr[ae]w)\w* (?:\w+ )?(?:opposition|objections?|veto|resistance)\b|\bparticipate\b"
    r"|\b(?:train|arm|lend|lent)(?:s|ed|ing)?\b|\bno (?:soldiers|troops)\b"
)
"""Words by which a sentence without an instrument can speak of one named before, or imply one."""

MEMBERSHIP = re.compile(
    r"\b(?:be in|be inside|"
    r"join|member|access|enter|entry|invit|admi|bid|into|commitment|bar|barred|ambition|aspiration|for|without|needs?|wants?|door)\w*"
)
"""Words that make an alliance what Ukraine would join."""

MEETS = re.compile(r"\b(?:meet|host|talks|summit|call|gather|conven|session|chair)\w*")
"""Words that make the coalition of the willing meet; what it meets about the document says."""

PRONOUN = re.compile(
    r"\b(?:he|she|they|it|them|we|i|his|her|their|both|this|such|that|"
    r"the (?:two|pair|idea|plan|proposal|move|offer|aid|mission|force|statement|declaration|president|"
    r"government|cabinet|parliament|lawmakers|ministry|"
    r"chancellor|premier|prime minister|minister|leader|leaders|secretary|envoy|spokesman|spokeswoman))\b|“|\""
)
"""Words for whose meaning the sentences before are read."""


def is_promising(small: str, matches: Sequence[Match]) -> bool:
    """Whether a sentence can hold an act: it names an instrument or what Ukraine would join, or points back to one.

    `small` is the sentence in small letters: the engine is three times as fast where it need not ignore case.
    """
    alliance = False
    for match in matches:
        if isinstance(match.entry, InstrumentEntry):
            return True
        if isinstance(match.entry, BodyEntry) and match.entry.code == "COTW" and MEETS.search(small):
            return True
        alliance = alliance or (isinstance(match.entry, BodyEntry) and match.entry.code in ("NATO", "EU"))
    return bool(alliance and MEMBERSHIP.search(small)) or bool(HINT.search(small))


def needs_context(small: str) -> bool:
    """Whether a sentence, in small letters, points back to those before it."""
    return bool(PRONOUN.search(small))
