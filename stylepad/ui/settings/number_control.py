"""A whole number, or what the program chooses."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from stylepad.ui.settings.control import Control, spin
from stylepad.ui.settings.kinds import Number, say


class NumberControl(Control):
    """A spin box whose lowest step is "Automatic", which is 0 in the file."""

    def __init__(self, kind: Number, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.box = spin(self)
        self.box.setRange(kind.least - 1, kind.most)
        self.box.setSingleStep(kind.step)
        self.row.addWidget(self.box, 1)
        self.box.valueChanged.connect(self._on_changed)
        self.retranslate()

    def fields(self) -> list[QWidget]:
        """Return the spin box."""
        return [self.box]

    def show_value(self, value: object) -> None:
        """Show a number; one out of the usual range widens it."""
        assert isinstance(value, int)
        self.box.blockSignals(True)
        if value:
            self.box.setMaximum(max(self._kind.most, value))
            self.box.setMinimum(min(self._kind.least - 1, value - 1))
        self.box.setValue(value or self.box.minimum())
        self.box.blockSignals(False)

    def text_of(self, value: object) -> str:
        """Return a number with its unit, or "Automatic"."""
        if not value:
            return say(self._kind.automatic)
        return f"{value} {say(self._kind.unit)}".strip()

    def retranslate(self) -> None:
        """Name the lowest step and the unit."""
        self.box.setSpecialValueText(say(self._kind.automatic))
        self.box.setSuffix(f" {say(self._kind.unit)}" if self._kind.unit else "")

    def changeEvent(self, event: QEvent) -> None:
        """Draw the number as the interface language does."""
        if event.type() == QEvent.Type.LanguageChange:
            self.box.setLocale(self.locale())
        super().changeEvent(event)

    def _on_changed(self, number: int) -> None:
        self.chosen.emit(0 if number == self.box.minimum() else number)
