"""Near-duplicates: a MinHash signature per body, and how much of one text stands in another.

Jaccard similarity falls with every line of boilerplate or trimming (.89 for the same wire story on two sites); the
containment of the shorter text in the longer stays at 1. So signatures only find candidates, containment decides.
"""

import re
import unicodedata
from zlib import crc32

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from pipeline.model import Fingerprint

FINGERPRINT_VERSION = "minhash-64x2-4"
"""Raised with every change that alters a signature or its bands: only equal ones can be compared."""

PERMUTATIONS = 64
"""Signature length: the error of the estimate is 1/8, enough to find candidates; 128 halve the speed."""
SHINGLE = 4
"""Words a shingle: shorter ones meet by chance in texts on one subject, longer ones break at every edit."""
ROWS = 2
"""Values of a signature in one band. Two texts meet in one of 32 bands with a Jaccard similarity of .3 in 95 cases of
100, of .15 in 52, of .01 (two stories on one subject) in less than one; three values a band would find 45, 7, none."""
COPY = 0.9
"""Containment from which a text is a copy however much longer the other is: a story trimmed to its first lines."""
PARTLY = 0.6
SHARED = 0.42
"""Or this containment, where the common part also makes up this share of the longer text: two outlets that trimmed one
story at different ends. A follow-up with a recap shares less of itself (own set: copies >= .43, others <= .40)."""
LEAST_SHINGLES = 20
"""Below this a text is too short to be told from another bulletin: it has no bands, so nothing finds it."""

WORD = re.compile(r"\w+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SEED = 20_140_101
MIX = np.uint32(0x9E3779B1)
"""Odd and without pattern in its bits (2**32 over the golden ratio), so that the order of words counts."""

Shingles = frozenset[int]


def fingerprint(body: str) -> Fingerprint:
    """The fingerprint of a body; case, punctuation, composed or not, and invisible characters do not count."""
    hashes = np.unique(_shingles(body))
    sketch = _PROTOTYPE.copy()
    sketch.update_batch(hashes.tolist())
    signature = sketch.hashvalues.astype("<u4").tobytes()
    keys = bands(signature) if len(hashes) >= LEAST_SHINGLES else ()
    return Fingerprint(FINGERPRINT_VERSION, signature, keys, len(hashes))


def shingles(body: str) -> Shingles:
    """Hashes of a body's runs of words: what containment compares."""
    return frozenset(np.unique(_shingles(body)).tolist())


def bands(signature: bytes) -> tuple[int, ...]:
    """One key for every ROWS values of a signature, each of another range, as signed 32-bit numbers."""
    values = np.frombuffer(signature, dtype="<u4").reshape(-1, ROWS).astype(np.uint32)
    keys = np.arange(1, len(values) + 1, dtype=np.uint32)
    for column in range(ROWS):
        keys = keys * MIX + values[:, column]
    return tuple(keys.view(np.int32).tolist())


def containment(a: Shingles, b: Shingles) -> float:
    """Share of the shorter text's shingles that stand in the longer, in [0, 1]; 0 when it is too short to tell."""
    shorter = min(len(a), len(b))
    if shorter < LEAST_SHINGLES:
        return 1.0 if a == b and shorter else 0.0
    return len(a & b) / shorter


def copied_share(a: Shingles, b: Shingles) -> float | None:
    """The containment of two bodies that are one text: whole, trimmed, re-headed, or with an outlet's furniture around.

    None when they are two texts.
    """
    share = containment(a, b)
    is_one = share >= COPY or (share >= PARTLY and share * min(len(a), len(b)) >= SHARED * max(len(a), len(b)))
    return share if is_one else None


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


def _identity(value: int) -> int:
    return value


# Its permutations cost more than a whole signature and are the same for all.
_PROTOTYPE = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=_identity, scheme="affine32")
