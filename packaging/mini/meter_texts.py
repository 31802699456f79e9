"""What an author's style meter is fitted on: passages of many works, none of which dominates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import data

OWN, OTHER, POOL, PLAIN_SIDES, MODERN = 3000, 1500, 3000, 3000, 1000
_LENGTH = 250  # characters that a passage has, about
_SHORTEST = 60


@dataclass(frozen=True)
class MeterTexts:
    """The passages of one language; `authors` are those of each style, the works taking turns."""

    authors: dict[str, list[str]]
    contemporaries: list[str]
    plain: list[str]

    def own(self, style: str) -> list[str]:
        """Return an author's passages."""
        return self.authors[style]

    def others(self, style: str) -> list[str]:
        """Return what he is told apart from."""
        rest = (texts[:OTHER] for name, texts in self.authors.items() if name != style)
        return [*(t for texts in rest for t in texts), *self.contemporaries, *self.plain]


def read_texts(
    root: Path, works: list[data.Work], pairs: list[data.Pair], language: str
) -> MeterTexts:
    """Cut the works that training may use; present-day subjects come with the plain sides."""
    rng = Random(f"meter-{language}")
    # Of old subjects and of new ones alike: plain is what is told of neither.
    sides: dict[str, list[str]] = {}
    for pair in pairs:
        if data.STYLES[pair.style] == language and pair.split == "train":
            sides.setdefault(pair.kind, []).append(pair.plain)

    def drawn(group: str, count: int) -> list[str]:
        found = data.draw(root, works, language, group, budget=count * _LENGTH, rng=rng)
        return [passage for _, passage in found]

    return MeterTexts(
        {
            style: by_turns(_cut(root, [w for w in works if w.style == style], rng), OWN, rng)
            for style, spoken in data.STYLES.items()
            if spoken == language
        },
        drawn("pool", POOL),
        by_turns(sides.values(), PLAIN_SIDES, rng) + drawn("modern", MODERN),
    )


def _cut(root: Path, works: Iterable[data.Work], rng: Random) -> Iterator[list[str]]:
    for work in works:
        yield list(data.passages(data.text_of(root, work), work.language, rng))


def by_turns(shelves: Iterable[list[str]], most: int, rng: Random) -> list[str]:
    """Return up to `most` passages, one of each shelf after the other until it has no more."""
    mixed = []
    for shelf in shelves:
        usable = [passage for passage in shelf if len(passage) >= _SHORTEST]
        mixed.append(rng.sample(usable, len(usable)))
    return data.in_turns(mixed, most)
