"""A dialog with labelled fields whose wish is carried out in the background while it waits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from stylepad.ui.error_texts import describe
from stylepad.ui.library.layout import note, say, warn
from stylepad.ui.tab_order import OrderlyDialog
from stylepad.ui.widgets import button

_WIDTH = 600


class FormDialog(OrderlyDialog):
    """`wanted` carries a wish; `stop_wanted` asks to give up what was begun.

    The one who hears of a wish calls `wait`, and then `accept` or `show_failure`.
    """

    wanted = Signal(object)
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._waiting = False
        self.hint, self.told = note(self), note(self)
        self.told.hide()
        self.confirm, self.cancel = button(self, prominent=True), button(self)
        self.cancel.setText(self.tr("Cancel"))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(10)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        # The least height of a text that wraps is that of a narrow one: `_fit` knows better.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumWidth(_WIDTH)
        layout.addLayout(self.form)
        layout.addWidget(self.hint)
        layout.addWidget(self.told)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.confirm.clicked.connect(lambda: self.wanted.emit(self.wish()))
        self.cancel.clicked.connect(self.reject)

    def wish(self) -> object:
        """Return what the fields ask for."""
        raise NotImplementedError

    def wait(self, text: str) -> None:
        """Say what is going on; nothing else can be asked for meanwhile."""
        self._waiting = True
        self.confirm.setEnabled(False)
        self._tell(text, warns=False)

    def show_failure(self, error: Exception) -> None:
        """Say why nothing came of it; everything can be corrected and tried again."""
        self._waiting = False
        self.confirm.setEnabled(True)
        self._tell(describe(error), warns=True)

    def reject(self) -> None:
        """Give up what was begun, else close."""
        if self._waiting:
            self.stop_wanted.emit()
        else:
            super().reject()

    def _tell(self, text: str, *, warns: bool) -> None:
        warn(self.told, warns)
        say(self.told, text)
        if self.isVisible():
            self._fit()

    def _row(self, text: str, field: QWidget, label_for: QWidget | None = None) -> None:
        """Add a field under its name; of several in a row, `label_for` is the one that it names."""
        label = QLabel(text, self)
        named = label_for or field
        label.setBuddy(named)
        named.setAccessibleName(text)
        self.form.addRow(label, field)

    def _fit(self) -> None:
        """Take the width of every such dialog and the height that it needs."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        width = max(_WIDTH, self.width() if self.isVisible() else 0)
        self.resize(width, layout.totalHeightForWidth(width))
