"""Asks in which encoding a file is, with the text as it would read in each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from stylepad.documents.encoding import Candidate
from stylepad.ui.encodings import name_of
from stylepad.ui.fonts import reading_font


class EncodingDialog(QDialog):
    """Shows each reading; `chosen` is the index of the one picked."""

    def __init__(
        self, file_name: str, readings: Sequence[Candidate], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._readings = tuple(readings)
        self.setWindowTitle(self.tr("Which Encoding?"))
        question = QLabel(
            self.tr(
                "“{name}” does not say how its letters are written down. Pick the line that reads "
                "right; the file itself is not changed."
            ).format(name=file_name),
            self,
        )
        question.setWordWrap(True)
        question.setTextFormat(Qt.TextFormat.PlainText)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Encodings"))
        self.list.addItems([name_of(reading.encoding) for reading in self._readings])
        self.list.setFixedHeight(24 * len(self._readings) + 44)
        self.preview = QPlainTextEdit(self)
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setFont(reading_font(0.9))
        self.preview.setAccessibleName(self.tr("Preview"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.list.itemDoubleClicked.connect(self.accept)
        self.list.currentRowChanged.connect(self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        for widget in (question, self.list, self.preview, buttons):
            layout.addWidget(widget)
        self.resize(620, 520)
        self.list.setCurrentRow(0)

    @property
    def chosen(self) -> int:
        """Return the index of the picked reading."""
        return self.list.currentRow()

    def _show(self, row: int) -> None:
        self.preview.setPlainText(self._readings[row].preview)
