"""What a page of the settings window is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from stylepad.ui.settings.choices import Choices
from stylepad.ui.shortcut_keeper import ShortcutKeeper


@dataclass(frozen=True, slots=True)
class PageContext:
    """The settings, the keys, and a maker of the line that says what the engine does."""

    choices: Choices
    shortcuts: ShortcutKeeper
    engine_note: Callable[[QWidget], QWidget]


class PageBody(Protocol):
    """The rows of a page."""

    def filter(self, query: str) -> int:
        """Show only the rows that a query finds, all for ""; return how many there are."""

    def retranslate(self) -> None:
        """Say everything in the interface language."""
