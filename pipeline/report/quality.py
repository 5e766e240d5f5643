"""The quality page: one HTML file that needs nothing else. Pure: rows in, text out, the same for the same rows.

No script, no address, no style attribute; its policy allows just the one style sheet, named by its digest. Whatever
came from outside is escaped, and characters that would hide or reorder others are shown as what they are.
"""

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import Any

from pipeline.report.chart import Bar, bar_chart
from pipeline.report.tables import shown

Rows = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Quality:
    """What the page tells: days (newest first), expectations by suite, failures, waiting rows, rejections."""

    days: Rows
    expectations: Rows
    failures: Rows
    waiting: Rows
    waiting_count: int
    rejections: Rows


@dataclass(frozen=True, slots=True)
class _Asked:
    """Why an expectation is there, and the test in Great Expectations' words below it."""

    reason: str
    test: str


def quality_page(quality: Quality) -> str:
    """The page as HTML 5."""
    style = files(__package__).joinpath("quality.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    body = "\n".join(part(quality) for part in PARTS)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n"
        f"<title>Quality of the warehouse</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _head(quality: Quality) -> str:
    judged = [day.validated_at for day in quality.days if day.validated_at]
    span = f"{quality.days[-1].day} to {quality.days[0].day}" if quality.days else "no day yet"
    last = f"; last judged {shown(max(judged))} UTC" if judged else "; never judged"
    captures = sum(day.capture_count for day in quality.days)
    rejections = sum(day.rejection_count for day in quality.days)
    tiles = {
        "days": f"{len(quality.days):,}",
        "pages": f"{captures:,}",
        "articles": f"{sum(day.article_count for day in quality.days):,}",
        "rejected": f"{rejections / captures:.0%}" if captures else "–",
        "days stopped": f"{sum(day.decision == 'stop' for day in quality.days):,}",
        "rows waiting": f"{quality.waiting_count:,}",
    }
    cells = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in tiles.items())
    return f"<h1>Quality of the warehouse</h1>\n<p>{escape(span + last)}</p>\n<dl>{cells}</dl>"


def _trend(quality: Quality) -> str:
    days = list(reversed(quality.days))
    volume = [Bar(str(day.day), (("articles", day.article_count), ("rejections", day.rejection_count))) for day in days]
    held = [Bar(str(day.day), (("held", day.quarantined_count),)) for day in days]
    is_any_held = any(bar.total for bar in held)
    table = _table(
        ("day", "verdict", "pages", "articles", "rejected", "rows added", "unchanged", "held back", "why"),
        [
            (
                day.day, _mark(day.decision or "not judged", day.decision or ""), day.capture_count, day.article_count,
                "" if day.rejection_share is None else f"{day.rejection_share:.0%}", day.inserted_count,
                day.unchanged_count, day.quarantined_count, "; ".join(day.reasons or ()),
            )
            for day in quality.days
        ],
    )  # fmt: skip
    return (
        "<h2>Trend</h2>\n<h3>Pages a day: articles, and rejections above them</h3>\n"
        + bar_chart("Articles and rejections by day", volume)
        + "\n<h3>Rows held back by the last publication of each day</h3>\n"
        + (bar_chart("Rows held back by day", held) if is_any_held else "<p>None.</p>")
        + f"\n{table}"
    )


def _expectations(quality: Quality) -> str:
    parts = ["<h2>Expectations</h2>\n<p>By the last judgement of each day. A suite of which all held is folded.</p>"]
    for suite, group in groupby(quality.expectations, key=lambda row: row.suite):
        asked = list(group)
        failed = sum(bool(row.failed_count) for row in asked)
        said = f"{failed} of {len(asked)} failed" if failed else f"all {len(asked)} held"
        rows = [
            (
                row.expectation_no, _asked(row.meaning), _mark(row.severity, row.severity),
                _mark("failed", "failed") if row.failed_count else _mark("held", "held"), row.judged_count,
                row.failed_count, row.broken_count, row.last_failed,
            )
            for row in asked
        ]  # fmt: skip
        head = ("no", "asked", "severity", "result", "days judged", "days failed", "rows broken", "last failed")
        parts.append(
            f"<details{' open' if failed else ''}><summary><h3>{escape(suite)}</h3> {said}</summary>\n"
            f"{_table(head, rows)}\n</details>"
        )
    return "\n".join(parts) if quality.expectations else f"{parts[0]}\n<p>Nothing was judged yet.</p>"


