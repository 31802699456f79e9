"""The fourth step: for which model, how long it takes, and what it needs; then Start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QWidget,
)

from stylepad.engine.protocol import CancelToken, Server
from stylepad.errors import Cancelled
from stylepad.studio.job import Stage
from stylepad.studio.jobs import JobEntry
from stylepad.ui.error_texts import describe
from stylepad.ui.library.layout import heading, note, say, warn
from stylepad.ui.library.words import size
from stylepad.ui.studio import plan_work, words
from stylepad.ui.studio.board import Board
from stylepad.ui.studio.step_page import StepPage
from stylepad.ui.studio.writer_choice import WriterChoice
from stylepad.ui.tasks import Task, Tasks
from stylepad.ui.widgets import button

if TYPE_CHECKING:
    from stylepad.studio.estimate import Estimate
    from stylepad.ui.studio.plan_work import PlanView


class PlanPage(StepPage):
    """What will be done; `ready` tells whether it may start, by `ready_changed`.

    `server_wanted` carries a Server that the writer wants to write plain sides: `use_writer` takes
    it once it is agreed that texts go there, `reload` shows what was there before.
    """

    ready_changed = Signal()
    server_wanted = Signal(object)

    def __init__(self, board: Board, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(Stage.PORTRAIT, board, tasks, parent)
        self._view: PlanView | None = None
        self._installing: Task[None] | None = None
        self.title, self.about = heading(self), note(self)
        self.base = QComboBox(self)
        self.writer = WriterChoice(board.core.servers, self)
        self.base_label, self.time_label, self.memory_label = (QLabel(self) for _ in range(3))
        self.base_label.setBuddy(self.base)
        self.time, self.memory = note(self, muted=False), note(self, muted=False)
        self.fixed, self.fault = note(self), note(self, muted=False)
        self.training_title, self.training = heading(self), note(self)
        self.install = button(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.doing = note(self)
        self._lay_out()
        self.base.activated.connect(self._on_base)
        self.writer.wanted.connect(self._on_writer)
        self.install.clicked.connect(self._on_install)
        self.clear()
        self.retranslate()

    @property
    def ready(self) -> bool:
        """Return whether the work may start."""
        view = self._view
        return view is not None and view.fault is None and view.environment == "ready"

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.base_label, self.base)
        form.addRow(self.writer.label, self.writer)
        form.addRow(self.time_label, self.time)
        form.addRow(self.memory_label, self.memory)
        warn(self.fault, True)
        install = QHBoxLayout()
        install.setSpacing(12)
        install.addWidget(self.install)
        install.addWidget(self.bar, 1)
        install.addStretch(1)
        for part in (self.title, self.about):
            self.body.addWidget(part)
        self.body.addSpacing(6)
        self.body.addLayout(form)
        self.body.addWidget(self.fixed)
        self.body.addWidget(self.fault)
        self.body.addSpacing(10)
        self.body.addWidget(self.training_title)
        self.body.addWidget(self.training)
        self.body.addLayout(install)
        self.body.addWidget(self.doing)

    def clear(self) -> None:
        """Show nothing of a job."""
        self._view = None
        self._show()

    def load(self, _entry: JobEntry) -> None:
        """Find out what it takes."""
        core = self.board.core
        self.fetch(lambda folder: plan_work.read_plan(folder, core), self._on_read)

    def _on_read(self, view: PlanView) -> None:
        self._view = view
        self.base.clear()
        for choice in view.bases:
            self.base.addItem(choice.name, choice.path)
        place = self.base.findData(view.base)
        if place < 0:
            self.base.addItem(view.base.stem, view.base)
            place = self.base.count() - 1
        self.base.setCurrentIndex(place)
        self.writer.show_writer(view.writer)
        self._show()

    def _show(self) -> None:
        view = self._view
        self.base.setEnabled(view is not None and not view.fixed)
        found = view.estimate if view else None
        unknown = "…" if view is None else "—"
        self.time.setText(self._time(found) if found else unknown)
        self.memory.setText(self._memory(found) if found else unknown)
        fixed = self.tr("Pairs for this model are there already, so the style stays with it.")
        say(self.fixed, fixed if view and view.fixed else "")
        say(self.fault, describe(view.fault) if view and view.fault else "")
        self._show_environment()
        self.ready_changed.emit()

    def _show_environment(self) -> None:
        view, busy = self._view, self._installing is not None
        ready = view is not None and view.environment == "ready"
        if ready:
            self.training.setText(self.tr("What trains styles (PyTorch) is installed."))
        else:
            text = self.tr(
                "Training needs PyTorch and a few other packages, about {size} on the disk, in a "
                "folder of their own beside the program. They are fetched once from the Python "
                "package index; nothing of yours is sent."
            )
            self.training.setText(text.format(size=size(view.room)) if view else "…")
        self.install.setVisible(view is not None and (not ready or busy))
        broken = view is not None and view.environment == "broken"
        wanted = self.tr("Install again") if broken else self.tr("Install")
        self.install.setText(self.tr("Cancel") if busy else wanted)
        self.install.setAccessibleName(f"{self.install.text()}: PyTorch")
        self.bar.setVisible(busy)
        self.doing.setVisible(busy)

    def _time(self, found: Estimate) -> str:
        text = self.tr("about {time} of training; pairs and report come on top")
        return text.format(time=words.spent(max(60.0, found.seconds)))

    def _memory(self, found: Estimate) -> str:
        text = self.tr("{needed} on {device}, {free} are free")
        device = found.device or self.tr("this machine")
        needed = round(max(found.memory, found.loading), -7)
        return text.format(needed=size(needed), device=device, free=size(found.free))

    def _on_base(self) -> None:
        folder, path = self.folder, self.base.currentData()
        if folder is None or (self._view is not None and self._view.base == path):
            return
        self.tasks.run(
            lambda _report: plan_work.choose_base(folder, path),
            done=lambda _none: self.reload(),
            failed=self.failed.emit,
        )

    def _on_writer(self, server: Server | None) -> None:
        if server is None:
            self.use_writer(None)
        else:
            self.server_wanted.emit(server)

    def use_writer(self, server: Server | None) -> None:
        """Have a server write the plain sides, the job's model for None."""
        folder = self.folder
        if folder is not None:
            self.tasks.run(
                lambda _report: plan_work.choose_writer(folder, server),
                done=lambda _none: self.reload(),
                failed=self.failed.emit,
            )

    # --- the training environment -------------------------------------------------------------

    def _on_install(self) -> None:
        if self._installing is not None:
            self._installing.cancel()
            return
        cancel = CancelToken()
        self.bar.setRange(0, 0)
        self._installing = self.tasks.run(
            lambda report: plan_work.install_environment(cancel, report),
            done=lambda _none: self._on_installed(None),
            failed=self._on_installed,
            progress=self._on_progress,
            cancel=cancel,
        )
        self._show_environment()

    def _on_progress(self, value: object) -> None:
        if isinstance(value, tuple):
            done, total, detail = value
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self.bar.setAccessibleName(self.tr("Installing"))
            self.doing.setText(detail)

    def _on_installed(self, error: Exception | None) -> None:
        self._installing = None
        if error is not None and not isinstance(error, Cancelled):
            self.failed.emit(error)
        self._show_environment()
        self.reload()

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self.setAccessibleName(self.tr("Plan"))
        self.title.setText(self.tr("What will be made"))
        self.about.setText(
            self.tr(
                "The model learns from pairs of plain passages and the author's own, and the style "
                "is then tried on works it has never seen. It may be paused at any moment."
            )
        )
        self.base_label.setText(self.tr("&Model"))
        self.base.setAccessibleName(self.tr("Model that the style is made for"))
        self.writer.retranslate()
        self.time_label.setText(self.tr("Time"))
        self.memory_label.setText(self.tr("Memory"))
        self.training_title.setText(self.tr("What trains"))
        self._show()
