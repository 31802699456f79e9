"""Rows for the second stage: once copying is learned, mostly plain → literary and real pairs."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from random import Random

import adapter_rows
import data
import tokenizer as tok
from prepare import read_passages, write_rows

from stylepad.studio.pairs.lexicon import Lexicon
from stylepad.studio.pairs.noise import Noise

# Characters of target text, by group; the pairs come on top, varied so many times.
CHARACTERS = {"authors": 9_000_000, "pool": 4_000_000, "modern": 4_000_000}
PAIR_ROUNDS = 3
# Russian is the harder of the two, with its endings, and has more of the styles.
SHARES = {"ru": 0.6, "en": 0.4}


def _sides(args: tuple[Path, str, list[data.Pair], int]) -> list[tuple[str, str]]:
    """Return one language's (input, answer) rows."""
    work, language, pairs, seed = args
    rng = Random(f"rewriting-{seed}-{language}")
    noise = Noise(Lexicon.load(work / f"lexicon-{language}.json"), rng)
    left = {group: int(SHARES[language] * size) for group, size in CHARACTERS.items()}
    sides: list[tuple[str, str]] = []
    rows = read_passages(work, language)
    rng.shuffle(rows)
    for group, _, source, text in rows:
        if left[group] <= 0:
            continue
        left[group] -= len(text)
        sides.append((source if group == "modern" else noise.rewritten(text), text))
    chosen = [p for p in pairs if p.split == "train" and data.STYLES[p.style] == language]
    names = adapter_rows.name_stock(work, language)
    return sides + adapter_rows.varied(chosen, PAIR_ROUNDS, names, rng)


def write(pairs: list[data.Pair], work: Path, seed: int) -> dict[str, int]:
    """Write the stage's rows, shuffled, and the unseen pairs to measure on."""
    jobs = [(work, language, pairs, seed) for language in ("ru", "en")]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        sides = [side for part in pool.map(_sides, jobs) for side in part]
    Random(seed).shuffle(sides)
    tokenizer = tok.load(work / "tokenizer.json")
    unseen = [(p.plain, p.text) for p in pairs if p.split == "test"]
    Random(seed).shuffle(unseen)
    return {
        "rewriting": write_rows(work / "rows-rewriting.npz", tokenizer, sides),
        "unseen_pairs": write_rows(work / "rows-unseen-pairs.npz", tokenizer, unseen),
    }
