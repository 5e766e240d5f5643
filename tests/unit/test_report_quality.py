"""The quality page as a browser reads it: whole, self-contained, and with nothing in it that runs or hides."""

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

from pipeline.report.chart import Bar, bar_chart
from pipeline.report.quality import Quality, quality_page

HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(1)>\u202egnp&"\''
MOMENT = datetime(2025, 1, 17, 8, tzinfo=UTC)


def day(number: int, **changes: Any) -> SimpleNamespace:
    known: dict[str, Any] = {
        "day": date(2025, 1, number), "decision": "accept", "validated_at": MOMENT, "reasons": [],
        "expectation_count": 120, "failed_count": 0, "capture_count": 20, "article_count": 15, "rejection_count": 5,
        "rejection_share": 0.25, "waiting_count": 0, "inserted_count": 60, "unchanged_count": 1000,
        "quarantined_count": 0,
    }  # fmt: skip
    return SimpleNamespace(**(known | changes))


FULL = Quality(
    days=[day(17, decision="quarantine", reasons=[HOSTILE], quarantined_count=2), day(16), day(15, decision=None,
          validated_at=None, capture_count=0, article_count=0, rejection_count=0, rejection_share=None)],
    expectations=[
        SimpleNamespace(suite="mentions", meaning=f"status: {HOSTILE}", severity="quarantine", expectation_no=14,
                        judged_count=2, failed_count=1, broken_count=2, last_failed=date(2025, 1, 17)),
        SimpleNamespace(suite="day", meaning="is_complete", severity="stop", expectation_no=2, judged_count=2,
                        failed_count=0, broken_count=0, last_failed=None),
    ],
    failures=[
        SimpleNamespace(day=date(2025, 1, 17), suite="mentions", severity="quarantine", meaning="status",
                        unexpected_count=2, element_count=100, examples=[HOSTILE, "wished_for"], error=""),
    ],
    waiting=[
        SimpleNamespace(day=date(2025, 1, 17), target_table="mentions", row_key=None, reasons=[HOSTILE],
                        quarantined_at=MOMENT),
    ],
    waiting_count=3,
    rejections=[SimpleNamespace(reason="paywall", page_count=1200, source_count=2, last_day=date(2025, 1, 17),
                                last_source=HOSTILE)],
)  # fmt: skip
EMPTY = Quality([], [], [], [], 0, [])


class Balanced(HTMLParser):
    """Tags that are open; raises on one that closes another."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Only within a picture does a stroke close a tag.
        assert "svg" in self.open

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(params=[FULL, EMPTY], ids=["full", "empty"])
def page(request: pytest.FixtureRequest) -> str:
    return quality_page(request.param)


def elements(page: str) -> Iterator[Any]:
    return html.document_fromstring(page).iter()


def test_every_tag_is_closed_in_its_place(page: str) -> None:
    reader = Balanced()
    reader.feed(page)
    reader.close()
    assert reader.open == []


def test_nothing_runs_and_nothing_is_fetched(page: str) -> None:
    allowed = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "dl", "div", "dt", "dd",
               "table", "thead", "tbody", "tr", "th", "td", "span", "details", "summary", "small", "br", "svg", "g",
               "line", "rect", "text"}  # fmt: skip
    for element in elements(page):
        assert element.tag in allowed
        assert not [name for name in element.attrib if name.startswith("on") or name in ("style", "src", "href")]
    assert not re.search(r"(?i)https?:|url\(|@import|javascript:|data:", page)


def test_its_policy_allows_its_own_style_and_nothing_else(page: str) -> None:
    document = html.document_fromstring(page)
    style = document.findtext(".//style") or ""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == [f"default-src 'none'; style-src 'sha256-{digest}'"]
    assert "<" not in style


def test_it_is_readable_in_the_dark_and_on_a_phone(page: str) -> None:
    document = html.document_fromstring(page)
    assert document.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert "prefers-color-scheme: dark" in page
    assert document.get("lang") == "en"
    assert all(wide.getparent().get("class") == "scroll" for wide in document.xpath("//table | //svg"))


def test_what_came_from_outside_is_text() -> None:
    page = quality_page(FULL)
    assert "<script" not in page
    assert "<img" not in page
    # A sign that turns the direction of writing is shown as what it is.
    assert "\u202e" not in page
    document = html.document_fromstring(page)
    cells = [cell.text_content() for cell in document.xpath("//td")]
    assert sum('<script>alert("1")</script>' in cell and "\\u202e" in cell for cell in cells) == 5


def test_it_tells_failures_quarantine_trend_and_rejections() -> None:
    document = html.document_fromstring(quality_page(FULL))
    tiles = dict(zip(document.xpath("//dt/text()"), document.xpath("//dd/text()"), strict=True))
    assert tiles == {"days": "3", "pages": "40", "articles": "30", "rejected": "25%", "days stopped": "0",
                     "rows waiting": "3"}  # fmt: skip
    assert document.xpath("//p/text()")[0] == "2025-01-15 to 2025-01-17; last judged 2025-01-17 08:00 UTC"
    assert document.xpath("//h3/text()")[2:] == ["mentions", "day"]
    # What failed stands open.
    folds = {fold.xpath("string(summary)"): fold.get("open") is not None for fold in document.xpath("//details")}
    assert folds == {"mentions 1 of 1 failed": True, "day all 1 held": False}
    assert document.xpath("//svg//g/title/text()")[:2] == [
        "2025-01-15: 0 articles, 0 rejections",
        "2025-01-16: 15 articles, 5 rejections",
    ]
    text = document.text_content()
    assert "The first 1 of 3." in text
    assert "1,200" in text
    assert "not judged" in text


def test_an_empty_warehouse_has_a_page_too() -> None:
    text = html.document_fromstring(quality_page(EMPTY)).text_content()
    assert "no day yet; never judged" in text
    assert "No row waits." in text


def test_the_same_rows_give_the_same_page() -> None:
    assert quality_page(FULL) == quality_page(FULL)


def test_bars_stand_on_each_other_within_the_picture() -> None:
    drawn = bar_chart("a & b", [Bar("1", (("articles", 3), ("rejections", 1))), Bar("2", (("articles", 0),))])
    rects = [tuple(map(float, found)) for found in re.findall(r'y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', drawn)]
    assert rects == [(48.0, 120.0), (8.0, 40.0), (168.0, 0.0)]
    assert "<title>a &amp; b</title>" in drawn
    assert bar_chart("none", []) == ""


@pytest.mark.parametrize(
    ("meaning", "shown"),
    [
        ("day: values to not be null (it is lost)", ["it is lost", "day: values to not be null"]),
        ("kind: values to match '^(a|b)' (list (FactBank))", ["list (FactBank)", "kind: values to match '^(a|b)'"]),
        ("is_complete", ["is_complete"]),
        ("odd)", ["odd)"]),
        ("(all of it)", ["(all of it)"]),
    ],
)  # fmt: skip
def test_an_expectation_says_why_before_what(meaning: str, shown: list[str]) -> None:
    asked = SimpleNamespace(**(vars(FULL.expectations[1]) | {"meaning": meaning}))
    page = quality_page(Quality([], [asked], [], [], 0, []))
    cell = html.document_fromstring(page).xpath("//td")[1]
    assert [text for text in cell.itertext() if text] == shown
