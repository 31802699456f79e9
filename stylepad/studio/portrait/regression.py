"""Regularised logistic regression on sparse rows, in numpy alone.

The objective is scikit-learn's: |w|²/2 + C · Σ sᵢ · log(1 + exp(-yᵢ(xᵢ·w + b))) with y = ±1, the
intercept b free, and balanced weights s. Minimised by L-BFGS (J. Nocedal, Updating quasi-Newton
matrices with limited storage, 1980) with a step that is halved until the loss has fallen enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
_MEMORY = 12
_ARMIJO = 1e-4
_HALVINGS = 30


@dataclass(frozen=True)
class Rows:
    """Sparse rows: `values` at `columns`, row i from `starts[i]` to `starts[i + 1]`."""

    columns: NDArray[np.int64]
    values: Reals
    starts: NDArray[np.int64]
    width: int

    @classmethod
    def of(cls, rows: Sequence[tuple[list[int], list[float]]], width: int) -> Rows:
        """Pack rows, each given as its columns and their values."""
        lengths = [len(columns) for columns, _ in rows]
        return cls(
            np.array([c for columns, _ in rows for c in columns], dtype=np.int64),
            np.array([v for _, values in rows for v in values], dtype=np.float64),
            np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
            width,
        )

    def times(self, weights: Reals) -> Reals:
        """Return every row's product with `weights`, (rows,)."""
        products = np.append(self.values * weights[self.columns], 0.0)
        sums = np.add.reduceat(products, self.starts[:-1])
        sums[self.starts[1:] == self.starts[:-1]] = 0.0  # reduceat takes the next for no row
        return np.asarray(sums)

    def back(self, factors: Reals) -> Reals:
        """Return the sum of the rows, each times its factor, (width,)."""
        each = np.repeat(factors, np.diff(self.starts))
        return np.bincount(self.columns, self.values * each, self.width).astype(np.float64)


@dataclass(frozen=True)
class Fitted:
    """Weights and intercept, and how the fitting ended."""

    weights: Reals
    intercept: float
    steps: int
    gradient: float

    def decide(self, rows: Rows) -> Reals:
        """Return the decision value of each row: above 0 is the class 1."""
        return rows.times(self.weights) + self.intercept


def fit(
    rows: Rows, labels: NDArray[np.bool_], c: float, steps: int = 300, tolerance: float = 0.01
) -> Fitted:
    """Fit class 1 (`labels` true) against class 0, each weighing the same in all.

    Ends when no part of the gradient is above `tolerance`; scikit-learn's own 1e-4 is, in these
    units, C times the number of rows as much.
    """
    signs = np.where(labels, 1.0, -1.0)
    half = len(labels) / 2
    share = c * np.where(labels, half / labels.sum(), half / (~labels).sum())

    def loss(point: Reals) -> tuple[float, Reals]:
        weights, intercept = point[:-1], point[-1]
        margin = signs * (rows.times(weights) + intercept)
        value = 0.5 * float(weights @ weights) + float(share @ np.logaddexp(0.0, -margin))
        factors = -signs * share / (1.0 + np.exp(np.minimum(margin, 500.0)))
        return value, np.append(weights + rows.back(factors), factors.sum())

    point, done, gradient = minimise(loss, np.zeros(rows.width + 1), steps, tolerance)
    return Fitted(point[:-1], float(point[-1]), done, gradient)


def minimise(
    loss: Callable[[Reals], tuple[float, Reals]], point: Reals, steps: int, tolerance: float
) -> tuple[Reals, int, float]:
    """Return the point of least loss, the steps taken and the largest part of the gradient."""
    value, slope = loss(point)
    history: list[tuple[Reals, Reals]] = []
    for step in range(steps):
        if np.abs(slope).max() <= tolerance:
            return point, step, float(np.abs(slope).max())
        direction = -_scaled(slope, history)
        size = 1.0 if history else 1.0 / max(1.0, float(np.linalg.norm(slope)))
        descent = float(direction @ slope)
        for _ in range(_HALVINGS):
            after = point + size * direction
            new_value, new_slope = loss(after)
            if new_value <= value + _ARMIJO * size * descent:
                break
            size /= 2
        else:
            break  # No step is short enough: the numbers' own precision is reached.
        moved, turned = after - point, new_slope - slope
        if moved @ turned > 0:
            history = [*history[1 - _MEMORY :], (moved, turned)]
        point, value, slope = after, new_value, new_slope
    return point, steps, float(np.abs(slope).max())


def _scaled(slope: Reals, history: Sequence[tuple[Reals, Reals]]) -> Reals:
    """Return the slope times the inverse of the curvature that the last steps have shown."""
    result = slope.copy()
    used: list[tuple[float, float, Reals, Reals]] = []
    for moved, turned in reversed(history):
        rho = 1.0 / float(moved @ turned)
        alpha = rho * float(moved @ result)
        result -= alpha * turned
        used.append((rho, alpha, moved, turned))
    if history:
        moved, turned = history[-1]
        result *= float(moved @ turned) / float(turned @ turned)
    for rho, alpha, moved, turned in reversed(used):
        result += (alpha - rho * float(turned @ result)) * moved
    return result
