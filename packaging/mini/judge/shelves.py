"""Which texts train the judge, which check it, and which give the ceiling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeVar

import data

from judge.texts import SHORTEST, cut, key

ENOUGH = 100_000  # characters that must be left to train on after whole works are set aside
_MOST = 60  # passages of one work of another author
_MODERN_MOST = 250  # passages of one file of present-day prose


@dataclass(frozen=True)
class Passage:
    """A passage and the work it is from."""

    text: str
    work: str


@dataclass
class Shelf:
    """The passages of one class: those that train and those that the judge never saw."""

    train: list[Passage] = field(default_factory=list)
    aside: list[Passage] = field(default_factory=list)
    halved: bool = False  # by halves of the same works, for want of text


T = TypeVar("T")
Shelves = dict[str, Shelf]
POOL, PLAIN = "contemporaries", "plain"


def held_out_works(style: str, works: list[data.Work], pairs: list[data.Pair]) -> list[data.Work]:
    """Return an author's works that nothing was trained on, without plays and verse."""
    stems = data.held_out(pairs)[style]
    found = [w for w in works if w.style == style and w.form not in ("play", "poetry")]
    return [w for w in found if any(_is_edition(w.stem, stem) for stem in stems)]


def shelves(root: Path, works: list[data.Work], pairs: list[data.Pair], language: str) -> Shelves:
    """Cut and part the held-out text of one language."""
    found = {
        style: author_shelf(root, style, held_out_works(style, works, pairs))
        for style, spoken in data.STYLES.items()
        if spoken == language
    }
    return found | {
        POOL: _pool(root, works, language),
        PLAIN: _plain(root, works, pairs, language),
    }


def author_shelf(root: Path, style: str, works: list[data.Work]) -> Shelf:
    """Part an author's held-out works: JUDGE_WORKS give the ceiling, the others train.

    Where the others are under 100,000 characters, the first half of every work trains and the
    second half gives the ceiling.
    """
    cuts = {work.stem: list(_cut(root, work)) for work in works}
    aside = data.JUDGE_WORKS[style]
    train = [p for stem, passages in cuts.items() if stem not in aside for p in passages]
    if sum(len(p.text) for p in train) >= ENOUGH:
        return Shelf(train, [p for stem in aside for p in cuts.get(stem, ())])
    half = Shelf(halved=True)
    for passages in cuts.values():
        middle = (len(passages) + 1) // 2
        half.train += passages[:middle]
        half.aside += passages[middle:]
    return half


def spare(text: str) -> int:
    """Say what a plain passage is for: 0 input of the measurement, 1 class of the judge, 2 check.

    By the words alone, so that the same passage never serves two ends.
    """
    return key(text) % 4 if key(text) % 4 < 2 else 1 + key(text) // 4 % 2


def modern_passages(
    root: Path, works: list[data.Work], language: str
) -> Iterator[tuple[data.Work, list[str]]]:
    """Yield the passages of every file of present-day prose."""
    for work in works:
        if work.group == "modern" and work.language == language:
            yield work, [p.text for p in _cut(root, work, most=4000)]


def _pool(root: Path, works: list[data.Work], language: str) -> Shelf:
    """Shelve the works by others that data.py keeps for the judge: every third one checks."""
    shelf = Shelf()
    kept = [
        w for w in works if data.is_judges(w) and w.language == language and w.group != "modern"
    ]
    for number, work in enumerate(sorted(kept, key=lambda w: w.sha256)):
        side = shelf.aside if number % 3 == 0 else shelf.train
        side += _some(list(_cut(root, work)), _MOST)
    return shelf


def _plain(root: Path, works: list[data.Work], pairs: list[data.Pair], language: str) -> Shelf:
    """Shelve plain sides of held-out pairs that are no inputs, and present-day prose."""
    shelf = Shelf()
    sides = {1: shelf.train, 2: shelf.aside}
    for pair in pairs:
        if data.STYLES[pair.style] != language or pair.kind != "own" or pair.split == "train":
            continue
        if len(pair.plain) >= SHORTEST and (use := spare(pair.plain)):
            sides[use].append(Passage(pair.plain, f"plain-{pair.style}"))
    for work, texts in modern_passages(root, works, language):
        for text in _some(texts, _MODERN_MOST):
            if use := spare(text):
                sides[use].append(Passage(text, work.stem))
    return shelf


def _cut(root: Path, work: data.Work, most: int = 10**9) -> Iterator[Passage]:
    text = data.text_of(root, work)[: most * 300]
    for passage in cut(text, work.language, Random(work.sha256)):
        yield Passage(passage, work.stem)


def _some(items: list[T], most: int) -> list[T]:
    return items if len(items) <= most else Random(1).sample(items, most)


def _is_edition(stem: str, held: str) -> bool:
    return stem == held or stem.startswith(held + "-2")


def characters(passages: Iterable[Passage]) -> int:
    """Return the size of a shelf's side."""
    return sum(len(p.text) for p in passages)
