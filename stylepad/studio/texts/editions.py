"""Editions of one work, found by the runs of words that they share.

The sketch is a scaled MinHash: of all hashed runs, those under a fixed threshold, so that a story
is found inside a collection a hundred times its size (Irber et al. 2022; Broder 1997).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stylepad.text.words import WORD

_RUN = 5
"""Words that stand together in a shingle."""

_SCALE = 8
"""One shingle in so many is kept."""

_FEWEST = 12
"""Kept shingles under which a text is too short to be compared."""

_SAME = 0.3
"""Share of the shorter text's shingles that the other has, from which on they are one work."""

_PARTS_ENOUGH = 0.7
"""Share of a collection that its parts must hold to be kept in its place."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a text is recognised by: a sample of the hashes of its word runs."""

    hashes: NDArray[np.uint64]
    words: int


@dataclass(frozen=True, slots=True)
class Double:
    """A text that another takes the place of; `kind` is "edition", "part" or "collection"."""

    kept: int
    kind: str


def sketch(text: str) -> Sketch:
    """Return the sketch of a text; case and the dots of ё do not count."""
    words = [word.casefold().replace("ё", "е") for word in WORD.findall(text)]
    coded = np.array([zlib.crc32(word.encode("utf-8")) for word in words], dtype=np.uint64)
    if len(coded) < _RUN:
        return Sketch(np.zeros(0, dtype=np.uint64), len(words))
    # A polynomial over the words' codes, wrapping around: a run of words is one number.
    runs = np.zeros(len(coded) - _RUN + 1, dtype=np.uint64)
    for offset in range(_RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + coded[offset : offset + len(runs)]
    runs = _mixed(runs)
    return Sketch(np.unique(runs[runs < np.uint64(2**64 // _SCALE)]), len(words))


def doubles(sketches: Sequence[Sketch]) -> dict[int, Double]:
    """Return which texts are not needed beside which other, by their places in the sequence.

    Of two editions the longer is kept, of equals the first; a collection gives way to its parts
    where they are most of it, since styles are made and judged by whole works.
    """
    order = sorted(range(len(sketches)), key=lambda place: -sketches[place].words)
    shared = {
        (long, short): overlap
        for rank, long in enumerate(order)
        for short in order[rank + 1 :]
        if (overlap := common(sketches[short], sketches[long])) >= _SAME
    }
    left: dict[int, Double] = {}
    for place in order:
        parts = [short for long, short in shared if long == place and short not in left]
        parts = [part for part in parts if sketches[part].words < 0.7 * sketches[place].words]
        if len(parts) > 1 and _coverage(sketches, place, parts) >= _PARTS_ENOUGH:
            left[place] = Double(parts[0], "collection")
    for place in order:
        for long in order[: order.index(place)]:
            if place not in left and long not in left and (long, place) in shared:
                small = sketches[place].words < 0.7 * sketches[long].words
                left[place] = Double(long, "part" if small else "edition")
    return left


def common(part: Sketch, whole: Sketch) -> float:
    """Return the share of `part`'s shingles that `whole` has too, 0 to 1."""
    if len(part.hashes) < _FEWEST:
        return 0.0
    return float(np.isin(part.hashes, whole.hashes, assume_unique=True).mean())


def _coverage(sketches: Sequence[Sketch], whole: int, parts: list[int]) -> float:
    together = np.unique(np.concatenate([sketches[part].hashes for part in parts]))
    return float(np.isin(sketches[whole].hashes, together, assume_unique=True).mean())


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the values with their bits stirred (the finisher of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: NDArray[np.uint64] = values ^ (values >> np.uint64(31))
    return mixed
