"""The writer's settings as the pages see them: read, change, take back, and hear of changes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from stylepad.errors import SettingsError
from stylepad.settings import Settings, SettingsStore, problem_with


class Choices(QObject):
    """Wraps the store. A change takes effect even where it cannot be written to the disk.

    `changed` carries the key, `failed` the error of a write; `fixed` has the environment variable
    that a setting comes from for this run, and the value that it gives.
    """

    changed = Signal(str)
    failed = Signal(object)
    saved = Signal()

    def __init__(
        self,
        store: SettingsStore,
        fixed: Mapping[str, tuple[str, object]] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self.fixed = dict(fixed or {})

    def value(self, key: str) -> object:
        """Return a setting."""
        return getattr(self._store.value, key)

    def shown(self, key: str) -> object:
        """Return what holds for this run: a variable's value before the setting."""
        return self.fixed[key][1] if key in self.fixed else self.value(key)

    def usual(self, key: str) -> object:
        """Return a setting's default."""
        return getattr(Settings(), key)

    def is_usual(self, key: str) -> bool:
        """Return whether a setting is at its default."""
        return self.value(key) == self.usual(key)

    def set(self, key: str, value: object) -> None:
        """Change a setting, write the file, and tell who listens."""
        unchanged = value == self.value(key) and key not in self.fixed
        if unchanged or problem_with(key, value):
            return
        try:
            self._store.update(**{key: value})
        except SettingsError as error:
            self.failed.emit(error)
        else:
            self.saved.emit()
        self.changed.emit(key)

    def reset(self, key: str) -> None:
        """Set a setting to its default."""
        self.set(key, self.usual(key))
