"""Articles in, mentions out: who did what about which guarantee, when, on whose word, in which words.

Document ─► gate ─► sentences ─► tokens + lexicon ─► act words ─► clauses ─► drafts (who, what, mood)
         ─► scope ─► record (status, stance, date, source, conditions) ─► one event once ─► mentions

rules, assemble, explain     the extractor, and how it came to an answer
sources · scope              on whose word; what the codebook leaves out
acts                         what is done: chains of act words with actors, objects, conditions, dates
actors                       who: noun phrases, offices, pronouns
objects · dates              about what; when
sentences                    words, act words, clauses
lexicon                      who and what there is, as data
"""

from pipeline.native import prefer_compiled

prefer_compiled(__path__)  # before any module of the package is looked for

from pipeline.extract.codebook import event_record  # noqa: E402
from pipeline.extract.explain import Explanation, explain  # noqa: E402
from pipeline.extract.rules import EXTRACTOR_VERSION, Extractor, RuleExtractor, default_extractor  # noqa: E402

__all__ = [
    "EXTRACTOR_VERSION",
    "Explanation",
    "Extractor",
    "RuleExtractor",
    "default_extractor",
    "event_record",
    "explain",
]
