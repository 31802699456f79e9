"""What restyling in the window needs of the assembled program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from stylepad.engine.protocol import (
    CancelToken,
    Engine,
    LoadedModel,
    LoadRequest,
    Server,
    ServerReport,
)
from stylepad.models.library import Choice, ModelLibrary
from stylepad.restyle.rewriter import Rewriter
from stylepad.settings import Settings, SettingsStore
from stylepad.styles.library import StyleLibrary


class Servers(Protocol):
    """The servers that the writer may use. `test`, `keep_key` and `key_place` may wait."""

    @property
    def known(self) -> Server | None:
        """Return the server in the settings, used or not."""

    @property
    def chosen(self) -> Server | None:
        """Return the server to use, None where the model on this machine is."""

    def host(self, url: str) -> str:
        """Return the host of an address. Raises ServerError."""

    def encrypted(self, url: str) -> bool:
        """Return whether nobody on the way can read what is sent to an address."""

    def allowed(self, url: str) -> bool:
        """Return whether the writer has agreed that texts go to an address."""

    def allow(self, url: str) -> None:
        """Remember that texts may go to an address. Raises SettingsError."""

    def choose(self, url: str, model: str) -> None:
        """Use a server from now on and remember the agreement. Raises SettingsError."""

    def choose_this_machine(self) -> None:
        """Use the model on this machine. Raises SettingsError."""

    def key_place(self, url: str) -> str:
        """Return where the key is: "environment", "keyring", "session" or ""."""

    def keep_key(self, url: str, key: str) -> str:
        """Keep a key and return where, as `key_place`."""

    def test(self, server: Server, key: str | None, cancel: CancelToken) -> ServerReport:
        """Look at a server, with the kept key for None. Raises ServerError, Cancelled."""


class RestyleCore(Protocol):
    """The parts that `stylepad.app` builds; the engine and the rewriter work in one thread only."""

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
    def models(self) -> ModelLibrary:
        """Return the installed models."""

    @property
    def engine(self) -> Engine:
        """Return the engine, loaded or not."""

    @property
    def rewriter(self) -> Rewriter:
        """Return the rewriter on that engine."""

    @property
    def servers(self) -> Servers:
        """Return the servers that the writer may use."""

    def own_styles(self) -> Path:
        """Return the folder of the writer's own styles."""

    def find_styles(self) -> None:
        """Read the styles anew, from the folders that the settings name now."""

    def load_request(self, model: Path | None = None) -> LoadRequest:
        """Return how to load a model, for None the server or the model to use unasked."""

    def usual_server(self) -> Server | None:
        """Return the server to use unasked, None where the model is on this machine."""

    def usable_model(self) -> Choice:
        """Return the model to load unasked; reads files."""

    def load(
        self, request: LoadRequest, cancel: CancelToken, on_progress: Callable[[float], None]
    ) -> LoadedModel:
        """Load a model. Raises ModelError, EngineDied, EngineGaveUp, Cancelled."""
