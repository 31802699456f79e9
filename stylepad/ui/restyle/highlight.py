"""Shows in the text which range a suggestion is for."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from stylepad.ui.editor import Editor
from stylepad.ui.theme import theme_for

_OWNER = "restyle"


class RangeHighlight:
    """A tinted ground under a range; it moves with the text and is no part of it."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor

    def show(self, cursor: QTextCursor) -> None:
        """Mark what the cursor selects."""
        mark = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setBackground(QColor(theme_for(self._editor.palette()).info))
        mark.cursor = cursor
        mark.format = look
        self._editor.set_marks(_OWNER, [mark])

    def clear(self) -> None:
        """Take the mark away."""
        self._editor.set_marks(_OWNER, [])
