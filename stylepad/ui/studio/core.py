"""What the Style Studio needs of the assembled program."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from stylepad.models.library import Choice, ModelLibrary
from stylepad.styles.library import StyleLibrary


class StudioCore(Protocol):
    """The parts that `stylepad.app` builds; all but `library` may read files."""

    @property
    def library(self) -> StyleLibrary:
        """Return the installed styles."""

    @property
    def models(self) -> ModelLibrary:
        """Return the installed models."""

    def own_styles(self) -> Path:
        """Return the folder of the writer's own styles."""

    def find_styles(self) -> None:
        """Read the styles anew."""

    def usable_model(self) -> Choice:
        """Return the model that is used unasked."""
