"""Which works are learned from, which stop the training and which the report is measured on.

By work and never by passage: a passage's neighbours give it away (docs: a style from books).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

TEST_SHARE, STOP_SHARE = 0.10, 0.06
"""Shares of all words; what is set aside is lost to the training, so that it is not much."""
_LARGEST = 0.2
"""A work of more than this share of all words is learned from: nothing could make up for it."""
_FEWEST = 3


def split_works(words: Mapping[int, int], seed: str) -> dict[int, str]:
    """Return "train", "stop" or "test" by the number of a work; `words` are their lengths.

    The same for the same works and seed. With fewer than three works all are "train": whole works
    cannot be set aside then.
    """
    split = dict.fromkeys(words, "train")
    if len(words) < _FEWEST:
        return split
    total = sum(words.values())
    order = sorted(words)
    Random(seed).shuffle(order)
    for left, (name, share) in ((2, ("test", TEST_SHARE)), (1, ("stop", STOP_SHARE))):
        free = [number for number in order if split[number] == "train"]
        most = len(free) - left
        for number in _chosen(free, words, share * total, _LARGEST * total)[:most]:
            split[number] = name
    return split


def _chosen(
    free: Sequence[int], words: Mapping[int, int], wanted: float, largest: float
) -> list[int]:
    """Return works of about `wanted` words in all; the smallest one where all are too long."""
    chosen: list[int] = []
    size = 0
    for number in free:
        if size < wanted and words[number] <= largest and size + words[number] <= 2 * wanted:
            chosen.append(number)
            size += words[number]
    return chosen or [min(free, key=lambda number: words[number])]
