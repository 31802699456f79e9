"""Line icons: our own SVG files, drawn in the colour that the theme asks for."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from stylepad import paths


class LineIconEngine(QIconEngine):
    """Draws an SVG whose strokes are `currentColor` in a palette role's colour, at any size."""

    def __init__(self, name: str, role: QPalette.ColorRole, colour: str = "") -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._colour = colour
        self._source = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")

    def paint(self, painter: QPainter, rect: object, mode: QIcon.Mode, _state: object) -> None:
        """Draw the icon into a rectangle."""
        group = (
            QPalette.ColorGroup.Disabled
            if mode is QIcon.Mode.Disabled
            else QPalette.ColorGroup.Active
        )
        colour = self._colour or QApplication.palette().color(group, self._role).name()
        source = self._source.replace("currentColor", colour)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(rect))  # type: ignore[call-overload]

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon as a pixmap."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Return a copy."""
        return LineIconEngine(self._name, self._role, self._colour)


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """Return the line icon `name`; its colour follows the palette."""
    return QIcon(LineIconEngine(name, role))


def app_icon() -> QIcon:
    """Return the program's icon."""
    return QIcon(str(paths.resources() / "icons" / "stylepad.svg"))
