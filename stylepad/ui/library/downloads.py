"""Downloads of models: they go on whatever window is open, and end with the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled
from stylepad.models.control import Control
from stylepad.models.library import InstalledModel
from stylepad.models.progress import Progress
from stylepad.ui.library.core import LibraryCore
from stylepad.ui.tasks import Progress as Report
from stylepad.ui.tasks import Tasks

if TYPE_CHECKING:
    from stylepad.models.hub import Hub

HubMaker = Callable[[], "Hub"]


class Download(QObject):
    """One model on its way. `error` is why it stopped; what was loaded of it is kept."""

    changed = Signal()

    def __init__(self, repository: str, file: str, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.repository = repository
        self.file = file
        self.title = title
        self.control = Control()
        self.progress: Progress | None = None
        self.error: Exception | None = None

    @property
    def paused(self) -> bool:
        """Return whether it holds still."""
        return self.control.paused

    @property
    def running(self) -> bool:
        """Return whether it has not failed."""
        return self.error is None

    def pause(self) -> None:
        """Hold still and let go of the network."""
        self.control.pause()
        self.changed.emit()

    def go_on(self) -> None:
        """Go on after a pause."""
        self.control.go_on()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop; what was loaded stays for a later try."""
        self.control.cancel()

    def is_of(self, repository: str, file: str) -> bool:
        """Return whether this is the download of a file."""
        return (self.repository, self.file) == (repository, file)

    def covers(self, repository: str, file: str) -> bool:
        """Return whether a file, perhaps one of several of a split model, is part of this."""
        return self.is_of(repository, file) or (self.running and self.repository == repository)

    def take(self, value: object) -> None:
        """Keep how far it is."""
        if isinstance(value, Progress):
            self.progress = value
            self.changed.emit()

    def fail(self, error: Exception) -> None:
        """Keep why it stopped."""
        self.error = error
        self.changed.emit()


class Downloads(QObject):
    """The downloads of this program. `arrived` carries the installed model.

    `stopped` says that one was cancelled and what is there of it can be resumed.
    """

    changed = Signal()
    arrived = Signal(object)
    stopped = Signal()

    def __init__(
        self,
        core: LibraryCore,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        hub: HubMaker | None = None,
    ) -> None:
        super().__init__(parent)
        self._core, self._tasks = core, tasks
        self.hub = hub or _usual_hub
        self._items: list[Download] = []

    @property
    def items(self) -> tuple[Download, ...]:
        """Return those under way and those that failed, the oldest first."""
        return tuple(self._items)

    def find(self, repository: str, file: str) -> Download | None:
        """Return the download of a file, if there is one."""
        return next((item for item in self._items if item.is_of(repository, file)), None)

    def start(self, repository: str, file: str, title: str = "") -> Download:
        """Load a model, or go on with what is there of it."""
        there = self.find(repository, file)
        if there is not None and there.running:
            return there
        if there is not None:
            self.drop(there)
        download = Download(repository, file, title or file, self)
        self._items.append(download)
        self._run(download)
        self.changed.emit()
        return download

    def drop(self, download: Download) -> None:
        """Take a failed one off the list."""
        if download in self._items:
            self._items.remove(download)
            download.deleteLater()
            self.changed.emit()

    def _run(self, download: Download) -> None:
        library, control = self._core.models, download.control

        def work(report: Report) -> InstalledModel:
            from stylepad.ui.library import work as background  # noqa: PLC0415 - see there

            return background.fetch(
                self.hub(),
                library,
                download.repository,
                download.file,
                control=control,
                report=report,
            )

        cancel = CancelToken()
        cancel.on_cancel(control.cancel)
        self._tasks.run(
            work,
            done=lambda model: self._on_done(download, model),
            failed=lambda error: self._on_failed(download, error),
            progress=download.take,
            cancel=cancel,
        )

    def _on_done(self, download: Download, model: InstalledModel) -> None:
        self.drop(download)
        self.arrived.emit(model)

    def _on_failed(self, download: Download, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.drop(download)
            self.stopped.emit()
        else:
            download.fail(error)


def _usual_hub() -> Hub:
    from stylepad.models.hub import Hub  # noqa: PLC0415 - called by background work only

    return Hub()
