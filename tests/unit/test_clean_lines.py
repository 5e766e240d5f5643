"""Boilerplate goes, the story stays, and its structure is marked."""

from datetime import date

import pytest

from pipeline.clean.body import Reading, in_page_order, prefer_layout, read_body
from pipeline.clean.layouts import LAYOUTS, layouts_for, lines_by_layout, read_by_layout, read_layouts
from pipeline.clean.lines import foreign_lines, is_boilerplate, story_lines
from pipeline.clean.standfirst import with_lead
from pipeline.clean.structure import blocks_of
from pipeline.clean.tree import parse
from pipeline.model import BlockKind, Rejection

STORY = [f"Paragraph {n} tells in a full sentence what happened in place number {n} on that day." for n in range(9)]


def tree_of(markup: str):
    tree = parse(markup)
    assert not isinstance(tree, Rejection)
    return tree


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement:", "ADVERTISEMENT", "Реклама:", "Support UP or become our patron!", "Підтримай УП!",
        "Read also: Something happened elsewhere", "Читайте також: Щось сталося деінде",
        "Sign up for our newsletter today",
        "Photo: Getty Images", "© 2025 The outlet", "5 min read", "Share this article", "Follow us on Telegram",
        "Subscribe to our YouTube channel", "Related articles", "- Read more: Another story", "***", "(AFP)",
        "If you notice an error, select it and press Ctrl+Enter",
    ],
)  # fmt: skip
def test_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Support for Ukraine will continue, the minister said.", "Advertisement spending fell by a third last year.",
        "Read the treaty carefully, he urged lawmakers.", "Photos of the damage were published by the governor.",
        "Shares in defence companies rose.", "Source: The Telegraph with reference to its sources", "Background:",
        "Details: he added that talks would go on.", "Реклама на телебаченні подорожчала.",
        "He said: “Follow us into peace.”",
        "More than 300 people were at the meeting.", "Related talks were held in Paris.",
        "Updated rules will apply from May.",
        "Comments by the president were not welcome in Moscow.", "Print runs doubled during the war.",
    ],
)  # fmt: skip
def test_no_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


def test_headline_byline_and_date_above_the_story_go() -> None:
    lines = [
        "Cabinet agrees a second group",
        "By Ada Wire",
        "Ada Wire Defence editor",
        "16 January 2025, 10:35",
        *STORY,
    ]
    assert story_lines(lines, ["Cabinet agrees a second group"], ["Ada Wire"], frozenset()) == tuple(STORY)


def test_link_blocks_and_captions_are_foreign_and_sentences_with_links_are_not() -> None:
    tree = tree_of(
        "<p><a href='/1'>A bridge is reopened in the north</a></p>"
        "<p>Read more: <a href='/2'>Ports work again after storm</a></p>"
        "<p>The minister <a href='/3'>told reporters in Kyiv</a> that it would go on.</p>"
        "<figure><figcaption>Soldiers on exercise in Wales</figcaption></figure>"
    )
    lines = [
        "A bridge is reopened in the north", "Read more: Ports work again after storm",
        "The minister told reporters in Kyiv that it would go on.", "Soldiers on exercise in Wales", *STORY,
    ]  # fmt: skip
    kept = story_lines(lines, ["h"], [], foreign_lines(tree))
    assert kept == (lines[2], *STORY)


def test_a_list_of_links_that_is_the_story_is_kept() -> None:
    lines = tuple(f"Document number {n} of the collection, as published" for n in range(8))
    tree = tree_of("".join(f"<li><a href='/{n}'>{line}</a></li>" for n, line in enumerate(lines)))
    assert story_lines(lines, ["h"], [], foreign_lines(tree)) == lines


def test_everything_below_a_heading_of_related_stories_goes() -> None:
    lines = [*STORY, "Related stories", "Another thing happened somewhere", "And one more thing"]
    assert story_lines(lines, ["h"], [], frozenset()) == tuple(STORY)


def test_a_note_on_the_author_at_the_end_goes() -> None:
    note = "Ada Wire is a reporter for the Daily and covers defence."
    assert story_lines([*STORY, note], ["h"], ["Ada Wire"], frozenset()) == tuple(STORY)


def test_background_quote_and_source_are_marked_with_offsets() -> None:
    lines = [
        "Two leaders talked about a force.", "Source: a British daily", "Details: One of them is in favour.",
        'Quote: "It depends," he said.', "The other is not sure.", "Previously: They met last week.",
        "In November they met too.", "Background:", "- A plan was made last year.", "- It was praised.",
    ]  # fmt: skip
    body = "\n".join(lines)
    marked = [(block.kind, body[block.start : block.end]) for block in blocks_of(lines)]
    assert marked == [
        (BlockKind.SOURCE, "a British daily"),
        (BlockKind.QUOTE, '"It depends," he said.'),
        (BlockKind.BACKGROUND, "They met last week.\nIn November they met too."),
        (BlockKind.BACKGROUND, "- A plan was made last year.\n- It was praised."),
    ]


