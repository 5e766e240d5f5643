"""What Citus refuses of statements, held against ours by their parse trees.

A statement over reference tables and tables of the coordinator alone is planned by PostgreSQL itself. Of one that reads
distributed tables this finds what its manual (SQL support) and its own regression tests say is refused, and joins that
have to move rows.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pglast
from pglast import ast
from pglast.enums import BoolExprType, JoinType

ACROSS = "joins distributed tables off their keys"
CORRELATED = "correlates a subquery off the distribution column"
COORDINATOR = "correlates a table of the cluster with a table of the coordinator"
KEPT = "keeps the rows of a reference table in an outer join with a distributed one"
JOINED_CHANGE = "changes a reference table by a distributed one"
MOVED_KEY = "changes a distribution column"
VOLATILE = "calls a volatile function in an update"
FORBIDDEN = {
    "GroupingSet": "grouping sets",
    "RangeTableSample": "tablesample",
    "LockingClause": "locks rows",
    "MergeStmt": "merge",
}
VOLATILE_FUNCTIONS = {"clock_timestamp", "random", "gen_random_uuid", "nextval", "statement_timestamp"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table lies: `distributed` by `column` in a `group`, `reference`, or `local` to the coordinator."""

    kind: str
    column: str | None = None
    group: str | None = None


RECURRING = Place("reference")
Columns = tuple[str, str]


@dataclass
class Level:
    """One FROM: its tables by alias, what is equal, and the levels around it."""

    tables: dict[str, Place] = field(default_factory=dict)
    equal: set[tuple[Columns, Columns]] = field(default_factory=set)
    around: "Level | None" = None
    is_change: bool = False

    def place(self, alias: str) -> Place | None:
        """The table of that alias, here or around."""
        return self.tables.get(alias) or (self.around.place(alias) if self.around else None)

    def distributed(self) -> list[str]:
        """Aliases of distributed tables here."""
        return [alias for alias, place in self.tables.items() if place.kind == "distributed"]


def refusals(statement: ast.Node, places: Mapping[str, Place]) -> set[str]:
    """What Citus would not do of a statement, in the words of this module; empty: nothing was found."""
    reader = _Reader(places)
    reader.statement(statement, None, frozenset())
    return reader.found


def tables_of(statement: ast.Node) -> set[str]:
    """Names of tables and views, with their schema, that a statement names."""
    return {f"{node.schemaname}.{node.relname}" for node in _walk(statement) if isinstance(node, ast.RangeVar)}


def statements_of(text: str) -> Iterator[ast.Node]:
    """The parsed statements of a text that may hold parameters of psycopg2."""
    filled = re.sub(r"%\(\w+\)s|%s", "null", re.sub(r"\bvalues %s", "values (null)", text)).replace("%%", "%")
    for raw in pglast.parse_sql(re.sub(r"\{\w+\}", "public.a_name", filled)):
        yield raw.stmt


def statements_of_function(definition: str) -> Iterator[ast.Node]:
    """The parsed statements inside a plpgsql function, given `create function …`."""
    # The parser has no catalogue: names of types in a schema of ours would be looked up there.
    head, quote, body = definition.partition("AS $")
    body = re.sub(r"\b\w+\.\w+%(?:row)?type\b", "record", body, flags=re.IGNORECASE)
    head = re.sub(r"\b(?:mart|warehouse|quality|ops|raw|staging)\.", "public.", head)
    for text in _queries(pglast.parse_plpgsql(head + quote + body)):
        yield from statements_of(text)


