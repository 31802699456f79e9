"""A bar of what a model needs against what is free."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stylepad.ui.theme import theme_for

HEIGHT = 8


@dataclass(frozen=True, slots=True)
class Share:
    """Bytes that are needed of one kind of memory, of those that are free."""

    needed: int
    free: int

    @property
    def fits(self) -> bool:
        """Return whether there is enough."""
        return self.needed <= self.free


class MemoryBar(QWidget):
    """Filled as far as memory is needed; over its end, in the colour of faults, what is missing.

    The caption beside it says the same in words, so the bar itself is nothing to a screen reader.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = Share(0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: Share) -> None:
        """Show what is needed of what is free."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        """Return a low bar."""
        return QSize(200, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar; its whole length is what is free, or needed where that is more."""
        theme, share = theme_for(self.palette()), self._share
        whole = max(share.needed, share.free, 1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(0, 0, self.width(), HEIGHT), HEIGHT / 2, HEIGHT / 2)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(theme.pressed))
        used = self.width() * min(share.needed, share.free) / whole
        colour = theme.accent if share.fits else theme.muted
        painter.fillRect(QRectF(0, 0, max(used, 3.0), HEIGHT), QColor(colour))
        if not share.fits:
            missing = QRectF(used, 0, self.width() - used, HEIGHT)
            painter.fillRect(missing, QColor(theme.error_text))
            painter.fillRect(QRectF(used - 1, 0, 2, HEIGHT), QColor(theme.window))
        painter.end()
