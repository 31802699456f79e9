"""A folder or a file that is only shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QWidget

from stylepad.ui.settings.control import Control
from stylepad.ui.widgets import button


class PlaceControl(Control):
    """A path that can be copied, and a button that opens its folder."""

    wide = True

    def __init__(self, where: Callable[[], Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where = where
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self.edit = QLineEdit(str(where()), self)
        self.edit.setReadOnly(True)
        self.edit.setProperty("placed", True)
        self.edit.setToolTip(str(where()))
        self.show_button = button(self)
        self.row.addWidget(self.edit, 1)
        self.row.addWidget(self.show_button)
        self.show_button.clicked.connect(self._show)
        self.retranslate()

    def fields(self) -> list[QWidget]:
        """Return the path and its button."""
        return [self.edit, self.show_button]

    def show_value(self, _value: object) -> None:
        """Nothing: a place is where it is."""

    def text_of(self, _value: object) -> str:
        """Return the path."""
        return str(self._where())

    def retranslate(self) -> None:
        """Name the button."""
        self.show_button.setText(self.tr("Show"))

    def name(self, label: str, help_text: str) -> None:
        """Tell a screen reader what the path and the button are for."""
        super().name(label, help_text)
        self.show_button.setAccessibleName(self.tr("Show: {setting}").format(setting=label))

    def _show(self) -> None:
        folder = existing_folder(self._where())
        shown = self.open_url(QUrl.fromLocalFile(str(folder)))
        failed = self.tr("No program here shows folders. The path above can be copied.")
        self.said.emit("" if shown else failed)


def existing_folder(path: Path) -> Path:
    """Return the nearest folder that is there: the first start has not made all of them yet."""
    while not path.is_dir() and path != path.parent:
        path = path.parent
    return path
