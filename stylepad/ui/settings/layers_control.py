"""Where the model runs: automatic, the processor, or so many layers on the graphics card."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stylepad.ui.settings.control import Control, combo, spin

_AUTOMATIC, _PROCESSOR, _LAYERS = range(3)
_FIRST_LAYERS = 16
"""Layers to start from when the writer begins to count them: half of a usual model."""


class LayersControl(Control):
    """A drop-down, and a number beside it where layers are counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = combo(self)
        self.box.addItems([""] * 3)
        self.count = spin(self)
        self.count.setRange(1, 10_000)
        self.count.setValue(_FIRST_LAYERS)
        self.count.setFixedWidth(84)
        self.count.hide()
        self.row.addWidget(self.box, 1)
        self.row.addWidget(self.count)
        self.box.activated.connect(self._on_chosen)
        self.count.valueChanged.connect(self.chosen.emit)
        self.retranslate()

    def fields(self) -> list[QWidget]:
        """Return the drop-down and the number."""
        return [self.box, self.count]

    def show_value(self, value: object) -> None:
        """Show a number of layers, None for automatic."""
        if value is None:
            self.box.setCurrentIndex(_AUTOMATIC)
        else:
            assert isinstance(value, int)
            self.box.setCurrentIndex(_LAYERS if value else _PROCESSOR)
            self.count.blockSignals(True)
            self.count.setValue(value or _FIRST_LAYERS)
            self.count.blockSignals(False)
        self.count.setVisible(bool(value))

    def text_of(self, value: object) -> str:
        """Return where the model runs."""
        if value is None:
            return self.tr("Automatic")
        return self.tr("Layers on GPU") if value else self.tr("Processor only")

    def retranslate(self) -> None:
        """Name the entries."""
        for index, value in enumerate((None, 0, 1)):
            self.box.setItemText(index, self.text_of(value))

    def name(self, label: str, help_text: str) -> None:
        """Tell a screen reader what the control is for, and what the number counts."""
        super().name(label, help_text)
        self.count.setAccessibleName(f"{label}: {self.text_of(1)}")

    def _on_chosen(self, index: int) -> None:
        self.chosen.emit((None, 0, self.count.value())[index])
