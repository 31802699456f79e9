from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from stylepad.styles.library import StyleLibrary
from stylepad.ui.restyle.style_list import StyleContext, StyleListModel
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


def test_escape_closes_and_restyles_nothing(desk: Desk) -> None:
    desk.write("Some words.")
    desk.controller.restyle_action.trigger()
    popup = desk.controller._popup
    desk.qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert desk.controller.panel.isHidden()


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
    names = {action.text() for action in desk.controller.actions()}
    assert names == {
        "Accept",
        "Try again",
        "Discard",
        "Stop",
        "Next candidate",
        "Previous candidate",
    }
