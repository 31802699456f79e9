"""A drop-down of a few values."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stylepad.ui.settings.control import Control, combo
from stylepad.ui.settings.kinds import Choice, say


class ChoiceControl(Control):
    """One of a few values; a value that stands only in the file is shown as it is."""

    def __init__(self, kind: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._values: list[object] = [value for value, _label in kind.options]
        self.box = combo(self)
        self.box.addItems([""] * len(self._values))
        self.row.addWidget(self.box, 1)
        self.box.activated.connect(lambda index: self.chosen.emit(self._values[index]))
        self.retranslate()

    def fields(self) -> list[QWidget]:
        """Return the drop-down."""
        return [self.box]

    def show_value(self, value: object) -> None:
        """Show a value, as one more entry where it is none of the table's."""
        if value not in self._values:
            self._values.append(value)
            self.box.addItem(self.text_of(value))
        self.box.setCurrentIndex(self._values.index(value))

    def text_of(self, value: object) -> str:
        """Return a value's label."""
        for known, label in self._kind.options:
            if known == value:
                return say(label)
        return say(self._kind.other).format(value=value)

    def retranslate(self) -> None:
        """Name the entries."""
        for index, value in enumerate(self._values):
            self.box.setItemText(index, self.text_of(value))
