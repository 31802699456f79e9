"""A classifier of passages by runs of 2 to 5 characters: authors, contemporaries, plain prose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from random import Random

import data
import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from judge.shelves import PLAIN, Passage, Shelves
from judge.texts import mask

_MOST = 1500  # passages of a class
_WORKS = 4  # a feature of fewer works than this tells a subject, not a manner
_RUNS = (2, 5)
Reals = NDArray[np.float64]


class Classifier:
    """Trained on the `train` sides of the shelves, every class weighing the same."""

    def __init__(self, shelves: Shelves, ordinary: Collection[str], most: int = _MOST) -> None:
        self._ordinary = ordinary
        chosen = [(p, name) for name, s in shelves.items() for p in balanced(s.train, most)]
        texts = [mask(passage.text, ordinary) for passage, _ in chosen]
        self._vectorizer = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=_RUNS,
            lowercase=False,
            sublinear_tf=True,
            vocabulary=_vocabulary(texts, [p.work for p, _ in chosen]),
        )
        features = self._vectorizer.fit_transform(texts)
        self._model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=300)
        self._model.fit(features, [name for _, name in chosen])
        self.names = [str(name) for name in self._model.classes_]

    def logs(self, texts: Sequence[str]) -> Reals:
        """Return the logarithm of the share of every class, shape (texts, classes)."""
        masked = [mask(text, self._ordinary) for text in texts]
        return np.asarray(self._model.predict_log_proba(self._vectorizer.transform(masked)))

    def style(self, texts: Sequence[str], name: str) -> Reals:
        """Return the log-odds of a class against all others, by text."""
        return self.odds(self.logs(texts), name)

    def manner(self, texts: Sequence[str], name: str) -> Reals:
        """Return the log-odds of an author against others of his time, plain prose left out."""
        return self.odds(self.logs(texts), name, without=(PLAIN,))

    def classes(self, texts: Sequence[str]) -> list[str]:
        """Return the likeliest class of every text."""
        return [self.names[i] for i in self.logs(texts).argmax(axis=1)]

    def odds(self, logs: Reals, name: str, without: Collection[str] = ()) -> Reals:
        """Return the log-odds of a class against the others but those `without`."""
        rest = [i for i, other in enumerate(self.names) if other not in (name, *without)]
        return logs[:, self.names.index(name)] - np.logaddexp.reduce(logs[:, rest], axis=1)


def balanced(passages: Sequence[Passage], most: int) -> list[Passage]:
    """Return up to `most` passages, the works taking turns, in an order that is always the same."""
    shelves: dict[str, list[Passage]] = {}
    for passage in passages:
        shelves.setdefault(passage.work, []).append(passage)
    for name, shelf in shelves.items():
        Random(name).shuffle(shelf)
    return data.in_turns(shelves.values(), most)


def _vocabulary(texts: Sequence[str], works: Sequence[str]) -> list[str]:
    by_work: dict[str, list[str]] = {}
    for text, work in zip(texts, works, strict=True):
        by_work.setdefault(work, []).append(text)
    counter = CountVectorizer(
        analyzer="char_wb", ngram_range=_RUNS, lowercase=False, binary=True, min_df=_WORKS
    )
    counter.fit([" ".join(group) for group in by_work.values()])
    return list(counter.get_feature_names_out())
