"""What was cut of one work: every cut with its kind and its text; each can be taken back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from stylepad.ui.library.layout import note
from stylepad.ui.studio import words
from stylepad.ui.studio.texts_work import CutView
from stylepad.ui.tab_order import OrderlyDialog
from stylepad.ui.theme import theme_for
from stylepad.ui.widgets import button

_SIZE = QSize(760, 520)


class CutsDialog(OrderlyDialog):
    """A list of cuts, and the one that is selected within the text around it."""

    restore_wanted = Signal(int, bool)

    def __init__(
        self, title: str, cuts: tuple[CutView, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._cuts = list(cuts)
        self._restored = [view.cut.restored for view in cuts]
        self.setWindowTitle(self.tr("What was cut of “{title}”").format(title=title))
        self.hint = note(self)
        self.hint.setText(self.tr("Take a cut back where it is the author's own prose after all."))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Cuts"))
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The cut within its text"))
        self.restore, self.close_button = button(self), button(self)
        self.close_button.setText(self.tr("Close"))
        for view in cuts:
            self.list.addItem(QListWidgetItem(""))
            self._name(self.list.count() - 1, view)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.restore.clicked.connect(self._on_restore)
        self.close_button.clicked.connect(self.close)
        self.resize(_SIZE)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        self.list.setMinimumWidth(210)
        self.list.setMaximumWidth(260)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.list)
        middle.addWidget(self.text, 1)
        below = QHBoxLayout()
        below.addWidget(self.restore)
        below.addStretch(1)
        below.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.hint)
        layout.addLayout(middle, 1)
        layout.addLayout(below)

    def _name(self, row: int, view: CutView) -> None:
        kind = words.cut(view.cut.kind)
        size = self.tr("%n characters", "", view.cut.end - view.cut.start)
        parts = [kind, self.tr("taken back") if self._restored[row] else size]
        self.list.item(row).setText(words.SEPARATOR.join(parts))

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._cuts):
            return
        view, theme = self._cuts[row], theme_for(self.palette())
        self.text.clear()
        around, inside = QTextCharFormat(), QTextCharFormat()
        around.setForeground(_colour(theme.muted))
        if self._restored[row]:
            inside.setForeground(_colour(theme.text))
        else:
            inside.setForeground(_colour(theme.removed_text))
            inside.setBackground(_colour(theme.removed))
        cursor = self.text.textCursor()
        for part, form in ((view.before, around), (view.text, inside), (view.after, around)):
            cursor.insertText(part, form)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.text.setTextCursor(cursor)
        restored = self._restored[row]
        self.restore.setText(self.tr("Cut it again") if restored else self.tr("Take it back"))

    def _on_restore(self) -> None:
        row = self.list.currentRow()
        if row < 0:
            return
        self._restored[row] = not self._restored[row]
        self.restore_wanted.emit(self._cuts[row].cut.start, self._restored[row])
        self._name(row, self._cuts[row])
        self._show(row)


def _colour(name: str) -> QColor:
    return QColor(name)
