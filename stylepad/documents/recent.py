"""The files that were opened last."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from stylepad.documents.atomic import write_atomically

MOST = 12


class RecentFiles:
    """A list of files, the latest first, kept in a JSON file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def paths(self) -> tuple[Path, ...]:
        """Return the files that are still there, the latest first, at most `MOST`."""
        return tuple(path for path in self._stored() if _is_file(path))[:MOST]

    def add(self, path: Path) -> None:
        """Put a file at the top of the list."""
        path = path.absolute()
        self._store([path, *(other for other in self.paths() if other != path)])

    def remove(self, path: Path) -> None:
        """Take a file off the list."""
        self._store([other for other in self.paths() if other != path.absolute()])

    def clear(self) -> None:
        """Empty the list."""
        self._store([])

    def _stored(self) -> list[Path]:
        # A list of recent files that cannot be read is an empty one: no text depends on it.
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8", errors="surrogateescape"))
        except (OSError, ValueError):
            return []
        if not isinstance(stored, list):
            return []
        return [Path(item) for item in stored if isinstance(item, str)]

    def _store(self, paths: list[Path]) -> None:
        body = json.dumps([str(path) for path in paths[:MOST]], ensure_ascii=False, indent=1)
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file, body.encode("utf-8", "surrogateescape"))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
