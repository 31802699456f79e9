"""Which works are learned from, which say when to stop, which are kept for the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stylepad.studio.pairs.values import Split
from stylepad.studio.split import split_works

_LAST = 0.1  # of a work that is parted, for each of the two sides that are not learned from


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a work, by shares of its paragraphs: 0 to 1 is all of it."""

    work: int
    split: Split
    start: float = 0.0
    end: float = 1.0


@dataclass(frozen=True, slots=True)
class Shares:
    """Who gets what. `by` is "work", or "part" where there are too few works to set any aside."""

    portions: tuple[Portion, ...]
    by: str


def share_out(words: Mapping[int, int], seed: str) -> Shares:
    """Split works, by number and length in words, into train, stop and test.

    Whole works are set aside. Of one or two works the last two tenths of each are.
    """
    sides = split_works(words, seed)
    if set(sides.values()) == {side.value for side in Split}:
        whole = tuple(Portion(number, Split(sides[number])) for number in sorted(words))
        return Shares(whole, "work")
    return Shares(tuple(part for number in sorted(words) for part in _parts(number)), "part")


def _parts(work: int) -> tuple[Portion, ...]:
    return (
        Portion(work, Split.TRAIN, 0.0, 1 - 2 * _LAST),
        Portion(work, Split.STOP, 1 - 2 * _LAST, 1 - _LAST),
        Portion(work, Split.TEST, 1 - _LAST, 1.0),
    )
