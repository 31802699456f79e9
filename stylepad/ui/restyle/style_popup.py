"""The dropdown of styles: typing filters, arrows choose, Enter picks.

It lies over the window as a part of it. A window of its own would be one of two things: a
Qt.Popup, which Qt keeps out of the accessibility tree, or a tool window, which Wayland lets nobody
place. So what a popup window has by itself is done here: any click elsewhere closes it, no
shortcut of the window works through it, and the focus goes back to where it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
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
_PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}
_LEAVING = {QEvent.Type.Resize, QEvent.Type.WindowDeactivate}


class StylePopup(QFrame):
    """A list that emits `picked` with a StylePack, or `fault_asked` with a broken pack's error."""

    picked = Signal(object)
    fault_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.hide()
        self._focus_before: QWidget | None = None
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.filter_edit = QLineEdit(self)
        self.filter_edit.setClearButtonEnabled(True)
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
        self.list.selectionModel().currentChanged.connect(
            lambda chosen, _before: self._tell_readers(chosen)
        )
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
        if self.isHidden():
            self._focus_before = self.window().focusWidget()
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self.show()
        self.raise_()
        self.filter_edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_list(self) -> None:
        """Hide the list and give the focus back to what had it before."""
        if self.isHidden():
            return
        before, self._focus_before = self._focus_before, None
        if before is not None and self.window().focusWidget() is self.filter_edit:
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows and Enter reach the list while typing filters; close on what is elsewhere.

        While the list is open this sees every event of the program.
        """
        kind = event.type()
        if watched is self.filter_edit:
            return self._on_filter_event(event)
        left = watched is self.window() and kind in _LEAVING
        if left or (kind in _PRESSES and self._is_elsewhere(watched)):
            self.close_list()
        elif kind == QEvent.Type.Wheel:
            return self._is_elsewhere(watched)
        return False

    def _on_filter_event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # so that the key comes here and is no shortcut of the window
            return True
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if not isinstance(event, QFocusEvent) or kind != QEvent.Type.FocusOut:
            return False
        # The field's own context menu is a popup, and the list stays open behind it.
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close_list()
        return False

    def _is_elsewhere(self, watched: QObject) -> bool:
        return (
            isinstance(watched, QWidget)
            and watched.window() is self.window()
            and watched is not self
            and not self.isAncestorOf(watched)
        )

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Keep Tab inside: there is one field."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape; no other key goes on to the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()
        event.accept()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look at no more events."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        super().hideEvent(event)

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

    def _tell_readers(self, chosen: QModelIndex) -> None:
        """Have a screen reader say the chosen row, although the field keeps the focus."""
        if chosen.isValid() and self.isVisible() and QAccessible.isActive():
            told = QAccessibleEvent(self.list, QAccessible.Event.Focus)
            told.setChild(chosen.row())
            QAccessible.updateAccessibility(told)

    def _pick(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry = self._model.entry(index.row())
        self.close_list()
        if entry.pack is not None:
            self.picked.emit(entry.pack)
        else:
            self.fault_asked.emit(entry.fault)

    def _place(self, spot: QRect) -> None:
        """Lie under `spot` (global), above it where there is no room; never outside the window."""
        room = self._around.rect()
        spot = QRect(self._around.mapFromGlobal(spot.topLeft()), spot.size())
        row = self.list.sizeHintForRow(0) if self._model.rowCount() else 0
        rows = min(MOST_ROWS, self._model.rowCount())
        self.list.setFixedHeight(max(1, row * rows))
        self.setFixedWidth(min(WIDTH, room.width()))
        self.adjustSize()
        if self.height() > room.height():
            spare = room.height() - (self.height() - self.list.height())
            self.list.setFixedHeight(max(row, spare, 1))
            self.adjustSize()
        corner = spot.bottomLeft() + QPoint(0, 4)
        if corner.y() + self.height() > room.bottom():
            corner.setY(spot.top() - 4 - self.height())
        corner.setY(max(room.top(), corner.y()))
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        self.move(corner)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Styles"))
        self.list.setAccessibleName(self.tr("Styles"))
        self.filter_edit.setAccessibleName(self.tr("Filter styles"))
        self.filter_edit.setPlaceholderText(self.tr("Type to filter the styles"))
