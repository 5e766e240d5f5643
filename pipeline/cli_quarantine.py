"""The words `guarantees quarantine …`: look at rows that the gate held back, release or drop them."""

import getpass
import sys
from typing import Annotated

import typer

from pipeline.day import Day
from pipeline.errors import UsageError
from pipeline.report.tables import show
from pipeline.run import quarantine
from pipeline.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Rows that the quality gate held back: list, show, release, drop.")

Json = Annotated[bool, typer.Option("--json", help="One JSON array on stdout instead of a table.")]
Table = Annotated[str | None, typer.Option("--table", help="captures, articles, mentions or events.")]
Key = Annotated[str, typer.Argument(help="The row's key, or its first eight characters or more.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the decision.")]
By = Annotated[str | None, typer.Option("--by", help="Who decides; your login if not given.")]


@app.command("list")
def list_(
    day: Annotated[str | None, typer.Option(help="Only rows of this day, YYYY-MM-DD.")] = None,
    table: Table = None,
    with_resolved: Annotated[bool, typer.Option("--all", help="Also rows that were dealt with.")] = False,
    as_json: Json = False,
) -> None:
    """List rows that wait, each with the expectations it broke."""
    wanted = Day.parse(day) if day else None
    rows = quarantine.held_rows(load_settings(), wanted, table, with_resolved=with_resolved)
    show(rows if as_json else quarantine.brief(rows), is_json=as_json, title="Quarantine", wide=("why",))


@app.command("show")
def show_(key: Key, table: Table = None, as_json: Json = False) -> None:
    """Show one row whole, with the reasons and what was decided about it."""
    show(quarantine.held_row(load_settings(), key, table), is_json=as_json, title=f"Held {key}", most_columns=0)


@app.command()
def release(key: Key, reason: Reason, table: Table = None, by: By = None) -> None:
    """Let a row enter although it breaks expectations, when its day is processed again."""
    _decide(key, table, quarantine.Choice.RELEASE, reason, by)


@app.command()
def drop(key: Key, reason: Reason, table: Table = None, by: By = None) -> None:
    """Keep a row out, whatever a replay reads; release takes that back."""
    _decide(key, table, quarantine.Choice.DROP, reason, by)


def _decide(key: str, table: str | None, choice: quarantine.Choice, reason: str, by: str | None) -> None:
    told = (reason, by if by is not None else _login())
    sys.stdout.write(quarantine.decide(load_settings(), key, table, choice, told) + "\n")


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("nobody knows your login here; say who decides with --by NAME") from error
