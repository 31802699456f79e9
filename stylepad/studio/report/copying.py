"""Runs of the author's own words that a rewriting has and its input does not: recitation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from stylepad.styles.profile import word_list
from stylepad.text.bloom import digest

RUN = 8
"""Words: shorter runs are phrases that everybody uses."""


class Works:
    """All runs of eight words in an author's works, each known by a digest of 64 bits."""

    def __init__(self, texts: Iterable[str]) -> None:
        found = b"".join(digest(run) for text in texts for run in _runs(word_list(text)))
        self._runs: NDArray[np.uint64] = np.unique(np.frombuffer(found, dtype=np.uint64))

    def longest(self, text: str, plain: str) -> tuple[str, ...]:
        """Return the longest run of 8 words or more, () where there is none."""
        words = word_list(text)
        own = set(_runs(word_list(plain)))
        best: tuple[str, ...] = ()
        start = -1
        runs = _runs(words)
        for at, run in enumerate([*runs, ""]):
            known = bool(run) and run not in own and self._has(run)
            if known and start < 0:
                start = at
            if not known and start >= 0:
                if at - 1 + RUN - start > len(best):
                    best = tuple(words[start : at - 1 + RUN])
                start = -1
        return best

    def _has(self, run: str) -> bool:
        wanted = np.frombuffer(digest(run), dtype=np.uint64)[0]
        place = int(np.searchsorted(self._runs, wanted))
        return place < len(self._runs) and bool(self._runs[place] == wanted)


def _runs(words: Sequence[str]) -> list[str]:
    return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
