"""How well and how fast pages are cleaned, beside trafilatura, in one run.

    python -m bench.clean [DIR] [--passes N] [--memory N]

`bench.clean:body` is the cleaner as other scoring programs call it, (html, url) -> text.

DIR holds `ground-truth.json` ({id: {url, articleBody, title, authors, date, crawl}}) and `html/<id>.html.gz`. Without
it the project's own golden pages are timed, and nothing is scored.

Bodies: 4-word shingles as multisets, precision and recall averaged over pages, F1 their harmonic mean; dF1 is a paired
bootstrap over pages. Title: exact after white space. Authors: the same set. Date: the same UTC day, the same minute.
"""

import argparse
import gzip
import json
import random
import re
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import trafilatura

from pipeline.clean import CLEANER_VERSION, clean
from pipeline.clean.fingerprint import fingerprint
from pipeline.day import is_plausible
from pipeline.model import Article, Page

SHINGLE = 4
STEP = 1_000
ROUNDS = 1_000
"""Bootstrap rounds: the interval's ends move by less than .001 with more."""
GOLDEN = Path(__file__).parent.parent / "tests" / "golden" / "clean"


@dataclass(frozen=True)
class Case:
    """One page and what is true about it; `truth` is empty when nobody knows."""

    page: Page
    truth: dict[str, Any]


@dataclass
class Run:
    """Answers and CPU seconds of the last pass over the pages, and the pages a CPU second of every pass."""

    answers: list[Any]
    seconds: list[float]
    speeds: list[float]

    @property
    def speed(self) -> float:
        """Pages a CPU second, the median of the passes."""
        return statistics.median(self.speeds)


def load(folder: Path | None) -> list[Case]:
    """The cases of a data set, or the project's golden pages."""
    if folder is None:
        paths = sorted(GOLDEN.glob("*/page.html"))
        metas = [json.loads(path.with_name("meta.json").read_text("utf-8")) for path in paths]
        return [
            Case(Page(path.read_bytes(), meta["url"], meta["url"], datetime.fromisoformat(meta["fetched_at"])), {})
            for path, meta in zip(paths, metas, strict=True)
        ]
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    return [Case(_page(folder, key, facts), facts) for key, facts in sorted(truth.items())]


def _page(folder: Path, key: str, facts: dict[str, Any]) -> Page:
    crawled = facts.get("crawl")
    fetched_at = datetime.fromisoformat(crawled) if crawled else datetime.now(UTC)
    body = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
    return Page(body, facts["url"], facts["url"], fetched_at.replace(tzinfo=UTC), "text/html; charset=utf-8")


def shingle_score(truth: str, text: str) -> tuple[float | None, float | None]:
    """Precision and recall of one page; None where there is nothing to divide by."""
    want, got = (_shingles(re.findall(r"\w+", t)) for t in (truth, text))
    hits = (want & got).total()
    return (hits / got.total() if got else None), (hits / want.total() if want else None)


