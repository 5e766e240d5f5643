"""The quality page of the warehouse: what the gate asked and found, what waits, and how days go."""

from pathlib import Path

from pipeline.db import query
from pipeline.report.quality import Quality, quality_page
from pipeline.report.whole_files import whole_files
from pipeline.run.admin import open_warehouse
from pipeline.settings import Settings

MOST_DAYS = 90
"""A quarter: as many bars as a phone can show."""
MOST_ROWS = 200
"""Failures and waiting rows on the page; the rest is in mart.gate_findings and mart.quarantine."""


def write_page(settings: Settings, out: Path, *, is_forced: bool) -> Path:
    """Write the page to a file, whole or not at all; the file."""
    page = quality_page(quality_of(settings))
    with whole_files(out.parent, [out.name], is_forced=is_forced) as paths:
        paths[out.name].write_text(page, "utf-8")
    return out


def quality_of(settings: Settings) -> Quality:
    """What the page tells of the newest days, read as the analyst."""
    db = open_warehouse(settings, "analyst")
    days = db.fetch(query("cli_quality_days"), {"row_limit": MOST_DAYS})
    params = {"first": days[-1].day if days else None, "row_limit": MOST_ROWS}
    waiting = db.fetch(query("cli_quality_waiting"), params)
    return Quality(
        days=days,
        expectations=db.fetch(query("cli_quality_expectations"), params),
        failures=db.fetch(query("cli_quality_failures"), params),
        waiting=waiting,
        waiting_count=waiting[0].waiting_count if waiting else 0,
        rejections=db.fetch(query("cli_quality_rejections"), params),
    )
