from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from stylepad.settings import SettingsStore
from stylepad.ui.about import AboutDialog
from stylepad.ui.shortcuts_dialog import ShortcutsDialog
from stylepad.ui.welcome import sample_text
from tests.ui.conftest import Desk


def press(desk: Desk, key: str) -> None:
    """Trigger the one command bound to a key: Qt's test keys know no Cyrillic."""
    wanted = QKeySequence(key)
    [action] = [a for a in desk.window.findChildren(QAction) if wanted in a.shortcuts()]
    action.trigger()


def test_first_start_shows_the_welcome_over_a_sample(desk: Desk) -> None:
    desk.window.start()
    assert desk.window.welcome.isVisible()
    assert desk.text == sample_text("en")
    assert not desk.window.isWindowModified()


def test_closed_welcome_does_not_come_back(desk: Desk, make_desk) -> None:
    desk.window.start()
    desk.window.welcome.closed.emit()
    again = make_desk()
    again.window.start()
    assert not again.window.welcome.isVisible()
    assert again.text == ""


def test_welcome_offers_an_empty_page(desk: Desk) -> None:
    desk.window.start()
    desk.window.welcome.empty_page_wanted.emit()
    assert desk.text == ""
    assert not desk.window.welcome.isVisible()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_sample_has_a_name_a_number_and_a_list(language: str) -> None:
    text = sample_text(language)
    assert any(character.isdigit() for character in text)
    assert text.count("\n- ") == 3
    assert ("Edward" if language == "en" else "Сергею") in text


def test_start_with_a_file_opens_it_without_a_welcome(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A")
    desk.window.start(tmp_path / "a.md")
    desk.settle()
    assert desk.text == "# A"
    assert not desk.window.welcome.isVisible()


def test_words_of_document_and_selection_are_counted(desk: Desk) -> None:
    desk.editor.set_text("один two — три, well-known")
    desk.qtbot.waitUntil(lambda: desk.window.status.words.text() == "4 words")
    desk.editor.moveCursor(desk.editor.textCursor().MoveOperation.EndOfWord)
    cursor = desk.editor.textCursor()
    cursor.select(cursor.SelectionType.WordUnderCursor)
    desk.editor.setTextCursor(cursor)
    desk.qtbot.waitUntil(lambda: desk.window.status.words.text() == "1 of 4 words selected")


def test_language_changes_without_a_restart_and_takes_the_sample_along(desk: Desk) -> None:
    desk.window.start()
    desk.window.commands.languages["ru"].trigger()
    QApplication.processEvents()
    assert desk.window.menus.file.title() == "&Файл"
    assert desk.editor.accessibleName() == "Текст"
    assert desk.text == sample_text("ru")
    assert SettingsStore().value.language == "ru"
    desk.window.commands.languages["en"].trigger()
    QApplication.processEvents()
    assert desk.window.menus.file.title() == "&File"


def test_language_change_leaves_the_writers_text_alone(desk: Desk) -> None:
    desk.window.start()
    desk.type("Mine. ")
    desk.window.commands.languages["ru"].trigger()
    assert desk.text == "Mine. " + sample_text("en")


def test_theme_is_chosen_and_remembered(desk: Desk) -> None:
    desk.window.commands.themes["dark"].trigger()
    assert desk.window.palette().base().color().lightness() < 60
    assert SettingsStore().value.theme == "dark"


def test_full_screen_goes_on_and_off(desk: Desk) -> None:
    desk.window.commands.full_screen.trigger()
    assert desk.window.isFullScreen()
    desk.window.commands.full_screen.trigger()
    assert not desk.window.isFullScreen()


def test_zoom_is_remembered(desk: Desk, make_desk) -> None:
    desk.window.commands.zoom_in.trigger()
    zoom = desk.editor.zoom
    desk.window.close()
    assert make_desk().editor.zoom == pytest.approx(zoom, abs=0.01)


@pytest.mark.parametrize("key", ["Ctrl+Z", "Ctrl+Я"])
def test_undo_works_on_both_keyboard_layouts(desk: Desk, key: str) -> None:
    desk.editor.setFocus()
    desk.type("word")
    press(desk, key)
    assert desk.text == ""


@pytest.mark.parametrize("key", ["Ctrl+A", "Ctrl+Ф"])
def test_select_all_in_a_field_selects_the_field(desk: Desk, key: str) -> None:
    desk.type("word word")
    desk.window.find_bar.open_find()
    desk.qtbot.keyClicks(desk.window.find_bar.needle, "wo")
    desk.window.find_bar.needle.deselect()
    press(desk, key)
    assert desk.window.find_bar.needle.selectedText() == "wo"


def test_find_counts_wraps_and_closes_on_escape(desk: Desk) -> None:
    desk.editor.set_text("Кот, кот и котёнок")
    press(desk, "Ctrl+А")
    bar = desk.window.find_bar
    assert bar.isVisible()
    bar.needle.setText("кот")  # Qt test keys know no Cyrillic
    assert bar.count.text() == "1 of 3"
    for _ in range(3):
        desk.qtbot.keyClick(bar.needle, Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 3"
    bar.whole_words.click()
    bar.match_case.click()
    assert bar.count.text() == "1 of 1"
    desk.qtbot.keyClick(bar.needle, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert desk.editor.extraSelections() == []


def test_replace_all_is_one_undo_step(desk: Desk) -> None:
    text = "😀 a b a\nA end"
    desk.editor.set_text(text)
    bar = desk.window.find_bar
    bar.open_replace()
    bar.needle.setText("a")
    bar.replacement.setText("(\\1)")
    bar.replace_all.click()
    assert desk.text == "😀 (\\1) b (\\1)\n(\\1) end"
    assert bar.count.text() == "3 replaced"
    desk.window.commands.undo.trigger()
    desk.editor.undo()
    assert desk.text == text


def test_replace_one_goes_on_to_the_next(desk: Desk) -> None:
    desk.editor.set_text("a b a")
    bar = desk.window.find_bar
    bar.open_replace()
    bar.needle.setText("a")
    bar.replacement.setText("x")
    bar.replace_one.click()
    assert desk.text == "x b a"
    assert desk.editor.textCursor().selectionStart() == 4


def test_broken_settings_are_told(home: Path, make_desk) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("theme = [")
    desk = make_desk()
    desk.window.start()
    assert "settings.toml" in desk.recorder.texts[-1]


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(desk: Desk) -> None:
    desk.window.start()
    desk.window.find_bar.open_replace()
    controls = [
        widget
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for widget in desk.window.findChildren(kind)
        if not widget.objectName().startswith("qt_") and widget.isVisible()
    ]
    assert len(controls) > 12
    for widget in controls:
        name = widget.accessibleName() or (
            widget.text() if isinstance(widget, QAbstractButton) else ""
        )
        assert name, widget
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, name


@pytest.mark.parametrize("command", ["about", "shortcuts"])
def test_help_dialogs_open_and_close(desk: Desk, command: str) -> None:
    kind: type[QWidget] = {"about": AboutDialog, "shortcuts": ShortcutsDialog}[command]
    getattr(desk.window.commands, command).trigger()
    dialog = desk.window.findChild(kind)
    assert dialog is not None
    assert dialog.isVisible()
    with desk.qtbot.waitSignal(dialog.destroyed):
        dialog.close()
