"""The article's text: trafilatura on the page's one tree, checked against a second reader for what it may have lost.

trafilatura is the most precise general extractor, and now and then it stops after the first paragraphs of a page.
resiliparse keeps nearly everything and is cheap: the prose it sees and trafilatura lacks is the witness. Where the loss
is large, trafilatura's full cascade and readability-lxml are asked too, and the reading that covers the witness with
the least beside it wins. Costs per page (2 cores, Python 3.11): trafilatura 11 ms, witness 3 ms, substitutes 60 ms.
"""

import logging
import re
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement
from readability import Document as Readability
from readability.readability import Unparseable
from resiliparse.extract.html2text import extract_plain_text
from trafilatura.core import bare_extraction
from trafilatura.htmlprocessing import convert_tags, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.xml import xmltotxt

from pipeline.clean.lines import is_boilerplate
from pipeline.clean.prune import prune, strip_dead
from pipeline.clean.scrub import one_line
from pipeline.clean.tree import parse
from pipeline.model import Rejection

OPTIONS = Extractor(
    output_format="txt", fast=True, comments=False, formatting=False, links=False, images=False, tables=True
)  # fmt: skip

NOT_WORD = re.compile(r"[\W_]+")
PROSE = re.compile(r"[.!?…。！？»”\"'’)]\W*$")
PROSE_LENGTH = 60
"""Characters from which a line that ends like a sentence counts as prose: captions and teasers are shorter."""
LOST_SHARE = 0.4
"""Share of the witness's prose that must be missing before anyone else is asked.

On 257 news pages every cut text lacked .49 or more, and all but one whole text lacked .39 or less."""
LOST_LENGTH = 400
"""And at least this many characters of it: two paragraphs."""
SHORT = 350
"""Below this a text is suspect whatever the witness says: shorter than 253 of 257 real articles."""
WHOLE = 0.8
"""Share of all prose of the page above which a reading has lost nothing that a witness could show."""
BLIND, SHORT_STORY = 200, 1_000
"""Characters of the witness's prose and of a first reading below which both may have missed the story."""
LEAD_LINES = 3
"""Lines above a layout's text that can be headline and standfirst."""
COVERS = 0.85
"""Share of the witness's prose a substitute must hold; more is not asked, because the witness holds boilerplate."""

# readability-lxml logs every page it cannot read; the caller learns it from the empty text.
logging.getLogger("readability.readability").setLevel(logging.CRITICAL)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a body, who read them, and the share of the witness's prose that they hold."""

    lines: tuple[str, ...]
    reader: str
    coverage: float = 1.0


def read_body(tree: HtmlElement, text: str) -> Reading:
    """The body's lines. `tree` is consumed; `text` is the page it was parsed from, for the second readers."""
    lines, others, prose = _quick(tree)
    if sum(map(len, lines)) > max(SHORT_STORY, WHOLE * prose):
        return Reading(lines, "trafilatura")
    witness = _without(_prose(_witness(text)), others)
    if sum(map(len, witness)) < BLIND and sum(map(len, lines)) < SHORT_STORY:
        witness = _without(_paragraphs(text), others)
    size = sum(map(len, witness))
    lost = _missing(witness, lines)
    first = Reading(lines, "trafilatura", 1 - lost / size if size else float(bool(lines)))
    is_cut = lost >= LOST_LENGTH and lost >= LOST_SHARE * size
    is_suspect = _length(first) < SHORT and (not size or first.coverage < COVERS)
    return _second_opinion(first, witness, text) if is_cut or is_suspect else first


def prefer_layout(reading: Reading, own: tuple[str, tuple[str, ...]] | None) -> tuple[Reading, tuple[str, ...]]:
    """The publisher's layout where it holds what the general reader found, with the standfirst that stands above it.

    Else the general reading: selectors rot, and a rotten one cuts a story without a sound. A flag says which it was,
    `layout: NAME` or `layout: NAME holds 40% of the text`; mart.layout_health counts both.
    """
    if own is None:
        return reading, ()
    name, lines = own
    held = _folded(" ".join(lines))
    lead = []
    for line in reading.lines[:LEAD_LINES]:
        if _holds(held, _folded(line)):
            break
        lead.append(line)
    prose = [line for line in _prose(reading.lines[len(lead) :]) if not is_boilerplate(line)]
    lost, size = _missing(prose, lines), sum(map(len, prose))
    if not lines or (lost > LOST_LENGTH / 2 and lost > (1 - COVERS) * size):
        return reading, (f"layout: {name} holds {1 - lost / size if lines else 0:.0%} of the text",)
    return Reading((*lead, *lines), f"layout {name}", reading.coverage), (f"layout: {name}",)


