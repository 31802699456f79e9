"""The exemplars that a model without the style's adapter is shown, as its context allows."""

from __future__ import annotations

from collections.abc import Sequence

from stylepad.restyle.lengths import CountTokens
from stylepad.styles.exemplars import Exemplar
from stylepad.styles.similarity import ExemplarIndex

MOST = 4
# Where the likest are long, shorter ones that are nearly as like may fit.
_CONSIDERED = 2 * MOST
# What a chat template adds around the two turns of an exemplar.
_TURN_TOKENS = 16


class Showcase:
    """A style's exemplars with their lengths in tokens of the loaded model, counted once."""

    def __init__(self, exemplars: Sequence[Exemplar], count: CountTokens) -> None:
        self._index = ExemplarIndex(exemplars)
        self._count = count
        self._lengths: dict[Exemplar, int] = {}

    def choose(self, passages: Sequence[tuple[str, int]]) -> list[tuple[Exemplar, ...]]:
        """Return for each passage with its budget in tokens up to four, the likest last."""
        likest = [self._index.likest(text, _CONSIDERED) for text, _budget in passages]
        self._measure([exemplar for found in likest for exemplar in found])
        return [
            self._within(found, budget)
            for found, (_text, budget) in zip(likest, passages, strict=True)
        ]

    def _within(self, found: Sequence[Exemplar], budget: int) -> tuple[Exemplar, ...]:
        chosen: list[Exemplar] = []
        for exemplar in found:
            length = self._lengths[exemplar]
            if length <= budget and len(chosen) < MOST:
                chosen.append(exemplar)
                budget -= length
        return tuple(chosen[::-1])

    def _measure(self, exemplars: Sequence[Exemplar]) -> None:
        new = [item for item in dict.fromkeys(exemplars) if item not in self._lengths]
        if not new:
            return
        counts = self._count(tuple(text for item in new for text in (item.plain, item.text)))
        for number, item in enumerate(new):
            self._lengths[item] = sum(counts[2 * number : 2 * number + 2]) + _TURN_TOKENS