def _queries(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        expression = node.get("PLpgSQL_expr")
        # Mode 0 is a statement; the others are expressions and assignments.
        if isinstance(expression, dict) and expression.get("parseMode", 0) == 0:
            yield str(expression["query"])
        for value in node.values():
            yield from _queries(value)
    elif isinstance(node, list):
        for value in node:
            yield from _queries(value)


def _walk(node: object) -> Iterator[ast.Node]:
    if isinstance(node, tuple):
        for one in node:
            yield from _walk(one)
    elif isinstance(node, ast.Node):
        yield node
        for name in node:
            yield from _walk(getattr(node, name))


class _Reader:
    def __init__(self, places: Mapping[str, Place]) -> None:
        self.places = places
        self.found: set[str] = set()

    def statement(self, node: ast.Node, around: Level | None, names: frozenset[str]) -> None:
        clause = getattr(node, "withClause", None)
        for part in clause.ctes if clause else ():
            if clause.recursive:
                self.found.add("recursive")
            self.statement(part.ctequery, None, names)
            names |= {part.ctename}
        if isinstance(node, ast.SelectStmt) and node.larg is not None:
            self.statement(node.larg, around, names)
            self.statement(node.rarg, around, names)
        elif isinstance(node, ast.SelectStmt):
            self._level(node, (), around, names)
        elif isinstance(node, ast.UpdateStmt | ast.DeleteStmt):
            self._change(node, names)
        elif isinstance(node, ast.InsertStmt) and node.selectStmt is not None:
            self.statement(node.selectStmt, None, names)

    def _change(self, node: ast.UpdateStmt | ast.DeleteStmt, names: frozenset[str]) -> None:
        place = self.places[f"{node.relation.schemaname}.{node.relation.relname}"]
        if isinstance(node, ast.UpdateStmt) and place.kind == "distributed":
            if place.column in {target.name for target in node.targetList}:
                self.found.add(MOVED_KEY)
            calls = {call.funcname[-1].sval for call in _walk(node) if isinstance(call, ast.FuncCall)}
            if calls & VOLATILE_FUNCTIONS:
                self.found.add(VOLATILE)
        self._level(node, (node.relation,), None, names)

    def _level(
        self, node: ast.Node, targets: tuple[ast.Node, ...], around: Level | None, names: frozenset[str]
    ) -> None:
        level = Level(around=around, is_change=bool(targets))
        sources = getattr(node, "fromClause", None) or getattr(node, "usingClause", None) or ()
        for source in (*targets, *sources):
            self._source(source, level, names)
        self._equalities(getattr(node, "whereClause", None), level)
        for part in _walk_level(node):
            name = FORBIDDEN.get(type(part).__name__)
            if name and level.distributed():
                self.found.add(name)
            if isinstance(part, ast.SubLink):
                self._subquery(part.subselect, level, names)
            elif isinstance(part, ast.RangeSubselect):
                self._subquery(part.subquery, level if part.lateral else None, names)
        self._joined(level)
        if targets and level.distributed() and next(iter(level.tables.values())).kind == "reference":
            self.found.add(JOINED_CHANGE)

    def _source(self, source: ast.Node, level: Level, names: frozenset[str]) -> None:
        if isinstance(source, ast.JoinExpr):
            self._outer(source, names)
            self._source(source.larg, level, names)
            self._source(source.rarg, level, names)
            self._equalities(source.quals, level)
        elif isinstance(source, ast.RangeVar):
            alias = source.alias.aliasname if source.alias else source.relname
            is_named = source.schemaname is None and source.relname in names
            known = self.places.get(f"{source.schemaname}.{source.relname}", RECURRING)
            level.tables[alias] = RECURRING if is_named else known
        elif isinstance(source, ast.RangeTableSample):
            self._source(source.relation, level, names)
        elif getattr(source, "alias", None):
            level.tables[source.alias.aliasname] = RECURRING

    def _outer(self, join: ast.JoinExpr, names: frozenset[str]) -> None:
        sides = []
        for side in (join.larg, join.rarg):
            apart = Level()
            _Reader(self.places)._source(side, apart, names)
            sides.append(bool(apart.distributed()))
        kept = {JoinType.JOIN_LEFT: [(0, 1)], JoinType.JOIN_RIGHT: [(1, 0)], JoinType.JOIN_FULL: [(0, 1), (1, 0)]}
        if any(sides[other] and not sides[mine] for mine, other in kept.get(join.jointype, [])):
            self.found.add(KEPT)

    def _equalities(self, condition: ast.Node | None, level: Level) -> None:
        if isinstance(condition, ast.BoolExpr) and condition.boolop == BoolExprType.AND_EXPR:
            for part in condition.args:
                self._equalities(part, level)
        elif isinstance(condition, ast.A_Expr) and [name.sval for name in condition.name] == ["="]:
            sides = [_column(condition.lexpr), _column(condition.rexpr)]
            if sides[0] and sides[1]:
                level.equal |= {(sides[0], sides[1]), (sides[1], sides[0])}

    def _subquery(self, node: ast.Node, around: Level | None, names: frozenset[str]) -> None:
        inner = _Reader(self.places)
        inner.statement(node, around, names)
        self.found |= inner.found

    def _joined(self, level: Level) -> None:
        keys = {alias: (alias, level.tables[alias].column or "") for alias in level.distributed()}
        reached = set(list(keys)[:1])
        while more := {
            other
            for alias in reached
            for other in keys.keys() - reached
            if level.tables[alias].group == level.tables[other].group and (keys[alias], keys[other]) in level.equal
        }:
            reached |= more
        if reached != keys.keys():
            self.found.add(ACROSS)
        outer = {place_alias for pair in level.equal for place_alias, _ in pair} - level.tables.keys()
        self._correlated(level, keys, outer)

    def _correlated(self, level: Level, keys: Mapping[str, Columns], outer: set[str]) -> None:
        around = {alias: place for alias in outer if level.around and (place := level.around.place(alias))}
        if not around:
            return
        if keys:
            on_key = any(
                place.kind == "distributed"
                and place.group == level.tables[mine].group
                and (key, (alias, place.column or "")) in level.equal
                for alias, place in around.items()
                for mine, key in keys.items()
            )
            if not on_key:
                self.found.add(CORRELATED)
        elif any(place.kind == "local" for place in level.tables.values()) and (
            any(place.kind == "distributed" for place in around.values())
            or (level.around is not None and level.around.is_change and any(p.kind != "local" for p in around.values()))
        ):
            self.found.add(COORDINATOR)


def _column(node: ast.Node) -> Columns | None:
    """Alias and column of `alias.column`."""
    if isinstance(node, ast.ColumnRef) and len(node.fields) == 2 and isinstance(node.fields[1], ast.String):
        return node.fields[0].sval, node.fields[1].sval
    return None


def _walk_level(node: ast.Node) -> Iterator[ast.Node]:
    """The nodes of one query level, without those inside of its subqueries and common table expressions."""
    for name in node:
        if name != "withClause":
            yield from _walk_inside(getattr(node, name))


def _walk_inside(node: object) -> Iterator[ast.Node]:
    if isinstance(node, tuple):
        for one in node:
            yield from _walk_inside(one)
    elif isinstance(node, ast.Node):
        yield node
        if not isinstance(node, ast.SubLink | ast.RangeSubselect | ast.SelectStmt):
            for name in node:
                yield from _walk_inside(getattr(node, name))
