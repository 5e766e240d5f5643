"""A story that no parser shows is found, and only then."""

import html
import json
from datetime import UTC, datetime

import pytest

from pipeline.clean import clean
from pipeline.model import Article, Page, Rejection

STORY = [f"Paragraph {n} tells in a full sentence what happened in place number {n} on that day." for n in range(6)]
MARKUP = "".join(f"<p>{line}</p>" for line in STORY)
HEAD = "<title>Nine countries set up a staff</title>"
TITLE = "<h1>Nine countries set up a staff</h1>"


def answer(markup: str, encoding: str = "utf-8") -> Article | Rejection:
    url = "https://a.example/story"
    return clean(Page(markup.encode(encoding), url, url, datetime(2025, 2, 1, tzinfo=UTC), "text/html"))


@pytest.mark.parametrize(
    "markup",
    [
        f'{HEAD}<div class="story>{TITLE}<div id=x>{MARKUP}</div>',
        f"{HEAD}{TITLE}<div>{MARKUP.replace('<', '&lt;').replace('>', '&gt;')}</div>",
        f"<html><head>{HEAD}</head><frameset><frame src=a><noframes><body>{TITLE}{MARKUP}</body></noframes></frameset>",
        f'{HEAD}<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{chr(92) + "n"}'
        f'{(chr(92) + "n").join(STORY)}"}}</script><div id=root></div>',
        f"{HEAD}{TITLE}<![CDATA[ {MARKUP} ]]>",
        f"{HEAD}{TITLE}{MARKUP}<script>var x = '",
        f"{HEAD}{TITLE}<!-- note {MARKUP}",
        f"{HEAD[:-8]}<body>{TITLE}{MARKUP}",
        f"{HEAD}<center>{TITLE.replace('h1', 'b')}</center><div>{'<br><br>'.join(STORY)}</div>",
        f"{HEAD}<body></body></html>{TITLE}{MARKUP}",
        f"{HEAD}{TITLE}<pre>{chr(10).join(STORY)}</pre>",
    ],
)
def test_broken_pages_keep_their_story(markup: str) -> None:
    found = answer(markup)
    assert isinstance(found, Article), found
    assert found.body.split("\n") == STORY
    assert found.title == "Nine countries set up a staff"


def test_jsonld_never_replaces_what_the_page_shows() -> None:
    other = (
        '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
        + "Another text. " * 40
        + '"}</script>'
    )
    found = answer(f"{HEAD}{other}{TITLE}{MARKUP}")
    assert isinstance(found, Article)
    assert found.body.split("\n") == STORY


def test_the_declared_language_tells_the_code_page() -> None:
    text = "Devynių šalių ministrai antradienį susitarė įkurti bendrą štabą Kijeve, kuris rengtųsi dienai po paliaubų."
    found = answer(f'<html lang="lt"><head>{HEAD}</head><body><p>{text}</p></body></html>', "cp1257")
    assert isinstance(found, Article)
    assert found.body == text


def test_a_chinese_bulletin_is_long_enough() -> None:
    text = "九国部长星期二同意在基辅设立联合参谋部，为停火后的工作做准备。"
    found = answer(f"<html>{HEAD}{TITLE}<p>{text}</p>")
    assert isinstance(found, Article)
    assert (found.body, found.language) == (text, "zh")


def test_the_same_page_gives_the_same_answer() -> None:
    page = f"<html>{HEAD}{TITLE}{MARKUP}"
    assert answer(page) == answer(page)


STATE = json.dumps({"props": {"content": MARKUP, "terms": "We use cookies. " * 60}})


@pytest.mark.parametrize(
    "page",
    [
        f"<div id=root></div><script type='application/json'>{STATE}</script>",
        f"<div id=root></div><script>self.__next_f.push([1,{json.dumps('7:' + STATE)}])</script>",
        f'<div id=root data-content="{html.escape(MARKUP)}"></div>',
    ],
)
def test_a_story_in_the_state_of_the_page_is_read_and_named(page: str) -> None:
    found = answer(f"<html>{HEAD}{TITLE}{page}")
    assert isinstance(found, Article)
    assert "cookies" not in found.body
    assert len(found.body) >= 200
    assert any(flag.startswith("hidden: ") for flag in found.flags)


def test_the_terms_of_a_consent_dialog_are_no_story() -> None:
    terms = json.dumps({"banner": "<p>We use cookies to measure how our pages are read by you.</p>" * 20})
    assert isinstance(answer(f"<html>{HEAD}<div id=root></div><script>{terms}</script>"), Rejection)
