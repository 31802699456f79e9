"""What every step of a job has in common: the job it shows, and what it reads in the background."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from stylepad.studio.job import Stage
from stylepad.studio.jobs import JobEntry
from stylepad.studio.state import Status
from stylepad.ui.library.layout import Page
from stylepad.ui.studio.board import Board
from stylepad.ui.studio.stage_line import StageLine
from stylepad.ui.tasks import Tasks

T = TypeVar("T")


class StepPage(Page):
    """A page about the result of one stage, which shows the stage itself until it is done."""

    failed = Signal(object)

    def __init__(
        self, stage: Stage, board: Board, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.stage, self.board, self.tasks = stage, board, tasks
        self.folder: Path | None = None
        self.line = StageLine(stage, self)
        self._shown: object = None
        self._asked = 0
        self.body.addWidget(self.line)

    @property
    def entry(self) -> JobEntry | None:
        """Return the job as it was read last."""
        return self.board.entry(self.folder)

    def show_job(self, folder: Path | None) -> None:
        """Show another job, or this one as it stands now."""
        if folder != self.folder:
            self.folder, self._shown = folder, None
            self.clear()
        entry = self.entry
        if entry is None:
            return
        state = entry.state.of(self.stage)
        self.line.show_state(state, entry.folder in self.board.alive)
        self.line.setVisible(state.status is not Status.DONE)
        edition = self.edition(entry)
        if self.isVisible() and edition != self._shown:
            self._shown = edition
            self.load(entry)

    def edition(self, entry: JobEntry) -> object:
        """Return what must differ for the page to be read anew."""
        state = entry.state.of(self.stage)
        return (entry.folder, state.status, state.seconds if state.status is Status.DONE else 0)

    def reload(self) -> None:
        """Read anew what the page shows."""
        self._shown = None
        self.show_job(self.folder)

    def clear(self) -> None:
        """Show nothing of a job."""

    def load(self, entry: JobEntry) -> None:
        """Read what the page shows, with `fetch`."""

    def fetch(self, read: Callable[[Path], T], done: Callable[[T], None]) -> None:
        """Read in the background; an answer about another job, or an older one, is dropped."""
        folder = self.folder
        if folder is None:
            return
        self._asked += 1
        asked = self._asked

        def take(value: T) -> None:
            if self.folder == folder and asked == self._asked:
                done(value)

        self.tasks.run(lambda _report: read(folder), done=take, failed=self.failed.emit)

    def redress(self) -> None:
        """Draw anew what is drawn in the colours of the theme."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self.redress()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Name everything in the interface language."""
