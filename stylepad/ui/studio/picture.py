"""A plot that a stage has drawn, as wide as its page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

_WIDEST = 760


class Picture(QWidget):
    """An SVG that keeps its proportions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(self)
        self._path = Path()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(_WIDEST)

    def show_svg(self, item: tuple[Path, str, bytes]) -> None:
        """Draw a file's content; its title is the accessible name."""
        self._path, title, data = item
        self._renderer.load(QByteArray(data))
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Keep the proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that goes with a width."""
        size = self._renderer.defaultSize()
        if size.width() <= 0:
            return 0
        return round(min(width, _WIDEST) * size.height() / size.width())

    def sizeHint(self) -> QSize:
        """Return the size of the widest picture."""
        return QSize(_WIDEST, self.heightForWidth(_WIDEST))

    def minimumSizeHint(self) -> QSize:
        """Let the window be narrow."""
        return QSize(200, self.heightForWidth(200))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the plot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter)
        painter.end()
