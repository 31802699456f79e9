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
        self._context = context
        self._body: PageBody | None = None
        self.setWidget(self._column())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)
        self._say_titles()

    @property
    def body(self) -> PageBody:
        """Return the rows; they are made when they are first asked for, which takes a while."""
        if self._body is None:
            build = self.page.build or RowsPage
            self._body = cast(PageBody, build(self.page, self._context, self))
            widget = cast(QWidget, self._body)
            widget.setMaximumWidth(_MOST_WIDTH)
            self._layout.insertWidget(self._layout.count() - 1, widget)
        return self._body

    @property
    def built(self) -> bool:
        """Return whether the rows are there already."""
        return self._body is not None

    def filter(self, query: str) -> bool:
        """Show only what a query finds; return whether there is anything."""
        if query and self.body.filter(query):
            return True
        if self.built:
            self.body.filter("")
        title = self.page.title
        return not query or found(query, (title, say(title)))

    def retranslate(self) -> None:
        """Say everything in the interface language."""
        self._say_titles()
        if self.built:
            self.body.retranslate()

    def _say_titles(self) -> None:
        self.title.setText(say(self.page.title))
        self.summary.setText(say(self.page.summary))
        self.setAccessibleName(say(self.page.title))

    def _column(self) -> QWidget:
        column = QWidget(self)
        column.setObjectName("settingsPage")
        layout = self._layout = QVBoxLayout(column)
        layout.setContentsMargins(28, 22, 24, 22)
        layout.setSpacing(0)
        layout.addWidget(self.title)
        layout.addSpacing(4)
        layout.addWidget(self.summary)
        layout.addSpacing(16)
        layout.addStretch(1)
        return column

    def _follow_focus(self, _old: QObject | None, now: QWidget | None) -> None:
        """Scroll to what the Tab key reached."""
        column = self.widget()
        if now is None or column is None or not self.isVisible():
            return
        if column.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 40)
