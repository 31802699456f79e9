"""Original and suggestion beside each other, or stacked where it is narrow."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from stylepad.ui.restyle.judged import JudgedPassage
from stylepad.ui.restyle.marks import Mark, Piece, original_pieces, suggestion_pieces
from stylepad.ui.restyle.passage_view import PassageView, units

SIDE_BY_SIDE_WIDTH = 620
"""Least width, in pixels, at which two columns of about 40 characters fit beside each other."""
_CHUNK = 20_000
_STEP_SECONDS = 0.012
"""How long drawing may hold the UI thread at a time; a quarter of the 50 ms that are felt."""


class Comparison(QWidget):
    """Draws passages as they finish, a few milliseconds at a time, whatever their number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.original = PassageView(self)
        self.suggestion = PassageView(self)
        self._original_label = QLabel(self)
        self._suggestion_label = QLabel(self)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.setChildrenCollapsible(False)
        for label, view in (
            (self._original_label, self.original),
            (self._suggestion_label, self.suggestion),
        ):
            self._splitter.addWidget(_labelled(label, view))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._chunks: deque[str] = deque()
        self._jobs: deque[Callable[[], None]] = deque()
        self._tail: tuple[str, Mark] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._draw_some)
        self._text = ""
        self._drawn = 0
        self._original_drawn = 0
        self._syncing = False
        self._following = False
        self._link(self.original, self.suggestion)
        self._link(self.suggestion, self.original)
        self._retranslate()

    def set_face(self, family: str, points: float) -> None:
        """Show both texts in the face of the editor."""
        for view in (self.original, self.suggestion):
            view.set_face(family, points)

    @property
    def drawing(self) -> bool:
        """Return whether something is still to be drawn."""
        return self._timer.isActive()

    def start(self, original: str) -> None:
        """Show an original, with no suggestion yet."""
        self._text = original
        self._following = True
        self.original.clear_text()
        self._chunks = deque(
            original[start : start + _CHUNK] for start in range(0, len(original), _CHUNK)
        )
        self._restart()

    def draw_again(self, passages: Sequence[JudgedPassage], number: int) -> None:
        """Show the candidates `number` of all these passages in place of what is shown."""
        place = self.suggestion.verticalScrollBar().value()
        self._restart()
        self.add(passages, number)
        self._queue(lambda: self.suggestion.verticalScrollBar().setValue(place))

    def add(self, passages: Sequence[JudgedPassage], number: int) -> None:
        """Show the candidates `number` of passages that have finished, in order."""
        for passage in passages:
            self._queue(partial(self._draw, passage, number))

    def set_tail(self, text: str, mark: Mark = Mark.NONE) -> None:
        """Show what is being written behind the last finished passage."""
        self._tail = (text, mark)
        self._timer.start()

    def finish(self) -> None:
        """Show what stands behind the last passage."""
        self._queue(self._draw_rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between beside each other and stacked."""
        wide = self.width() >= SIDE_BY_SIDE_WIDTH
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._splitter.orientation() != wanted:
            self._splitter.setOrientation(wanted)
            self._splitter.setSizes([1000, 1000])
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _restart(self) -> None:
        self._jobs.clear()
        self._tail = None
        self._drawn = self._original_drawn = 0
        self.suggestion.clear_text()
        self._timer.start()

    def _queue(self, job: Callable[[], None]) -> None:
        self._jobs.append(job)
        self._timer.start()

    def _draw_some(self) -> None:
        deadline = time.monotonic() + _STEP_SECONDS
        follow = self.suggestion.at_end()
        while (self._chunks or self._jobs) and time.monotonic() < deadline:
            if self._chunks:
                self.original.add([Piece(self._chunks.popleft(), Mark.NONE)])
            else:
                self._jobs.popleft()()
        if not self._chunks and not self._jobs:
            self._timer.stop()
            if self._tail is not None:
                self.suggestion.set_tail(*self._tail)
                self._tail = None
        if follow:
            self.suggestion.to_end()

    def _draw(self, passage: JudgedPassage, number: int) -> None:
        result, changes = passage.result, passage.changes_of(number)
        gap = self._text[self._drawn : result.start]
        self.suggestion.add([Piece(gap, Mark.NONE), *suggestion_pieces(changes)])
        start = self._original_drawn + units(gap)
        pieces = original_pieces(result.original, changes)
        self._original_drawn = self.original.mark_again(start, pieces)
        self._drawn = result.end

    def _draw_rest(self) -> None:
        self.suggestion.add([Piece(self._text[self._drawn :], Mark.NONE)])
        if self._following and self.suggestion.at_end():
            # Who watched it being written now reads it from the start.
            QTimer.singleShot(0, self._to_start)
        self._following = False

    def _to_start(self) -> None:
        for view in (self.original, self.suggestion):
            view.verticalScrollBar().setValue(0)

    def _link(self, source: PassageView, target: PassageView) -> None:
        """Scroll `target` to the paragraph that is on top in `source`."""

        def follow() -> None:
            if not self._syncing:
                self._syncing = True
                target.show_place(*source.place())
                self._syncing = False

        source.verticalScrollBar().valueChanged.connect(follow)

    def _retranslate(self) -> None:
        for label, view, name in (
            (self._original_label, self.original, self.tr("Original")),
            (self._suggestion_label, self.suggestion, self.tr("Suggestion")),
        ):
            label.setText(name)
            view.setAccessibleName(name)


def _labelled(label: QLabel, view: PassageView) -> QWidget:
    box = QWidget()
    label.setBuddy(view)
    label.setProperty("muted", True)
    label.setContentsMargins(14, 6, 14, 4)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(label)
    layout.addWidget(view, 1)
    return box
