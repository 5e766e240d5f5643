"""The validate room: a staged batch is accepted, accepted but for some rows, or stopped. Fails closed."""

from pipeline.validate.gate import validate_batch
from pipeline.validate.quarantine import Choice, Decided, decide_row, refuse_no_key, refuse_no_table
from pipeline.validate.suites import load_suites
from pipeline.validate.verdict import Decision, Verdict

__all__ = [
    "Choice", "Decided", "Decision", "Verdict", "decide_row", "load_suites", "refuse_no_key", "refuse_no_table",
    "validate_batch",
]  # fmt: skip
