"""Find the directions in which authors differ more than the works of one author do.

python packaging/voices.py CORPORA [--check]

Writes resources/reference/<language>-voices.npz (see stylepad/studio/portrait/voices.py). With
--check the authors in question are left out of the directions, and it is printed how often mixtures
of two authors, and how often single authors, are heard as two voices.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging" / "mini")]

import data  # noqa: E402

from stylepad.studio.portrait import voices  # noqa: E402

RUNS, DIRECTIONS, SHRINK = 500, 30, 0.5
TRIAL_AUTHORS = {"leskov", "poe"}
Counted = dict[str, list[Counter[str]]]


def counted(root: Path, language: str) -> Counted:
    """Return the counts of each work of every author."""
    found: Counted = {}
    for work in data.read_sources():
        if work.language != language or work.group == "modern" or work.form in ("play", "poetry"):
            continue
        text = (root / work.path).read_text(encoding="utf-8")
        if len(text) >= voices.SHORTEST:
            found.setdefault(work.path.split("/")[2], []).append(voices.counted(text))
    return found


def directions(works: Counted, left_out: set[str]) -> voices.Space:
    """Return the discriminants of the authors with two works or more."""
    used = {k: v for k, v in works.items() if len(v) > 1 and k not in left_out}
    shares: Counter[str] = Counter()
    for counts in (count for items in used.values() for count in items):
        shares.update({run: n / counts.total() for run, n in counts.items()})
    runs = tuple(run for run, _ in shares.most_common(RUNS))
    laid = {author: np.stack([_row(c, runs) for c in items]) for author, items in used.items()}
    centres = np.stack([rows.mean(axis=0) for rows in laid.values()])
    inside = np.concatenate(
        [(rows - rows.mean(axis=0)) / np.sqrt(len(rows) - 1) for rows in laid.values()]
    )
    within = inside.T @ inside / len(laid)
    within = (1 - SHRINK) * within + SHRINK * np.diag(np.diag(within))
    values, vectors = np.linalg.eigh(within)
    white = vectors / np.sqrt(values)
    mean = centres.mean(axis=0)
    _, sizes, found = np.linalg.svd((centres - mean) @ white, full_matrices=False)
    between = np.maximum(sizes[:DIRECTIONS] ** 2 / len(laid) - 0.5, 0.1)
    return voices.Space(runs, mean, white @ found[:DIRECTIONS].T, between)


def check(works: Counted, draws: int = 60) -> None:
    """Print how often two voices are heard in one author and in two, and at which thresholds."""
    rng = Random(2)
    many = [author for author, items in works.items() if len(items) >= 6]
    one = [_apart(works, {author: rng.choice((6, 10, 16))}, rng) for author in many * 2]
    two = [
        _apart(works, {author: rng.choice((3, 5, 8)) for author in rng.sample(many, 2)}, rng)
        for _ in range(draws)
    ]
    for threshold in (-10, -15, -20, -25, -30):
        shares = [np.mean([value < threshold for value in found]) for found in (one, two)]
        print(f"below {threshold}: one author {shares[0]:.2f}, two authors {shares[1]:.2f}")


def _apart(works: Counted, drawn: dict[str, int], rng: Random) -> float:
    space = directions(works, set(drawn))
    rows = [
        _row(counts, space.runs)
        for author, most in drawn.items()
        for counts in rng.sample(works[author], min(most, len(works[author])))
    ]
    alike = voices.likeness(space.place(np.stack(rows)), space.between)
    side = voices.part(alike)
    if min(side.sum(), (~side).sum()) < voices.FEWEST:
        return 0.0
    return float(alike[side][:, ~side].mean())


def _row(counts: Counter[str], runs: tuple[str, ...]) -> np.ndarray:
    return np.sqrt(np.array([counts[run] for run in runs]) / counts.total())


def main() -> None:
    """Write the directions of both languages, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    for language in ("ru", "en"):
        works = counted(args.corpora, language)
        print(language, len(works), "authors", sum(map(len, works.values())), "works")
        if args.check:
            check(works)
            continue
        space = directions(works, TRIAL_AUTHORS)
        path = ROOT / "resources" / "reference" / f"{language}-voices.npz"
        np.savez_compressed(
            path,
            runs=np.array(space.runs),
            mean=space.mean.astype(np.float32),
            projection=space.projection.astype(np.float32),
            between=space.between.astype(np.float32),
        )
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
