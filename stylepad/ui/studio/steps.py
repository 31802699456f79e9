"""The list of steps at the side of a job."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from stylepad.studio.job import Stage
from stylepad.studio.jobs import JobEntry
from stylepad.studio.state import JobState, Status


class Step(IntEnum):
    """What is shown of a job, in the order in which a writer goes through it."""

    BEGIN = 0
    TEXTS = 1
    PORTRAIT = 2
    PLAN = 3
    MAKING = 4
    PAIRS = 5
    REPORT = 6


def reachable(entry: JobEntry | None) -> frozenset[Step]:
    """Return the steps that there is something to show of."""
    if entry is None or entry.job is None:
        return frozenset({Step.BEGIN})
    state = entry.state
    steps = {Step.TEXTS, Step.MAKING}
    if _done(state, Stage.TEXTS):
        steps.add(Step.PORTRAIT)
    if _done(state, Stage.PORTRAIT):
        steps.add(Step.PLAN)
    if state.of(Stage.PAIRS).total or _done(state, Stage.PAIRS):
        steps.add(Step.PAIRS)
    if state.of(Stage.REPORT).status is not Status.WAITING:
        steps.add(Step.REPORT)
    return frozenset(steps)


def best(entry: JobEntry) -> Step:
    """Return the step at which a writer who comes back wants to be."""
    state = entry.state
    if state.next is None:
        return Step.REPORT
    if state.of(Stage.PAIRS).status is not Status.WAITING:
        return Step.MAKING
    if not _done(state, Stage.TEXTS):
        return Step.TEXTS
    return Step.PLAN if _done(state, Stage.PORTRAIT) else Step.TEXTS


def is_started(entry: JobEntry) -> bool:
    """Return whether the writer has pressed Start once."""
    return entry.state.of(Stage.PAIRS).status is not Status.WAITING


def is_halted(entry: JobEntry | None) -> bool:
    """Return whether the reading or the portrait was paused, has failed or was interrupted."""
    halted = (Status.PAUSED, Status.FAILED, Status.RUNNING)
    first = (Stage.TEXTS, Stage.PORTRAIT)
    return entry is not None and any(entry.state.of(stage).status in halted for stage in first)


def _done(state: JobState, stage: Stage) -> bool:
    return state.of(stage).status is Status.DONE


class StepList(QListWidget):
    """The steps; those that nothing can be shown of yet cannot be chosen."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsList")
        for _ in Step:
            QListWidgetItem(self)
        self.currentRowChanged.connect(self._on_row)
        self.retranslate()

    def show_reachable(self, steps: frozenset[Step]) -> None:
        """Enable these steps."""
        for step in Step:
            item = self.item(step)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags if step in steps else Qt.ItemFlag.NoItemFlags)

    def show_step(self, step: Step) -> None:
        """Mark a step without telling anybody."""
        blocked = self.blockSignals(True)
        self.setCurrentRow(step)
        self.blockSignals(blocked)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the list out again: its rows were measured before they had the theme's padding."""
        super().showEvent(event)
        self.doItemsLayout()

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(Step(row))

    def retranslate(self) -> None:
        """Name the steps in the interface language."""
        self.setAccessibleName(self.tr("Steps"))
        names = (
            self.tr("The texts"),
            self.tr("What was understood"),
            self.tr("Portrait"),
            self.tr("Plan"),
            self.tr("Making"),
            self.tr("Pairs"),
            self.tr("Report"),
        )
        for step, name in zip(Step, names, strict=True):
            self.item(step).setText(name)
