"""Counting words in the background while the writer types."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from stylepad.text.words import count_words
from stylepad.ui.editor import Editor
from stylepad.ui.tasks import Progress, Tasks

DELAY = 250
"""Milliseconds after the last change before the words are counted."""
_PIECE = 1 << 15
"""Characters counted at a time: a few milliseconds, so that the window gets its turn between."""


def count_in_pieces(text: str) -> int:
    """Return the number of words, counted in pieces that end with a paragraph."""
    return sum(count_words(piece) for piece in _pieces(text))


class WordCounter(QObject):
    """Keeps the number of words of the document and of the selection."""

    counted = Signal(int, int)
    """Words of the document and of the selection (-1: nothing is selected)."""

    def __init__(self, editor: Editor, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._tasks = tasks
        self._words = 0
        self._text_changed = True
        self._again = False
        self._busy = False
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self._count)
        editor.document().contentsChanged.connect(self._on_text_changed)
        editor.selectionChanged.connect(self._timer.start)
        self._timer.start()

    def _on_text_changed(self) -> None:
        self._text_changed = True
        self._timer.start()

    def _count(self) -> None:
        if self._busy:
            self._again = True
            return
        self._busy = True
        text = self._editor.snapshot() if self._text_changed else None
        cursor = self._editor.textCursor()
        selected = cursor.selectedText() if cursor.hasSelection() else None
        self._text_changed = False

        def work(_progress: Progress) -> tuple[int, int]:
            words = self._words if text is None else count_in_pieces(text)
            return words, -1 if selected is None else count_in_pieces(selected)

        self._tasks.run(work, done=self._on_counted)

    def _on_counted(self, counts: tuple[int, int]) -> None:
        self._busy = False
        self._words = counts[0]
        self.counted.emit(*counts)
        if self._again:
            self._again = False
            self._timer.start()


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = start + _PIECE
        while end < len(text) and not text[end].isspace() and end - start < 2 * _PIECE:
            end += 1
        yield text[start:end]
        start = end
