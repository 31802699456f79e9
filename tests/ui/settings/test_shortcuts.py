"""Keys are changed by pressing them; conflicts are said; everything can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from stylepad.ui.shortcuts import on_the_latin_layout, other_layout
from tests.ui.settings.conftest import Study

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def keys_of(study: Study, command: str) -> list[str]:
    action = study.window.shortcuts.commands[command]
    return [key.toString() for key in action.shortcuts()]


def test_a_command_gets_the_keys_that_are_pressed(
    study: Study, make_study: Callable[[], Study]
) -> None:
    row = study.keys("find")
    study.press(row, Qt.Key.Key_J)
    assert keys_of(study, "find") == ["Ctrl+J", "Ctrl+О"]
    assert row.field.text() == "Ctrl+J"
    assert "Ctrl+J" in study.window.commands.find.toolTip()
    assert dict(study.stored().value.shortcuts) == {"find": "Ctrl+J"}
    again = make_study()
    assert keys_of(again, "find") == ["Ctrl+J", "Ctrl+О"]


def test_keys_pressed_on_a_russian_layout_are_the_same_keys(study: Study) -> None:
    assert on_the_latin_layout(QKeySequence("Ctrl+О")).toString() == "Ctrl+J"
    assert on_the_latin_layout(QKeySequence("Ctrl+Alt+F5")).toString() == "Ctrl+Alt+F5"
    assert other_layout("yfcnhjqrb") == "настройки"
    row = study.keys("find")
    row.field.click()
    row.field.pressed_keys.emit(on_the_latin_layout(QKeySequence("Ctrl+Shift+О")))
    assert keys_of(study, "find")[0] == "Ctrl+Shift+J"


def test_a_function_key_needs_no_ctrl_but_a_letter_does(study: Study) -> None:
    row = study.keys("welcome")
    study.press(row, Qt.Key.Key_F9, PLAIN)
    assert keys_of(study, "welcome") == ["F9"]
    study.press(row, Qt.Key.Key_Q, PLAIN)
    assert keys_of(study, "welcome") == ["F9"]
    assert "types" in row.note.text()
    assert not row.take.isVisible()


def test_keys_of_the_text_itself_are_refused(study: Study) -> None:
    row = study.keys("welcome")
    study.press(row, Qt.Key.Key_Left, CTRL)
    assert keys_of(study, "welcome") == []
    assert "in every text" in row.note.text()


def test_keys_that_open_a_menu_are_refused(study: Study) -> None:
    row = study.keys("welcome")
    study.press(row, Qt.Key.Key_F, ALT)
    assert keys_of(study, "welcome") == []
    assert "File" in row.note.text()


def test_a_conflict_is_said_and_the_writer_decides(study: Study) -> None:
    row = study.keys("welcome")
    study.press(row, Qt.Key.Key_F)
    assert keys_of(study, "welcome") == []
    assert "Find" in row.note.text()
    assert row.field.accessibleDescription() == row.note.text()

    row.take.click()

    assert keys_of(study, "welcome") == ["Ctrl+F", "Ctrl+А"]
    assert keys_of(study, "find") == []
    assert "Welcome" in study.keys("find").note.text()
    study.keys("welcome").reset.click()
    assert keys_of(study, "find") == ["Ctrl+F", "Ctrl+А"]
    assert study.keys("find").note.isHidden()


def test_keys_that_were_chosen_for_another_command_are_taken_from_it(study: Study) -> None:
    study.press(study.keys("find"), Qt.Key.Key_J)
    row = study.keys("welcome")
    study.press(row, Qt.Key.Key_J)
    row.take.click()
    assert keys_of(study, "find") == []
    assert keys_of(study, "welcome")[0] == "Ctrl+J"
    assert dict(study.stored().value.shortcuts) == {"find": "", "welcome": "Ctrl+J"}


def test_backspace_means_no_keys_and_escape_changes_nothing(study: Study) -> None:
    row = study.keys("find")
    study.press(row, Qt.Key.Key_Escape, PLAIN)
    assert keys_of(study, "find") == ["Ctrl+F", "Ctrl+А"]
    assert study.settings.isVisible()
    study.press(row, Qt.Key.Key_Backspace, PLAIN)
    assert keys_of(study, "find") == []
    assert row.field.text() == "None"


def test_listening_starts_by_keyboard_and_ends_when_the_focus_goes(study: Study) -> None:
    row = study.keys("find")
    study.settings.activateWindow()
    study.qtbot.waitUntil(study.settings.isActiveWindow)
    row.field.setFocus()
    study.qtbot.waitUntil(row.field.hasFocus)
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert row.field.listening
    QTest.keyClick(row.field, Qt.Key.Key_Shift, SHIFT)
    assert row.field.listening
    QTest.keyClick(row.field, Qt.Key.Key_Tab)
    assert not row.field.listening
    assert not row.field.hasFocus()
    row.field.setFocus()
    QTest.keyClick(row.field, Qt.Key.Key_Space)
    assert row.field.listening
    row.field.clearFocus()
    assert not row.field.listening


def test_all_keys_are_reset_at_once(study: Study) -> None:
    usual = {name: keys_of(study, name) for name in study.window.shortcuts.commands}
    page = study.settings.views[-1].body
    study.press(study.keys("find"), Qt.Key.Key_J)
    study.press(study.keys("welcome"), Qt.Key.Key_F9, PLAIN)
    assert page.reset_all.isEnabled()  # type: ignore[attr-defined]
    page.reset_all.click()  # type: ignore[attr-defined]
    assert {name: keys_of(study, name) for name in usual} == usual
    assert dict(study.stored().value.shortcuts) == {}


def test_every_command_of_the_menus_can_have_keys(study: Study) -> None:
    names = set(study.window.shortcuts.commands)
    assert {"restyle", "accept", "again", "settings", "about", "full_screen"} <= names
    assert not names & {"discard", "stop"}  # Esc is theirs wherever they can be used


@pytest.mark.parametrize("keys", ["no such keys at all", "Ctrl+Ы", "\0"])
def test_nonsense_in_the_file_does_no_harm(study: Study, keys: str) -> None:
    study.window.choices.set("shortcuts", {"find": keys, "no_such_command": "Ctrl+F"})
    assert keys_of(study, "replace")[0] == "Ctrl+H"
    study.window.choices.reset("shortcuts")
    assert keys_of(study, "find")[0] == "Ctrl+F"


def test_no_two_commands_have_the_same_keys(study: Study) -> None:
    commands = [action for action in study.window.menus.all_actions() if action.text()]
    keys = [key.toString() for action in commands for key in action.shortcuts()]
    keys = [key for key in keys if key != "Esc"]  # of discard and stop, one at a time
    assert len(keys) > 30
    assert sorted(keys) == sorted(set(keys))


def test_the_menus_lead_to_the_models_to_a_server_and_to_the_settings(study: Study) -> None:
    menus = study.window.menus
    assert "settings" in [action.objectName() for action in menus.edit.actions()]
    assert [action.objectName() for action in menus.style.actions()[-3:]] == [
        "library",
        "studio",
        "use_server",
    ]
