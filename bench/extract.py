"""How fast documents are read, beside a sentence splitter in one run: python -m bench.extract [DIR] [--passes N]

Articles of 3 kB, built of the project's own texts (its annotated items and `news.toml`):

- `feed`: what feeds bring, one article in ten on the subject;
- `subject`: articles on the subject, an act for every nine sentences of the war's other news;
- `dense`: nothing but acts, twenty and more an article: the worst case, which no outlet prints.

With DIR (see bench.clean) also `pages`: the bodies of real pages, cut to the same size.

All times are seconds of the processor, for the extractor and the yardstick by turns, so that neighbours count little.

The yardstick finds sentences and does nothing else: spaCy's blank pipeline with its sentencizer where it is installed
(`pip install -e '.[bench]'`), else pysbd. The ratio to it is what two machines, or two hours of a busy one, share.
"""

import argparse
import importlib
import importlib.util
import json
import statistics
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from pipeline.extract import RuleExtractor
from pipeline.extract.lexicon import build_lexicon
from pipeline.extract.lexicon.cards import DataFiles
from pipeline.model import Document

ITEMS = Path(__file__).parent.parent / "tests" / "quality" / "own.jsonl"
NEWS = Path(__file__).with_name("news.toml")
PRINTED = date(2025, 8, 20)
SIZE = 3000
"""Code points of an article, as the project's bound names them."""
ACT_EVERY = 9
"""Sentences of the war's other news for one item, in an article on the subject: two events an article."""
SUBJECT_EVERY = 10
"""Articles of a feed for one on the subject."""
MANY = 60
"""Articles of a sort: enough for a 99th percentile."""
LEAST_RATE = 300
"""Articles a second on one core that the project asks for, of what feeds bring."""
MILLION = 1_000_000
MOST_SECONDS = 2.0
MOST_LOADING = 0.5
"""Seconds to read the lexicon: the best of a few times, so that a neighbour's work is not counted."""
LOADS = 3


def articles() -> dict[str, list[Document]]:
    """The articles of each sort."""
    items = [json.loads(line) for line in ITEMS.read_text("utf-8").splitlines()]
    told = cycle([f"{item['title']}.\n{item['text'].strip()}" for item in items])
    news = tomllib.loads(NEWS.read_text("utf-8"))
    war, other = cycle(news["war"]), cycle(news["other"])
    subject = list(islice(_cut(_between(told, war)), MANY))
    aside = list(islice(_cut(other), MANY))
    feed = [subject[at] if at % SUBJECT_EVERY == 0 else aside[at] for at in range(MANY)]
    return {"feed": feed, "subject": subject, "dense": list(islice(_cut(told), MANY))}


def _between(told: Iterator[str], war: Iterator[str]) -> Iterator[str]:
    """Acts with news of the war between them."""
    for item in told:
        yield item
        yield from islice(war, ACT_EVERY)


def _cut(paragraphs: Iterator[str]) -> Iterator[Document]:
    """Documents of the size of an article, each under its first line."""
    text = ""
    for number, paragraph in enumerate(paragraphs):
        text += f"{paragraph}\n"
        if len(text) >= SIZE:
            yield Document(f"b{number}", text.split("\n", 1)[0], text[:SIZE], PRINTED)
            text = ""


def pages(folder: Path) -> list[Document]:
    """The bodies of a data set of real pages that have one, cut to the size of an article."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    told = [(key, row.get("title") or "", row.get("articleBody") or "") for key, row in truth.items()]
    return [Document(key, title, body[:SIZE], PRINTED) for key, title, body in told if body]


def timed(read: Callable[[Document], object], documents: Sequence[Document], passes: int) -> list[float]:
    """Seconds of processor time of every reading of every document."""
    seconds: list[float] = []
    for document in documents * passes:
        started = time.process_time()
        read(document)
        seconds.append(time.process_time() - started)
    return seconds


def yardstick() -> tuple[str, Callable[[Document], object]]:
    """A known sentence splitter and its name."""
    if importlib.util.find_spec("spacy"):
        spacy = importlib.import_module("spacy")
        pipe = spacy.blank("en")
        pipe.add_pipe("sentencizer")
        return f"spaCy {spacy.__version__} blank + sentencizer", lambda document: list(pipe(document.text).sents)
    pysbd = importlib.import_module("pysbd")
    segmenter = pysbd.Segmenter(language="en", clean=False)
    return "pysbd", lambda document: segmenter.segment(document.text)


def compare(sort: str, documents: Sequence[Document], extractor: RuleExtractor, passes: int) -> float:
    """Print how one sort of article is read; gives the articles a second."""
    name, split = yardstick()
    split(documents[0])
    seconds: list[float] = []
    splitting: list[float] = []
    for _ in range(passes):  # by turns, so that both have the same share of a busy machine
        seconds += timed(extractor.extract, documents, 1)
        splitting += timed(split, documents, 1)
    reads, splits = len(seconds) / sum(seconds), len(splitting) / sum(splitting)
    cuts = statistics.quantiles(seconds, n=100)
    found = [extractor.trace(document) for document in documents]
    inside = sum(not trace.gate for trace in found)
    sys.stdout.write(
        f"{sort:8} {reads:6.0f} articles/s of the core, p50 {1000 * cuts[49]:.1f} ms, p99 {1000 * cuts[98]:.1f} ms, "
        f"{inside} of {len(documents)} past the gate; {name} {splits:.0f}/s; ratio {reads / splits:.2f}\n"
    )
    return reads


def _loading() -> float:
    """Seconds of processor time to build the lexicon."""
    started = time.process_time()
    build_lexicon(DataFiles())
    return time.process_time() - started


def main() -> int:
    """Print the figures; 1 where a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="a data set of real pages, as bench.clean reads it")
    parser.add_argument("--passes", type=int, default=5)
    options = parser.parse_args()
    loading = min(_loading() for _ in range(LOADS))
    sys.stdout.write(f"lexicon read in {loading:.2f} s\n")
    extractor = RuleExtractor()
    sorts = articles()
    if options.folder is not None:
        sorts["pages"] = pages(options.folder)
    rates = {sort: compare(sort, documents, extractor, options.passes) for sort, documents in sorts.items()}
    sentence = "Macron said that Ukraine would get peacekeepers. "
    long = Document("long", "Ukraine troops", (sentence * (MILLION // len(sentence) + 1))[:MILLION], PRINTED)
    (seconds,) = timed(extractor.extract, [long], 1)
    sys.stdout.write(f"1 MB in {seconds:.2f} s\n")
    return 0 if rates["feed"] >= LEAST_RATE and seconds <= MOST_SECONDS and loading <= MOST_LOADING else 1


if __name__ == "__main__":
    sys.exit(main())
