"""Of a live blog's updates, those that the page shows."""

from pipeline.clean.liveblog import Update, shown

NEW = Update(None, "", ("The delegations reached the harbour at noon and went straight into the talks.",))
OLD = Update(None, "", ("The first buses left the capital before dawn with thirty officers on board.",))


def test_what_only_json_ld_holds_is_left_out() -> None:
    assert shown([NEW, OLD], f"Live\n {NEW.lines[0]} more") == (NEW,)


def test_a_page_that_shows_none_keeps_all() -> None:
    assert shown([NEW, OLD], "Loading…") == (NEW, OLD)
