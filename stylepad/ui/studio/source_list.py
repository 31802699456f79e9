"""The files and folders with an author's texts: chosen, dropped, taken out again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

_PATH = Qt.ItemDataRole.UserRole


class SourceList(QListWidget):
    """A list of paths that takes what is dropped on it; Delete takes the selected ones out."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAcceptDrops(True)
        self.setMinimumHeight(140)
        self._retranslate()

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return what is in the list, in its order."""
        return tuple(self.item(row).data(_PATH) for row in range(self.count()))

    def add(self, paths: Iterable[Path]) -> None:
        """Add files and folders that are not there yet."""
        known = set(self.paths)
        for path in paths:
            if path not in known:
                known.add(path)
                item = QListWidgetItem(str(path))
                item.setData(_PATH, path)
                item.setToolTip(str(path))
                self.addItem(item)
        self.edited.emit()

    def remove_selected(self) -> None:
        """Take the selected ones out of the list; the files stay."""
        for item in self.selectedItems():
            self.takeItem(self.row(item))
        self.edited.emit()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("The author's texts"))
        self._hint = self.tr("Drop files, folders or archives here")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the selected ones out with Delete."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_selected()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Accept them anywhere in the list."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        urls = event.mimeData().urls()
        self.add(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say in an empty list what it is for."""
        super().paintEvent(event)
        if self.count() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._hint)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
