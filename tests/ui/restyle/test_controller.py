from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from stylepad.ui.restyle.suggestion import Stage
from tests.ui.restyle.conftest import Desk
from tests.ui.restyle.engines import StagedEngine, died

FIRST = "Утром Анна пришла на старый вокзал."
SECOND = "Поезд уже давно и тихо ушёл."
TEXT = f"{FIRST}\n\n{SECOND}\n"
FIRST_TURNED = "Анна пришла на старый вокзал Утром."
SECOND_TURNED = "уже давно и тихо ушёл Поезд."


def test_accept_replaces_the_selection_only(desk: Desk) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.restyle()
    desk.wait_written()
    assert desk.suggestion == FIRST_TURNED
    desk.use("accept")
    assert desk.editor.text() == TEXT.replace(FIRST, FIRST_TURNED)
    assert desk.controller.panel.isHidden()


def test_undo_restores_text_and_selection(desk: Desk) -> None:
    desk.write(TEXT)
    desk.select(SECOND)
    desk.restyle()
    desk.wait_written()
    desk.use("accept")
    assert SECOND not in desk.editor.text()
    desk.editor.undo()
    assert desk.editor.text() == TEXT
    assert desk.selected() == SECOND
    start = TEXT.index(SECOND)
    assert desk.editor.textCursor().anchor() == start + len(SECOND)
    assert desk.editor.textCursor().position() == start
    assert not desk.editor.document().isUndoAvailable()
    desk.editor.redo()
    assert desk.editor.text() == TEXT.replace(SECOND, SECOND_TURNED)


def test_paragraph_at_the_cursor_is_taken_without_a_selection(desk: Desk) -> None:
    desk.write(TEXT)
    cursor = desk.editor.textCursor()
    cursor.setPosition(TEXT.index(SECOND) + 5)
    desk.editor.setTextCursor(cursor)
    desk.restyle()
    desk.wait_written()
    desk.use("accept")
    assert desk.editor.text() == TEXT.replace(SECOND, SECOND_TURNED)
    desk.editor.undo()
    assert desk.editor.text() == TEXT
    assert desk.editor.textCursor().position() == TEXT.index(SECOND) + 5


@pytest.mark.parametrize("nothing", ["", "  \n \n", "🙂🙂 🎉", "— … 12"])
def test_nothing_to_restyle_is_said_calmly(desk: Desk, nothing: str) -> None:
    desk.write(nothing)
    desk.editor.selectAll()
    desk.controller.restyle_action.trigger()
    assert len(desk.recorder.texts) == 1
    assert "no words" in desk.recorder.texts[0]
    assert not desk.controller._popup.isVisible()
    assert desk.editor.text() == nothing


def test_edit_elsewhere_moves_the_range(desk: Desk, engine: StagedEngine) -> None:
    desk.write(TEXT)
    desk.select(SECOND)
    desk.wait_ready()
    engine.gate.close_after(3)
    desk.restyle()
    cursor = QTextCursor(desk.editor.document())
    cursor.insertText("Заглавие 🙂\n\n")
    engine.gate.open()
    desk.wait_written()
    desk.use("accept")
    assert desk.editor.text() == "Заглавие 🙂\n\n" + TEXT.replace(SECOND, SECOND_TURNED)


def test_text_typed_at_the_edges_is_not_overwritten(desk: Desk) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.restyle()
    desk.wait_written()
    for position, typed in ((len(FIRST), " Конец"), (0, "Начало ")):
        cursor = QTextCursor(desk.editor.document())
        cursor.setPosition(position)
        cursor.insertText(typed)
    desk.controller._check_stale()
    desk.use("accept")
    assert desk.editor.text().startswith(f"Начало {FIRST_TURNED} Конец\n")


def test_edit_inside_makes_stale_and_is_never_overwritten(desk: Desk, engine: StagedEngine) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.wait_ready()
    engine.gate.close_after(2)
    desk.restyle()
    cursor = QTextCursor(desk.editor.document())
    cursor.setPosition(5)
    cursor.insertText(" рано")
    engine.gate.open()
    desk.wait_written()
    desk.qtbot.waitUntil(lambda: "has changed" in desk.controller.panel.status.text())
    assert not desk.actions["accept"]()
    edited = desk.editor.text()
    desk.controller._accept()
    assert desk.editor.text() == edited


def test_undone_edit_makes_the_suggestion_fit_again(desk: Desk) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.restyle()
    desk.wait_written()
    cursor = QTextCursor(desk.editor.document())
    cursor.setPosition(5)
    cursor.insertText("!")
    desk.qtbot.waitUntil(lambda: not desk.actions["accept"]())
    desk.editor.undo()
    desk.qtbot.waitUntil(desk.actions["accept"])


def test_try_again_takes_the_edited_text(desk: Desk) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.restyle()
    desk.wait_written()
    cursor = QTextCursor(desk.editor.document())
    cursor.setPosition(5)
    cursor.insertText(" рано")
    desk.qtbot.waitUntil(lambda: not desk.actions["accept"]())
    desk.use("again")
    desk.wait_written()
    assert desk.suggestion == "рано Анна пришла на старый вокзал Утром."
    desk.use("accept")
    assert desk.editor.text().startswith("рано Анна")


def test_try_again_draws_with_other_seeds(desk: Desk, engine: StagedEngine) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.restyle()
    desk.wait_written()
    seed = engine.requests[-1].sampling.seed
    desk.use("again")
    desk.wait_written()
    # Candidates are drawn with the seed plus their number: three were used.
    assert engine.requests[-1].sampling.seed >= seed + 3


