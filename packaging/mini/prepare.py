"""Stage `prepare`: lexicons, tokenizer and the rows for denoising, as flat arrays."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path
from random import Random

import data
import lexicon
import numpy as np
import tokenizer as tok

from stylepad.studio.pairs.lexicon import Lexicon
from stylepad.studio.pairs.noise import Noise

SHORT = 90  # characters: the passages of the first phase, where copying is learned


def build_lexicons(pairs: list[data.Pair], work: Path) -> None:
    """Align the training pairs of each language and save the two lexicons."""
    for language in ("ru", "en"):
        sides = [
            (pair.text, pair.plain)
            for pair in pairs
            if pair.split == "train" and data.STYLES[pair.style] == language
        ]
        lexicon.build(sides).save(work / f"lexicon-{language}.json")


def _draw_language(args: tuple[Path, list[data.Work], str, int, int, Path]) -> str:
    """Draw one language's passages and their inputs; write them as JSON lines."""
    root, works, language, budget, seed, work_dir = args
    rng = Random(f"{seed}-{language}")
    noise = Noise(Lexicon.load(work_dir / f"lexicon-{language}.json"), rng)
    path = work_dir / f"passages-{language}.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for group, share in data.MIX.items():
            for work, passage in data.draw(
                root, works, language, group, budget=int(budget * share), rng=rng
            ):
                text = passage
                if group == "modern" and rng.random() < 0.2:
                    text = data.curly(text, language, rng)
                source = noise.modern(text) if group == "modern" else noise.literary(text)
                item = [group, work.style or "", source, text]
                out.write(json.dumps(item, ensure_ascii=False) + "\n")
    return str(path)


def draw_passages(
    root: Path, works: list[data.Work], work: Path, characters: int, seed: int
) -> None:
    """Draw `characters` of text, half of it Russian, in two processes."""
    jobs = [(root, works, lang, characters // 2, seed, work) for lang in ("ru", "en")]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(_draw_language, jobs)


def read_passages(work: Path, language: str) -> list[list[str]]:
    """Return [group, style, input, text] rows of one language."""
    path = work / f"passages-{language}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def train_tokenizer(work: Path, pieces: int, seed: int, characters: int = 16_000_000) -> None:
    """Learn the pieces on a sample that is half Russian and half English."""
    rng = Random(seed)
    sample: list[str] = []
    for language in ("ru", "en"):
        left = characters // 2
        rows = read_passages(work, language)
        rng.shuffle(rows)
        for row in rows:
            sample.append(row[3])
            left -= len(row[3])
            if left < 0:
                break
    tok.train(sample, pieces).save(str(work / "tokenizer.json"))


class RowWriter:
    """Collect token rows and save them as flat arrays."""

    def __init__(self) -> None:
        self.ids: list[np.ndarray] = []
        self.starts: list[int] = []

    def add(self, ids: list[int], start: int) -> None:
        """Add a row whose answer begins at `start`."""
        self.ids.append(np.asarray(ids, dtype=np.uint16))
        self.starts.append(start)

    def save(self, path: Path) -> int:
        """Write the rows; return the number of tokens."""
        lengths = np.array([len(row) for row in self.ids], dtype=np.int64)
        flat = np.concatenate(self.ids)
        np.savez(path, ids=flat, lengths=lengths, starts=np.array(self.starts, dtype=np.int32))
        return int(lengths.sum())


def write_rows(
    path: Path, tokenizer: tok.Tokenizer, sides: list[tuple[str, str]], longest: int = 400
) -> int:
    """Tokenize (input, answer) pairs in their order; leave out rows beyond `longest` tokens."""
    writer = RowWriter()
    for at in range(0, len(sides), 20_000):
        block = sides[at : at + 20_000]
        sources = tokenizer.encode_batch_fast([s for s, _ in block], add_special_tokens=False)
        answers = tokenizer.encode_batch_fast([t for _, t in block], add_special_tokens=False)
        for source, answer in zip(sources, answers, strict=True):
            ids = [tok.IN, *source.ids, tok.OUT, *answer.ids, tok.END]
            if len(ids) <= longest:
                writer.add(ids, len(source.ids) + 2)
    return writer.save(path)


def write_denoising(work: Path, seed: int, early: int) -> dict[str, int]:
    """Write the rows in training order: `early` short copies first, then everything mixed.

    The last 600 rows are kept from training to measure the loss.
    """
    rng = Random(seed)
    rows = [row for language in ("ru", "en") for row in read_passages(work, language)]
    rng.shuffle(rows)
    measured, rows = rows[:600], rows[600:]
    copies = [row for row in rows if len(row[3]) <= SHORT][:early]
    mixed = [row for row in rows if len(row[3]) > SHORT]
    mixed += [row for row in rows if len(row[3]) <= SHORT][early // 2 :]
    rng.shuffle(mixed)
    sides = [(t, t) if rng.random() < 0.8 else (s, t) for _, _, s, t in copies]
    sides += [(s, t) for _, _, s, t in mixed]
    tokenizer = tok.load(work / "tokenizer.json")
    return {
        "measured": write_rows(
            work / "rows-measured.npz", tokenizer, [(row[2], row[3]) for row in measured]
        ),
        "denoising": write_rows(work / "rows-denoising.npz", tokenizer, sides),
    }