def _asked(meaning: str) -> _Asked:
    """Why an expectation is there, and what it tests: the last brackets of its meaning, and what stands before them."""
    depth = 0
    for at in reversed(range(1, len(meaning))):
        depth += {")": 1, "(": -1}.get(meaning[at], 0)
        if depth == 0 and meaning.endswith(")"):
            return _Asked(meaning[at + 1 : -1], meaning[:at].rstrip())
    return _Asked(meaning, "")


def _failures(quality: Quality) -> str:
    rows = [
        (
            row.day, row.suite, _mark(row.severity, row.severity), _asked(row.meaning), row.unexpected_count,
            row.error or ", ".join(map(shown, row.examples or ())),
        )
        for row in quality.failures
    ]  # fmt: skip
    table = _table(("day", "suite", "severity", "asked", "rows", "seen"), rows)
    return "<h2>Failures</h2>\n" + (table if rows else "<p>No expectation failed.</p>")


def _waiting(quality: Quality) -> str:
    rows = [
        (row.day, row.target_table, row.row_key or "(no key)", "; ".join(row.reasons), row.quarantined_at)
        for row in quality.waiting
    ]
    table = _table(("day", "table", "key", "why", "held since"), rows)
    cut = len(quality.waiting) < quality.waiting_count
    note = f"<p>The first {len(quality.waiting)} of {quality.waiting_count:,}.</p>\n" if cut else ""
    return "<h2>Quarantine</h2>\n" + (note + table if rows else "<p>No row waits.</p>")


def _rejections(quality: Quality) -> str:
    rows = [(row.reason, row.page_count, row.source_count, row.last_day, row.last_source) for row in quality.rejections]
    table = _table(("why", "pages", "outlets", "last day", "last outlet"), rows)
    return "<h2>Pages that are no articles</h2>\n" + (table if rows else "<p>None.</p>")


PARTS: tuple[Callable[[Quality], str], ...] = (_head, _failures, _waiting, _trend, _expectations, _rejections)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A word with a class of the style sheet."""

    word: str
    name: str


def _mark(word: str, name: str) -> _Mark:
    return _Mark(word, name)


WORDS = frozenset({"asked", "why", "seen"})
"""Columns of sentences, which need some width."""


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table that scrolls sideways by itself where the page is narrower."""
    filled = [[row[at] for row in rows if row[at] != ""] for at in range(len(head))]
    numbers = [bool(column) and all(map(_is_number, column)) for column in filled]
    names = [
        "words" if name in WORDS else "number" if number else "" for name, number in zip(head, numbers, strict=True)
    ]
    first = "".join(f'<th scope="col"{_class(name)}>{title}</th>' for title, name in zip(head, names, strict=True))
    lines = "\n".join(
        "<tr>" + "".join(_cell(value, name) for value, name in zip(row, names, strict=True)) + "</tr>" for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0"><table>\n<thead><tr>{first}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n'
        "</table></div>"
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and value.removesuffix("%").isdigit())


def _cell(value: object, name: str) -> str:
    if isinstance(value, _Asked):
        return f"<td{_class(name)}>{escape(shown(value.reason))}<br><small>{escape(shown(value.test))}</small></td>"
    if isinstance(value, _Mark):
        return f"<td{_class(name)}><span{_class(value.name)}>{escape(shown(value.word))}</span></td>"
    return f"<td{_class(name)}>{escape(f'{value:,}' if isinstance(value, int) else shown(value))}</td>"


def _class(name: str) -> str:
    return f' class="{escape(name)}"' if name else ""
