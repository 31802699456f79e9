"""What restyling in the window needs of the assembled program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from stylepad.engine.protocol import CancelToken, Engine, LoadedModel, LoadRequest
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
    def engine(self) -> Engine:
        """Return the engine, loaded or not."""

    @property
    def rewriter(self) -> Rewriter:
        """Return the rewriter on that engine."""

    def find_styles(self) -> None:
        """Read the styles anew, from the folders that the settings name now."""

    def load_request(self) -> LoadRequest:
        """Return what to load by the environment and the settings."""

    def load(
        self, request: LoadRequest, cancel: CancelToken, on_progress: Callable[[float], None]
    ) -> LoadedModel:
        """Load a model. Raises ModelError, EngineDied, EngineGaveUp, Cancelled."""
