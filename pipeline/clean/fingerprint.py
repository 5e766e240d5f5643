"""Near-duplicates: a MinHash signature per body, and how much of one text stands in another.

Jaccard similarity falls with every line of boilerplate or trimming (.89 for the same wire story on two sites); the
containment of the shorter text in the longer stays at 1. So signatures only find candidates, containment decides.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zlib import crc32

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

PERMUTATIONS = 64
"""Signature length: the error of the estimate is 1/8, enough to find candidates; 128 halve the speed."""
SHINGLE = 4
"""Words a shingle: shorter ones meet by chance in texts on one subject, longer ones break at every edit."""
LSH_THRESHOLD = 0.3
"""Jaccard from which two signatures meet in a bucket: a third trimmed away from a copy leaves about .5."""
COPY = 0.9
"""Containment from which a text is a copy however much longer the other is: a story trimmed to its first lines."""
PARTLY = 0.6
SHARED = 0.42
"""Or this containment, where the common part also makes up this share of the longer text: two outlets that trimmed one
story at different ends. A follow-up with a recap shares less of itself (own set: copies >= .43, others <= .40)."""
LEAST_SHINGLES = 20
"""Below this a text is too short to be told from another bulletin."""

WORD = re.compile(r"\w+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SEED = 20_140_101
MIX = np.uint32(0x9E3779B1)
"""Odd and without pattern in its bits (2**32 over the golden ratio), so that the order of words counts."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a body: hashes of its shingles, and their MinHash signature (4 bytes a permutation)."""

    shingles: frozenset[int]
    signature: bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """One article that carries another's text; `containment` is the share of the shorter that stands in the longer."""

    article_id: UUID
    original_id: UUID
    containment: float


def fingerprint(body: str) -> Fingerprint:
    """The fingerprint of a body; case, punctuation, composed or not, and invisible characters do not count."""
    hashes = np.unique(_shingles(body))
    sketch = _PROTOTYPE.copy()
    sketch.update_batch(hashes.tolist())
    return Fingerprint(frozenset(hashes.tolist()), sketch.hashvalues.tobytes())


def containment(a: Fingerprint, b: Fingerprint) -> float:
    """Share of the shorter text's shingles that stand in the longer, in [0, 1]; 0 when it is too short to tell."""
    shorter = min(len(a.shingles), len(b.shingles))
    if shorter < LEAST_SHINGLES:
        return 1.0 if a.shingles == b.shingles and shorter else 0.0
    return len(a.shingles & b.shingles) / shorter


def is_copy(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether two bodies are one text: whole, trimmed, re-headed, or with an outlet's furniture around it."""
    share = containment(a, b)
    if share >= COPY or share < PARTLY:
        return share >= COPY
    return len(a.shingles & b.shingles) >= SHARED * max(len(a.shingles), len(b.shingles))


class Candidates:
    """Articles seen so far, looked up by signature: add them in order of publication, ask before adding."""

    def __init__(self) -> None:
        self._index = MinHashLSH(threshold=LSH_THRESHOLD, num_perm=PERMUTATIONS)
        self._known: dict[UUID, Fingerprint] = {}

    def add(self, article_id: UUID, print_: Fingerprint) -> None:
        """Remember an article; adding it again changes nothing."""
        if article_id not in self._known:
            self._known[article_id] = print_
            self._index.insert(article_id, _sketch(print_.signature))

    def copies_of(self, print_: Fingerprint) -> list[tuple[UUID, float]]:
        """Known articles that are one text with this one, most similar first."""
        near = [(other, self._known[other]) for other in self._index.query(_sketch(print_.signature))]
        found = [(other, containment(print_, known)) for other, known in near if is_copy(print_, known)]
        return sorted(found, key=lambda hit: (-hit[1], str(hit[0])))


def syndication(articles: Iterable[tuple[UUID, datetime, str]]) -> list[Copy]:
    """Copies among articles (id, published_at, body): each points to the earliest article with its text."""
    candidates, copies = Candidates(), list[Copy]()
    first_of: dict[UUID, UUID] = {}
    for article_id, _, body in sorted(articles, key=lambda article: (article[1], str(article[0]))):
        print_ = fingerprint(body)
        hits = candidates.copies_of(print_)
        if hits:
            best, share = hits[0]
            original = first_of.get(best, best)
            first_of[article_id] = original
            copies.append(Copy(article_id, original, round(share, 3)))
        candidates.add(article_id, print_)
    return copies


def _shingles(body: str) -> NDArray[np.uint32]:
    """Hashes of all runs of SHINGLE words; one run for a text of fewer words.

    One CRC a word and a rolling mix, not a hash of every joined run: ten times as fast, and a chance collision of
    32-bit hashes moves a share by less than 1e-5.
    """
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", body)).casefold()
    words = np.array([crc32(word.encode("utf-8", "replace")) for word in WORD.findall(text)], dtype=np.uint32)
    runs = max(len(words) - SHINGLE + 1, min(len(words), 1))
    mixed = np.zeros(runs, dtype=np.uint32)
    for i in range(min(SHINGLE, len(words))):
        mixed = mixed * MIX + words[i : i + runs]
    return mixed


def _sketch(signature: bytes) -> MinHash:
    sketch = _PROTOTYPE.copy()
    sketch.hashvalues = np.frombuffer(signature, dtype=_PROTOTYPE.hashvalues.dtype)
    return sketch


def _identity(value: int) -> int:
    return value


# Its permutations cost more than a whole signature and are the same for all.
_PROTOTYPE = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=_identity, scheme="affine32")
