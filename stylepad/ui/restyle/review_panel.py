"""The review of a suggestion: who, how strong, both texts, what was kept, and the decision."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from stylepad.ui.restyle.actions import ActionButton, RestyleActions
from stylepad.ui.restyle.comparison import Comparison
from stylepad.ui.restyle.legend import Legend
from stylepad.ui.restyle.plain_first import PlainFirst
from stylepad.ui.restyle.report_view import ReportView
from stylepad.ui.restyle.strength import StrengthControl

_EDGE = 14


class ReviewPanel(QWidget):
    """Shows what it is told; decisions leave it through the actions."""

    style_wanted = Signal(QRect)
    """The writer asks for another style; carries the button's place on the screen."""
    looks_changed = Signal()
    """The theme changed: what is marked must be drawn again."""
    language_changed = Signal()

    def __init__(self, actions: RestyleActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewPanel")
        self.setMinimumWidth(340)
        self._actions = actions
        self.style_button = QToolButton(self)
        self.counter = QLabel(self)
        self.strength = StrengthControl(self)
        self.plain = PlainFirst(self)
        self.status = QLabel(self)
        self.progress = QProgressBar(self)
        self.comparison = Comparison(self)
        self.legend = Legend(self)
        self.report = ReportView(self)
        self._set_up()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        # The button's own padding stands over the edge, so that its text is in line.
        layout.addLayout(_padded(self._head(), 8, 6, left=_EDGE - 9))
        layout.addLayout(_padded(self._strength_row(), 0, 6))
        layout.addLayout(_padded(self._plain_row(), 0, 0))
        layout.addLayout(_padded(self._status_row(), 0, 4))
        layout.addWidget(self.progress)
        layout.addWidget(self.comparison, 1)
        layout.addWidget(_rule())
        layout.addLayout(_padded(self._foot(), 8, 10))
        actions.escape_in(self)
        self._retranslate()

    def sizeHint(self) -> QSize:
        """Return the width at which the window opens the panel."""
        return QSize(470, 640)

    def show_style(self, name: str) -> None:
        """Show whose manner it is."""
        self.style_button.setText(f"{name}  ▾")
        self.style_button.setAccessibleName(self.tr("Style: {name}").format(name=name))

    def show_counter(self, number: int, total: int) -> None:
        """Show which candidate is seen, counted from 0; nothing where there is no choice."""
        shown = total > 1
        self.counter.setText(
            self.tr("{number} of {total}").format(number=number + 1, total=total) if shown else ""
        )
        for widget in (self._previous, self._next, self.counter):
            widget.setVisible(shown)

    def show_status(self, text: str, *, warns: bool = False) -> None:
        """Show in one line how far it is; an empty text takes the line away."""
        self.status.setText(f"! {text}" if warns else text)
        self.status.setVisible(bool(text))

    def show_progress(self, done: int, total: int, *, running: bool) -> None:
        """Show the bar while running: how many of the passages are done, or only that it runs."""
        self.progress.setVisible(running)
        self._stop.setVisible(running)
        self.progress.setRange(0, total if total > 1 else 0)
        self.progress.setValue(done)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.language_changed.emit()
        elif event.type() == QEvent.Type.PaletteChange:
            self.looks_changed.emit()
        super().changeEvent(event)

    def _set_up(self) -> None:
        self.style_button.setProperty("quiet", True)
        self.style_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        font = self.style_button.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        font.setBold(True)
        self.style_button.setFont(font)
        self.style_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.style_button.clicked.connect(self._ask_for_style)
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(3)

    def _head(self) -> QHBoxLayout:
        self._previous = ActionButton(self._actions.previous, self, bare=True)
        self._next = ActionButton(self._actions.next, self, bare=True)
        row = QHBoxLayout()
        row.addWidget(self.style_button)
        row.addStretch(1)
        row.addWidget(self._previous)
        row.addWidget(self.counter)
        row.addWidget(self._next)
        return row

    def _strength_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.strength)
        return row

    def _plain_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.plain)
        return row

    def _status_row(self) -> QHBoxLayout:
        self._stop = ActionButton(self._actions.stop, self)
        row = QHBoxLayout()
        row.addWidget(self.status, 1)
        row.addWidget(self._stop)
        return row

    def _foot(self) -> QVBoxLayout:
        self._accept = ActionButton(self._actions.accept, self)
        self._accept.setProperty("prominent", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._accept)
        buttons.addWidget(ActionButton(self._actions.again, self))
        buttons.addStretch(1)
        buttons.addWidget(ActionButton(self._actions.discard, self))
        foot = QVBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.legend)
        foot.addWidget(self.report)
        foot.addLayout(buttons)
        return foot

    def _ask_for_style(self) -> None:
        button = self.style_button
        self.style_wanted.emit(QRect(button.mapToGlobal(button.rect().topLeft()), button.size()))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Review"))
        self.style_button.setToolTip(self.tr("Choose another style for the same text"))
        self.progress.setAccessibleName(self.tr("Progress"))


def _padded(
    inner: QHBoxLayout | QVBoxLayout, top: int, bottom: int, left: int = _EDGE
) -> QHBoxLayout:
    outer = QHBoxLayout()
    outer.setContentsMargins(left, top, _EDGE, bottom)
    outer.addLayout(inner)
    return outer


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.HLine)
    rule.setFrameShadow(QFrame.Shadow.Plain)
    rule.setForegroundRole(rule.palette().ColorRole.Mid)
    return rule
