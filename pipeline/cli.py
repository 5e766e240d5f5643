"""The command `guarantees`: words a person types. It calls `run` and prints; it decides nothing.

Exit codes: 0 ok, 1 failed, 2 usage, 3 quality gate, 4 nothing to do.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from pipeline import cli_quarantine
from pipeline.day import Day
from pipeline.errors import GuaranteesError, SettingsError, UsageError
from pipeline.report.progress import Progress
from pipeline.report.tables import json_text, show
from pipeline.run import admin, export, offline, pipe, quality, read
from pipeline.run.offices import bring_offices
from pipeline.settings import CODE_VERSION, load_settings

NOTHING_TO_DO = 4

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Ukraine's security guarantees in the news: who committed to what, as of when, on whose word.",
)

app.add_typer(cli_quarantine.app, name="quarantine")

Json = Annotated[bool, typer.Option("--json", help="One JSON array on stdout instead of a table.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]


def _version(is_wanted: bool) -> None:
    if is_wanted:
        sys.stdout.write(f"guarantees {CODE_VERSION}\n")
        raise typer.Exit


@app.callback()
def guarantees(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Options that stand before a command."""


@app.command("run")
def run_(
    feeds: Annotated[Path | None, typer.Option(help="Feed list: .toml cards, .opml, .csv or .txt.")] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Serve the bundled sample on loopback and read that.")
    ] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Poll the feeds and take what is new through every stage; show the events."""
    if feeds and sample:
        raise UsageError("--feeds and --sample exclude each other; give one of them")
    settings = load_settings()
    progress = Progress(is_quiet=quiet)
    now = datetime.now(UTC)
    summary = (
        pipe.run_feeds(settings, feeds or settings.feeds, now, progress)
        if not sample
        else pipe.run_sample(settings, now, progress)
    )
    rows = read.events(settings, read.EventFilter(days=tuple(day.day for day in summary.days)))
    if as_json:
        sys.stdout.write(json_text(summary.as_dict() | {"events": [row._asdict() for row in rows]}) + "\n")
    else:
        show(read.brief(rows), is_json=False, title="Events", wide=("sentence",))
        show(summary.count_rows(), is_json=False, title="Counts")
        show(summary.fault_rows(), is_json=False, title="Faults", wide=("detail",))
        Console(highlight=False).print(summary.closing_words(), markup=False)
    raise typer.Exit(summary.exit_code)


@app.command()
def events(
    first: Annotated[str | None, typer.Option("--from", help="First event day, YYYY-MM-DD.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last event day, YYYY-MM-DD.")] = None,
    actor: Annotated[str | None, typer.Option(help="Country or body code: GBR, NATO, COTW.")] = None,
    instrument: Annotated[str | None, typer.Option(help="TROOPS, ART5, ARMS ...")] = None,
    event_type: Annotated[str | None, typer.Option("--type", help="PLEDGE, REJECT, SIGN ...")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000)] = 100,
    as_json: Json = False,
) -> None:
    """List current events, newest first, each with the sentence that speaks for it."""
    wanted = read.EventFilter(
        first=Day.parse(first) if first else None,
        last=Day.parse(last) if last else None,
        actor=actor,
        instrument=instrument,
        event_type=event_type,
        limit=limit,
    )
    rows = read.events(load_settings(), wanted)
    show(rows if as_json else read.brief(rows), is_json=as_json, title="Events", wide=("sentence",))


@app.command()
def evidence(event_id: str, as_json: Json = False) -> None:
    """Every report of one event: sentence, outlet, on whose word, and where its bytes lie."""
    rows = read.evidence(load_settings(), event_id)
    show(rows if as_json else read.told(rows), is_json=as_json, title=f"Evidence of {event_id}", most_columns=0)


@app.command()
def extract(
    file: Annotated[str, typer.Argument(help="JSON Lines of {id, published, title, text}; - for stdin.")],
) -> None:
    """Events of documents in a file: one line {id, events} a document, nothing else on stdout."""
    failures = 0
    for line in offline.extract_lines(_read_text(file)):
        if line.error:
            failures += 1
            sys.stderr.write(f"{file}:{line.number}: {line.error}\n")
        if line.record is not None:
            sys.stdout.write(json.dumps(line.record) + "\n")
    raise typer.Exit(1 if failures else 0)


@app.command()
def explain(
    file: Annotated[str, typer.Argument(help="A text file, its first line the title; - for stdin.")],
    published: Annotated[str | None, typer.Option(help="Publication day, YYYY-MM-DD; today if not given.")] = None,
) -> None:
    """Sentences, clauses, lexicon entries and the rules that fired or were blocked."""
    day = Day.parse(published) if published else Day.of(datetime.now(UTC))
    text = _read_text(file)
    if not text.strip():
        raise UsageError(f"{file} is empty; give a text whose first line is the title")
    sys.stdout.write(offline.explain_text(text, day) + "\n")


@app.command()
def clean(
    file: Annotated[str, typer.Argument(help="The page as it came, any encoding; - for stdin.")],
    url: Annotated[str, typer.Option(help="The address it came from.")],
    content_type: Annotated[str, typer.Option(help="The Content-Type header, if there was one.")] = "",
    fetched_at: Annotated[str | None, typer.Option(help="When it was fetched, ISO 8601; now if not given.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object: {article} or {rejection}.")] = False,
) -> None:
    """The article in a page, or the reason why there is none."""
    try:
        instant = datetime.fromisoformat(fetched_at) if fetched_at else datetime.now(UTC)
    except ValueError as error:
        raise UsageError(f"--fetched-at {fetched_at}: {error}; write it as 2025-01-16T08:00:00+00:00") from error
    offline.refuse_no_address(url)
    instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    answer = offline.clean_page(_read_bytes(file), url, content_type, instant)
    sys.stdout.write((json_text(answer) if as_json else offline.readable(answer)) + "\n")


@app.command("sql")
def sql_(
    name: Annotated[str | None, typer.Argument(help="A saved query; none lists them.")] = None,
    command: Annotated[str | None, typer.Option("-c", "--command", help="SQL of your own.")] = None,
    parameter: Annotated[list[str] | None, typer.Option("-p", "--param", help="name=value, repeatable.")] = None,
    as_json: Json = False,
) -> None:
    """Run a saved query or SQL of your own as the analyst role; without either, list the saved queries."""
    if name and command:
        raise UsageError("give the name of a saved query or -c QUERY, not both")
    show(read.sql(load_settings(), name, command, parameter or []), is_json=as_json)


@app.command("export")
def export_(
    out: Annotated[Path, typer.Option(help="Folder for the files; made if it is not there.")],
    form: Annotated[export.Format, typer.Option("--format", help="Of the tables; the codebook is CSV.")] = (
        export.Format.CSV
    ),
    tables: Annotated[list[export.Table] | None, typer.Option("--table", help="Repeatable; all if not given.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Only acts that begin on this day or before, YYYY-MM-DD.")] = None,
    known_at: Annotated[
        str | None, typer.Option(help="As believed at this instant, ISO 8601, UTC; the last publication if not given.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
    quiet: Quiet = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout: files, rows, digests.")] = False,
) -> None:
    """Write events, mentions and positions as files with their codebook; the same moments give the same bytes."""
    wanted = export.Wanted(
        folder=out,
        form=form,
        tables=tuple(tables or export.Table),
        as_of=Day.parse(as_of).date if as_of else None,
        known_at=export.parse_instant(known_at, datetime.now(UTC)) if known_at else None,
        is_forced=force,
    )
    done = export.export(load_settings(), wanted, Progress(is_quiet=quiet))
    if as_json:
        sys.stdout.write(json_text({"folder": str(done.folder), **done.as_dict()}) + "\n")
    else:
        sys.stdout.write(f"{done.folder}: {', '.join(done.files)}; again with --known-at {done.known_at}\n")


@app.command("quality")
def quality_(
    out: Annotated[Path, typer.Option(help="The file to write, for example quality.html.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the file when it is there.")] = False,
) -> None:
    """Write the quality page: expectations, failures, quarantine and trend in one HTML file that needs nothing else."""
    sys.stdout.write(f"{quality.write_page(load_settings(), out, is_forced=force)}\n")


@app.command()
def dsn(role: Annotated[str, typer.Option(help="owner, loader or analyst.")] = "analyst") -> None:
    """The warehouse's address for a role, as psql takes it; the server is started when it is not up."""
    sys.stdout.write(admin.dsn(load_settings(), role) + "\n")


