"""What the window of models and styles needs of the assembled program."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from stylepad.models.library import ModelLibrary
from stylepad.settings import Settings, SettingsStore
from stylepad.styles.library import StyleLibrary
from stylepad.ui.restyle.core import Servers


class LibraryCore(Protocol):
    """The parts that `stylepad.app` builds; the model library reads and locks files."""

    @property
    def settings(self) -> SettingsStore:
        """Return the settings."""

    def chosen(self) -> Settings:
        """Return the settings with those of the environment in their places."""

    def fixed_by(self, setting: str) -> str:
        """Return the environment variable that sets a setting, "" where the writer does."""

    @property
    def library(self) -> StyleLibrary:
        """Return the installed styles."""

    @property
    def servers(self) -> Servers:
        """Return the servers that the writer may use."""

    def own_styles(self) -> Path:
        """Return the folder of the writer's own styles."""

    @property
    def models(self) -> ModelLibrary:
        """Return the installed models."""
