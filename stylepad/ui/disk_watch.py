"""Notices that the open file was changed or removed by another program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stylepad.documents.storage import Stamp
from stylepad.ui.file_work import state_of
from stylepad.ui.messages import Action, Messages
from stylepad.ui.tasks import Tasks

_KEY = "disk"


class DiskWatch(QObject):
    """Remembers how the file was when the program last read or wrote it."""

    reload_wanted = Signal()
    lost = Signal()
    """The file is gone: only the editor has the text."""

    def __init__(self, tasks: Tasks, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._messages = messages
        self._path: Path | None = None
        self._stamp: Stamp | None = None
        self._told: str = ""

    def stamp(self, path: Path) -> Stamp | None:
        """Return the state of a file that the editor knows, None for another file."""
        return self._stamp if path == self._path else None

    def follow(self, path: Path | None, stamp: Stamp | None) -> None:
        """Take this as the state of the file that the editor knows."""
        self._path, self._stamp, self._told = path, stamp, ""
        self._messages.dismiss(_KEY)

    def check(self) -> None:
        """Tell the writer, once and with a choice, when the file is not as it was."""
        path, known = self._path, self._stamp
        if path is not None and known is not None:
            self._tasks.run(
                lambda _progress: state_of(path, known),
                done=lambda state: self._on_checked(path, known, state),
            )

    def _on_checked(self, path: Path, known: Stamp, state: str) -> None:
        if (path, known) != (self._path, self._stamp) or state == self._told:
            return
        self._told = state
        if state == "gone":
            self.lost.emit()
            self._messages.warn(
                self.tr(
                    "“{name}” is not on the disk any more: it was moved or deleted. The text is "
                    "still here; Save writes it again."
                ).format(name=path.name),
                key=_KEY,
            )
        elif state == "changed":
            self._messages.warn(
                self.tr(
                    "“{name}” was changed by another program. Reload shows that version; without "
                    "it you go on with the text as it is here, and are asked before saving."
                ).format(name=path.name),
                actions=(Action(self.tr("Reload"), self.reload_wanted.emit),),
                key=_KEY,
            )
        else:
            self._messages.dismiss(_KEY)
