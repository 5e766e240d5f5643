"""What breaks an expectation, as a predicate in SQL, where that can be said in one. Pure.

The validator asks each expectation by itself, which costs it 6 ms before a row is read: most of a second a batch.
Nearly all are about one value of one row, so one question can ask them together; only when the answer is not a clear
"no row breaks any" is each asked by itself. A test holds both ways of asking against each other.
"""

import re
from collections.abc import Callable, Sequence
from numbers import Real

from psycopg2.extensions import adapt

from pipeline.validate.suites import Expectation


def broken(expectation: Expectation) -> str | None:
    """A predicate that is true of a row just when it breaks the expectation; None where only the validator can tell.

    Raises ValueError for a column that is no plain name.
    """
    found = WRITERS.get(expectation.kind)
    bounds = {key: value for key, value in expectation.kwargs.items() if key != "column"}
    if found is None or expectation.column is None:
        return None
    return found(_name(expectation.column), bounds)


def any_broken(expectations: Sequence[Expectation]) -> str:
    """A predicate that is true of a row that breaks any of them; false when there is none."""
    predicates = [predicate for expectation in expectations if (predicate := broken(expectation)) is not None]
    return " or ".join(f"coalesce({predicate}, false)" for predicate in predicates) or "false"


def _name(column: str) -> str:
    if not re.fullmatch(r"[a-z_][a-z0-9_]*", column):
        raise ValueError(f"{column!r} is no column")
    return column


def _null(column: str, bounds: dict[str, object]) -> str | None:
    # With a share that may be missing it is about the table, not about a row.
    return None if bounds else f"{column} is null"


def _outside_set(column: str, bounds: dict[str, object]) -> str | None:
    allowed = bounds.get("value_set")
    if set(bounds) != {"value_set"} or not isinstance(allowed, list) or not allowed:
        return None
    kinds = set(map(type, allowed))
    return f"{column} not in ({', '.join(map(_literal, allowed))})" if kinds in ({str}, {bool}, {int}) else None


def _outside_bounds(column: str, bounds: dict[str, object]) -> str | None:
    limits = {"min_value": "<", "max_value": ">"}
    if not bounds or not set(bounds) <= set(limits) or not all(map(_is_number, bounds.values())):
        return None
    return " or ".join(f"{column} {limits[key]} {_literal(value)}" for key, value in bounds.items())


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _literal(value: object) -> str:
    quoted = adapt(value)
    if isinstance(value, str):
        quoted.encoding = "utf-8"
    return str(quoted.getquoted().decode("utf-8"))


WRITERS: dict[str, Callable[[str, dict[str, object]], str | None]] = {
    "expect_column_values_to_not_be_null": _null,
    "expect_column_values_to_be_in_set": _outside_set,
    "expect_column_values_to_be_between": _outside_bounds,
}
