"""The bundled faces: one for reading, one for the interface where the desktop has no house face."""

from __future__ import annotations

import sys

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from stylepad import paths

READING_FAMILY = "StylePad Reading"
INTERFACE_FAMILY = "StylePad Interface"
READING_POINTS = 13.5
"""Size of the reading face at 100 % zoom, in points."""


def install(app: QApplication) -> None:
    """Register the bundled faces and dress the interface on desktops without a house face."""
    for path in sorted((paths.resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    if sys.platform.startswith("linux"):
        font = QFont(app.font())
        font.setFamilies([INTERFACE_FAMILY, *app.font().families()])
        font.setPointSizeF(max(font.pointSizeF(), 10.0))
        app.setFont(font)


def reading_font(zoom: float = 1.0, family: str = "", points: float = 0.0) -> QFont:
    """Return the reading face at a zoom factor, or the writer's own face and size in points."""
    families = [READING_FAMILY, "Literata", "PT Serif", "Georgia", "serif"]
    font = QFont([family, *families] if family else families)
    font.setPointSizeF((points or READING_POINTS) * zoom)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
