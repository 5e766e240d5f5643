"""The lexicon: who and what a text can name, as data files checked on load, and one matcher over all of it.

*.toml ─► cards ─► polities, people, wordings ─► surfaces ─► matcher ─► Lexicon.find(text) ─► matches
"""

from pipeline.extract.lexicon.entries import (
    BodyEntry,
    CountryEntry,
    CueEntry,
    CueKind,
    Entry,
    InstrumentEntry,
    Match,
    OutletEntry,
    PersonEntry,
    Role,
    Strength,
    SummitEntry,
    SurfaceKind,
    TitleEntry,
)
from pipeline.extract.lexicon.lexicon import Lexicon, build_lexicon, load_lexicon

__all__ = [
    "BodyEntry",
    "CountryEntry",
    "CueEntry",
    "CueKind",
    "Entry",
    "InstrumentEntry",
    "Lexicon",
    "Match",
    "OutletEntry",
    "PersonEntry",
    "Role",
    "Strength",
    "SummitEntry",
    "SurfaceKind",
    "TitleEntry",
    "build_lexicon",
    "load_lexicon",
]
