"""The words and turns that tell an author from other prose.

Log-odds with an informative Dirichlet prior: B. Monroe, M. Colaresi and K. Quinn, Fightin' Words
(2008). The prior is the mean of the shares that a word has in the author's works and in all the
prose that he is compared with, so that a word that only one book has weighs little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from stylepad.text.words import WORD

_TOKEN = re.compile(rf"{WORD.pattern}|—|–|\.\.\.|[,;:!?…]")
_END = re.compile(r"[.!?…]")
_PRIOR = 1000.0  # words that the prior counts for
_MOST = 40
_LEAST_USES = 8
_NAME_SHARE = 0.5
_WORKS_SHARE = 0.25
"""A turn must be in this share of the works: what one book speaks of tells no author."""

Counts = Mapping[int, Counter[str]]


@dataclass(frozen=True, slots=True)
class Telling:
    """A word or turn: its z-score against other prose, its uses per 10,000 words here, there."""

    text: str
    z: float
    here: float
    there: float


@dataclass(frozen=True, slots=True)
class Uses:
    """How often words and runs of two and three tokens are used, and how many words there are."""

    grams: dict[int, Counter[str]]
    names: frozenset[str]

    @property
    def words(self) -> int:
        """Return the number of words."""
        return self.grams[1].total()


def count(texts: Iterable[str]) -> Uses:
    """Count the words, pairs and triples of texts; names are words mostly capitalised inside."""
    grams: dict[int, Counter[str]] = {1: Counter(), 2: Counter(), 3: Counter()}
    small: Counter[str] = Counter()
    tall: Counter[str] = Counter()
    for text in texts:
        for piece in _END.split(text):
            tokens = _TOKEN.findall(piece)
            tall.update(token.casefold() for token in tokens[1:] if token[0].isupper())
            small.update(token for token in tokens[1:] if token[0].islower())
            _count_runs([token.casefold() for token in tokens], grams)
    # English "I" is always capital and no name; neither is what is short in any language.
    names = {word for word, n in tall.items() if n > _NAME_SHARE * (n + small[word])}
    return Uses(grams, frozenset(name for name in names if len(name.split("'")[0]) > 2))


def telling(
    author: Sequence[Uses], other: Uses, background: Sequence[Uses], size: int, most: int = _MOST
) -> tuple[Telling, ...]:
    """Return the runs of `size` tokens that tell the author from `other`, the most telling first.

    `author` are the uses of each work (or of parts of the one work).
    """
    own: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for work in author:
        own.update(work.grams[size])
        spread.update(work.grams[size].keys())
    names = frozenset().union(*(work.names for work in author))
    there = other.grams[size]
    here_all, there_all = own.total(), there.total()
    shares = [
        (own, here_all),
        *((item.grams[size], item.grams[size].total()) for item in background),
    ]
    least = max(1, round(_WORKS_SHARE * len(author)))
    words, words_there = sum(work.words for work in author), other.words
    found = [
        Telling(
            gram,
            round(_z(n, here_all, there[gram], there_all, _prior(gram, shares)), 2),
            round(10_000 * n / max(1, words), 2),
            round(10_000 * there[gram] / max(1, words_there), 2),
        )
        for gram, n in own.items()
        if n >= _LEAST_USES and spread[gram] >= least and not names.intersection(gram.split())
    ]
    found.sort(key=lambda item: (-item.z, item.text))
    return tuple(_varied((item for item in found if item.z > 0), most))


def _count_runs(tokens: list[str], grams: dict[int, Counter[str]]) -> None:
    grams[1].update(token for token in tokens if token[0].isalnum())
    for size in (2, 3):
        runs = (tokens[at : at + size] for at in range(len(tokens) - size + 1))
        grams[size].update(
            " ".join(run) for run in runs if sum(token[0].isalpha() for token in run) >= size - 1
        )


def _prior(gram: str, shares: Sequence[tuple[Counter[str], int]]) -> float:
    return _PRIOR * sum(count[gram] / max(1, total) for count, total in shares) / len(shares)


def _z(here: int, here_all: int, there: int, there_all: int, prior: float) -> float:
    """Return the log-odds ratio over its standard deviation."""
    one = log((here + prior) / (here_all + _PRIOR - here - prior))
    two = log((there + prior) / (there_all + _PRIOR - there - prior))
    return (one - two) / sqrt(1 / (here + prior) + 1 / (there + prior))


def _varied(found: Iterable[Telling], most: int) -> list[Telling]:
    """Return the first, leaving out those that share two tokens in a row with one taken."""
    taken: list[Telling] = []
    seen: set[str] = set()
    for item in found:
        tokens = item.text.split()
        pairs = {" ".join(tokens[at : at + 2]) for at in range(len(tokens) - 1)}
        if len(tokens) > 2 and pairs & seen:
            continue
        seen |= pairs
        taken.append(item)
        if len(taken) == most:
            break
    return taken
