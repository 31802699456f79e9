from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from stylepad.styles.library import StyleLibrary
from stylepad.ui.restyle.style_list import StyleContext, StyleListModel
from stylepad.ui.restyle.style_popup import StylePopup
from tests.restyle.engines import AnsweringEngine
from tests.ui.restyle.conftest import Desk

MODEL = AnsweringEngine().model


def titles(model: StyleListModel) -> list[str]:
    return [model.entry(row).title for row in range(model.rowCount())]


@pytest.fixture
def model(desk: Desk) -> StyleListModel:
    model = StyleListModel()
    library: StyleLibrary = desk.core.library
    model.set_styles(library.styles, library.broken, StyleContext("en", "en", "", MODEL))
    return model


def test_styles_for_the_language_of_the_text_come_first_and_broken_last(
    model: StyleListModel,
) -> None:
    assert titles(model) == ["Dickens", "Gogol", "broken: cannot be used"]


def test_names_are_in_the_interface_language(desk: Desk, model: StyleListModel) -> None:
    model.set_styles(desk.core.library.styles, (), StyleContext("ru", "ru", "", MODEL))
    assert titles(model) == ["Гоголь", "Диккенс"]
    assert model.entry(0).description == "Живо, витиевато, гротескно"
    assert "Николай Гоголь" in model.entry(0).note


def test_badge_says_how_a_style_works_only_once_a_model_is_loaded(
    desk: Desk, model: StyleListModel
) -> None:
    assert model.entry(0).badge == "by instruction"
    model.set_styles(desk.core.library.styles, (), StyleContext("en", "en"))
    assert model.entry(0).badge == ""


def test_typing_filters_also_on_the_wrong_layout(model: StyleListModel) -> None:
    model.filter("пщпщд")
    assert titles(model) == ["Gogol"]
    model.filter("nobody")
    assert titles(model) == []


@pytest.fixture
def popup(desk: Desk) -> StylePopup:
    """Return the open list, over a text that had the focus."""
    desk.wait_ready()
    desk.write("Some words.")
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    desk.editor.setFocus()
    desk.controller.restyle_action.trigger()
    popup = desk.controller._popup
    desk.qtbot.waitUntil(popup.filter_edit.hasFocus)
    return popup


