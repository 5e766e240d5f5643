"""The second opinion, wired: off unless GUARANTEES_OPINION_URL is set, and then behind the rules' own gate."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pipeline.errors import SettingsError
from pipeline.extract import Extractor, RuleExtractor, default_extractor
from pipeline.extract.acts.dating import published_on
from pipeline.extract.dates.phrases import DatePhrase, find_dates
from pipeline.extract.lexicon import BodyEntry, CountryEntry, Lexicon, PersonEntry, load_lexicon
from pipeline.extract.sentences.cutting import Sentence, split_sentences
from pipeline.load import Outcome
from pipeline.model import Article, Document, Fault, Mention
from pipeline.opinion import Endpoint, Grounds, OpinionExtractor, place
from pipeline.opinion.extractor import Means
from pipeline.opinion.store import AnswerStore
from pipeline.settings import Settings

FOLDER = "opinions"


def extractor(settings: Settings) -> Extractor:
    """The extractor of a run: the rules, and with them the second opinion where one is set."""
    opinion = second_opinion(settings)
    return default_extractor() if opinion is None else WithOpinion(default_extractor(), opinion)


def second_opinion(settings: Settings) -> OpinionExtractor | None:
    """The second reader that the settings name; None when they name none. Raises SettingsError on half a setting."""
    if not settings.opinion_url:
        return None
    if not settings.opinion_model:
        raise SettingsError("GUARANTEES_OPINION_MODEL: is empty; name a model, or unset GUARANTEES_OPINION_URL")
    endpoint = Endpoint(
        settings.opinion_url, settings.opinion_model, settings.opinion_key, timeout=settings.opinion_timeout
    )
    rules = RuleExtractor()
    means = Means(
        store=AnswerStore(settings.home / FOLDER),
        grounds=grounds(load_lexicon()),
        gate=lambda document: not rules.trace(document).gate,
    )
    return OpinionExtractor(endpoint, means)


def grounds(lexicon: Lexicon) -> Grounds:
    """What a second opinion is held to: the lexicon's codes, our sentences, our dates."""
    return Grounds(
        actor_codes=lambda document: named_codes(lexicon, document),
        sentences=_sentences,
        date_phrases=_date_phrases,
        published_on=_published_on,
    )


def named_codes(lexicon: Lexicon, document: Document) -> frozenset[str]:
    """Codes of the countries and bodies that a document names, itself or by people in office; and of all bodies.

    A body is often meant without its name ("allies", "European leaders"), a country hardly ever: so an article cannot
    bring a model to let a country act that stands nowhere in it.
    """
    on = published_on(document)
    codes = {body.code for body in lexicon.bodies.values() if body.code} | {"UKR"}
    for match in (*lexicon.find(document.title, on), *lexicon.find(document.text, on)):
        entry = match.entry
        if isinstance(entry, CountryEntry):
            codes.add(entry.code)
        elif isinstance(entry, PersonEntry):
            codes.add(entry.country)
        elif isinstance(entry, BodyEntry):
            codes.update(entry.codes)
    return frozenset(codes & _storable(lexicon))


def _storable(lexicon: Lexicon) -> frozenset[str]:
    return frozenset({*lexicon.countries, *(body.code for body in lexicon.bodies.values() if body.code)})


def _text(document: Document, field: str) -> str:
    return document.title if field == "title" else document.text


def _sentences(document: Document, field: str) -> Sequence[Sentence]:
    return split_sentences(_text(document, field), field)


def _date_phrases(document: Document, field: str) -> Sequence[DatePhrase]:
    return find_dates(_text(document, field), document.published, document.timezone)


def _published_on(document: Document) -> date:
    return published_on(document)


class WithOpinion:
    """The rules' mentions, and those of a second opinion that the rules have not seen."""

    def __init__(self, rules: Extractor, opinion: OpinionExtractor) -> None:
        self.name = f"{rules.name}+{opinion.name}"
        self._rules = rules
        self._opinion = opinion

    def extract(self, document: Document) -> tuple[Mention, ...]:
        """The mentions of a document, in order of place."""
        mentions = self._rules.extract(document)
        added = [
            mention
            for mention in self._opinion.extract(document)
            if not any(_tells_same(mention, other) for other in mentions)
        ]
        return tuple(sorted((*mentions, *added), key=place)) if added else mentions

    def take_faults(self) -> tuple[Fault, ...]:
        """The second opinion's faults since the last call."""
        return self._opinion.take_faults()


def _tells_same(one: Mention, other: Mention) -> bool:
    """The same type in the same sentence, or with a shared actor and instrument: one event once a document."""
    if one.type is not other.type:
        return False
    mine, theirs = one.evidence, other.evidence
    if mine.field == theirs.field and mine.start < theirs.sentence_end and theirs.start < mine.sentence_end:
        return True
    actors = {actor.code for actor in one.actors} & {actor.code for actor in other.actors}
    return bool(actors - {"UKR"} and set(one.instruments) & set(other.instruments))


def faults_of(used: Extractor, outcomes: Iterable[Outcome]) -> list[Fault]:
    """What kept articles from a second opinion since the last call, each at the article's capture."""
    if not isinstance(used, WithOpinion):
        return []
    captures = {
        str(outcome.result.version_id): outcome.capture for outcome in outcomes if isinstance(outcome.result, Article)
    }
    found = []
    for fault in used.take_faults():
        capture = captures[fault.url]
        found.append(replace(fault, source_id=capture.source_id, url=capture.requested_url, sha256=capture.sha256))
    return found
