from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stylepad.errors import StylePadError
from stylepad.ui.messages import (
    Action,
    Choice,
    MessageRecorder,
    Messages,
    Severity,
    ask_in_a_box,
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def messages(window: QWidget) -> Messages:
    window.show()
    return Messages(window)


def test_bar_takes_no_room_without_messages(messages: Messages) -> None:
    assert messages.bar.isHidden()


def test_action_runs_and_closes_the_message(qtbot: QtBot, messages: Messages) -> None:
    ran: list[str] = []
    messages.error("It stopped.", actions=[Action("Repeat", lambda: ran.append("repeat"))])
    (row,) = messages.bar.rows
    assert row.accessibleName() == "It stopped."
    qtbot.mouseClick(row.buttons[0], Qt.MouseButton.LeftButton)
    assert ran == ["repeat"]
    assert messages.bar.rows == ()
    assert messages.bar.isHidden()


def test_same_key_takes_the_place_of_the_older(messages: Messages) -> None:
    messages.info("Loading 10 %", key="load")
    messages.info("Loading 20 %", key="load")
    messages.warn("Something else")
    assert [row.message.text for row in messages.bar.rows] == ["Loading 20 %", "Something else"]
    messages.dismiss("load")
    assert [row.message.text for row in messages.bar.rows] == ["Something else"]


def test_no_more_than_three_messages_stand(messages: Messages) -> None:
    for number in range(6):
        messages.error(f"message {number}")
    assert [row.message.text for row in messages.bar.rows] == [
        "message 3",
        "message 4",
        "message 5",
    ]


def test_info_goes_by_itself_and_error_stays(window: QWidget) -> None:
    messages = Messages(window)  # not shown, so that no pointer rests on it
    messages.info("for a while")
    messages.error("until closed")
    info, error = messages.bar.rows
    assert info._timer.isActive()
    assert not error._timer.isActive()
    info._timer.timeout.emit()
    assert [row.message.text for row in messages.bar.rows] == ["until closed"]


def test_markup_in_a_message_is_shown_as_it_is(messages: Messages) -> None:
    messages.info("<b>not bold</b>")
    (row,) = messages.bar.rows
    labels = [child.text() for child in row.findChildren(QWidget) if hasattr(child, "text")]
    assert "<b>not bold</b>" in labels


def test_unforeseen_error_shows_no_traceback(messages: Messages) -> None:
    recorder = MessageRecorder()
    recorder.listen(messages)
    messages.failure(ValueError("secret internals"))
    assert recorder.messages[0].severity is Severity.ERROR
    assert "ValueError" in recorder.texts[0]
    assert "secret internals" not in recorder.texts[0]
    assert "untouched" in recorder.texts[0]


def test_error_with_unknown_code_speaks_for_itself(messages: Messages) -> None:
    recorder = MessageRecorder()
    recorder.listen(messages)
    messages.failure(StylePadError("The file is damaged. Get it again.", code="no.such.code"))
    assert recorder.texts == ["The file is damaged. Get it again."]


def test_recorder_answers_questions_in_order(window: QWidget) -> None:
    recorder = MessageRecorder(answers=["discard", "save"])
    messages = Messages(window, asker=recorder.answer)
    choices = [Choice("save", "Save"), Choice("discard", "Discard", "destructive")]
    assert messages.ask("Close", "Save first?", choices) == "discard"
    assert messages.ask("Close", "Save first?", choices) == "save"
    with pytest.raises(AssertionError, match="unexpected question"):
        messages.ask("Close", "Again?", choices)


@pytest.mark.parametrize(
    ("key", "expected"), [(Qt.Key.Key_Return, "save"), (Qt.Key.Key_Escape, "cancel")]
)
def test_real_box_answers_by_keyboard(
    qtbot: QtBot, messages: Messages, key: Qt.Key, expected: str
) -> None:
    assert messages._asker is ask_in_a_box

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        qtbot.keyClick(box, key)

    QTimer.singleShot(0, press)
    choices = [
        Choice("save", "Save"),
        Choice("discard", "Discard", "destructive"),
        Choice("cancel", "Cancel", "reject"),
    ]
    assert messages.ask("Close", "Save first?", choices) == expected


def test_long_message_is_only_as_high_as_its_lines(qtbot: QtBot, window: QWidget) -> None:
    messages = Messages(window)
    layout = QVBoxLayout(window)
    layout.addWidget(messages.bar)
    layout.addStretch(1)
    window.resize(1100, 600)
    window.show()
    messages.error("A long sentence that needs more than a line. " * 4)
    (row,) = messages.bar.rows
    qtbot.waitUntil(lambda: 0 < row.height() < 5 * row.fontMetrics().height())
    wide = row.height()
    window.resize(400, 600)
    qtbot.waitUntil(lambda: row.height() > wide)
