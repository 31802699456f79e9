"""The judge judged: how it classes passages of works that it never saw."""

from __future__ import annotations

import numpy as np
from sklearn.metrics import roc_auc_score

from judge.instruments import Instruments
from judge.shelves import Shelf
from judge.tables import percent, table


def judge_table(instruments: Instruments) -> str:
    """Return the shares of the classes given to set-aside passages, and the area under ROC.

    That area is the chance that a passage of the class has better log-odds for it than one of
    another class: 0.5 is guessing.
    """
    judge, classes = instruments.classifier, list(instruments.shelves)
    logs = {name: judge.logs(instruments.ceiling(name)) for name in classes}
    stacked = np.vstack([logs[name] for name in classes])
    true = np.repeat(classes, [len(logs[name]) for name in classes])
    rows = []
    for name in classes:
        shelf = instruments.shelves[name]
        guessed = [judge.names[i] for i in logs[name].argmax(axis=1)]
        area = roc_auc_score(true == name, judge.odds(stacked, name))
        cells = [f"{area:.2f}", *(percent(guessed.count(o) / len(guessed)) for o in classes)]
        rows.append([name + ("*" if shelf.halved else ""), *_sizes(shelf), *cells])
    return table(["passages of", "train", "set aside", "area", *classes], rows)


def _sizes(shelf: Shelf) -> list[str]:
    return [
        f"{len(side)} of {len({p.work for p in side})} works" for side in (shelf.train, shelf.aside)
    ]
