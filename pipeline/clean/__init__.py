"""Bytes of a page in, an Article or a Rejection with its reason out; pure and reproducible."""

from pipeline.clean.page import CLEANER_VERSION, clean

__all__ = ["CLEANER_VERSION", "clean"]
