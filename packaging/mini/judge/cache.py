"""Keep what was built from the same data and the same code."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import joblib

HERE = Path(__file__).parent
T = TypeVar("T")


class Cache:
    """A folder of built parts; each is built anew when its data or its code has changed."""

    def __init__(self, folder: Path, data: Iterable[Path]) -> None:
        self._folder = folder
        self._data = digest(data)
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str, code: Iterable[str], build: Callable[[], T]) -> T:
        """Return the part `name` that `build` makes with the modules `code`."""
        mark = digest([HERE / f"{module}.py" for module in (*code, "texts", "shelves")])
        path = self._folder / f"{name}-{self._data[:12]}-{mark[:12]}.joblib"
        if path.exists():
            kept: T = joblib.load(path)
            return kept
        made = build()
        for old in self._folder.glob(f"{name}-????????????-????????????.joblib"):
            old.unlink()
        joblib.dump(made, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)
        return made


def digest(paths: Iterable[Path]) -> str:
    """Return the hash of the contents of files in the order given."""
    total = hashlib.sha256()
    for path in paths:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
