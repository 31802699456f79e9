"""The author's profile for the style meter: fitted on works learned from, scaled on others."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stylepad.errors import StudioError
from stylepad.paths import replace_file
from stylepad.studio.portrait.regression import Rows, fit
from stylepad.styles import profile as meter
from stylepad.text.bloom import digest

C = 30.0
TOP_WORDS = 200
_LONGEST_WORD = 24
BITS_PER_RUN = 10
LARGEST_BLOOM = 2_000_000  # bytes: enough for 1.6 million words; a profile may have 4 million
_FEWEST = 30
"""Passages on either side below which a meter would be chance."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a profile is made of: texts that fit it, texts that scale it, and all learned text."""

    own: Sequence[str]
    others: Sequence[str]
    unseen_own: Sequence[str]
    unseen_plain: Sequence[str]
    learned: Iterable[str]


@dataclass(frozen=True, slots=True)
class Marks:
    """The meter's ends, and the share of unseen passages that it tells apart in the middle."""

    floor: float
    ceiling: float
    accuracy: float


def write_profile(path: Path, material: Material) -> Marks:
    """Fit and write a profile.npz as `styles.profile` reads it.

    Raises StudioError "studio.little_text" and "studio.no_manner"; OSError.
    """
    _check_enough(material)
    own, others = _counts(material.own), _counts(material.others)
    idf = inverse_frequency([*own, *others])
    model = fit(
        rows_of([*own, *others], idf),
        np.array([True] * len(own) + [False] * len(others)),
        C,
    )
    high, low = (
        model.decide(rows_of(_counts(texts), idf))
        for texts in (material.unseen_own, material.unseen_plain)
    )
    marks = _marks(high, low)
    words, shares = common_words(material.own)
    body = io.BytesIO()
    np.savez_compressed(
        body,
        weights=model.weights.astype(np.float16),
        idf=idf.astype(np.float16),
        scale=np.array([model.intercept, marks.floor, marks.ceiling], dtype=np.float32),
        bloom=bloom(material.learned),
        words=words,
        frequencies=shares,
    )
    replace_file(path, body.getvalue())
    return marks


def inverse_frequency(counts: Sequence[Counter[int]]) -> NDArray[np.float32]:
    """Return the smoothed inverse document frequency of each bucket, (buckets,)."""
    seen = np.zeros(meter.BUCKETS)
    for count in counts:
        seen[list(count)] += 1
    return (np.log((1 + len(counts)) / (1 + seen)) + 1).astype(np.float32)


def rows_of(counts: Sequence[Counter[int]], idf: NDArray[np.floating]) -> Rows:
    """Return the rows of `styles.profile.features` for texts whose buckets are counted."""
    known = idf.tolist()
    return Rows.of([_features(count, known) for count in counts], meter.BUCKETS)


def bloom(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Return a Bloom filter of all six-word runs."""
    runs = {run for text in texts for run in meter.shingles(meter.word_list(text))}
    size = min(LARGEST_BLOOM, max(64, len(runs) * BITS_PER_RUN // 8 + 1))
    bits = np.zeros(size * 8, dtype=np.uint8)
    # As in text.bloom.places, for all runs at once: a million of them take a minute one by one.
    numbers = np.frombuffer(b"".join(map(digest, runs)), dtype=">u4").astype(np.uint64)
    first, second = numbers[0::2], numbers[1::2] | np.uint64(1)
    for number in range(meter.BLOOM_HASHES):
        bits[(first + np.uint64(number) * second) % np.uint64(size * 8)] = 1
    return np.packbits(bits, bitorder="little")


def common_words(texts: Iterable[str]) -> tuple[NDArray[np.str_], NDArray[np.float32]]:
    """Return the author's commonest words and their shares of all words."""
    counts = Counter(
        word for text in texts for word in meter.word_list(text) if len(word) < _LONGEST_WORD
    )
    top = counts.most_common(TOP_WORDS)
    total = counts.total()
    return np.array([w for w, _ in top]), np.array([n / total for _, n in top], dtype=np.float32)


def _features(counts: Counter[int], idf: list[float]) -> tuple[list[int], list[float]]:
    values = [(1.0 + math.log(n)) * idf[bucket] for bucket, n in counts.items()]
    norm = math.sqrt(sum(value * value for value in values)) or 1.0
    return list(counts), [value / norm for value in values]


def _counts(texts: Iterable[str]) -> list[Counter[int]]:
    return [meter.buckets(text) for text in texts]


def _check_enough(material: Material) -> None:
    found = min(len(material.own), len(material.unseen_own))
    if found < _FEWEST:
        raise StudioError(
            f"There is too little text to measure: only {found} passages, where at least {_FEWEST}"
            " to learn from and as many to check with are needed. The texts are as they were. Add"
            " more of the author's works and run the stage “texts” again.",
            code="studio.little_text",
            passages=str(found),
            wanted=str(_FEWEST),
        )


def _marks(high: NDArray[np.float64], low: NDArray[np.float64]) -> Marks:
    # Where all the plain prose is the author's own words there is nothing to tell him from.
    floor = float(np.median(low)) if len(low) else math.inf
    ceiling = float(np.median(high))
    if not ceiling > floor:
        raise StudioError(
            "These texts cannot be told from plain prose, so there is no manner to learn. The texts"
            " are as they were. Check in the stage “texts” that what is kept is the author's own"
            " prose, and that the language of the style is right.",
            code="studio.no_manner",
        )
    middle = (floor + ceiling) / 2
    right = float(np.mean(high > middle) + np.mean(low < middle)) / 2
    return Marks(floor, ceiling, right)
