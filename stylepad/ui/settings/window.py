"""The settings window: a list of pages with a search above it, and the page chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stylepad.errors import SettingsError
from stylepad.ui.error_texts import describe
from stylepad.ui.messages import Message, MessageBar, Severity
from stylepad.ui.settings.context import PageContext
from stylepad.ui.settings.kinds import say
from stylepad.ui.settings.page_view import PageView
from stylepad.ui.settings.table import pages
from stylepad.ui.shortcuts import on_every_layout
from stylepad.ui.tab_order import OrderlyDialog

_SIZE = QSize(880, 640)
_LIST_WIDTH = 208
_NOTICE = "settings"


class SearchField(QLineEdit):
    """A search whose arrow down goes to what was found."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the arrow down on."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class SettingsWindow(OrderlyDialog):
    """Changes take effect at once; there is nothing to confirm."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField(self)
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setObjectName("settingsList")
        self.stack = QStackedWidget(self)
        self.notice = MessageBar(self)
        self.nothing = QLabel(self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("muted", True)
        self.views = [PageView(page, context, self) for page in pages()]
        for view in self.views:
            QListWidgetItem(self.list)
            self.stack.addWidget(view)
        self.stack.addWidget(self.nothing)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._retranslate)
        # Making every row at once would hold the window's thread; one page at a time does not.
        self._making = QTimer(self, singleShot=True, interval=0)
        self._making.timeout.connect(self._make_next)
        self._lay_out()
        self._connect(context)
        self._retranslate()
        self.list.setCurrentRow(0)
        self._making.start()
        self.resize(_SIZE)

    def show_page(self, key: str) -> None:
        """Show a page of the table."""
        self.search.clear()
        for index, view in enumerate(self.views):
            if view.page.key == key:
                self.list.setCurrentRow(index)

    @property
    def page(self) -> PageView:
        """Return the page that is shown, or was before nothing was found."""
        return self.views[max(self.list.currentRow(), 0)]

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the list out again: its rows were measured before they had the theme's padding."""
        super().showEvent(event)
        self.list.doItemsLayout()

    def _lay_out(self) -> None:
        side = QWidget(self)
        side.setObjectName("settingsSide")
        side.setFixedWidth(_LIST_WIDTH)
        left = QVBoxLayout(side)
        left.setContentsMargins(12, 14, 12, 12)
        left.setSpacing(10)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.notice)
        right.addWidget(self.stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addLayout(right, 1)

    def _connect(self, context: PageContext) -> None:
        self.search.textChanged.connect(self._find)
        self.search.down.connect(self.list.setFocus)
        self.search.returnPressed.connect(self._enter_page)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(lambda _item: self._enter_page())
        context.choices.failed.connect(self._on_failed)
        context.choices.saved.connect(lambda: self.notice.dismiss(_NOTICE))
        for keys, act in (
            ("Ctrl+F", self._to_search),
            ("Ctrl+PgDown", lambda: self._step(1)),
            ("Ctrl+PgUp", lambda: self._step(-1)),
        ):
            for sequence in on_every_layout([QKeySequence(keys)]):
                QShortcut(sequence, self).activated.connect(act)

    def _make_next(self) -> None:
        for view in self.views:
            if not view.built:
                _ = view.body
                self._making.start()
                return

    # --- finding ------------------------------------------------------------------------------

    def _find(self, query: str) -> None:
        query = query.strip()
        there = [view.filter(query) for view in self.views]
        for index, found in enumerate(there):
            self.list.item(index).setHidden(not found)
        if not any(there):
            self.stack.setCurrentWidget(self.nothing)
            return
        row = self.list.currentRow()
        if row < 0 or not there[row]:
            self.list.setCurrentRow(there.index(True))
        self._on_row(self.list.currentRow())

    def _on_row(self, row: int) -> None:
        if row >= 0:
            _ = self.views[row].body
            self.stack.setCurrentWidget(self.views[row])

    def _step(self, direction: int) -> None:
        row = self.list.currentRow() + direction
        while 0 <= row < self.list.count():
            if not self.list.item(row).isHidden():
                self.list.setCurrentRow(row)
                return
            row += direction

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _enter_page(self) -> None:
        """Give the keyboard to the first control of the page."""
        widget = self.list.nextInFocusChain()
        while widget is not None and widget is not self.list:
            reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if reachable and widget.isVisible() and self.page.isAncestorOf(widget):
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
            widget = widget.nextInFocusChain()

    # --- saying -------------------------------------------------------------------------------

    def _on_failed(self, error: SettingsError) -> None:
        self.notice.show_message(Message(Severity.ERROR, describe(error), key=_NOTICE))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the settings"))
        self.list.setAccessibleName(self.tr("Pages"))
        self.nothing.setText(self.tr("No setting is called that. Try another word."))
        for index, view in enumerate(self.views):
            view.retranslate()
            self.list.item(index).setText(say(view.page.title))
        if self.search.text():
            self._find(self.search.text())

    # --- Qt events ----------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface language, once the commands have their new names."""
        if event.type() == QEvent.Type.LanguageChange:
            self._later.start()
        super().changeEvent(event)

    def reject(self) -> None:
        """Let Esc clear the search first, and close the window then."""
        if self.search.text():
            self.search.clear()
            self._to_search()
        else:
            super().reject()
