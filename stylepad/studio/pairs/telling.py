"""The author's telling words: used far more often by him than by others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt

from stylepad import paths
from stylepad.studio.pairs.lexicon import Lexicon
from stylepad.text.words import WORD

_PRIOR = 1000.0  # words that the mean of both counts as
_MOST, _SURE = 400, 2.0
_WORKS_SHARE, _LEAST = 0.25, 6
_SHORTEST = 2


def telling_words(works: Sequence[str], language: str, lexicon: Lexicon) -> frozenset[str]:
    """Return words by the log-odds against the reference prose; names are none.

    Log-odds with an informative prior (Monroe and others, Fightin' Words, 2008). A word must be in
    a quarter of the works: what one book speaks of is no manner. Words that the lexicon says
    plainly are telling anyway.
    """
    known = frozenset(lexicon.plain)
    other = _counts(_reference(language))
    if not other:
        return known
    each = [_counts([work]) for work in works]
    own: Counter[str] = sum(each, Counter())
    spread = Counter(word for work in each for word in work)
    total, total_other = own.total(), other.total()
    scored = []
    for word, uses in own.items():
        if uses < _LEAST or spread[word] < _WORKS_SHARE * len(works) or len(word) < _SHORTEST:
            continue
        share = uses / total + other[word] / total_other
        prior = _PRIOR * share / 2
        scored.append((_z(uses, total, other[word], total_other, prior), word))
    best = sorted(scored, reverse=True)[:_MOST]
    return known | {word for score, word in best if score > _SURE}


def _counts(texts: Iterable[str]) -> Counter[str]:
    """Count the words that are written small."""
    return Counter(word for text in texts for word in WORD.findall(text) if word[0].islower())


def _reference(language: str) -> list[str]:
    """Return the prose that ships to compare authors with; none where there is none."""
    path = paths.resources() / "reference" / f"{language}.jsonl"
    if not path.is_file():
        return []
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def _z(here: int, here_all: int, there: int, there_all: int, prior: float) -> float:
    one = log((here + prior) / (here_all + _PRIOR - here - prior))
    two = log((there + prior) / (there_all + _PRIOR - there - prior))
    return (one - two) / sqrt(1 / (here + prior) + 1 / (there + prior))
