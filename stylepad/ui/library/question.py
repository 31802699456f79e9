"""A question in the page itself, with its two answers beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stylepad.ui.library.layout import note
from stylepad.ui.widgets import button


class Question(QWidget):
    """Hidden until it asks; the careful answer has the focus."""

    confirmed = Signal()
    kept = Signal()
    asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = note(self, muted=False)
        self.yes, self.no = button(self), button(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.yes.clicked.connect(lambda: self._answer(self.confirmed))
        self.no.clicked.connect(lambda: self._answer(self.kept))
        self.hide()

    def ask(self, text: str, yes: str, no: str, about: str) -> None:
        """Show a question about something that screen readers hear named with each answer."""
        self.text.setText(text)
        for each, answer in ((self.yes, yes), (self.no, no)):
            each.setText(answer)
            each.setAccessibleName(f"{answer}: {about}")
        self.show()
        self.no.setFocus()
        self.asked.emit()

    def _answer(self, signal: SignalInstance) -> None:
        self.hide()
        signal.emit()
