"""What restyling in the window needs of the assembled program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from stylepad.engine.protocol import CancelToken, Engine, LoadedModel, LoadRequest
from stylepad.models.library import Choice, ModelLibrary
from stylepad.restyle.rewriter import Rewriter
from stylepad.settings import SettingsStore
from stylepad.styles.library import StyleLibrary


class RestyleCore(Protocol):
    """The parts that `stylepad.app` builds; the engine and the rewriter work in one thread only."""

    @property
    def settings(self) -> SettingsStore:
        """Return the settings."""

    @property
    def library(self) -> StyleLibrary:
        """Return the installed styles."""

    @property
    def models(self) -> ModelLibrary:
        """Return the installed models."""

    @property
    def engine(self) -> Engine:
        """Return the engine, loaded or not."""

    @property
    def rewriter(self) -> Rewriter:
        """Return the rewriter on that engine."""

    def load_request(self, model: Path | None = None) -> LoadRequest:
        """Return how to load a model, by the environment and the settings."""

    def usable_model(self) -> Choice:
        """Return the model to load unasked; reads files."""

    def load(
        self, request: LoadRequest, cancel: CancelToken, on_progress: Callable[[float], None]
    ) -> LoadedModel:
        """Load a model. Raises ModelError, EngineDied, EngineGaveUp, Cancelled."""
