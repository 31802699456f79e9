"""What the marks in original and suggestion mean, shown in the marks themselves."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from stylepad.ui.theme import theme_for


class Legend(QLabel):
    """One line: a struck-through word is gone, an underlined one is new."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setProperty("muted", True)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the interface language."""
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.PaletteChange}:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        theme = theme_for(self.palette())
        gone, new = self.tr("struck through: gone"), self.tr("underlined: new")
        look = "background-color:{};color:{};text-decoration:{}"
        removed = look.format(theme.removed, theme.removed_text, "line-through")
        added = look.format(theme.added, theme.added_text, "underline")
        text = (
            f'<span style="{removed}">{escape(gone)}</span>&nbsp;&nbsp; '
            f'<span style="{added}">{escape(new)}</span>'
        )
        if self.text() != text:
            self.setText(text)
        self.setAccessibleName(f"{gone}; {new}")
