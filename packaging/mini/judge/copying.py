"""The longest run of words that a text shares with an author's works and not with its original."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from judge.texts import words

SHORTEST = 5
_PRIME = np.uint64(0x9E3779B97F4A7C15)


class RunIndex:
    """All runs of words of an author's works, with their places: runs are found exactly."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._ids: dict[str, int] = {}
        stream: list[int] = []
        for text in texts:
            stream += [self._ids.setdefault(w, len(self._ids) + 1) for w in words(text)] + [0]
        self._stream = np.array(stream, dtype=np.int32)
        hashes = _hashes(self._stream)
        self._order = np.argsort(hashes, kind="stable").astype(np.int32)
        self._sorted = hashes[self._order]

    def longest(self, text: str, original: str) -> list[str]:
        """Return the longest run of `text` in the works that `original` does not have whole.

        Runs under 5 words are not looked for; [] is returned then.
        """
        said = words(text)
        own = f" {' '.join(words(original))} "
        ids = np.array([self._ids.get(word, -1) for word in said], dtype=np.int32)
        best: list[str] = []
        for start, value in enumerate(_hashes(ids)):
            run = said[start : start + self._run(ids, start, value)]
            if len(run) > len(best) and f" {' '.join(run)} " not in own:
                best = run
        return best

    def _run(self, ids: NDArray[np.int32], start: int, value: np.uint64) -> int:
        first = np.searchsorted(self._sorted, value, "left")
        last = np.searchsorted(self._sorted, value, "right")
        return max((self._length(ids[start:], p) for p in self._order[first:last]), default=0)

    def _length(self, ids: NDArray[np.int32], place: int) -> int:
        there = self._stream[place : place + len(ids)]
        differ = np.flatnonzero(there != ids[: len(there)])
        length = int(differ[0]) if len(differ) else len(there)
        return length if length >= SHORTEST else 0


def _hashes(ids: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Return the hash of every five words in a row."""
    count = max(0, len(ids) - SHORTEST + 1)
    total = np.zeros(count, dtype=np.uint64)
    wide = ids.astype(np.int64).astype(np.uint64)
    for offset in range(SHORTEST):
        total = (total ^ wide[offset : offset + count]) * _PRIME
        total ^= total >> np.uint64(29)
    return total
