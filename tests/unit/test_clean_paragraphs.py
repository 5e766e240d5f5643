"""Paragraphs stay paragraphs, whatever elements a page makes them of."""

from datetime import UTC, datetime

from pipeline.clean import clean
from pipeline.model import Article, Page

TITLE = "Coalition agrees reassurance force"
STORY = [
    "President Arlen Moss said on Tuesday that the coalition would place a force in the west of the country.",
    "The commitment, agreed in Lutsk after nine hours of talks, covers air policing and training of two brigades.",
    "“We will not leave our partners alone again,” Moss told reporters, adding that parliament must ratify it.",
    "Officials from three capitals said the details of the command structure were still open.",
]
ANSWER = "I think so, because the vote last year was clear and a large majority of the people wants it."


def lines_of(body: str) -> list[str]:
    markup = f"<html><head><title>{TITLE}</title></head><body><div><h1>{TITLE}</h1>{body}</div></body></html>"
    url = "https://daily.example/world/coalition-agrees-force"
    answer = clean(Page(markup.encode(), url, url, datetime(2025, 2, 1, tzinfo=UTC), "text/html; charset=utf-8"))
    assert isinstance(answer, Article), answer
    return answer.body.split("\n")


def test_answers_in_a_definition_list_behind_paragraphs_are_kept() -> None:
    told = "".join(f"<p>{line}</p>" for line in STORY)
    answers = f"<dl><dt>Will parliament agree?</dt><dd>{ANSWER}</dd></dl>"
    assert lines_of(told + answers) == [*STORY, "Will parliament agree?", ANSWER]


def test_invented_elements_that_hold_spans_are_lines() -> None:
    told = "".join(f"<x-line><span>{line[:40]}</span><span>{line[40:]}</span></x-line>" for line in STORY)
    assert lines_of(f"<x-text>{told}</x-text>") == STORY


def test_advice_of_the_outlet_and_its_tags_are_no_lines() -> None:
    told = "".join(f"<p>{line}</p>" for line in STORY)
    assert lines_of(f"{told}<p>Do you like this story? Support us on Patreon.</p><p>Tags: harbour, talks</p>") == STORY