def test_ukrainian_labels_and_openings() -> None:
    lines = [
        "Новина.",
        "Деталі: ще дещо.",
        "Пряма мова:",
        "«Ми готові».",
        "Далі новина.",
        "Нагадаємо, торік було інакше.",
        "Що передувало:",
        "Було так.",
    ]
    body = "\n".join(lines)
    marked = [(block.kind, body[block.start : block.end]) for block in blocks_of(lines)]
    assert marked == [
        (BlockKind.QUOTE, "«Ми готові»."),
        (BlockKind.BACKGROUND, "Нагадаємо, торік було інакше."),
        (BlockKind.BACKGROUND, "Було так."),
    ]


def test_an_opening_that_recalls_in_the_lead_is_the_story() -> None:
    assert blocks_of(["As reported earlier by agencies, talks have begun.", "They go on."]) == ()


def test_lines_come_in_page_order() -> None:
    page = " ".join(STORY)
    shuffled = (*STORY[1:], STORY[0])
    assert in_page_order(shuffled, page) == tuple(STORY)
    assert in_page_order(("not on the page", *shuffled), page) == ("not on the page", *shuffled)


def test_standfirst_goes_in_front_once() -> None:
    assert with_lead("A standfirst.", ["Text."]) == ("A standfirst.", "Text.")
    assert with_lead("A standfirst.", ["A standfirst. Text."]) == ("A standfirst. Text.",)
    assert with_lead("A standfirst.", []) == ()


def page_with(paragraphs: list[str], extra: str = "") -> str:
    return f"<html><body><div class='own'>{''.join(f'<p>{p}</p>' for p in paragraphs)}{extra}</div></body></html>"


LAYOUT = """
[[layout]]
name = "new"
host = "a.example"
valid_from = 2024-01-01
cut = ["newer"]
[[layout]]
name = "old"
host = "a.example"
valid_from = 2020-01-01
cut = ["own"]
drop = ".promo"
"""


def test_layouts_are_chosen_by_host_and_day() -> None:
    layouts = read_layouts(LAYOUT)
    assert [layout.name for layout in layouts_for("https://www.a.example/x", date(2025, 1, 1), layouts)] == [
        "new",
        "old",
    ]
    assert [layout.name for layout in layouts_for("https://sub.a.example/x", date(2023, 1, 1), layouts)] == ["old"]
    assert layouts_for("https://nota.example/x", date(2025, 1, 1), layouts) == []


def test_a_layout_cuts_drops_and_keeps_lists() -> None:
    layout = read_layouts(LAYOUT)[1]
    tree = tree_of(page_with(STORY[:2], "<div class='promo'><p>Buy</p></div><ul><li><p>One</p></li><li>Two</li></ul>"))
    assert lines_by_layout(tree, layout) == (*STORY[:2], "- One", "- Two")


def test_every_layout_in_the_data_is_sound() -> None:
    tree = tree_of("<p>x</p>")
    for layout in LAYOUTS:
        assert lines_by_layout(tree, layout) == () or layout.cut


def test_a_layout_that_lost_half_of_the_text_is_refused_and_flagged() -> None:
    general = Reading(tuple(STORY), "trafilatura")
    kept, flags = prefer_layout(general, ("old", tuple(STORY[:4])))
    assert kept is general
    assert flags == ("layout: old holds 44% of the text",)
    assert prefer_layout(general, ("old", ()))[1] == ("layout: old holds 0% of the text",)
    assert prefer_layout(general, None) == (general, ())


def test_a_sound_layout_is_preferred_and_the_standfirst_kept() -> None:
    general = Reading(("A standfirst that only the general reader saw.", *STORY), "trafilatura")
    kept, flags = prefer_layout(general, ("old", tuple(STORY)))
    assert kept.lines == general.lines
    assert kept.reader == "layout old"
    assert flags == ("layout: old",)


def test_other_hosts_have_no_layout() -> None:
    assert read_by_layout(tree_of(page_with(STORY)), "https://b.example/", date(2025, 1, 1)) is None


def test_a_text_that_the_first_reader_cut_is_read_by_another() -> None:
    # The first reader is given a tree that ends early; the witness and the substitutes read the whole page.
    reading = read_body(tree_of(page_with(STORY[:2])), page_with(STORY))
    assert reading.reader != "trafilatura"
    assert reading.lines == tuple(STORY)


def test_boilerplate_beside_a_whole_text_brings_no_second_reader() -> None:
    aside = (
        "<div class='sidebar'><p>A call to subscribe that only the witness sees as prose, and it is short.</p></div>"
    )
    reading = read_body(tree_of(page_with(STORY)), page_with(STORY) + aside)
    assert (reading.reader, reading.lines) == ("trafilatura", tuple(STORY))