def in_page_order(lines: tuple[str, ...], page_text: str) -> tuple[str, ...]:
    """The lines as they follow each other on the page: trafilatura appends what it recovers late at the end."""
    found = _places([line[:60] for line in lines], page_text)
    if min(found, default=0) >= 0 and found == sorted(found):
        # Nine pages in ten; folding the page takes longer than all else here.
        return lines
    places = _places([_folded(line)[:60] for line in lines], _folded(page_text))
    found = [place for place in places if place >= 0]
    if len(found) < len(lines) or found == sorted(found):
        return lines
    return tuple(line for _, line in sorted(zip(places, lines, strict=True), key=lambda pair: pair[0]))


def _places(starts: list[str], text: str) -> list[int]:
    """Where each line begins, behind the one before it if it stands there too: two lines may begin alike."""
    places, last = [], 0
    for start in starts:
        place = text.find(start, last)
        place = place if place >= 0 else text.find(start)
        places.append(place)
        last = max(place + 1, last) if place >= last else last
    return places


def quick_lines(tree: HtmlElement) -> tuple[str, ...]:
    """Lines by trafilatura's main extractor, without its fall-backs: those are chosen here, with the witness's help."""
    return _quick(tree)[0]


def _quick(tree: HtmlElement) -> tuple[tuple[str, ...], str, int]:
    """The lines, the text of other stories on the page, and how many characters of prose stand elsewhere or here."""
    others = prune(tree)
    prose = sum(len(text) for text in tree.itertext() if len(text) >= PROSE_LENGTH)
    cleaned = convert_tags(tree_cleaning(tree, OPTIONS), OPTIONS)
    return _lines(str(xmltotxt(extract_content(cleaned, OPTIONS)[0], False))), others, prose


def _witness(text: str) -> tuple[str, ...]:
    return _lines(
        extract_plain_text(
            text, preserve_formatting=True, main_content=True, alt_texts=False, comments=False, list_bullets=False
        )
    )


def _paragraphs(text: str) -> list[str]:
    """The prose in paragraph elements: the witness where resiliparse finds no main content at all."""
    tree = parse(text)
    if isinstance(tree, Rejection):
        return []
    strip_dead(tree)
    prune(tree)
    return _prose(tuple(one_line(str(paragraph.text_content())) for paragraph in tree.iter("p")))


def _without(witness: list[str], others: str) -> list[str]:
    """The witness without the lines of other stories."""
    folded = _folded(others)
    return [line for line in witness if not _holds(folded, _folded(line))] if folded else witness


def _second_opinion(first: Reading, witness: list[str], text: str) -> Reading:
    """The first substitute that covers the witness, in order of precision; else the best there is."""
    size = sum(map(len, witness)) or 1
    readings = [first]
    for reader, read in (("trafilatura cascade", _cascade), ("readability", _readability)):
        lines = read(text)
        coverage = 1 - _missing(witness, lines) / size
        if lines and witness and coverage >= COVERS:
            return Reading(lines, reader, coverage)
        readings.append(Reading(lines, reader, coverage))
    if not witness:
        # The witness saw nothing: the reading with the most prose.
        return max(readings, key=lambda r: sum(map(len, _prose(r.lines))))
    best = max(readings, key=lambda r: r.coverage)
    # The witness itself, boilerplate and all, is better than a text that lost half of the story.
    return best if best.coverage > 1 - LOST_SHARE else Reading(tuple(witness), "resiliparse")


def _cascade(text: str) -> tuple[str, ...]:
    tree = parse(text)
    if isinstance(tree, Rejection):
        return ()
    strip_dead(tree)
    prune(tree)
    document: Any = bare_extraction(tree, include_comments=False)
    return _lines(str(xmltotxt(document.body, False))) if document is not None else ()


def _readability(text: str) -> tuple[str, ...]:
    try:
        summary = Readability(text).summary(html_partial=True)
    except Unparseable:
        # Its name for every failure of its own: the other readers' texts stand.
        return ()
    return _lines(extract_plain_text(summary, preserve_formatting=True, alt_texts=False, list_bullets=False))


def _lines(text: str) -> tuple[str, ...]:
    """Lines with text; a table's row without the bars at its ends."""
    return tuple(line for line in (one_line(part).strip("|").strip() for part in text.split("\n")) if line)


def _prose(lines: tuple[str, ...]) -> list[str]:
    return [line for line in lines if len(line) >= PROSE_LENGTH and PROSE.search(line)]


def _missing(witness: list[str], lines: tuple[str, ...]) -> int:
    """Characters of the witness's prose that the lines do not hold, white space and marks aside."""
    held = _folded(" ".join(lines))
    return sum(len(line) for line in witness if not _holds(held, _folded(line)))


def _holds(held: str, line: str) -> bool:
    """A line counts as held if its beginning or its end is: readers cut lines at different places."""
    return line[:40] in held or line[-40:] in held


def _folded(text: str) -> str:
    return NOT_WORD.sub("", text)


def _length(reading: Reading) -> int:
    return sum(map(len, reading.lines))
