"""Small controls that look alike everywhere."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from stylepad.ui.icons import icon


def quiet_button(parent: QWidget, *, picture: str = "", checkable: bool = False) -> QToolButton:
    """Return a borderless button for a toolbar-like row; the caller names it."""
    tool = QToolButton(parent)
    tool.setProperty("quiet", True)
    tool.setAutoRaise(True)
    tool.setCheckable(checkable)
    tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if picture:
        tool.setIcon(icon(picture, QPalette.ColorRole.WindowText))
        tool.setIconSize(QSize(18, 18))
        tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return tool


def button(parent: QWidget, *, prominent: bool = False) -> QPushButton:
    """Return a push button; a prominent one is filled with the accent colour."""
    push = QPushButton(parent)
    push.setAutoDefault(False)
    if prominent:
        push.setProperty("prominent", True)
    return push


def paint_note(note: QLabel, *, calm: bool) -> None:
    """Draw a note below a setting as a remark where it is calm, else as a warning."""
    if note.property("calm") != calm:
        note.setProperty("calm", calm)
        note.style().unpolish(note)
        note.style().polish(note)
