"""The one door for messages to the writer: calm bars in the window, and questions."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stylepad.ui.error_texts import describe

_log = logging.getLogger(__name__)

INFO_SECONDS = 8
"""How long a message that needs no answer stays: time to read about 25 words."""


class Severity(StrEnum):
    """How much a message matters; themes style `MessageRow[severity="…"]` by it."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a message; the message closes when it is used."""

    label: str
    run: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Message:
    """What the writer is told. A later message with the same non-empty `key` takes its place."""

    severity: Severity
    text: str
    title: str = ""
    actions: tuple[Action, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question. `role` is "accept", "destructive" or "reject" (also Esc)."""

    id: str
    label: str
    role: str = "accept"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that must be answered before anything else; the first choice is the default."""

    title: str
    text: str
    choices: tuple[Choice, ...]


Asker = Callable[[Question, QWidget | None], str]


class Messages(QObject):
    """Shows messages in `bar` and asks questions.

    Tests listen to `posted` and pass an `asker` that answers in the writer's place.
    """

    posted = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, asker: Asker | None = None) -> None:
        super().__init__(parent)
        self._asker = asker or ask_in_a_box
        self.bar = MessageBar(parent)

    def info(
        self, text: str, *, title: str = "", actions: Sequence[Action] = (), key: str = ""
    ) -> None:
        """Say something that needs no answer; it goes by itself unless it has actions."""
        self._post(Message(Severity.INFO, text, title, tuple(actions), key))

    def warn(
        self, text: str, *, title: str = "", actions: Sequence[Action] = (), key: str = ""
    ) -> None:
        """Say something that the writer should know; it stays until closed."""
        self._post(Message(Severity.WARNING, text, title, tuple(actions), key))

    def error(
        self, text: str, *, title: str = "", actions: Sequence[Action] = (), key: str = ""
    ) -> None:
        """Say that something failed; it stays until closed."""
        self._post(Message(Severity.ERROR, text, title, tuple(actions), key))

    def failure(self, error: Exception, *, actions: Sequence[Action] = (), key: str = "") -> None:
        """Say in the interface language what an error means; never shows a traceback."""
        self.error(describe(error), actions=actions, key=key)

    def dismiss(self, key: str) -> None:
        """Take away the message with this key, if it is there."""
        self.bar.dismiss(key)

    def ask(self, title: str, text: str, choices: Sequence[Choice]) -> str:
        """Ask a modal question and return the id of the choice.

        Without a choice (Esc, closed window) that is the one with the role "reject".
        """
        parent = self.parent()
        return self._asker(
            Question(title, text, tuple(choices)), parent if isinstance(parent, QWidget) else None
        )

    def _post(self, message: Message) -> None:
        _log.info("%s: %s %s", message.severity, message.title, message.text)
        self.bar.show_message(message)
        self.posted.emit(message)


class MessageBar(QWidget):
    """The messages that stand now, newest at the bottom; without height when there are none."""

    MOST = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._rows: list[MessageRow] = []
        # Minimum and not Maximum: with wrapped text the height follows from the width.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setVisible(False)

    @property
    def rows(self) -> tuple[MessageRow, ...]:
        """Return the rows that stand now, oldest first."""
        return tuple(self._rows)

    def show_message(self, message: Message) -> None:
        """Add a row, in place of one with the same key or the same text."""
        for row in self.rows:
            same_key = bool(message.key) and row.message.key == message.key
            if same_key or row.message.text == message.text:
                self._remove(row)
        while len(self._rows) >= self.MOST:
            self._remove(self._rows[0])
        row = MessageRow(message, self)
        row.closed.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._layout.addWidget(row)
        self.setVisible(True)
        QAccessible.updateAccessibility(QAccessibleEvent(row, QAccessible.Event.Alert))

    def dismiss(self, key: str) -> None:
        """Remove the row with this key, if it is there."""
        for row in self.rows:
            if row.message.key == key:
                self._remove(row)

    def _remove(self, row: MessageRow) -> None:
        if row not in self._rows:
            return
        self._rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.setVisible(bool(self._rows))


