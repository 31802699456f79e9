"""Fit the style meter of each author: his passages against everything else."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from stylepad.styles import profile as meter

TOP_WORDS = 200
BITS_PER_SHINGLE = 10
LARGEST_BLOOM = 1_000_000  # bytes


def inverse_frequency(texts: list[str]) -> np.ndarray:
    """Return the smoothed inverse document frequency of each bucket, float32 (buckets,)."""
    seen = np.zeros(meter.BUCKETS)
    for text in texts:
        seen[list(meter.buckets(text))] += 1
    return (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32)


def matrix(texts: list[str], idf: np.ndarray) -> csr_matrix:
    """Return the unit-length features of the texts, (texts, buckets)."""
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for text in texts:
        places, weights = meter.features(text, idf)
        columns += places
        values += weights
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(texts), meter.BUCKETS))


def bloom(texts: list[str]) -> np.ndarray:
    """Return a Bloom filter of all six-word runs, uint8."""
    runs = {run for text in texts for run in meter.shingles(meter.word_list(text))}
    size = min(LARGEST_BLOOM, max(64, len(runs) * BITS_PER_SHINGLE // 8 + 1))
    bits = np.zeros(size * 8, dtype=np.uint8)
    for run in runs:
        bits[meter.bloom_places(run, size * 8)] = 1
    return np.packbits(bits, bitorder="little")


def common_words(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the author's commonest words and their shares of all words."""
    counts = Counter(word for text in texts for word in meter.word_list(text) if len(word) < 24)
    total = sum(counts.values())
    top = counts.most_common(TOP_WORDS)
    return np.array([w for w, _ in top]), np.array([n / total for _, n in top], dtype=np.float32)


def fit(
    own: list[str],
    others: list[str],
    unseen_own: list[str],
    unseen_plain: list[str],
    *,
    learned: list[str],
    path: Path,
) -> dict[str, float]:
    """Fit and save one author's profile; return the accuracy on unseen text and the two marks.

    `own` and `others` train the classifier; `learned` are the texts the adapter was trained on.
    """
    idf = inverse_frequency(own + others)
    labels = np.array([1] * len(own) + [0] * len(others))
    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=300)
    model.fit(matrix(own + others, idf), labels)
    high = model.decision_function(matrix(unseen_own, idf))
    low = model.decision_function(matrix(unseen_plain, idf))
    floor, ceiling = float(np.median(low)), float(np.median(high))
    words, shares = common_words(own)
    np.savez_compressed(
        path,
        weights=model.coef_[0].astype(np.float16),
        idf=idf.astype(np.float16),
        scale=np.array([model.intercept_[0], floor, ceiling], dtype=np.float32),
        bloom=bloom(learned),
        words=words,
        frequencies=shares,
    )
    right = float(np.mean(high > (floor + ceiling) / 2) + np.mean(low < (floor + ceiling) / 2)) / 2
    return {"floor": floor, "ceiling": ceiling, "accuracy": right}
