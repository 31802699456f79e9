"""The settings window: reached by keys, searched in both languages, honest where it cannot act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QSpinBox, QWidget

from stylepad.ui.settings.layers_control import LayersControl
from stylepad.ui.settings.number_control import NumberControl
from stylepad.ui.settings.path_control import PathControl
from stylepad.ui.settings.row import SettingRow
from stylepad.ui.settings.rows_page import RowsPage
from stylepad.ui.settings.search import found
from stylepad.ui.settings.window import SettingsWindow
from tests.ui.settings.conftest import Study


def shown_pages(settings: SettingsWindow) -> list[str]:
    return [
        view.page.key
        for index, view in enumerate(settings.views)
        if not settings.list.item(index).isHidden()
    ]


def shown_rows(settings: SettingsWindow) -> list[str]:
    body = settings.page.body
    assert isinstance(body, RowsPage)
    return [row.setting.key for row in body.rows if not row.isHidden()]


def test_the_command_opens_one_window_and_works_on_a_russian_layout(study: Study) -> None:
    keys = [key.toString() for key in study.window.commands.settings.shortcuts()]
    assert keys == ["Ctrl+,", "Ctrl+Б"]
    first = study.settings
    assert first.isVisible()
    assert not first.isModal()
    assert study.settings is first


def test_closing_the_window_closes_its_settings(study: Study) -> None:
    settings = study.settings
    study.window.close()
    assert not settings.isVisible()


@pytest.mark.parametrize(
    ("query", "page", "rows"),
    [
        ("шрифта", "text", ["font_family", "font_size"]),
        ("видеокарты", "engine", ["gpu_layers"]),
        ("ТЁМНАЯ", "looks", ["theme"]),
        ("температура", "writing", ["boldness"]),
        ("против повтор", "writing", ["repetition"]),
        ("threads", "engine", ["threads"]),
        ("ntvf", "looks", ["theme"]),
    ],
)
def test_search_finds_by_russian_words(
    study: Study, query: str, page: str, rows: list[str]
) -> None:
    study.window.choices.set("language", "ru")
    settings = study.settings
    study.qtbot.waitUntil(lambda: settings.windowTitle() == "Настройки")
    settings.search.insert(query)  # Qt's test keys know no Cyrillic
    assert settings.page.page.key == page
    assert shown_rows(settings) == rows


def test_search_says_when_nothing_is_called_so_and_escape_takes_it_back(study: Study) -> None:
    settings = study.settings
    everything = shown_pages(settings)
    settings.search.setText("samovar")
    assert shown_pages(settings) == []
    assert settings.stack.currentWidget() is settings.nothing
    study.qtbot.keyClick(settings, Qt.Key.Key_Escape)
    assert settings.isVisible()
    assert shown_pages(settings) == everything
    assert settings.stack.currentWidget() is settings.page
    study.qtbot.keyClick(settings, Qt.Key.Key_Escape)
    assert not settings.isVisible()


def test_search_finds_a_whole_page_by_its_title_and_commands_by_their_names(study: Study) -> None:
    settings = study.settings
    settings.search.setText("appearance")
    assert shown_pages(settings) == ["looks"]
    assert shown_rows(settings) == ["theme"]
    settings.search.setText("find previous")
    assert shown_pages(settings) == ["shortcuts"]
    row = study.keys("find_previous")
    settings.search.setText("find previous")
    assert not row.isHidden()


def test_words_are_found_by_their_stem_only() -> None:
    assert found("шрифтом", ["Шрифт"])
    assert found("ёлочка", ["елочки"])
    assert not found("шрифт", ["штраф"])
    assert not found("тема", ["тем дольше ждать"])
    assert not found("", ["anything"])


def test_every_control_has_a_name_and_is_reached_by_tab(study: Study) -> None:
    settings = study.settings
    for view in settings.views:
        settings.show_page(view.page.key)
        controls = [
            widget
            for kind in (QAbstractButton, QComboBox, QSpinBox, QLineEdit)
            for widget in view.findChildren(kind)
            if widget.isVisible() and not _is_inside(widget)
        ]
        assert controls
        for widget in controls:
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name, widget
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, name


def _is_inside(widget: QWidget) -> bool:
    return isinstance(widget.parent(), QSpinBox | QComboBox)


def test_pages_are_changed_and_entered_without_a_mouse(study: Study) -> None:
    settings = study.settings
    settings.activateWindow()
    settings.search.setFocus()
    study.qtbot.keyClick(settings.search, Qt.Key.Key_Down)
    study.qtbot.waitUntil(settings.list.hasFocus)
    study.qtbot.keyClick(settings.list, Qt.Key.Key_Down)
    assert settings.page.page.key == "text"
    study.qtbot.keyClick(settings.list, Qt.Key.Key_Return)
    assert study.row("font_family").control.fields()[0].hasFocus()
    study.qtbot.keyClick(settings, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert settings.page.page.key == "looks"


def test_the_window_follows_the_language_with_its_labels_and_commands(study: Study) -> None:
    row, keys = study.row("threads"), study.keys("save")
    study.row("language").control.chosen.emit("ru")
    study.qtbot.waitUntil(lambda: row.label.text() == "Потоки")
    study.qtbot.waitUntil(lambda: keys.label.text() == "Сохранить")
    assert row.control.fields()[0].accessibleName() == "Потоки"
    assert study.window.commands.languages["ru"].isChecked()


def test_menu_and_settings_show_the_same_theme(study: Study) -> None:
    row = study.row("theme")
    study.window.commands.themes["dark"].trigger()
    assert row.control.fields()[0].currentText() == "Dark"  # type: ignore[attr-defined]
    row.reset.click()
    assert study.window.commands.themes["system"].isChecked()


def test_numbers_start_from_automatic(study: Study) -> None:
    control = study.row("threads").control
    assert isinstance(control, NumberControl)
    assert control.box.text() == "Automatic"
    control.box.stepUp()
    assert study.stored().value.threads == 1
    control.box.stepDown()
    assert study.stored().value.threads == 0


def test_layers_are_counted_only_when_asked_for(study: Study) -> None:
    control = study.row("gpu_layers").control
    assert isinstance(control, LayersControl)
    assert control.count.isHidden()
    control.box.activated.emit(2)
    assert study.stored().value.gpu_layers == 16
    assert control.count.isVisible()
    control.count.setValue(20)
    assert study.stored().value.gpu_layers == 20
    control.box.activated.emit(1)
    assert study.stored().value.gpu_layers == 0


@pytest.mark.parametrize("key", ["model", "styles_folder"])
def test_a_path_that_is_not_there_is_said_and_changes_nothing(study: Study, key: str) -> None:
    row = study.row(key)
    control = row.control
    assert isinstance(control, PathControl)
    control.edit.setText("/no/such/place")
    control.edit.editingFinished.emit()
    assert "/no/such/place" in row.note.text()
    assert row.note.isVisible()
    assert getattr(study.stored().value, key) == ""
    control.edit.setText("")
    control.edit.editingFinished.emit()


def test_the_wheel_scrolls_the_page_and_not_a_number_below_the_pointer(study: Study) -> None:
    control = study.row("threads").control
    assert isinstance(control, NumberControl)
    study.settings.search.setFocus()
    for buttons in (QPoint(0, 120),):
        QApplication.sendEvent(
            control.box,
            QWheelEvent(
                QPointF(5, 5),
                QPointF(control.box.mapToGlobal(QPoint(5, 5))),
                QPoint(),
                buttons,
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )
    assert study.stored().value.threads == 0


def test_a_setting_from_the_environment_says_so_and_cannot_be_changed(
    make_study: Callable[[], Study], monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make_study()
    del study
    monkeypatch.setenv("STYLEPAD_THREADS", "2")
    study = make_study()
    row: SettingRow = study.row("threads")
    assert "STYLEPAD_THREADS" in row.note.text()
    assert not row.control.isEnabled()
    assert isinstance(row.control, NumberControl)
    assert row.control.box.value() == 2
    assert study.row("context").control.isEnabled()


def test_a_change_that_cannot_be_saved_acts_and_is_said(study: Study, home: Path) -> None:
    file = home / "config" / "settings.toml"
    file.unlink()
    file.mkdir()  # as a full disk or a folder without rights: nothing can be put there
    settings = study.settings
    study.row("line_width").control.chosen.emit(54)
    [row] = settings.notice.rows
    assert "could not be saved" in row.message.text
    assert study.window.choices.value("line_width") == 54
    file.rmdir()
    study.row("line_width").control.chosen.emit(90)
    assert settings.notice.rows == ()
    assert study.stored().value.line_width == 90


def test_a_full_disk_leaves_the_old_file(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    study.row("line_width").control.chosen.emit(54)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("stylepad.paths.os.fsync", full)
    study.row("line_width").control.chosen.emit(90)
    monkeypatch.undo()
    assert len(study.settings.notice.rows) == 1


def test_every_page_is_drawn_in_its_theme(study: Study) -> None:
    settings = study.settings
    for theme, dark in (("dark", True), ("light", False)):
        study.window.choices.set("theme", theme)
        for view in settings.views:
            settings.show_page(view.page.key)
            corner = settings.grab().toImage().pixelColor(settings.width() - 6, 6)
            assert (corner.lightness() < 128) is dark, view.page.key


def test_the_dialog_of_keys_leads_to_their_page(study: Study) -> None:
    study.window._change_shortcuts()
    assert study.settings.page.page.key == "shortcuts"
    assert QKeySequence("F1") in study.window.commands.shortcuts.shortcuts()


def test_a_language_change_event_is_handled_once_commands_are_renamed(study: Study) -> None:
    settings = study.settings
    settings.changeEvent(QEvent(QEvent.Type.LanguageChange))
    assert settings._later.isActive()
