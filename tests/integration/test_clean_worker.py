"""A page that kills or stalls the cleaning process is one rejection; the pages around it are not touched."""

import os
import signal
from datetime import UTC, datetime

import pytest

from pipeline.clean import Cleaner, clean, clean_many
from pipeline.errors import GuaranteesError
from pipeline.model import Article, Page, Rejection, RejectionReason

STORY = "".join(f"<p>Paragraph {n} tells in a full sentence what happened in place number {n}.</p>" for n in range(8))
NOW = datetime(2025, 2, 1, 8, tzinfo=UTC)


def page(body: str) -> Page:
    url = "https://a.example/story"
    return Page(f"<html><title>Head</title><body><h1>Head</h1>{body}".encode(), url, url, NOW, "text/html")


GOOD = page(STORY)
SLOW = page("<p>" + "word " * 400_000 + "</p>" + "<br>" * 30_000)


def test_the_child_answers_like_the_function_and_is_reused() -> None:
    with Cleaner() as cleaner:
        assert cleaner.clean(GOOD) == clean(GOOD)
        first = cleaner.process_id
        assert isinstance(cleaner.clean(page("")), Rejection)
        assert cleaner.clean(GOOD) == clean(GOOD)
        assert cleaner.process_id == first


def test_a_page_over_the_deadline_is_a_timeout_and_the_next_page_is_read() -> None:
    with Cleaner(deadline=0.4) as cleaner:
        answer = cleaner.clean(SLOW)
        assert isinstance(answer, Rejection)
        assert answer.reason is RejectionReason.TIMEOUT
        cleaner.deadline = 20.0
        assert isinstance(cleaner.clean(GOOD), Article)


def test_a_page_that_does_not_fit_into_memory_is_refused_by_name_and_the_next_child_reads_on() -> None:
    # Below what the child needs for 14,000 nested boxes: it dies or gives up, whichever library notices first.
    with Cleaner(memory=150 * 1024 * 1024) as cleaner:
        answer = cleaner.clean(page("<div><span>word</span></div>" * 14_000))
        assert isinstance(answer, Rejection)
        assert answer.reason is RejectionReason.LIMITS
    with Cleaner() as cleaner:
        assert cleaner.clean(GOOD) == clean(GOOD)


def test_a_child_that_is_killed_is_replaced() -> None:
    with Cleaner() as cleaner:
        cleaner.clean(GOOD)
        os.kill(cleaner.process_id or 0, signal.SIGKILL)
        answer = cleaner.clean(GOOD)
        assert isinstance(answer, Rejection)
        assert answer.reason is RejectionReason.LIMITS
        assert isinstance(cleaner.clean(GOOD), Article)


def test_many_pages_in_order_from_one_child() -> None:
    answers = list(clean_many([GOOD, page(""), GOOD]))
    assert [type(answer) for answer in answers] == [Article, Rejection, Article]


def test_a_child_that_cannot_start_says_so() -> None:
    with Cleaner(memory=2**70) as cleaner, pytest.raises(GuaranteesError, match="did not start"):
        cleaner.clean(GOOD)


def test_closing_twice_is_harmless() -> None:
    cleaner = Cleaner()
    cleaner.close()
    cleaner.clean(GOOD)
    cleaner.close()
    cleaner.close()
    assert cleaner.process_id is None
