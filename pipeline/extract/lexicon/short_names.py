"""Instruments under a short name, so that tables and rules read as such."""

from types import SimpleNamespace
from typing import cast

from pipeline.model import Instrument

INS = cast("type[Instrument]", SimpleNamespace(**Instrument.__members__))
"""The members of `Instrument`: on their class Python 3.11 finds one ten times as slowly (3.12 no more), and the rules
ask for a thousand in an article."""
