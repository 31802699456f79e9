"""A trigram model of words with interpolated Kneser–Ney smoothing, in numpy.

R. Kneser and H. Ney, Improved backing-off for m-gram language modeling, ICASSP 1995; one discount
for all counts, lower orders by the number of contexts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BITS = 21
_DISCOUNT = 0.75
_UNKNOWN, _FIRST = 0, 1
_BEFORE = [".", "."]  # what stands before a text: the end of a sentence

Ids = NDArray[np.int64]
Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Level:
    """Counts of the n-grams of one order: by n-gram, and by context the total and the types."""

    grams: Ids
    counts: Ids
    contexts: Ids
    totals: Ids
    types: Ids

    def probability(self, context: Ids, gram: Ids, lower: Reals) -> Reals:
        """Return the discounted share of `gram` in its context plus the rest by `lower`."""
        seen = _look_up(self.grams, self.counts, gram)
        total = _look_up(self.contexts, self.totals, context)
        types = _look_up(self.contexts, self.types, context)
        safe = np.maximum(total, 1)
        mixed = np.maximum(seen - _DISCOUNT, 0) / safe + _DISCOUNT * types / safe * lower
        return np.where(total > 0, mixed, lower)


class Trigrams:
    """Perplexity of texts under the texts that it was built from."""

    def __init__(self, texts: Iterable[list[str]], rarest: int = 3) -> None:
        sequences = list(texts)
        counts = Counter(token for tokens in sequences for token in tokens)
        common = sorted(token for token, count in counts.items() if count >= rarest)
        self._ids = {token: number for number, token in enumerate(common, _FIRST)}
        # An unknown word is one of very many: its share is spread over the forms that were rare.
        self._rare = float(np.log(max(2, len(counts) - len(common))))
        stream = np.concatenate([self._encode(tokens) for tokens in sequences])
        grams, seen = np.unique(_trigrams(stream), return_counts=True)
        self._three = _level(grams, seen)
        two, contexts = np.unique(grams & _mask(2), return_counts=True)
        self._two = _level(two, contexts)
        one, contexts = np.unique(two & _mask(1), return_counts=True)
        self._one = np.zeros(len(common) + _FIRST)
        self._one[one] = contexts
        floor = _DISCOUNT * len(one) / self._one.sum() / len(self._one)
        self._one = np.maximum(self._one - _DISCOUNT, 0) / self._one.sum() + floor

    def perplexity(self, tokens: list[str]) -> float:
        """Return the perplexity per token; unknown words cost as much as a rare form."""
        shares, _, unknown = self._shares(tokens)
        return float(np.exp(-(shares - self._rare * unknown).mean()))

    def fit(self, tokens: list[str]) -> float:
        """Return how much better the words go together than by their frequency, nats per token.

        Rare and modern words weigh on the perplexity, not on this: it tells broken text better.
        """
        shares, alone, _ = self._shares(tokens)
        return float((shares - alone).mean())

    def _shares(self, tokens: list[str]) -> tuple[Reals, Reals, Reals]:
        """Return for each token its log share after two words and alone, and 1 if unknown."""
        grams = _trigrams(self._encode(tokens or _BEFORE))
        last, pairs = grams & _mask(1), grams & _mask(2)
        alone = self._one[last]
        lower = self._two.probability(pairs >> _BITS, pairs, alone)
        shares = self._three.probability(grams >> _BITS, grams, lower)
        return np.log(shares), np.log(alone), (last == _UNKNOWN).astype(np.float64)

    def _encode(self, tokens: list[str]) -> Ids:
        known = [self._ids.get(token, _UNKNOWN) for token in (*_BEFORE, *tokens)]
        return np.array(known, dtype=np.int64)


def _level(grams: Ids, counts: Ids) -> Level:
    contexts, starts = np.unique(grams >> _BITS, return_index=True)
    totals = np.add.reduceat(counts, starts)
    types = np.diff(np.append(starts, len(grams)))
    return Level(grams, counts, contexts, totals, types)


def _trigrams(ids: Ids) -> Ids:
    """Return every three tokens in a row as one number."""
    return (ids[:-2] << 2 * _BITS) | (ids[1:-1] << _BITS) | ids[2:]


def _mask(order: int) -> int:
    return (1 << order * _BITS) - 1


def _look_up(keys: Ids, values: Ids, wanted: Ids) -> Ids:
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, values[places], 0)
