"""The watch list: what is watched, as cards that are read and checked before anything is fetched.

A card describes one feed of one source. Three simpler lists are read too: OPML, CSV and a text file with
one address a line; what they cannot say is filled in from the address and the country.
"""

from pipeline.sources.card import FEED_KINDS, READABLE_KINDS, Feed, Source
from pipeline.sources.lists import feed_rows, load_sources
from pipeline.sources.opml import to_opml

__all__ = ["FEED_KINDS", "READABLE_KINDS", "Feed", "Source", "feed_rows", "load_sources", "to_opml"]
