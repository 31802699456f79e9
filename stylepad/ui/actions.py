"""The window's commands: one QAction each, with names and shortcuts in one place."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QPalette

from stylepad.ui.icons import icon
from stylepad.ui.language import LANGUAGES
from stylepad.ui.shortcuts import bind
from stylepad.ui.theme import ThemeMode

_Key = QKeySequence.StandardKey


class Actions(QObject):
    """Every command of File, Edit, View and Help; the window connects them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._file()
        self._edit()
        self._view()
        self._help()
        self.retranslate()

    def _action(self, name: str, *keys: str | _Key, picture: str = "") -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        if keys:
            bind(action, *keys)
        if picture:
            action.setIcon(icon(picture, QPalette.ColorRole.WindowText))
        return action

    def _file(self) -> None:
        self.new = self._action("new", _Key.New, picture="new")
        self.open = self._action("open", _Key.Open, picture="open")
        self.save = self._action("save", _Key.Save, picture="save")
        self.save_as = self._action("save_as", "Ctrl+Shift+S")
        self.quit = self._action("quit", "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _edit(self) -> None:
        self.undo = self._action("undo", "Ctrl+Z", picture="undo")
        self.redo = self._action("redo", "Ctrl+Shift+Z", "Ctrl+Y", picture="redo")
        self.cut = self._action("cut", "Ctrl+X")
        self.copy = self._action("copy", "Ctrl+C")
        self.paste = self._action("paste", "Ctrl+V")
        self.select_all = self._action("select_all", "Ctrl+A")
        self.find = self._action("find", "Ctrl+F", picture="find")
        self.replace = self._action("replace", "Ctrl+H")
        self.find_next = self._action("find_next", "F3", "Ctrl+G")
        self.find_previous = self._action("find_previous", "Shift+F3", "Ctrl+Shift+G")
        self.settings = self._action("settings", "Ctrl+,")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)

    def _view(self) -> None:
        self.zoom_in = self._action("zoom_in", "Ctrl++", "Ctrl+=")
        self.zoom_out = self._action("zoom_out", "Ctrl+-")
        self.zoom_reset = self._action("zoom_reset", "Ctrl+0")
        self.full_screen = self._action("full_screen", "F11")
        self.full_screen.setCheckable(True)
        self.themes = self._choices([str(mode) for mode in ThemeMode])
        self.languages = self._choices(["", *LANGUAGES])
        for code, name in LANGUAGES.items():
            self.languages[code].setText(name)

    def _help(self) -> None:
        self.welcome = self._action("welcome")
        self.shortcuts = self._action("shortcuts", "F1")
        self.about = self._action("about")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _choices(self, values: list[str]) -> dict[str, QAction]:
        group = QActionGroup(self)
        actions = {}
        for value in values:
            action = self._action(value)
            action.setCheckable(True)
            action.setData(value)
            group.addAction(action)
            actions[value] = action
        return actions

    def retranslate(self) -> None:
        """Name every command in the interface language."""
        self.new.setText(self.tr("&New"))
        self.open.setText(self.tr("&Open…"))
        self.save.setText(self.tr("&Save"))
        self.save_as.setText(self.tr("Save &As…"))
        self.quit.setText(self.tr("&Quit"))
        self.undo.setText(self.tr("&Undo"))
        self.redo.setText(self.tr("&Redo"))
        self.cut.setText(self.tr("Cu&t"))
        self.copy.setText(self.tr("&Copy"))
        self.paste.setText(self.tr("&Paste"))
        self.select_all.setText(self.tr("Select &All"))
        self.find.setText(self.tr("&Find…"))
        self.replace.setText(self.tr("R&eplace…"))
        self.find_next.setText(self.tr("Find Ne&xt"))
        self.find_previous.setText(self.tr("Find Pre&vious"))
        self.settings.setText(self.tr("Se&ttings…"))
        self.zoom_in.setText(self.tr("Zoom &In"))
        self.zoom_out.setText(self.tr("Zoom &Out"))
        self.zoom_reset.setText(self.tr("&Actual Size"))
        self.full_screen.setText(self.tr("&Full Screen"))
        self.themes[ThemeMode.SYSTEM].setText(self.tr("Follow the System"))
        self.themes[ThemeMode.LIGHT].setText(self.tr("Light"))
        self.themes[ThemeMode.DARK].setText(self.tr("Dark"))
        self.languages[""].setText(self.tr("System Language"))
        self.welcome.setText(self.tr("&Welcome"))
        self.shortcuts.setText(self.tr("&Keyboard Shortcuts"))
        self.about.setText(self.tr("&About StylePad"))
        for action in (self.new, self.open, self.save, self.undo, self.redo, self.find):
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            name = action.text().replace("&", "").rstrip("…")
            action.setToolTip(f"{name} ({key})" if key else name)
