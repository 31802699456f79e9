"""Rows for the last stages: pairs of all authors for the base, one author's rows for adapters."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import data
import lexicon
import tokenizer as tok
from augment import NameStock, vary
from noise import Noise
from prepare import read_passages, write_rows

OWN_ROUNDS, MODERN_ROUNDS = 2, 3  # how often a pair is varied for an adapter
WORK_PASSAGES = 3600  # passages of the author made plain, per adapter
LONGEST = 420  # characters of a passage


def name_stock(work: Path, language: str) -> NameStock:
    """Collect stand-in names from the present-day passages."""
    rows = read_passages(work, language)
    return NameStock(row[3] for row in rows if row[0] == "modern")


def varied(
    pairs: list[data.Pair], rounds: int, names: NameStock, rng: Random
) -> list[tuple[str, str]]:
    """Return each pair once as it is and `rounds` - 1 times with other names and numbers."""
    sides = [(pair.plain, pair.text) for pair in pairs]
    for _ in range(rounds - 1):
        sides += [vary(pair.plain, pair.text, names, rng) for pair in pairs]
    return sides


def write_pair_rows(pairs: list[data.Pair], work: Path, seed: int, rounds: int = 4) -> int:
    """Write the base's second stage: all training pairs and as much denoising, shuffled."""
    rng = Random(seed)
    sides: list[tuple[str, str]] = []
    for language in ("ru", "en"):
        names = name_stock(work, language)
        chosen = [p for p in pairs if p.split == "train" and data.STYLES[p.style] == language]
        sides += varied(chosen, rounds, names, rng)
        denoising = read_passages(work, language)[-len(chosen) * rounds :]
        sides += [(row[2], row[3]) for row in denoising]
    rng.shuffle(sides)
    return write_rows(work / "rows-pairs.npz", tok.load(work / "tokenizer.json"), sides)


def author_passages(root: Path, works: list[data.Work], style: str, rng: Random) -> list[str]:
    """Return the passages of an author's usable works in random order."""
    found = [
        passage
        for work in works
        if work.style == style
        for passage in data.passages(data.text_of(root, work), work.language, rng, LONGEST)
    ]
    rng.shuffle(found)
    return found


def write_style_rows(
    root: Path, works: list[data.Work], pairs: list[data.Pair], style: str, *, work: Path, seed: int
) -> dict[str, int]:
    """Write one author's rows and test rows, and the texts they were made from."""
    rng = Random(f"{seed}-{style}")
    language = data.STYLES[style]
    names = name_stock(work, language)
    noise = Noise(lexicon.Lexicon.load(work / f"lexicon-{language}.json"), rng)
    mine = [p for p in pairs if p.style == style and p.split == "train"]
    own = [p for p in mine if p.kind == "own"]
    modern = [p for p in mine if p.kind == "modern"]
    passages = author_passages(root, works, style, rng)[:WORK_PASSAGES]
    plain = [(noise.plainify(p, rng.uniform(0.8, 1.0)), p) for p in passages]
    sides = varied(own, OWN_ROUNDS, names, rng) + varied(modern, MODERN_ROUNDS, names, rng)
    sides += [side for side in plain if side[0] != side[1]]
    rng.shuffle(sides)
    test = [(p.plain, p.text) for p in pairs if p.style == style and p.split == "test"]
    tokenizer = tok.load(work / "tokenizer.json")
    learned = [p.text for p in own] + passages
    (work / f"learned-{style}.json").write_text(json.dumps(learned, ensure_ascii=False))
    return {
        "tokens": write_rows(work / f"rows-{style}.npz", tokenizer, sides),
        "test_tokens": write_rows(work / f"rows-{style}-test.npz", tokenizer, test),
        "passages": len(passages),
        "pairs": len(own),
        "modern_pairs": len(modern),
    }
