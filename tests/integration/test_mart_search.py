"""Full-text search of articles: stems and words as they are, by day, of current wordings, whatever the text holds."""

from dataclasses import replace
from typing import Any

import psycopg2
import pytest

from pipeline.db import Database
from pipeline.server import Server
from tests.integration.load_histories import Story, load_on_top

ENGLISH = Story(
    "https://a.example/1",
    "Allies promise troops",
    "London and Paris promised to send soldiers after a ceasefire.\nNothing was signed yet.",
    "2025-01-16T08:00:00",
)
UKRAINIAN = Story(
    "https://b.example/1",
    "Гарантії безпеки обговорили в Києві",
    "Сторони обговорили гарантії безпеки.\nОб'єднання зусиль триває.",
    "2025-02-01T23:30:00",
    source="b-paper",
)
UNDATED = Story("https://c.example/1", "A promise", "They promised much and dated nothing.", "2025-03-01T08:00:00")


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    return Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))


@pytest.fixture
def analyst(server: Server, warehouse_dsn: str, loader: Database) -> Database:
    load_on_top(loader, ENGLISH, UKRAINIAN)
    return Database(server.dsn("analyst", warehouse_dsn.rpartition("/")[2]))


def found(db: Database, statement: str, *params: object) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.fetch(f"select canonical_url from mart.search({statement})", params or None)]


def test_english_finds_other_forms_of_a_word_and_marks_them(analyst: Database) -> None:
    assert found(analyst, "'promising soldier'") == [(ENGLISH.url,)]
    assert found(analyst, "'promising soldier', 'simple'") == []
    headline = analyst.fetch("select headline from mart.search('promises')")[0].headline
    assert "**promised** to send soldiers" in headline


def test_ukrainian_words_are_compared_as_they_are(analyst: Database) -> None:
    assert found(analyst, "'ГАРАНТІЇ безпеки', 'ukrainian'") == [(UKRAINIAN.url,)]
    assert found(analyst, "'гарантія', 'uk'") == []
    assert found(analyst, "'об’єднання', 'ukrainian'") == [(UKRAINIAN.url,)]
    headline = analyst.fetch("select headline from mart.search('гарантії', 'ukrainian')")[0].headline
    assert "**гарантії** безпеки" in headline


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("troops ceasefire", True),
        ("troops -ceasefire", False),
        ('"send soldiers"', True),
        ('"soldiers send"', False),
        ("tanks or soldiers", True),
        ("'; drop table x; --", False),
        ("", False),
        ("the", False),
    ],
)
def test_the_syntax_of_web_search(analyst: Database, words: str, is_found: bool) -> None:
    assert found(analyst, "%s", words) == ([(ENGLISH.url,)] if is_found else [])


def test_days_of_publication_are_both_included_and_utc(analyst: Database) -> None:
    words = "'безпеки', 'ukrainian', "
    assert found(analyst, words + "'2025-02-01', '2025-02-01'") == [(UKRAINIAN.url,)]
    assert found(analyst, words + "'2025-02-02'") == []
    assert found(analyst, words + "until => '2025-01-31'") == []


def test_only_the_current_wording_is_searched(analyst: Database, loader: Database) -> None:
    corrected = replace(ENGLISH, body=ENGLISH.body.replace("soldiers", "engineers"), fetched="2025-01-17T08:00:00")
    load_on_top(loader, corrected)
    assert found(analyst, "'soldiers'") == []
    assert found(analyst, "'engineers'") == [(ENGLISH.url,)]


def test_the_best_come_first_and_the_limit_holds(analyst: Database, loader: Database) -> None:
    often = replace(UNDATED, url="https://d.example/1", body="A promise, promised: promises are promises.")
    load_on_top(loader, UNDATED, often)
    assert found(analyst, "'promise', row_limit => 1") == [(often.url,)]
    assert len(found(analyst, "'promise'")) == 3
    assert len(analyst.fetch("select * from mart.search_articles('promise')")) == 3


def test_an_unknown_language_is_refused_by_name(analyst: Database) -> None:
    with pytest.raises(psycopg2.errors.InvalidParameterValue, match="knows no language french"):
        found(analyst, "'promesse', 'french'")


def test_a_text_too_big_for_an_index_is_loaded_all_the_same(analyst: Database, loader: Database) -> None:
    # Two million characters of words that occur once each: a tsvector of them would be ten times too big.
    body = " ".join(f"w{number:07}ж" for number in range(200_000))
    load_on_top(loader, replace(ENGLISH, url="https://e.example/1", body=body))
    assert found(analyst, "'w0000007ж', 'simple'") == [("https://e.example/1",)]
    assert loader.fetch("select count(*) from warehouse.article_versions")[0][0] == 3
