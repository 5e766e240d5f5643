"""Load the heavy libraries once, in the process that forks the task runners: a gate task takes 3 s instead of 13."""

import os
import sys

__all__: list[str] = []

if {"scheduler", "celery"} & set(sys.argv[1:3]):
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations.expectations  # noqa: F401

    import pipeline.run  # noqa: F401
