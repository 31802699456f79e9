"""The window Style Studio."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stylepad.engine.protocol import Server
from stylepad.errors import StylePadError
from stylepad.ui.messages import Choice, Messages
from stylepad.ui.studio.board import Board
from stylepad.ui.studio.job_view import JobView
from stylepad.ui.studio.jobs_page import JobsPage
from stylepad.ui.studio.steps import Step
from stylepad.ui.studio.writer_choice import agreed
from stylepad.ui.tab_order import OrderlyDialog
from stylepad.ui.tasks import Tasks

_SIZE = QSize(940, 700)
_KEY = "studio"


class StudioWindow(OrderlyDialog):
    """The list of jobs, or one of them. It stands beside the text and blocks nothing."""

    def __init__(
        self,
        board: Board,
        tasks: Tasks,
        parent: QWidget | None = None,
        messages: Messages | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.board = board
        self.messages = messages or Messages(self)
        self.jobs = JobsPage(board, self.messages, self)
        self.job = JobView(board, tasks, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.jobs)
        self.stack.addWidget(self.job)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages.bar)
        layout.addWidget(self.stack, 1)
        self.jobs.new_wanted.connect(self.show_new)
        self.jobs.open_wanted.connect(self.show_job)
        self.job.left.connect(self.show_jobs)
        self.job.failed.connect(self._tell)
        self.job.plan.server_wanted.connect(self._on_server_wanted)
        board.failed.connect(self._tell)
        self.resize(_SIZE)
        self._retranslate()

    def show_jobs(self) -> None:
        """Show the list of jobs."""
        self.stack.setCurrentWidget(self.jobs)

    def show_new(self) -> None:
        """Show the beginning of a job."""
        self.stack.setCurrentWidget(self.job)
        self.job.show_new()

    def show_job(self, folder: Path, step: Step | None = None) -> None:
        """Show a job."""
        self.stack.setCurrentWidget(self.job)
        self.job.show_job(folder, step)

    def may_close(self) -> bool:
        """Ask what becomes of the jobs at work; return whether the window may close."""
        return may_leave(self.board, self.messages)

    def _on_server_wanted(self, server: Server) -> None:
        try:
            may = agreed(self.board.core.servers, self.messages, server)
        except StylePadError as error:
            self._tell(error)
            may = False
        if may:
            self.job.plan.use_writer(server)
        else:
            self.job.plan.reload()

    def _tell(self, error: Exception) -> None:
        if getattr(error, "code", "") != "cancelled":
            self.messages.failure(error, key=_KEY)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Style Studio"))
        self.jobs.retranslate()
        self.job.retranslate()

    # --- Qt events ----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Read the jobs for as long as somebody looks."""
        super().showEvent(event)
        self.board.watched = True
        self.board.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read the jobs only while one is worked on."""
        self.board.watched = False
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only once it is decided what becomes of a job at work."""
        if self.may_close():
            event.accept()
        else:
            event.ignore()

    def reject(self) -> None:
        """Close with Esc as by the window's button."""
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)


def may_leave(board: Board, messages: Messages) -> bool:
    """Ask what becomes of the jobs at work, where there are any; return whether to go on."""
    running = board.running
    if not running:
        return True
    names = ", ".join(entry.name for entry in running)
    text = QCoreApplication.translate(
        "Studio",
        "“{names}” is in the making. It can go on without this window; you find it here again, and "
        "the style in the list as soon as it is there.",
    )
    choices = [
        Choice("leave", QCoreApplication.translate("Studio", "Leave it running"), "accept"),
        Choice("pause", QCoreApplication.translate("Studio", "Pause it"), "destructive"),
        Choice("stay", QCoreApplication.translate("Studio", "Cancel"), "reject"),
    ]
    title = QCoreApplication.translate("Studio", "A style is in the making")
    answer = messages.ask(title, text.format(names=names), choices)
    if answer == "pause":
        for entry in running:
            board.pause(entry.folder)
    return answer != "stay"
