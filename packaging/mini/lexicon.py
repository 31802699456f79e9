"""Learn from aligned pairs how an author's words are said plainly (IBM Model 1)."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from stylepad.studio.pairs.lexicon import NEGATIONS, Lexicon, words

NULL = "<null>"


class _Alignment:
    """All (author word, plain word) cells of a set of pairs, as flat index arrays."""

    def __init__(self, pairs: list[tuple[list[str], list[str]]]) -> None:
        self.ids: dict[str, int] = {NULL: 0}
        author, plain, target = [], [], []
        targets = 0
        for literary, simple in pairs:
            source = np.array([0] + [self._id(w) for w in literary])
            goal = np.array([self._id(w) for w in simple], dtype=np.int64)
            author.append(np.tile(source, len(goal)))
            plain.append(np.repeat(goal, len(source)))
            target.append(np.repeat(np.arange(targets, targets + len(goal)), len(source)))
            targets += len(goal)
        self.author = np.concatenate(author)
        self.plain = np.concatenate(plain)
        self.target = np.concatenate(target)
        self.targets = targets
        keys = self.author * len(self.ids) + self.plain
        self.cells, self.cell = np.unique(keys, return_inverse=True)

    def _id(self, word: str) -> int:
        return self.ids.setdefault(word, len(self.ids))


def _affinity(author: str, plain: str) -> float:
    """Return the starting weight of a cell: alike words are likely the same word."""
    if author == plain:
        return 60.0
    stem = min(len(author), len(plain))
    if stem >= 4 and author[: max(4, stem - 3)] == plain[: max(4, stem - 3)]:
        return 15.0
    return 0.3 if author == NULL else 1.0


def align(
    pairs: list[tuple[list[str], list[str]]], rounds: int = 8
) -> dict[str, tuple[float, dict[str, float]]]:
    """Run IBM Model 1 from author to plain words.

    Return for each author word its fertility (plain words it accounts for per occurrence) and
    the distribution of the plain words it accounts for.
    """
    grid = _Alignment(pairs)
    names = list(grid.ids)
    size = len(names)
    weight = np.array([_affinity(names[c // size], names[c % size]) for c in grid.cells])
    prior = weight.copy()
    share = np.zeros(0)
    for _ in range(rounds):
        raw = weight[grid.cell]
        norm = np.bincount(grid.target, raw, grid.targets)
        share = raw / norm[grid.target]
        counts = np.bincount(grid.cell, share, len(grid.cells)) * np.sqrt(prior)
        totals = np.bincount(grid.cells // size, counts, size)
        weight = counts / (totals[grid.cells // size] + 1.0)
    counts = np.bincount(grid.cell, share, len(grid.cells))
    seen = Counter(word for literary, _ in pairs for word in literary)
    table: dict[str, tuple[float, dict[str, float]]] = {}
    by_word: dict[str, dict[str, float]] = {}
    for cell, count in zip(grid.cells, counts, strict=True):
        if count > 0.3:
            by_word.setdefault(names[cell // size], {})[names[cell % size]] = float(count)
    for word, n in seen.items():
        row = by_word.get(word, {})
        total = sum(row.values())
        table[word] = (total / n, {w: c / total for w, c in row.items()} if total else {})
    return table


def build(pairs: list[tuple[str, str]], least: int = 4, commonest: int = 150) -> Lexicon:
    """Build a lexicon from (author's text, plain text) pairs of one language.

    Words seen fewer than `least` times are left alone: their renderings are noise.
    """
    split = [(words(text), words(plain)) for text, plain in pairs]
    table = align(split)
    seen = Counter(word for literary, _ in split for word in literary)
    frequent = Counter(word for _, plain in split for word in plain)
    lexicon = Lexicon(common={word for word, _ in frequent.most_common(commonest)})
    for word, (fertility, renderings) in table.items():
        if seen[word] < least:
            continue
        row = _renderings(word, fertility, renderings, lexicon.common)
        if row and not (len(row) == 1 and row[0][0] == word):
            lexicon.plain[word] = row
    return lexicon


def _renderings(
    word: str, fertility: float, renderings: dict[str, float], common: set[str]
) -> list[tuple[str, float]]:
    """Turn fertility and distribution into a short list of (rendering, probability).

    A rendering that is itself one of the commonest words is mostly an accident of alignment, so it
    must be much likelier than another to stay. Negations are never dropped.
    """
    dropped = min(max(0.0, 1.0 - fertility), 0.9)
    if dropped < 0.5:
        dropped *= 0.4
    if word not in common and len(word) > 5:
        dropped *= 0.5
    if word in NEGATIONS:
        dropped = 0.0
    kept = {
        w: p
        for w, p in renderings.items()
        if w == word or p >= (0.3 if w in common and _affinity(word, w) == 1.0 else 0.1)
    }
    total = sum(kept.values())
    row = [(w, round((1 - dropped) * p / total, 3)) for w, p in kept.items()] if total else []
    if dropped > 0.05:
        row.append(("", round(dropped if total else 1.0, 3)))
    return sorted(row, key=lambda item: -item[1])[:6]
