"""The list of keyboard shortcuts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)


class ShortcutsDialog(QDialog):
    """Every command that has a key."""

    change_wanted = Signal()

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard Shortcuts"))
        note = QLabel(self.tr("They work on an English and on a Russian keyboard layout."), self)
        note.setProperty("muted", True)
        note.setWordWrap(True)
        table = QWidget(self)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(7)
        keyed = [action for action in actions if not action.shortcut().isEmpty()]
        for row, action in enumerate(keyed):
            name = QLabel(action.text().replace("&", "").rstrip("…"), table)
            key = QLabel(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), table)
            key.setProperty("muted", True)
            grid.addWidget(name, row, 0)
            grid.addWidget(key, row, 1, Qt.AlignmentFlag.AlignRight)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(table)
        scroll.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        change = buttons.addButton(self.tr("Change…"), QDialogButtonBox.ButtonRole.ActionRole)
        change.setAutoDefault(False)
        change.clicked.connect(self.reject)
        change.clicked.connect(self.change_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(14)
        layout.addWidget(note)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        self.resize(420, 560)
