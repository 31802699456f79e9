"""Rows for the last stages: pairs of all authors for the base, one author's rows for adapters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

import data
import tokenizer as tok
from augment import NameStock, vary
from prepare import read_passages, write_rows

from stylepad.studio.pairs.lexicon import Lexicon
from stylepad.studio.pairs.likeness import likeness
from stylepad.studio.pairs.noise import Noise

NEAR = 0.45  # least likeness of a pair's sides that so small a model can learn to bridge
# What an adapter learns from must lie nearer still: from freer pairs it learns to make things up.
OWN_NEAR = 0.5
OWN_ROUNDS, MODERN_ROUNDS = 2, 3  # how often a pair is varied for an adapter
WORK_PASSAGES = 3600  # passages of the author that his profile knows as learned
PLAIN_PASSAGES = 500  # how many of them are made plain for the adapter
PLAIN_NEAR = 0.7  # least likeness of those sides: words that are gone cannot be guessed
# Passages that come back as they are keep names and numbers safe; too many teach mere copying.
SHARED_ROWS = {"authors": 1800, "modern": 600}
PLAIN_ROWS = {"modern": 16_000, "authors": 6_000}
MENDED = 0.25  # share of those rows whose input is damaged
HAND_ROUNDS = {"shared": 2, "own": 3}  # how often a pair composed to be near is varied
JOINED = 0.3  # share of those that are joined with another, as two sentences in a row


def near(pairs: list[data.Pair], language: str, least: float = NEAR) -> list[data.Pair]:
    """Return the training pairs of a language that rewrite and do not retell."""
    return [
        pair
        for pair in pairs
        if pair.split == "train" and data.STYLES[pair.style] == language
        if pair.kind == "near" or likeness(pair.plain, pair.text) >= least
    ]


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


def joined(sides: list[tuple[str, str]], rng: Random) -> list[tuple[str, str]]:
    """Return the sides with some followed by another: passages are often two sentences."""
    return [
        (f"{plain} {other[0]}", f"{text} {other[1]}") if rng.random() < JOINED else (plain, text)
        for (plain, text), other in zip(sides, rng.sample(sides, len(sides)), strict=True)
    ]


def write_plain_rows(pairs: list[data.Pair], work: Path, seed: int) -> int:
    """Write the base's last stage: text of every kind comes back as it is, or mended.

    Without an adapter the base must be plain, so that the strength of a style begins at nothing.
    """
    rng = Random(seed)
    sides: list[tuple[str, str]] = []
    for language in ("ru", "en"):
        names = name_stock(work, language)
        rows = read_passages(work, language)
        rng.shuffle(rows)
        for group, count in PLAIN_ROWS.items():
            chosen = [row for row in rows if row[0] == group][: count // 2]
            sides += [(r[2], r[3]) if rng.random() < MENDED else (r[3], r[3]) for r in chosen]
        plain = [p.plain for p in pairs if p.split == "train" and data.STYLES[p.style] == language]
        sides += [vary(text, text, names, rng) for text in plain]
    rng.shuffle(sides)
    return write_rows(work / "rows-plain.npz", tok.load(work / "tokenizer.json"), sides)


def write_shared_rows(pairs: list[data.Pair], language: str, work: Path, seed: int) -> int:
    """Write the rows that every adapter of a language begins with: the near pairs of its authors.

    Retellings teach so small a model to lose the thread, so they are left out.
    """
    rng = Random(f"{seed}-{language}")
    names = name_stock(work, language)
    noise = Noise(Lexicon.load(work / f"lexicon-{language}.json"), rng)
    chosen = near(pairs, language)
    by_hand = [pair for pair in chosen if pair.kind == "near"]
    sides = varied([pair for pair in chosen if pair.kind != "near"], 2, names, rng)
    for style in sorted({pair.style for pair in by_hand}):
        own_hand = [pair for pair in by_hand if pair.style == style]
        sides += joined(varied(own_hand, HAND_ROUNDS["shared"], names, rng), rng)
    rows = read_passages(work, language)
    rng.shuffle(rows)
    works = [row[3] for row in rows if row[0] == "authors"][: SHARED_ROWS["authors"]]
    modern = [row[3] for row in rows if row[0] == "modern"][: SHARED_ROWS["modern"]]
    sides += [side for side in ((noise.rewritten(t), t) for t in works) if likeness(*side) >= NEAR]
    sides += [(text, text) for text in modern]
    rng.shuffle(sides)
    tokenizer = tok.load(work / "tokenizer.json")
    test = [
        (p.plain, p.text) for p in pairs if p.split == "test" and data.STYLES[p.style] == language
    ]
    write_rows(work / f"rows-{shared_name(language)}-test.npz", tokenizer, test)
    _write_near(pairs, sorted({pair.style for pair in by_hand}), shared_name(language), work)
    return write_rows(work / f"rows-{shared_name(language)}.npz", tokenizer, sides)


def _write_near(pairs: list[data.Pair], styles: Sequence[str], name: str, work: Path) -> None:
    """Write the near pairs that no adapter learns from, to measure it on."""
    kept = [(p.plain, p.text) for p in pairs if p.split == "stop" and p.style in styles]
    if kept:
        write_rows(work / f"rows-{name}-near.npz", tok.load(work / "tokenizer.json"), kept)


def shared_name(language: str) -> str:
    """Return the name of the adapter that those of a language go on from."""
    return f"shared-{language}"


def write_style_rows(pairs: list[data.Pair], style: str, work: Path, seed: int) -> dict[str, int]:
    """Write one author's rows and test rows, and the texts they were made from."""
    rng = Random(f"{seed}-{style}")
    language = data.STYLES[style]
    names = name_stock(work, language)
    noise = Noise(Lexicon.load(work / f"lexicon-{language}.json"), rng)
    mine = near([pair for pair in pairs if pair.style == style], language, OWN_NEAR)
    own = [pair for pair in mine if pair.kind == "own"]
    modern = [pair for pair in mine if pair.kind == "modern"]
    by_hand = [pair for pair in mine if pair.kind == "near"]
    passages = [row[3] for row in read_passages(work, language) if row[1] == style]
    passages = rng.sample(passages, min(WORK_PASSAGES, len(passages)))
    plain = [(noise.plainify(text, rng.uniform(0.5, 1.0)), text) for text in passages]
    plain = [side for side in plain if PLAIN_NEAR <= likeness(*side) < 1][:PLAIN_PASSAGES]
    sides = varied(own, OWN_ROUNDS, names, rng) + varied(modern, MODERN_ROUNDS, names, rng)
    sides += joined(varied(by_hand, HAND_ROUNDS["own"], names, rng), rng)
    sides += plain
    rng.shuffle(sides)
    test = [(p.plain, p.text) for p in pairs if p.style == style and p.split == "test"]
    tokenizer = tok.load(work / "tokenizer.json")
    _write_near(pairs, [style], style, work)
    learned = [pair.text for pair in own] + passages
    (work / f"learned-{style}.json").write_text(json.dumps(learned, ensure_ascii=False))
    return {
        "tokens": write_rows(work / f"rows-{style}.npz", tokenizer, sides),
        "test_tokens": write_rows(work / f"rows-{style}-test.npz", tokenizer, test),
        "passages": len(plain),
        "pairs": len(own),
        "modern_pairs": len(modern),
        "by_hand": len(by_hand),
    }