def test_stop_keeps_the_finished_passages(desk: Desk, engine: StagedEngine) -> None:
    sentences = [f"Вот и пассаж номер {n} кончился здесь тихо." for n in range(8)]
    text = "\n".join(sentences)
    desk.write(text)
    desk.editor.selectAll()
    desk.wait_ready()
    # Six sequences and three candidates: two passages at a time, eight words three times each.
    engine.gate.close_after(2 * 3 * 9 + 10)
    desk.restyle()
    panel = desk.controller.panel
    desk.qtbot.waitUntil(lambda: panel.status.text() == "2 of 8")
    assert not desk.actions["accept"]()
    desk.use("stop")
    desk.wait_written()
    suggestion = desk.controller._review.suggestion
    assert suggestion is not None
    assert suggestion.stage is Stage.STOPPED
    assert "2 of 8" in panel.status.text()
    desk.use("accept")
    lines = desk.editor.text().split("\n")
    assert lines[0] == "и пассаж номер 0 кончился здесь тихо Вот."
    assert lines[1] == "и пассаж номер 1 кончился здесь тихо Вот."
    assert lines[2:] == sentences[2:]


def test_stop_before_anything_is_finished_leaves_nothing_to_accept(
    desk: Desk, engine: StagedEngine
) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.wait_ready()
    engine.gate.close_after(4)
    desk.restyle()
    desk.qtbot.waitUntil(desk.actions["stop"])
    desk.use("stop")
    desk.wait_written()
    assert not desk.actions["accept"]()
    assert desk.actions["again"]()
    assert desk.editor.text() == TEXT


def test_editor_stays_usable_while_a_suggestion_runs(desk: Desk, engine: StagedEngine) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.wait_ready()
    engine.gate.close_after(2)
    desk.restyle()
    cursor = desk.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    desk.editor.setTextCursor(cursor)
    desk.qtbot.keyClicks(desk.editor, "more")
    assert desk.editor.text() == TEXT + "more"
    engine.gate.open()
    desk.wait_written()
    desk.use("accept")
    assert desk.editor.text() == TEXT.replace(FIRST, FIRST_TURNED) + "more"


def test_death_offers_to_repeat_and_repeating_works(desk: Desk, engine: StagedEngine) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.wait_ready()
    engine.faults.append(died())
    desk.restyle()
    desk.qtbot.waitUntil(lambda: bool(desk.recorder.messages))
    message = desk.recorder.messages[0]
    assert "untouched" in message.text
    assert [action.label for action in message.actions] == ["Repeat the suggestion"]
    assert desk.editor.text() == TEXT
    desk.wait_ready()
    assert engine.loads == 2
    message.actions[0].run()
    desk.wait_written()
    assert desk.suggestion == FIRST_TURNED


def test_another_style_for_the_same_text(desk: Desk, engine: StagedEngine) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.restyle()
    desk.wait_written()
    desk.qtbot.mouseClick(desk.controller.panel.style_button, Qt.MouseButton.LeftButton)
    popup = desk.controller._popup
    desk.qtbot.keyClicks(popup.filter_edit, "dick")
    desk.qtbot.keyClick(popup.filter_edit, Qt.Key.Key_Return)
    desk.wait_written()
    assert desk.controller.panel.style_button.text().startswith("Dickens")
    desk.use("accept")
    assert desk.editor.text() == TEXT.replace(FIRST, FIRST_TURNED)


def test_new_restyle_takes_the_place_of_a_running_one(desk: Desk, engine: StagedEngine) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.wait_ready()
    engine.gate.close_after(2)
    desk.restyle()
    desk.select(SECOND)
    desk.restyle()
    engine.gate.open()
    desk.wait_written()
    assert desk.suggestion == SECOND_TURNED
    desk.use("accept")
    assert desk.editor.text() == TEXT.replace(SECOND, SECOND_TURNED)


def test_last_style_is_remembered_for_the_language_of_the_text(desk: Desk) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.restyle("dickens")
    desk.wait_written()
    assert desk.core.settings.value.last_styles["ru"] == "dickens"
    desk.controller.restyle_action.trigger()
    assert desk.controller._popup._model.entry(0).title == "Dickens"
    desk.controller._popup.hide()


def test_strength_draws_anew_once_let_go(desk: Desk, engine: StagedEngine) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.restyle()
    desk.wait_written()
    before = len(engine.requests)
    slider = desk.controller.panel.strength.slider
    slider.setFocus()
    desk.qtbot.keyClick(slider, Qt.Key.Key_Left)
    desk.qtbot.keyClick(slider, Qt.Key.Key_Left)
    desk.qtbot.waitUntil(lambda: len(engine.requests) > before)
    desk.wait_written()
    suggestion = desk.controller._review.suggestion
    assert suggestion is not None
    assert suggestion.request.strength == pytest.approx(0.9)


def test_escape_stops_and_then_discards(desk: Desk, engine: StagedEngine) -> None:
    desk.write(TEXT)
    desk.select(FIRST)
    desk.wait_ready()
    engine.gate.close_after(2)
    desk.restyle()
    desk.qtbot.waitUntil(desk.actions["stop"])
    view = desk.controller.panel.comparison.suggestion
    view.setFocus()
    desk.qtbot.keyClick(view, Qt.Key.Key_Escape)
    desk.wait_written()
    assert desk.controller.panel.isVisible()
    desk.qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert desk.controller.panel.isHidden()
    assert desk.editor.text() == TEXT
