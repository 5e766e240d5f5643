"""Bytes of a page in, an Article or a Rejection with its reason out; pure and reproducible.

clean(page)         in this process
Cleaner().clean     in a child process with a deadline and a memory cap: what runs unattended
clean_many(pages)   the same, page after page
"""

from pipeline.clean.page import CLEANER_VERSION, clean
from pipeline.clean.worker import Cleaner, clean_many

__all__ = ["CLEANER_VERSION", "Cleaner", "clean", "clean_many"]
