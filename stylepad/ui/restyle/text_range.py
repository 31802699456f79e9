"""A piece of the document that is remembered while the writer goes on editing."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument

_PARAGRAPH = "\u2029"


class TextRange:
    """A range of a document that moves with edits elsewhere and knows when it was edited inside.

    What is typed at either edge does not belong to it. Positions are Qt's: UTF-16 units. `anchor`
    and `position` of the cursor it was made from move along, so that they can be restored.
    """

    def __init__(self, cursor: QTextCursor) -> None:
        """Take the selection, or the paragraph at the cursor where nothing is selected."""
        document = cursor.document()
        self.whole_paragraph = not cursor.hasSelection()
        if self.whole_paragraph:
            block = cursor.block()
            start, end = block.position(), block.position() + block.length() - 1
        else:
            start, end = cursor.selectionStart(), cursor.selectionEnd()
        self._anchor, self._position = cursor.anchor() - start, cursor.position() - start
        self._document = document
        self._start = QTextCursor(document)
        self._start.setPosition(start)
        self._end = QTextCursor(document)
        self._end.setPosition(end)
        self._end.setKeepPositionOnInsert(True)
        self.original = self.text()

    @property
    def document(self) -> QTextDocument:
        """Return the document that the range belongs to."""
        return self._document

    @property
    def start(self) -> int:
        """Return where the range starts now."""
        return self._start.position()

    @property
    def end(self) -> int:
        """Return where the range ends now, never before its start."""
        return max(self._start.position(), self._end.position())

    @property
    def stale(self) -> bool:
        """Return whether the text inside is not the original any more."""
        return self.text() != self.original

    def renewed(self) -> TextRange:
        """Return the range with the text that is inside now."""
        place = QTextCursor(self._document)
        place.setPosition(self.start)
        return TextRange(place if self.whole_paragraph else self.cursor())

    def touches(self, position: int, removed: int, added: int) -> bool:
        """Return whether an edit reported by `contentsChange` can have changed the text inside."""
        return position <= self.end and position + max(removed, added) >= self.start

    def text(self) -> str:
        """Return the text inside as it is now, paragraphs separated by a newline."""
        return self.cursor().selectedText().replace(_PARAGRAPH, "\n")

    def cursor(self) -> QTextCursor:
        """Return a new cursor with the range selected."""
        return self._selecting(self.start, self.end)

    def writer_cursor(self) -> QTextCursor:
        """Return a new cursor with the selection, or the place, that the writer had."""
        return self._selecting(self.start + self._anchor, self.start + self._position)

    def _selecting(self, anchor: int, position: int) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        return cursor
