"""The jobs from the window's side: read again and again, begun, started, paused in the background.

Nothing here waits: whatever touches a file is background work, and what came of it is told by
signals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from stylepad import paths
from stylepad.errors import StudioError
from stylepad.studio.job import Job, Stage
from stylepad.studio.jobs import JobEntry
from stylepad.studio.state import Status
from stylepad.ui.studio import work
from stylepad.ui.studio.core import StudioCore
from stylepad.ui.tasks import Tasks

if TYPE_CHECKING:
    import subprocess

_MILLISECONDS = 600


@dataclass(frozen=True, slots=True)
class NewStyle:
    """What the writer wants made; `language` is that of the texts."""

    name: str
    language: str
    sources: tuple[Path, ...]


class Board(QObject):
    """Keeps `jobs`, the newest first; `changed` tells of anything new.

    `begun` carries a Job that was begun, `made` the JobEntry of a style that is installed now,
    `failed` an error of what the writer asked for, or of a process that ended by itself.
    """

    changed = Signal()
    begun = Signal(object)
    made = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        core: StudioCore,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        command: Sequence[str] | None = None,
    ) -> None:
        """`command` starts the process of a job, the program's own for None."""
        super().__init__(parent)
        self.core, self.tasks = core, tasks
        self.jobs: tuple[JobEntry, ...] = ()
        self.alive: frozenset[Path] = frozenset()
        """The folders of the jobs that a process works on."""
        self.read = False
        """Whether the jobs were read at all."""
        self._command = command
        self._processes: dict[Path, subprocess.Popen[bytes]] = {}
        self._reading = self._stale = False
        self._timer = QTimer(self, singleShot=True, interval=_MILLISECONDS)
        self._timer.timeout.connect(self.refresh)
        self.watched = False
        """Whether somebody looks: then the jobs are read again and again."""

    def entry(self, folder: Path | None) -> JobEntry | None:
        """Return a job as it was read last."""
        return next((entry for entry in self.jobs if entry.folder == folder), None)

    @property
    def running(self) -> tuple[JobEntry, ...]:
        """Return the jobs that a process works on."""
        return tuple(entry for entry in self.jobs if entry.folder in self.alive)

    def refresh(self) -> None:
        """Read the jobs anew; one reading at a time."""
        if self._reading:
            self._stale = True
            return
        self._reading = True
        processes = dict(self._processes)
        self.tasks.run(
            lambda _report: work.read_board(paths.user_jobs(), processes),
            done=self._on_read,
            failed=self._on_read_failed,
        )

    def begin(self, new: NewStyle) -> None:
        """Begin a job and have its texts read and looked at."""
        core, home, command = self.core, paths.user_jobs(), self._command

        def begin(_report: object) -> tuple[Job, subprocess.Popen[bytes]]:
            job = work.begin(core, home, new.name, new.language, new.sources)
            stages = (Stage.TEXTS, Stage.PORTRAIT)
            return job, work.start(job.folder, core.own_styles(), stages, command)

        def done(result: tuple[Job, subprocess.Popen[bytes]]) -> None:
            self._follow(result[0].folder, result[1])
            self.begun.emit(result[0])

        self.tasks.run(begin, done=done, failed=self.failed.emit)

    def start(self, folder: Path, stages: Sequence[Stage] = ()) -> None:
        """Have a process work on a job: these stages, or all that are not done."""
        if folder in self.alive:
            return
        core, command = self.core, self._command
        self.tasks.run(
            lambda _report: work.start(folder, core.own_styles(), stages, command),
            done=lambda process: self._follow(folder, process),
            failed=self.failed.emit,
        )

    def pause(self, folder: Path) -> None:
        """Ask the process of a job to pause it."""
        self.act(lambda: work.pause(folder))

    def remove(self, folder: Path) -> None:
        """Delete a job."""
        self.act(lambda: work.remove(folder))

    def act(self, change: Callable[[], object]) -> None:
        """Change something of a job in the background, then read it anew."""
        self.tasks.run(
            lambda _report: change(), done=lambda _none: self.refresh(), failed=self._on_act_failed
        )

    def _follow(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        self._processes[folder] = process
        self.alive |= {folder}
        self.changed.emit()
        self.refresh()

    def _on_read(self, found: work.BoardView) -> None:
        self._reading = False
        before = {entry.folder: entry for entry in self.jobs}
        self.jobs, self.alive = found.jobs, found.alive | self._young()
        first, self.read = not self.read, True
        for folder in found.ended:
            self._processes.pop(folder, None)
        self.changed.emit()
        for fault in found.faults:
            self.failed.emit(fault)
        for entry in self.jobs:
            if not first and _is_newly_made(before.get(entry.folder), entry):
                self.made.emit(entry)
        self._again()

    def _young(self) -> frozenset[Path]:
        """Return the folders whose process was started while the jobs were read."""
        return frozenset(
            folder for folder, process in self._processes.items() if process.returncode is None
        )

    def _on_read_failed(self, error: Exception) -> None:
        self._reading = False
        self.failed.emit(error)

    def _on_act_failed(self, error: Exception) -> None:
        self.failed.emit(error)
        self.refresh()

    def _again(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
        elif self.watched or self.alive:
            self._timer.start()


def _is_newly_made(before: JobEntry | None, now: JobEntry) -> bool:
    """Return whether a job has come to a style, or to its report, since it was read last."""
    if before is None:
        return False
    return any(
        now.state.of(stage).status is Status.DONE
        and before.state.of(stage).status is not Status.DONE
        for stage in (Stage.PACK, Stage.REPORT)
    )


def fault_of(entry: JobEntry) -> StudioError | None:
    """Return why a job cannot go on, None where nothing is wrong."""
    if entry.fault is not None:
        return entry.fault
    for stage in Stage:
        error = entry.state.of(stage).error
        if error is not None and entry.state.of(stage).status is Status.FAILED:
            return error.error()
    return None
