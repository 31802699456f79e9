"""A read-only text that grows at its end, for the original and for the suggestion."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from stylepad.ui.fonts import reading_font
from stylepad.ui.restyle.marks import Mark, Piece, formats

_ZOOM = 0.93
_MARGIN = 14


class PassageView(QPlainTextEdit):
    """Shows marked text; the part behind `settled` is a tail that may still be rewritten.

    Positions are Qt's, in UTF-16 units.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.set_face()
        self.document().setDocumentMargin(_MARGIN)
        self._formats = formats(self.palette())
        self._settled = 0
        self._tail = ""

    @property
    def settled(self) -> int:
        """Return where the tail starts."""
        return self._settled

    def set_face(self, family: str = "", points: float = 0.0) -> None:
        """Set face and size as the editor has them; "" and 0 are the program's own."""
        font = reading_font(_ZOOM, family, points)
        self.setFont(font)
        self.document().setDefaultFont(font)

    def clear_text(self) -> None:
        """Take all text away."""
        self.clear()
        self._settled, self._tail = 0, ""

    def add(self, pieces: Sequence[Piece]) -> None:
        """Put settled pieces in the place of the tail."""
        cursor = self._tail_cursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for piece in pieces:
            cursor.insertText(piece.text, self._formats[piece.mark])
        cursor.endEditBlock()
        self._settled, self._tail = cursor.position(), ""

    def set_tail(self, text: str, mark: Mark = Mark.NONE) -> None:
        """Show unsettled text at the end; what it shares with the last tail stays untouched."""
        cursor = self._tail_cursor()
        if mark is Mark.NONE and self._tail and text.startswith(self._tail):
            cursor.clearSelection()
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text[len(self._tail) :], self._formats[mark])
        elif text != self._tail or mark is not Mark.NONE:
            cursor.insertText(text, self._formats[mark])
        self._tail = text

    def mark_again(self, start: int, pieces: Sequence[Piece]) -> int:
        """Give the text from `start` on the pieces' marks; return where it ends.

        The text itself must be that of the pieces.
        """
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        position = start
        for piece in pieces:
            cursor.setPosition(position)
            position += units(piece.text)
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._formats[piece.mark])
        cursor.endEditBlock()
        return position

    def at_end(self) -> bool:
        """Return whether the end of the text is in view."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 1

    def to_end(self) -> None:
        """Scroll to the end."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def place(self) -> tuple[int, int]:
        """Return the paragraph on top, and which of its lines that is."""
        block = self.firstVisibleBlock()
        return block.blockNumber(), self.verticalScrollBar().value() - block.firstLineNumber()

    def show_place(self, paragraph: int, line: int) -> None:
        """Scroll to a place that another view of the same paragraphs gave."""
        block = self.document().findBlockByNumber(paragraph)
        if block.isValid():
            inside = max(0, min(line, block.lineCount() - 1))
            self.verticalScrollBar().setValue(block.firstLineNumber() + inside)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new theme's marks; text that stands keeps its own until it is drawn again."""
        if event.type() == QEvent.Type.PaletteChange:
            self._formats = formats(self.palette())
        super().changeEvent(event)

    def _tail_cursor(self) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._settled)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units, which is how Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
