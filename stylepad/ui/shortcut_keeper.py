"""The keys of every command: the usual ones, and those that the writer chose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from stylepad.ui.shortcuts import on_every_layout

_Key = QKeySequence.StandardKey
_OF_THE_TEXT = (
    _Key.MoveToNextWord,
    _Key.MoveToPreviousWord,
    _Key.MoveToStartOfBlock,
    _Key.MoveToEndOfBlock,
    _Key.MoveToStartOfDocument,
    _Key.MoveToEndOfDocument,
    _Key.SelectNextWord,
    _Key.SelectPreviousWord,
    _Key.SelectStartOfBlock,
    _Key.SelectEndOfBlock,
    _Key.SelectStartOfDocument,
    _Key.SelectEndOfDocument,
    _Key.DeleteStartOfWord,
    _Key.DeleteEndOfWord,
    _Key.Undo,
    _Key.Redo,
    _Key.Cut,
    _Key.Copy,
    _Key.Paste,
    _Key.SelectAll,
)
"""A text field takes these for itself before any command hears of them."""


class Obstacle(Enum):
    """Why a command cannot have certain keys."""

    TYPES = "types"
    """They type a character."""
    TEXT = "text"
    """They mean something in a text."""
    MENU = "menu"
    """They open a menu."""
    COMMAND = "command"
    """Another command has them; it can give them up."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What stands in the way, and the command that has the keys, where there is one."""

    obstacle: Obstacle
    command: QAction | None = None


class ShortcutKeeper(QObject):
    """Gives commands their keys. A command is known by its object name.

    Keys that the writer chose go before usual ones: a usual key that somebody else was given is
    taken from its command, and comes back when it is free again.
    """

    changed = Signal()

    def __init__(
        self,
        commands: Iterable[QAction],
        parent: QObject | None = None,
        menus: Callable[[], Sequence[QAction]] = tuple,
    ) -> None:
        super().__init__(parent)
        self.commands = {
            command.objectName(): command
            for command in commands
            if command.objectName()
            and command.shortcutContext() is Qt.ShortcutContext.WindowShortcut
        }
        self._usual = {name: list(each.shortcuts()) for name, each in self.commands.items()}
        self._chosen: dict[str, str] = {}
        self._menus = menus

    def apply(self, chosen: Mapping[str, str]) -> None:
        """Give every command its keys: as chosen, "" for none, else the usual ones."""
        self._chosen = {name: keys for name, keys in chosen.items() if name in self.commands}
        taken: set[str] = set()
        for name, keys in self._chosen.items():
            wanted = on_every_layout([QKeySequence(keys)]) if keys else []
            self._give(name, [key for key in wanted if key.toString() not in taken])
            taken.update(key.toString() for key in wanted)
        for name, usual in self._usual.items():
            if name not in self._chosen:
                self._give(name, [key for key in usual if key.toString() not in taken])
        self.changed.emit()

    def is_usual(self, name: str) -> bool:
        """Return whether a command has not been given other keys."""
        return name not in self._chosen

    def keys(self, name: str) -> str:
        """Return a command's first keys as the system writes them, "" for none.

        A key that some keyboards have for just this, as Open, is not what a writer looks for.
        """
        for keys in self.commands[name].shortcuts():
            if not _types(keys):
                return keys.toString(QKeySequence.SequenceFormat.NativeText)
        return ""

    def lost(self, name: str) -> tuple[str, QAction] | None:
        """Return the first usual keys that a command lost, and the command that has them now."""
        if name in self._chosen or not self._usual[name]:
            return None
        first = self._usual[name][0]
        other = self._command_with([first], but=name)
        text = first.toString(QKeySequence.SequenceFormat.NativeText)
        return (text, other) if other is not None else None

    def conflict(self, name: str, keys: QKeySequence) -> Conflict | None:
        """Return what stands in the way of giving a command these keys."""
        usual = {key.toString() for key in self._usual[name]}
        wanted = on_every_layout([keys])
        other = self._command_with(wanted, but=name)
        if other is not None:
            return Conflict(Obstacle.COMMAND, other)
        if keys.toString() in usual:
            return None
        if _types(keys):
            return Conflict(Obstacle.TYPES)
        if any(keys in QKeySequence.keyBindings(key) for key in _OF_THE_TEXT):
            return Conflict(Obstacle.TEXT)
        for menu in self._menus():
            if QKeySequence.mnemonic(menu.text()) in wanted:
                return Conflict(Obstacle.MENU, menu)
        return None

    def _command_with(self, keys: Sequence[QKeySequence], but: str) -> QAction | None:
        for name, command in self.commands.items():
            if name != but and any(key in command.shortcuts() for key in keys):
                return command
        return None

    def _give(self, name: str, keys: list[QKeySequence]) -> None:
        if self.commands[name].shortcuts() != keys:
            self.commands[name].setShortcuts(keys)


def plain_name(command: QAction) -> str:
    """Return a command's name without the marks of a menu."""
    return command.text().replace("&", "").rstrip("…")


def _types(keys: QKeySequence) -> bool:
    """Return whether keys would type, or move in a text: no Ctrl, Alt or Meta, no function key."""
    text = keys.toString(QKeySequence.SequenceFormat.PortableText)
    return not re.search(r"(Ctrl|Alt|Meta)\+|^(Shift\+)?F\d", text)
