"""Rows of tokens to learn from, and in which order: the same for any number of processes.

A file has the arrays `ids` (all rows, one after another), `lengths` and `starts` (where the answer
begins in its row).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from stylepad.errors import StudioError
from stylepad.paths import replace_file

_POOL = 16
"""Steps whose rows are sorted by length together: what is computed at once is of like length."""

Batch = list[int]
"""Numbers of the rows that are computed at once."""


@dataclass(frozen=True)
class Rows:
    """Token rows: `offsets` has one more number than there are rows."""

    ids: NDArray[np.uint32]
    lengths: NDArray[np.int64]
    starts: NDArray[np.int64]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def tokens(self) -> int:
        """Return the tokens of all rows together."""
        return int(self.lengths.sum())

    def row(self, number: int) -> tuple[NDArray[np.int64], int]:
        """Return a row's tokens and where its answer begins."""
        first, last = self.offsets[number], self.offsets[number + 1]
        return self.ids[first:last].astype(np.int64), int(self.starts[number])

    def answers(self, numbers: Sequence[int]) -> int:
        """Return how many tokens of some rows are learned."""
        chosen = list(numbers)
        return int((self.lengths[chosen] - self.starts[chosen]).sum())


def write_rows(path: Path, rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> None:
    """Write pairs of prompt and answer. Raises OSError; then an older file is as it was."""
    flat = [token for prompt, answer in rows for token in (*prompt, *answer)]
    body = io.BytesIO()
    np.savez_compressed(
        body,
        ids=np.array(flat, np.uint32),
        lengths=np.array([len(prompt) + len(answer) for prompt, answer in rows], np.int64),
        starts=np.array([len(prompt) for prompt, _ in rows], np.int64),
    )
    replace_file(path, body.getvalue())


def read_rows(path: Path) -> Rows:
    """Read and check a file of rows; raises StudioError "studio.rows"."""
    try:
        # numpy leaves a damaged file open that it opened itself.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as body:
            ids, lengths, starts = (body[name] for name in ("ids", "lengths", "starts"))
        lengths, starts = lengths.astype(np.int64), starts.astype(np.int64)
        whole = len(lengths) == len(starts) and int(lengths.sum()) == len(ids)
        if not whole or not ((starts > 0) & (starts < lengths)).all():
            raise ValueError("its rows do not fit together")
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise StudioError(
            f"The rows to learn from cannot be read: {path.name}: {error}. Run the stage Training"
            " again with the pairs; they are kept.",
            code="studio.rows",
            file=path.name,
            problem=str(error),
        ) from error
    return Rows(ids, lengths, starts, np.concatenate([[0], np.cumsum(lengths)]))


def batches(rows: Rows, numbers: Sequence[int], batch_tokens: int) -> list[Batch]:
    """Return the rows in batches of at most `batch_tokens`, padding included, in their order."""
    found: list[Batch] = []
    longest = 0
    for number in numbers:
        longest = max(longest, int(rows.lengths[number]))
        if not found or longest * (len(found[-1]) + 1) > batch_tokens:
            found.append([])
            longest = int(rows.lengths[number])
        found[-1].append(number)
    return found


def steps(rows: Rows, step_tokens: int, batch_tokens: int, seed: int) -> Iterator[list[Batch]]:
    """Yield the batches of each step, for ever: every row once a round, in a new order."""
    round_ = 0
    while True:
        order = list(range(len(rows)))
        Random(f"{seed}-{round_}").shuffle(order)
        for pool in _pools(rows, order, step_tokens * _POOL):
            yield from _grouped(rows, pool, step_tokens, batch_tokens, Random(f"{seed}-{pool[0]}"))
        round_ += 1


def _pools(rows: Rows, order: Sequence[int], tokens: int) -> Iterator[list[int]]:
    pool: list[int] = []
    size = 0
    for number in order:
        pool.append(number)
        size += int(rows.lengths[number])
        if size >= tokens:
            yield pool
            pool, size = [], 0
    if pool:
        yield pool


def _grouped(
    rows: Rows, pool: list[int], step_tokens: int, batch_tokens: int, rng: Random
) -> Iterator[list[Batch]]:
    """Yield steps of shuffled batches; a last one of under half a step joins the one before."""
    sorted_ = sorted(pool, key=lambda number: int(rows.lengths[number]))
    all_ = batches(rows, sorted_, batch_tokens)
    rng.shuffle(all_)
    groups: list[list[Batch]] = [[]]
    size = 0
    for batch in all_:
        if size >= step_tokens:
            groups.append([])
            size = 0
        groups[-1].append(batch)
        size += int(rows.lengths[batch].sum())
    if len(groups) > 1 and size < step_tokens / 2:
        last = groups.pop()
        groups[-1] += last
    yield from groups
