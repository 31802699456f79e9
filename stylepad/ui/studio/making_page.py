"""The fifth step: the stages at work, with the training's curve as it grows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from stylepad.studio.job import Stage
from stylepad.studio.jobs import JobEntry
from stylepad.studio.state import Status
from stylepad.ui.library.layout import note, say
from stylepad.ui.studio import words, work
from stylepad.ui.studio.board import Board
from stylepad.ui.studio.curve_view import CurveView
from stylepad.ui.studio.stage_line import StageLine
from stylepad.ui.studio.step_page import StepPage
from stylepad.ui.tasks import Tasks


class MakingPage(StepPage):
    """All stages, each with how far it is; the curve stands under the training."""

    def __init__(self, board: Board, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(Stage.TRAINING, board, tasks, parent)
        self.line.hide()
        self.body.removeWidget(self.line)
        self.hint = note(self)
        self.body.addWidget(self.hint)
        self.curve = CurveView(self)
        self.curve.hide()
        self.lines = {stage: StageLine(stage, self) for stage in Stage}
        for stage, line in self.lines.items():
            self.body.addWidget(line)
            if stage is Stage.TRAINING:
                line.right.addWidget(self.curve)
        self.retranslate()

    def edition(self, entry: JobEntry) -> object:
        """Return how far the training is."""
        state = entry.state.of(Stage.TRAINING)
        return (entry.folder, state.status, state.done, state.seconds)

    def show_job(self, folder: Path | None) -> None:
        """Show how every stage of a job stands."""
        super().show_job(folder)
        self.line.hide()
        entry = self.entry
        if entry is None:
            return
        alive = entry.folder in self.board.alive
        for stage, line in self.lines.items():
            line.show_state(entry.state.of(stage), alive)
        say(self.hint, self._hint(entry, alive))

    def _hint(self, entry: JobEntry, alive: bool) -> str:
        if entry.state.next is None:
            total = sum(entry.state.of(stage).seconds for stage in Stage)
            text = self.tr("The style is made and in the list of styles. It took {time}.")
            return text.format(time=words.spent(total))
        if alive:
            return self.tr(
                "You can go on writing, and close this window: the style is made beside it."
            )
        return ""

    def clear(self) -> None:
        """Show no curve."""
        self.curve.show_points(())

    def load(self, entry: JobEntry) -> None:
        """Read the curve once there can be one."""
        if entry.state.of(Stage.TRAINING).status is not Status.WAITING:
            self.fetch(work.read_curve, self.curve.show_points)

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self.setAccessibleName(self.tr("Making the style"))
        self.show_job(self.folder)
