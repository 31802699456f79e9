"""What happens in the window when a setting changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from stylepad.ui.theme import ThemeKeeper, ThemeMode

if TYPE_CHECKING:
    from stylepad.ui.main_window import MainWindow


class Effects(QObject):
    """Applies settings to the editor, the looks and the keys; tells the restyling part of all."""

    def __init__(self, window: MainWindow, themes: ThemeKeeper) -> None:
        super().__init__(window)
        self._window = window
        self._themes = themes
        self._acts: Mapping[str, Callable[[], None]] = {
            "theme": self._theme,
            "language": window.follow_language,
            "font_family": self.dress_editor,
            "font_size": self.dress_editor,
            "line_width": self.dress_editor,
            "shortcuts": self.apply_shortcuts,
        }
        window.choices.changed.connect(self._on_changed)

    def dress_editor(self) -> None:
        """Give the editor its face, size and line."""
        chosen = self._window.settings.value
        self._window.editor.set_face(chosen.font_family, chosen.font_size, chosen.line_width)

    def apply_shortcuts(self) -> None:
        """Give the commands their keys, and say these in the tool tips."""
        self._window.shortcuts.apply(self._window.settings.value.shortcuts)
        self._window.commands.retranslate()

    def _theme(self) -> None:
        mode = ThemeMode(self._window.settings.value.theme)
        self._themes.set_mode(mode)
        self._window.commands.themes[mode].setChecked(True)

    def _on_changed(self, key: str) -> None:
        if key in self._acts:
            self._acts[key]()
        self._window.restyle.setting_changed(key)
