"""The text: a calm page in the reading face.

It is a QPlainTextEdit because its layout works line by line: a 5 MB text opens and scrolls at
once, where QTextEdit lays out every paragraph first. It still is a QTextDocument with blocks and
character formats. The plain layout has no line height; the reading face brings its own
(packaging/fonts).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDropEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QTextEdit, QWidget

from stylepad.ui.fonts import reading_font
from stylepad.ui.text_filler import TextFiller, first_piece
from stylepad.ui.undo_selections import UndoSelections

LINE_CHARACTERS = 68
"""Longest line, in usual characters: 45 to 75 read best (Bringhurst, 2.1.2)."""
_USUAL = "The light of the morning was on the water. Утренний свет лежал на тихой воде. "
PAGE_MARGIN = 36
LONGEST_WORD = 20_000
"""Letters without a blank up to which words are kept whole: the time grows with the square."""
ZOOM_STEP = 1.1
ZOOM_RANGE = (0.5, 4.0)

_PARAGRAPH = "\u2029"
_MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
}


class Editor(QPlainTextEdit):
    """The writer's text. Positions are Qt's: UTF-16 units from the start of the document."""

    files_dropped = Signal(list)
    """Paths of files that were dropped on the text."""
    zoom_changed = Signal(float)
    filled = Signal()
    """The text that `fill` was given is there as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom = 1.0
        self._family, self._points, self._line = "", 0.0, LINE_CHARACTERS
        self._context_actions: tuple[QAction, ...] = ()
        self._marks: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._undo_selections = UndoSelections(self.document())
        self._filler = TextFiller(self.document(), self)
        self._filler.filled.connect(self.filled)
        self._snapshot: str | None = None
        self.document().contentsChange.connect(self._drop_snapshot)
        self.document().contentsChanged.connect(self._drop_snapshot)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.setCursorWidth(2)
        self.document().setDocumentMargin(PAGE_MARGIN)
        # Until its stack was emptied once, a document does not say that undo became possible.
        self.set_text("")
        self.set_zoom(1.0)
        self._retranslate()

    # --- text ---------------------------------------------------------------------------------

    def text(self) -> str:
        """Return the whole text with "\\n" between paragraphs, every other character as it is.

        While `fill` is at work its whole text. Qt's own `toPlainText` turns no-break spaces into
        spaces.
        """
        return self.document().toRawText().replace(_PARAGRAPH, "\n") + self._filler.rest

    def snapshot(self) -> str:
        """Return `text` for looking at: several that look at a long text share one copy."""
        if self._snapshot is None:
            self._snapshot = self.text()
        return self._snapshot

    def _drop_snapshot(self) -> None:
        self._snapshot = None

    @property
    def filling(self) -> bool:
        """Return whether `fill` is at work: positions behind the end are still to come."""
        return self._filler.active

    def set_text(self, text: str) -> None:
        """Replace the whole text; it counts as unmodified and there is nothing to undo."""
        self._start_with(text, "")

    def fill(self, text: str) -> None:
        """Replace the whole text like `set_text`, a long one a piece at a time; emit `filled`.

        Reading `text` is safe meanwhile; the writer should not edit.
        """
        first = first_piece(text)
        self._start_with(first, text[len(first) :])
        if not self.filling:
            self.filled.emit()

    def _start_with(self, first: str, rest: str) -> None:
        self._filler.stop()
        self._undo_selections.clear()
        self.setPlainText("")  # an endless word of the old text must not be laid out once more
        self._keep_words_whole(_has_no_endless_word(first) and _has_no_endless_word(rest))
        if rest:  # before the first change, so that whoever hears of it reads the whole text
            self._filler.start(rest)
        self.setPlainText(first)
        self.document().setModified(False)

    def _keep_words_whole(self, whole: bool) -> None:
        mode = QTextOption.WrapMode
        wanted = mode.WrapAtWordBoundaryOrAnywhere if whole else mode.WrapAnywhere
        if self.wordWrapMode() != wanted:
            # The bar would come up behind the insertion, and all be laid out once more beside it.
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(
                policy.ScrollBarAsNeeded if whole else policy.ScrollBarAlwaysOn
            )
            self.setWordWrapMode(wanted)

    def text_between(self, start: int, end: int) -> str:
        """Return the text from `start` to `end` with "\\n" between paragraphs."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace(_PARAGRAPH, "\n")

    def replace(self, start: int, end: int, text: str) -> tuple[int, int]:
        """Replace `start`:`end` as one undo step and select the new text; return its bounds.

        Undo restores the text and the selection of before; redo the new text, selected.
        """
        selected = (self.textCursor().anchor(), self.textCursor().position())
        step = QTextCursor(self.document())
        step.setPosition(start)
        step.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        step.beginEditBlock()
        step.insertText(text)
        new_end = step.position()
        # Qt joins typing behind an insertion to the same undo step; a change of format ends it.
        # Of the last character only: on redo Qt would add its length to an insertion there.
        step.setPosition(max(start, new_end - 1), QTextCursor.MoveMode.KeepAnchor)
        step.mergeCharFormat(QTextCharFormat())
        step.endEditBlock()
        after = self.textCursor()
        after.setPosition(start)
        after.setPosition(new_end, QTextCursor.MoveMode.KeepAnchor)
        self._undo_selections.add(selected, (start, new_end))
        self.setTextCursor(after)
        return start, new_end

    def undo(self) -> None:
        """Undo one step; a replacement gets its selection back."""
        selection = self._undo_selections.before_undo()
        super().undo()
        self._select(selection)

    def redo(self) -> None:
        """Redo one step; a replacement is selected again."""
        super().redo()
        self._select(self._undo_selections.after_redo())

    def _select(self, selection: tuple[int, int] | None) -> None:
        length = self.document().characterCount() - 1
        if selection is None or max(selection) > length:
            return
        cursor = self.textCursor()
        cursor.setPosition(selection[0])
        cursor.setPosition(selection[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # --- looks --------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """Return the zoom of the text, 1.0 is 100 %."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Set the size of the text, bounded to what is legible."""
        self._zoom = min(max(zoom, ZOOM_RANGE[0]), ZOOM_RANGE[1])
        font = reading_font(self._zoom, self._family, self._points)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._set_margins()
        self.zoom_changed.emit(self._zoom)

    def set_face(self, family: str = "", points: float = 0.0, line: int = LINE_CHARACTERS) -> None:
        """Set face, size at 100 % in points, and longest line in usual characters.

        "" and 0 are the program's own face and size; a line of 0 is as wide as the window.
        """
        self._family, self._points, self._line = family, points, line
        self.set_zoom(self._zoom)

    def zoom_by(self, steps: int) -> None:
        """Make the text larger or, with negative `steps`, smaller."""
        self.set_zoom(self._zoom * ZOOM_STEP**steps)

    def set_context_actions(self, actions: Sequence[QAction]) -> None:
        """Put actions at the top of the context menu."""
        self._context_actions = tuple(actions)

    def set_marks(self, owner: str, marks: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Mark pieces of the text; the marks of every owner stand beside each other."""
        self._marks[owner] = list(marks)
        self.setExtraSelections([mark for each in self._marks.values() for mark in each])

    def _set_margins(self) -> None:
        usual = QFontMetricsF(self.font()).horizontalAdvance(_USUAL) / len(_USUAL)
        line = usual * self._line + 2 * PAGE_MARGIN
        free = self.width() - self.verticalScrollBar().sizeHint().width() - line
        side = max(0, int(free / 2)) if self._line else 0
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Text"))
        self.setPlaceholderText(self.tr("Write or paste a text here."))

    # --- Qt events ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column centred."""
        self._set_margins()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let the margins beside the column scroll and select like the column itself."""
        if isinstance(event, QWheelEvent):
            return QApplication.sendEvent(self.verticalScrollBar(), event)
        if event.type() in _MOUSE and isinstance(event, QMouseEvent):
            viewport = self.viewport()
            inside = QPointF(viewport.mapFrom(self, event.position().toPoint()))
            moved = QMouseEvent(
                event.type(),
                inside,
                event.globalPosition(),
                event.button(),
                event.buttons(),
                event.modifiers(),
            )
            return QApplication.sendEvent(viewport, moved)
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y()
            if steps:
                self.zoom_by(1 if steps > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo through here; Shift+Enter is a paragraph, not Qt's line separator."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (
            event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        ):
            self.textCursor().insertText("\n")
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the usual menu with the program's own actions on top."""
        menu = self.createStandardContextMenu(event.pos())
        first = menu.actions()[0] if menu.actions() else None
        if self._context_actions and first is not None:
            menu.insertActions(first, list(self._context_actions))
            menu.insertSeparator(first)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Accept text and files."""
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text as plain text; files are opened, not inserted."""
        files = _local_files(source)
        if files:
            self.files_dropped.emit(files)
        elif source.hasText():
            self._insert_pasted(source.text())
            self.ensureCursorVisible()

    def _insert_pasted(self, text: str) -> None:
        cursor = self.textCursor()
        block, place = cursor.block().text(), cursor.positionInBlock()
        if not _has_no_endless_word(block[:place] + text + block[place:]):
            self._keep_words_whole(False)
        cursor.insertText(text)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open dropped files; move or copy dropped text."""
        files = _local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)
            return
        super().dropEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text, with no-break spaces kept."""
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(cursor.selectedText().replace(_PARAGRAPH, "\n"))
        return data


def _local_files(source: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]


def _has_no_endless_word(text: str) -> bool:
    long_lines = (line for line in text.split("\n") if len(line) > LONGEST_WORD)
    return all(len(word) <= LONGEST_WORD for line in long_lines for word in line.split())
