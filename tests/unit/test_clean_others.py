"""Other stories on a page go, the page's own stays, and a list of thousands of them costs no time."""

import time

from pipeline.clean.others import drop_cards, drop_others
from pipeline.clean.tree import parse
from pipeline.model import Rejection

LINE = "The paragraph tells in a full sentence what happened in the place that it names."
STORY = f"<p>{LINE}</p>" * 4


def card(number: int) -> str:
    headline = f"<h3><a href=/n/{number}>Headline of another story, {number}</a></h3>"
    return f"<div class=card>{headline}<p>And its summary.</p></div>"


def tree_of(markup: str):
    tree = parse(markup)
    assert not isinstance(tree, Rejection)
    return tree


def test_cards_side_by_side_go_and_the_story_stays() -> None:
    tree = tree_of(f"<body><h1>Head</h1>{STORY}<div>{''.join(map(card, range(4)))}</div></body>")
    dropped = drop_others(tree)
    assert dropped.count("another story") == 4
    assert tree.text_content().count(LINE) == 4
    assert "another story" not in tree.text_content()


def test_two_boxes_are_no_list() -> None:
    assert drop_cards(tree_of(f"<body><div>{card(1)}{card(2)}</div></body>")) == 0


def test_linked_headings_in_the_text_are_no_cards() -> None:
    markup = "".join(f"<h3><a href=/n/{n}>Headline of another story, {n}</a></h3><p>{LINE}</p>" for n in range(5))
    assert drop_cards(tree_of(f"<body><div>{markup}</div></body>")) == 0


def test_an_appended_story_goes_and_posts_inside_the_own_one_stay() -> None:
    post = f"<article><h2>A post</h2><p>{LINE}</p></article>"
    tree = tree_of(f"<article><h1>Head</h1>{STORY}{post}</article><article><h2>Other</h2>{STORY}</article>")
    drop_others(tree)
    assert tree.text_content().count(LINE) == 5
    assert "Other" not in tree.text_content()


def test_thousands_of_cards_cost_no_more_than_their_number() -> None:
    tree = tree_of(f"<body>{''.join(map(card, range(6_000)))}</body>")
    start = time.process_time()
    assert drop_cards(tree) == 6_000
    assert time.process_time() - start < 5
