"""A page with its title, what it is about, and its rows, in a scroll area."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from stylepad.ui.settings.context import PageBody, PageContext
from stylepad.ui.settings.kinds import Page, say
from stylepad.ui.settings.rows_page import RowsPage
from stylepad.ui.settings.search import found

_MOST_WIDTH = 760


class PageView(QScrollArea):
    """One page of the window."""

    def __init__(self, page: Page, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.setObjectName(f"page_{page.key}")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = QLabel(self)
        self.title.setObjectName("dialogTitle")
        self.summary = QLabel(self)
        self.summary.setProperty("muted", True)
        self.summary.setWordWrap(True)
        build = page.build or RowsPage
        self.body = cast(PageBody, build(page, context, self))
        self.setWidget(self._column())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)
        self.retranslate()

    def filter(self, query: str) -> bool:
        """Show only what a query finds; return whether there is anything."""
        if query and self.body.filter(query):
            return True
        title = self.page.title
        whole = not query or found(query, (title, say(title)))
        self.body.filter("")
        return whole

    def retranslate(self) -> None:
        """Say everything in the interface language."""
        self.title.setText(say(self.page.title))
        self.summary.setText(say(self.page.summary))
        self.setAccessibleName(say(self.page.title))
        self.body.retranslate()

    def _column(self) -> QWidget:
        column = QWidget(self)
        column.setObjectName("settingsPage")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(28, 22, 24, 22)
        layout.setSpacing(0)
        layout.addWidget(self.title)
        layout.addSpacing(4)
        layout.addWidget(self.summary)
        layout.addSpacing(16)
        body = cast(QWidget, self.body)
        body.setMaximumWidth(_MOST_WIDTH)
        layout.addWidget(body)
        layout.addStretch(1)
        return column

    def _follow_focus(self, _old: QObject | None, now: QWidget | None) -> None:
        """Scroll to what the Tab key reached."""
        column = self.widget()
        if now is None or column is None or not self.isVisible():
            return
        if column.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 40)
