"""Lines that are not the story: advertising, sharing, captions, links to other stories, the headline said twice."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import chain, islice

from lxml.html import HtmlElement

from pipeline.clean.instants import is_date_line
from pipeline.clean.scrub import one_line

_PHRASES = tomllib.loads(files("pipeline.clean").joinpath("boilerplate.toml").read_text("utf-8"))
WHOLE = re.compile("|".join(f"(?:{phrase})" for phrase in _PHRASES["line"]), re.I)
START = re.compile("|".join(f"(?:{phrase})" for phrase in _PHRASES["start"]), re.I)
TAIL = re.compile("|".join(f"(?:{phrase})" for phrase in _PHRASES["tail"]), re.I)
NOT_WORD = re.compile(r"[\W_]+")
BULLET = re.compile(r"^[-–—•*·▪]\s+")
BYLINE = re.compile(r"^(?:by|von|par|автор[иа]?:?|текст:)\s+[^.!?]{3,80}$", re.I)
SENTENCE_END = re.compile(r"[.!?…:;。！？»”\"'’)]\W*$")

HEAD_LINES = 8
"""Lines at the top in which a repeated headline, a byline or a date is looked for."""
FOOT_LINES = 4
"""Lines at the bottom in which a note about the author is looked for."""
CREDIT_LENGTH = 90
"""A byline or a date line is shorter."""
NOTE_LENGTH = 450
"""A note about the author is shorter."""
KICKER_LENGTH = 30
"""A section name or a place above the first paragraph is shorter."""
SHORT_LINE = 300
"""Longer lines are prose whatever they begin with."""
LONGEST_TEASER = 1_000
"""A block that is one link from end to end is a teaser of another story, up to this length."""
SHORTEST_REPEAT = 30
"""Letters of a line that nobody writes twice: names of speakers and short answers are shorter."""
LEAST_TOLD, MANY_LINES = 0.2, 6
"""Share of a text that is no boilerplate, and the lines of a text that is long enough for a share."""
MOST_CUT = 0.5
"""A filter that would take more than this share of the text has misread the page and takes nothing."""

MOST_LINKS = 2
"""Links of a block that can be one pointer: the picture and the headline of the same story."""

MOST_QUOTES = 60
"""Quoting boxes of a page that are compared with its text: real pages have a handful."""
SHORTEST_POINTER = 15
"""Characters of a link that can be a headline."""
CAPTION_CLASS = re.compile("caption|Caption|photo-credit|image-credit")
LINK_PREFIX = re.compile(
    r"^[^\w«“\"]*(?:[\w'’ ]{2,40}[:|–—-]|(?:read|also|see|more|related|next|\s)+)?[^\w«“\"]*$", re.I
)


def foreign_lines(tree: HtmlElement) -> frozenset[str]:
    """Folded texts of blocks that are a link to another page or a caption; read before the tree is consumed."""
    found: set[str] = set()
    blocks = [(link, _block_of(link)) for link in tree.iter("a") if link.get("href")]
    links_in = Counter(block for _, block in blocks)
    for link, block in blocks:
        # A block of many links is a menu, and its text would be read once for each of them.
        text = _text(link) if links_in[block] <= MOST_LINKS else ""
        if len(text) < SHORTEST_POINTER:
            continue
        whole = _text(block)
        is_pointer = len(text) <= SHORT_LINE and len(whole) <= len(text) + 45 and _is_link_block(whole, text)
        if is_pointer or (whole == text and len(text) <= LONGEST_TEASER):
            found.update((fold(whole), fold(text)))
    for caption in _captions(tree):
        text = _text(caption)
        if 0 < len(text) <= 400:
            found.add(fold(text))
    return frozenset(found)


def _captions(tree: HtmlElement) -> Iterator[HtmlElement]:
    yield from tree.iter("figcaption")
    for element in tree.iter("div", "p", "span"):
        if CAPTION_CLASS.search(element.get("class") or "") and len(list(islice(element.iter("p"), 3))) < 3:
            yield element


def pull_quotes(tree: HtmlElement) -> frozenset[str]:
    """Folded texts of boxes that quote; read before the tree is consumed."""
    boxes = chain(tree.iter("aside", "blockquote"), (box for box in tree.iter("div", "p", "span") if _is_pull(box)))
    texts = (fold(_text(box)) for box in islice(boxes, MOST_QUOTES) if len(box.text_content()) <= 2 * SHORT_LINE)
    return frozenset(text for text in texts if SHORTEST_REPEAT <= len(text) <= SHORT_LINE)


def _is_pull(element: HtmlElement) -> bool:
    return "pull" in (element.get("class") or "").lower()


def repeated_quotes(quotes: frozenset[str], lines: Sequence[str]) -> frozenset[str]:
    """The quotes that another line of the text holds: set large beside the paragraph that they are from."""
    if not quotes:
        return quotes
    folded = [fold(line) for line in lines]
    whole = " ".join(folded)
    return frozenset(quote for quote in quotes if whole.count(quote) > folded.count(quote))


def story_lines(
    lines: Sequence[str], headlines: Iterable[str], authors: Iterable[str], foreign: frozenset[str]
) -> tuple[str, ...]:
    """The lines without boilerplate; paragraphs keep their order and wording."""
    names = tuple(authors)
    kept = _without_head(list(lines), tuple(headlines), names)
    kept = _without_tail(kept)
    told = [line for line in kept if not is_boilerplate(line)]
    # A story whose every paragraph begins like a pointer is a story; a page with next to nothing else is none.
    kept = told if sum(map(len, told)) >= LEAST_TOLD * sum(map(len, kept)) or len(kept) < MANY_LINES else kept
    kept = _guarded(kept, [line for line in kept if fold(BULLET.sub("", line)) not in foreign])
    return tuple(_without_repeats(_without_foot(kept, names)))


def is_boilerplate(line: str) -> bool:
    """Whether a line by itself is advertising, a call to share or subscribe, a caption or a pointer elsewhere."""
    if len(line) > SHORT_LINE:
        return False
    bare = BULLET.sub("", line).strip()
    return bool(WHOLE.fullmatch(bare) or START.match(bare)) or not any(c.isalnum() for c in bare)


def fold(text: str) -> str:
    """Letters and digits only, lower case: how two printings of one line are compared."""
    return NOT_WORD.sub("", text.casefold())


def _without_head(lines: list[str], headlines: tuple[str, ...], authors: tuple[str, ...]) -> list[str]:
    """The lines without headline, kicker, byline and date above the story."""
    wanted = {fold(headline) for headline in headlines if headline}
    top: list[str] = []
    has_begun = False
    for line in lines[:HEAD_LINES]:
        has_begun = has_begun or len(line) > CREDIT_LENGTH
        is_kicker = (
            not has_begun and len(line) <= KICKER_LENGTH and not SENTENCE_END.search(line) and line[0] not in "-–—•"
        )
        if not (is_kicker or _repeats(line, wanted) or _is_credit(line, authors)):
            top.append(line)
    return _guarded(lines, top + lines[HEAD_LINES:])


def _repeats(line: str, wanted: set[str]) -> bool:
    """Whether a line is one of the headlines, perhaps with a kicker before it."""
    folded = fold(line)
    return folded in wanted or any(
        len(headline) > 20 and folded.endswith(headline) and len(folded) < len(headline) + 60 for headline in wanted
    )


def _is_credit(line: str, authors: tuple[str, ...]) -> bool:
    """Whether a line says only who wrote it or when."""
    bare = BULLET.sub("", line).strip()
    if len(bare) > CREDIT_LENGTH:
        return False
    if bare.startswith(authors) and authors and not SENTENCE_END.search(bare):
        return True
    return bool(BYLINE.match(bare)) or is_date_line(bare)


def _without_tail(lines: list[str]) -> list[str]:
    """The lines above a heading such as `Related stories` in the last third of the text."""
    for position in range(max(len(lines) * 2 // 3, 2), len(lines)):
        if TAIL.fullmatch(BULLET.sub("", lines[position])):
            return _guarded(lines, lines[:position])
    return lines


def _without_foot(lines: list[str], authors: tuple[str, ...]) -> list[str]:
    """The lines without a note about the author among the last ones."""
    names = tuple(name for name in authors if " " in name)
    if not names or len(lines) <= 2 * FOOT_LINES:
        return lines
    foot = [
        line for line in lines[-FOOT_LINES:] if len(line) > NOTE_LENGTH or not BULLET.sub("", line).startswith(names)
    ]
    return [*lines[:-FOOT_LINES], *foot]


def _without_repeats(lines: list[str]) -> list[str]:
    """The lines without a paragraph said twice."""
    said: set[str] = set()
    kept = []
    for line in lines:
        text = fold(line)
        if len(text) < SHORTEST_REPEAT or text not in said:
            kept.append(line)
        said.add(text)
    return _guarded(lines, kept)


def _guarded(before: list[str], after: list[str]) -> list[str]:
    lost = sum(map(len, before)) - sum(map(len, after))
    return after if lost <= MOST_CUT * sum(map(len, before)) else before


def _is_link_block(whole: str, text: str) -> bool:
    """Only the link, or the link with a label such as `Read more:` before it; a sentence around a link is prose."""
    rest = whole.replace(text, "", 1).strip()
    ends_like_prose = bool(SENTENCE_END.search(text)) and len(text) > 100
    return bool(LINK_PREFIX.match(rest)) and not ends_like_prose


def _block_of(link: HtmlElement) -> HtmlElement:
    """The paragraph, list item or heading a link stands in, if one is near."""
    element = link
    for _ in range(4):
        if element.tag in ("p", "li", "h2", "h3", "h4", "h5", "div", "td"):
            return element
        parent = element.getparent()
        if parent is None:
            return element
        element = parent
    return link


def _text(element: HtmlElement) -> str:
    return one_line(str(element.text_content()))
