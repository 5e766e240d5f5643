"""A second reader of articles, optional and off by default: any model behind an OpenAI-compatible endpoint.

    Document ─► gate ─► excerpt ─► kept answer, or endpoint ─► answer as text ─► validator ─► mentions
                                                                     └► store          └► faults

The model only proposes: what it says is taken where the article's own words carry it, and never with its own
confidence. Whatever goes wrong costs one article its second opinion, and leaves a typed fault.
"""

from pipeline.opinion.endpoint import Endpoint
from pipeline.opinion.extractor import OPINION_VERSION, OpinionExtractor
from pipeline.opinion.validator import DatedPhrase, Grounds, Judgement, Stretch, judge, place

__all__ = [
    "OPINION_VERSION",
    "DatedPhrase",
    "Endpoint",
    "Grounds",
    "Judgement",
    "OpinionExtractor",
    "Stretch",
    "judge",
    "place",
]
