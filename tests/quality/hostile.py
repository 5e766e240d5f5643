"""Pages that are broken, disguised or mislabelled, each with what a reader would take from it.

A page is made by a function under `@hostile`; its name is the case's name. What comes back is the page (text or bytes),
and, where they are not the English story's, the lines expected or the reasons for which it may be refused.
"""

import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.clean import clean
from pipeline.model import Article, Page, Rejection, RejectionReason

STORIES = tomllib.loads(Path(__file__).with_name("hostile_stories.toml").read_text("utf-8"))
STORY: list[str] = STORIES["en"]["lines"]
TITLE: str = STORIES["en"]["title"]
URL = "https://daily.example/europe/ten-capitals-sign-a-joint-guarantee-in-gdansk-48213"
NOW = datetime(2025, 3, 2, 9, tzinfo=UTC)
SHINGLE = 4

NAV = (
    "<header><a href='/'>The Daily Example</a><nav><ul><li><a href='/world'>World</a></li><li><a href='/europe'>Europe</a>"
    "</li><li><a href='/login'>Sign in</a></li></ul></nav></header>"
)
TEASERS = (
    "Harbour strike enters a third week as talks stall", "Why the river ferry is late again this spring",
    "Mayor promises two hundred new benches for the old park", "Museum finds a lost map behind a kitchen wall",
    "Bakers say that the price of flour has peaked", "Night trains return to the northern line in June",
    "School board votes to keep the small village school", "Storm warning lifted for the western islands",
)  # fmt: skip
FOOT = (
    "<aside><h3>More from Europe</h3><ul>"
    + "".join(f"<li><a href='/europe/{n}'>{teaser}</a></li>" for n, teaser in enumerate(TEASERS))
    + "</ul></aside><footer><p>© 2025 The Daily Example. All rights reserved.</p><a href='/privacy'>Privacy</a></footer>"
)


@dataclass(frozen=True)
class Hostile:
    """A page and what is expected of it: lines, or one of the reasons to refuse it (either may do, where both stand)."""

    body: str | bytes
    lines: tuple[str, ...] = tuple(STORY)
    reasons: tuple[RejectionReason, ...] = ()
    title: str | None = TITLE
    content_type: str = "text/html; charset=utf-8"
    url: str = URL


CASES: dict[str, Hostile] = {}


def hostile(make: Callable[[], Hostile | str | bytes]) -> Callable[[], Hostile | str | bytes]:
    """Enter what the function makes as a case under the function's name."""
    made = make()
    CASES[make.__name__] = made if isinstance(made, Hostile) else Hostile(made)
    return make


def paragraphs(lines: list[str] | tuple[str, ...] = tuple(STORY)) -> str:
    """The lines as paragraphs."""
    return "".join(f"<p>{line}</p>" for line in lines)


def frame(content: str, head: str = "", title: str = TITLE, language: str = "en") -> str:
    """A whole page around some content: menu above, teasers and footer below."""
    return (
        f"<!DOCTYPE html><html lang='{language}'><head><title>{title} | The Daily Example</title>{head}</head><body>{NAV}"
        f"{content}{FOOT}</body></html>"
    )


def story_page(inner: str, head: str = "", title: str = TITLE, language: str = "en") -> str:
    """A page whose story stands in an ordinary box under a headline."""
    return frame(f"<main><h1>{title}</h1><div class='story'>{inner}</div></main>", head, title, language)


def answer(case: Hostile) -> Article | Rejection:
    """What the clean stage makes of the page."""
    body = case.body.encode() if isinstance(case.body, str) else case.body
    return clean(Page(body, case.url, case.url, NOW, case.content_type))


def score(case: Hostile, found: Article | Rejection) -> float:
    """F1 of 4-word shingles in [0, 1]; 1 for a refusal by an allowed reason."""
    if isinstance(found, Rejection):
        return float(found.reason in case.reasons)
    if not case.lines:
        return 0.0
    want, got = shingles(" ".join(case.lines)), shingles(found.body)
    return 2 * (want & got).total() / (want.total() + got.total())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, counted; of a text without spaces, runs of four signs."""
    words = "".join(c if c.isalnum() else " " for c in text).split()
    if sum(map(len, words)) > 12 * len(words):
        words = list("".join(words))
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))
