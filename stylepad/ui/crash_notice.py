"""Tells the writer that something went wrong inside the program, after the text is safe."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from stylepad.ui.messages import Messages

MOST_NOTICES = 3
"""In one run: a fault in drawing would otherwise come back with every frame."""


class CrashNotice(QObject):
    """Rescues the text and shows one plain dialog; `report` may be called from any thread."""

    _failed = Signal(str)

    def __init__(self, rescue: Callable[[], None], window: QWidget) -> None:
        super().__init__(window)
        self._rescue = rescue
        self._window = window
        self._shown = 0
        self.box: QMessageBox | None = None
        self._failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    def report(self, details: Path | None) -> None:
        """Save the text at once when on the UI thread, then tell the writer."""
        if threading.current_thread() is threading.main_thread():
            self._rescue()
        self._failed.emit(str(details or ""))

    @Slot(str)
    def _on_failed(self, details: str) -> None:
        self._rescue()
        self._shown += 1
        if self._shown > MOST_NOTICES or self.box is not None:
            return
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Something Went Wrong"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            self.tr(
                "Something went wrong inside StylePad. Your text is still here, and a copy of it "
                "has been put aside. You can go on; saving now is a good idea."
            )
        )
        if details:
            box.setInformativeText(
                self.tr("Details have been saved to {file}.").format(file=details)
            )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._on_closed)
        self.box = box
        box.open()

    def _on_closed(self) -> None:
        self.box = None

    def tell_native(self, reports: Sequence[Path], messages: Messages) -> None:
        """Say at the start that the last run ended by itself."""
        if reports:
            messages.info(
                self.tr(
                    "StylePad closed unexpectedly last time. Whatever was not saved is offered "
                    "again. Details: {file}"
                ).format(file=reports[-1])
            )
