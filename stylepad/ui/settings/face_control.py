"""The typeface of the text."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from stylepad.ui.fonts import INTERFACE_FAMILY, READING_FAMILY
from stylepad.ui.settings.control import Control, combo


class FaceControl(Control):
    """A drop-down of the faces of this machine, the program's own first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = combo(self)
        self._installed = set(QFontDatabase.families())
        ours = {READING_FAMILY, INTERFACE_FAMILY}
        families = [
            family
            for family in QFontDatabase.families()
            if family not in ours
            and not QFontDatabase.isPrivateFamily(family)
            and QFontDatabase.isSmoothlyScalable(family)
        ]
        self._families = ["", *families]
        self.box.addItems([READING_FAMILY, *families])
        self.row.addWidget(self.box, 1)
        self.box.activated.connect(lambda index: self.chosen.emit(self._families[index]))

    def fields(self) -> list[QWidget]:
        """Return the drop-down."""
        return [self.box]

    def show_value(self, value: object) -> None:
        """Show a face; one that is not installed here is said to be so."""
        assert isinstance(value, str)
        if value not in self._families:
            self._families.append(value)
            self.box.addItem(self.text_of(value))
        self.box.setCurrentIndex(self._families.index(value))

    def text_of(self, value: object) -> str:
        """Return a face's name."""
        if not value:
            return READING_FAMILY
        if value in self._installed:
            return str(value)
        return self.tr("{family} (not installed)").format(family=value)

    def retranslate(self) -> None:
        """Name the entries."""
        for index, family in enumerate(self._families):
            self.box.setItemText(index, self.text_of(family))
