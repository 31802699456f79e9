"""Rows for a writer of plain prose: the pairs reversed. What it writes becomes training inputs."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import adapter_rows
import data
import tokenizer as tok
from prepare import read_passages, write_rows

NEAR = 0.40  # least likeness of a pair's sides to learn plain writing from
ROUNDS = 3  # how often a pair is varied
COPIED = 1500  # present-day passages a language that come back as they are
SHORTEST, LONGEST = 40, 330  # characters of a passage to make plain


def write_reversed(pairs: list[data.Pair], work: Path, seed: int) -> int:
    """Write the rows author → plain of both languages; return the number of tokens."""
    rng = Random(f"plain-{seed}")
    sides: list[tuple[str, str]] = []
    for language in ("ru", "en"):
        names = adapter_rows.name_stock(work, language)
        near = adapter_rows.near(pairs, language, NEAR)
        varied = adapter_rows.varied(near, ROUNDS, names, rng)
        sides += [(text, plain) for plain, text in varied]
        modern = [row[3] for row in read_passages(work, language) if row[0] == "modern"]
        sides += [(text, text) for text in rng.sample(modern, COPIED)]
    rng.shuffle(sides)
    return write_rows(work / "rows-plain.npz", tok.load(work / "tokenizer.json"), sides)


def choose(work: Path, characters: int, seed: int) -> dict[str, int]:
    """Write the passages to make plain, `characters` of each author's; return how many of each."""
    rows: list[list[str]] = []
    for language in ("ru", "en"):
        shelves: dict[str, list[str]] = defaultdict(list)
        for group, style, _, text in read_passages(work, language):
            if group != "modern" and SHORTEST <= len(text) <= LONGEST:
                shelves[style].append(text)
        for style, texts in sorted(shelves.items()):
            Random(f"to-plain-{seed}-{style}").shuffle(texts)
            left = characters
            for text in texts:
                left -= len(text)
                if left < 0:
                    break
                rows.append([language, style, text])
    Random(seed).shuffle(rows)
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (work / "to-plain.jsonl").write_text("".join(lines), encoding="utf-8")
    return dict(Counter(f"{language}-{style}" for language, style, _ in rows))
