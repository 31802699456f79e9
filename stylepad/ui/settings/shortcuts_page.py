"""The page of keys: a row for every command."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stylepad.ui.settings.context import PageContext
from stylepad.ui.settings.kinds import Page
from stylepad.ui.settings.rows_page import line
from stylepad.ui.settings.search import found
from stylepad.ui.settings.shortcut_row import ShortcutRow
from stylepad.ui.widgets import button

_KEY = "shortcuts"


class ShortcutsPage(QWidget):
    """Keeps the chosen keys in one setting, a table by command."""

    def __init__(self, _page: Page, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = context.choices
        self._keeper = context.shortcuts
        self.rows = [ShortcutRow(name, self._keeper, self) for name in self._keeper.commands]
        self._lines = [line(self) for _row in self.rows]
        self.reset_all = button(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for row, above in zip(self.rows, self._lines, strict=True):
            layout.addWidget(above)
            layout.addWidget(row)
            row.wanted.connect(self._set)
            row.reset_wanted.connect(self._reset)
        below = QHBoxLayout()
        below.setContentsMargins(0, 14, 0, 0)
        below.addStretch(1)
        below.addWidget(self.reset_all)
        layout.addLayout(below)
        self.reset_all.clicked.connect(lambda: self._choices.reset(_KEY))
        self._keeper.changed.connect(self._show)
        self.reset_all.setText(self.tr("Reset all shortcuts"))
        self._show()

    def filter(self, query: str) -> int:
        """Show only the rows that a query finds, all for ""; return how many there are."""
        shown = [row for row in self.rows if not query or found(query, row.texts())]
        for row, above in zip(self.rows, self._lines, strict=True):
            row.setVisible(row in shown)
            above.setVisible(row in shown)
        self.reset_all.setVisible(not query)
        return len(shown)

    def retranslate(self) -> None:
        """Say everything in the interface language."""
        self.reset_all.setText(self.tr("Reset all shortcuts"))
        for row in self.rows:
            row.retranslate()

    def _chosen(self) -> dict[str, str]:
        value = self._choices.value(_KEY)
        return dict(value) if isinstance(value, Mapping) else {}

    def _set(self, name: str, keys: str) -> None:
        chosen = self._chosen()
        # Who had these keys by choice has none now; who had them by default loses them by itself.
        for other, theirs in chosen.items():
            if keys and theirs == keys:
                chosen[other] = ""
        self._choices.set(_KEY, {**chosen, name: keys})

    def _reset(self, name: str) -> None:
        chosen = self._chosen()
        chosen.pop(name, None)
        self._choices.set(_KEY, chosen)

    def _show(self) -> None:
        self.reset_all.setEnabled(not self._choices.is_usual(_KEY))
        for row in self.rows:
            row.show_keys()
