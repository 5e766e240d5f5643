"""The second reader as an extractor: a document in, mentions out; what went wrong stays behind as faults."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pipeline.errors import FaultClass, FaultError
from pipeline.model import Document, Fault, Mention
from pipeline.opinion.answer import prompt_version
from pipeline.opinion.endpoint import Endpoint, Excerpt, ask
from pipeline.opinion.store import AnswerStore, Question
from pipeline.opinion.validator import Grounds, judge

OPINION_VERSION = "opinion-1"
"""Goes up with every change of the validator that can change an answer; stored with every mention, with the model."""

STAGE = "opinion"
MOST_TITLE, MOST_TEXT = 1_000, 40_000
"""Code points shown to a model: a long read has 40,000, ten thousand tokens."""
MOST_FAILURES = 3
"""Failures in a row after which it is found out whether the endpoint is down: a day has hundreds of articles."""
PROBE = Excerpt("Weather", "It rained in the morning.")
"""Tells an endpoint that is down from articles that bring a model to fail: those must not cost the others theirs."""

Transport = Callable[[Endpoint, Excerpt], Coroutine[Any, Any, str]]


@dataclass(frozen=True, slots=True)
class Means:
    """What a second opinion is made with; `gate` lets a document through that is worth asking about."""

    store: AnswerStore
    grounds: Grounds
    gate: Callable[[Document], bool]
    transport: Transport = ask
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    """For faults only: no mention depends on it."""


class OpinionExtractor:
    """Reads mentions with a model; one question an article, ever, since answers are kept. Not for several threads."""

    def __init__(self, endpoint: Endpoint, means: Means) -> None:
        self.name = f"{OPINION_VERSION}:{endpoint.model}"
        self._endpoint = endpoint
        self._means = means
        self._prompt_version = prompt_version()
        self._failures = 0
        self._is_down = False
        self._faults: list[Fault] = []

    def extract(self, document: Document) -> tuple[Mention, ...]:
        """The mentions that the article carries, in order of place; none, and a fault, without a usable answer."""
        if not self._means.gate(document):
            return ()
        shown = replace(document, title=document.title[:MOST_TITLE], text=document.text[:MOST_TEXT])
        try:
            found = judge(shown, self._content(shown), self._means.grounds, self.name)
        except FaultError as error:
            self._record(document, error.fault, error.detail)
            return ()
        if found.dropped:
            reasons = "; ".join(f"{reason} ({count})" for reason, count in sorted(Counter(found.dropped).items()))
            self._record(document, FaultClass.TEXT, f"{len(found.dropped)} events not taken: {reasons}")
        return found.mentions

    def take_faults(self) -> tuple[Fault, ...]:
        """The faults since the last call; `url` holds the document's id."""
        taken = tuple(self._faults)
        self._faults.clear()
        return taken

    def _content(self, shown: Document) -> str:
        """The kept answer about a document, or a new one, which is kept whatever it says."""
        digest = hashlib.sha256(f"{shown.title}\x1f{shown.text}".encode("utf-8", "surrogatepass")).hexdigest()
        question = Question(digest, self._endpoint.model, self._prompt_version)
        with _storing():
            kept = self._means.store.find(question)
        if kept is not None:
            return kept
        content = self._ask(Excerpt(shown.title, shown.text))
        # Not used unless kept: a replay would not find it, and give other rows.
        with _storing():
            self._means.store.keep(question, content)
        return content

    def _ask(self, excerpt: Excerpt) -> str:
        if self._failures >= MOST_FAILURES and not self._is_down:
            self._probe()
        if self._is_down:
            raise FaultError(FaultClass.UNREACHABLE, "not asked: the endpoint is down")
        try:
            content = asyncio.run(self._means.transport(self._endpoint, excerpt))
        except FaultError:
            self._failures += 1
            raise
        self._failures = 0
        return content

    def _probe(self) -> None:
        try:
            asyncio.run(self._means.transport(self._endpoint, PROBE))
        except FaultError:
            self._is_down = True
        self._failures = 0

    def _record(self, document: Document, fault: FaultClass, detail: str) -> None:
        self._faults.append(
            Fault(document.outlet, document.document_id, STAGE, fault, detail[:1000], self._means.clock())
        )


@contextmanager
def _storing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        detail = (
            f"the folder of answers cannot be used ({type(error).__name__}); see to `opinions` below GUARANTEES_HOME"
        )
        raise FaultError(FaultClass.UNREACHABLE, detail) from error
