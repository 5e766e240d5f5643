"""Small bar charts as inline SVG: no script, no style attribute, readable without colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

HEIGHT, GAP, LEFT, TOP, BOTTOM = 160, 2, 56, 8, 24
"""Sizes in user units of the picture, which is stretched to the width of the page and scrolls on a narrow one."""
WIDTH = 960


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, and its parts from below, each with a class of the page's style sheet."""

    label: str
    parts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Height of the whole bar."""
        return sum(value for _, value in self.parts)


def bar_chart(title: str, bars: Sequence[Bar]) -> str:
    """Stacked bars from left to right, their numbers as tooltips, in a box that scrolls; empty when there is none."""
    if not bars:
        return ""
    top = max(1, *(bar.total for bar in bars))
    step = (WIDTH - LEFT) / len(bars)
    drawn = "".join(_bar(bar, LEFT + index * step, step, top) for index, bar in enumerate(bars))
    foot = HEIGHT + TOP
    labels = _text(LEFT, foot + 16, bars[0].label, "start")
    if len(bars) > 1:
        labels += _text(WIDTH, foot + 16, bars[-1].label, "end")
    scale = _text(LEFT - 6, TOP + 10, f"{top:,}", "end") + _text(LEFT - 6, foot, "0", "end")
    axis = f'<line class="axis" x1="{LEFT}" y1="{foot}" x2="{WIDTH}" y2="{foot}"/>'
    return (
        f'<div class="scroll" tabindex="0"><svg role="img" viewBox="0 0 {WIDTH} {HEIGHT + TOP + BOTTOM}">'
        f"<title>{escape(title)}</title>{axis}{drawn}{labels}{scale}</svg></div>"
    )


def _bar(bar: Bar, x: float, step: float, top: int) -> str:
    width = max(1.0, min(step - GAP, 48.0))
    y = float(HEIGHT + TOP)
    parts = []
    for name, value in bar.parts:
        height = HEIGHT * value / top
        y -= height
        parts.append(
            f'<rect class="{escape(name)}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        )
    said = ", ".join(f"{value:,} {name}" for name, value in bar.parts)
    return f"<g><title>{escape(bar.label)}: {escape(said)}</title>{''.join(parts)}</g>"


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'
