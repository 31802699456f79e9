"""What the window of models and styles needs of the assembled program."""

from __future__ import annotations

from typing import Protocol

from stylepad.models.library import ModelLibrary
from stylepad.settings import SettingsStore
from stylepad.styles.library import StyleLibrary


class LibraryCore(Protocol):
    """The parts that `stylepad.app` builds; the model library reads and locks files."""

    @property
    def settings(self) -> SettingsStore:
        """Return the settings."""

    @property
    def library(self) -> StyleLibrary:
        """Return the installed styles."""

    @property
    def models(self) -> ModelLibrary:
        """Return the installed models."""
