"""The load room: a batch becomes staged rows, and staged rows that passed the gate become published ones.

known_reports ─► (linking) ─► Batch ─► stage ─► (the gate) ─► publish ─► LoadReport
"""

from pipeline.load.batch import Batch, LoadReport, Outcome, StagedCounts, TableCounts, Versions
from pipeline.load.known import Known, known_reports
from pipeline.load.migrate import migrate
from pipeline.load.offices import Offices, OfficesLoaded, load_offices
from pipeline.load.publish import Canonical, publish
from pipeline.load.runs import Run, finish_run, start_run
from pipeline.load.stage import stage
from pipeline.load.stories import Stories

__all__ = [
    "Batch", "Canonical", "Known", "LoadReport", "Offices", "OfficesLoaded", "Outcome", "Run", "StagedCounts",
    "Stories", "TableCounts", "Versions", "finish_run", "known_reports", "load_offices", "migrate", "publish", "stage",
    "start_run",
]  # fmt: skip
