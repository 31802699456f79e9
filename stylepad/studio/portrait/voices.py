"""Whether the works speak with one voice or with two.

Every work is described by its commonest words and by its marks, as in Burrows's Delta (2002) with
the cosine distance (S. Evert and others, 2017); the works are parted in two, and the parting is
held against what the works of one author show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Voices:
    """Whether two voices are heard; `groups` are the numbers of the works of each.

    `separation` is how far the parts lie from each other beside how far the works of a part do.
    """

    two: bool
    separation: float
    groups: tuple[tuple[int, ...], ...]


def hear(works: Sequence[tuple[int, str, str]]) -> Voices:
    """Return the voices of works, each a number, a title and a text."""
    return Voices(False, 0.0, (tuple(number for number, _, _ in works),))
