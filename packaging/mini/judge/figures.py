"""Measure groups of texts and set them beside the floor, the pastiche and the ceiling."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from judge.instruments import Instruments
from judge.meaning import chrf, exact
from judge.surface import distance, surface
from judge.texts import words

_DRAWS = 2000
Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Texts:
    """Texts of one kind with the plain passages that they are of."""

    texts: Sequence[str]
    plains: Sequence[str]


@dataclass(frozen=True)
class Reading:
    """The figures of a group of texts; `style` and `manner` are log-odds, one of each text."""

    style: Reals
    manner: Reals
    delta: float
    surface: Mapping[str, float]
    distance: float
    perplexity: Reals
    in_band: float
    fits: float  # share of texts whose words go together as in 90 % of the author's passages
    made_up: float
    chrf: float
    stems: float
    exact: float


class Scale:
    """Measures groups of texts against one author."""

    def __init__(self, instruments: Instruments, style: str) -> None:
        self._with = instruments
        self.style = style
        self.own = instruments.ceiling(style)
        self.band = instruments.band(style)
        self._surface = surface(self.own)
        self._least_fit = float(np.percentile([instruments.fit(text) for text in self.own], 10))

    def read(self, group: Texts) -> Reading:
        """Measure a group."""
        texts, judge = list(group.texts), self._with
        odd = np.array([judge.perplexity(text) for text in texts])
        pairs = list(zip(texts, group.plains, strict=True))
        found = surface(texts)
        return Reading(
            style=judge.classifier.style(texts, self.style),
            manner=judge.classifier.manner(texts, self.style),
            delta=judge.delta.distance(texts, self.style),
            surface=found,
            distance=distance(found, self._surface),
            perplexity=odd,
            in_band=float(((odd >= self.band[0]) & (odd <= self.band[1])).mean()),
            fits=self.fits(texts),
            made_up=self.made_up(pairs),
            chrf=statistics.mean(chrf(text, plain) for text, plain in pairs),
            stems=statistics.mean(judge.stems.kept(text, plain) for text, plain in pairs),
            exact=self.exact(pairs),
        )

    def fits(self, texts: Sequence[str]) -> float:
        """Return the share of texts that fit better than the author's lowest tenth."""
        return statistics.mean(self._with.fit(text) >= self._least_fit for text in texts)

    def broken(self) -> tuple[float, float]:
        """Return the share in the band and the share that fits of the author's damaged text."""
        damaged = [swapped(text) for text in self.own]
        odd = [self._with.perplexity(text) for text in damaged]
        return statistics.mean(self.band[0] <= v <= self.band[1] for v in odd), self.fits(damaged)

    def made_up(self, pairs: Iterable[tuple[str, str]]) -> float:
        """Return the words that no text has, per 1000."""
        pairs = list(pairs)
        count = sum(len(words(text)) for text, _ in pairs)
        return 1000 * sum(len(self._with.forms.made_up(t, p)) for t, p in pairs) / max(1, count)

    def exact(self, pairs: Iterable[tuple[str, str]]) -> float:
        """Return the share of texts with exactly the numbers and names of their plain passages."""
        found = [exact(text, plain, self._with.forms) for text, plain in pairs]
        return statistics.mean(found) if found else 1.0


def swapped(text: str) -> str:
    """Return a text with two neighbours in every ten words changed over."""
    said = text.split()
    for first in range(3, len(said) - 1, 10):
        said[first], said[first + 1] = said[first + 1], said[first]
    return " ".join(said)


@dataclass(frozen=True)
class Position:
    """How far texts are on the way from the floor to a reference, with a 90 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f})"


def position(gains: Reals, wanted: Reals) -> Position:
    """Return mean(gains) / mean(wanted); both are drawn anew 2000 times for the interval."""
    rng = np.random.default_rng(1)
    drawn = _means(gains, rng) / _means(wanted, rng)
    low, high = np.percentile(drawn, (5, 95))
    return Position(float(gains.mean() / wanted.mean()), float(low), float(high))


def _means(values: Reals, rng: np.random.Generator) -> Reals:
    chosen = rng.integers(0, len(values), (_DRAWS, len(values)))
    return np.asarray(values[chosen].mean(axis=1))