def test_escape_closes_and_restyles_nothing(desk: Desk, popup: StylePopup) -> None:
    desk.qtbot.keyClick(popup.filter_edit, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert desk.controller.panel.isHidden()
    assert desk.editor.hasFocus()


def test_click_elsewhere_closes_and_goes_where_it_was_aimed(desk: Desk, popup: StylePopup) -> None:
    desk.qtbot.mouseClick(popup.filter_edit, Qt.MouseButton.LeftButton)
    assert popup.isVisible()
    desk.editor.setPlainText("Some words.")
    desk.qtbot.mouseClick(
        desk.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(desk.editor.width() - 9, 60)
    )
    assert not popup.isVisible()
    assert desk.editor.textCursor().atEnd()
    assert desk.editor.hasFocus()


def test_click_on_what_takes_no_focus_closes_too(desk: Desk, popup: StylePopup) -> None:
    label = desk.controller.status_widgets()[0]
    desk.qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
    assert not popup.isVisible()
    assert desk.editor.hasFocus()


def test_focus_elsewhere_closes_and_keeps_that_focus(desk: Desk, popup: StylePopup) -> None:
    desk.controller.panel.show()
    desk.controller.panel.comparison.suggestion.setFocus()
    assert not popup.isVisible()
    assert desk.controller.panel.comparison.suggestion.hasFocus()


def test_another_window_closes_it(desk: Desk, popup: StylePopup) -> None:
    other = StylePopup(desk.window)
    other.setParent(None)
    desk.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    desk.qtbot.waitUntil(lambda: not popup.isVisible())
    assert desk.window.focusWidget() is desk.editor


def test_shortcuts_and_tab_do_not_work_through_the_list(desk: Desk, popup: StylePopup) -> None:
    desk.qtbot.keyClick(popup.filter_edit, Qt.Key.Key_Tab)
    assert popup.filter_edit.hasFocus()
    desk.qtbot.keyClicks(popup.filter_edit, "dick")
    desk.qtbot.keyClick(popup.filter_edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert popup.filter_edit.text() == ""
    assert desk.editor.text() == "Some words."


def test_screen_reader_finds_the_list_and_its_rows(popup: StylePopup) -> None:
    window = QAccessible.queryAccessibleInterface(popup.window())
    frames = [window.child(place) for place in range(window.childCount())]
    (frame,) = [each for each in frames if each.object() is popup]
    children = [frame.child(place) for place in range(frame.childCount())]
    (found,) = [each for each in children if each.role() == QAccessible.Role.List]
    assert found.text(QAccessible.Text.Name) == "Styles"
    assert not found.state().invisible
    names = [found.child(n).text(QAccessible.Text.Name) for n in range(found.childCount())]
    assert names == [
        "Dickens, Charles Dickens · 1812–1870, by instruction",
        "Gogol, Nikolai Gogol · for Russian texts · 1809–1852, by instruction",
        "broken: cannot be used",
    ]


def test_list_lies_under_its_place_or_above_and_never_outside(popup: StylePopup) -> None:
    window = popup.window()

    def shown_at(x: int, y: int) -> QRect:
        popup.close_list()
        spot = QRect(window.mapToGlobal(QPoint(x, y)), window.mapToGlobal(QPoint(x + 9, y + 19)))
        popup.open_at(spot, (), (), StyleContext("en", "en"))
        return popup.geometry()

    assert shown_at(100, 100).topLeft() == QPoint(100, 123)
    low = shown_at(100, window.height() - 40)
    assert low.bottom() < window.height() - 40
    assert shown_at(window.width() - 20, 100).right() <= window.rect().right()


def test_list_shrinks_to_a_small_window(desk: Desk) -> None:
    small = QWidget()
    desk.qtbot.addWidget(small)
    small.resize(300, 170)
    small.show()
    popup = StylePopup(small)
    library = desk.core.library
    spot = QRect(small.mapToGlobal(QPoint(50, 50)), QSize(9, 9))
    popup.open_at(spot, library.styles, library.broken, StyleContext("en", "en"))
    assert popup.isVisible()
    assert small.rect().contains(popup.geometry())


def test_typing_at_the_end_sees_no_more_events(desk: Desk, popup: StylePopup) -> None:
    popup.close_list()
    desk.qtbot.keyClicks(desk.editor, "x")
    QApplication.sendPostedEvents()
    assert desk.editor.text() == "xSome words."


def test_broken_pack_tells_its_fault(desk: Desk) -> None:
    desk.write("Some words.")
    desk.controller.restyle_action.trigger()
    popup = desk.controller._popup
    desk.qtbot.keyClick(popup.filter_edit, Qt.Key.Key_Down)
    desk.qtbot.keyClick(popup.filter_edit, Qt.Key.Key_Down)
    desk.qtbot.keyClick(popup.filter_edit, Qt.Key.Key_Enter)
    assert len(desk.recorder.texts) == 1
    assert "broken" in desk.recorder.texts[0]
    assert desk.controller.panel.isHidden()


def test_every_control_has_its_english_name(desk: Desk) -> None:
    panel, popup = desk.controller.panel, desk.controller._popup
    assert desk.controller.restyle_action.text() == "Restyle"
    assert popup.list.accessibleName() == "Styles"
    assert panel.strength.slider.accessibleName() == "Strength"
    assert panel.comparison.suggestion.accessibleName() == "Suggestion"
    assert panel.comparison.original.accessibleName() == "Original"
    names = {action.text() for action in desk.controller.actions() if not action.isSeparator()}
    assert names == {
        "Accept",
        "Try again",
        "Discard",
        "Stop",
        "Next candidate",
        "Previous candidate",
    }
    models = [action.text() for action in desk.controller.model_actions()]
    assert models == ["Models and styles…", "Style Studio…", "Use a &Server…"]
