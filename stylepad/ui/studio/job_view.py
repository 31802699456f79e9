"""One job: its steps at the side, the step's page, and the way on below."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stylepad.studio.job import Stage
from stylepad.studio.jobs import JobEntry
from stylepad.studio.state import Status
from stylepad.ui.library.layout import MARGIN, ElidedLabel
from stylepad.ui.studio.begin_page import BeginPage
from stylepad.ui.studio.board import Board
from stylepad.ui.studio.making_page import MakingPage
from stylepad.ui.studio.pairs_page import PairsPage
from stylepad.ui.studio.plan_page import PlanPage
from stylepad.ui.studio.portrait_page import PortraitPage
from stylepad.ui.studio.report_page import ReportPage
from stylepad.ui.studio.step_page import StepPage
from stylepad.ui.studio.steps import Step, StepList, best, is_halted, is_started, reachable
from stylepad.ui.studio.texts_page import TextsPage
from stylepad.ui.tasks import Tasks
from stylepad.ui.widgets import button

_SIDE = 208


class JobView(QWidget):
    """Shows a job, or the beginning of one; `left` asks for the list of jobs."""

    left = Signal()
    failed = Signal(object)

    def __init__(self, board: Board, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = board
        self.folder: Path | None = None
        self.step = Step.BEGIN
        self._beginning = self._texts_changed = self._pairs_changed = False
        self.all_jobs, self.name = button(self), ElidedLabel(self)
        self.all_jobs.setFlat(True)
        self.all_jobs.setObjectName("allJobs")
        self.name.setProperty("strong", True)
        self.steps = StepList(self)
        self.begin = BeginPage(tasks, self)
        self.texts = TextsPage(board, tasks, self)
        self.portrait = PortraitPage(board, tasks, self)
        self.plan = PlanPage(board, tasks, self)
        self.making = MakingPage(board, tasks, self)
        self.pairs = PairsPage(board, tasks, self)
        self.report = ReportPage(board, tasks, self)
        self.pages: tuple[StepPage, ...] = (
            self.texts, self.portrait, self.plan, self.making, self.pairs, self.report,
        )  # fmt: skip
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.begin)
        for page in self.pages:
            self.stack.addWidget(page)
        self.go, self.back, self.forward = button(self), button(self), button(self, prominent=True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        side = QWidget(self)
        side.setObjectName("settingsSide")
        side.setFixedWidth(_SIDE)
        left = QVBoxLayout(side)
        left.setContentsMargins(12, 12, 12, 12)
        left.setSpacing(10)
        left.addWidget(self.all_jobs)
        left.addWidget(self.name)
        left.addWidget(self.steps, 1)
        foot = QFrame(self)
        foot.setObjectName("downloadsPanel")
        below = QHBoxLayout(foot)
        below.setContentsMargins(MARGIN, 12, MARGIN, 12)
        below.setSpacing(8)
        below.addWidget(self.go)
        below.addStretch(1)
        below.addWidget(self.back)
        below.addWidget(self.forward)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        self.all_jobs.clicked.connect(self.left)
        self.steps.chosen.connect(self.show_step)
        self.begin.ready_changed.connect(self._show_commands)
        self.plan.ready_changed.connect(self._show_commands)
        self.texts.edited.connect(self._on_texts_edited)
        self.pairs.edited.connect(self._on_pairs_edited)
        self.go.clicked.connect(self._on_go)
        self.back.clicked.connect(lambda: self._walk(-1))
        self.forward.clicked.connect(self._on_forward)
        self.board.changed.connect(self.show_state)
        self.board.begun.connect(self._on_begun)
        self.board.failed.connect(self._on_failed)
        for page in self.pages:
            page.failed.connect(self.failed)

    # --- which job, which step ----------------------------------------------------------------

    @property
    def entry(self) -> JobEntry | None:
        """Return the job as it was read last."""
        return self.board.entry(self.folder)

    def show_new(self) -> None:
        """Begin a job."""
        self.folder = None
        self._beginning = False
        self.begin.clear()
        self.show_step(Step.BEGIN)
        self.begin.name.setFocus()

    def show_job(self, folder: Path, step: Step | None = None) -> None:
        """Show a job, at a step or at the one that it has come to."""
        self.folder = folder
        self._texts_changed = self._pairs_changed = False
        entry = self.entry
        self.show_step(step if step is not None else best(entry) if entry else Step.TEXTS)

    def show_step(self, step: Step) -> None:
        """Show a step."""
        self.step = step
        self.steps.show_step(step)
        self.stack.setCurrentIndex(step)
        self.show_state()

    def show_state(self) -> None:
        """Show the job as it stands now."""
        entry = self.entry
        new = self.folder is None
        self.name.setText(self.tr("New style") if new else entry.name if entry else "")
        self.steps.show_reachable(reachable(entry))
        for page in self.pages:
            if page is self.stack.currentWidget() or page.folder != self.folder:
                page.show_job(self.folder)
        self._show_commands()

    # --- the commands below -------------------------------------------------------------------

    def _show_commands(self) -> None:
        entry = self.entry
        alive = entry is not None and entry.folder in self.board.alive
        unfinished = entry is not None and entry.state.next is not None
        started = entry is not None and is_started(entry)
        self.go.setVisible(alive or (unfinished and (started or is_halted(entry))))
        self.go.setText(self.tr("Pause") if alive else self.tr("Continue"))
        steps = sorted(reachable(entry))
        place = steps.index(self.step) if self.step in steps else 0
        self.back.setVisible(self.folder is not None)
        self.back.setEnabled(place > 0)
        self.forward.setText(self._forward_text(alive, started))
        self.forward.setEnabled(self._may_go_on(steps, place, alive, started))
        last = self.step is Step.REPORT or (self.step is Step.PAIRS and not self._pairs_changed)
        self.forward.setVisible(not last or (place + 1 < len(steps) and self.step in steps))

    def _forward_text(self, alive: bool, started: bool) -> str:
        if self.step is Step.BEGIN:
            return self.tr("Read the texts")
        if self.step is Step.TEXTS and self._texts_changed:
            return self.tr("Measure anew")
        if self.step is Step.PLAN and not started and not alive:
            return self.tr("Start")
        if self.step is Step.PAIRS and self._pairs_changed:
            return self.tr("Train with these pairs")
        return self.tr("Next")

    def _may_go_on(self, steps: list[Step], place: int, alive: bool, started: bool) -> bool:
        if self.step is Step.BEGIN:
            return self.begin.wish is not None and not self._beginning
        if self.step is Step.TEXTS and self._texts_changed:
            return not alive
        if self.step is Step.PLAN and not started:
            return self.plan.ready and not alive
        if self.step is Step.PAIRS and self._pairs_changed:
            return not alive
        return place + 1 < len(steps) and _follows(self.step, steps[place + 1])

    def _walk(self, by: int) -> None:
        steps = sorted(reachable(self.entry))
        if self.step in steps:
            place = steps.index(self.step) + by
            if 0 <= place < len(steps):
                self.show_step(steps[place])

    def _on_forward(self) -> None:
        entry = self.entry
        if self.step is Step.BEGIN:
            self._begin()
        elif entry is None:
            return
        elif self.step is Step.TEXTS and self._texts_changed:
            self._texts_changed = False
            self.board.start(entry.folder, (Stage.TEXTS, Stage.PORTRAIT))
            self.show_state()
        elif self.step is Step.PLAN and not is_started(entry):
            self.board.start(entry.folder)
            self.show_step(Step.MAKING)
        elif self.step is Step.PAIRS and self._pairs_changed:
            self._pairs_changed = False
            self.board.start(entry.folder, (Stage.TRAINING, Stage.PACK, Stage.REPORT))
            self.show_step(Step.MAKING)
        else:
            self._walk(1)

    def _begin(self) -> None:
        wish = self.begin.wish
        if wish is not None and not self._beginning:
            self._beginning = True
            self._show_commands()
            self.board.begin(wish)

    def _on_begun(self, job: object) -> None:
        if self._beginning:
            self._beginning = False
            self.show_job(job.folder, Step.TEXTS)  # type: ignore[attr-defined]

    def _on_failed(self, _error: object) -> None:
        self._beginning = False
        self._show_commands()

    def _on_go(self) -> None:
        entry = self.entry
        if entry is None:
            return
        if entry.folder in self.board.alive:
            self.board.pause(entry.folder)
        elif is_started(entry):
            self.board.start(entry.folder)
        else:
            self.board.start(entry.folder, _first_stages(entry))

    def _on_texts_edited(self) -> None:
        self._texts_changed = True
        self._show_commands()

    def _on_pairs_edited(self) -> None:
        self._pairs_changed = True
        self._show_commands()

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self.all_jobs.setText(self.tr("‹ All jobs"))
        self.all_jobs.setAccessibleName(self.tr("All jobs"))
        self.back.setText(self.tr("Back"))
        self.steps.retranslate()
        self.begin.retranslate()
        for page in self.pages:
            page.retranslate()
        self.show_state()


def _first_stages(entry: JobEntry) -> tuple[Stage, ...]:
    first = (Stage.TEXTS, Stage.PORTRAIT)
    return tuple(s for s in first if entry.state.of(s).status is not Status.DONE)


def _follows(step: Step, following: Step) -> bool:
    """Return whether a step may be left for the next one: Making is no way round the plan."""
    return following is not Step.MAKING or step is Step.PLAN
