"""Of a live blog's updates, those that the page shows."""

from pipeline.clean.liveblog import Update, shown

NEW = Update(None, "", ("The delegations reached the harbour at noon and went straight into the talks.",))
NEXT = Update(None, "", ("The talks broke off in the evening without a word about the zone.",))
OLD = Update(None, "", ("The first buses left the capital before dawn with thirty officers on board.",))


def test_what_only_json_ld_holds_is_left_out() -> None:
    assert shown([NEW, NEXT, OLD], f"Live\n {NEW.lines[0]} more {NEXT.lines[0]}") == (NEW, NEXT)


def test_a_page_that_shows_none_keeps_all() -> None:
    assert shown([NEW, OLD], "Loading…") == (NEW, OLD)
