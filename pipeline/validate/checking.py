"""Great Expectations on one staged batch: the only module that imports it, and only inside functions.

The import costs about 8 s of CPU and 240 MB, so nothing pays for it before a batch is really judged.
"""

import os
import re
import uuid
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from psycopg2.extensions import parse_dsn

from pipeline.validate.predicates import any_broken, broken
from pipeline.validate.suites import Expectation, Severity, Suite

BROKEN = "broken_expectations"
"""A column beside those of the view: null where the row breaks nothing that can be asked together."""
STATEMENT_TIMEOUT_MS = 60_000
"""A regular expression of a suite may backtrack: no single question may take longer than this."""
WORK_MEM = "64MB"
"""The texts of a day are sorted and joined several times: in memory, not through files."""
MOST_EXAMPLES = 5
"""Values kept with a failed expectation: enough to see the pattern."""
MOST_ROWS = 100_000
"""Rows named by one failed expectation; a batch with more of them is stopped by its share long before."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one expectation. `rows` are the numbers of the rows that broke it; `error` = it raised."""

    suite: str
    expectation: Expectation
    is_success: bool
    element_count: int | None = None
    unexpected_count: int | None = None
    examples: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    error: str = ""


def validator_name() -> str:
    """What judges, with its version."""
    from great_expectations import __version__

    return f"great_expectations {__version__}"


def check(dsn: str, batch_id: uuid.UUID, suites: Sequence[Suite]) -> Iterator[Finding]:
    """Findings of every expectation of every suite on the rows of one staged batch."""
    with _quiet():
        # Before the import: it reads this to decide whether to call home.
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        import great_expectations as gx
        from great_expectations.data_context.types.base import ProgressBarsConfig

        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        # Not add_postgres: that refuses an address of a socket.
        source = context.data_sources.add_sql(
            "warehouse", connection_string=sqlalchemy_url(dsn), create_temp_table=True
        )
        try:
            for suite in suites:
                yield from _check_suite(source, batch_id, suite)
        finally:
            source.get_engine().dispose()


@contextmanager
def _quiet() -> Iterator[None]:
    # Its own deprecation notices are not ours to act on, and some are raised at import.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def sqlalchemy_url(dsn: str) -> str:
    """A libpq address as SQLAlchemy takes it, with the driver named (bare `postgresql://` would mean another one)."""
    from sqlalchemy.engine import URL

    parts = {key: str(value) for key, value in parse_dsn(dsn).items()}
    ours = f"-c timezone=UTC -c work_mem={WORK_MEM} -c statement_timeout={STATEMENT_TIMEOUT_MS}"
    options = f"{parts.pop('options', '')} {ours}".strip()
    host, port = parts.pop("host", None), parts.pop("port", "5432")
    if host is None or host.startswith("/") or "," in host:
        # A socket's folder, or several hosts, have no place before the path.
        parts |= {"host": host, "port": port} if host else {}
        host, port = None, ""
    url = URL.create(
        "postgresql+psycopg2",
        username=parts.pop("user", None),
        password=parts.pop("password", None),
        host=host,
        port=int(port) if port else None,
        database=parts.pop("dbname", None),
        query={**parts, "options": options, "application_name": "guarantees gate"},
    ).render_as_string(hide_password=False)
    # A dollar sign would be read as the start of a substitution.
    return url.replace("$", "%24")


