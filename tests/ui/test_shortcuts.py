from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

from stylepad.ui.actions import Actions
from stylepad.ui.shortcuts import bind, on_every_layout


def test_letter_shortcut_gets_the_same_key_of_the_russian_layout() -> None:
    keys = [key.toString() for key in on_every_layout([QKeySequence("Ctrl+Shift+S")])]
    assert keys == ["Ctrl+Shift+S", "Ctrl+Shift+Ы"]


def test_shortcut_without_a_letter_stays_alone() -> None:
    for name in ("F11", "Ctrl+Return", "Ctrl++"):
        assert [key.toString() for key in on_every_layout([QKeySequence(name)])] == [name]


def test_menus_show_the_latin_shortcut_first(qapp: QApplication) -> None:
    action = QAction()
    bind(action, "Ctrl+F")
    assert action.shortcut().toString() == "Ctrl+F"


def test_every_letter_command_of_the_window_works_on_a_russian_layout(qapp: QApplication) -> None:
    actions = [a for a in Actions(qapp).findChildren(QAction) if a.shortcuts()]
    latin = [
        a
        for a in actions
        if a.shortcut().toString()[-1:].isalpha() and "+" in a.shortcut().toString()
    ]
    assert len(latin) > 10
    for action in latin:
        assert any(key.toString()[-1] > "Ѐ" for key in action.shortcuts()), action.objectName()


def test_no_two_commands_share_a_shortcut(qapp: QApplication) -> None:
    keys = [k.toString() for a in Actions(qapp).findChildren(QAction) for k in a.shortcuts()]
    assert len(keys) == len(set(keys))
