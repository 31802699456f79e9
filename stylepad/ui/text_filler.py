"""Puts a long text into a document a piece at a time, so that the window gets its turn between."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

PIECE = 1 << 18
"""Characters inserted at a time, a few milliseconds; more where a paragraph is longer."""


class TextFiller(QObject):
    """Appends a text to a document; there is nothing to undo, and it counts as no change."""

    filled = Signal()
    """The whole text is in the document. Not emitted where it was stopped."""

    def __init__(self, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._text = ""
        self._done = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._append)

    @property
    def active(self) -> bool:
        """Return whether a part of the text is not in the document yet."""
        return self._timer.isActive()

    @property
    def rest(self) -> str:
        """Return what is not in the document yet."""
        return self._text[self._done :]

    def start(self, text: str) -> None:
        """Append a text, from the next turn of the event loop on."""
        self.stop()
        self._text = text
        self._document.setUndoRedoEnabled(False)
        self._timer.start()

    def stop(self) -> None:
        """Drop what is not in the document yet."""
        if self.active:
            self._timer.stop()
            self._document.setUndoRedoEnabled(True)
        self._text, self._done = "", 0

    def _append(self) -> None:
        end = _piece_end(self._text, self._done)
        piece = self._text[self._done : end]
        modified = self._document.isModified()
        # What listens to the change may ask for the rest: it must be in one place only.
        self._done = end
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(piece)
        self._document.setModified(modified)
        if end == len(self._text):
            self.stop()
            self.filled.emit()


def first_piece(text: str) -> str:
    """Return the start of a text that can be shown at once."""
    return text[: _piece_end(text, 0)]


def _piece_end(text: str, start: int) -> int:
    """Return where a piece ends: behind a paragraph, as Qt lays out a paragraph as a whole."""
    end = text.rfind("\n", start, start + PIECE) + 1
    return end or text.find("\n", start) + 1 or len(text)