def _check_suite(source: Any, batch_id: uuid.UUID, suite: Suite) -> Iterator[Finding]:
    from great_expectations.validator.v1_validator import Validator

    if not re.fullmatch(r"[a-z_]+\.[a-z_]+", suite.view):
        raise ValueError(f"suite {suite.name}: {suite.view!r} is no view")
    together = [item for item in suite.expectations if broken(item) is not None]
    asset = source.add_query_asset(suite.name, query=_rows_of(suite.view, batch_id, together))
    # A Batch would put the rows into a new temporary table for every question; this keeps to its first one.
    validator = Validator(asset.add_batch_definition_whole_table("all"), result_format="BASIC")
    apart = [item for item in suite.expectations if item not in together]
    # What can be asked together is one question more; only a clear answer to it counts.
    found, clean = _ask(validator, suite, apart, has_joint_question=bool(together))
    if together and clean is None:
        found += _ask(validator, suite, together)[0]
        together = []
    for expectation, result in found:
        yield _finding(suite, expectation, result, _broken_rows(validator, expectation, result))
    for expectation in together:
        yield Finding(suite.name, expectation, is_success=True, element_count=clean, unexpected_count=0)


def _ask(
    validator: Any, suite: Suite, asked: Sequence[Expectation], has_joint_question: bool = False
) -> tuple[list[tuple[Expectation, Any]], int | None]:
    """The validator's result of each expectation; and the rows that break none of those asked together.

    None = some row breaks one, or there was no clear answer. Raises ValueError when an answer is missing.
    """
    import great_expectations as gx

    questions = [item.as_gx() for item in asked]
    if has_joint_question:
        questions.append(
            {"type": "expect_column_values_to_be_null", "kwargs": {"column": BROKEN}, "meta": {"number": 0}}
        )
    validator.result_format = "BASIC"
    results = validator.validate_expectation_suite(gx.ExpectationSuite(suite.name, expectations=questions)).results
    by_number = {result.expectation_config.meta["number"]: result for result in results}
    if len(results) != len(questions) or len(by_number) != len(questions):
        raise ValueError(f"suite {suite.name}: {len(questions)} expectations gave {len(results)} answers")
    joint = by_number.get(0)
    clean = int(joint.result["element_count"]) if joint is not None and joint.success and not _error(joint) else None
    return [(item, by_number[item.number]) for item in asked], clean


def _rows_of(view: str, batch_id: uuid.UUID, together: Sequence[Expectation]) -> str:
    """The batch's rows of a view, with a column that is null where no expectation of those named is broken."""
    mark = f"case when {any_broken(together)} then 'yes' end as {BROKEN}"
    return f"select *, {mark} from {view} where batch_id = '{batch_id}'"


def _broken_rows(validator: Any, expectation: Expectation, result: Any) -> tuple[int, ...]:
    """Numbers of the rows that broke an expectation whose severity asks for them."""
    if result.success or expectation.severity is not Severity.QUARANTINE or _error(result):
        return ()
    import great_expectations as gx

    asked = gx.ExpectationSuite("again", expectations=[expectation.as_gx()])
    validator.result_format = {
        "result_format": "COMPLETE",
        "unexpected_index_column_names": ["row_no"],
        # "Complete" lists end after this many rows, 20 by default: the rest would slip through.
        "partial_unexpected_count": MOST_ROWS,
    }
    found = validator.validate_expectation_suite(asked).results[0].result.get("unexpected_index_list") or []
    return tuple(sorted({int(row["row_no"]) for row in found}))


def _finding(suite: Suite, expectation: Expectation, result: Any, rows: tuple[int, ...]) -> Finding:
    said = result.result
    examples = said.get("partial_unexpected_list") or ([said["observed_value"]] if "observed_value" in said else [])
    return Finding(
        suite=suite.name,
        expectation=expectation,
        is_success=bool(result.success),
        element_count=said.get("element_count"),
        unexpected_count=said.get("unexpected_count"),
        examples=tuple(str(example)[:200] for example in examples[:MOST_EXAMPLES]),
        rows=rows,
        error=_error(result),
    )


def _error(result: Any) -> str:
    """What an expectation raised, empty when it gave an answer."""
    raised = result.exception_info or {}
    # One expectation's own error, or a dictionary of errors by metric.
    nested = raised.values() if "raised_exception" not in raised else [raised]
    for info in nested:
        if info.get("raised_exception"):
            return str(info.get("exception_message") or "raised without a message")[:500]
    return ""
