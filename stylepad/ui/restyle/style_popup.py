"""The dropdown of styles: typing filters, arrows choose, Enter picks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from stylepad.styles.library import BrokenPack
from stylepad.styles.pack import StylePack
from stylepad.ui.restyle.style_delegate import StyleDelegate
from stylepad.ui.restyle.style_list import StyleContext, StyleListModel

WIDTH = 500
MOST_ROWS = 7
_LIST_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class StylePopup(QFrame):
    """A popup that emits `picked` with a StylePack, or `fault_asked` with a broken pack's error."""

    picked = Signal(object)
    fault_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.filter_edit = QLineEdit(self)
        self.filter_edit.setClearButtonEnabled(True)
        self.filter_edit.installEventFilter(self)
        self.list = QListView(self)
        self._model = StyleListModel(self)
        self._nothing = QLabel(self)
        self._set_up_list()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 6)
        layout.setSpacing(6)
        edge = QVBoxLayout()
        edge.setContentsMargins(8, 8, 8, 0)
        edge.addWidget(self.filter_edit)
        layout.addLayout(edge)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list)
        self.filter_edit.textChanged.connect(self._on_filter_changed)
        self.list.clicked.connect(self._pick)
        self._retranslate()

    def open_at(
        self,
        spot: QRect,
        styles: Sequence[StylePack],
        broken: Sequence[BrokenPack],
        context: StyleContext,
    ) -> None:
        """Show the styles under `spot` (global), or above it where there is no room below."""
        self.filter_edit.clear()
        self._model.set_styles(styles, broken, context)
        self._show_state()
        self._choose(0)
        self._place(spot)
        self.show()
        self.filter_edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows and Enter reach the list while typing filters."""
        pressed = watched is self.filter_edit and event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._on_key(event):
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _set_up_list(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(StyleDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # typing filters, wherever one clicked
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(16, 8, 16, 8)
        self._nothing.setProperty("muted", True)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in _LIST_KEYS:
            self.list.event(event)
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._pick(self.list.currentIndex())
            return True
        return False

    def _on_filter_changed(self, query: str) -> None:
        self._model.filter(query)
        self._show_state()
        self._choose(0)

    def _show_state(self) -> None:
        rows = self._model.rowCount()
        self.list.setVisible(rows > 0)
        self._nothing.setVisible(rows == 0)
        self._nothing.setText(
            self.tr("No style has these words.")
            if self.filter_edit.text().strip()
            else self.tr("No styles are installed.")
        )

    def _choose(self, row: int) -> None:
        index = self._model.index(row, 0)
        if index.isValid():
            self.list.setCurrentIndex(index)

    def _pick(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry = self._model.entry(index.row())
        self.hide()
        if entry.pack is not None:
            self.picked.emit(entry.pack)
        else:
            self.fault_asked.emit(entry.fault)

    def _place(self, spot: QRect) -> None:
        row = self.list.sizeHintForRow(0) if self._model.rowCount() else 0
        rows = min(MOST_ROWS, self._model.rowCount())
        self.list.setFixedHeight(max(1, row * rows))
        self.setFixedWidth(WIDTH)
        self.adjustSize()
        screen = QGuiApplication.screenAt(spot.center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        corner = spot.bottomLeft() + QPoint(0, 4)
        if corner.y() + self.height() > room.bottom():
            corner.setY(max(room.top(), spot.top() - 4 - self.height()))
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        self.move(corner)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Styles"))
        self.list.setAccessibleName(self.tr("Styles"))
        self.filter_edit.setAccessibleName(self.tr("Filter styles"))
        self.filter_edit.setPlaceholderText(self.tr("Type to filter the styles"))
