"""The menu bar: which command is where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup

from stylepad.ui.encodings import ENCODINGS

if TYPE_CHECKING:
    from stylepad.ui.main_window import MainWindow


class Menus(QObject):
    """Fills the window's menu bar."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._commands = window.commands
        bar = window.menuBar()
        self.file, self.edit, self.view, self.style, self.help = (bar.addMenu("") for _ in range(5))
        self._fill_file()
        self._fill_edit()
        self._fill_view()
        self.style.addAction(window.restyle.restyle_action)
        self.style.addSeparator()
        self.style.addActions(list(window.restyle.actions()))
        self.style.addSeparator()
        self.style.addActions(list(window.restyle.model_actions()))
        self._fill_help()

    def all_actions(self) -> Iterator[QAction]:
        """Yield every command of the menus, in order."""
        for menu in (self.file, self.edit, self.view, self.style, self.help):
            yield from (action for action in menu.actions() if not action.menu())

    def _fill_file(self) -> None:
        commands = self._commands
        self.file.addActions([commands.new, commands.open])
        self.recent = self.file.addMenu("")
        self.recent.aboutToShow.connect(self._fill_recent)
        self.file.addSeparator()
        self.file.addActions([commands.save, commands.save_as])
        self.encodings = self.file.addMenu("")
        self._fill_encodings()
        self.file.addSeparator()
        self.file.addAction(commands.quit)
        self._window.status.set_encoding_menu(self.encodings)

    def _fill_encodings(self) -> None:
        group = QActionGroup(self)
        self._encoding_actions: dict[str, QAction] = {}
        for encoding in ENCODINGS:
            action = QAction(encoding.name, self)
            action.setCheckable(True)
            action.triggered.connect(lambda _on, e=encoding: self._window.document.set_format(e))
            group.addAction(action)
            self._encoding_actions[encoding.name] = action
            self.encodings.addAction(action)

    def _fill_recent(self) -> None:
        self.recent.clear()
        paths = self._window.document.recent.paths()
        for path in paths:
            action = self.recent.addAction(recent_label(path))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _on, p=path: self._window.document.open(p))
        if not paths:
            self.recent.addAction(self.tr("No recent files")).setEnabled(False)
            return
        self.recent.addSeparator()
        clear = self.recent.addAction(self.tr("Clear the List"))
        clear.triggered.connect(self._window.document.recent.clear)

    def _fill_edit(self) -> None:
        commands = self._commands
        self.edit.addActions([commands.undo, commands.redo])
        self.edit.addSeparator()
        self.edit.addActions([commands.cut, commands.copy, commands.paste])
        self.edit.addSeparator()
        self.edit.addAction(commands.select_all)
        self.edit.addSeparator()
        self.edit.addActions(
            [commands.find, commands.replace, commands.find_next, commands.find_previous]
        )
        self.edit.addSeparator()
        self.edit.addAction(commands.settings)

    def _fill_view(self) -> None:
        commands = self._commands
        self.view.addActions([commands.zoom_in, commands.zoom_out, commands.zoom_reset])
        self.view.addSeparator()
        self.view.addAction(commands.full_screen)
        self.view.addSeparator()
        self.themes = self.view.addMenu("")
        self.themes.addActions(list(commands.themes.values()))
        self.languages = self.view.addMenu("")
        self.languages.addActions(list(commands.languages.values()))

    def _fill_help(self) -> None:
        commands = self._commands
        self.help.addActions([commands.welcome, commands.shortcuts])
        self.help.addSeparator()
        self.help.addAction(commands.about)

    def show_encoding(self, name: str) -> None:
        """Mark the document's encoding."""
        for encoding, action in self._encoding_actions.items():
            action.setChecked(encoding == name)

    def retranslate(self) -> None:
        """Name every menu in the interface language."""
        self.file.setTitle(self.tr("&File"))
        self.edit.setTitle(self.tr("&Edit"))
        self.view.setTitle(self.tr("&View"))
        self.style.setTitle(self.tr("&Style"))
        self.help.setTitle(self.tr("&Help"))
        self.recent.setTitle(self.tr("Open &Recent"))
        self.encodings.setTitle(self.tr("&Encoding"))
        self.themes.setTitle(self.tr("&Theme"))
        self.languages.setTitle(self.tr("&Language"))


def recent_label(path: Path) -> str:
    """Return a menu label: the name, then a shortened folder."""
    folder = str(path.parent)
    home = str(Path.home())
    if folder.startswith(home):
        folder = "~" + folder[len(home) :]
    if len(folder) > 48:
        folder = f"{folder[:16]}…{folder[-30:]}"
    name = path.name if len(path.name) <= 60 else f"{path.name[:40]}…{path.name[-16:]}"
    return f"{name}  —  {folder}".replace("&", "&&")
