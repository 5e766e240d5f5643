"""Load the heavy libraries and the lexicons once, in the process that forks the task runners.

A gate task takes 3 s instead of 13, a staging task 1 s less.
"""

import os
import sys

__all__: list[str] = []

if {"scheduler", "celery"} & set(sys.argv[1:3]):
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations.expectations  # noqa: F401

    import pipeline.run  # noqa: F401
    from pipeline.extract import default_extractor

    default_extractor()