def _shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def f1(scores: Sequence[tuple[float | None, float | None]]) -> tuple[float, float, float]:
    """Mean precision, mean recall and their harmonic mean."""
    precision = statistics.fmean([p for p, _ in scores if p is not None] or [0.0])
    recall = statistics.fmean([r for _, r in scores if r is not None] or [0.0])
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def interval(ours: list[Any], theirs: list[Any]) -> tuple[float, float]:
    """95 % interval of the difference in F1, drawing the same pages for both."""
    rng, deltas = random.Random(0), []
    for _ in range(ROUNDS):
        pick = rng.choices(range(len(ours)), k=len(ours))
        deltas.append(f1([ours[i] for i in pick])[2] - f1([theirs[i] for i in pick])[2])
    deltas.sort()
    return deltas[ROUNDS // 40], deltas[-ROUNDS // 40]


def side_by_side(functions: Sequence[Callable[[Page], Any]], cases: list[Case], passes: int) -> list[Run]:
    """One Run a function. They take turns page by page, so that what else the machine does meets all of them alike."""
    for case in cases[:5]:
        for function in functions:
            function(case.page)
    runs = [Run([], [], []) for _ in functions]
    for _ in range(passes):
        for run in runs:
            run.answers, run.seconds = [], []
        for case in cases:
            for function, run in zip(functions, runs, strict=True):
                start = time.process_time()
                run.answers.append(function(case.page))
                run.seconds.append(time.process_time() - start)
        for run in runs:
            run.speeds.append(len(cases) / sum(run.seconds))
    return runs


def facts_right(cases: list[Case], answers: list[Any]) -> dict[str, float]:
    """Shares of right titles, author sets, days and minutes, over the pages where the truth is known."""
    right: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for case, answer in zip(cases, answers, strict=True):
        article = answer if isinstance(answer, Article) else None
        title, authors = case.truth.get("title") or "", case.truth.get("authors") or []
        known.update(title=1, authors=1)
        right["title"] += bool(article and _one_line(article.title) == _one_line(title))
        right["authors"] += bool(article and set(article.authors) == set(map(_one_line, authors)))
        # A few dates of the data set lie after its own crawl (day and month swapped): nobody can be right there.
        if case.truth.get("date") and is_plausible(_truth_date(case), case.page.fetched_at):
            known.update(day=1, minute=1)
            right.update(_date_right(article, _truth_date(case)))
    return {name: right[name] / known[name] for name in ("title", "authors", "day", "minute") if known[name]}


def _truth_date(case: Case) -> datetime:
    truth = datetime.fromisoformat(case.truth["date"])
    return truth if truth.tzinfo else truth.replace(tzinfo=UTC)


def _date_right(article: Article | None, truth: datetime) -> dict[str, int]:
    if article is None or article.published_at is None:
        return {}
    return {
        "day": article.published_at.astimezone(UTC).date() == truth.astimezone(UTC).date(),
        "minute": abs((article.published_at - truth).total_seconds()) < 60,
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def body(html: str | bytes, url: str) -> str:
    """The body of a page, '' when it is refused: the form that other scoring programs call."""
    raw = html.encode("utf-8", "replace") if isinstance(html, str) else html
    answer = clean(Page(raw, url, url, datetime.now(UTC), "text/html"))
    return answer.body if isinstance(answer, Article) else ""


def _reference(page: Page) -> str:
    return trafilatura.extract(page.body.decode("utf-8", "replace"), include_comments=False) or ""


def memory(cases: list[Case], pages: int) -> Iterator[tuple[int, float]]:
    """Resident MB of the process after every thousand of so many pages, the pages of the set taken in turn."""
    for count in range(1, pages + 1):
        clean(cases[count % len(cases)].page)
        if count % STEP == 0 or count == pages:
            yield count, _resident()


def _resident() -> float:
    """Resident MB now, from Linux; elsewhere the most that it has ever been."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and write the figures to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--memory", type=int, default=0, metavar="N", help="also clean N pages and show the memory")
    arguments = parser.parse_args()
    cases, out = load(arguments.folder), sys.stdout.write
    ours, theirs = side_by_side((clean, _reference), cases, arguments.passes)
    answers, texts = ours.answers, theirs.answers
    bodies = [answer.body if isinstance(answer, Article) else "" for answer in answers]
    out(f"cleaner {CLEANER_VERSION}, {len(cases)} pages, {sum(map(bool, bodies))} articles\n")
    out(f"pages/s        {ours.speed:7.1f}   trafilatura {theirs.speed:7.1f}   ratio {ours.speed / theirs.speed:.2f}\n")
    for name, seconds in (("ms a page", ours.seconds), ("  trafilatura", theirs.seconds)):
        p50, p99 = 1000 * statistics.median(seconds), 1000 * sorted(seconds)[-len(seconds) // 100 - 1]
        out(f"{name:<14} p50 {p50:.1f}   p99 {p99:.1f}   most {1000 * max(seconds):.1f}\n")
    if arguments.folder:
        truths = [case.truth["articleBody"] for case in cases]
        scores, theirs_scores = (
            [shingle_score(t, b) for t, b in zip(truths, side, strict=True)] for side in (bodies, texts)
        )
        out("body           P {:.3f} R {:.3f} F1 {:.3f}".format(*f1(scores)))
        out("   trafilatura P {:.3f} R {:.3f} F1 {:.3f}".format(*f1(theirs_scores)))
        out("   dF1 95% {:+.3f}..{:+.3f}\n".format(*interval(scores, theirs_scores)))
        out("".join(f"{name:<14} {share:.3f}\n" for name, share in facts_right(cases, answers).items()))
    start = time.process_time()
    for body in bodies:
        fingerprint(body)
    out(f"fingerprints/s {len(bodies) / (time.process_time() - start):7.0f}\n")
    for count, size in memory(cases, arguments.memory):
        out(f"after {count:>6} pages {size:7.1f} MB resident\n")


if __name__ == "__main__":
    main()