class MessageRow(QFrame):
    """One message with its buttons."""

    closed = Signal()

    _GLYPHS: ClassVar = {Severity.INFO: "i", Severity.WARNING: "!", Severity.ERROR: "×"}

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self.setProperty("severity", str(message.severity))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAccessibleName(f"{message.title} {message.text}".strip())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(10)
        layout.addWidget(self._glyph(), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._label(), 1)
        self.buttons = [self._button(action) for action in message.actions]
        for button in self.buttons:
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.close_button = QPushButton(self)
        self.close_button.setObjectName("messageClose")
        self.close_button.setFlat(bool(message.actions))
        self.close_button.clicked.connect(self.closed)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._timer = QTimer(self, singleShot=True, interval=INFO_SECONDS * 1000)
        self._timer.timeout.connect(self.closed)
        self._start_timer()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Keep a message for as long as the pointer rests on it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the time run again."""
        self._start_timer()
        super().leaveEvent(event)

    def _start_timer(self) -> None:
        if self.message.severity is Severity.INFO and not self.message.actions:
            self._timer.start()

    def _glyph(self) -> QLabel:
        glyph = QLabel(self._GLYPHS[self.message.severity], self)
        glyph.setObjectName("messageGlyph")
        glyph.setProperty("severity", str(self.message.severity))
        glyph.setFixedSize(20, 20)
        glyph.setAlignment(Qt.AlignmentFlag.AlignCenter)
        glyph.setStyleSheet(
            "border: 1px solid palette(window-text); border-radius: 10px; font-weight: bold;"
        )
        return glyph

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        title = f"{self.message.title} — " if self.message.title else ""
        label.setText(f"{title}{self.message.text}")
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        return label

    def _button(self, action: Action) -> QPushButton:
        button = QPushButton(action.label, self)

        def use() -> None:
            self.closed.emit()
            action.run()

        button.clicked.connect(use)
        return button

    def _retranslate(self) -> None:
        self.close_button.setText(self.tr("Close"))


def ask_in_a_box(question: Question, parent: QWidget | None) -> str:
    """Ask in a modal box over `parent` and return the id of the choice."""
    roles = {
        "accept": QMessageBox.ButtonRole.AcceptRole,
        "destructive": QMessageBox.ButtonRole.DestructiveRole,
        "reject": QMessageBox.ButtonRole.RejectRole,
    }
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(question.title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question.text)
    rejected = question.choices[-1].id
    buttons: dict[object, str] = {}
    for choice in question.choices:
        button = box.addButton(choice.label, roles[choice.role])
        buttons[button] = choice.id
        if choice is question.choices[0]:
            box.setDefaultButton(button)
        if choice.role == "reject":
            rejected = choice.id
            box.setEscapeButton(button)
    box.exec()
    chosen = buttons.get(box.clickedButton(), rejected)
    box.deleteLater()
    return chosen


class MessageRecorder(QObject):
    """Remembers what was posted and answers questions from a list: for tests and for the log."""

    def __init__(self, answers: Sequence[str] = ()) -> None:
        super().__init__()
        self.messages: list[Message] = []
        self.questions: list[Question] = []
        self._answers = list(answers)

    def listen(self, messages: Messages) -> None:
        """Remember every message posted from now on."""
        messages.posted.connect(self.messages.append)

    def answer(self, question: Question, _parent: QWidget | None) -> str:
        """Return the next prepared answer; an unexpected question is an error."""
        self.questions.append(question)
        if not self._answers:
            raise AssertionError(f"unexpected question: {question.text}")
        return self._answers.pop(0)

    @property
    def texts(self) -> list[str]:
        """Return the texts of the messages so far."""
        return [message.text for message in self.messages]
