"""Draw training passages from the corpora and keep the held-out works apart."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

from passages import passages

T = TypeVar("T")

HERE = Path(__file__).parent
STYLES = {
    "gogol": "ru",
    "chekhov": "ru",
    "dostoevsky": "ru",
    "tolstoy": "ru",
    "dickens": "en",
    "austen": "en",
    "twain": "en",
}
# Works that the pairs file under their English titles.
TITLES = {
    "Love and Friendship and Other Early Works": "love-and-freindship-sic",
    "Nicholas Nickleby": "nicholas-nickleby",
    "The Prince and the Pauper": "the-prince-and-the-pauper",
}
# Whole works beyond the pairs' test split that nothing is trained on: for judging later.
JUDGE_WORKS = {
    "gogol": ("zakoldovannoe-mesto",),
    "chekhov": ("v-ovrage", "kryzhovnik"),
    "dostoevsky": ("dvoynik",),
    "tolstoy": ("otets-sergiy", "sevastopol-v-mae"),
    "dickens": ("the-battle-of-life",),
    "austen": ("lady-susan",),
    "twain": ("the-tragedy-of-puddnhead-wilson",),
}
_LEFT_OUT_FORMS = {"play", "poetry"}
# Shares of the training text: the seven authors, others of their time, present-day prose.
MIX = {"authors": 0.36, "pool": 0.29, "modern": 0.35}
# Technical handbooks and official minutes would crowd out everyday prose.
_FILE_CAP = 3_500_000
_FILE_CAPS = {
    "the-rust-programming-language-russian": 200_000,
    "visual-studio-docs-russian-human-translated-pages-only": 200_000,
    "react-docs-russian": 100_000,
    "kremlin_ru_2025": 600_000,
    "wikipedia_en_2019_00": 6_000_000,
}


@dataclass(frozen=True)
class Work:
    """One row of the table of sources."""

    path: str
    author: str
    title: str
    language: str
    form: str
    year: str
    licence: str
    repository: str
    group: str
    sha256: str

    @property
    def style(self) -> str | None:
        """Return the style that this work belongs to, if any."""
        parts = self.path.split("/")
        return parts[2] if parts[0] == "authors" and parts[2] in STYLES else None

    @property
    def stem(self) -> str:
        """Return the file name without its ending."""
        return Path(self.path).stem


@dataclass(frozen=True)
class Pair:
    """A plain passage and the same passage in an author's manner."""

    style: str
    kind: str  # "own": the author's text; "modern", "near": composed, freely or word by word
    split: str
    work: str
    plain: str
    text: str


def read_sources(path: Path = HERE / "sources.tsv") -> list[Work]:
    """Read the table of the works that are used."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Work(**{name: row[name] for name in Work.__dataclass_fields__}) for row in rows]


def read_pairs(folder: Path) -> list[Pair]:
    """Read all pairs files `<language>-<style>[.modern|.near].jsonl` of a folder; no marks."""
    found: list[Pair] = []
    for path in sorted(folder.glob("*.jsonl")):
        language, _, rest = path.name.removesuffix(".jsonl").partition("-")
        style, _, kind = rest.partition(".")
        if STYLES.get(style) != language or kind in {"marked", "changes"}:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            work = TITLES.get(item.get("work", ""), item.get("work", ""))
            split = "judge" if work in JUDGE_WORKS[style] else item["split"]
            sides = " ".join(item["plain"].split()), " ".join(item["text"].split())
            found.append(Pair(style, kind or "own", split, work, *sides))
    return found


def held_out(pairs: list[Pair]) -> dict[str, set[str]]:
    """Return, by style, the works that nothing may be trained on."""
    out = {style: set(works) for style, works in JUDGE_WORKS.items()}
    for pair in pairs:
        if pair.kind == "own" and pair.split != "train":
            out[pair.style].add(pair.work)
    return out


def is_judges(work: Work) -> bool:
    """Say whether a work by others is kept for the judge: one in twelve, by its hash."""
    return work.style is None and int(work.sha256[:8], 16) % 12 == 0


def usable(works: list[Work], pairs: list[Pair]) -> list[Work]:
    """Leave out plays, verse, the judge's works and the held-out ones (and editions of them)."""
    barred = held_out(pairs)

    def keep(work: Work) -> bool:
        if work.form in _LEFT_OUT_FORMS or is_judges(work):
            return False
        stems = barred.get(work.style or "", set())
        return not any(work.stem == stem or work.stem.startswith(stem + "-2") for stem in stems)

    return [work for work in works if keep(work)]


def text_of(root: Path, work: Work) -> str:
    """Read a work and check it against the table."""
    raw = (root / work.path).read_bytes()
    if hashlib.sha256(raw).hexdigest() != work.sha256:
        raise ValueError(f"{work.path} is not the file named in sources.tsv")
    return raw.decode("utf-8")


def group_of(work: Work) -> str | None:
    """Return which share of the mix a work counts towards."""
    if work.style is not None:
        return "authors"
    return {"authors": "pool", "pool": "pool", "modern": "modern"}.get(work.group)


def draw(
    root: Path, works: list[Work], language: str, group: str, *, budget: int, rng: Random
) -> Iterator[tuple[Work, str]]:
    """Yield passages of one language and group until `budget` characters are drawn.

    Every author (or file of modern prose) gets an equal chance until his text is used up.
    """
    chosen = [w for w in works if w.language == language and group_of(w) == group]
    shelves: dict[str, list[tuple[Work, str]]] = {}
    rng.shuffle(chosen)
    enough = 3 * budget // max(1, len({_shelf(w) for w in chosen})) + 200_000
    sizes: dict[str, int] = {}
    for work in chosen:
        shelf = _shelf(work)
        if sizes.get(shelf, 0) > enough:
            continue
        found = list(passages(text_of(root, work), language, rng))
        rng.shuffle(found)
        cap = _FILE_CAPS.get(work.stem, _FILE_CAP)
        for passage in found:
            cap -= len(passage)
            if cap < 0:
                break
            shelves.setdefault(shelf, []).append((work, passage))
            sizes[shelf] = sizes.get(shelf, 0) + len(passage)
    for shelf in shelves.values():
        rng.shuffle(shelf)
    yield from _take_turns(shelves, budget, rng)


def _take_turns(
    shelves: dict[str, list[tuple[Work, str]]], budget: int, rng: Random
) -> Iterator[tuple[Work, str]]:
    names = sorted(shelves)
    while names and budget > 0:
        name = rng.choice(names)
        work, passage = shelves[name].pop()
        budget -= len(passage)
        yield work, passage
        if not shelves[name]:
            names.remove(name)


def in_turns(shelves: Iterable[list[T]], most: int) -> list[T]:
    """Take up to `most` items from the ends of shelves, one of each after the other."""
    left = list(shelves)
    taken: list[T] = []
    while len(taken) < most and any(left):
        taken += [shelf.pop() for shelf in left if shelf]
    return taken[:most]


def _shelf(work: Work) -> str:
    return work.stem if work.group == "modern" else "/".join(work.path.split("/")[:3])


def curly(text: str, language: str, rng: Random) -> str:
    """Set typographic quotation marks as many present-day texts have them."""
    if language == "en":
        text = text.replace("'", "’")
        parts = text.split('"')
        return "".join(
            part + ("" if i == len(parts) - 1 else "“" if i % 2 == 0 else "”")
            for i, part in enumerate(parts)
        )
    return text.replace("«", '"').replace("»", '"') if rng.random() < 0.5 else text
