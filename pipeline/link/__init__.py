"""Mentions of one happening become one event: across articles and days, incrementally, with stable keys.

block (family, instrument, actor, week) ─► fits an event's anchor? ─► join, found or merge ─► canonical row
"""

from pipeline.link.canonical import canonical
from pipeline.link.compatible import search_span
from pipeline.link.linking import LINKER_VERSION, link

__all__ = ["LINKER_VERSION", "canonical", "link", "search_span"]
