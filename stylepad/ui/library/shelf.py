"""The installed models from the window's side: read, added, removed, chosen in the background."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from stylepad import paths
from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled, SettingsError
from stylepad.models.control import Control
from stylepad.models.library import InstalledModel, Removal
from stylepad.models.memory import Device
from stylepad.models.progress import Progress
from stylepad.ui.library.core import LibraryCore
from stylepad.ui.restyle.engine_room import EngineRoom
from stylepad.ui.tasks import Progress as Report
from stylepad.ui.tasks import Task, Tasks

if TYPE_CHECKING:
    from stylepad.models.download import Unfinished
    from stylepad.ui.library.work import Snapshot

_T = TypeVar("_T")


class Shelf(QObject):
    """Keeps `snapshot` of what is installed; `changed` tells of a new one.

    `failed` carries an error of what the writer asked for, `copying` the progress of a copy, None
    at its end.
    """

    changed = Signal()
    failed = Signal(object)
    copying = Signal(object)

    def __init__(
        self, core: LibraryCore, room: EngineRoom, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.core, self.room = core, room
        self._tasks = tasks
        self.snapshot: Snapshot | None = None
        self.fault: Exception | None = None
        """What was wrong with the list of models, once it was; it is mended by then."""
        self._reading = False
        self._stale = False
        self._copy: Task[InstalledModel] | None = None
        room.switched.connect(self._on_switched)

    @property
    def devices(self) -> tuple[Device, ...]:
        """Return the GPUs as the engine told."""
        model = self.room.state.model
        return model.devices if model is not None else ()

    @property
    def in_use(self) -> Path | None:
        """Return the file of the loaded model."""
        return self.room.state.path if self.room.state.model is not None else None

    def refresh(self) -> None:
        """Read anew what is installed; one reading at a time."""
        if self._reading:
            self._stale = True
            return
        self._reading = True
        library, devices, context = self.core.models, self.devices, self.core.chosen().context

        def work(_report: Report) -> Snapshot:
            from stylepad.ui.library import work as background  # noqa: PLC0415 - see there

            return background.snapshot(library, devices, context)

        self._tasks.run(work, done=self._on_read, failed=self._on_read_failed)

    def link(self, path: Path) -> None:
        """Add a file where it lies."""
        library = self.core.models
        self._act(lambda _report: library.link(path))

    def copy(self, path: Path) -> None:
        """Copy a file into the writer's folder and add it."""
        library, control, cancel = self.core.models, Control(), CancelToken()
        cancel.on_cancel(control.cancel)

        def work(report: Report) -> InstalledModel:
            return library.copy(path, control, report)

        self._copy = self._tasks.run(
            work,
            done=self._on_copied,
            failed=self._on_copy_failed,
            progress=self._on_copy_progress,
            cancel=cancel,
        )

    def stop_copying(self) -> None:
        """Give up a copy; nothing is left of it."""
        if self._copy is not None:
            self._copy.cancel()

    def removal(self, model_id: str, done: Callable[[Removal], None]) -> None:
        """Find out what removing a model would free."""
        library = self.core.models
        self._tasks.run(
            lambda _report: library.removal(model_id), done=done, failed=self.failed.emit
        )

    def remove(self, model: InstalledModel) -> None:
        """Take a model out; its files are deleted unless it was only linked."""
        library = self.core.models
        if self.core.settings.value.model == str(model.path):
            self._choose("")
        self._act(lambda _report: library.remove(model.id))

    def discard(self, unfinished: Unfinished) -> None:
        """Delete what was loaded of a file."""
        library = self.core.models

        def work(_report: Report) -> int:
            from stylepad.ui.library import work as background  # noqa: PLC0415 - see there

            return background.discard(library, unfinished)

        self._act(work)

    def _act(self, work: Callable[[Report], _T]) -> None:
        self._tasks.run(work, done=lambda _result: self.refresh(), failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)
        self.refresh()

    def _on_read(self, snapshot: Snapshot) -> None:
        self._reading = False
        self.snapshot = snapshot
        self.fault = snapshot.fault or self.fault
        self.changed.emit()
        self._read_again()

    def _on_read_failed(self, error: Exception) -> None:
        self._reading = False
        self.failed.emit(error)
        self._read_again()

    def _read_again(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()

    def _on_copy_progress(self, value: object) -> None:
        if isinstance(value, Progress):
            self.copying.emit(value)

    def _on_copied(self, _model: InstalledModel) -> None:
        self._copy = None
        self.copying.emit(None)
        self.refresh()

    def _on_copy_failed(self, error: Exception) -> None:
        self._copy = None
        self.copying.emit(None)
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _on_switched(self, path: Path) -> None:
        """Have the next start load the model that worked, and not ask a server."""
        self._choose("" if path == paths.built_in_model() else str(path))
        if self.core.servers.chosen is not None:
            self._keep(self.core.servers.choose_this_machine)

    def _choose(self, model: str) -> None:
        self._keep(lambda: self.core.settings.update(model=model))

    def _keep(self, change: Callable[[], object]) -> None:
        """Change the settings; where they cannot be saved they hold until the end."""
        try:
            change()
        except SettingsError as error:
            self.failed.emit(error)
