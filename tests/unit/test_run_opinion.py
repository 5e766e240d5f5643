"""The second opinion's wiring: off by default, behind the gate, beside the rules and never over them."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pydantic import SecretStr

from pipeline.day import Day
from pipeline.errors import FaultClass, SettingsError
from pipeline.extract import default_extractor
from pipeline.extract.lexicon import load_lexicon
from pipeline.load import Outcome
from pipeline.model import Article, Capture, CaptureKind, Document, EventType, Mention
from pipeline.opinion import Endpoint, OpinionExtractor
from pipeline.opinion.endpoint import Excerpt
from pipeline.opinion.extractor import Means
from pipeline.opinion.store import AnswerStore
from pipeline.run.opinion import WithOpinion, extractor, faults_of, grounds, named_codes, second_opinion
from pipeline.settings import Settings
from tests.unit.opinion_answers import DOCUMENT, SIGNED, SUPPORT, TEXT, answer, event

# An event loop has a pair of sockets of its own; nothing here connects.
pytestmark = pytest.mark.enable_socket
NOW = datetime(2025, 3, 8, tzinfo=UTC)


class Rules:
    """Finds what it was given."""

    name = "rules-0"

    def __init__(self, *mentions: Mention) -> None:
        self.mentions = mentions

    def extract(self, document: Document) -> tuple[Mention, ...]:
        return self.mentions


def reader(folder, content: str, gate=lambda document: True) -> OpinionExtractor:
    """A second reader whose model writes `content`."""

    async def transport(endpoint: Endpoint, excerpt: Excerpt) -> str:
        return content

    means = Means(AnswerStore(folder), grounds(load_lexicon()), gate, transport, clock=lambda: NOW)
    return OpinionExtractor(Endpoint("http://127.0.0.1:9/v1", "m"), means)


def test_nothing_is_asked_unless_it_is_set(tmp_path):
    settings = Settings(home=tmp_path)
    assert settings.opinion_url == ""
    assert second_opinion(settings) is None
    assert extractor(settings) is default_extractor(), "off, the path is the very same"
    assert faults_of(extractor(settings), []) == []
    assert list(tmp_path.iterdir()) == []


def test_the_environment_sets_it(tmp_path, monkeypatch):
    monkeypatch.setenv("GUARANTEES_OPINION_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("GUARANTEES_OPINION_MODEL", "m")
    monkeypatch.setenv("GUARANTEES_OPINION_KEY", "sk-canary")
    settings = Settings(home=tmp_path)
    assert extractor(settings).name == f"{default_extractor().name}+opinion-1:m"
    assert "sk-canary" not in repr(settings)


@pytest.mark.parametrize(
    ("url", "model", "key", "named"),
    [
        ("https://host/v1", "", None, "_MODEL"),
        ("https://host/v1", "m\n", None, "_MODEL"),
        ("https://host/v1", "m" * 200, None, "_MODEL"),
        ("host/v1", "m", None, "_URL"),
        ("ftp://host/v1", "m", None, "_URL"),
        ("http://[::1/v1", "m", None, "_URL"),
        ("https://user:sk-canary@host/v1", "m", None, "_URL"),
        ("http://host.example/v1", "m", "sk-canary", "_URL"),
        ("https://host/v1", "m", "sk-canary\r\nX: y", "_KEY"),
    ],
)
def test_half_a_setting_is_refused_by_name_without_repeating_it(url, model, key, named, tmp_path):
    secret = SecretStr(key) if key else None
    settings = Settings(home=tmp_path, opinion_url=url, opinion_model=model, opinion_key=secret)
    with pytest.raises(SettingsError) as caught:
        second_opinion(settings)
    assert f"GUARANTEES_OPINION{named}" in str(caught.value)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://host/v1", "https://host/v1/chat/completions"),
        ("https://host/v1/", "https://host/v1/chat/completions"),
        ("https://host/v1/chat/completions", "https://host/v1/chat/completions"),
        ("https://host/d/m?api-version=1", "https://host/d/m/chat/completions?api-version=1"),
        ("http://localhost:8080", "http://localhost:8080/chat/completions"),
    ],
)
def test_the_address_is_completed(url, asked):
    assert str(Endpoint(url, "m", SecretStr("k")).address) == asked


def test_the_rules_mentions_stand_and_what_they_missed_is_added(tmp_path):
    found = reader(tmp_path, answer(event(), SUPPORT, SIGNED)).extract(DOCUMENT)
    rejected = replace(found[0], confidence=0.5, rule_id="reject", extractor="rules-0")
    both = WithOpinion(Rules(rejected), reader(tmp_path, answer(event(), SUPPORT, SIGNED)))
    mentions = both.extract(DOCUMENT)
    assert [(m.type, m.extractor) for m in mentions] == [
        (EventType.REJECT, "rules-0"), (EventType.SUPPORT, "opinion-1:m"), (EventType.SIGN, "opinion-1:m"),
    ]  # fmt: skip
    assert both.name == "rules-0+opinion-1:m"


@pytest.mark.parametrize(
    ("changes", "is_added"),
    [
        ({}, False),
        ({"trigger": "troops to Ukraine"}, False),
        ({"trigger": "troops to Ukraine", "instruments": ["ARMS"]}, False),
        ({"trigger": "supports a multinational force"}, False),
        ({"trigger": "supports a multinational force", "instruments": ["ARMS"]}, True),
        ({"trigger": "supports a multinational force", "actors": [{"code": "FRA", "sector": "GOV"}]}, True),
        ({"type": "CONSIDER"}, True),
    ],
)
def test_an_act_that_the_rules_told_is_not_told_again(changes, is_added, tmp_path):
    rules = Rules(*reader(tmp_path / "one", answer(event())).extract(DOCUMENT))
    both = WithOpinion(rules, reader(tmp_path / "two", answer(event(**changes))))
    assert (len(both.extract(DOCUMENT)) == 2) is is_added


def test_a_useless_opinion_leaves_the_rules_as_they_are(tmp_path):
    rules = Rules(*reader(tmp_path / "one", answer(event(), SUPPORT)).extract(DOCUMENT))
    both = WithOpinion(rules, reader(tmp_path / "two", "no"))
    assert both.extract(DOCUMENT) is rules.mentions
    assert [one.error_class for one in both.take_faults()] == [FaultClass.MALFORMED]
    assert both.take_faults() == ()


def test_a_document_before_the_gate_costs_nothing(tmp_path):
    opinion = reader(tmp_path, answer(event()), gate=lambda document: document.language == "xx")
    assert opinion.extract(DOCUMENT) == ()
    assert opinion.take_faults() == ()
    assert list(tmp_path.iterdir()) == []


def test_long_articles_are_shown_in_part_and_offsets_hold(tmp_path):
    long = replace(DOCUMENT, text=TEXT + " More was said." * 20_000 + " Paris will send troops to Ukraine soon.")
    beyond = event(trigger="will send troops to Ukraine soon", actors=[{"code": "FRA", "sector": "GOV"}])
    opinion = reader(tmp_path, answer(event(), beyond))
    found = opinion.extract(long)
    assert [long.text[m.evidence.start : m.evidence.end] for m in found] == ["will not send troops"]
    assert [one.error_class for one in opinion.take_faults()] == [FaultClass.TEXT]


def test_codes_are_those_that_the_article_names_and_all_bodies():
    codes = named_codes(load_lexicon(), DOCUMENT)
    assert {"POL", "FRA", "GBR", "DEU", "UKR", "NATO", "COTW", "EUROPE"} <= codes
    assert not {"USA", "CHN", "JPN"} & codes


def test_a_fault_is_recorded_at_the_capture_of_its_article(tmp_path):
    article = Article(DOCUMENT.title, TEXT, "https://gazette.example/a", NOW, "feed")
    capture = Capture(
        uuid.UUID(int=1), CaptureKind.PAGE, "gazette", None, None, "https://gazette.example/a?x", "", NOW, 200,
        "text/html", "c" * 64, "f.warc", 0, 1, Day(date(2025, 3, 7)),
    )  # fmt: skip
    both = WithOpinion(Rules(), reader(tmp_path, "no"))
    both.extract(replace(DOCUMENT, document_id=str(article.version_id)))
    (fault,) = faults_of(both, [Outcome(capture, article)])
    assert (fault.source_id, fault.url, fault.sha256) == ("gazette", "https://gazette.example/a?x", "c" * 64)
    assert (fault.stage, fault.error_class, fault.recorded_at) == ("opinion", FaultClass.MALFORMED, NOW)
    assert faults_of(both, [Outcome(capture, article)]) == []
