"""The rows of a page, made from the table."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stylepad.ui.settings.context import PageContext
from stylepad.ui.settings.kinds import Page
from stylepad.ui.settings.row import SettingRow
from stylepad.ui.settings.search import found


class RowsPage(QWidget):
    """A row for each setting; below those that load the model again, what the engine does."""

    def __init__(self, page: Page, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = [SettingRow(setting, context.choices, self) for setting in page.settings]
        self._lines: list[QFrame] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for row in self.rows:
            self._lines.append(line(self))
            layout.addWidget(self._lines[-1])
            layout.addWidget(row)
        if any(setting.loads for setting in page.settings):
            layout.addWidget(line(self))
            layout.addSpacing(12)
            layout.addWidget(context.engine_note(self))

    def filter(self, query: str) -> int:
        """Show only the rows that a query finds, all for ""; return how many there are."""
        shown = [row for row in self.rows if not query or found(query, row.texts())]
        for row, above in zip(self.rows, self._lines, strict=True):
            row.setVisible(row in shown)
            above.setVisible(row in shown)
        return len(shown)

    def retranslate(self) -> None:
        """Say everything in the interface language."""
        for row in self.rows:
            row.retranslate()


def line(parent: QWidget) -> QFrame:
    """Return a thin line between rows."""
    frame = QFrame(parent)
    frame.setObjectName("settingLine")
    frame.setFixedHeight(1)
    return frame
