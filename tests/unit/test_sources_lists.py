"""Watch lists of every form, and messages that name the file, the card, the field and the next step."""

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import PROJECT_ROOT
from pipeline.sources import READABLE_KINDS, feed_rows, load_sources, to_opml

CARD = """
[[feed]]
id = "outlet-en"
source = "outlet.example"
name = "The Outlet"
country = "UA"
language = "en"
kind = "rss"
url = "https://outlet.example/en/rss"
role = "media"
status = "unprobed"
"""


def write(folder: Path, text: str, name: str = "list.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_card_becomes_a_source_with_its_feed(tmp_path: Path) -> None:
    (source,) = load_sources(write(tmp_path, CARD + "poll_minutes = 30\nsilence_hours = 5\nenabled = false\n"))
    assert (source.source_id, source.name, source.country_code) == ("outlet.example", "The Outlet", "UA")
    (feed,) = source.feeds
    assert (feed.feed_id, feed.poll_minutes, feed.silence_hours, feed.is_enabled) == ("outlet-en", 30, 5, False)
    assert feed.timezone == "Europe/Kyiv", "the newsroom's zone, by its country"


def test_cards_of_one_source_are_gathered_in_order(tmp_path: Path) -> None:
    second = CARD.replace("outlet-en", "outlet-uk").replace("/en/rss", "/uk/rss").replace('"en"', '"uk"')
    other = CARD.replace("outlet", "paper").replace("The Outlet", "Paper")
    sources = load_sources(write(tmp_path, CARD + other + second))
    assert [(source.source_id, len(source.feeds)) for source in sources] == [
        ("outlet.example", 2),
        ("paper.example", 1),
    ]
    assert [feed.language for feed in sources[0].feeds] == ["en", "uk"]


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        (('id = "outlet-en"\n', ""), "id", "is missing"),
        (('name = "The Outlet"', 'name = ""'), "name", "is missing"),
        (('country = "UA"', 'country = "Ukraine"'), "country", "two capital letters"),
        (('language = "en"', 'language = "English"'), "language", "ISO 639"),
        (('kind = "rss"', 'kind = "gopher"'), "kind", "rss, atom"),
        (('kind = "rss"', 'kind = "json"'), "enabled", "enabled = false"),
        (("https://outlet.example/en/rss", "outlet.example/rss"), "url", "whole http(s) address"),
        (("https://outlet.example/en/rss", "file:///etc/passwd"), "url", "whole http(s) address"),
        (("https://outlet.example/en/rss", "https://a:secret@outlet.example/"), "url", "user name"),
        (("https://outlet.example/en/rss", "https://outlet.example:99999/"), "url", "cannot be read"),
        (('status = "unprobed"', 'status = "fine"'), "status", "unprobed"),
        (('status = "unprobed"', 'timezone = "Kyiv"'), "timezone", "Europe/Kyiv"),
        (('status = "unprobed"', "poll_minutes = 0"), "poll_minutes", "from 1 to 1440"),
        (('status = "unprobed"', 'poll_minutes = "10"'), "poll_minutes", "write a int"),
        (('status = "unprobed"', "enabled = 1"), "enabled", "write a bool"),
        (('status = "unprobed"', 'colour = "red"'), "colour", "not a field"),
        (('id = "outlet-en"', 'id = "Outlet EN"'), "id", "lower-case"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, change: tuple[str, str], field: str, said: str) -> None:
    path = write(tmp_path, CARD.replace(*change))
    with pytest.raises(SettingsError) as caught:
        load_sources(path)
    message = str(caught.value)
    assert message.startswith("list.toml: card ")
    assert f": {field}: " in message
    assert said in message
    assert "secret" not in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CARD + CARD, "stands in the list twice"),
        (CARD + CARD.replace("outlet-en", "b").replace("/en/", "/b/").replace("The Outlet", "Else"), "cards of source"),
        ("[[feeds]]\nid = 1", "[[feed]]"),
        ("feed = 3", "[[feed]]"),
        ("feed = [3]", "is not a table"),
        ("id = ", "is not TOML"),
        ("", "lists no feed"),
    ],
)
def test_a_wrong_list_is_refused_as_a_whole(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=r"list\.toml") as caught:
        load_sources(write(tmp_path, text))
    assert said in str(caught.value)


