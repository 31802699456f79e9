"""The way into the Style Studio: its command, and what goes on while its window is closed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from stylepad.studio.job import Stage
from stylepad.studio.jobs import JobEntry
from stylepad.studio.state import Status
from stylepad.ui.messages import Action, Messages
from stylepad.ui.shortcuts import bind
from stylepad.ui.studio.board import Board
from stylepad.ui.studio.core import StudioCore
from stylepad.ui.tasks import Tasks

if TYPE_CHECKING:
    from stylepad.ui.studio.window import StudioWindow

_LOOK_MILLISECONDS = 3_000


class StudioDoor(QObject):
    """Opens the window; puts a style that is made into the list of styles, and says so.

    `installed` tells that the list of styles was read anew.
    """

    installed = Signal()

    def __init__(
        self,
        core: StudioCore,
        messages: Messages,
        tasks: Tasks,
        parent: QWidget,
        *,
        command: Sequence[str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._core, self._messages, self._tasks, self._parent = core, messages, tasks, parent
        self.board = Board(core, tasks, self, command=command)
        self.window: StudioWindow | None = None
        self.action = QAction(self)
        self.action.setObjectName("studio")
        bind(self.action, "Ctrl+Shift+T")
        self.action.triggered.connect(self.open)
        self.board.made.connect(self._on_made)
        self.board.failed.connect(self._on_failed)
        # A job may have gone on since the program was closed.
        QTimer.singleShot(_LOOK_MILLISECONDS, self, self.board.refresh)
        self.retranslate()

    def open(self) -> None:
        """Show the window, before the others."""
        from stylepad.ui.studio.window import StudioWindow  # noqa: PLC0415 - not at start

        # What was imported just now took long enough: the keyboard comes first.
        QTimer.singleShot(0, self, lambda: self._show(StudioWindow))

    def open_new(self) -> None:
        """Show the window at the beginning of a new style."""
        self.open()
        QTimer.singleShot(0, self, self._show_new)

    def may_close(self) -> bool:
        """Ask what becomes of a job at work when the program ends."""
        from stylepad.ui.studio.window import may_leave  # noqa: PLC0415

        return may_leave(self.board, self._messages) if self.board.running else True

    def retranslate(self) -> None:
        """Name the command in the interface language."""
        self.action.setText(self.tr("Style Studio…"))

    def _show(self, kind: type[StudioWindow]) -> None:
        if self.window is None:
            self.window = kind(self.board, self._tasks, self._parent)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _on_made(self, entry: JobEntry) -> None:
        self._tasks.run(
            lambda _report: self._core.find_styles(),
            done=lambda _none: self._tell_made(entry),
            failed=self._messages.failure,
        )

    def _tell_made(self, entry: JobEntry) -> None:
        self.installed.emit()
        judged = entry.state.of(Stage.REPORT).status is Status.DONE
        if judged:
            text = self.tr("The style “{name}” is made and judged.")
            label = self.tr("See the report")
        else:
            text = self.tr("The style “{name}” is in the list now; it is still being judged.")
            label = self.tr("Show")
        action = Action(label, lambda: self._show_job(entry.folder))
        self._door().info(text.format(name=entry.name), actions=[action], key=str(entry.folder))

    def _on_failed(self, error: Exception) -> None:
        if not self._visible():
            self._messages.failure(error, key="studio")

    def _show_job(self, folder: Path) -> None:
        self.open()
        QTimer.singleShot(0, self, lambda: self._show_at(folder))

    def _show_new(self) -> None:
        if self.window is not None:
            self.window.show_new()

    def _show_at(self, folder: Path) -> None:
        if self.window is not None:
            self.window.show_job(folder)

    def _door(self) -> Messages:
        return self.window.messages if self.window and self._visible() else self._messages

    def _visible(self) -> bool:
        return self.window is not None and self.window.isVisible()
