from __future__ import annotations

import numpy as np
import pytest

from stylepad.studio.portrait import fitting
from stylepad.studio.portrait.regression import Rows, fit
from stylepad.studio.reference import read_reference
from stylepad.styles import profile as meter

Task = tuple[Rows, np.ndarray]


@pytest.fixture(scope="module")
def task() -> Task:
    """Real prose by others against plain prose."""
    reference = read_reference("en")
    texts = [*reference.contemporary()[:300], *reference.plain()[:200]]
    counts = [meter.buckets(text) for text in texts]
    rows = fitting.rows_of(counts, fitting.inverse_frequency(counts))
    return rows, np.array([True] * 300 + [False] * 200)


def test_rows_are_the_meters_own_features() -> None:
    text = "“Whilst I waited,” said he, “it rained.”"
    counts = [meter.buckets(text)]
    idf = fitting.inverse_frequency(counts)

    rows = fitting.rows_of(counts, idf)
    columns, values = meter.features(text, idf)

    assert rows.columns.tolist() == columns
    assert rows.values == pytest.approx(values)


def test_products_with_rows_are_those_of_the_dense_matrix() -> None:
    rows = Rows.of([([0, 2], [1.0, 2.0]), ([], []), ([1], [3.0]), ([], [])], 3)

    assert rows.times(np.array([1.0, 10.0, 100.0])).tolist() == [201.0, 0.0, 30.0, 0.0]
    assert rows.back(np.array([1.0, 5.0, 2.0, 7.0])).tolist() == [1.0, 6.0, 2.0]


def test_the_fitted_point_is_a_minimum(task: Task) -> None:
    rows, labels = task
    close = fit(rows, labels, 30.0, steps=2000, tolerance=1e-6)
    usual = fit(rows, labels, 30.0)

    assert close.gradient <= 1e-6
    assert usual.gradient <= 0.01
    assert np.abs(usual.decide(rows) - close.decide(rows)).max() < 0.01


def test_it_agrees_with_scikit_learn(task: Task) -> None:
    linear = pytest.importorskip("sklearn.linear_model")
    sparse = pytest.importorskip("scipy.sparse")
    rows, labels = task
    shape = (len(labels), rows.width)
    matrix = sparse.csr_matrix((rows.values, rows.columns, rows.starts), shape=shape)
    model = linear.LogisticRegression(C=30.0, class_weight="balanced", max_iter=3000, tol=1e-8)
    model.fit(matrix, labels.astype(int))

    ours = fit(rows, labels, 30.0)

    assert np.abs(ours.decide(rows) - model.decision_function(matrix)).max() < 0.01
    assert np.abs(ours.weights - model.coef_[0]).max() < 0.01
