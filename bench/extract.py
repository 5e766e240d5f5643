"""How fast documents are read, beside a sentence splitter in one run: python -m bench.extract [--passes N]

The articles are the project's own items joined to 3 kB each, so that every one is about the subject: the worst case,
since most news ends at the gate. The yardstick is spaCy's blank pipeline with its sentencizer where it is installed,
else pysbd, which does nothing but find sentences.
"""

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from pipeline.extract import RuleExtractor
from pipeline.extract.lexicon import load_lexicon
from pipeline.model import Document

ITEMS = Path(__file__).parent.parent / "tests" / "quality" / "own.jsonl"
SIZE = 3000
"""Code points of an article, as the project's bound names them."""
LEAST_RATE = 300
"""Articles a second on one core that the project asks for."""
MILLION = 1_000_000
MOST_SECONDS = 2.0


def articles() -> list[Document]:
    """Documents of about 3 kB, each under one of its items' headlines."""
    rows = [json.loads(line) for line in ITEMS.read_text("utf-8").splitlines()]
    found: list[Document] = []
    title, body = "", ""
    for row in rows:
        title = title or row["title"]
        body += f"{row['title']}.\n{row['text'].strip()}\n"
        if len(body) >= SIZE:
            found.append(Document(f"b{len(found)}", title, body[:SIZE], date(2025, 8, 20)))
            title, body = "", ""
    return found


def rate(read: Callable[[Document], object], documents: Sequence[Document], passes: int) -> float:
    """Documents a second of processor time."""
    started = time.process_time()
    for _ in range(passes):
        for document in documents:
            read(document)
    return passes * len(documents) / (time.process_time() - started)


def yardstick() -> tuple[str, Callable[[Document], object]]:
    """A known sentence splitter and its name."""
    if importlib.util.find_spec("spacy"):
        spacy = importlib.import_module("spacy")
        pipe = spacy.blank("en")
        pipe.add_pipe("sentencizer")
        return "spaCy blank + sentencizer", lambda document: list(pipe(document.text).sents)
    pysbd = importlib.import_module("pysbd")
    segmenter = pysbd.Segmenter(language="en", clean=False)
    return "pysbd", lambda document: segmenter.segment(document.text)


def main() -> int:
    """Print the figures; 1 where a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passes", type=int, default=5)
    options = parser.parse_args()
    started = time.process_time()
    load_lexicon()
    loaded = time.process_time() - started
    extractor = RuleExtractor()
    documents = articles()
    name, split = yardstick()
    reads, splits = rate(extractor.extract, documents, options.passes), rate(split, documents, 1)
    long = Document(
        "long",
        "Ukraine troops",
        ("Macron said that Ukraine would get peacekeepers. " * 21_000)[:MILLION],
        date(2025, 8, 20),
    )
    started = time.process_time()
    extractor.extract(long)
    seconds = time.process_time() - started
    sys.stdout.write(
        f"lexicon read in {loaded:.2f} s\n"
        f"{len(documents)} articles of {SIZE} code points: {reads:.0f}/s; "
        f"{name} {splits:.0f}/s; ratio {reads / splits:.2f}\n"
        f"1 MB in {seconds:.2f} s\n"
    )
    return 0 if reads >= LEAST_RATE and seconds <= MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
