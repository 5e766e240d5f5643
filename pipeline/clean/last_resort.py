"""Where a page that shows no text may still hold its story, asked only when everything else found nothing.

JSON-LD's articleBody comes first here and nowhere else: as a rule it is cut, flat and without structure.
"""

import html
import re
from collections.abc import Iterator

from pipeline.clean.body import quick_lines
from pipeline.clean.head import Head
from pipeline.clean.page_state import story_in_scripts
from pipeline.clean.prune import strip_dead
from pipeline.clean.scrub import one_line
from pipeline.clean.tree import parse
from pipeline.model import Rejection

LEAST = 200
"""Characters that make a find: less is a slogan."""
TAG = re.compile(r"<[^<>]{1,200}>")
BREAK = re.compile(r"</p>|<br\s*/?>|\n", re.I)
# class="story><h1>: a quote that was never closed swallows the page up to the next quote.
OPEN_QUOTE = re.compile(r"(=\s*\"[^\"<>]{0,200})(?=>\s*<[a-zA-Z/!])")
NO_FRAMES = re.compile(r"</?(?:frameset|frame|noframes)\b[^>]*>", re.I)


def hidden_story(text: str, head: Head, source: str = "") -> tuple[str, ...]:
    """Lines of the story that the page holds without showing it, or nothing; `source` is the page with its scripts."""
    body = head.article.get("articleBody")
    if isinstance(body, str) and len(body) >= LEAST:
        parts = (one_line(TAG.sub("", html.unescape(part))) for part in BREAK.split(body))
        return tuple(part for part in parts if part)
    for candidate in _rewritten(text, source):
        tree = parse(candidate)
        if isinstance(tree, Rejection):
            continue
        strip_dead(tree)
        lines = quick_lines(tree)
        if sum(map(len, lines)) >= LEAST:
            return lines
    return ()


def _rewritten(text: str, source: str) -> Iterator[str]:
    """The page with one reading of what went wrong in it, each."""
    if OPEN_QUOTE.search(text):
        yield OPEN_QUOTE.sub(r'\1"', text)
    if "&lt;p" in text.lower() or "&lt;div" in text.lower():
        yield html.unescape(text)
    if NO_FRAMES.search(text):
        yield NO_FRAMES.sub("", text)
    story = story_in_scripts(source)
    if story:
        yield f"<html><body><article>{story}</article></body></html>"