@app.command()
def replay(
    first: Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")],
    last: Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.")],
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Take archived days through the stages again, without network."""
    summary = pipe.replay(load_settings(), Day.parse(first), Day.parse(last), Progress(is_quiet=quiet))
    if as_json:
        sys.stdout.write(json_text(summary.as_dict()) + "\n")
    else:
        show(summary.count_rows(), is_json=False, title="Counts")
        Console(highlight=False).print(summary.closing_words(), markup=False)
    raise typer.Exit(summary.exit_code if summary.captures else NOTHING_TO_DO)


@app.command()
def migrate() -> None:
    """Bring the warehouse's schema up to date, and its list of offices with the lexicon."""
    settings = load_settings()
    applied = admin.migrate_warehouse(settings)
    sys.stdout.write("".join(f"applied {name}\n" for name in applied) or "the schema is up to date\n")
    loaded = bring_offices(admin.open_warehouse(settings))
    if loaded.added or loaded.closed:
        sys.stdout.write(f"offices and memberships: {loaded.added} added, {loaded.closed} closed\n")


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check what the pipeline needs, a line each; exit 1 when something is wrong."""
    checks = admin.doctor(load_settings())
    show(checks, is_json=as_json, title="Checks", wide=("next_step",))
    raise typer.Exit(0 if all(check.is_ok for check in checks) else 1)


@app.command()
def airflow() -> None:
    """Start Airflow with the four DAGs on loopback, in the foreground."""
    admin.airflow(load_settings())


@app.command()
def unpause() -> None:
    """Let the four DAGs of the running Airflow begin; they start paused."""
    sys.stdout.write(admin.unpause(load_settings()) + "\n")


@app.command()
def backfill(
    first: Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")],
    last: Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.")],
) -> None:
    """Ask the running Airflow to sweep and process past days."""
    sys.stdout.write(admin.backfill(load_settings(), Day.parse(first), Day.parse(last), datetime.now(UTC)) + "\n")


@app.command()
def stop() -> None:
    """Stop what this installation runs: Airflow and the database."""
    stopped = admin.stop(load_settings())
    sys.stdout.write(f"stopped: {', '.join(stopped)}\n" if stopped else "nothing was running\n")


def _read_text(file: str) -> str:
    return _read_bytes(file).decode("utf-8-sig", errors="replace")


def _read_bytes(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}); give a path, or - for standard input") from error


def main() -> None:
    """Entry point: a known error becomes one line on stderr and its exit code."""
    try:
        app()
    except GuaranteesError as error:
        _end(error)
    except OSError as error:
        if error.filename is None:
            raise
        # All files that are written lie below the home: it is not ours, or the disk is full.
        _end(SettingsError(f"{error.filename}: {error.strerror}; free it, or set GUARANTEES_HOME to a folder of yours"))


def _end(error: GuaranteesError) -> NoReturn:
    Console(stderr=True, highlight=False).print(f"guarantees: {error}", markup=False, style="red", soft_wrap=True)
    sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
