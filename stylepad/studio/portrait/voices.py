"""Whether the works speak with one voice or with two.

Each work is described by its commonest runs of three characters, and laid out along the directions
in which authors differ more than the works of one author do (linear discriminants of some hundred
authors, made by packaging/voices.py). For two works the log-likelihood ratio says whether one
author is likelier than two (probabilistic linear discriminant analysis, S. Ioffe, 2006). The works
are parted in two; where the parts are far likelier by two authors, two voices are heard.

An author with two manners, such as tales and essays, sounds like two as well: this is a question to
the writer and no finding. With the authors in question left out of the directions, and up to
300,000 words of each text, half of the mixtures of two Russian authors and a third of two English
ones were heard, and one in five draws from a single Russian author, one in eight of an English one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from stylepad import paths

Reals = NDArray[np.float64]

SLICES, SLICE = 4, 10_000
"""Up to four stretches of ten thousand characters stand for a work."""
SHORTEST = 10_000
"""Characters below which a work says too little."""
FEWEST = 3
"""Works on either side: an odd one out is no second voice."""
THRESHOLD = -20.0
"""Mean log-likelihood ratio between the parts below which two voices are heard."""
_ROUNDS = 30
_BLANK = re.compile(r"\s+")
# Editions differ in these, not authors.
_SAME = str.maketrans(dict.fromkeys("«»“”„", '"') | {"–": "—", "’": "'", "‘": "'", "ё": "е"})


@dataclass(frozen=True, slots=True)
class Voices:
    """Whether two voices are heard; `groups` are the numbers of the works of each.

    `separation` is how likely the two parts are by one author: the mean log-likelihood ratio, far
    below 0 where two are likelier; 0 where there are too few works to say.
    """

    two: bool
    separation: float
    groups: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Space:
    """The directions in which authors differ.

    `mean` (runs,) and `projection` (runs, directions) lay a work out so that works of one author
    vary by 1 along each; `between` (directions,) is how much authors do.
    """

    runs: tuple[str, ...]
    mean: Reals
    projection: Reals
    between: Reals

    def place(self, work: Reals) -> Reals:
        """Return a work's place, (directions,), or many works' places."""
        return (work - self.mean) @ self.projection


def hear(works: Sequence[tuple[int, str, str]], language: str) -> Voices:
    """Return the voices of works, each a number, a title and a text."""
    usable = [(number, text) for number, _, text in works if len(text) >= SHORTEST]
    one = Voices(False, 0.0, (tuple(number for number, _, _ in works),))
    space = space_of(language)
    if len(usable) < 2 * FEWEST or space is None:
        return one
    places = np.stack([space.place(described(text, space.runs)) for _, text in usable])
    alike = likeness(places, space.between)
    side = part(alike)
    smaller = min(int(side.sum()), int((~side).sum()))
    if smaller < FEWEST:
        return one
    apart = float(alike[side][:, ~side].mean())
    groups = [
        tuple(n for (n, _), there in zip(usable, side, strict=True) if there == wanted)
        for wanted in (True, False)
    ]
    groups.sort(key=lambda group: (-len(group), group))
    return Voices(apart < THRESHOLD, round(apart, 2), tuple(groups))


@cache
def space_of(language: str) -> Space | None:
    """Return the directions for a language; None where none ship."""
    path = paths.resources() / "reference" / f"{language}-voices.npz"
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as body:
        return Space(
            tuple(map(str, body["runs"])),
            body["mean"].astype(np.float64),
            body["projection"].astype(np.float64),
            body["between"].astype(np.float64),
        )


def counted(text: str) -> Counter[str]:
    """Count the runs of three characters in some stretches of a text."""
    count = min(SLICES, max(1, len(text) // (2 * SLICE)))
    counts: Counter[str] = Counter()
    for number in range(count):
        start = (len(text) - SLICE) * number // max(1, count - 1) if count > 1 else 0
        piece = _BLANK.sub(" ", text[start : start + SLICE]).lower().translate(_SAME)
        counts.update(piece[at : at + 3] for at in range(len(piece) - 2))
    return counts


def described(text: str, runs: Sequence[str]) -> Reals:
    """Return the roots of the shares of runs in a text, (runs,)."""
    counts = counted(text)
    return np.sqrt(np.array([counts[run] for run in runs]) / max(1, counts.total()))


def likeness(places: Reals, between: Reals) -> Reals:
    """Return the log-likelihood ratio of one author to two for each pair of works, (works, works).

    With places x and y scaled to variance 1 and the share ρ of it that is between authors, it is
    Σ -½·log(1 - ρ²) - ½·(ρ²·(x² + y²) - 2ρ·x·y)/(1 - ρ²).
    """
    whole = between + 1.0
    share = between / whole
    scaled = places / np.sqrt(whole)
    rest = 1.0 - share**2
    squares = (scaled**2) @ (share**2 / rest)
    products = (scaled * (share / rest)) @ scaled.T
    alone = -0.5 * float(np.log(rest).sum())
    return np.asarray(alone - 0.5 * (squares[:, None] + squares[None]) + products)


def part(alike: Reals) -> NDArray[np.bool_]:
    """Return the two sides that works fall into: each is more like its own than the other."""
    _, directions = np.linalg.eigh(alike - alike.mean())
    side = np.asarray(directions[:, -1] > 0)
    others = alike - np.diag(np.diag(alike))
    for _ in range(_ROUNDS):
        mean = [
            others[:, own].sum(axis=1) / np.maximum(1, own.sum() - own) for own in (side, ~side)
        ]
        moved = np.asarray(mean[0] > mean[1])
        if moved.all() or not moved.any() or bool((moved == side).all()):
            break
        side = moved
    return side
