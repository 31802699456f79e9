"""Fit what tells a sound change from a slip (stylepad/styles/soundness.py).

    python packaging/mini/soundness.py PAIRS stylepad/styles/soundness.npz

PAIRS holds `*.changes.jsonl`, changes of drawn answers that a reader marked as sound (g), of
another sense (m) or broken (b), and the pairs `*.near.jsonl`, whose changes are the precedents.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from stylepad.styles import soundness
from stylepad.styles.agreement import moves_between
from stylepad.text import bloom
from stylepad.text.diff import Change

STRENGTH = 0.2  # inverse of the penalty on the weights' squares
FOLDS = 5


@dataclass(frozen=True)
class Marked:
    """A change that a reader marked."""

    language: str
    original: str
    edits: tuple[Change, ...]
    share: float
    is_slip: bool


class Made:
    """How often each change was made in the pairs, those of one passage left out if asked."""

    def __init__(self) -> None:
        self.all: Counter[str] = Counter()
        self.of_passage: dict[str, Counter[str]] = defaultdict(Counter)
        self.passage = ""

    def add(self, plain: str, change: str) -> None:
        """Count a change that was made of a plain passage."""
        self.all[change] += 1
        self.of_passage[plain][change] += 1

    def made(self, change: str) -> tuple[bool, bool]:
        """Return whether a change was made once, and often, in other passages."""
        times = self.all[change] - self.of_passage.get(self.passage, Counter())[change]
        return times > 0, times >= soundness.OFTEN


def read_marked(folder: Path) -> list[Marked]:
    """Return the marked changes of a folder."""
    found = []
    for path in sorted(folder.glob("*.changes.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            edits = tuple(Change("replace", *edit) for edit in row["edits"])
            slip = row["mark"] != "g"
            found.append(Marked(row["language"], row["original"], edits, row["share"], slip))
    return found


def read_precedents(folder: Path) -> Made:
    """Return the changes of the pairs that were composed near to their plain sides."""
    found = Made()
    for path in sorted(folder.glob("*.near.jsonl")):
        language = path.name[:2]
        for line in path.read_text(encoding="utf-8").splitlines():
            pair = json.loads(line)
            for move in moves_between(pair["plain"], pair["text"]):
                change = soundness.precedent(pair["plain"], move.edits, language)
                found.add(pair["plain"], change)
    return found


def table(marked: list[Marked], made: Made) -> csr_matrix:
    """Return the traits and signs of changes, a row each."""
    traits, rows, columns = [], [], []
    for row, change in enumerate(marked):
        made.passage = change.original
        given = (change.original, change.edits)
        traits.append(soundness.traits(*given, change.share, change.language, made))
        for sign in soundness.signs(*given, change.language):
            rows.append(row)
            columns.append(soundness.place_of(sign))
    shape = (len(marked), soundness.SIGNS)
    signs = csr_matrix((np.ones(len(rows)), (rows, columns)), shape)
    return hstack([csr_matrix(np.array(traits, float)), signs]).tocsr()


def main(folder: Path, target: Path) -> None:
    """Fit, say how well it tells, and write the weights."""
    marked, made = read_marked(folder), read_precedents(folder)
    rows = table(marked, made)
    slips = np.array([change.is_slip for change in marked])
    passages = [change.original for change in marked]
    odds = np.zeros(len(marked))
    for known, unseen in GroupKFold(FOLDS).split(rows, slips, passages):
        odds[unseen] = _fit(rows[known], slips[known]).decision_function(rows[unseen])
    model = _fit(rows, slips)
    count = len(soundness.TRAITS)
    weights = model.coef_[0]
    signs = weights[count:]
    step = float(np.abs(signs).max() / 127)
    once = sorted(made.all)
    often = [change for change in once if made.all[change] >= soundness.OFTEN]
    np.savez_compressed(
        target,
        # The bias is a trait, so that the penalty holds for it too and there is one sum.
        traits=weights[:count].astype(np.float32),
        signs=np.round(signs / step).astype(np.int8),
        step=np.float32(step),
        once=_filter(once),
        often=_filter(often),
    )
    print(
        f"{len(marked):,} changes, {slips.mean():.0%} slips, AUC {roc_auc_score(slips, odds):.3f}"
        f" on passages left out; {len(once):,} precedents, {len(often):,} habits;"
        f" {target.stat().st_size:,} bytes"
    )


def _fit(rows: csr_matrix, slips: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=3000, fit_intercept=False).fit(rows, slips)


def _filter(changes: list[str]) -> np.ndarray:
    bits = bloom.made(changes, soundness.BITS_A_PRECEDENT, soundness.HASHES)
    return np.frombuffer(bits, np.uint8)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
