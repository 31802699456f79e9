"""Cosine Delta: how far the commonest words of a pooled text are from an author's.

J. Burrows 2002 with the cosine of P. Smith and W. Aldridge 2011: frequencies of the commonest
words, z-scored over samples, compared by angle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from judge.texts import words

_SAMPLE = 1500  # words
Vector = NDArray[np.float64]


class CosineDelta:
    """Frequencies of the commonest words, scaled over samples of all classes."""

    def __init__(self, classes: Mapping[str, Sequence[str]], commonest: int = 200) -> None:
        said = {name: [w for text in texts for w in words(text)] for name, texts in classes.items()}
        shares: Counter[str] = Counter()
        for spoken in said.values():  # every class counts alike, whatever its size
            total = Counter(spoken)
            shares.update({w: n / len(spoken) for w, n in total.items()})
        self.words = [word for word, _ in shares.most_common(commonest)]
        samples = [_share(part, self.words) for s in said.values() for part in _samples(s)]
        self._mean = np.mean(samples, axis=0)
        self._spread = np.std(samples, axis=0) + 1e-9
        self._classes = {name: self._scaled(spoken) for name, spoken in said.items()}

    def distance(self, texts: Sequence[str], name: str) -> float:
        """Return 0 (same direction) to 2 (opposite) between pooled texts and a class."""
        one = self._scaled([w for text in texts for w in words(text)])
        other = self._classes[name]
        return float(1 - one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))

    def _scaled(self, spoken: list[str]) -> Vector:
        return (_share(spoken, self.words) - self._mean) / self._spread


def _samples(spoken: list[str]) -> list[list[str]]:
    return [spoken[i : i + _SAMPLE] for i in range(0, max(1, len(spoken) - _SAMPLE + 1), _SAMPLE)]


def _share(spoken: list[str], wanted: list[str]) -> Vector:
    counts = Counter(spoken)
    return np.array([counts[word] for word in wanted]) / max(1, len(spoken))
