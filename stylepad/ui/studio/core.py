"""What the Style Studio needs of the assembled program."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from stylepad.engine.protocol import Server
from stylepad.models.library import Choice, ModelLibrary
from stylepad.styles.library import StyleLibrary


class StudioServers(Protocol):
    """The servers that may write plain sides."""

    @property
    def known(self) -> Server | None:
        """Return the server in the settings, used or not."""

    def host(self, url: str) -> str:
        """Return the host of an address. Raises ServerError."""

    def encrypted(self, url: str) -> bool:
        """Return whether nobody on the way can read what is sent to an address."""

    def allowed(self, url: str) -> bool:
        """Return whether the writer has agreed that texts go to an address."""

    def allow(self, url: str) -> None:
        """Remember that texts may go to an address. Raises SettingsError."""


class StudioCore(Protocol):
    """The parts that `stylepad.app` builds; all but `library` may read files."""

    @property
    def library(self) -> StyleLibrary:
        """Return the installed styles."""

    @property
    def models(self) -> ModelLibrary:
        """Return the installed models."""

    @property
    def servers(self) -> StudioServers:
        """Return the servers; only for the window's thread."""

    def own_styles(self) -> Path:
        """Return the folder of the writer's own styles."""

    def find_styles(self) -> None:
        """Read the styles anew."""

    def usable_model(self) -> Choice:
        """Return the model that is used unasked."""
