"""The line under the text: words, encoding, and what the engine says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QLabel, QMenu, QStatusBar, QToolButton, QWidget


class StatusBar(QStatusBar):
    """Words at the left, the engine and the encoding at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._counts = (0, -1)
        self._encoding = ""
        self.words = QLabel(self)
        self.encoding = QToolButton(self)
        self.encoding.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.encoding.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(self.words)
        self.addPermanentWidget(self.encoding)
        self.setContentsMargins(8, 0, 8, 0)
        self._retranslate()

    def add_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Put widgets before the encoding."""
        # Qt counts from the leftmost widget, which is the words.
        for index, widget in enumerate(widgets, start=1):
            self.insertPermanentWidget(index, widget)

    def show_words(self, document: int, selection: int) -> None:
        """Show the number of words; `selection` is -1 when nothing is selected."""
        self._counts = (document, selection)
        if selection < 0:
            text = self.tr("%Ln word(s)", "", document)
        else:
            text = self.tr("{selected} of %Ln word(s) selected", "", document).format(
                selected=QLocale().toString(selection)
            )
        self.words.setText(text)

    def show_encoding(self, name: str) -> None:
        """Show the encoding of the document."""
        self._encoding = name
        self.encoding.setText(name)
        self.encoding.setAccessibleName(self.tr("Encoding: {name}").format(name=name))

    def set_encoding_menu(self, menu: QMenu) -> None:
        """Open this menu from the encoding."""
        self.encoding.setMenu(menu)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Status"))
        self.encoding.setToolTip(self.tr("Encoding of the file"))
        self.show_words(*self._counts)
        self.show_encoding(self._encoding)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
