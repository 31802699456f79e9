"""A button that shows a command's keys and, once pressed, takes the next ones."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from stylepad.ui.shortcuts import on_the_latin_layout

_MODIFIERS = {
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_unknown,
}
_NONE = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


class KeyField(QPushButton):
    """Listens after a click, Space or Enter; Esc stops listening, Backspace means no keys.

    `pressed_keys` carries the keys as they are on an English layout, empty for none.
    """

    pressed_keys = Signal(QKeySequence)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = ""
        self.listening = False
        self.setAutoDefault(False)
        self.setProperty("keys", True)
        self.clicked.connect(self._listen)

    def show_keys(self, keys: str) -> None:
        """Show keys as the system writes them."""
        self._keys = keys
        self._show()

    def _listen(self) -> None:
        self.listening = True
        self._show()

    def _stop(self) -> None:
        self.listening = False
        self._show()

    def _show(self) -> None:
        if self.listening:
            self.setText(self.tr("Press the keys…"))
        else:
            self.setText(self._keys or self.tr("None"))
        if self.property("listening") != self.listening:
            self.setProperty("listening", self.listening)
            self.style().polish(self)

    def retranslate(self) -> None:
        """Say everything in the interface language."""
        self._show()

    def event(self, event: QEvent) -> bool:
        """Take every key while listening, before any shortcut or the focus does."""
        if self.listening and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._on_key(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Start listening with Enter too, which a button in a dialog leaves to the dialog."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop listening when the writer goes elsewhere."""
        self._stop()
        super().focusOutEvent(event)

    def _on_key(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if key in _MODIFIERS or event.isAutoRepeat():
            return
        self._stop()
        if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.focusNextPrevChild(key == Qt.Key.Key_Tab)
        elif plain and key in _NONE:
            self.pressed_keys.emit(QKeySequence())
        elif not (plain and key == Qt.Key.Key_Escape):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            pressed = QKeySequence(event.keyCombination().key() | modifiers)
            self.pressed_keys.emit(on_the_latin_layout(pressed))
