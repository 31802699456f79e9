"""One stage of a job as a line: its name, how it stands, how far it is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from stylepad.studio.job import Stage
from stylepad.studio.state import StageState, Status
from stylepad.ui.error_texts import describe
from stylepad.ui.library.layout import note, say, warn
from stylepad.ui.studio import words
from stylepad.ui.theme import theme_for

_MARK = 22


class StageMark(QWidget):
    """A disc that shows how a stage stands: empty, filled, ticked, crossed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = Status.WAITING
        self._alive = False
        self.setFixedSize(QSize(_MARK, _MARK))

    def show_status(self, status: Status, alive: bool) -> None:
        """Draw a status."""
        if (status, alive) != (self._status, self._alive):
            self._status, self._alive = status, alive
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc and what is in it."""
        theme = theme_for(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = self.rect().adjusted(2, 2, -2, -2)
        running = self._status is Status.RUNNING and self._alive
        if self._status is Status.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(disc)
            self._strokes(painter, theme.accent_text, [(7, 11, 10, 14), (10, 14, 15, 8)])
        elif self._status is Status.FAILED:
            painter.setPen(QPen(QColor(theme.error_text), 1.5))
            painter.drawEllipse(disc)
            self._strokes(painter, theme.error_text, [(8, 8, 14, 14), (14, 8, 8, 14)])
        elif self._status is Status.WAITING:
            painter.setPen(QPen(QColor(theme.faint), 1.5))
            painter.drawEllipse(disc)
        else:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawEllipse(disc)
            if running:
                painter.setBrush(QColor(theme.accent))
                painter.drawEllipse(disc.adjusted(5, 5, -5, -5))
            else:
                self._strokes(painter, theme.accent, [(9, 8, 9, 14), (13, 8, 13, 14)])
        painter.end()

    def _strokes(
        self, painter: QPainter, colour: str, lines: list[tuple[int, int, int, int]]
    ) -> None:
        pen = QPen(QColor(colour), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for line in lines:
            painter.drawLine(*line)


class StageLine(QWidget):
    """A stage with its mark and name; below, what it does, how far it is, or why it failed."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self.mark = StageMark(self)
        self.name, self.status = QLabel(self), QLabel(self)
        self.name.setProperty("strong", True)
        self.status.setProperty("muted", True)
        self.detail = note(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.name)
        head.addStretch(1)
        head.addWidget(self.status)
        self.right = QVBoxLayout()
        self.right.setSpacing(4)
        self.right.addLayout(head)
        self.right.addWidget(self.detail)
        self.right.addWidget(self.bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(12)
        layout.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self.right, 1)

    def show_state(self, state: StageState, alive: bool) -> None:
        """Show how the stage stands."""
        name, stands = words.stage(self.stage), words.status(state.status, alive)
        self.mark.show_status(state.status, alive)
        self.name.setText(name)
        finished = state.status is Status.DONE and state.seconds >= 1
        self.status.setText(f"{stands}, {words.spent(state.seconds)}" if finished else stands)
        failed = state.status is Status.FAILED and state.error is not None
        if failed and state.error is not None:
            say(self.detail, describe(state.error.error()))
        elif state.status in (Status.RUNNING, Status.PAUSED):
            say(self.detail, words.progress(self.stage, state) or words.about(self.stage))
        else:
            say(self.detail, words.about(self.stage))
        warn(self.detail, failed)
        self.detail.setProperty("muted", not failed)
        self.detail.style().polish(self.detail)
        running = state.status is Status.RUNNING and alive
        self.bar.setVisible(running or (state.status is Status.PAUSED and state.total > 0))
        self.bar.setRange(0, 1000 if state.total else 0)
        if state.total:
            self.bar.setValue(1000 * state.done // state.total)
        self.bar.setAccessibleName(name)
        self.setAccessibleName(f"{name}: {stands}")
