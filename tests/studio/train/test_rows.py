"""Rows of tokens: what is read is what was written, and each is learned once a round."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import pytest

from stylepad.errors import StudioError
from stylepad.studio.train.rows import Rows, batches, read_rows, steps, write_rows


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    rng = Random(1)
    made = [([1] * rng.randrange(3, 60), [2] * rng.randrange(2, 60)) for _ in range(300)]
    write_rows(tmp_path / "rows.npz", made)
    return read_rows(tmp_path / "rows.npz")


def test_a_row_comes_back_with_the_place_of_its_answer(tmp_path: Path) -> None:
    write_rows(tmp_path / "rows.npz", [([5, 6], [7, 8, 9]), ([70_000], [1])])

    rows = read_rows(tmp_path / "rows.npz")

    assert [(row.tolist(), start) for row, start in map(rows.row, range(2))] == [
        ([5, 6, 7, 8, 9], 2),
        ([70_000, 1], 1),
    ]
    assert (rows.tokens, rows.answers([0, 1])) == (7, 4)


def test_batches_hold_no_more_than_they_may_with_their_padding(rows: Rows) -> None:
    found = batches(rows, range(len(rows)), 256)

    assert [number for batch in found for number in batch] == list(range(len(rows)))
    assert all(len(batch) * rows.lengths[batch].max() <= 256 for batch in found)


def test_every_row_is_learned_once_a_round_in_steps_of_the_wanted_size(rows: Rows) -> None:
    order = steps(rows, 1000, 256, seed=1)
    first: list[list[int]] = []
    while sum(map(len, first)) < len(rows):
        step = next(order)
        first += step
        size = sum(int(rows.lengths[batch].sum()) for batch in step)
        assert 500 <= size <= 1000 + 500 + 256

    assert sorted(number for batch in first for number in batch) == list(range(len(rows)))


@pytest.mark.parametrize("count", [3, 9, 30])
def test_a_short_end_joins_the_step_before_it(tmp_path: Path, count: int) -> None:
    write_rows(tmp_path / "rows.npz", [([1] * 20, [2] * 20)] * count)
    rows = read_rows(tmp_path / "rows.npz")
    order = steps(rows, 240, 80, seed=1)
    found: list[int] = []
    while len(found) < 2 * count:
        found += [number for batch in next(order) for number in batch]

    assert sorted(found) == sorted([*range(count)] * 2)


def test_the_order_can_be_taken_up_in_the_middle(rows: Rows) -> None:
    whole = list(islice(steps(rows, 1000, 256, seed=1), 80))

    again = list(islice(steps(rows, 1000, 256, seed=1), 33, 80))

    assert again == whole[33:]
    assert whole != list(islice(steps(rows, 1000, 256, seed=2), 80))


def test_rows_of_one_batch_are_of_like_length(rows: Rows) -> None:
    taken = list(islice(steps(rows, 1000, 256, seed=1), 20))
    padded = sum(len(b) * int(rows.lengths[b].max()) for step in taken for b in step)
    used = sum(int(rows.lengths[b].sum()) for step in taken for b in step)

    assert padded < 1.2 * used


@pytest.mark.parametrize("damage", ["cut", "empty answer", "missing"])
def test_damaged_rows_are_named(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "rows.npz"
    if damage == "cut":
        write_rows(path, [([1], [2])])
        path.write_bytes(path.read_bytes()[:40])
    elif damage == "empty answer":
        np.savez(path, ids=np.array([1, 2]), lengths=np.array([2]), starts=np.array([2]))

    with pytest.raises(StudioError) as caught:
        read_rows(path)

    assert caught.value.code == "studio.rows"
    assert "rows.npz" in caught.value.message
