"""The story in the data that a page's scripts are handed, or in an attribute: what a page without text will show.

Frameworks write it as JSON, or as JSON inside a string (`self.__next_f.push([1,"…"])`): no shape is relied on, only a
long string that holds paragraphs and is called something like content.
"""

import html
import json
import re
from collections.abc import Iterator

MAX_SOURCE = 2_000_000
"""Characters of a page that are searched."""
LITERAL = re.compile(r'"((?:[^"\\]|\\.){400,1000000})"', re.S)
"""Strings shorter than a story of two paragraphs are labels, addresses and styles."""
NAMED = re.compile(r"(?:body|content|text|article|story|html)\w*\\?[\"']?\s*[:=]\s*$", re.I)
"""What a story is called where it stands; the terms of a consent dialog are called otherwise, as a rule."""
LEAST_PARAGRAPHS = 3
DEPTH = 3
"""Strings inside strings that are opened."""
SENTENCES = re.compile(r"[.!?…。！？»”\"'][\s<]")
LEAST_SENTENCES = 5


def story_in_scripts(source: str) -> str:
    """Markup of the longest text with paragraphs among the string literals of a page, or ''."""
    return max(_stories(source[:MAX_SOURCE], DEPTH), key=len, default="")


def _stories(text: str, depth: int) -> Iterator[str]:
    for found in LITERAL.finditer(text):
        is_named = bool(NAMED.search(text, max(found.start() - 40, 0), found.start()))
        try:
            value = str(json.loads(f'"{found[1]}"', strict=False))
        except ValueError:
            continue
        if value.count("&lt;/p") >= LEAST_PARAGRAPHS:
            value = html.unescape(value)
        if is_named and value.count("</p>") >= LEAST_PARAGRAPHS and not LITERAL.search(value):
            yield value
        elif depth > 1 and '"' in value:
            yield from _stories(value, depth - 1)
        elif is_named and "<" not in value and len(SENTENCES.findall(value)) >= LEAST_SENTENCES:
            yield "".join(f"<p>{line}</p>" for line in value.split("\n") if line.strip())
