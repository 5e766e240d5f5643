"""The validate room: a staged batch is accepted, accepted but for some rows, or stopped. Fails closed."""

from pipeline.validate.gate import validate_batch
from pipeline.validate.suites import load_suites
from pipeline.validate.verdict import Decision, Verdict

__all__ = ["Decision", "Verdict", "load_suites", "validate_batch"]
