"""Publishers' own layouts, as data: which element holds the body, and what in it is not the story.

lxml finds the element and cuts it out; BeautifulSoup reads only that piece, where its CSS selectors and its tolerance
are worth their price (2-4 ms; a whole page costs 17 ms).
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from bs4 import BeautifulSoup
from bs4.element import Tag
from lxml import etree
from lxml.html import HtmlElement

from pipeline.clean.address import site_of
from pipeline.clean.scrub import one_line
from pipeline.clean.tree import select

LINES = "p, h2, h3, h4, h5, li, blockquote, pre, tr"
"""What makes a line where a layout says nothing else."""
NESTING = ("p", "li", "blockquote", "tr")
"""A line inside one of these that is a line itself would be said twice."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One publisher's page as it looks from `valid_from` on."""

    name: str
    host: str
    valid_from: date
    cut: tuple[str, ...]
    lines: str = LINES
    drop: str = ""


def read_layouts(source: str) -> tuple[Layout, ...]:
    """The layouts of a TOML text, newest first."""
    tables = tomllib.loads(source)["layout"]
    layouts = [Layout(**(table | {"cut": tuple(table["cut"])})) for table in tables]
    return tuple(sorted(layouts, key=lambda layout: layout.valid_from, reverse=True))


LAYOUTS = read_layouts(files("pipeline.clean").joinpath("layouts.toml").read_text("utf-8"))


def layouts_for(url: str, seen: date, layouts: tuple[Layout, ...] = LAYOUTS) -> list[Layout]:
    """The layouts that a page of this address, captured on that day, may have; newest first."""
    site = site_of(url)
    return [
        layout
        for layout in layouts
        if (site == layout.host or site.endswith("." + layout.host)) and layout.valid_from <= seen
    ]


def read_by_layout(tree: HtmlElement, url: str, seen: date) -> tuple[str, tuple[str, ...]] | None:
    """Name and lines of the newest layout that finds its element; no lines when none does; None for other hosts."""
    known = layouts_for(url, seen)
    for layout in known:
        lines = lines_by_layout(tree, layout)
        if lines:
            return layout.name, lines
    return (known[0].name, ()) if known else None


def lines_by_layout(tree: HtmlElement, layout: Layout) -> tuple[str, ...]:
    """The body's lines as the layout has them; empty when its element is not on the page."""
    return tuple(line for piece in _pieces(tree, layout) for line in _lines_of(piece, layout))


def _pieces(tree: HtmlElement, layout: Layout) -> list[HtmlElement]:
    """Elements of the first name that is on the page (a class, an #id or a tag), none inside another."""
    for name in layout.cut:
        hits = select(_query(name), tree)
        if hits:
            return [hit for hit in hits if not any(parent in hits for parent in hit.iterancestors())]
    return []


@lru_cache
def _query(name: str) -> etree.XPath:
    if name.startswith("#"):
        return etree.XPath(f"//*[@id='{name[1:]}']")
    if name in ("article", "main"):
        return etree.XPath(f"//{name}")
    return etree.XPath(f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def _lines_of(piece: HtmlElement, layout: Layout) -> Iterator[str]:
    soup = BeautifulSoup(etree.tostring(piece, encoding="unicode", with_tail=False), "lxml")
    for element in soup.select(layout.drop) if layout.drop else []:
        element.decompose()
    for line_break in soup.find_all("br"):
        line_break.replace_with("\n")
    found = soup.select(layout.lines)
    if not found:
        yield from _split(soup.get_text())
    for element in found:
        if not _is_inside(element, found):
            mark = "- " if element.name == "li" else ""
            yield from (mark + line for line in _split(element.get_text()))


def _is_inside(element: Tag, found: list[Tag]) -> bool:
    parent = element.find_parent(NESTING)
    return parent is not None and any(parent is other for other in found)


def _split(text: str) -> Iterator[str]:
    return (line for line in map(one_line, text.split("\n")) if line)