def test_unknown_endings_and_unreadable_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"\.toml, \.opml"):
        load_sources(write(tmp_path, "x", "list.docx"))
    with pytest.raises(SettingsError, match="cannot be read"):
        load_sources(tmp_path / "none.toml")
    (tmp_path / "latin.txt").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(SettingsError, match="UTF-8"):
        load_sources(tmp_path / "latin.txt")


def test_a_text_list_needs_nothing_but_addresses(tmp_path: Path) -> None:
    text = "# two feeds\nhttps://www.bbc.co.uk/rss?a=1\n\nhttps://www.bbc.co.uk/rss?a=2 # the second\nhttp://127.0.0.1:8000/f\n"
    sources = load_sources(write(tmp_path, text, "list.txt"))
    assert [(source.source_id, len(source.feeds)) for source in sources] == [("bbc.co.uk", 2), ("127.0.0.1-8000", 1)]
    assert sources[0].feeds[1].url == "https://www.bbc.co.uk/rss?a=2"
    assert len({feed.feed_id for source in sources for feed in source.feeds}) == 3
    with pytest.raises(SettingsError, match=r"card in line 1: url"):
        load_sources(write(tmp_path, "not an address", "bad.txt"))


def test_a_csv_list_enables_its_starters(tmp_path: Path) -> None:
    text = (
        "id,outlet,country,lang,url,kind,role,starter\n"
        "a,Outlet A,GB,en,https://a.example/rss,rss,media,yes\n"
        "b,Outlet B,FR,fr,https://b.example/feed,atom,official,no\n"
        "c,Outlet C,US,en,https://c.example/map,news-sitemap,wire,yes\n"
    )
    sources = load_sources(write(tmp_path, text, "list.csv"))
    assert [(source.source_id, source.feeds[0].is_enabled) for source in sources] == [
        ("a", True),
        ("b", False),
        ("c", False),
    ]
    with pytest.raises(SettingsError, match="column 'outlet'"):
        load_sources(write(tmp_path, "id,url\na,https://a.example/", "bad.csv"))


def test_opml_goes_out_and_comes_back(tmp_path: Path) -> None:
    sources = load_sources(write(tmp_path, CARD + CARD.replace("outlet", "paper").replace("The ", "A & B ")))
    again = load_sources(write(tmp_path, to_opml(sources), "list.opml"))
    assert [feed.url for source in again for feed in source.feeds] == [feed.url for s in sources for feed in s.feeds]
    assert again[0].source_id == "outlet.example"


@pytest.mark.parametrize(
    "text",
    [
        "<opml",
        "<rss/>",
        "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml><outline xmlUrl='&x;'/></opml>",
        "<opml><body><outline xmlUrl='javascript:alert(1)'/></body></opml>",
    ],
)
def test_opml_that_is_not_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match=r"list\.xml"):
        load_sources(write(tmp_path, text, "list.xml"))


def test_the_watch_list_of_the_project_is_sound() -> None:
    sources = load_sources(PROJECT_ROOT / "config" / "feeds.toml")
    feeds = [feed for source in sources for feed in source.feeds]
    assert len(feeds) >= 80
    enabled = [feed for feed in feeds if feed.is_enabled]
    assert len(enabled) >= 40
    assert all(feed.kind in READABLE_KINDS for feed in enabled)
    assert not [feed for feed in feeds if feed.status == "probed_ok"], "none was probed when the list was written"
    rows = feed_rows(sources)
    assert {row["feed_url"] for row in rows} == {feed.url for feed in feeds}
