"""The way into Models and styles: its command, and what goes on while its window is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from stylepad.errors import Cancelled
from stylepad.models.library import InstalledModel
from stylepad.ui.library.core import LibraryCore
from stylepad.ui.library.downloads import Downloads, HubMaker
from stylepad.ui.library.shelf import Shelf
from stylepad.ui.messages import Action, Messages
from stylepad.ui.restyle.engine_room import EngineRoom
from stylepad.ui.shortcuts import bind
from stylepad.ui.tasks import Tasks

if TYPE_CHECKING:
    from stylepad.ui.library.window import LibraryWindow


class LibraryDoor(QObject):
    """Opens the window; tells in the main one what happens while it is closed.

    `studio_wanted` asks for the window in which styles are made.
    """

    studio_wanted = Signal()

    def __init__(
        self,
        core: LibraryCore,
        room: EngineRoom,
        messages: Messages,
        tasks: Tasks,
        parent: QWidget,
        *,
        hub: HubMaker | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._messages, self._parent = tasks, messages, parent
        self.room = room
        self.shelf = Shelf(core, room, tasks, self)
        self.downloads = Downloads(core, tasks, self, hub=hub)
        self.window: LibraryWindow | None = None
        self.action = QAction(self)
        self.action.setObjectName("library")
        bind(self.action, "Ctrl+Shift+M")
        self.action.triggered.connect(self.open)
        self.downloads.arrived.connect(self._on_arrived)
        self.downloads.stopped.connect(self._refresh)
        self.downloads.changed.connect(self._refresh)
        room.switch_failed.connect(self._on_switch_failed)
        self.retranslate()

    def open(self) -> None:
        """Show the window, before the others."""
        from stylepad.ui.library.window import LibraryWindow  # noqa: PLC0415 - not at start

        # What was imported just now took long enough: the keyboard comes first.
        QTimer.singleShot(0, self, lambda: self._show(LibraryWindow))

    def _show(self, kind: type[LibraryWindow]) -> None:
        if self.window is None:
            self.window = kind(self.shelf, self.downloads, self._tasks, self._parent)
            self.window.styles.studio_wanted.connect(self.studio_wanted)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.shelf.refresh()

    def retranslate(self) -> None:
        """Name the command in the interface language."""
        self.action.setText(self.tr("Models and styles…"))

    def show_styles(self) -> None:
        """Show the styles as they are in the library now."""
        if self.window is not None:
            self.window.styles.show_styles()

    def _refresh(self) -> None:
        if self.window is not None:
            self.shelf.refresh()

    def _on_arrived(self, model: InstalledModel) -> None:
        self._refresh()
        text = self.tr("{name} is downloaded and ready to use.").format(name=model.name)
        use = Action(self.tr("Use it"), lambda: self.room.use(model.path))
        messages = self._messages
        if self.window is not None and self.window.isVisible():
            messages = self.window.messages
        messages.info(text, actions=[use], key=model.id)

    def _on_switch_failed(self, error: Exception) -> None:
        there = self.window is not None and self.window.isVisible()
        if not there and not isinstance(error, Cancelled):
            self._messages.failure(error, key="switch")
