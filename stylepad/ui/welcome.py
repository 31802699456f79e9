"""The welcome of the first start: a card above a sample text, never a wall."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stylepad import paths
from stylepad.ui.theme import theme_for
from stylepad.ui.widgets import button, quiet_button

_STEPS = 3


def sample_text(language: str) -> str:
    """Return the sample text in an interface language."""
    path = paths.resources() / "samples" / f"welcome.{language}.md"
    return path.read_text(encoding="utf-8")


class WelcomeCard(QWidget):
    """Says in three lines what the program does."""

    empty_page_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel(self)
        self._title.setObjectName("welcomeTitle")
        self._note = QLabel(self)
        self._note.setObjectName("welcomeNote")
        self._note.setWordWrap(True)
        self._steps = [QLabel(self) for _ in range(_STEPS)]
        self._empty = button(self)
        self._close = quiet_button(self, picture="close")
        self._empty.clicked.connect(self.empty_page_wanted)
        self._close.clicked.connect(self.closed)
        self._lay_out()
        self._retranslate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self._title)
        top.addWidget(self._note, 1)
        top.addWidget(self._close)
        body = QGridLayout()
        body.setHorizontalSpacing(12)
        body.setVerticalSpacing(6)
        for row, label in enumerate(self._steps):
            label.setWordWrap(True)
            body.addWidget(_Numeral(row + 1, self), row, 0, Qt.AlignmentFlag.AlignTop)
            body.addWidget(label, row, 1)
        body.setColumnStretch(1, 1)
        body.addWidget(self._empty, 0, 2, _STEPS, 1, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 12, 16, 14)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(body)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Welcome"))
        self._title.setText(self.tr("Welcome to StylePad"))
        texts = (
            self.tr("Highlight a paragraph of the text below."),
            self.tr("Click Restyle and pick an author."),
            self.tr("Compare the suggestion with your own words, and accept it or not."),
        )
        for label, text in zip(self._steps, texts, strict=True):
            label.setText(text)
        self._note.setText(
            self.tr("Everything happens on this computer; your text is sent nowhere.")
        )
        self._empty.setText(self.tr("Start with an Empty Page"))
        name = self.tr("Close the welcome")
        self._close.setToolTip(name)
        self._close.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)


class _Numeral(QWidget):
    """A number in a ring."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self.setFixedSize(QSize(22, 22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring and the number."""
        theme = theme_for(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.selection))
        painter.drawEllipse(QPointF(11, 11), 11, 11)
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.selection_text))
        painter.drawText(QRectF(0, 0, 22, 22), Qt.AlignmentFlag.AlignCenter, str(self._number))
